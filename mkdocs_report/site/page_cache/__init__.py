"""Finished pages of earlier builds. In: everything that a page depends on. Out: the page, if nothing changed."""
