"""Reports; in: a report's text and its template; out: every answer, with its lines."""
