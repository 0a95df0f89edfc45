"""Names in templates, scripts and style sheets agree: a class or variable that one of them lacks breaks a page."""

from __future__ import annotations

import re

from mkdocs_report.model.finding import Verdict
from mkdocs_report.pages.fragments.environment import ASSETS, PACKAGE, TEMPLATES

STYLES = "\n".join(file.read_text(encoding="utf-8") for folder in (ASSETS, TEMPLATES) for file in folder.rglob("*.css"))
STYLES = re.sub(r"/\*.*?\*/", "", STYLES, flags=re.DOTALL)
STYLED = set(re.findall(r"\.(mr-[\w-]+)", STYLES))
USERS = [
    *(file for folder in (TEMPLATES, ASSETS) for pattern in ("*.html", "*.mjs") for file in folder.rglob(pattern)),
    *(PACKAGE.parent / "site").glob("*.py"),
    *(PACKAGE.parent / "publish" / "github").glob("*.py"),
    *(PACKAGE.parent / "export" / "html").glob("*.py"),
    PACKAGE.parent / "parsing" / "markdown" / "mathml.py",
]
SOURCES = {file: file.read_text(encoding="utf-8") for file in USERS}
COMMENT = re.compile(r"(?s:\{#.*?#\})|(?m:^\s*//.*$)")
USED = set[str]().union(*(re.findall(r"(?<![\w-])mr-[\w-]+", COMMENT.sub("", text)) for text in SOURCES.values()))
USED |= {f"mr-{verdict}" for verdict in Verdict}
UNSTYLED = {
    *("mr-answer--extra", "mr-contents-question", "mr-list", "mr-mark-reviewed"),
    *("mr-mark-score", "mr-marks-count", "mr-remark", "mr-source"),
}
"""Classes without a rule of their own: scripts, tests or a course's own style sheet select them."""


def classes(text: str) -> set[str]:
    """Return the whole class names in the `class` attributes of a template; those made from a value are left out."""
    found = re.findall(r'\bclass="([^"]*)"', COMMENT.sub("", text))
    return {name for value in found for name in re.findall(r"(?<![\w-])mr-[\w-]*[\w](?![\w{-])", value)}


def test_each_class_of_a_template_has_a_style() -> None:
    used = {name: file.name for file, text in SOURCES.items() if file.suffix == ".html" for name in classes(text)}
    assert {name: file for name, file in used.items() if name not in STYLED | UNSTYLED} == {}


def test_each_class_of_a_style_sheet_is_used() -> None:
    prefixes = tuple(name for name in USED if name.endswith("-"))
    assert {name for name in STYLED if name not in USED and not name.startswith(prefixes)} == set()


def test_each_variable_is_set_and_used() -> None:
    everything = STYLES + "\n".join(SOURCES.values())
    read = set(re.findall(r"var\((--mr-[\w-]+)", everything))
    written = set(re.findall(r"(--mr-[\w-]+)\"?[:,]", re.sub(r"var\([^)]*\)", "", everything)))
    assert read == written


def test_the_exceptions_are_needed() -> None:
    assert set() == UNSTYLED & STYLED
    assert set() == UNSTYLED - USED


def test_only_cells_of_large_tables_have_classes_of_one_letter() -> None:
    styles = re.sub(r"\.mr-answer \.highlight [^{}]*", "", STYLES)  # the classes of Pygments
    selectors = re.findall(r"[^{},]*\.[a-z](?![\w-])[^{},]*", styles)
    assert [
        each for each in selectors if not re.search(r"\.mr-(matrix|strip|strip--small|checklist-table)\b", each)
    ] == []
