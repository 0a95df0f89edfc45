"""Masking of people; in: a roster and a text; out: the text without names, numbers and addresses."""
