"""Digests of the part of the course that each page shows: a page is reused as long as its digest is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mkdocs.structure.pages import Page

from mkdocs_report.model.commit import Commit
from mkdocs_report.model.course import Judged
from mkdocs_report.model.template import Question
from mkdocs_report.pages.by_question import CourseQuestion
from mkdocs_report.publish.publication import PublishedReport
from mkdocs_report.runtime.codec import encode
from mkdocs_report.runtime.digest import digest
from mkdocs_report.site.course_pages import CourseRenderer
from mkdocs_report.site.links import CourseFiles

_BY_VIEW = ("checklist", "images", "findings")
"""Pages that depend on their view and on addresses only. Most changes of a text do not change the view."""
_QUESTION = "questions/"
"""The prefix of the names of the questions' pages."""


@dataclass(frozen=True)
class PageKeys:
    """The digests of the pages of a cohort.

    Attributes:
        site: the files of the cohort.
        course_questions: the questions.
        renderer: the pages across groups.
        groups: the group of each report's page, by the page's path.
        names: the names of the pages across groups, by their files' paths.
        judged: each report by its group.
        neighbours: the reports before and after each group's.
        shown: each report as it is published.
        commits: the last commit of each report.
        is_brief: whether the template's prompts are on the questions' pages only.
        cohort_links: a digest of the links to other cohorts; None if there are none.
        has_own_fragments: whether the course overrides fragments, which may show more and link to any page.
    """

    site: CourseFiles
    course_questions: Sequence[CourseQuestion]
    renderer: CourseRenderer
    groups: Mapping[str, str]
    names: Mapping[str, str]
    judged: Mapping[str, Judged]
    neighbours: Mapping[str, tuple[Judged | None, Judged | None]]
    shown: Mapping[str, PublishedReport]
    commits: Mapping[str, Commit | None]
    is_brief: bool
    cohort_links: str | None
    overrides_fragments: bool

    def key(self, page: Page) -> str:
        """Return a digest of the part of the course that a page shows."""
        group = self.groups.get(page.file.src_uri)
        if group is not None:
            return self._group_key(group, page)
        name = self.names[page.file.src_uri]
        if name.startswith(_QUESTION) and not self.overrides_fragments:
            return digest(name, self._frame, self._turn(name), *self._question_key(self._by_page[name]))
        if name in _BY_VIEW and not self.overrides_fragments:
            shown = hashlib.sha256(encode(self.renderer.by_name[name].view())).digest()
            sizes = self._image_digests if name == "images" else None
            return digest(name, self._frame, list(self._group_digests.values()), self.site.slugs, sizes, shown)
        return digest(name, self._frame, self.course_digest)

    def _group_key(self, group: str, page: Page) -> str:
        judged = self.judged[group]
        beside = [
            (each.report.id, each.report.title, self.site.sources[each.report.id].url) if each else None
            for each in self.neighbours[group]
        ]
        slugs = [self.site.slugs[answer.question.id] for answer in judged.report.answers]
        group_values = (group, judged.report.title, judged.report.path, self.shown[group].key, self.commits[group])
        all_addresses = (list(self._group_digests.values()), self.site.slugs) if self.overrides_fragments else None
        return digest(
            group_values,
            self.is_brief,
            self._frame,
            beside,
            slugs,
            self._image_digests.get(group),
            page.edit_url,
            all_addresses,
        )

    @cached_property
    def _by_page(self) -> Mapping[str, CourseQuestion]:
        return {f"{_QUESTION}{question.slug}": question for question in self.course_questions}

    def _turn(self, name: str) -> tuple[Any, ...]:
        beside = self.renderer.before.get(name), self.renderer.after.get(name)
        return tuple((each.name, each.title) if each else None for each in beside)

    def _question_key(self, question: CourseQuestion) -> Iterator[object]:
        yield self._question_digest(question.question)
        yield question.slug
        asked = question.question.id
        for entry in question.group_answers:
            group = entry.group
            part = self.shown[group].parts.get(asked)
            yield f"{self._group_digests[group]} {part} {self._question_digest(entry.answer.question)}"
            if entry.answer.images:
                yield self._image_digests.get(group)

    @cached_property
    def _group_digests(self) -> Mapping[str, str]:
        """A digest of each group's id, title and address. It is used for each answer."""
        return {
            group: digest(group, judged.report.title, self.site.sources[group].url)
            for group, judged in self.judged.items()
        }

    def _question_digest(self, question: Question) -> str:
        found = self._question_digests.get(id(question))
        if found is None:
            found = self._question_digests[id(question)] = digest(question)
        return found

    @cached_property
    def _question_digests(self) -> dict[int, str]:
        return {}

    @cached_property
    def _frame(self) -> str:
        """A digest of the parts of every page of the course: the row of links and the addresses of course pages."""
        tabs = [(page.name, page.tab) for page in self.renderer.tabs]
        return digest(tabs, sorted((name, file.url) for name, file in self.site.pages.items()), self.cohort_links)

    @cached_property
    def course_digest(self) -> str:
        """A digest of the whole course, for pages that show all groups."""
        shown, files, commits = self.shown, self.site.sources, self.commits
        rows = [
            (group, judged.report.title, files[group].url, shown[group].key, commits[group])
            for group, judged in self.judged.items()
        ]
        absent = [(each.title, each.reason) for each in self.site.course.absent]
        asked = [(question.slug, self._question_digest(question.question)) for question in self.course_questions]
        return digest(rows, absent, self._image_digests, asked)

    @cached_property
    def _image_digests(self) -> Mapping[str, str]:
        """A digest of the paths, addresses and sizes of each group's images."""
        found: dict[str, list[str]] = {}
        for (group, path), (file, prepared) in self.site.images.items():
            found.setdefault(group, []).append(f"{path}\0{file.url}\0{prepared.width} {prepared.height}")
        return {group: digest(images) for group, images in found.items()}
