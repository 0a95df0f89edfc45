"""Image files; in: addresses in a report, files of its folder; out: faults, and copies fit to be published."""
