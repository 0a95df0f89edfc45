"""Addresses of the course's pages and images, relative to one page."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs.structure.files import File, Files

from mkdocs_report.images.prepare import PreparedImage
from mkdocs_report.model.course import Course
from mkdocs_report.site.image_files import ImageCopy


@dataclass(frozen=True, slots=True)
class CourseFiles:
    """The files of a course, or of one cohort, in the site.

    Attributes:
        files: all files of the site.
        sources: the file of each report by its group's id, in the order of the course.
        pages: the file of each course page by its name; a question's page is `questions/` and its slug.
        slugs: the slug of each question's page by the question's id.
        course: the course as it is published.
        images: each published image, by the group's id and its path in the report.
    """

    files: Files
    sources: Mapping[str, File] = field(default_factory=dict)
    pages: Mapping[str, File] = field(default_factory=dict)
    slugs: Mapping[str, str] = field(default_factory=dict)
    course: Course = field(default_factory=lambda: Course(()))
    images: Mapping[tuple[str, str], tuple[ImageCopy, PreparedImage]] = field(default_factory=dict)


class PageLinks:
    """Addresses of a site's pages and images, relative to one page. The address of a missing one is None."""

    def __init__(self, site: CourseFiles, page: File) -> None:
        self._site, self.here = site, page
        self._groups: dict[str, str] = {}

    def group(self, name: str) -> str:
        """Return the address of a group's page."""
        if name not in self._groups:
            self._groups[name] = self._site.sources[name].url_relative_to(self.here)
        return self._groups[name]

    def answer(self, group: str, question: str) -> str:
        """Return the address of a group's answer to a question."""
        return f"{self.group(group)}#{question}"

    def page(self, name: str) -> str | None:
        """Return the address of a course page by its name: `overview`, `matrix`, `groups.json`, ..."""
        file = self._site.pages.get(name)
        return file.url_relative_to(self.here) if file else None

    def question(self, name: str) -> str | None:
        """Return the address of a question's page across groups, by the question's id."""
        slug = self._site.slugs.get(name)
        return self.page(f"questions/{slug}") if slug else None

    def image(self, group: str, path: str) -> str | None:
        """Return the address of an image, by its path in the group's folder."""
        found = self._site.images.get((group, path))
        return found[0].url_relative_to(self.here) if found else None


def source_url(edit_url: str | None, first: int, last: int) -> str | None:
    """Return the address of some lines of a page's source, made from the address for editing it."""
    if not edit_url:
        return None
    view = edit_url.replace("/edit/", "/blob/", 1)
    lines = f"#L{first}" if last <= first else f"#L{first}-L{last}"
    return f"{view}?plain=1{lines}" if view != edit_url else f"{edit_url}{lines}"


def course_uri(prefix: str, path: str) -> str:
    """Return the path of a course file in the site."""
    return posixpath.normpath(posixpath.join("/", prefix, path)).lstrip("/")
