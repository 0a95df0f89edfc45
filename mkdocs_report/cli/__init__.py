"""The command line; in: arguments and options; out: what a terminal shows, files that were asked for, an exit code."""
