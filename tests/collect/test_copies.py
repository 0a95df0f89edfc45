"""A copy of a repository in the cache that somebody changed is not taken for ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_report.collect.copies import CONFIGS, is_unmodified


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "one.git"
    for name in ("objects/info", "objects/pack", "objects/ab", "refs/heads"):
        (folder / name).mkdir(parents=True)
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    (folder / "config").write_text(CONFIGS[40])
    (folder / "objects/ab/cd").write_text("x")
    assert is_unmodified(folder)
    return folder


@pytest.mark.parametrize("place", ["objects/ab/ef", "objects/cd", "objects/pack/pack-1.pack", "objects/info/packs"])
def test_objects_that_are_links(place: str, copy: Path) -> None:
    (copy / place).symlink_to(copy.parent)
    assert not is_unmodified(copy)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
@pytest.mark.parametrize("name", ["config", "HEAD"])
def test_nobody_waits_for_a_pipe(name: str, copy: Path) -> None:
    (copy / name).unlink()
    os.mkfifo(copy / name)
    assert not is_unmodified(copy)


def test_a_configuration_that_goes_on(copy: Path) -> None:
    (copy / "config").write_text(CONFIGS[40] + "\n" * 2000 + "[core]\n")
    assert not is_unmodified(copy)


@pytest.mark.parametrize(
    "setting",
    [
        '[remote "origin"]\n\turl = ext::sh -c x\n',
        "[core]\n\tfsmonitor = x\n",
        "[core]\n\tsshCommand = x\n",
        "[include]\n\tpath = x\n",
        '[url "ext::x"]\n\tinsteadOf = https://\n',
        "[extensions]\n\tworktreeConfig = true\n",
    ],
)
def test_a_changed_configuration(setting: str, copy: Path) -> None:
    for text in (CONFIGS[40] + setting, setting + CONFIGS[40], setting):
        (copy / "config").write_text(text)
        assert not is_unmodified(copy)


@pytest.mark.parametrize(
    "name",
    [
        *("hooks/post-checkout", "info/attributes", "info/grafts", "commondir", "config.worktree", "packed-refs"),
        *("shallow", "index", "modules/a/config", "worktrees/a/gitdir", "description", ".git", "gitdir", "FETCH_HEAD"),
        *("refs/heads/main", "refs/replace/ab", "objects/info/alternates", "objects/info/http-alternates"),
    ],
)
def test_a_file_that_we_do_not_make(name: str, copy: Path) -> None:
    (copy / name).parent.mkdir(exist_ok=True, parents=True)
    (copy / name).write_text("x\n")
    assert not is_unmodified(copy)
