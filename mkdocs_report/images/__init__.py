"""Image files; in: addresses in a report, and files of its folder; out: faults, and copies for publishing."""
