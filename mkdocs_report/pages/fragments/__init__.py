"""HTML fragments; in: the data of a page; out: HTML that fits into any page and any site."""
