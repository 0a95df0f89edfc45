"""Imports point one way, and the core knows no site generator."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import mkdocs_report

PACKAGE = Path(mkdocs_report.__file__).parent
ROOMS = (
    ("codec", "record", "errors"),
    ("image", "evidence", "origin"),
    ("span",),
    ("limits",),
    ("model",),
    (
        "source",
        "seen",
        "brief",
        "cache",
        "cache_key",
        "collected",
        "commits",
        "people",
        "safety",
        "terminal",
        "worker",
        "yaml_file",
    ),
    ("adding", "contained", "options", "pixels", "rewriting", "settings_file", "starter"),
    ("prepared",),
    ("markdown", "lines", "sentences", "foreign"),
    ("asked",),
    ("prose",),
    ("checklist", "clues", "parts"),
    ("template", "pictures", "placed"),
    ("doubts",),
    ("form",),
    ("lost",),
    ("outline", "placing"),
    ("report",),
    ("title", "rules", "gist"),
    ("settings", "moved", "mending", "proof"),
    ("units",),
    ("outside",),
    ("repairing",),
    ("repair_work",),
    ("discovery", "roster_rows", "waiving"),
    ("site_settings",),
    ("completion", "taken"),
    ("roster", "gathered", "beginning"),
    ("course",),
    ("reading", "rendering", "terms", "publish_options", "together"),
    ("checking",),
    ("api",),
    ("indexing",),
    ("published",),
    ("keeping",),
    ("publishing", "collect"),
    ("views", "export"),
    ("doctor", "fragments", "starting"),
    ("standalone",),
    ("cli_options",),
    ("cli_collect", "cli_doctor", "cli_fix", "cli_html", "cli_init", "cli_repair", "cli_template"),
    ("site", "cli"),
    ("__main__",),
)
LEVEL = {room: level for level, rooms in enumerate(ROOMS) for room in rooms}
WITHIN = {"lines", "sentences", "markdown"}  # siblings that do not import one another are checked by name below
ONLY = {
    "mkdocs": {"site"},
    "jinja2": {"fragments", "site", "standalone"},
    "cmarkgfm": {"markdown"},
    "msgspec": {"codec"},
    "pickle": {"worker"},  # jobs, which a process takes from the one that started it; results are data
    "lxml": {"markdown"},
    "nh3": {"safety"},
    "packaging": {"doctor"},
    "PIL": {"pictures", "pixels", "prepared"},
}


def files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    mine = room(path)
    if mine == "__init__":
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "mkdocs_report" and len(parts) > 1 and not parts[1].startswith("__"):
            other = parts[1]
            assert other == mine or LEVEL[other] < LEVEL[mine] or {mine, other} <= {"outline", "placing", *WITHIN}, name
        if parts[0] in ONLY:
            assert mine in ONLY[parts[0]], f"{name} outside {ONLY[parts[0]]}"


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_room_is_crowded(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 330


def test_every_asset_is_packed() -> None:
    names = {path.name for path in PACKAGE.rglob("*")}
    assert {"template.schema.json", "version-1.md", "roster.csv", "kite.png"} <= names
    assert {path.name for path in (PACKAGE / "starters").rglob("dot.*")} == {"dot.github", "dot.gitignore"}
    assert {"py.typed", "question.html", "report.css", "standalone.css"} <= names
    assert {"check.schema.json", "collect.schema.json"} <= names


def test_nothing_is_unpickled_but_jobs() -> None:
    """`test_contained.py` shows that a process with results to take in does not get there."""
    found = {
        (room(path), getattr(node, "name", ""))
        for path in files()
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if re.search(r"pickle\.load|pickle\.Unpickler|_Unpickler\(|\.recv\(|marshal\.", ast.unparse(node))
    }
    assert found == {("worker", "Parcels"), ("worker", "_Unpickler"), ("worker", "_serve")}
