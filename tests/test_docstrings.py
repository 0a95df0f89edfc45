"""Docstrings, comments and messages are plain English, and no docstring begins with a question word."""

from __future__ import annotations

import ast
import io
import re
import tokenize

import pytest

from tests.test_architecture import PACKAGE, named, tree

ROOMS = (
    "model",
    "runtime",
    "parsing",
    "images",
    "masking",
    "rules",
    "config",
    "collect",
    "repair",
    "course",
    "pages",
    "export/html",
    "cli",
    "publish",
    "site",
)
FLAT = ("", "export")
"""The root of the package, and `export` without `export/html`."""
QUESTION = re.compile(r"(?:What|Where|Which|How|When|Who)\b")

TEXTS = {tokenize.COMMENT, tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}
PLAIN_ROOMS = ("runtime", "parsing", "images", "masking", "collect", "repair", "course")
"""The rooms whose comments and messages are plain English as well."""
QUAINT = re.compile(
    r"\b(?:whoever|nobody|somebody|anybody|whatever|mend(?:ed|s|ing)?|made ready|comes? to|came of|stands? for|told"
    r"|as good as|worth a look|see to it|can not)\b|, say\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("room", [*ROOMS, *FLAT])
def test_no_docstring_begins_with_a_question_word(room: str) -> None:
    found = []
    for path in sorted((PACKAGE / room).glob("*.py" if room in FLAT else "**/*.py")):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            text = ast.get_docstring(node) or ""
            returns = getattr(node, "returns", None)
            is_predicate = returns is not None and ast.unparse(returns) in {"bool", "bool | None", "Iterator[bool]"}
            if QUESTION.match(text) or (text.startswith("Whether") and not is_predicate):
                found.append(f"{named(path)}:{getattr(node, 'lineno', 1)}: {text.splitlines()[0]}")
    assert found == []


def quaint_words(source: str) -> list[tuple[int, str]]:
    """Return the line and the word of each text in a module that is not plain English."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    words = [(token.start[0], QUAINT.search(token.string)) for token in tokens if token.type in TEXTS]
    return [(line, word[0]) for line, word in words if word]


@pytest.mark.parametrize("room", PLAIN_ROOMS)
def test_texts_are_plain_english(room: str) -> None:
    files = sorted((PACKAGE / room).rglob("*.py"))
    found = {named(path): words for path in files if (words := quaint_words(path.read_text(encoding="utf-8")))}
    assert found == {}


def test_a_word_that_is_not_plain_is_found() -> None:
    source = 'told = f"it is told to {told}"  # say\nx = 1  # nobody\n"""Mend."""\n'
    assert quaint_words(source) == [(1, "told"), (2, "nobody"), (3, "Mend")]
