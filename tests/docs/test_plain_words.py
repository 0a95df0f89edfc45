"""The manual and the other texts of the repository use plain words, and one word for one thing."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ROOTS = (
    "*.md",
    "*.yml",
    ".pre-commit-hooks.yaml",
    ".github/**/*.yml",
    "docs/*.md",
    "docs/tutorials/*.md",
    "docs/guide/*.md",
    "docs/explanation/*.md",
    "docs/reference/json.md",
    "docs/reference/python.md",
    "docs/*.css",
    "fuzz/*.md",
    "mkdocs_report/cli/init/starters/**/*.*",
    "mkdocs_report/**/*.py",
    "mkdocs_report/pages/**/*.html",
    "overrides/**/*.html",
    "scripts/**/*.py",
)
"""The files that are read, as globs. Not read: pages that are generated from the package, and invented reports."""
LEFT_OUT = ("mkdocs_report/cli/init/starters/course/docs/groups/*/*",)
"""Files of `ROOTS` that are not read: the reports of invented groups."""
BANNED = {
    r"anew": "again",
    r"(any|some)body('s)?": "name the person, or use the passive",
    r"as good as": "almost",
    r"came of": "the result",
    r"can not": "cannot",
    r"(what it|what it all|which) comes? to": "the result",
    r"comes? to the same": "is equal",
    r"doubt(s|ed|ful)?": "template warning",
    r"excus(e[sd]?|ing)": "waive",
    r"for it is": "because it is",
    r"goes without saying": "",
    r"hangs? on": "depends on",
    r"(hard|soft) (finding|one|rule|violation)s?": "error, warning",
    r"in the place of": "instead of",
    r"it is that which": "",
    r"made ready": "prepared",
    r"mend(s|ed|ing)?": "fix",
    r"nobody('s)?": "name the person, or use the passive",
    r"nothing but": "only",
    r"pictures?": "image",
    r"says? (so|which|what|whether|why|where)": "shows, names",
    r"see to it": "ensure",
    r"shall": "must, will",
    r"stands? (for|in|there|beside|over|under|behind|apart|by itself)": "means, is",
    r"such as are": "",
    r"taken for": "read as",
    r"tells? (of|what|which|how|why|whether|where|that|when)": "shows, explains",
    r"thing to (mend|look at)": "error, warning",
    r"to look at": "warning",
    r"told": "reported",
    r"what there is to": "",
    r"whoever('s)?": "everybody who",
    r"whosoever": "everybody who",
    r"without a word": "without a message",
    r"worth a look": "warning",
}
"""Words and phrases, as regular expressions, and what to write instead."""
EXCEPTIONS = {
    ("CHANGELOG.md", "picture"): "quotes a prompt and an earlier message",
    ("mkdocs_report/parsing/template/places.py", "picture"): "a word that prompts may have",
    ("mkdocs_report/parsing/limits/languages/english.py", "picture"): "a word that prompts may have",
    ("mkdocs_report/parsing/limits/languages/english.py", "pictures"): "a word that prompts may have",
    ("mkdocs_report/parsing/limits/languages/english.py", "shall"): "a word that prompts may have",
    ("mkdocs_report/parsing/limits/combine.py", "picture"): "a word that prompts may have",
    ("mkdocs_report/parsing/limits/clauses.py", "nobody"): "a word that prompts may have",
    ("mkdocs_report/parsing/limits/clause_ends.py", "nobody"): "a word that prompts may have",
    ("docs/guide/template.md", "picture"): "quotes words that prompts may have",
    ("docs/guide/template.md", "pictures"): "quotes words that prompts may have",
}
"""Words that a file may have, and why."""

_ANY = "|".join(BANNED).replace(" ", r"\s+")
_WORDS = re.compile(rf"(?<![\w.-])(?:{_ANY})(?![\w-]|\.\w)", re.IGNORECASE)  # no file names
_CODE = {
    ".md": re.compile(
        r"^ *(`{3,}|~{3,})[^\n]*\n.*?^ *\1`*[ ]*$"  # a fence
        r"|(?<!`)(`+)(?!`).+?(?<!`)\2(?!`)|\]\([^)]*\)",  # code in a line; the address of a link
        re.MULTILINE | re.DOTALL,
    ),
    ".html": re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<[^>]*>", re.DOTALL),
}
_STRINGS = {tokenize.COMMENT, tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}


def prose(name: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of a file that are no code, each with its first line."""
    if name.endswith(".py"):
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type in _STRINGS:
                yield token.start[0], token.string
    elif code := _CODE.get(Path(name).suffix):
        yield 1, code.sub(lambda match: " _ " + "\n" * match[0].count("\n"), text)
    else:
        yield 1, text


def found(name: str, text: str) -> list[tuple[int, str]]:
    """Return the banned words of a text in lower case, each with its line."""
    return [
        (first + part.count("\n", 0, match.start()), " ".join(match[0].lower().split()))
        for first, part in prose(name, text)
        for match in _WORDS.finditer(part)
    ]


def files() -> list[str]:
    """Return the files to read, as paths from the root of the repository."""
    every = {path for glob in ROOTS for path in ROOT.glob(glob)} - {
        path for glob in LEFT_OUT for path in ROOT.glob(glob)
    }
    return sorted(path.relative_to(ROOT).as_posix() for path in every if path.is_file() and path.suffix != ".png")


def test_words_are_plain() -> None:
    texts = {name: found(name, (ROOT / name).read_text(encoding="utf-8")) for name in files()}
    assert len(texts) > 300
    assert [
        f"{name}:{line}: {word}"
        for name, words in texts.items()
        for line, word in words
        if (name, word) not in EXCEPTIONS
    ] == []
    there = {(name, word) for name, words in texts.items() for _, word in words}
    assert sorted(EXCEPTIONS.keys() - there) == [], "these exceptions are no longer needed"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.md", "Two things to\nlook at.", [(1, "to look at")]),
        ("a.md", "A thing\n\nthat was mended, whoever\ndid it.", [(3, "mended"), (3, "whoever")]),
        ("a.md", "`told`, ``a `picture` ``, [amended](nobody.md).\n\n```text\ntold\n```\n\nNobody.", [(7, "nobody")]),
        ("a.html", '<p class="picture">{{ told }} A picture.</p>', [(1, "picture")]),
        ("a.py", 'told = 1  # told\nx = """\nWhat stands there.\n"""\n', [(1, "told"), (3, "stands there")]),
        ("a.yml", "a: told.py # what nobody reads", [(1, "nobody")]),
    ],
)
def test_a_word_is_found(name: str, text: str, words: list[tuple[int, str]]) -> None:
    assert found(name, text) == words


def test_every_word_can_be_found() -> None:
    examples = (re.sub(r"\((?:[^()|]*\|)*([^()|]*)\)", r"\1", pattern).replace("?", "") for pattern in BANNED)
    assert [word for word in examples if not _WORDS.search(word)] == []
