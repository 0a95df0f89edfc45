"""One published cohort of a course."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs.structure.files import File

from mkdocs_report.config.options import Options
from mkdocs_report.publish.publication import PublishedCourse


@dataclass(frozen=True, slots=True)
class PublishedCohort:
    """A published cohort, or a whole course without cohorts.

    Attributes:
        options: its options.
        sources: the file of each report.
        publication: its published reports.
    """

    options: Options
    sources: list[File]
    publication: PublishedCourse
