"""The course in the site: which pages and files there are, what stands on each, and what each hangs on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mkdocs_report.model.commit import Commit
from mkdocs_report.model.course import Judged
from mkdocs_report.model.template import Question
from mkdocs_report.pages.by_question import CourseQuestion, course_questions
from mkdocs_report.pages.fragments.answers import AnswerRenderer
from mkdocs_report.pages.fragments.environment import one_line_html, overrides_fragments
from mkdocs_report.pages.fragments.report import ReportIslands
from mkdocs_report.pages.report import report_page
from mkdocs_report.runtime.codec import encode
from mkdocs_report.runtime.digest import digest
from mkdocs_report.site.cohort import Cohort
from mkdocs_report.site.cohort_links import Across
from mkdocs_report.site.course_pages import (
    META,
    CourseRenderer,
    add_group_list,
    add_pages,
    course_pages,
    page_skeleton,
    places_of,
)
from mkdocs_report.site.files import nav_titles, published_files, report_path
from mkdocs_report.site.links import Links, Site, source_url
from mkdocs_report.site.outputs import add_badges
from mkdocs_report.site.report_pages import mark_contents, skeleton
from mkdocs_report.site.search import Entry
from mkdocs_report.site.skeleton import Bones, OwnPage, copied
from mkdocs_report.site.slots import fill, head_title

PROMPTS = 300
"""Up to how many groups each one's page has its prompts in full. Of a thousand they would be 8 MB."""
_BY_VIEW = ("checklist", "images", "findings")
"""Pages that show their view and addresses, and nothing else; most words that change are not in it."""
QUESTION = "questions/"
"""How the names of the questions' pages begin."""


class CourseSite:
    """The pages of a course, and what they show.

    Args:
        cohort: the course as it is published, or one cohort of it.
        commits: the last one of each report's file.
        files: the files of the site, to which those of the course are added.
        env: the Jinja environment of our fragments.
        config: the site's settings.
        across: the way to other cohorts, and this one's name in it.
    """

    def __init__(
        self,
        cohort: Cohort,
        commits: Mapping[Path, Commit],
        files: Files,
        env: Environment,
        config: MkDocsConfig,
        across: tuple[Across, str] | None = None,
    ) -> None:
        publication, options = cohort.publication, cohort.options
        self.env, self.options, self.cohort = env, options, across[1] if across else ""
        self.course, self.shown = publication.course, publication.shown
        by_path = {report_path(file, config): file for file in cohort.sources}
        paths = {group: Path(by_path[path].abs_src_path or "") for group, path in publication.sources.items()}
        self.commits: dict[str, Commit | None] = {group: commits.get(path) for group, path in paths.items()}
        self.course_questions = course_questions(self.course)
        several = len(publication.sources) > 1 or bool(options.publish.roster) or across is not None
        pages = course_pages(self.course, self.course_questions, options.pages) if several else ()
        reserved = places_of(pages, options.prefix, config) if several else ()
        shown, images, self.told = published_files(files, publication, by_path, config, reserved)
        added = add_pages(files, pages, options.prefix, config)
        self.names = {file.src_uri: name for name, file in added.items() if file.generated_by is not None}
        self.groups = {file.src_uri: group for group, file in shown.items()}
        slugs = {course_question.question.id: course_question.slug for course_question in self.course_questions}
        self.site = Site(files, shown, added, slugs, self.course, images)
        if pages:
            add_group_list(self.site, options.prefix, config)
        if options.publish.badges:
            add_badges(files, self.course, options.prefix, config)
        self.across = across[0] if across else None
        if across:
            across[0].add(across[1], self.site)
        self.answers = AnswerRenderer(env, publication.images, self.shown, options.publish.remote == "show")
        self.renderer = CourseRenderer(env, self.answers, self.site, pages, dict(options), across)
        self._add_pages(files, config)

    def _add_pages(self, files: Files, config: MkDocsConfig) -> None:
        """Give each of our files its page, before MkDocs does."""
        titles, known = nav_titles(config), dict[str, Bones]()
        for group, file in self.site.sources.items():
            report = self.judged[group].report
            meta = {"title": self._head_title(report.title), "hide": ["navigation"], "search": {"exclude": True}}
            OwnPage(titles.get(file.src_uri), file, config, meta, skeleton(report), known, one_line_html(report.title))
        for uri, name in self.names.items():
            page, own = self.renderer.by_name[name], files.get_file_from_path(uri)
            if own:
                meta = {"title": self._head_title(page.title), **META}
                OwnPage(titles.get(uri), own, config, meta, page_skeleton(page), known)

    def _head_title(self, title: str) -> str:
        """A page's title in its head, where nothing else says of which cohort it is."""
        return head_title(f"{title} ({self.cohort})" if self.cohort else title)

    @cached_property
    def judged(self) -> Mapping[str, Judged]:
        """Each report by its group's id."""
        return {judged.report.id: judged for judged in self.course.reports}

    @property
    def _omit_prompts(self) -> bool:
        """Whether prompts that are the template's stand on questions' pages only."""
        return len(self.judged) > PROMPTS

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[Judged | None, Judged | None]]:
        row = [None, *self.course.reports, None]
        pairs = zip(row, row[2:], strict=False)
        return {judged.report.id: pair for judged, pair in zip(self.course.reports, pairs, strict=True)}

    def has(self, page: Page) -> bool:
        """Whether a page is ours."""
        return page.file.src_uri in self.groups or page.file.src_uri in self.names

    def fill(self, page: Page) -> str:
        """Return the content of a page of ours: its rendered skeleton with all that belongs into it."""
        links = Links(self.site, page.file)
        group = self.groups.get(page.file.src_uri)
        if group is None:
            return self.renderer.fill(self.names[page.file.src_uri], links, page.content or "")
        view = report_page(
            self.judged[group], self.commits[group], *self._neighbours[group], self.options.publish.repository
        )
        page.toc = copied(page.toc)  # themes may show those of other pages, whether these are built or not
        mark_contents(self.env, view, page.toc)
        islands = ReportIslands(
            self.env,
            view,
            self.answers,
            links,
            lambda first, last: source_url(page.edit_url, first, last),
            omit_prompts=self._omit_prompts,
        ).render()
        return self.renderer.head(links, "group", group) + fill(page.content or "", islands)

    def entries(self) -> Iterator[Entry]:
        """Yield what search finds of our pages."""
        for group, file in self.site.sources.items():
            yield Entry(address(file), self.judged[group].report.title, self.shown[group].search)
        for uri, name in self.names.items():
            own = self.site.files.get_file_from_path(uri)
            if own:
                yield Entry(address(own), self.renderer.by_name[name].title)

    def basis(self, page: Page) -> str:
        """Return a digest of all of the course that a page of ours shows; nothing else of the course changes it."""
        group = self.groups.get(page.file.src_uri)
        if group is not None:
            return self._group_basis(group, page)
        name = self.names[page.file.src_uri]
        if name.startswith(QUESTION) and not self._overrides_fragments:
            return digest(name, self._frame, self._turn(name), *self._question_basis(self._by_page[name]))
        if name in _BY_VIEW and not self._overrides_fragments:
            shown = hashlib.sha256(encode(self.renderer.by_name[name].view())).digest()
            sizes = self._images if name == "images" else None
            return digest(name, self._frame, list(self._named.values()), self.site.slugs, sizes, shown)
        return digest(name, self._frame, self.whole)

    def _group_basis(self, group: str, page: Page) -> str:
        judged = self.judged[group]
        beside = [
            (each.report.id, each.report.title, self.site.sources[each.report.id].url) if each else None
            for each in self._neighbours[group]
        ]
        slugs = [self.site.slugs[answer.question.id] for answer in judged.report.answers]
        own = (group, judged.report.title, judged.report.path, self.shown[group].key, self.commits[group])
        every = (list(self._named.values()), self.site.slugs) if self._overrides_fragments else None
        return digest(
            own, self._omit_prompts, self._frame, beside, slugs, self._images.get(group), page.edit_url, every
        )

    @cached_property
    def _overrides_fragments(self) -> bool:
        """Whether the course has fragments of its own, which may show more than ours do, and link to any page."""
        return overrides_fragments(self.env)

    @cached_property
    def _by_page(self) -> Mapping[str, CourseQuestion]:
        return {f"{QUESTION}{course_question.slug}": course_question for course_question in self.course_questions}

    def _turn(self, name: str) -> tuple[Any, ...]:
        beside = self.renderer.before.get(name), self.renderer.after.get(name)
        return tuple((each.name, each.title) if each else None for each in beside)

    def _question_basis(self, course_question: CourseQuestion) -> Iterator[object]:
        yield self._asked(course_question.question)
        yield course_question.slug
        asked = course_question.question.id
        for entry in course_question.group_answers:
            group = entry.group
            yield f"{self._named[group]} {self.shown[group].parts.get(asked)} {self._asked(entry.answer.question)}"
            if entry.answer.images:
                yield self._images.get(group)

    @cached_property
    def _named(self) -> Mapping[str, str]:
        """What each group is called, and where its page is, as a digest: asked for at each of its answers."""
        return {
            group: digest(group, judged.report.title, self.site.sources[group].url)
            for group, judged in self.judged.items()
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
        tabs = [(page.name, page.tab) for page in self.renderer.tabs]
        around = self.across.basis if self.across else None
        return digest(tabs, sorted((name, file.url) for name, file in self.site.pages.items()), around)

    @cached_property
    def whole(self) -> str:
        """What the pages that show something of everybody hang on."""
        rows = [
            (group, judged.report.title, self.site.sources[group].url, self.shown[group].key, self.commits[group])
            for group, judged in self.judged.items()
        ]
        problems = [(problem.path, problem.line, problem.message) for problem in self.course.problems]
        return digest(
            rows,
            problems,
            self._images,
            [
                (course_question.slug, self._asked(course_question.question))
                for course_question in self.course_questions
            ],
        )

    @cached_property
    def _images(self) -> Mapping[str, str]:
        """Each group's images, path, address and size, as a digest."""
        found: dict[str, list[str]] = {}
        for (group, path), (file, prepared) in self.site.images.items():
            found.setdefault(group, []).append(f"{path}\0{file.url}\0{prepared.width} {prepared.height}")
        return {group: digest(images) for group, images in found.items()}


def address(file: File) -> str:
    """Return where a page is, as search knows it."""
    return "" if file.url in (".", "./") else file.url
