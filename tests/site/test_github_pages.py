"""What GitHub Pages asks of a site."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_report.site import github_pages
from tests.support.builds import build, project
from tests.support.reports import fill, write_group

pytestmark = pytest.mark.slow


def test_a_site_brings_what_github_pages_needs(tmp_path: Path) -> None:
    root = project(tmp_path / "a", {"one": fill(), "two": fill(q1="8")}, site_url="https://example.org/a/path/")
    (root / "docs/CNAME").write_text("bread.example.org\n")
    built = build(root, "--strict")
    assert built.code == 0, built.log
    assert {".nojekyll", "404.html", "CNAME"} <= built.files()
    assert not [file for file in built.site.rglob("*") if file.is_symlink()]


def test_a_students_own_site_keeps_its_domain(tmp_path: Path) -> None:
    root = project(tmp_path / "b", {})
    (root / "docs/index.md").unlink()
    write_group(root / "docs", fill())
    (root / "docs/CNAME").write_text("bread.example.org\n")
    (root / "docs/notes.txt").write_text("not for others")
    built = build(root)
    assert "CNAME" in built.files()
    assert "notes.txt" not in built.files()


def test_sizes_that_github_does_not_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in (("small.txt", 10), ("figures/b.webp", 300), ("figures/a.webp", 500)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    assert list(github_pages.prepare_for_github_pages(tmp_path)) == []
    monkeypatch.setattr(github_pages, "MAX_SITE_BYTES", 1_000)
    (warning,) = github_pages.prepare_for_github_pages(tmp_path)
    assert "figures/a.webp (0.0 MB), figures/b.webp (0.0 MB), small.txt" in warning
    os.truncate(tmp_path / "figures/a.webp", github_pages.MAX_FILE_BYTES + 1)  # takes no room on the disk
    assert "figures/a.webp has 105 MB. GitHub accepts files up to 100 MB." in list(
        github_pages.prepare_for_github_pages(tmp_path)
    )
    monkeypatch.undo()
    assert len(list(github_pages.prepare_for_github_pages(tmp_path))) == 1
