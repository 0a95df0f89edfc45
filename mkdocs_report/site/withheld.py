"""Withhold files: a group's other files, private files and their copies, and the targets of links."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_report.course.group_folders import GroupFolders, folders_above, is_named, is_readme
from mkdocs_report.model.group_folder import RECORD
from mkdocs_report.parsing.collect_record import STATES
from mkdocs_report.runtime.files import read_regular
from mkdocs_report.site.image_files import ImageCopy
from mkdocs_report.site.mkdocs_config import named_files
from mkdocs_report.site.skeleton import OwnPage


def withhold(
    files: Files,
    reports: Sequence[File],
    strays: Sequence[File],
    globs: Sequence[str],
    private: Iterable[Path],
    config: MkDocsConfig,
    links: Sequence[str] = (),
) -> list[str]:
    """Remove all files of groups' folders from the site except reports; images are published as copies.

    A folder without a report counts as a group's if it is beside groups' folders. So does the folder of a README.md in
    `strays`. Private files are published only if the site's navigation names them, and records of collecting never are.
    Copies of private files are removed, too: some plugins copy `docs_dir`, or add files of other folders.

    Args:
        files: the files of the site.
        reports: the reports.
        strays: files that look like reports but match no glob; they are removed.
        globs: the globs of reports.
        private: templates, waivers and rosters.
        config: the site's settings.
        links: linked folders that would contain reports; their files are removed.

    Returns:
        `links` and other linked folders beside the groups' own.
    """
    named = named_files(config)
    withheld = private_files(private)
    for file in strays:
        files.remove(file)
    groups = (file.src_uri for file in strays if is_readme(file.src_uri) and posixpath.dirname(file.src_uri))
    linked = (f"{link}/README.md" for link in links)
    group_folders = GroupFolders.of_reports((*(file.src_uri for file in reports), *groups, *linked), globs)
    beside = LinkedFolders(Path(config.docs_dir), group_folders, globs)
    published = {file.src_uri for file in reports} | named | {"CNAME"}  # the domain of the site on GitHub Pages
    for file in list(files):
        if _is_record(file.src_uri):
            files.remove(file)
            continue
        if file.src_uri in published:
            continue
        in_docs = file.src_dir == config.docs_dir
        if (in_docs and (file.src_uri in group_folders or file.src_uri in beside)) or file in withheld:
            files.remove(file)
    if len(reports) > 1:
        for file in reports:
            if file.src_uri not in named and file.inclusion is InclusionLevel.INCLUDED:
                file.inclusion = (
                    InclusionLevel.NOT_IN_NAV
                )  # the navigation is on every page; the list of groups links to reports

    return sorted({*links, *beside.found})


def withhold_late(files: Files, private: Iterable[Path], config: MkDocsConfig) -> None:
    """Exclude private files that other plugins added after `withhold`."""
    named, withheld = named_files(config), private_files(private)
    for file in files:
        if isinstance(file, ImageCopy) or isinstance(file.page, OwnPage):
            continue  # an empty report is a copy of its template
        if _is_record(file.src_uri) or (file.src_uri not in named and file in withheld):
            file.inclusion = InclusionLevel.EXCLUDED


@dataclass(frozen=True, slots=True)
class PrivateFiles:
    """Files that are not published, recognised by path and by content."""

    places: frozenset[str]
    contents: frozenset[bytes]
    sizes: frozenset[int]

    def __contains__(self, file: File) -> bool:
        if file.abs_src_path is None:
            return file.content_bytes in self.contents
        if os.path.realpath(file.abs_src_path) in self.places:
            return True
        try:
            same_size = os.stat(file.abs_src_path).st_size in self.sizes  # noqa: PTH116 - faster, for each file
        except OSError:
            return False
        return same_size and _content_of(Path(file.abs_src_path)) in self.contents


def private_files(paths: Iterable[Path]) -> PrivateFiles:
    """Read the files that are not published; one that cannot be read is recognised by its path only."""
    resolved = [Path(os.path.realpath(path)) for path in paths]
    contents = frozenset(data for path in resolved if (data := _content_of(path)))
    return PrivateFiles(frozenset(map(str, resolved)), contents, frozenset(map(len, contents)))


def _content_of(file: Path) -> bytes:
    """Return the content of a file; empty if it is not a regular file or cannot be read."""
    try:
        return read_regular(file)
    except OSError:
        return b""


class LinkedFolders:
    """The files in linked folders beside the groups' own folders; `found` are the folders of the files looked up."""

    def __init__(self, docs: Path, group_folders: GroupFolders, globs: Sequence[str]) -> None:
        self.found: set[str] = set()
        self._docs, self._globs = docs, globs
        self._beside = frozenset(map(posixpath.dirname, group_folders.folders - {""}))
        self._known: dict[str, bool] = {}

    def __contains__(self, uri: str) -> bool:
        folders = folders_above(uri)
        return any(posixpath.dirname(folder) in self._beside and self._is_refused(folder) for folder in folders)

    def _is_refused(self, folder: str) -> bool:
        if folder not in self._known:
            self._known[folder] = (self._docs / folder).is_symlink() and not is_named(folder, self._globs)
            if self._known[folder]:
                self.found.add(folder)
        return self._known[folder]


def _is_record(uri: str) -> bool:
    """Whether a file is a record of collecting, which contains addresses, user names and file names of a group."""
    *folders, name = uri.split("/")
    return name == RECORD or STATES in folders
