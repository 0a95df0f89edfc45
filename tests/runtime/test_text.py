"""Words of messages: a number with its noun, and a text that is shortened."""

from __future__ import annotations

import pytest

from mkdocs_report.runtime.text import plural, shortened


@pytest.mark.parametrize(
    ("number", "noun", "many", "said"),
    [
        (0, "word", None, "0 words"),
        (1, "word", None, "1 word"),
        (2_000, "word", None, "2,000 words"),
        (1, "box", "boxes", "1 box"),
        (3, "box", "boxes", "3 boxes"),
    ],
)
def test_a_noun_agrees_with_its_number(number: int, noun: str, many: str | None, said: str) -> None:
    assert plural(number, noun, many) == said


@pytest.mark.parametrize(("text", "shown"), [("", ""), ("ten signs.", "ten signs."), ("eleven sign", "eleven s …")])
def test_a_shortened_text_has_no_more_characters_than_asked(text: str, shown: str) -> None:
    assert shortened(text, 10) == shown
    assert len(shown) <= 10
