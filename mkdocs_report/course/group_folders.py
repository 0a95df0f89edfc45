"""Find groups' folders in `docs_dir`: the files that belong to a group, and links that are not followed."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from mkdocs_report.config.globs import parts_of
from mkdocs_report.model.group_folder import RECORD, REPORT_FOLDERS

USUAL = ("README.md", "*/README.md", "groups/*/README.md", "*/reports/README.md")
"""The globs of reports if the settings name none."""


def link_above(docs: Path, path: str, pattern: str) -> str | None:
    """Return the first folder above a report that is a symbolic link, except the course's own; None if there is none.

    A link in the part of a glob before its wildcards belongs to the course, if it is above the group's folder.
    """
    parts, group = path.split("/")[:-1], group_folder_of(path)
    fixed = fixed_folder(pattern)
    for end in range(1, len(parts) + 1):
        folder = "/".join(parts[:end])
        own = (folder == fixed or fixed.startswith(f"{folder}/")) and group.startswith(f"{folder}/")
        if not own and _is_link(f"{docs}{os.sep}{folder}"):
            return folder
    return None


def is_named(folder: str, globs: Sequence[str]) -> bool:
    """Whether a folder of `docs_dir` is in the part of a glob before its first wildcard."""
    return any(f"{fixed_folder(glob)}/".startswith(f"{folder}/") for glob in globs or USUAL)


def is_withheld(link: str, is_folder: bool, group_folders: GroupFolders, globs: Sequence[str]) -> bool:
    """Whether a link in `docs_dir` is not followed: it is in a group's folder, or a linked folder beside them."""
    beside = is_folder and posixpath.dirname(link) in map(posixpath.dirname, group_folders.folders - {""})
    return link in group_folders or (beside and not is_named(link, globs))


def _is_link(folder: str) -> bool:
    return os.path.islink(folder)  # asked of each report


@dataclass(frozen=True, slots=True)
class GroupFolders:
    """The folders of groups: `folders` belong to one group each; in `roots` every folder is a group.

    A folder beside the others that has no report yet belongs to a group as well.
    """

    folders: frozenset[str]
    roots: frozenset[str]

    @classmethod
    def of_reports(cls, reports: Iterable[str], globs: Sequence[str]) -> GroupFolders:
        """Return the folders of groups for these reports and these globs."""
        folders = frozenset(map(group_folder_of, reports))
        return cls(folders, _roots(globs or USUAL) & frozenset(map(posixpath.dirname, folders)))

    def __contains__(self, path: str) -> bool:
        above = folders_above(path)
        return "" in self.folders or not self.folders.isdisjoint(above) or not self.roots.isdisjoint(above[1:])


def folders_above(path: str) -> list[str]:
    """Return the folders above a file of `docs_dir`, the innermost first, without `docs_dir` itself."""
    ends = [place for place, sign in enumerate(path) if sign == "/"]
    return [path[:end] for end in reversed(ends)]


def is_readme(uri: str) -> bool:
    """Whether a host shows a file on the page of its folder, in any case: `README.md`, `Readme.markdown`."""
    return posixpath.splitext(posixpath.basename(uri))[0].casefold() in {"readme", "index"}


def _roots(globs: Sequence[str]) -> frozenset[str]:
    """Return the folders of groups' folders, as globs name them: `groups` for `groups/*/README.md`."""
    return frozenset(folder for folder in map(fixed_folder, globs) if folder)


@lru_cache(maxsize=64)  # asked about each report that a glob takes
def fixed_folder(glob: str) -> str:
    """Return the folder that a glob names before its first wildcard."""
    return "/".join(takewhile(lambda part: not set(part) & set("*?["), parts_of(glob)[:-1]))


def group_folder_of(uri: str) -> str:
    """Return the folder of a group: that of its report, or the one around its `reports/`."""
    folder = posixpath.dirname(uri)
    above, name = posixpath.split(folder)
    return above if above and name in REPORT_FOLDERS else folder


def group_folder(file: Path) -> Path:
    """Return the folder of a report's group: the report's own, or the one above its `reports/`."""
    return file.parent.parent if file.parent.name in REPORT_FOLDERS else file.parent


def is_linked(file: Path) -> bool:
    """Whether a report, or the `reports/` around it, is a symbolic link, which may lead to any file of the machine."""
    if os.path.islink(file):  # asked of each report
        return True
    return file.parent.name in REPORT_FOLDERS and file.parent.is_symlink()


def was_collected(folder: Path) -> bool:
    """Whether a group's folder has a record of collecting; a pipe does not count, since reading it would never end."""
    return os.path.isfile(f"{folder}{os.sep}{RECORD}")  # asked of each report
