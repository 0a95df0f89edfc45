"""Settings of a course; in: `mkdocs.yml`, rosters, waivers and evidence files; out: checked settings."""
