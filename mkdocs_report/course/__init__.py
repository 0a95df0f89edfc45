"""A course; in: folders of reports, templates, settings; out: every report, parsed and judged."""
