"""Each fact is typed once: options, limits in the texts of rules, and texts that several modules need."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections import defaultdict
from pathlib import Path

import pytest

from mkdocs_report.config.options import COHORT_OPTIONS, OPTIONS, Options, PagesOptions, PublishOptions
from scripts.docs.settings import entries
from tests.support.source_code import FOLDERS, PACKAGE, files, named, nodes_of, strings, text

TYPED_ONCE = {
    "collected.json": "model/group_folder.py",
    "https://git-lfs.github.com/spec/": "images/resolve.py",
    "invalid YAML": "config/yaml.py",
}
"""Texts that several modules need, and the module that holds each."""
NUMBER = re.compile(r"\d[\d,.]*\d|\d+ (?:[KMG]i?B|seconds|minutes|characters|lines|images|links|tags|deep)\b")
"""A number of two digits, or one with a unit of limits. Others belong to examples: “1 to 3 screenshots”."""
CODE = re.compile(r"`[^`\n]*`")


@pytest.mark.parametrize("needed", TYPED_ONCE)
def test_a_text_that_several_modules_need_is_typed_in_one(needed: str) -> None:
    holding = [file for file in files() if needed in text(file)]
    assert [named(file) for file in holding if any(needed in each for each in strings(file))] == [TYPED_ONCE[needed]]


WORDS = 6
"""The fewest words of a text that no second module may type: shorter ones are phrases of the language."""
FRAGMENTS = {"Take it out, or correct it.", ": the file can not be read:", ": the file can not be written:"}
"""Phrases that go with different facts."""


def test_a_sentence_is_typed_in_one_module() -> None:
    typed = defaultdict(set)
    for file in files():
        for each in strings(file):
            if len(each.split()) >= WORDS:
                typed[each.strip()].add(named(file))
    assert {each: where for each, where in typed.items() if len(where) > 1 and each not in FRAGMENTS} == {}


def typed_numbers(source: str | Path) -> list[str]:
    """Return the numbers typed in a module's strings; patterns, and code in a text, do not count."""
    texts = [each for each in strings(source) if "\\" not in each]
    return [number for each in texts for number in NUMBER.findall(CODE.sub("", each))]


@pytest.mark.parametrize("file", sorted((PACKAGE / "rules").glob("*.py")), ids=lambda file: file.stem)
def test_no_limit_is_typed_a_second_time_in_a_rules_text(file: Path) -> None:
    assert typed_numbers(file) == []


CHANGES = {"capitalize", "replace", "swapcase", "title"}
"""Methods that change a text inside."""


def repaired(source: str | Path) -> list[str]:
    """Return the texts of a module that are written and then changed, in one expression."""
    return [
        ast.unparse(node)
        for node in nodes_of(source)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES
        if isinstance(node.func.value, ast.JoinedStr | ast.BinOp)
    ]


def test_no_text_is_repaired_after_it_was_written() -> None:
    assert [found for file in files() for found in repaired(file)] == []
    assert (
        len(repaired('f"{number} boxs".replace("boxs", "boxes"); ("1 " + x).replace("s", ""); x.replace("a", "b")'))
        == 2
    )


def test_each_exception_from_the_linter_says_why() -> None:
    lines = [line for folder in FOLDERS for file in files(folder) for line in text(file).splitlines()]
    excepted = [line for line in lines if re.search(r"\s# noqa\b", line)]
    assert excepted
    assert [line for line in excepted if not re.search(r"# noqa: [A-Z0-9]+(?:, [A-Z0-9]+)* - \S", line)] == []


@pytest.mark.parametrize("limit", ["more than 4 MiB", "20 seconds", "the first 200", "100,000 characters", "2 GB"])
def test_a_typed_limit_is_found(limit: str) -> None:
    assert typed_numbers(f'Rule("a", f"{{x}} {limit} of it")')


DECLARED = {
    field.name: (field.metadata["option"], field.default)
    for record in (Options, PagesOptions, PublishOptions)
    for field in dataclasses.fields(record)
}
"""Each option, with its default."""
CHOICES = {frozenset(option.kind.words) for option, _ in DECLARED.values()} - {frozenset()}
MKDOCS = {"Choice", "ListOfItems", "DictOfItems", "Optional", "Type"}
"""The classes with which MkDocs declares options."""


def declarations(source: str | Path) -> list[str]:
    """Return what declares an option a second time: its class of MkDocs, its choices, its default."""
    return [ast.unparse(node) for node in nodes_of(source) if declares(node)]


def declares(node: ast.AST) -> bool:
    match node:
        case ast.Tuple(elts=words) | ast.List(elts=words) | ast.Set(elts=words):
            return (
                frozenset(getattr(word, "value", None) for word in words if isinstance(word, ast.Constant)) in CHOICES
            )
        case ast.Call(func=ast.Attribute(attr="get"), args=[ast.Constant(value=name), ast.Constant(value=usual)]):
            return name in DECLARED and usual is not None
        case ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr=name)):
            return module != "click" and name in MKDOCS
        case (
            ast.AnnAssign(target=ast.Name(id=name), value=value) | ast.Assign(targets=[ast.Name(id=name)], value=value)
        ):
            return is_default(name, value)
        case ast.arguments(args=arguments, defaults=usual):
            return any(is_default(each.arg, value) for each, value in zip(arguments[::-1], usual[::-1], strict=False))
    return False


def is_default(name: str, value: ast.expr | None) -> bool:
    """Whether a value is the default of an option, and one that says something: not empty, not a flag."""
    usual = DECLARED[name][1] if name in DECLARED else None
    return value is not None and type(usual) in {str, int} and ast.unparse(value) == repr(usual)


def test_an_option_is_declared_once() -> None:
    found = {named(file): declarations(file) for file in files() if file != PACKAGE / "config/options.py"}
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize(
    "source",
    [
        'class A:\n    students = c.Choice(["a"])',
        "class A:\n    width: int = 1600",
        'KINDS = {"mask", "keep"}',
        'fail_on in ("never", "error", "warning")',
        'options.get("commits", True)',
        'def f(a, prefix="course"): ...',
    ],
)
def test_a_second_declaration_is_found(source: str) -> None:
    assert len(declarations(source)) == 1


def test_the_reference_names_the_options_in_an_option() -> None:
    texts = {entry.name: entry.text for entry in entries()}
    for option, names in (("cohorts", COHORT_OPTIONS), ("pages", OPTIONS["pages"].inside)):
        assert [name for name in names if f"`{name}`" not in texts[option]] == []
