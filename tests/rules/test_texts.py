"""Texts of rules: the limits that they name come from the constants."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from mkdocs_report import rules

NUMBER = re.compile(r"\d[\d,.]*\d|\d+ (?:[KMG]i?B|seconds|minutes|characters|lines|images|links|tags|deep)\b")
"""A number of two digits, or one with a unit of limits. Others belong to examples: “1 to 3 screenshots”."""
CODE = re.compile(r"`[^`\n]*`")


def typed_numbers(source: str) -> list[str]:
    """Return the numbers typed in a module's strings; docstrings, patterns and code in a text do not count."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]
    return [number for text in texts if "\\" not in text for number in NUMBER.findall(CODE.sub("", text))]


@pytest.mark.parametrize("file", sorted(Path(rules.__path__[0]).glob("*.py")), ids=lambda file: file.stem)
def test_no_limit_is_typed_a_second_time_in_a_text(file: Path) -> None:
    assert typed_numbers(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", ["more than 4 MiB", "20 seconds", "the first 200", "100,000 characters", "2 GB"])
def test_a_typed_limit_is_found(text: str) -> None:
    assert typed_numbers(f'Rule("a", f"{{x}} {text} of it")')
