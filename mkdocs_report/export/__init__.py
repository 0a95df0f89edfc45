"""Output formats; in: a judged course; out: its text in a format."""
