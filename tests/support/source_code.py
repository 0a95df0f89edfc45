"""Our own modules as text and as syntax trees, each read and walked once for all tests of the code itself."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

import mkdocs_report

PACKAGE = Path(mkdocs_report.__file__).parent
ROOT = PACKAGE.parent
FOLDERS = tuple(ROOT / name for name in ("mkdocs_report", "scripts", "benchmarks", "fuzz", "tests"))


@functools.cache
def files(folder: Path = PACKAGE) -> tuple[Path, ...]:
    """Return the modules in a folder and below, sorted by path."""
    return tuple(sorted(folder.rglob("*.py")))


def named(path: Path) -> str:
    """Return a module's path in the package: `parsing/source.py`."""
    return path.relative_to(PACKAGE).as_posix()


@functools.cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


@functools.cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return all nodes of a module's tree."""
    return tuple(ast.walk(tree(path)))


def nodes_of(source: str | Path) -> tuple[ast.AST, ...]:
    """Return the nodes of a module, or of a text that a test holds."""
    return nodes(source) if isinstance(source, Path) else tuple(ast.walk(ast.parse(source)))


def strings(source: str | Path) -> Iterator[str]:
    """Yield the strings of a module, its docstrings left out."""
    found = nodes_of(source)
    docstrings = {id(node.value) for node in found if isinstance(node, ast.Expr)}
    for node in found:
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes) and id(node) not in docstrings:
            yield node.value if isinstance(node.value, str) else node.value.decode("latin-1")
