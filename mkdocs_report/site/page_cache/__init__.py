"""Finished pages of earlier builds; in: all that a page depends on; out: the page, if nothing has changed."""
