"""When a report was last committed: real git in a folder of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from mkdocs_report.course.git_history import last_commits, tracked_names

GIT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "C",
    "GIT_COMMITTER_EMAIL": "c@example.org",
}


def git(folder: Path, *arguments: str, date: str = "2026-01-23T22:15:00+01:00") -> str:
    environment = {**GIT, "GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z"}
    result = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True
    )
    return result.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "the project"
    for name in ("ørred", "two"):
        (root / "docs" / name).mkdir(parents=True)
        (root / "docs" / name / "README.md").write_text(name)
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "Both")
    return root


def report(root: Path, name: str) -> Path:
    return root / "docs" / name / "README.md"


def test_the_last_commit_of_each_file(repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD")
    report(repository, "two").write_text("more")
    git(repository, "commit", "-qam", "Two", date="2026-02-01T08:00:00Z")
    second = git(repository, "rev-parse", "HEAD")
    report(repository, "two").write_text("even more")
    files = [report(repository, name) for name in ("ørred", "two")]
    found = last_commits(files, repository)
    assert [found[file].hash for file in files] == [first, second]
    assert [found[file].day for file in files] == ["2026-01-23", "2026-02-01"]
    assert [found[file].changed for file in files] == [False, True]
    assert found[files[0]].short == first[:7]


def test_nothing_is_known_of_a_part_of_a_history(repository: Path, tmp_path: Path) -> None:
    report(repository, "two").write_text("more")
    git(repository, "commit", "-qam", "Two")
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), str(copy))
    assert last_commits([report(copy, "two")], copy) == {}


def test_nothing_is_known_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    file = tmp_path / "README.md"
    file.write_text("x")
    assert last_commits([file], tmp_path) == {}


def test_nothing_is_known_of_a_new_file(repository: Path) -> None:
    new = repository / "docs" / "new.md"
    new.write_text("x")
    assert last_commits([new], repository) == {}


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert last_commits([report(repository, "two")], repository) == {}


def test_settings_of_a_repository_inside_run_nothing(repository: Path, tmp_path: Path) -> None:
    inner = repository / "docs" / "two"
    git(inner, "init", "-q")
    git(inner, "add", "README.md")
    git(inner, "commit", "-qm", "Mine")
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path / 'ran'}'\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "gpg.program", "core.pager", "diff.external"):
        git(inner, "config", name, str(trap))
    git(inner, "config", "log.showSignature", "true")
    found = last_commits([report(repository, "ørred"), inner / "README.md"], repository)
    assert report(repository, "ørred") in found
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("kind", ["worktree", "submodule", "detached", "packed", "sha256"])
def test_other_kinds_of_working_copies(kind: str, repository: Path, tmp_path: Path) -> None:
    root = repository
    if kind == "worktree":
        root = tmp_path / "tree"
        git(repository, "worktree", "add", "-q", str(root))
    elif kind == "submodule":
        outer = tmp_path / "outer"
        outer.mkdir()
        git(outer, "init", "-q")
        git(outer, "-c", "protocol.file.allow=always", "submodule", "add", "-q", repository.as_uri(), "inner")
        root = outer / "inner"
    elif kind == "detached":
        git(repository, "checkout", "-q", "--detach")
    elif kind == "packed":
        git(repository, "pack-refs", "--all")
        git(repository, "gc", "-q")
    else:
        root = tmp_path / "long"
        report(root, "two").parent.mkdir(parents=True)
        report(root, "two").write_text("x")
        git(root, "init", "-q", "--object-format=sha256")
        git(root, "add", ".")
        git(root, "commit", "-qm", "All")
    [commit] = last_commits([report(root, "two")], root).values()
    assert (commit.hash, commit.changed) == (git(root, "rev-parse", "HEAD"), False)
    assert "docs/two/README.md" in tracked_names(root)


def test_line_ends_are_no_change_and_names_are_no_patterns(repository: Path) -> None:
    text = report(repository, "two")
    text.write_text("a\n")
    odd = repository / "docs" / "t*" / "README.md"
    odd.parent.mkdir()
    odd.write_text("x")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Odd")
    text.write_bytes(b"a\r\n")
    found = last_commits([text, odd], repository)
    assert [found[text].changed, found[odd].changed] == [False, False]
