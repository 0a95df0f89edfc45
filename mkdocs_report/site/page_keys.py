"""Digests of the part of the course that each page shows: a page is reused as long as its digest is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mkdocs.structure.pages import Page

from mkdocs_report.model.template import Question
from mkdocs_report.pages.by_question import Column
from mkdocs_report.pages.fragments.environment import has_own_fragments
from mkdocs_report.runtime.codec import encode
from mkdocs_report.runtime.digest import digest
from mkdocs_report.site.cohort_pages import CohortPages

_BY_VIEW = ("checklist", "figures", "findings")
"""Pages that show their view and addresses, and nothing else; most words that change are not in it."""
_QUESTION = "questions/"
"""How the names of the questions' pages begin."""


@dataclass(frozen=True)
class PageKeys:
    """The digests of the pages of a cohort."""

    pages: CohortPages

    def key(self, page: Page) -> str:
        """Return a digest of all of the course that a page shows; nothing else of the course changes it."""
        group = self.pages.groups.get(page.file.src_uri)
        if group is not None:
            return self._group_key(group, page)
        name = self.pages.names[page.file.src_uri]
        if name.startswith(_QUESTION) and not self._own_fragments:
            return digest(name, self._frame, self._turn(name), *self._column_key(self._by_page[name]))
        if name in _BY_VIEW and not self._own_fragments:
            shown = hashlib.sha256(encode(self.pages.renderer.by_name[name].view())).digest()
            sizes = self._pictures if name == "figures" else None
            return digest(name, self._frame, list(self._named.values()), self.pages.site.slugs, sizes, shown)
        return digest(name, self._frame, self.whole)

    def _group_key(self, group: str, page: Page) -> str:
        judged = self.pages.judged[group]
        beside = [
            (each.report.id, each.report.title, self.pages.site.sources[each.report.id].url) if each else None
            for each in self.pages.neighbours[group]
        ]
        slugs = [self.pages.site.slugs[answer.question.id] for answer in judged.report.answers]
        own = (group, judged.report.title, judged.report.path, self.pages.shown[group].key, self.pages.commits[group])
        every = (list(self._named.values()), self.pages.site.slugs) if self._own_fragments else None
        return digest(
            own, self.pages.brief, self._frame, beside, slugs, self._pictures.get(group), page.edit_url, every
        )

    @cached_property
    def _own_fragments(self) -> bool:
        """Whether the course has fragments of its own, which may show more than ours do, and link to any page."""
        return has_own_fragments(self.pages.env)

    @cached_property
    def _by_page(self) -> Mapping[str, Column]:
        return {f"{_QUESTION}{column.slug}": column for column in self.pages.columns}

    def _turn(self, name: str) -> tuple[Any, ...]:
        beside = self.pages.renderer.before.get(name), self.pages.renderer.after.get(name)
        return tuple((each.name, each.title) if each else None for each in beside)

    def _column_key(self, column: Column) -> Iterator[object]:
        yield self._asked(column.question)
        yield column.slug
        asked = column.question.id
        for entry in column.entries:
            group = entry.group
            part = self.pages.shown[group].parts.get(asked)
            yield f"{self._named[group]} {part} {self._asked(entry.answer.question)}"
            if entry.answer.images:
                yield self._pictures.get(group)

    @cached_property
    def _named(self) -> Mapping[str, str]:
        """What each group is called, and where its page is, as a digest: asked for at each of its answers."""
        return {
            group: digest(group, judged.report.title, self.pages.site.sources[group].url)
            for group, judged in self.pages.judged.items()
        }

    def _asked(self, question: Question) -> str:
        known = self._questions.get(id(question))
        if known is None:
            known = self._questions[id(question)] = digest(question)
        return known

    @cached_property
    def _questions(self) -> dict[int, str]:
        return {}

    @cached_property
    def _frame(self) -> str:
        """What stands on every page of the course: the row of links, and the list of groups."""
        tabs = [(page.name, page.tab) for page in self.pages.renderer.tabs]
        around = self.pages.across.basis if self.pages.across else None
        return digest(tabs, sorted((name, file.url) for name, file in self.pages.site.pages.items()), around)

    @cached_property
    def whole(self) -> str:
        """What the pages that show something of everybody hang on."""
        shown, files, commits = self.pages.shown, self.pages.site.sources, self.pages.commits
        rows = [
            (group, judged.report.title, files[group].url, shown[group].key, commits[group])
            for group, judged in self.pages.judged.items()
        ]
        problems = [(problem.path, problem.line, problem.message) for problem in self.pages.course.problems]
        asked = [(column.slug, self._asked(column.question)) for column in self.pages.columns]
        return digest(rows, problems, self._pictures, asked)

    @cached_property
    def _pictures(self) -> Mapping[str, str]:
        """Each group's pictures, path, address and size, as a digest."""
        found: dict[str, list[str]] = {}
        for (group, path), (file, prepared) in self.pages.site.pictures.items():
            found.setdefault(group, []).append(f"{path}\0{file.url}\0{prepared.width} {prepared.height}")
        return {group: digest(pictures) for group, pictures in found.items()}
