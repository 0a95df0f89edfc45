"""What of an answer must never change when its file is written again: words, code, tables, pictures, links."""

from __future__ import annotations

from typing import NamedTuple

from mkdocs_report import markdown
from mkdocs_report.model import Answer
from mkdocs_report.report import html_of
from mkdocs_report.seen import Seen, words


class Gist(NamedTuple):
    """What a reader gets of a text, in the order of the text; pictures are (src, alt), links (href, text)."""

    words: list[str]
    code: list[str]
    tables: list[str]
    pictures: list[tuple[str, str]]
    links: list[tuple[str, str]]


NAMES = ("words", "words in code", "words in tables", "pictures", "links")
"""How to speak of its parts."""


def gist_of(answer: Answer) -> Gist:
    """Return the gist of an answer as it is read in its report."""
    return _gist(markdown.read(html_of(answer)) if answer.answered else Seen())


def gist_of_text(text: str) -> Gist:
    """Return the gist of Markdown that stands alone."""
    return _gist(markdown.read(markdown.render(text)))


def _gist(seen: Seen) -> Gist:
    return Gist(
        words(seen.text),
        words(seen.code_text),
        words(seen.table_text),
        [(src, alt) for src, alt, _ in seen.images],
        [(href, " ".join(text.split())) for href, text, _ in seen.links],
    )
