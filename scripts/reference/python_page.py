"""The reference page of the Python API, from the docstrings; read from the source alone, nothing is imported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import griffe

_PACKAGE = "mkdocs_report"
_LINE = 100
"""A signature that is longer is written one parameter a line."""
_INTRO = """
What `mkdocs_report` exports, and all that can be reached from its results. How it is used is told in
[In Python](../guide/python.md). Whatever else the package holds may change at any time.

Results are values: they compare by what they hold, and are not to be assigned to. Lines are counted from 1, and both
ends of a span belong to it.
"""


def parts(root: Path) -> Iterator[str]:
    """Yield the parts of the page; `root` is the folder of the package."""
    package = griffe.load(_PACKAGE, search_paths=[root], allow_inspection=False, docstring_parser="google")
    if not isinstance(package, griffe.Module):
        raise SystemExit(f"{_PACKAGE} is no package.")
    exported = [package[str(name)].final_target for name in package.exports or []]
    functions = [each for each in exported if isinstance(each, griffe.Function)]
    kinds = [each for each in exported if isinstance(each, griffe.Class)]
    errors = [each for each in kinds if each.name.endswith("Error")]
    yield _INTRO
    yield "## Functions"
    for function in functions:
        yield from _function(function)
    yield "## Results"
    for kind in kinds:
        if kind not in errors:
            yield from _kind(kind)
    yield "## Errors"
    for error in errors:
        yield from _kind(error)
    yield "## What results are made of"
    for kind in _reached([*functions, *kinds]):
        if kind not in kinds:
            yield from _kind(kind)


def _function(function: griffe.Function) -> Iterator[str]:
    yield f"### {function.name}"
    yield f"```python\n{_signature(function)}\n```"
    yield from _told(function)


def _kind(kind: griffe.Class) -> Iterator[str]:
    yield f"### {kind.name}"
    fields = [each for each in _offered(kind) if isinstance(each, griffe.Attribute) and "property" not in each.labels]
    bases = ", ".join(str(base) for base in kind.bases)
    lines = [f"class {kind.name}{f'({bases})' if bases else ''}:"]
    for field in fields:
        value = f" = {_quoted(field.value)}" if "Enum" in bases else ""
        lines.append(f"    {field.name}{f': {_written(field.annotation)}' if field.annotation else ''}{value}")
    if not fields:
        lines[0] += " ..."
    if fields or bases:
        yield "```python\n" + "\n".join(lines) + "\n```"
    yield from _told(kind)
    told = [f"- `{each.name}`: {_first(each)}" for each in fields if each.docstring]
    told += [f"- `{_member(each)}`: {_first(each)}" for each in _offered(kind) if each not in fields]
    yield "\n".join(told)


def _offered(kind: griffe.Class) -> list[griffe.Attribute | griffe.Function]:
    """A class's own fields, properties and methods, in the order of the source."""
    return [
        each
        for name, each in kind.members.items()
        if isinstance(each, griffe.Attribute | griffe.Function) and not name.startswith("_")
    ]


def _member(each: griffe.Attribute | griffe.Function) -> str:
    """A property or a method as it is written where it is used."""
    if isinstance(each, griffe.Function):
        return _signature(each)
    return f"{each.name}: {_written(each.annotation)}"


def _signature(function: griffe.Function) -> str:
    words = [_parameter(each) for each in function.parameters if each.name != "self"]
    if any(each.kind is griffe.ParameterKind.keyword_only for each in function.parameters) and not any(
        each.kind is griffe.ParameterKind.var_positional for each in function.parameters
    ):
        first = next(i for i, each in enumerate(function.parameters) if each.kind is griffe.ParameterKind.keyword_only)
        words.insert(first, "*")
    end = f") -> {_written(function.returns)}"
    line = f"{function.name}({', '.join(words)}{end}"
    if len(line) <= _LINE:
        return line
    return "\n".join([f"{function.name}(", *(f"    {each}," for each in words), end])


def _parameter(each: griffe.Parameter) -> str:
    star = "*" if each.kind is griffe.ParameterKind.var_positional else ""
    default = "" if star or each.default is None else f" = {_quoted(each.default)}"
    return f"{star}{each.name}: {_written(each.annotation)}{default}"


def _quoted(value: str | griffe.Expr | None) -> str:
    """A value as the formatter would have it."""
    return re.sub(r"'([^'\"]*)'", r'"\1"', str(value))


def _written(annotation: str | griffe.Expr | None) -> str:
    """An annotation, with what a short name in the source stands for."""
    if not isinstance(annotation, griffe.Expr):
        return str(annotation)
    return "".join(
        str(target.value) if isinstance(target := _target(word), griffe.Attribute) else str(word)
        for word in annotation.iterate(flat=True)
    )


def _target(word: str | griffe.Expr) -> griffe.Object | None:
    """What of this package a name in an annotation stands for."""
    if not isinstance(word, griffe.ExprName) or not word.canonical_path.startswith(f"{_PACKAGE}."):
        return None
    parent = word.parent
    found = parent.modules_collection[word.canonical_path] if isinstance(parent, griffe.Object) else None
    return found.final_target if isinstance(found, griffe.Alias) else found


def _reached(start: list[griffe.Function | griffe.Class]) -> list[griffe.Class]:
    """The classes that somebody meets who goes from results to their attributes, by name."""
    todo: list[griffe.Function | griffe.Attribute | griffe.Class] = list(start)
    found: dict[str, griffe.Class] = {}
    while todo:
        each = todo.pop()
        if isinstance(each, griffe.Class):
            if each.path not in found:
                found[each.path] = each
                todo += _offered(each)
            continue
        written = [each.annotation]
        if isinstance(each, griffe.Function):
            written += [each.returns, *(parameter.annotation for parameter in each.parameters)]
        for annotation in written:
            words = annotation.iterate(flat=True) if isinstance(annotation, griffe.Expr) else ()
            todo += [target for word in words if isinstance(target := _target(word), griffe.Class)]
    return sorted(found.values(), key=lambda kind: kind.name)


def _told(each: griffe.Object) -> Iterator[str]:
    """What a docstring says, section by section."""
    if each.docstring is None:
        raise SystemExit(f"{each.path} has no docstring.")
    for section in each.docstring.parsed:
        match section:
            case griffe.DocstringSectionText():
                yield _unwrapped(section.value)
            case griffe.DocstringSectionParameters():
                yield "\n".join(f"- `{given.name}`: {_joined(given.description)}" for given in section.value)
            case griffe.DocstringSectionReturns():
                yield f"Returns: {' '.join(_joined(given.description) for given in section.value)}"
            case griffe.DocstringSectionRaises():
                yield "Raises:"
                yield "\n".join(f"- `{given.annotation}`: {_joined(given.description)}" for given in section.value)
            case _:
                raise SystemExit(f"{each.path}: no place is known for “{section.kind.value}”.")


def _first(each: griffe.Object) -> str:
    """A docstring's first paragraph, on one line."""
    if each.docstring is None:
        raise SystemExit(f"{each.path} has no docstring.")
    return _joined(each.docstring.value.split("\n\n")[0])


def _unwrapped(text: str) -> str:
    return "\n\n".join(_joined(paragraph) for paragraph in text.strip().split("\n\n"))


def _joined(text: str) -> str:
    return " ".join(text.split())
