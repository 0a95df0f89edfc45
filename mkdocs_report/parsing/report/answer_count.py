"""Count the words of an answer, by several conventions."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_report.model.report import Count
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.content import VisibleContent, count_words


def count_answer(content: VisibleContent, raw: Sequence[str], skeleton: Sequence[str]) -> Count:
    """Return the number of words of an answer.

    Args:
        content: what a reader sees of it.
        raw: its lines as they are in the file.
        skeleton: its lines that are the template's, such as sub-headings; their words do not count.
    """
    return Count(
        count_words(content.text) - _visible_words(skeleton),
        count_words(content.code_text) if content.code_text else 0,
        count_words(content.table_text) if content.table_text else 0,
        "\n".join(raw),
    )


def _visible_words(lines: Sequence[str]) -> int:
    return count_words(engine.read(engine.render("\n".join(lines))).text) if lines else 0
