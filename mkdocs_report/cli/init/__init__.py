"""The commands `init` and `new`; in: options and answers to questions; out: the first files of a project."""
