"""A picture's address leads to a file of the report's folder, or to nothing."""

from pathlib import Path

import pytest

from mkdocs_report.image import ImageState
from mkdocs_report.pictures import Folder, picture_size
from tests.forms import PNG


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    root = tmp_path / "2026-01"
    (root / "figures" / "deep").mkdir(parents=True)
    for name in ("a.png", "b c.png", "å.png", "deep/d.png"):
        (root / "figures" / name).write_bytes(PNG)
    (tmp_path / "secret.png").write_bytes(PNG)
    (root / "figures" / "link.png").symlink_to(tmp_path / "secret.png")
    (root / "out").symlink_to(tmp_path)
    return Folder(root)


@pytest.mark.parametrize(
    ("src", "path"),
    [
        ("figures/a.png", "figures/a.png"),
        ("./figures/a.png", "figures/a.png"),
        ("figures/deep/../a.png", "figures/a.png"),
        ("figures/a.png?raw=true", "figures/a.png"),
        ("figures/a.png#x", "figures/a.png"),
        ("figures/b%20c.png", "figures/b c.png"),
        ("figures/%C3%A5.png", "figures/å.png"),
        ("/reports/figures/a.png", "figures/a.png"),
        ("/2026-01/figures/a.png", "figures/a.png"),
        ("/figures/a.png", "figures/a.png"),
        ("../reports/figures/a.png", "figures/a.png"),
        ("../2026-01/figures/deep/d.png", "figures/deep/d.png"),
    ],
)
def test_found(folder: Folder, src: str, path: str) -> None:
    picture = folder.resolve(src)
    assert (picture.state, picture.path, picture.format) == (ImageState.OK, path, "PNG")
    assert picture_size(folder.root / path) == (1, 1)


@pytest.mark.parametrize(
    ("src", "state"),
    [
        ("https://example.org/a.png", ImageState.REMOTE),
        ("HTTP://example.org/a.png", ImageState.REMOTE),
        ("//example.org/a.png", ImageState.REMOTE),
        ("data:image/png;base64,AAAA", ImageState.MISSING),
        ("file:///etc/passwd", ImageState.OUTSIDE),
        ("figures/none.png", ImageState.MISSING),
        ("", ImageState.MISSING),
        ("figures", ImageState.MISSING),
        ("figures/a.png\0", ImageState.MISSING),
        ("figures/A.png", ImageState.WRONG_CASE),
        ("../secret.png", ImageState.OUTSIDE),
        ("figures/../../secret.png", ImageState.OUTSIDE),
        ("%2e%2e/secret.png", ImageState.OUTSIDE),
        ("/etc/passwd", ImageState.OUTSIDE),
        ("..", ImageState.OUTSIDE),
        ("figures/link.png", ImageState.OUTSIDE),
        ("out/secret.png", ImageState.OUTSIDE),
    ],
)
def test_not_found(folder: Folder, src: str, state: ImageState) -> None:
    assert folder.resolve(src).state is state


def test_the_file_that_was_meant(folder: Folder) -> None:
    assert folder.resolve("figs/a.png").meant == "figures/a.png"
    assert folder.resolve("figures\\a.png").meant == "figures/a.png"
    assert folder.resolve("figures/aa.png").meant == "figures/a.png"
    assert folder.resolve("quite-another-thing.gif").meant is None
