"""No docstring begins with a question word: it says what something is, or what a function does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.source_code import PACKAGE, ROOT, files, named, nodes

FOLDERS = (PACKAGE, ROOT / "scripts", ROOT / "benchmarks", ROOT / "fuzz")
QUESTION = re.compile(r"(?:What|Where|Which|How|When|Who)\b")
PREDICATES = {"bool", "bool | None", "Iterator[bool]"}
"""The return types of functions whose docstrings may begin with “Whether”."""


def docstrings(path: Path) -> Iterator[tuple[int, str, bool]]:
    """Yield the line and the text of each docstring, also of constants and fields; and whether “Whether” fits."""
    for node in nodes(path):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            returns = getattr(node, "returns", None)
            is_predicate = returns is not None and ast.unparse(returns) in PREDICATES
            yield getattr(node, "lineno", 1), ast.get_docstring(node) or "", is_predicate
        if isinstance(node, ast.Module | ast.ClassDef):
            for before, after in zip(node.body, node.body[1:], strict=False):
                if isinstance(before, ast.Assign | ast.AnnAssign) and isinstance(after, ast.Expr):
                    yield after.lineno, str(getattr(after.value, "value", "")), True


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_docstring_begins_with_a_question_word(folder: Path) -> None:
    assert [
        f"{named(path) if folder is PACKAGE else path.name}:{line}: {text.splitlines()[0]}"
        for path in files(folder)
        for line, text, is_predicate in docstrings(path)
        if QUESTION.match(text) or (text.startswith("Whether") and not is_predicate)
    ] == []
