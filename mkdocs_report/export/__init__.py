"""Formats; in: a judged course; out: its bytes in each format. A format never judges."""
