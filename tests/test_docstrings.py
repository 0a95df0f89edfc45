"""A docstring says what a thing is, or what a function does: no question word at its start."""

from __future__ import annotations

import ast
import re

import pytest

from tests.test_architecture import PACKAGE, named, tree

ROOMS = ("model", "runtime", "parsing", "images", "masking", "rules", "config", "course", "publish", "site")
QUESTION = re.compile(r"(?:What|Where|Which|How|When|Who)\b")


@pytest.mark.parametrize("room", ROOMS)
def test_no_docstring_begins_with_a_question_word(room: str) -> None:
    found = []
    for path in sorted((PACKAGE / room).rglob("*.py")):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            text = ast.get_docstring(node) or ""
            returns = getattr(node, "returns", None)
            is_predicate = returns is not None and ast.unparse(returns) in {"bool", "bool | None", "Iterator[bool]"}
            if QUESTION.match(text) or (text.startswith("Whether") and not is_predicate):
                found.append(f"{named(path)}:{getattr(node, 'lineno', 1)}: {text.splitlines()[0]}")
    assert found == []
