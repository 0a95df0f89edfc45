"""The MkDocs plugin; in: a site's settings and files; out: the course's pages. Only here MkDocs is imported."""
