"""Publishing; in: a judged course, consent, people to mask; out: reports and images that may be shown."""
