"""The command `doctor`; in: the settings and files of a course; out: advice about its set-up."""
