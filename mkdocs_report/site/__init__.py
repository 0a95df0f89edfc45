"""The MkDocs plugin; in: a site's settings and files; out: the pages of the course. No other package imports MkDocs."""
