"""The words of the pages in the language of the site; in: English texts; out: the same texts in another language."""
