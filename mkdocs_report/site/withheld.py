"""Which files are kept out of the site: a group's other files, private files and their copies, what links lead to."""

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
from mkdocs_report.site.files import named_files
from mkdocs_report.site.image_files import ImageCopy
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
    """Take out of the site what a group's folder holds besides its report: images are published as copies.

    A folder beside the others that has no report (yet) is a group's, too, and so is that of a README.md which belongs
    to no cohort (`strays`, of which none is a page). Templates, waivers and rosters (`private`) are no pages either,
    unless the site's own navigation names them; what collecting leaves behind never is. A copy of such a file is
    withheld wherever it lies: some plugins copy `docs_dir`, or add files from elsewhere.

    `links` are linked folders that would hold reports. What they lead to is a group's and is not published. Return
    these and other linked folders beside the groups' own.
    """
    named = named_files(config)
    withheld = private_files(private)
    for file in strays:
        files.remove(file)
    groups = (file.src_uri for file in strays if is_readme(file.src_uri) and posixpath.dirname(file.src_uri))
    linked = (f"{link}/README.md" for link in links)
    group_folders = GroupFolders.of_reports((*(file.src_uri for file in reports), *groups, *linked), globs)
    beside = LinkedFolders(Path(config.docs_dir), group_folders, globs)
    kept = {file.src_uri for file in reports} | named | {"CNAME"}  # the site's own domain, on GitHub Pages
    for file in list(files):
        if _is_record(file.src_uri):
            files.remove(file)
            continue
        if file.src_uri in kept:
            continue
        in_docs = file.src_dir == config.docs_dir
        if (in_docs and (file.src_uri in group_folders or file.src_uri in beside)) or file in withheld:
            files.remove(file)
    if len(reports) > 1:
        for file in reports:
            if file.src_uri not in named and file.inclusion is InclusionLevel.INCLUDED:
                file.inclusion = InclusionLevel.NOT_IN_NAV  # the navigation stands in every page; a list leads to them

    return sorted({*links, *beside.found})


def withhold_late(files: Files, private: Iterable[Path], config: MkDocsConfig) -> None:
    """Keep private files out of the site that other plugins added after `withhold`."""
    named, withheld = named_files(config), private_files(private)
    for file in files:
        if isinstance(file, ImageCopy) or isinstance(file.page, OwnPage):
            continue  # a report that nobody has begun is a copy of its template
        if _is_record(file.src_uri) or (file.src_uri not in named and file in withheld):
            file.inclusion = InclusionLevel.EXCLUDED


@dataclass(frozen=True, slots=True)
class PrivateFiles:
    """Files that are not published, known by their places and by their contents."""

    places: frozenset[str]
    contents: frozenset[bytes]
    sizes: frozenset[int]

    def __contains__(self, file: File) -> bool:
        if file.abs_src_path is None:
            return file.content_bytes in self.contents
        if os.path.realpath(file.abs_src_path) in self.places:
            return True
        try:
            same_size = os.stat(file.abs_src_path).st_size in self.sizes  # noqa: PTH116 - asked of each file
        except OSError:
            return False
        return same_size and _content_of(Path(file.abs_src_path)) in self.contents


def private_files(paths: Iterable[Path]) -> PrivateFiles:
    """Read the files that are not published; one that cannot be read is known by its place alone."""
    known = [Path(os.path.realpath(path)) for path in paths]
    contents = frozenset(data for path in known if (data := _content_of(path)))
    return PrivateFiles(frozenset(map(str, known)), contents, frozenset(map(len, contents)))


def _content_of(file: Path) -> bytes:
    """What a file holds; nothing for one that is no regular file or can not be read."""
    try:
        return read_regular(file)
    except OSError:
        return b""


class LinkedFolders:
    """What lies behind a linked folder beside the groups' own folders; `found` are those that were asked about."""

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
    """Whether a file is what collecting wrote down of a group: addresses, user names, names of all its files."""
    *folders, name = uri.split("/")
    return name == RECORD or STATES in folders
