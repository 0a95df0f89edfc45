"""Reports as files of their own: one HTML file each, which asks for nothing, and the same as PDF."""
