"""Processes, files, caches and text; in: jobs, paths, values; out: results, bytes, safe text. It knows no reports."""
