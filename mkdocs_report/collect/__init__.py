"""Collect a course; in: a roster and git repositories; out: one folder for each group's report."""
