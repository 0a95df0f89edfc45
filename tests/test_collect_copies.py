"""A copy of a repository in the cache that somebody changed is not taken for ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_report.collect.copies import OURS, is_ours


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "one.git"
    for name in ("objects/info", "objects/pack", "objects/ab", "refs/heads"):
        (folder / name).mkdir(parents=True)
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    (folder / "config").write_text(OURS[40])
    (folder / "objects/ab/cd").write_text("x")
    assert is_ours(folder)
    return folder


@pytest.mark.parametrize("place", ["objects/ab/ef", "objects/cd", "objects/pack/pack-1.pack", "objects/info/packs"])
def test_objects_that_are_links(place: str, copy: Path) -> None:
    (copy / place).symlink_to(copy.parent)
    assert not is_ours(copy)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
@pytest.mark.parametrize("name", ["config", "HEAD"])
def test_nobody_waits_for_a_pipe(name: str, copy: Path) -> None:
    (copy / name).unlink()
    os.mkfifo(copy / name)
    assert not is_ours(copy)


def test_a_configuration_that_goes_on(copy: Path) -> None:
    (copy / "config").write_text(OURS[40] + "\n" * 2000 + "[core]\n")
    assert not is_ours(copy)
