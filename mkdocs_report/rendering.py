"""A report as HTML that can be set into a page: its answers, and the lines that are shown around them."""

from __future__ import annotations

import posixpath
import re
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote, unquote

from mkdocs_report import markdown, people, safety
from mkdocs_report.form import Forms
from mkdocs_report.model import Answer, Extra, Question, Report
from mkdocs_report.report import html_of

_LEAD = re.compile(r"<p>((?:(?!</p>|<a\s|<img\s).)*)</p>\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Body:
    """An answer, or what belongs to no question, ready to be set into a page.

    `html` is sanitised: numbers stand in the place of its pictures (`mkdocs-report-2`), and paths in the place of links
    to them (`mkdocs-report/figures/loaf.png`). `words` is all that a reader sees, as one line of escaped text, pictures
    by their alternative texts.
    """

    html: str
    words: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """What of a report is shown as HTML.

    `bodies` holds its answers and extras by `key_of`; `prompts` and `lines` the prompts and items of its checklist, by
    their Markdown, as far as they are not word by word the template's.
    """

    bodies: Mapping[str, Body] = field(default_factory=dict)
    prompts: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)


def key_of(part: Answer | Extra) -> str:
    """Return what an answer or an extra is found by in its report."""
    return part.question.id if isinstance(part, Answer) else f"{part.span.first}-{part.span.last}"


def render_report(report: Report, pictures: Collection[str], forms: Forms) -> Rendered:
    """Return what of a report is shown as HTML; `pictures` are the paths of those that are published."""
    parts: list[Answer | Extra] = [*report.answers, *report.extras]
    usual = _texts(forms)
    prompts = {text for answer in report.answers for text in _prompts(answer)}.difference(usual)
    lines = {item.text for item in report.checklist}.difference(usual)
    return Rendered(
        {key_of(part): _body(part, pictures) for part in parts},
        {text: prompt_html(text) for text in sorted(prompts)},
        {text: line_html(text) for text in sorted(lines)},
    )


def prompt_html(text: str) -> str:
    """Return a prompt's Markdown as HTML; of its links the outside ones, and nothing that folds."""

    def address(tag: str, url: str) -> str | None:
        return url if tag == "a" and safety.is_outside(url) else None

    return safety.sanitise(markdown.render_bounded(text), address, without=("details", "summary"))


def split_lead(html: str, task: str) -> tuple[str, str]:
    """Return a rendered prompt's first paragraph, without its tags, and what follows it.

    The first is empty, and the second all, where that paragraph is not just the task, or leads elsewhere.
    """
    match = _LEAD.match(html)
    if match is None or safety.text_of(match[1]) != safety.text_of(line_html(task)):
        return "", html
    return match[1], html[match.end() :]


def line_html(text: str) -> str:
    """Return a line of Markdown as HTML without a paragraph around it, and without links and pictures."""
    return safety.sanitise_line(markdown.render_bounded(text))


def prompt_of(question: Question) -> str:
    """Return a question's prompt as Markdown, without the label that closes it."""
    return "\n".join(question.prompt[: -1 if question.label else None])


def _prompts(answer: Answer) -> Iterator[str]:
    """The prompt as the report has it, and as the question's own page shows it."""
    asked = prompt_of(answer.question)
    yield "\n".join(answer.prompt) or asked
    yield asked.strip()


@lru_cache(maxsize=1)
def _texts(forms: Forms) -> frozenset[str]:
    """What the templates themselves say, which is nobody else's text."""
    templates = [form.template for form in forms.forms]
    asked = [prompt_of(question) for template in templates for question in template.questions]
    items = [item.text for template in templates for item in template.checklist]
    return frozenset([*asked, *map(str.strip, asked), *items])


def _body(part: Answer | Extra, pictures: Collection[str]) -> Body:
    known: dict[str, deque[int]] = {}
    for index, image in enumerate(part.images):
        known.setdefault(image.src, deque()).append(index)

    def address(tag: str, url: str) -> str | None:
        if tag != "img":
            return _link(url, pictures)
        places = known.get(url, deque([len(part.images)]))
        return f"mkdocs-report-{places.popleft() if len(places) > 1 else places[0]}"

    html = safety.sanitise(html_of(part), address)
    return Body(html, safety.text_of(html))


def _link(url: str, pictures: Collection[str]) -> str | None:
    """An address that works on the site: an outside one, a published picture, or nothing.

    One that held somebody's number leads nowhere any more.
    """
    if safety.is_outside(url):
        return None if people.MASK.search(url) else url
    path = posixpath.normpath(unquote(url))
    return f"mkdocs-report/{quote(path)}" if path in pictures else None
