"""Reports as files of their own; in: a published course; out: one HTML file or PDF a report."""
