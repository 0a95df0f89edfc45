"""Limits of an answer; in: the prose of a prompt; out: how many words and images it asks for."""
