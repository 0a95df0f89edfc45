"""Parsing; in: bytes; out: templates and reports."""
