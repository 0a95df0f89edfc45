"""Extract the content of an answer that a repair must not change: words, code, tables, images, links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from mkdocs_report.model.report import Answer
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.content import VisibleContent, words
from mkdocs_report.parsing.markdown.lines import front_matter_height, normalised_words
from mkdocs_report.parsing.report.renderer import html_of


class AnswerContent(NamedTuple):
    """The content of an answer, in order; images are (src, alt), links are (href, text)."""

    words: list[str]
    code: list[str]
    tables: list[str]
    images: list[tuple[str, str]]
    links: list[tuple[str, str]]


CONTENT_PARTS = ("words", "words in code", "words in tables", "images", "links")
"""The names of the fields of `AnswerContent` in messages."""


def content_of(answer: Answer) -> AnswerContent:
    """Return the content of an answer as it is rendered in its report."""
    return _answer_content(engine.read(html_of(answer)) if answer.answered else VisibleContent())


def content_of_text(text: str) -> AnswerContent:
    """Return the content of Markdown that is rendered by itself."""
    return _answer_content(engine.read(engine.render(text)))


def reader_words(lines: Sequence[str], footnotes: bool = True) -> list[str]:
    """Return the words of a file that a reader sees on GitHub, in order, without front matter."""
    html = engine.render("\n".join(lines[front_matter_height(lines) :]))
    return normalised_words(engine.reader_text(html, footnotes))


def word_counts(lines: Sequence[str]) -> Counter[str]:
    """Return the number of times that each normalised word occurs in some lines."""
    return Counter(word for line in lines for word in normalised_words(line))


def is_changed_only_by(before: Sequence[str], after: Sequence[str], lost: Counter[str], gained: Counter[str]) -> bool:
    """Whether two texts differ in one place only, and only by words in `lost` and `gained`."""
    first, shorter = 0, min(len(before), len(after))
    while first < shorter and before[first] == after[first]:
        first += 1
    last = 0
    while last < shorter - first and before[-1 - last] == after[-1 - last]:
        last += 1
    old, new = (Counter(each[first : len(each) - last]) for each in (before, after))
    return old - new <= lost and new - old <= gained


def _answer_content(content: VisibleContent) -> AnswerContent:
    return AnswerContent(
        words(content.text),
        words(content.code_text),
        words(content.table_text),
        [(src, alt) for src, alt, _ in content.images],
        [(href, " ".join(text.split())) for href, text, _ in content.links],
    )
