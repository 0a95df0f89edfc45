"""The command `doctor`; in: the settings and files of a course; out: advice on mistakes in them."""
