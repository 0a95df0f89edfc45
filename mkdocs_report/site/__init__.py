"""The MkDocs plugin. In: a site's settings and files. Out: the pages of the course. No other package imports MkDocs."""
