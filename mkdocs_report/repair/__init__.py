"""Repair; in: a report and its template; out: the report in the form of its template, with every word kept."""
