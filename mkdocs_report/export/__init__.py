"""Output formats; in: a judged course; out: its text in each format. A format never judges."""
