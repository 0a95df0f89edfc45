"""Which file is taken for a program: never one that lies in the working folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import mkdocs_report
from mkdocs_report.cli.doctor.software import software
from mkdocs_report.collect.errors import GitError
from mkdocs_report.collect.git import Git, Timeout
from mkdocs_report.collect.git_config import user_settings
from mkdocs_report.export.html.chromium import PROGRAM_NAMES, find_chromium
from mkdocs_report.runtime.programs import find_program


def plant(folder: Path, name: str, canary: Path) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\ntouch {canary}\necho git version 2.50.1\n")
    file.chmod(0o755)
    return file


@pytest.fixture
def canary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is made by any program of the working folder; PATH leads to that folder in all relative ways."""
    canary = tmp_path / "canary"
    for name in ("git", *PROGRAM_NAMES):
        plant(tmp_path / "folder", name, canary)
    monkeypatch.chdir(tmp_path / "folder")
    monkeypatch.setenv("PATH", os.pathsep.join((".", "", "../folder", os.environ["PATH"])))
    return canary


def test_a_program_in_the_working_folder_is_not_run(canary: Path) -> None:
    software()
    user_settings()
    Git().run("version", repository=None, timeout=Timeout(60))
    found = [path for name in ("git", *PROGRAM_NAMES) if (path := find_program(name))]
    assert found
    assert all(Path(path).is_absolute() and Path(path).parent != canary.parent / "folder" for path in found)
    assert not canary.exists()


def test_a_browser_in_the_working_folder_is_not_found(canary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = plant(canary.parent / "bin", PROGRAM_NAMES[-1], canary)
    monkeypatch.setenv("PATH", os.pathsep.join((".", str(real.parent))))
    assert find_chromium(None) == str(real)


def test_the_first_folder_wins_and_what_cannot_be_run_is_passed_over(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    plant(first, "git", tmp_path).chmod(0o644)
    (second / "git").mkdir(parents=True)
    program = plant(third, "git", tmp_path)
    path = os.pathsep.join(map(str, (first, second, third)))
    assert find_program("git", {"PATH": path}) == str(program)
    assert find_program("git", {"PATH": str(first)}) is None


def test_without_git_nothing_is_collected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git is not installed"):
        Git().run("version", repository=None, timeout=Timeout(60))


def test_programs_are_looked_for_in_one_place() -> None:
    for file in Path(mkdocs_report.__file__).parent.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"""(?:run|Popen|_ask|call|check_output)\(\s*(?:#.*\s*)?\[\s*["']""", text), file
        assert file.name in {"programs.py", "chromium.py"} or "which(" not in text, file
