"""Pages; in: a judged course; out: what each page shows, as frozen data, and its HTML fragments."""
