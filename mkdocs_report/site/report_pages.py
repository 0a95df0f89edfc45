"""A report's page: its Markdown with slots for the answers, its text for other plugins, its table of contents."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable

from jinja2 import Environment
from mkdocs.structure.toc import AnchorLink

from mkdocs_report.model.course import Judged
from mkdocs_report.model.finding import Verdict
from mkdocs_report.model.report import Report
from mkdocs_report.pages.report import sections_of
from mkdocs_report.pages.titles import question_title
from mkdocs_report.pages.words.words import ENGLISH, Words
from mkdocs_report.parsing.display_text import one_line_safe
from mkdocs_report.site.skeleton import first_heading, items_of
from mkdocs_report.site.slots import plain, slot

META = {"hide": ["navigation"], "search": {"exclude": True}}
"""Metadata of each report's page. Its answers are added to the search index separately."""
_SPECIAL = re.compile(r"[\\`*_{}\[\]]")
"""Characters with a meaning in Markdown at any position, except those that HTML escapes."""


def skeleton(report: Report, words: Words = ENGLISH) -> str:
    """Return the page as Markdown: headings with ids, and a slot for each answer and for the other parts."""
    lines = [first_heading(report.title), "", slot("summary"), ""]
    if report.checklist:
        checklist = plain(words.gettext("Checklist"))
        lines += [f"## {checklist} {{: #mr-checklist }}", "", slot("checklist"), ""]
    for number, (title, questions) in enumerate(sections_of(report), 1):
        if title:
            lines += [f"## {plain(title)} {{: #mr-section-{number} }}", ""]
        for question in questions:
            lines += [
                f"### {plain(question.heading)} {{: #{question.id} .mr-question-heading }}",
                "",
                slot(f"question:{question.id}"),
                "",
            ]
    if report.extras:
        outside, untitled = plain(words.gettext("Text outside the questions")), plain(words.gettext("Untitled"))
        lines += [f"## {outside} {{: #mr-other-text }}", ""]
        for number, extra in enumerate(report.extras, 1):
            lines += [f"### {plain(extra.heading) or untitled} {{: #mr-extra-{number} }}", ""]
            lines += [slot(f"extra-{number}"), ""]
    lines += [slot("pager"), ""]
    return "\n".join(lines)


def as_markdown(title: str, parts: bytes = b"[]") -> str:
    """Return a page's title and its answers as escaped Markdown.

    Args:
        title: the title.
        parts: the answers, as JSON of `html.search_parts`.
    """
    lines = [f"# {_literal(title)}", ""]
    for heading, text, *_ in json.loads(parts):
        lines += [f"## {_literal(html.unescape(heading))}", "", _literal(html.unescape(text)), ""]
    return "\n".join(lines)


def _literal(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", html.escape(" ".join(text.split()), quote=False))


def mark_contents(env: Environment, judged: Judged, toc: Iterable[AnchorLink]) -> None:
    """Give each question in the table of contents the symbol of its verdict, and its short title."""
    answers = {answer.question.id: answer for answer in judged.report.answers}
    macros = env.get_template("report/macros.html").module
    labelled_sign: Callable[[Verdict], str] = macros.labelled_sign  # type: ignore[attr-defined]
    signs = {verdict: labelled_sign(verdict) for verdict in Verdict}
    for item in items_of(toc):
        answer = answers.get(item.id)
        if answer:
            title = html.escape(one_line_safe(question_title(answer.question)))
            item.title = f"{signs[judged.verdict_of(answer)]} {title}"
