"""Processes, files, caches and text; in and out: whatever the stages hand over. Nothing in here knows a report."""
