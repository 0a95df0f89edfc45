"""Views to HTML: the skeleton that Python-Markdown sees, and the islands that are set into it afterwards."""

from __future__ import annotations

import posixpath
import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from mkdocs_report import markdown
from mkdocs_report.image import Image, ImageState
from mkdocs_report.pictures import picture_size
from mkdocs_report.report import html_of
from mkdocs_report.views.overview import Overview
from mkdocs_report.views.report_page import LABELS, ReportPage

PACKAGE = Path(__file__).parent.parent
TEMPLATES, ASSETS = PACKAGE / "templates", PACKAGE / "assets"
STYLESHEET = "mkdocs-report/report.css"
_SLOT = re.compile(r"<!--mkdocs-report:([\w.:-]+)-->")
_IMG = re.compile(r'<img((?:\s+[\w:-]+="[^"]*")*)\s*/?>')  # as the sanitiser writes it: quotes in values escaped
_SRC = re.compile(r'\ssrc="mkdocs-report-(\d+)"')
_SPECIAL = re.compile(r"[^\w\s]|_")
_OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")


def environment(theme_dirs: Sequence[str]) -> Environment:
    """Return a Jinja environment that escapes, and finds a course's own fragments before ours.

    A fragment of a course's own that wants to add to ours includes it as `mkdocs_report/picture.html`.
    """
    env = Environment(
        loader=ChoiceLoader(
            [
                FileSystemLoader([*theme_dirs, str(TEMPLATES)]),
                PrefixLoader({"mkdocs_report": FileSystemLoader(TEMPLATES / "report")}),
            ]
        ),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.globals["labels"] = LABELS
    env.filters["inline"] = _inline
    return env


def _inline(text: str) -> Markup:
    """A line of Markdown as HTML without a paragraph around it, and without links and pictures."""
    return Markup(markdown.sanitise_line(markdown.render(text)))  # noqa: S704 - sanitised


def plain(text: str) -> str:
    """Escape a text for Markdown and for every extension: nothing in it means anything."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", " ".join(text.split()))


def slot(name: str) -> str:
    """Return what holds the place of an island in Markdown."""
    return f"<!--mkdocs-report:{name}-->"


def skeleton(page: ReportPage) -> str:
    """Return the page as Markdown: headings with their ids, and a place for each island."""
    lines = [f"# {plain(page.title)}", "", slot("summary"), ""]
    if page.checklist:
        lines += ["## Checklist {: #mr-checklist }", "", slot("checklist"), ""]
    for number, section in enumerate(page.sections, 1):
        if section.title:
            lines += [f"## {plain(section.title)} {{: #mr-section-{number} }}", ""]
        for question in section.questions:
            lines += [f"### {plain(question.heading)} {{: #{question.id} }}", "", slot(f"question:{question.id}"), ""]
    if page.extras:
        lines += ["## Also in this report {: #mr-also }", ""]
        for number, extra in enumerate(page.extras, 1):
            lines += [
                f"### {plain(extra.heading) or 'Untitled'} {{: #mr-extra-{number} }}",
                "",
                slot(f"extra-{number}"),
                "",
            ]
    return "\n".join(lines)


def fill(content: str, islands: Mapping[str, str]) -> str:
    """Set the islands into the rendered skeleton."""
    return _SLOT.sub(lambda match: islands.get(match[1], ""), content)


class Islands:
    """Renders what belongs to one report's page.

    Args:
        env: the Jinja environment of the site.
        page: what the page shows.
        folder: the report's folder.
        picture_url: gives the address of a published picture from its path in the report's folder, or None.
        source_url: gives the address of a line of the report's source, or None where the site has no repository.
    """

    def __init__(
        self,
        env: Environment,
        page: ReportPage,
        folder: Path,
        picture_url: Callable[[str], str | None],
        source_url: Callable[[int, int], str | None],
    ) -> None:
        self.env, self.page, self.folder = env, page, folder
        self.picture_url, self.source_url = picture_url, source_url

    def render(self) -> dict[str, str]:
        """Return every island of the page by the name of its slot."""
        page = self.page
        islands = {"summary": self._fragment("summary"), "checklist": self._fragment("checklist")}
        for section in page.sections:
            for question in section.questions:
                answer = question.answer
                islands[f"question:{question.id}"] = self._fragment(
                    "question",
                    question=question,
                    prompt=Markup(self._prompt(question.prompt)),  # noqa: S704 - sanitised
                    body=Markup(self.answer(html_of(answer), answer.images)),  # noqa: S704 - sanitised
                    source=self.source_url(answer.line, answer.end_line) if answer.lines else None,
                )
        for number, extra in enumerate(page.extras, 1):
            islands[f"extra-{number}"] = self._fragment(
                "extra",
                extra=extra,
                body=Markup(self.answer(html_of(extra), extra.images)),  # noqa: S704 - sanitised
                source=self.source_url(extra.span.first, extra.span.last),
            )
        return islands

    def _fragment(self, name: str, **values: object) -> str:
        return self.env.get_template(f"report/{name}.html").render(page=self.page, source_url=self.source_url, **values)

    def _prompt(self, prompt: str) -> str:
        def address(tag: str, url: str) -> str | None:
            return url if tag == "a" and _OUTSIDE.match(url) and not url.startswith("#") else None

        return markdown.sanitise(markdown.render(prompt), address, without=("details", "summary"))

    def answer(self, rendered: str, images: Sequence[Image]) -> str:
        """Return an answer's HTML, sanitised, with its pictures and links led to what the site has."""
        known: dict[str, deque[int]] = {}
        for index, image in enumerate(images):
            known.setdefault(image.src, deque()).append(index)

        def address(tag: str, url: str) -> str | None:
            if tag != "img":
                return self._link(url)
            places = known.get(url, deque([len(images)]))
            return f"mkdocs-report-{places.popleft() if len(places) > 1 else places[0]}"

        def picture(match: re.Match[str]) -> str:
            source = _SRC.search(match[1])
            index = int(source[1]) if source else len(images)
            return self._picture(images[index]) if index < len(images) else ""

        return _IMG.sub(picture, markdown.sanitise(rendered, address))

    def _link(self, url: str) -> str | None:
        """An address that works on the site: an outside one, a published picture, or nothing."""
        if _OUTSIDE.match(url):
            return None if url.startswith("#") else url
        path = posixpath.normpath(unquote(url))
        return None if path.lower().endswith(".svg") else self.picture_url(path)

    def _picture(self, image: Image) -> str:
        picture = image.picture
        url = self.picture_url(picture.path) if picture.state is ImageState.OK and picture.path else None
        size = picture_size(self.folder / picture.path) if url and picture.path else None
        remote = picture.state is ImageState.REMOTE
        return self._fragment("picture", image=image, url=url, size=size, remote=remote).strip()


def overview_page(env: Environment, view: Overview, page_url: Callable[[str], str]) -> str:
    """Return the list of all groups; `page_url` gives the address of a group's page from its id."""
    return env.get_template("report/overview.html").render(view=view, page_url=page_url)
