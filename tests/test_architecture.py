"""Imports point one way, and the core knows no site generator."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import mkdocs_report

PACKAGE = Path(mkdocs_report.__file__).parent
ROOMS = (
    (
        "record",
        "errors",
        "caps",
        "codec",
        "files",
        "globs",
        "locks",
        "neighbours",
        "programs",
        "signals",
        "streams",
        "whole",
    ),
    ("image", "image_structure", "jpeg_structure", "evidence", "made", "origin", "steady", "working_copy"),
    ("span",),
    ("limits",),
    ("confusables", "number_patterns"),
    ("folding",),
    ("matching",),
    ("model",),
    (
        "source",
        "seen",
        "brief",
        "cache",
        "cache_key",
        "capped",
        "collected",
        "commits",
        "people",
        "safety",
        "terminal",
        "worker",
        "yaml_file",
    ),
    ("adding", "contained", "masked_html", "options", "pixels", "rewriting", "settings_file", "starter"),
    ("image_faults",),
    ("prepared", "blocks"),
    ("markdown", "lines", "sentences", "foreign"),
    ("asked", "definitions"),
    ("prose",),
    ("checklist", "clues", "parts"),
    ("template", "pictures", "placed", "shown"),
    ("taking",),
    ("doubts",),
    ("form",),
    ("template_versions",),
    ("lost",),
    ("allowance", "outline", "placing"),
    ("loose",),
    ("report",),
    ("title", "rules", "gist"),
    ("settings", "moved", "mending", "proof"),
    ("units",),
    ("outside",),
    ("repairing",),
    ("repair_work",),
    ("discovery", "roster_cells", "roster_rows", "waiving"),
    ("site_settings",),
    ("group_folders",),
    ("completion", "taken"),
    ("roster", "gathered", "beginning"),
    ("roster_file",),
    ("course",),
    ("reading", "rendering", "terms", "publish_options", "together"),
    ("checking",),
    ("api",),
    ("consent", "indexing"),
    ("published",),
    ("keeping",),
    ("publishing", "collect"),
    ("views", "export"),
    ("doctor", "fragments", "starting"),
    ("standalone",),
    ("cli_echo", "cli_options"),
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
    "msgspec": {"codec", "export"},
    "pickle": {"worker"},  # jobs, which a process takes from the one that started it; results are data
    "lxml": {"markdown"},
    "nh3": {"safety"},
    "packaging": {"doctor"},
    "PIL": {"pixels", "prepared"},
}


def files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_imports_point_one_way() -> None:
    wrong = []
    for path in files():
        mine = room(path)
        if mine == "__init__":
            continue
        for name in imports(path):
            parts = name.split(".")
            if parts[0] == "mkdocs_report" and len(parts) > 1 and not parts[1].startswith("__"):
                other = parts[1]
                if not (
                    other == mine or LEVEL[other] < LEVEL[mine] or {mine, other} <= {"outline", "placing", *WITHIN}
                ):
                    wrong.append(f"{named(path)} imports {name}, which is not below it")
            if parts[0] in ONLY and mine not in ONLY[parts[0]]:
                wrong.append(f"{named(path)} imports {name}; only {ONLY[parts[0]]} may")
    assert wrong == []


def test_no_room_is_crowded() -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files()}
    assert {name: length for name, length in lengths.items() if length > 330} == {}


def test_every_asset_is_packed() -> None:
    names = {path.name for path in PACKAGE.rglob("*")}
    assert {"template.schema.json", "version-1.md", "roster.csv", "kite.png"} <= names
    assert {path.name for path in (PACKAGE / "starters").rglob("dot.*")} == {"dot.github", "dot.gitignore"}
    assert {"py.typed", "question.html", "report.css", "standalone.css"} <= names
    assert {"check.schema.json", "collect.schema.json"} <= names


PRINTED = {"echo", "secho", "confirm", "print_exception"}
"""What of click prints a line as it is."""


def test_lines_are_printed_and_logged_in_one_place_each() -> None:
    """`cli_echo` prints, and `site/log.py` logs: what passes through them is neutral."""
    assert [found for path in files() for found in prints(path)] == []


def prints(path: Path) -> Iterator[str]:
    """Yield each place of a module at which it prints or logs, and may not."""
    name = named(path)
    for node in ast.walk(tree(path)):
        place = f"{name}:{getattr(node, 'lineno', 0)}"
        if (
            isinstance(node, ast.ImportFrom)
            and node.module
            and node.module.split(".")[0] in {"click", "mkdocs", "rich"}
        ):
            imported = {alias.name for alias in node.names}
            if PRINTED & imported and name != "cli_echo.py":
                yield f"{place}: {PRINTED & imported}"
            if {"PluginError", "get_plugin_logger"} & imported and name != "site/log.py":
                yield f"{place}: {imported}"
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        is_print = called in {"print", *(f"click.{each}" for each in PRINTED)} or called.startswith("warnings.warn")
        if (is_print and name != "cli_echo.py") or called == "logging.getLogger":
            yield f"{place}: {called}"
        if called == "click.prompt" and any(isinstance(each, ast.JoinedStr) for each in ast.walk(node)):
            yield f"{place}: {called}"
        if called.endswith("console.print"):
            bare = [each for argument in node.args for each in unescaped(argument)]
            if bare:
                yield f"{place}: {bare}"


NEUTRAL = {"visible", "visible_lines", "visible_wrapped"}
TEXTS = {"path", "title", "heading", "message", "help", "what", "waived", "group", "error", "shown", "template", "name"}
"""Attributes that hold what somebody wrote."""


def unescaped(node: ast.AST) -> list[str]:
    """Return the texts of others that an expression holds without escaping them."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) in NEUTRAL:
        return []
    if isinstance(node, ast.Attribute) and node.attr in TEXTS:
        return [ast.unparse(node)]
    return [name for child in ast.iter_child_nodes(node) for name in unescaped(child)]


OPENING = {
    "files.py": "where regular files are opened",
    "whole.py": "writes",
    "beginning.py": "writes",
    "rewriting.py": "writes",
    "export/outputs.py": "writes",
    "collect/store.py": "writes, and locks",
    "cache.py": "opens without following a link or waiting, and reads the package",
    "cache_key.py": "opens without following a link or waiting",
    "fragments/compiled.py": "opens without following a link or waiting",
    "working_copy.py": "opens without following a link or waiting",
    "worker.py": "reads what the kernel tells",
    "starter.py": "reads the package",
    "streams.py": "opens the null device and standard input",
    "site/finished.py": "tries whether a file can be written",
    "site/search.py": "reads the package and the finished site",
    "standalone/styles.py": "reads the package",
    "standalone/room.py": "makes a lock, and opens one without following a link or waiting",
    "standalone/chromium.py": "reads what Chromium wrote into a folder of ours",
    "pixels.py": "opens an image from its bytes, or the stream of a regular file",
}
"""The modules that open files in ways of their own, and why."""


def test_files_are_opened_in_one_place() -> None:
    """A named pipe or a device may lie wherever a file is read: `files` opens none."""
    opened = {named(path): calls for path in files() if (calls := openings(path))}
    assert {name: calls for name, calls in opened.items() if name not in OPENING} == {}
    assert set(OPENING) - set(opened) == set(), "these open nothing any more"


def openings(path: Path) -> list[str]:
    """Return the calls of a module that open a file."""
    return [
        f"{node.lineno}: {called}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and (called := ast.unparse(node.func)).rpartition(".")[2] in {"open", "read_bytes", "read_text"}
        and called not in {"yaml_file.read_text", "read_text"}
    ]


def test_nothing_is_unpickled_but_jobs() -> None:
    """`tests/runtime/test_pool.py` shows that a process with results to take in does not get there."""
    found = {
        (room(path), getattr(node, "name", ""))
        for path in files()
        for node in tree(path).body
        if re.search(r"pickle\.load|pickle\.Unpickler|_Unpickler\(|\.recv\(|marshal\.", ast.unparse(node))
    }
    assert found == {("worker", "Parcels"), ("worker", "_Unpickler"), ("worker", "_serve")}
