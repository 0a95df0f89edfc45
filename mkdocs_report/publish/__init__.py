"""Publishing. In: a judged course, consent, people to mask. Out: reports and images that may be shown."""
