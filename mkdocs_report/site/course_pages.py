"""The pages across groups: their list, their paths and their HTML."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_relative_url

from mkdocs_report.config.options import Options, PagesOptions
from mkdocs_report.model.course import Course
from mkdocs_report.pages.by_question import NO_REPORT, CourseQuestion
from mkdocs_report.pages.checklist import checklist_page, has_checklist
from mkdocs_report.pages.findings import findings_page
from mkdocs_report.pages.fragments.answers import AnswerRenderer
from mkdocs_report.pages.images import has_images, images_page
from mkdocs_report.pages.matrix import matrix
from mkdocs_report.pages.overview import overview
from mkdocs_report.pages.question import question_list, question_page
from mkdocs_report.pages.statistics import statistics
from mkdocs_report.pages.words.words import ENGLISH, Words
from mkdocs_report.site.cohort_links import CohortLinks
from mkdocs_report.site.links import CourseFiles, PageLinks, course_uri
from mkdocs_report.site.mkdocs_config import named_files
from mkdocs_report.site.slots import fill, plain, slot

GROUPS = "groups.json"
"""The file that the group switcher reads, and its name among the site's pages."""


@dataclass(frozen=True, slots=True)
class CoursePage:
    """A page across groups.

    Attributes:
        name: its name.
        title: its title.
        fragment: the template of its content.
        view: makes the data that the fragment shows.
        option: the setting that switches it off.
        tab: its label in the row of links; empty if it is not there.
    """

    name: str
    title: str
    fragment: str
    view: Callable[[], Any]
    option: str
    tab: str = ""

    @property
    def path(self) -> str:
        """Its path under the prefix."""
        names = {"overview": "index.md", "questions": "questions/index.md", "years": "index.md"}
        return names.get(self.name, f"{self.name}.md")


def course_pages(
    course: Course, asked: Sequence[CourseQuestion], config: PagesOptions, words: Words = ENGLISH
) -> tuple[CoursePage, ...]:
    """Return the pages of a course in the order of the row of links. Empty and switched-off pages are left out."""

    def tab(name: str, title: str, view: Callable[..., Any], *values: object) -> CoursePage:
        return CoursePage(name, title, f"{name}_page", partial(view, *values), name, title)

    all_pages = [
        tab("overview", words.gettext("Overview"), overview, course, asked, words),
        tab("matrix", words.gettext("Matrix"), matrix, course, asked, words),
        tab("questions", words.gettext("Questions"), question_list, asked),
        *(_question(course_question, words) for course_question in asked),
        tab("checklist", words.gettext("Checklist"), checklist_page, course),
        tab("images", words.gettext("Images"), images_page, course, asked),
        tab("findings", words.gettext("Findings"), findings_page, course, asked),
        tab("statistics", words.gettext("Statistics"), statistics, course, asked),
    ]
    empty = {"checklist": not has_checklist(course), "images": not has_images(course)}
    return tuple(page for page in all_pages if getattr(config, page.option) and not empty.get(page.option))


def _question(course_question: CourseQuestion, words: Words) -> CoursePage:
    view = partial(question_page, course_question, words)
    return CoursePage(
        f"questions/{course_question.slug}", course_question.question.heading, "question_page", view, "questions"
    )


def built_paths(pages: Sequence[CoursePage], prefix: str, config: MkDocsConfig) -> list[str]:
    """Return the paths of the pages, the list of groups and the badges in the built site."""
    uris = [course_uri(prefix, path) for path in (*(page.path for page in pages), GROUPS, "badges")]
    return [File(uri, None, "", config.use_directory_urls).dest_uri for uri in uris]


def add_pages(files: Files, pages: Sequence[CoursePage], prefix: str, config: MkDocsConfig) -> dict[str, File]:
    """Add the pages to the site's files, and return the files by name. A page that the course has written stays.

    The pages in the row of links are added to the navigation if MkDocs generates it; a `nav` in the settings lists what
    the course wants.
    """
    named = named_files(config)
    return {page.name: add_page(files, page, prefix, named, config) for page in pages}


def add_page(files: Files, page: CoursePage, prefix: str, named: set[str], config: MkDocsConfig) -> File:
    """Add a page to the site's files, unless the course has written it itself; return its file."""
    uri = course_uri(prefix, page.path)
    file = files.get_file_from_path(uri)
    if file is None:
        in_nav = uri in named or (page.tab and config.nav is None)
        level = InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, uri, content="", inclusion=level)
        files.append(file)
    return file


META = {"hide": ["navigation", "toc"], "search": {"exclude": True}}


def page_skeleton(page: CoursePage) -> str:
    """Return a page across groups as Markdown."""
    return f"# {plain(page.title)}\n\n{slot(page.fragment)}\n"


def add_group_list(
    files: Files,
    sources: Mapping[str, File],
    course: Course,
    prefix: str,
    config: MkDocsConfig,
    overview: File | None = None,
) -> File:
    """Add the JSON file for the group switcher: each group's title, verdict, and address relative to the file.

    A group without a report leads to its row of the overview, which has the reason. Without the overview, such groups
    are left out.
    """
    uri = course_uri(prefix, GROUPS)
    rows = [
        {
            "title": judged.report.title,
            "verdict": judged.verdict.value,
            "url": get_relative_url(sources[judged.report.id].url, uri),
        }
        for judged in course.reports
    ]
    if overview:
        for group in course.absent:
            row = urlencode({"find": group.title, "verdict": NO_REPORT.replace(" ", "-")})
            url = f"{get_relative_url(overview.url, uri)}?{row}"
            rows.append({"title": group.title, "verdict": NO_REPORT, "url": url})
    content = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    file = File.generated(config, uri, content=content)
    files.append(file)
    return file


class CourseRenderer:
    """Renders the pages across groups, and the row of links above every page of the course."""

    def __init__(
        self,
        env: Environment,
        answers: AnswerRenderer | None,
        site: CourseFiles,
        pages: Sequence[CoursePage],
        options: Options,
        cohort_links: tuple[CohortLinks, str] | None = None,
    ) -> None:
        self.env, self.answers, self.site, self.options = env, answers, site, options
        self.by_name = {page.name: page for page in pages}
        self.tabs = [page for page in pages if page.tab]
        asked = [page for page in pages if page.name.startswith("questions/")]
        self.before = dict(zip([page.name for page in asked[1:]], asked, strict=False))
        self.after = dict(zip([page.name for page in asked], asked[1:], strict=False))
        self._cohort_links: CohortLinks | None = cohort_links[0] if cohort_links else None
        self._cohort = cohort_links[1] if cohort_links else ""

    def fill(self, name: str, links: PageLinks, content: str) -> str:
        """Fill the slots in the rendered skeleton of a course page."""
        page = self.by_name[name]
        neighbours = {"previous": self.before.get(name), "next": self.after.get(name)}
        text = self.env.get_template(f"report/{page.fragment}.html").render(
            view=page.view(), link=links, answers=self.answers, neighbours=neighbours
        )
        kind = "question" if name.startswith("questions/") else name
        return self.head(links, kind, name) + fill(content, {page.fragment: text})

    def head(self, links: PageLinks, kind: str, name: str) -> str:
        """Render the head of a page's content: the row of links, and data for scripts.

        Args:
            links: addresses from the page.
            kind: `group`, `question`, or the name of a course page.
            name: the page's name, or the group's id.
        """
        current = "questions" if kind == "question" else kind
        cohort_links = self._cohort_links and self._cohort_links.row(
            self._cohort, name if kind != "group" else "overview", links.here
        )
        return self.env.get_template("report/course_nav.html").render(
            link=links,
            tabs=[(page.tab, links.page(page.name), page.name == current) for page in self.tabs],
            years=cohort_links or (),
            kind=kind,
            name=name,
            options=self.options,
        )
