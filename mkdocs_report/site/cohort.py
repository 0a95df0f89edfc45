"""One cohort of a course, as the site has it: its options, its files, what is published."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs.structure.files import File

from mkdocs_report.config.options import Options
from mkdocs_report.publish.publication import Publication


@dataclass(frozen=True, slots=True)
class Cohort:
    """A cohort of the course, or all of one that has none: its options, the file of each report, what is published."""

    options: Options
    sources: list[File]
    publication: Publication
