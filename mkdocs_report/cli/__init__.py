"""The command line; in: arguments and options; out: text for a terminal, files, and an exit code."""
