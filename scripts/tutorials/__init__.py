"""The manual as a reader has it, and a reader who does what a tutorial says."""
