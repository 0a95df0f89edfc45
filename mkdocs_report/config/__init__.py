"""Settings of a course; in: `mkdocs.yml`, rosters, waivers, evidence; out: checked settings."""
