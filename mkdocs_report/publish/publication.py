"""What is published of a report and of a course, as frozen data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mkdocs_report.config.settings import Waiver
from mkdocs_report.images.faults import ImageFault
from mkdocs_report.images.prepare import ImageJob, ImageLookup, PreparedImage
from mkdocs_report.model.course import Course, Judged

ImageLookups = Mapping[str, ImageLookup | ImageFault]
"""What was seen of each image's file, by its path from the report."""


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """A report as it is published.

    Attributes:
        judged: the report with its findings, masked, without the text of its answers.
        title: its title as the group wrote it.
        key: a digest of all that this was made from.
        bodies: its answers and extras as HTML in UTF-8, by `html.key_of`: text of which one sign is none of
            Western Europe's takes twice the room in Python.
        prompts: its prompts as HTML, by their Markdown, where they are not the template's.
        lines: the items of its checklist, likewise.
        search: what search finds of it, `html.search_parts` as JSON in UTF-8.
        images: the path in the published report of each image, by the path of its file.
        parts: for each answer, by the question's id, a digest of all that is shown of it.
        used: the waivers that excused something.
        recorded: the group from which it was collected; empty where it was not.
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


@dataclass(frozen=True, slots=True)
class PublishedCourse:
    """A course as it is published.

    `sources` gives the path of each group's report as it was read, by the id under which it is published, `images`
    each image by that id and its path in the published report, `shown` what is shown of the report by that id,
    `prompts` and `lines` what is rendered already of texts that are not the template's. `rename` takes people out of a
    path. `unmade` are the images that are still to be made, by their keys. `warnings` are warnings about published
    reports of which nobody knows for sure whose they are, `notes` what else there is to say of the roster. `whole`
    tells whether no report was left out.
    """

    course: Course
    sources: Mapping[str, str] = field(default_factory=dict)
    images: Mapping[tuple[str, str], PreparedImage] = field(default_factory=dict)
    shown: Mapping[str, PublishedReport] = field(default_factory=dict)
    prompts: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    rename: Callable[[str], str] = str
    unmade: Mapping[str, tuple[ImageJob, PreparedImage]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    whole: bool = True
