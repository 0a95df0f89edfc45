"""Addresses of images that were pasted into GitHub, and the copies of them that `collect` stored."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mkdocs_report.images.attachments import attachment_address, repository_of, stored_path, uuid_of
from mkdocs_report.images.resolve import ReportFolder
from mkdocs_report.model.image import ImageState
from mkdocs_report.parsing.collect_record import Collected, write_collected
from tests.support.github_server import SIGNED, pasted, uuid
from tests.support.reports import PNG

ID = uuid(1)
ADDRESS = pasted(1)


@pytest.mark.parametrize(
    ("src", "address"),
    [
        (ADDRESS, ADDRESS),
        (f"{ADDRESS}#gh-dark-mode-only", ADDRESS),
        (f"https://github.com/o-1/a.b_c/assets/12/{ID}", f"https://github.com/o-1/a.b_c/assets/12/{ID}"),
        (
            f"https://user-images.githubusercontent.com/1/2-{ID}.png",
            f"https://user-images.githubusercontent.com/1/2-{ID}.png",
        ),
        (SIGNED.format(ID), ADDRESS),
        (SIGNED.format(ID).partition("?")[0], ADDRESS),
    ],
)
def test_each_way_to_write_an_address(src: str, address: str) -> None:
    assert attachment_address(src) == address
    assert uuid_of(address) == ID
    assert repository_of(address) == ("o-1/a.b_c" if "/o-1/" in address else "")


@pytest.mark.parametrize(
    "src",
    [
        f"http://github.com/user-attachments/assets/{ID}",
        f"https://user@github.com/user-attachments/assets/{ID}",
        f"https://github.com:443/user-attachments/assets/{ID}",
        f"https://github.com.example.org/user-attachments/assets/{ID}",
        f"https://example.org/https://github.com/user-attachments/assets/{ID}",
        f"//github.com/user-attachments/assets/{ID}",
        f"{ADDRESS}/../../../settings",
        f"{ADDRESS}?raw=true",
        f"{ADDRESS}\n",
        f"{ADDRESS[:-1]}",
        f"{ADDRESS[:-1]}é",
        f"https://github.com/user-attachments/files/{ID}",
        f"https://github.com/../x/assets/1/{ID}",
        f"https://github.com/x/../assets/1/{ID}",
        f"https://github.com/a/b/c/assets/1/{ID}",
        f"https://github.com/a%2fb/c/assets/1/{ID}",
        f"https://user-images.githubusercontent.com/1/2-{ID}.png?x=1",
        f"https://private-user-images.githubusercontent.com/1/2-{ID}.png?jwt=a b",
        f"https://private-user-images.githubusercontent.com/1/../2-{ID}.png?jwt=a",
        "https://github.com/user-attachments/assets/" + "a" * 100_000,
        "figures/a.png",
        "",
    ],
)
def test_other_addresses(src: str) -> None:
    assert attachment_address(src) is None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A collected group with one pasted image."""
    path = stored_path(ADDRESS, ".png")
    record = Collected("one", "", "main", "1" * 40, "", "README.md", attachments=((ADDRESS, path),))
    (tmp_path / ".attachments").mkdir()
    (tmp_path / path).write_bytes(PNG)
    (tmp_path / "collected.json").write_text(write_collected(record))
    return tmp_path


def test_a_stored_copy_is_the_groups_own_image(folder: Path) -> None:
    for src in (ADDRESS, SIGNED.format(ID), f"{ADDRESS}#dark"):
        found = ReportFolder(folder).resolve(src)
        assert (found.state, found.path, found.format) == (ImageState.OK, stored_path(ADDRESS, ".png"), "PNG")
    assert ReportFolder(folder).resolve(pasted(2)).state is ImageState.REMOTE
    assert ReportFolder(folder).resolve(stored_path(ADDRESS, ".png")).state is ImageState.HIDDEN
    (folder / stored_path(ADDRESS, ".png")).unlink()
    assert ReportFolder(folder).resolve(ADDRESS).state is ImageState.REMOTE


@pytest.mark.parametrize("path", ["../secret.png", "figures/a.png", ".attachments/../../secret.png", "/etc/passwd"])
def test_a_record_of_the_group_names_no_other_file(folder: Path, path: str) -> None:
    """A repository may have a record of its own."""
    record = Collected("one", "", "main", "1" * 40, "", "README.md", attachments=((ADDRESS, path),))
    (folder / "collected.json").write_text(write_collected(record))
    (folder.parent / "secret.png").write_bytes(PNG)
    (folder / "figures").mkdir()
    (folder / "figures/a.png").write_bytes(PNG)
    assert ReportFolder(folder).resolve(ADDRESS).state is ImageState.REMOTE


def test_links_are_not_followed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.move(folder / ".attachments", elsewhere)
    (folder / ".attachments").symlink_to(elsewhere / ".attachments")
    assert ReportFolder(folder).resolve(ADDRESS).state is ImageState.REMOTE


def test_what_is_stored_is_checked_as_any_image(folder: Path) -> None:
    (folder / stored_path(ADDRESS, ".png")).write_bytes(b"<html>")
    assert ReportFolder(folder).resolve(ADDRESS).state is ImageState.NOT_AN_IMAGE
