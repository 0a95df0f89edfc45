"""Each fact is typed once: limits in the texts of rules, and texts that several modules need."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import mkdocs_report

PACKAGE = Path(mkdocs_report.__file__).parent
TYPED_ONCE = {
    "collected.json": "model/group_folder.py",
    "https://git-lfs.github.com/spec/": "images/resolve.py",
    "invalid YAML": "config/yaml.py",
}
"""Texts that several modules need, and the module that holds each."""
NUMBER = re.compile(r"\d[\d,.]*\d|\d+ (?:[KMG]i?B|seconds|minutes|characters|lines|images|links|tags|deep)\b")
"""A number of two digits, or one with a unit of limits. Others belong to examples: “1 to 3 screenshots”."""
CODE = re.compile(r"`[^`\n]*`")


def strings(source: str) -> Iterator[str]:
    """Yield the strings of a module, its docstrings left out."""
    nodes = list(ast.walk(ast.parse(source)))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes) and id(node) not in docstrings:
            yield node.value if isinstance(node.value, str) else node.value.decode("latin-1")


@pytest.mark.parametrize("text", TYPED_ONCE)
def test_a_text_that_several_modules_need_is_typed_in_one(text: str) -> None:
    sources = {file.relative_to(PACKAGE).as_posix(): file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py")}
    holding = [name for name, source in sources.items() if text in source]
    assert [name for name in holding if any(text in each for each in strings(sources[name]))] == [TYPED_ONCE[text]]


def typed_numbers(source: str) -> list[str]:
    """Return the numbers typed in a module's strings; patterns, and code in a text, do not count."""
    texts = [text for text in strings(source) if "\\" not in text]
    return [number for text in texts for number in NUMBER.findall(CODE.sub("", text))]


@pytest.mark.parametrize("file", sorted((PACKAGE / "rules").glob("*.py")), ids=lambda file: file.stem)
def test_no_limit_is_typed_a_second_time_in_a_rules_text(file: Path) -> None:
    assert typed_numbers(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", ["more than 4 MiB", "20 seconds", "the first 200", "100,000 characters", "2 GB"])
def test_a_typed_limit_is_found(text: str) -> None:
    assert typed_numbers(f'Rule("a", f"{{x}} {text} of it")')
