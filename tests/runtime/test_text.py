"""Words of messages: a number with its noun, a text that is shortened or wrapped."""

from __future__ import annotations

import pytest

from mkdocs_report.runtime.text import plural, shortened, wrapped


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


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("a short line", 20, ["a short line"]),
        ("reports/README.md does not exist", 20, ["reports/README.md", "  does not exist"]),
        ("  indented words stay indented", 16, ["  indented words", "    stay", "    indented"]),
        ("a/very/long/path/to/a/file.md", 10, ["a/very/long/path/to/a/file.md"]),
        (
            "found “our own plot.png” and “two plain words”",
            24,
            ["found “our own plot.png”", "  and “two plain words”"],
        ),
        ("", 5, [""]),
    ],
)
def test_lines_are_wrapped_between_words_and_never_in_a_path(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines
