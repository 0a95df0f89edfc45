"""Collecting reports; in: a roster and git repositories; out: a folder for each group, with its report and images."""
