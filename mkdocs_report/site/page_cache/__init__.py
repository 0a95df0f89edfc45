"""Finished pages of earlier builds; in: everything that a page depends on; out: the page, if nothing changed."""
