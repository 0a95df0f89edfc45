"""Templates; in: an empty report form; out: its questions, limits and checklist."""
