"""The commands `init` and `new`; in: options and answers to prompts; out: the first files of a project."""
