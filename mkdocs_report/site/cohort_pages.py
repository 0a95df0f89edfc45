"""The pages of one cohort in the site, or of a course without cohorts: their files, their Markdown, their content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from mkdocs_report.config.options import Options
from mkdocs_report.model.commit import Commit
from mkdocs_report.model.course import Course, Judged
from mkdocs_report.pages.by_question import CourseQuestion
from mkdocs_report.pages.fragments.answers import AnswerRenderer
from mkdocs_report.pages.fragments.environment import one_line_html, words_of
from mkdocs_report.pages.fragments.report import ReportIslands
from mkdocs_report.pages.report import report_page
from mkdocs_report.publish.publication import PublishedReport
from mkdocs_report.site import report_pages
from mkdocs_report.site.cohort_files import CohortFiles
from mkdocs_report.site.cohort_links import CohortLinks
from mkdocs_report.site.course_pages import (
    META,
    CourseRenderer,
    page_skeleton,
)
from mkdocs_report.site.escaping import encoded
from mkdocs_report.site.head import draws_mermaid
from mkdocs_report.site.links import CourseFiles, PageLinks, source_url
from mkdocs_report.site.mkdocs_config import nav_titles
from mkdocs_report.site.published_cohort import PublishedCohort
from mkdocs_report.site.report_pages import as_markdown, mark_contents
from mkdocs_report.site.search import SearchEntry
from mkdocs_report.site.skeleton import OwnPage, RenderedSkeleton, copy_toc
from mkdocs_report.site.slots import fill, head_title

MAX_GROUPS_WITH_PROMPTS = 300
"""The largest number of groups whose pages contain all prompts. For a thousand groups, the prompts take 8 MB."""


@dataclass(frozen=True)
class CohortPages:
    """The pages of a cohort, and what they show.

    Attributes:
        env: the Jinja environment of our fragments.
        options: the options of the cohort.
        name: the name of the cohort; empty for a course that has none.
        added: the files of the cohort.
        shown: each report as it is published, by its group.
        commits: the last commit of each report.
        cohort_links: links to the pages of the other cohorts; None for a course without cohorts.
        answers: the answers as HTML.
        renderer: the pages across groups as HTML.
    """

    env: Environment
    options: Options
    name: str
    added: CohortFiles
    shown: Mapping[str, PublishedReport]
    commits: Mapping[str, Commit | None]
    cohort_links: CohortLinks | None
    answers: AnswerRenderer
    renderer: CourseRenderer

    @property
    def site(self) -> CourseFiles:
        """The files of the cohort in the site."""
        return self.added.site

    @property
    def course(self) -> Course:
        """The reports, judged."""
        return self.site.course

    @property
    def course_questions(self) -> Sequence[CourseQuestion]:
        """The questions."""
        return self.added.course_questions

    @property
    def names(self) -> Mapping[str, str]:
        """The names of the pages across groups, by their files' paths."""
        return self.added.names

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """The group of each report's page, by the page's path."""
        return {file.src_uri: group for group, file in self.site.sources.items()}

    def _head_title(self, title: str) -> str:
        """Return a page's title for its head, with the cohort's name."""
        return head_title(f"{title} ({self.name})" if self.name else title)

    @cached_property
    def judged(self) -> Mapping[str, Judged]:
        """Each report by its group's id."""
        return {judged.report.id: judged for judged in self.course.reports}

    @property
    def is_brief(self) -> bool:
        """Whether the template's prompts are on the questions' pages only."""
        return len(self.judged) > MAX_GROUPS_WITH_PROMPTS

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Judged | None, Judged | None]]:
        """The reports before and after each group's."""
        row = [None, *self.course.reports, None]
        pairs = zip(row, row[2:], strict=False)
        return {judged.report.id: pair for judged, pair in zip(self.course.reports, pairs, strict=True)}

    def skeleton(self, page: Page) -> str:
        """Return the Markdown of a page, with slots for the answers."""
        group = self.groups.get(page.file.src_uri)
        if group is None:
            return page_skeleton(self.renderer.by_name[self.names[page.file.src_uri]])
        return report_pages.skeleton(self.judged[group].report, words_of(self.env))

    def meta(self, page: Page) -> dict[str, Any]:
        """Return the metadata of a page."""
        group = self.groups.get(page.file.src_uri)
        if group is None:
            return {"title": self._head_title(self.renderer.by_name[self.names[page.file.src_uri]].title), **META}
        return {"title": self._head_title(self.judged[group].report.title), **report_pages.META}

    def text(self, page: Page) -> str:
        """Return the text of a page as Markdown, for plugins that read `page.markdown`."""
        group = self.groups.get(page.file.src_uri)
        if group is None:
            return as_markdown(self.renderer.by_name[self.names[page.file.src_uri]].title)
        return as_markdown(self.judged[group].report.title, self.shown[group].search)

    def fill(self, page: Page, content: str) -> str:
        """Fill the slots in the rendered skeleton of a page."""
        links = PageLinks(self.site, page.file)
        group = self.groups.get(page.file.src_uri)
        if group is None:
            return self.renderer.fill(self.names[page.file.src_uri], links, content)
        view = report_page(
            self.judged[group],
            self.commits[group],
            *self.neighbours[group],
            self.options.publish.repository,
            words_of(self.env),
        )
        source = encoded(page.edit_url) if page.edit_url else None
        islands = ReportIslands(
            self.env,
            view,
            self.answers,
            links,
            lambda first, last: source_url(source, first, last),
            omit_prompts=self.is_brief,
        ).render()
        return self.renderer.head(links, "group", group) + fill(content, islands)

    def mark_verdicts(self, page: Page) -> None:
        """Give a group's page a table of contents with the verdict of each question."""
        group = self.groups.get(page.file.src_uri)
        if group is not None:
            page.toc = copy_toc(page.toc)  # themes may show the original on other pages
            mark_contents(self.env, self.judged[group], page.toc)

    def entries(self) -> Iterator[SearchEntry]:
        """Yield the search entries of our pages."""
        for group, file in self.site.sources.items():
            yield SearchEntry(address(file), self.judged[group].report.title, self.shown[group].search)
        for uri, name in self.names.items():
            course_file = self.site.files.get_file_from_path(uri)
            if course_file:
                yield SearchEntry(address(course_file), self.renderer.by_name[name].title)


def build_cohort_pages(
    cohort: PublishedCohort,
    added: CohortFiles,
    commits: Mapping[Path, Commit],
    env: Environment,
    config: MkDocsConfig,
    cohort_links: tuple[CohortLinks, str] | None = None,
) -> CohortPages:
    """Create the page of each file of a cohort, before MkDocs does.

    Args:
        cohort: the course as it is published, or one cohort of it.
        added: its files.
        commits: the last commit of each report's file.
        env: the Jinja environment of our fragments.
        config: the site's settings.
        cohort_links: links to the pages of all cohorts, and the name of this one.
    """
    publication, options, site = cohort.publication, cohort.options, added.site
    publish = options.publish
    mermaid = draws_mermaid(config, publish.csp)
    answers = AnswerRenderer(env, publication.images, publication.shown, publish.remote == "show", mermaid)
    pages = CohortPages(
        env,
        options,
        cohort_links[1] if cohort_links else "",
        added,
        publication.shown,
        {group: commits.get(path) for group, path in added.reports.items()},
        cohort_links[0] if cohort_links else None,
        answers,
        CourseRenderer(env, answers, site, added.pages, options, cohort_links),
    )
    titles, rendered = nav_titles(config), dict[str, RenderedSkeleton]()
    for group, file in site.sources.items():
        title = pages.judged[group].report.title
        OwnPage(titles.get(file.src_uri), file, config, rendered, (title, one_line_html(title)))
    for uri in added.names:
        course_file = site.files.get_file_from_path(uri)
        if course_file:
            OwnPage(titles.get(uri), course_file, config, rendered)
    return pages


def address(file: File) -> str:
    """Return the address of a page in search indexes."""
    return "" if file.url in (".", "./") else file.url
