"""The command line; in: arguments and options; out: terminal output, files, and an exit code."""
