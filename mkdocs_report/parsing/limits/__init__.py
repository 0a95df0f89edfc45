"""Limits of an answer; in: the sentences of a prompt; out: the numbers of words and images that it asks for."""
