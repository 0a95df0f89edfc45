"""Parsing; in: the bytes of a file; out: a template or a report."""
