"""What a course decides; in: `mkdocs.yml`, rosters, waivers, evidence; out: settings that were checked."""
