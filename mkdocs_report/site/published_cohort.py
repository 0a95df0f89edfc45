"""One cohort of a course, as the site has it: its options, its files, what is published."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs.structure.files import File

from mkdocs_report.publish.publication import PublishedCourse
from mkdocs_report.site.config import ReportConfig


@dataclass(frozen=True, slots=True)
class PublishedCohort:
    """A cohort of the course, or all of one that has none: its options, the file of each report, what is published."""

    options: ReportConfig
    sources: list[File]
    publication: PublishedCourse
