"""Judge the courses of the demo as this repository's site does."""

from __future__ import annotations

from pathlib import Path

from mkdocs_report.config.read_settings import read_settings
from mkdocs_report.course.discovery import find_reports
from mkdocs_report.course.reader import make_course
from mkdocs_report.course.templates import load_templates
from mkdocs_report.model.course import Course

ROOT = Path(__file__).resolve().parent.parent.parent


def judged_courses() -> dict[str, Course]:
    """Return the courses of the demo by their names in `mkdocs.yml`, judged by its settings."""
    courses = {}
    for cohort in read_settings(ROOT / "mkdocs.yml", "mkdocs.yml").cohorts:
        templates = [Path(path) for path in cohort.settings.templates]
        versions = load_templates(templates, ROOT, cohort.settings.form)
        reports = find_reports(cohort.folder / cohort.reports[0].split("/")[0], versions, templates)
        courses[cohort.name] = make_course(reports, versions, cohort.settings, ROOT)
    return courses
