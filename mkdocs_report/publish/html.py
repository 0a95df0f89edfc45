"""A report as HTML for a page: its answers, prompts and checklist."""

from __future__ import annotations

import html
import posixpath
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote, unquote

from mkdocs_report.masking.mask import Mask
from mkdocs_report.model.origin import Origin
from mkdocs_report.model.report import Answer, Extra, Report
from mkdocs_report.model.template import prompt_of
from mkdocs_report.parsing.markdown import engine, sanitizer
from mkdocs_report.parsing.report.renderer import html_of
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.publish.formulas import with_formulas
from mkdocs_report.publish.github import footnotes, links
from mkdocs_report.publish.github.alerts import show_alerts
from mkdocs_report.publish.github.emoji import show_emoji
from mkdocs_report.publish.github.show import GitHubView

_LEAD = re.compile(r"<p>((?:(?!</p>|<a\s|<img\s).)*)</p>\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RenderedAnswer:
    """An answer, or an extra text that belongs to no question, as HTML.

    Attributes:
        html: sanitised HTML. The addresses of images are numbers (`mkdocs-report-2`), and links to images are paths
            (`mkdocs-report/figures/loaf.png`).
        words: the visible text as one escaped line, with the alternative texts of images and the source of formulas.
    """

    html: str
    words: str


@dataclass(frozen=True, slots=True)
class RenderedReport:
    """The parts of a report as HTML.

    Attributes:
        bodies: its answers and extras, by `key_of`.
        prompts: its prompts that differ from the template's, by their Markdown.
        lines: the items of its checklist that differ from the template's, by their Markdown.
    """

    bodies: Mapping[str, RenderedAnswer] = field(default_factory=dict)
    prompts: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)


def key_of(part: Answer | Extra) -> str:
    """Return the key of an answer or an extra in its report."""
    return part.question.id if isinstance(part, Answer) else f"{part.span.first}-{part.span.last}"


def render_report(
    report: Report, images: Mapping[str, str], versions: TemplateVersions, mask: Mask, repository: bool = False
) -> RenderedReport:
    """Render the parts of a report as HTML, and mask them.

    Args:
        report: the report as it was written.
        images: the published path of each published image, by its own path.
        versions: the template's versions, whose texts are not masked.
        mask: masks people in the HTML, and in the Markdown that is the key of prompts and lines.
        repository: whether relative links lead to the repository of a collected report.
    """
    parts: list[Answer | Extra] = [*report.answers, *report.extras]
    template_texts = _template_texts(versions)
    prompts = {text for answer in report.answers for text in _prompts(answer)}.difference(template_texts)
    lines = {item.text for item in report.checklist}.difference(template_texts)
    view = GitHubView(answer.question.heading for answer in report.answers)
    origin = report.origin if repository else None
    return RenderedReport(
        {key_of(part): _render_part(part, images, mask, view, origin) for part in parts},
        {masked_lines(text, mask): prompt_html(text, mask) for text in sorted(prompts)},
        {mask.text(text): line_html(text, mask) for text in sorted(lines)},
    )


def masked_lines(text: str, mask: Mask) -> str:
    """Mask each line of a text by itself, as the model masks the lines of a prompt."""
    return "\n".join(map(mask.text, text.split("\n")))


def prompt_html(text: str, mask: Mask | None = None) -> str:
    """Render a prompt's Markdown as HTML, with external links only and without folding elements.

    With a `mask`, people are masked, and a link whose address contains a person loses its address.
    """

    def address(tag: str, url: str) -> str | None:
        if tag != "a" or not sanitizer.is_outside(url) or (mask is not None and mask.find(url)):
            return None
        return url

    html = sanitizer.sanitise(engine.render_bounded(text), address, without=("details", "summary"))
    return show_emoji(with_formulas(html, mask)[0])


def split_lead(html: str, task: str) -> tuple[str, str]:
    """Split a rendered prompt into its first paragraph, without the paragraph's tags, and the rest.

    If the paragraph is not exactly the task, or contains links or images, return an empty text and the whole prompt.
    """
    match = _LEAD.match(html)
    if match is None or sanitizer.text_of(match[1]) != sanitizer.text_of(line_html(task)):
        return "", html
    return match[1], html[match.end() :]


def line_html(text: str, mask: Mask | None = None) -> str:
    """Render a line of Markdown as HTML without a paragraph, links and images; a `mask` masks people."""
    return show_emoji(with_formulas(sanitizer.sanitise_line(engine.render_bounded(text)), mask)[0])


def _prompts(answer: Answer) -> Iterator[str]:
    """Yield the prompt as the report has it, and as the question's own page shows it."""
    asked = prompt_of(answer.question)
    yield "\n".join(answer.prompt) or asked
    yield asked.strip()


@lru_cache(maxsize=1)
def _template_texts(versions: TemplateVersions) -> frozenset[str]:
    """Return the prompts and checklist items of the templates, which need no masking."""
    templates = [matcher.template for matcher in versions.matchers]
    asked = [prompt_of(question) for template in templates for question in template.questions]
    items = [item.text for template in templates for item in template.checklist]
    return frozenset([*asked, *map(str.strip, asked), *items])


def _render_part(
    part: Answer | Extra, images: Mapping[str, str], mask: Mask, view: GitHubView, origin: Origin | None
) -> RenderedAnswer:
    indices: dict[str, deque[int]] = {}
    for index, image in enumerate(part.images):
        indices.setdefault(image.src, deque()).append(index)

    def address(tag: str, url: str) -> str | None:
        if tag != "img":
            return _link(url, images, mask, origin)
        free = indices.get(url, deque([len(part.images)]))
        return f"mkdocs-report-{free.popleft() if len(free) > 1 else free[0]}"

    html, source = with_formulas(sanitizer.sanitise(html_of(part), address), mask)
    shown = view.show(html)
    return RenderedAnswer(shown, sanitizer.text_of(shown if source is html else show_emoji(show_alerts(source))))


def _link(url: str, images: Mapping[str, str], mask: Mask, origin: Origin | None) -> str | None:
    """Return the address of a link: external, to a part of the report, a published image, or a file of its repository.

    Any other link gives None, and so does an address that contains a person.
    """
    if sanitizer.is_outside(url):
        return None if mask.find(url) else url
    if url.startswith("#"):
        return footnotes.address_of(url) or links.heading_address(url)
    path = images.get(posixpath.normpath(unquote(url)))
    return links.file_address(url, origin, mask) if path is None else f"mkdocs-report/{quote(path)}"


def search_parts(report: Report, bodies: Mapping[str, RenderedAnswer]) -> list[list[str]]:
    """Return the title, text and anchor of each part of a report's page, escaped for HTML.

    The anchor is left out if it equals `anchor_of` the title.
    """
    parts = [
        _search_part(answer.question.id, answer.question.heading, bodies[key_of(answer)].words)
        for answer in report.answers
        if answer.answered
    ]
    for number, extra in enumerate(report.extras, 1):
        parts.append(_search_part(f"mr-extra-{number}", extra.heading or "Untitled", bodies[key_of(extra)].words))
    return parts


def escape_title(title: str) -> str:
    """Escape a title for a search index."""
    return html.escape(title, quote=False)


def anchor_of(title: str) -> str:
    """Return a title in lower case with dashes, the default anchor; the index leaves it out."""
    return title.lower().replace(" ", "-")


def _search_part(anchor: str, title: str, text: str) -> list[str]:
    title = escape_title(title)
    return [title, text] if title.isascii() and anchor_of(title) == anchor else [title, text, anchor]
