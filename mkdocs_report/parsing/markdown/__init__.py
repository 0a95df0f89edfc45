"""Markdown; in: text; out: lines, blocks, safe HTML, and the text that a reader sees."""
