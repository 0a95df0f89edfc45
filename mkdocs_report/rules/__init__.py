"""Rules; in: a report and its template; out: findings."""
