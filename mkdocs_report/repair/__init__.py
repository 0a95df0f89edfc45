"""Repair; in: a report and its template; out: the report in the template's form, nothing of it lost."""
