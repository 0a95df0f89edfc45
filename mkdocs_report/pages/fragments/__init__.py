"""Fragments of HTML; in: what a page shows; out: HTML, whatever page or site it is set into."""
