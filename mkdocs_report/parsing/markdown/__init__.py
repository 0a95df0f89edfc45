"""Markdown; in: text; out: lines, blocks, sanitised HTML, and what a reader sees of it."""
