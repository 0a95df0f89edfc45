"""Pages of a course; in: a judged course; out: the data of each page as frozen records, and its HTML."""
