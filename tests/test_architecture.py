"""Imports point one way: each row of `ROWS` may import those before it. The core knows no site generator."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.source_code import FOLDERS, PACKAGE, ROOT, files, named, nodes, text, tree

ROWS = (
    ("errors", "version"),
    ("model", "runtime"),
    ("parsing",),
    ("images", "masking"),
    ("rules",),
    ("config", "repair"),
    ("collect",),
    ("course",),
    ("publish", "api"),
    ("pages",),
    ("export",),
    ("site", "cli"),
)
"""The packages and modules of `mkdocs_report`, in rows. Two of one row do not know each other."""
ROW = {room: number for number, rooms in enumerate(ROWS) for room in rooms}
ONLY = {
    "mkdocs": {"site"},
    "jinja2": {"pages.fragments", "export.html", "site"},
    "click": {"cli"},
    "rich": {"cli", "export.text", "export.text_lines", "export.text_tables", "export.explain"},
    "cmarkgfm": {"parsing.markdown"},
    "lxml": {"parsing.markdown"},
    "nh3": {"parsing.markdown"},
    "pygments": {"publish.github"},
    "pymdownx": {"publish.github"},
    "math_core": {"parsing.markdown.mathml"},
    "PIL": {"images"},
    "yaml": {"config", "cli.init"},
    "text_to_num": {"parsing.limits"},
    "msgspec": {"runtime.codec", "export.json"},
    "pickle": {"runtime.pickling", "runtime.process"},  # jobs, by the process that gives them; results are data
    "packaging": {"cli.doctor"},
    "babel": {"pages.words.catalogue"},
}
"""The only places that may import a library."""
LONGEST = 16
"""The most modules in a chain of imports, from one that nothing imports to one that imports nothing of ours."""


def module(path: Path) -> str:
    """Return a module's name without that of the package: `parsing.source`; empty for the package itself."""
    return named(path).removesuffix(".py").removesuffix("__init__").strip("/").replace("/", ".")


@functools.cache
def imports(path: Path) -> frozenset[str]:
    """Return all that a module imports, at its top or later: modules, and names out of modules."""
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


@functools.cache
def graph() -> dict[str, frozenset[str]]:
    """Return each module's imports of other modules of the package."""
    modules = {module(path): path for path in files()}

    def of_ours(name: str) -> str | None:
        ours = name.removeprefix("mkdocs_report.") if name.startswith("mkdocs_report.") else ""
        return next((each for each in (ours, ours.rpartition(".")[0]) if each and each in modules), None)

    found = {name: {of_ours(each) for each in imports(path)} for name, path in modules.items() if name}
    return {name: frozenset(each for each in others if each and each != name) for name, others in found.items()}


def test_imports_point_one_way() -> None:
    wrong = []
    for name, others in graph().items():
        for other in others if name != "__main__" else ():
            mine, its = name.partition(".")[0], other.partition(".")[0]
            if mine != its and ROW[its] >= ROW[mine]:
                wrong.append(f"{name} imports {other}, which is not in an earlier row")
    assert wrong == []


def test_no_imports_go_in_a_circle() -> None:
    for name in graph():
        chain(name)
    folders = {name.rpartition(".")[0] for name in graph()} - {""}
    reached = {folder: frozenset(_folders_behind(folder)) for folder in folders}
    both = [(one, two) for one in folders for two in reached[one] if one in reached[two] and one < two]
    assert both == [], "folders that import each other"


def _folders_behind(folder: str) -> set[str]:
    """Return the folders that modules of a folder import; not those that it is in, or that are in it."""
    modules = [name for name in graph() if name.rpartition(".")[0] == folder]
    behind = {other.rpartition(".")[0] for name in modules for other in graph()[name]} - {""}
    return {
        each for each in behind if not f"{each}.".startswith(f"{folder}.") and not f"{folder}.".startswith(f"{each}.")
    }


def test_no_chain_of_imports_is_long() -> None:
    longest = max(map(chain, graph()), key=len)
    assert len(longest) <= LONGEST, " > ".join(longest)


def chain(name: str, behind: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the longest chain of imports that begins at a module; `behind` are the modules on the way to it."""
    assert name not in behind, f"a circle of imports: {' > '.join([*behind, name])}"
    if name not in _CHAINS:
        others = (chain(other, (*behind, name)) for other in sorted(graph()[name]))
        _CHAINS[name] = (name, *max(others, key=len, default=()))
    return _CHAINS[name]


_CHAINS: dict[str, tuple[str, ...]] = {}


def test_libraries_are_imported_in_their_rooms_only() -> None:
    wrong = [
        f"{named(path)} imports {library}; only {sorted(ONLY[library])} may"
        for path in files()
        for library in {name.partition(".")[0] for name in imports(path)} & set(ONLY)
        if not any(f"{module(path)}.".startswith(f"{room}.") for room in ONLY[library])
    ]
    assert wrong == []


def test_nothing_inside_imports_the_package_itself() -> None:
    """It hands on names of all rooms: who imports it, imports all of them."""
    inside = [path for path in files() if module(path) not in {"", "__main__"}]
    names = set(graph())
    wrong = [
        f"{named(path)} imports {each}"
        for path in inside
        for each in imports(path)
        if each == "mkdocs_report"
        or (each.count(".") == 1 and each.startswith("mkdocs_report.") and each[14:] not in names)
    ]
    assert wrong == []


def test_packages_hold_a_docstring_alone() -> None:
    for path in PACKAGE.rglob("*/__init__.py"):
        assert len(tree(path).body) == 1, f"{named(path)} holds more than a docstring"
        assert re.search(r"\bin\b.*\bout\b", ast.get_docstring(tree(path)) or ""), (
            f"{named(path)}: what goes in and out?"
        )


def test_the_root_holds_the_interface_alone() -> None:
    assert {path.name for path in PACKAGE.glob("*.py")} == {
        "__init__.py",
        "__main__.py",
        "api.py",
        "errors.py",
        "version.py",
    }


def test_no_room_is_crowded() -> None:
    lengths = {named(path): len(text(path).splitlines()) for path in files()}
    assert {name: length for name, length in lengths.items() if length > 300} == {}


def test_no_class_name_means_two_things() -> None:
    found: dict[str, set[str]] = {}
    for path in files():
        for node in nodes(path):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name.lstrip("_"), set()).add(named(path))
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


LINES = 50
"""The most lines of a function, without its docstring."""
LONG = {
    "tests/support/collect_cases.py: good": "a table of repositories, one after the other",
}
"""Functions that are longer, and why."""


def test_functions_fit_on_a_screen() -> None:
    long = {
        f"{path.relative_to(ROOT).as_posix()}: {node.name}": length
        for folder in FOLDERS
        for path in files(folder)
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef) and (length := length_of(node)) > LINES
    }
    assert {name: length for name, length in long.items() if name not in LONG} == {}
    assert set(LONG) - set(long) == set(), "these are short now"


def length_of(function: ast.FunctionDef) -> int:
    """Return the number of a function's lines, from `def` on, without its docstring."""
    first = function.body[0]
    docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    lines = (function.end_lineno or 0) - function.lineno + 1
    return lines - (docstring and (first.end_lineno or 0) - first.lineno + 1)


def test_every_asset_is_packed() -> None:
    names = {path.name for path in PACKAGE.rglob("*")}
    assert {"template.schema.json", "version-1.md", "roster.csv", "kite.png"} <= names
    assert {path.name for path in (PACKAGE / "cli/init/starters").rglob("dot.*")} == {"dot.github", "dot.gitignore"}
    assert {"py.typed", "question.html", "report.css", "standalone.css"} <= names
    assert {"check.schema.json", "collect.schema.json"} <= names


PRINTED = {"echo", "secho", "confirm", "print_exception"}
"""What of click prints a line as it is."""


def test_lines_are_printed_and_logged_in_one_place_each() -> None:
    """`cli/echo.py` prints, and `site/log.py` logs: what passes through them is neutral."""
    assert [found for path in files() for found in prints(path)] == []


def prints(path: Path) -> Iterator[str]:
    """Yield each place of a module at which it prints or logs, and may not."""
    name = named(path)
    for node in nodes(path):
        place = f"{name}:{getattr(node, 'lineno', 0)}"
        if (
            isinstance(node, ast.ImportFrom)
            and node.module
            and node.module.split(".")[0] in {"click", "mkdocs", "rich"}
        ):
            imported = {alias.name for alias in node.names}
            if PRINTED & imported and name != "cli/echo.py":
                yield f"{place}: {PRINTED & imported}"
            if {"PluginError", "get_plugin_logger"} & imported and name != "site/log.py":
                yield f"{place}: {imported}"
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        is_print = called in {"print", *(f"click.{each}" for each in PRINTED)} or called.startswith("warnings.warn")
        if (is_print and name != "cli/echo.py") or called == "logging.getLogger":
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
    "runtime/files.py": "where regular files are opened",
    "runtime/atomic_write.py": "writes",
    "cli/init/new_report.py": "writes",
    "repair/files.py": "writes",
    "export/outputs.py": "writes",
    "collect/store.py": "writes, and locks",
    "runtime/cache.py": "opens without following a link or waiting",
    "runtime/digest.py": "reads the package",
    "runtime/cache_key.py": "opens without following a link or waiting",
    "pages/fragments/bytecode.py": "opens without following a link or waiting",
    "runtime/working_copy.py": "opens without following a link or waiting",
    "runtime/process.py": "reads what the kernel tells",
    "cli/init/starter_files.py": "reads the package",
    "cli/streams.py": "opens the null device and standard input",
    "site/page_cache/reuse.py": "tries whether a file can be written",
    "site/search.py": "reads the package and the finished site",
    "export/html/styles.py": "reads the package",
    "export/html/work_folder.py": "makes a lock, and opens one without following a link or waiting",
    "export/html/chromium.py": "makes the files of what Chromium prints, in a folder of ours",
    "export/html/pdf.py": "reads what Chromium wrote into a folder of ours",
    "images/pixels.py": "opens an image from its bytes, or the stream of a regular file",
}
"""The modules that open files in ways of their own, and why."""


def test_files_are_opened_in_one_place() -> None:
    """A named pipe or a device may lie wherever a file is read: `files` opens none."""
    opened = {named(path): calls for path in files() if (calls := openings(path))}
    assert {name: calls for name, calls in opened.items() if name not in OPENING} == {}
    assert set(OPENING) - set(opened) == set(), "these open nothing any more"


STREAMS = {
    "runtime/files.py": "reads a file to its end",
    "runtime/generated_files.py": "reads both ends of a file",
    "images/resolve.py": "gives Pillow a stream",
    "collect/store.py": "digests a file without holding it",
}
"""The modules that open a regular file as a stream, and why; all others read it up to a cap with `read_head`."""


def test_files_are_read_up_to_a_cap_in_one_place() -> None:
    found = {
        named(path)
        for path in files()
        for node in nodes(path)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "open_regular"
    }
    assert found == set(STREAMS)


def openings(path: Path) -> list[str]:
    """Return the calls of a module that open a file."""
    return [
        f"{node.lineno}: {called}"
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and (called := ast.unparse(node.func)).rpartition(".")[2] in {"open", "read_bytes", "read_text"}
        and called not in {"yaml.read_text", "read_text"}
    ]


def lines_of(path: Path, node: ast.stmt) -> str:
    return "\n".join(text(path).splitlines()[node.lineno - 1 : node.end_lineno])


def test_nothing_is_unpickled_but_jobs() -> None:
    """`tests/runtime/test_pool.py` shows that a process with results to take in does not get there."""
    found = {
        (module(path), getattr(node, "name", ""))
        for path in files()
        for node in tree(path).body
        if re.search(r"pickle\.load|pickle\.Unpickler|_Unpickler\(|\.recv\(|marshal\.", lines_of(path, node))
    }
    assert found == {
        ("runtime.pickling", "JobPickler"),
        ("runtime.pickling", "_Unpickler"),
        ("runtime.process", "_serve"),
    }


WORKING = frozenset(
    {
        *("open", "stat", "realpath", "resolve", "iterdir", "rglob", "scandir", "walk", "mkdir", "unlink", "exists"),
        *("is_file", "is_dir", "is_symlink", "run", "Popen", "check_output", "remove", "last_commits", "withhold"),
    }
)
"""Functions that look at the disk, write to it, start a program, or take a file out of a site."""
WORK = ("read_", "write_", "load_", "build_", "add_", "publish")
"""How the names of our functions begin that do such things."""


def works(path: Path) -> list[str]:
    """Return the calls in the constructors of a module that do what no constructor should."""
    constructors = [
        node for node in nodes(path) if isinstance(node, ast.FunctionDef) and node.name in ("__init__", "__post_init__")
    ]
    calls = [node for each in constructors for node in ast.walk(each) if isinstance(node, ast.Call)]
    names = [call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "") for call in calls]
    return [f"{named(path)}: {name}" for name in names if name in WORKING or name.startswith(WORK)]


def test_constructors_only_store_what_they_are_given() -> None:
    """A function that reads files, runs git or alters MkDocs' `Files` returns a record; a constructor does not."""
    assert [each for path in files() for each in works(path)] == []
