"""Vocabularies of the languages in which limits are read, one module each; in: nothing; out: tables of words."""
