"""A published report and a published course, as frozen data."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mkdocs_report.config.settings import Waiver
from mkdocs_report.images.faults import ImageFault
from mkdocs_report.images.prepare import ImageJob, ImageLookup, PreparedImage
from mkdocs_report.masking.mask import MASK
from mkdocs_report.model.course import Course, Judged

_GAP = re.compile(r"\u00a0|%C2%A0|&nbsp;", re.IGNORECASE)
ImageLookups = Mapping[str, ImageLookup | ImageFault]
"""The known facts about each image file, by its path from the report."""


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """A report as it is published.

    Attributes:
        judged: the report with its findings, masked, without the text of its answers.
        title: its title as the group wrote it.
        key: a digest of all its inputs.
        bodies: its answers and extras as HTML in UTF-8, by `html.key_of`. A Python string takes twice the memory if
            one of its characters is not in Latin-1.
        prompts: its prompts that differ from the template's, as HTML, by their Markdown.
        lines: the items of its checklist that differ from the template's, likewise.
        search: its search entries, `html.search_parts` as JSON in UTF-8.
        images: the published path of each image, by the path of its file.
        parts: a digest of the shown content of each answer, by the question's id.
        used: the waivers that applied to a finding.
        recorded: the group from which it was collected; empty if it was not collected.
        kept_numbers: how many student numbers are not masked; 0 in a site.
    """

    judged: Judged
    title: str
    key: str
    bodies: Mapping[str, bytes] = field(default_factory=dict)
    prompts: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    search: bytes = b"[]"
    images: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    used: tuple[Waiver, ...] = ()
    recorded: str = ""
    kept_numbers: int = 0

    @property
    def masked(self) -> frozenset[tuple[str, str]]:
        """The people and addresses that are masked in its answers and title: `STUDENT` or `ADDRESS`, and a number."""
        texts = (*map(bytes.decode, self.bodies.values()), self.judged.report.title, self.judged.report.own_title)
        found = (mask[0] for text in texts for mask in MASK.finditer(text))
        parts = (_GAP.split(each) for each in found)
        return frozenset((kind.upper(), number) for kind, number in parts)


@dataclass(frozen=True, slots=True)
class PublishedCourse:
    """A course as it is published.

    Attributes:
        course: the reports, judged and masked.
        sources: the path of each group's report as it was read, by the id under which it is published.
        images: each image, by the id of its group and its path in the published report.
        shown: each published report, by its id.
        prompts: prompts as HTML, by their Markdown, if they differ from the template's.
        lines: items of checklists as HTML, likewise.
        rename: masks the people in a path.
        pending_images: the images that are not made yet, by their keys.
        warnings: warnings about reports that match no group of the roster, or several.
        notes: messages about columns of the roster that are not used.
        is_complete: whether no report was left out.
    """

    course: Course
    sources: Mapping[str, str] = field(default_factory=dict)
    images: Mapping[tuple[str, str], PreparedImage] = field(default_factory=dict)
    shown: Mapping[str, PublishedReport] = field(default_factory=dict)
    prompts: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    rename: Callable[[str], str] = str
    pending_images: Mapping[str, tuple[ImageJob, PreparedImage]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    is_complete: bool = True
