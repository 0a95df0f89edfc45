"""Collect a course: from a roster and real git to one folder for each group's report."""
