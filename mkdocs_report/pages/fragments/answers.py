"""Put published answers into pages: sanitised HTML gets the addresses of each page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from urllib.parse import unquote

from jinja2 import Environment
from markupsafe import Markup, escape

from mkdocs_report.images.prepare import PreparedImage
from mkdocs_report.masking import mask
from mkdocs_report.model.image import Image, ImageState
from mkdocs_report.model.report import Answer, Extra
from mkdocs_report.pages.fragments.addresses import Addresses
from mkdocs_report.pages.fragments.environment import words_of
from mkdocs_report.pages.fragments.translate import translated_answer
from mkdocs_report.publish.github.diagrams import DIAGRAM
from mkdocs_report.publish.github.links import QUESTION_ADDRESS
from mkdocs_report.publish.html import key_of
from mkdocs_report.publish.publication import PublishedReport

_IMG = re.compile(r'<img((?:\s+[\w:-]+="[^"]*")*)\s*/?>')  # as the sanitiser writes it: quotes in values escaped
_SRC = re.compile(r'\ssrc="mkdocs-report-(\d+)"')
_NUMBERED = re.compile(r'<[a-z][^>]*?\s(?:href="#|id=")mkdocs-report-[^>]*>')
_PREFIX = re.compile(r'(?:(?<= href="#)|(?<= id="))mkdocs-report-')
_QUESTION = re.compile(rf'<a href="{QUESTION_ADDRESS}(\d+)">')
_LINK = re.compile(r'(<a\b[^>]*?\s)href="mkdocs-report/([^"]*)"')


class AnswerRenderer:
    """Renders the answers of a course for several pages. Their HTML was made once.

    Args:
        env: the environment of the fragments.
        images: each published image, by the group's id and its path in the report.
        shown: the published HTML of each report, by the group's id.
        remote: whether images on other sites are shown.
        mermaid: whether the site has a script that draws Mermaid diagrams.
    """

    def __init__(
        self,
        env: Environment,
        images: Mapping[tuple[str, str], PreparedImage],
        shown: Mapping[str, PublishedReport],
        remote: bool = False,
        mermaid: bool = False,
    ) -> None:
        self._image = env.get_template("report/image.html")
        self._images = images
        self._remote = remote
        self._mermaid = mermaid
        self._shown = shown
        self._words = words_of(env)

    def html(self, group: str, part: Answer | Extra, links: Addresses) -> Markup:
        """Return an answer of a group as HTML for the page that `links` starts from."""

        def image(match: re.Match[str]) -> str:
            source = _SRC.search(match[1])
            index = int(source[1]) if source else len(part.images)
            return self.image(group, part.images[index], links) if index < len(part.images) else ""

        def link(match: re.Match[str]) -> str:
            return f'{match[1]}href="{self.image_link(group, unquote(match[2]), links) or ""}"'

        def question(match: re.Match[str]) -> str:
            asked = self._shown[group].judged.report.answers[int(match[1])].question
            return f'<a href="{escape(self.question_link(group, asked.id, links))}">'

        html = self._shown[group].bodies[key_of(part)].decode()
        if "<img" in html:
            html = _IMG.sub(image, html)
        if 'href="mkdocs-report/' in html:
            html = _LINK.sub(link, html)
        if self._mermaid:
            html = html.replace(DIAGRAM, '<pre class="mermaid"')
        if f'href="{QUESTION_ADDRESS}' in html:
            html = _QUESTION.sub(question, html)
        if ' id="mkdocs-report-' in html:
            prefix = _prefix(group, key_of(part))
            html = _NUMBERED.sub(lambda match: _PREFIX.sub(prefix, match[0]), html)
        html = translated_answer(self._words, html)
        return Markup(html)  # noqa: S704 - sanitised

    def image_link(self, group: str, path: str, links: Addresses) -> str | None:
        """Return the target of a link to an image."""
        return links.image(group, path)

    def question_link(self, group: str, question: str, links: Addresses) -> str:
        """Return the target of a link to a question of the same report."""
        return links.answer(group, question)

    def image(self, group: str, image: Image, links: Addresses) -> str:
        """Return the HTML of an image, or of its placeholder, for the page that `links` starts from."""
        file = image.file
        shown = file.state is ImageState.OK and file.path
        url = links.image(group, file.path) if shown and file.path else None
        remote = file.state is ImageState.REMOTE and not mask.MASK.search(image.src)
        if remote and self._remote:
            url, remote = image.src, False
        size = self.size(group, file.path) if url and file.path else None
        return self._image.render(image=image, url=url, size=size, remote=remote).strip()

    def size(self, group: str, path: str) -> tuple[int, int] | None:
        """Return the width and height of a published image in pixels, None if unknown."""
        found = self._images.get((group, path))
        return (found.width, found.height) if found else None


def _prefix(group: str, part: str) -> str:
    """Return a prefix for the ids in an answer, which no other answer of the course has."""
    name = f"{group}\0{part}".encode("utf-8", "surrogatepass")
    return f"mr-{hashlib.sha256(name).hexdigest()[:10]}-"
