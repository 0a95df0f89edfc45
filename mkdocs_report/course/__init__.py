"""A course; in: folders of reports, templates, settings; out: every report read and judged."""
