"""Nouns of the project, as frozen data; in: values; out: records. Nothing in here reads, writes or judges."""
