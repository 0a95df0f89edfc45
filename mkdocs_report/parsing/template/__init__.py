"""Templates; in: the text of an empty report form; out: its questions, limits and checklist."""
