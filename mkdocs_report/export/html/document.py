"""Render a published course as standalone HTML: a file per report, and a list of the groups."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from mkdocs_report.export.html.diagrams import DiagramDrawer
from mkdocs_report.export.html.file_names import INDEX
from mkdocs_report.export.html.inline_images import InlineImageRenderer, data_uri
from mkdocs_report.export.html.standalone import render_standalone, standalone_environment
from mkdocs_report.export.html.styles import style_sheet
from mkdocs_report.model.commit import Commit
from mkdocs_report.pages.by_question import course_questions
from mkdocs_report.pages.fragments.addresses import Addresses
from mkdocs_report.pages.fragments.answers import AnswerRenderer
from mkdocs_report.pages.fragments.environment import use_rendered_texts
from mkdocs_report.pages.fragments.report import ReportIslands
from mkdocs_report.pages.overview import overview
from mkdocs_report.pages.report import ReportPage, report_page
from mkdocs_report.pages.words.words import IN_ENGLISH, PageLanguage
from mkdocs_report.publish.publication import PublishedCourse

_BARE_LINK = re.compile(r'<a\b([^>]*?\shref="([^"]*)"[^>]*)>\2</a>')


@dataclass(frozen=True, slots=True)
class FileOptions:
    """The contents of the files.

    Attributes:
        repository: whether the commit of a collected report is a link to its repository.
        with_index: whether there is a list of the groups beside the files.
        clean: whether findings, badges and prompts are left out.
        language: the language of our words, and of the reports.
    """

    repository: bool = False
    with_index: bool = False
    clean: bool = False
    language: PageLanguage = IN_ENGLISH


class DocumentRenderer:
    """Renders the HTML files of a published course.

    Args:
        publication: the published course, with all images.
        names: the file name of each group, without suffix.
        commits: the last commit of each report, if known.
        options: what is in the files.
        diagrams: draws Mermaid diagrams; without it, their code is shown.
    """

    def __init__(
        self,
        publication: PublishedCourse,
        names: Mapping[str, str],
        commits: Mapping[str, Commit] | None = None,
        options: FileOptions | None = None,
        diagrams: DiagramDrawer | None = None,
    ) -> None:
        options = options or FileOptions()
        self._diagrams = diagrams
        self._publication, self._names, self._clean = publication, names, options.clean
        self._commits, self._repository = commits or {}, options.repository
        self._index = f"{INDEX}.html" if options.with_index else None
        self._env, self._words = standalone_environment(options.language), options.language.words
        use_rendered_texts(self._env, publication.prompts, publication.lines)
        row = [None, *publication.course.reports, None]
        self._judged = {judged.report.id: judged for judged in publication.course.reports}
        self._neighbours = dict(zip(self._judged, zip(row, row[2:], strict=False), strict=True))

    def group(self, name: str, paper: str = "") -> bytes:
        """Return a group's report as one file.

        Args:
            name: the group's id.
            paper: the paper size of a file for a PDF, for example `A4`; empty for other files.

        Raises:
            OSError: an image cannot be read.
        """
        publication = self._publication
        page = report_page(
            self._judged[name], self._commits.get(name), *self._neighbours[name], self._repository, self._words
        )
        links = _FileLinks(publication, self._names)
        images = {key: each for key, each in publication.images.items() if key[0] == name}
        answers = InlineImageRenderer(self._env, images, publication.shown)
        if self._clean:
            islands = _answers_of(page, answers, links)
        else:
            islands = ReportIslands(self._env, page, answers, links, lambda _first, _last: None).render()
        if self._diagrams:
            islands = self._diagrams.show(islands, self._names[name])
        shown = {slot: Markup(_BARE_LINK.sub(_mark_bare_link, html)) for slot, html in islands.items()}  # noqa: S704 - sanitised
        return self._render("report", page.title, paper, page=page, islands=shown, index=self._index, clean=self._clean)

    def index(self) -> bytes:
        """Return the list of groups as a file, with links to their files."""
        course = self._publication.course
        links = _FileLinks(self._publication, self._names)
        view, title = overview(course, course_questions(course), self._words), self._words.gettext("Overview")
        return self._render("index", title, "", view=view, link=links, clean=self._clean)

    def _render(self, template: str, title: str, paper: str, **values: object) -> bytes:
        return render_standalone(self._env, template, title, style_sheet(), paper=paper, **values)


def _answers_of(page: ReportPage, answers: AnswerRenderer, links: Addresses) -> dict[str, str]:
    """Return the answers and the other text of a report without anything beside them, by the names of their slots."""
    questions = (question for section in page.sections for question in section.questions)
    islands = {
        f"question:{each.id}": str(answers.html(page.id, each.answer, links)) if each.answer.answered else ""
        for each in questions
    }
    return islands | {
        f"extra-{number}": str(answers.html(page.id, extra, links)) for number, extra in enumerate(page.extras, 1)
    }


def _mark_bare_link(link: re.Match[str]) -> str:
    """Mark a link whose text is its address: print shows the address only once."""
    return f'<a class="mr-bare-link"{link[1]}>{link[2]}</a>'


class _FileLinks:
    """Addresses relative to a file: groups are files beside it, images are inside."""

    def __init__(self, publication: PublishedCourse, names: Mapping[str, str]) -> None:
        self._publication, self._names = publication, names

    def group(self, name: str) -> str:
        return quote(f"{self._names[name]}.html")

    def answer(self, group: str, question: str) -> str:
        return f"{self.group(group)}#{question}"

    def page(self, name: str) -> str | None:
        return None

    def question(self, name: str) -> str | None:
        return None

    def image(self, group: str, path: str) -> str | None:
        found = self._publication.images.get((group, path))
        return data_uri(found) if found else None
