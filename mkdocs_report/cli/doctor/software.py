"""Find the installed software, and the programs that a project's own files call."""

from __future__ import annotations

import platform
import re
import subprocess
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from mkdocs_report.cli.doctor.facts import Software
from mkdocs_report.config.settings_file import Location
from mkdocs_report.runtime.files import read_head
from mkdocs_report.runtime.programs import find_program
from mkdocs_report.version import __version__

_PACKAGES = (
    *("mkdocs", "properdocs", "mkdocs-material", "click", "cmarkgfm", "nh3", "lxml", "pillow", "jinja2", "rich"),
    *("pyyaml", "packaging", "zensical"),
)
_OPTIONAL = frozenset({"properdocs", "zensical"})
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_SECONDS = 5
_NUMBER = re.compile(r"\d+(?:\.\d+)+")
_CALL = re.compile(r"\b(zensical)\s+(?:build|serve|new)\b")
_MAX_CHARACTERS = 200_000
"""The most characters of a workflow that are searched."""
_CALLERS = (".github/workflows/*.yml", ".github/workflows/*.yaml", ".gitlab-ci.yml", "Makefile", ".readthedocs.y*ml")
_CONFIGURED = {"zensical.toml": "Zensical"}
_ADDRESSED = (*_CALLERS[:3], ".pre-commit-config.yaml", "requirements*.txt")
"""Files into which `init` writes the repository and commit of mkdocs-report."""
_UNFILLED = re.compile(r"\bOWNER/mkdocs-report\b|\bmkdocs-report@COMMIT\b|\brev: \W?COMMIT\b")


def software() -> Software:
    """Return the installed software. Of other programs, only `--version` is run."""
    packages: dict[str, str | None] = {"python": platform.python_version(), "mkdocs-report": __version__}
    for name in _PACKAGES:
        found = _version(name)
        if found or name not in _OPTIONAL:
            packages[name] = found
    browser = next(filter(None, map(find_program, _BROWSERS)), None)
    programs = {"git": _program_version(find_program("git")), "chromium": _program_version(browser)}
    try:
        needed = tuple(requires("mkdocs-report") or ())
    except PackageNotFoundError:  # run from a folder
        needed = ()
    return Software(packages, programs, needed)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _program_version(program: str | None) -> str | None:
    if program is None:
        return None
    try:
        output = subprocess.run(  # noqa: S603 - a program of the user's, by the path that the system found
            [program, "--version"], capture_output=True, check=False, timeout=_SECONDS, stdin=subprocess.DEVNULL
        ).stdout.decode(errors="replace")
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = _NUMBER.search(output)
    return match[0] if match else "?"


def other_generators(folder: Path) -> Iterator[tuple[str, Location]]:
    """Yield each place in a project that configures or calls another site generator: its name, and file and line."""
    for name, generator in _CONFIGURED.items():
        if (folder / name).is_file():
            yield generator, (name, 1)
    yield from (("Zensical", place) for place in _first_lines(folder, _CALLERS, _CALL))


def placeholders(folder: Path) -> Iterator[Location]:
    """Yield file and line of each place in a project where the repository or commit of mkdocs-report is missing."""
    yield from _first_lines(folder, _ADDRESSED, _UNFILLED)


def _first_lines(folder: Path, patterns: Iterable[str], wanted: re.Pattern[str]) -> Iterator[Location]:
    """Yield the first line of each file that matches an expression; comments do not count."""
    for pattern in patterns:
        for file in sorted(folder.glob(pattern)):
            try:
                lines = read_head(file, _MAX_CHARACTERS).decode("utf-8", "replace").splitlines()
            except OSError:
                continue
            found = [number for number, line in enumerate(lines, 1) if wanted.search(line) and not _is_comment(line)]
            if found:
                yield file.relative_to(folder).as_posix(), found[0]


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")
