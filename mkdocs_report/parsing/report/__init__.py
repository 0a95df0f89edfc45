"""Reports; in: the text of a report and its template; out: every answer, with its line numbers."""
