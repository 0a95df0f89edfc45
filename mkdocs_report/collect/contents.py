"""Choose the files of a repository that are collected, within the limits, and read their contents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mkdocs_report.collect.locate import file_names
from mkdocs_report.collect.objects import MAX_FILE, TreeFile
from mkdocs_report.collect.repository import Repository
from mkdocs_report.collect.store import REPORT
from mkdocs_report.parsing.collect_record import MAX_BYTES

MAX_TOTAL = 200 * 1024 * 1024
"""The total size of the images of a report, in bytes; further images are not collected."""


def listed_names(files: Sequence[TreeFile]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of all files, and no note; or no names and a note if there are too many."""
    names = tuple(file_names(files))
    if sum(len(name.encode()) + 8 for name in names) > MAX_BYTES * 3 // 4:
        return (), (f"the names of its {len(names):,} files are not stored: there are too many",)
    return names, ()


def read_contents(repository: Repository, commit: str, files: Sequence[TreeFile], most: int) -> Mapping[str, bytes]:
    """Return the contents of files of a commit by path, without files of more than `most` bytes."""
    sizes = repository.sizes(commit, [file.oid for file in files])
    contents = dict(repository.contents({oid: size for oid, size in sizes.items() if size <= most}))
    return {file.path: contents[file.oid] for file in files if file.oid in contents}


def within_limits(
    sizes: Mapping[str, int], images: Sequence[TreeFile]
) -> tuple[dict[str, tuple[str, int]], tuple[str, ...]]:
    """Return hash and size of the images within the limits, by their paths, and notes about the others."""
    taken: dict[str, tuple[str, int]] = {}
    notes = []
    room = MAX_TOTAL
    for image in images:
        size = sizes.get(image.oid)
        if size is None or size > MAX_FILE:
            notes.append(f"{image.path} was not collected: it is larger than {MAX_FILE >> 20} MiB")
        elif size > room:
            notes.append(f"{image.path} was not collected: the images exceed {MAX_TOTAL >> 20} MiB in total")
        else:
            taken[image.path] = (image.oid, size)
            room -= size
    return taken, tuple(notes)


def folder_files(
    repository: Repository, report: TreeFile, data: bytes, images: Mapping[str, tuple[str, int]]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a group's folder: the report first, then images by their paths in the report's folder."""
    yield REPORT, data
    start = len(report.path) - len(report.path.rpartition("/")[2])
    paths: dict[str, list[str]] = {}
    for path, (oid, _) in images.items():
        paths.setdefault(oid, []).append(path[start:])
    for oid, content in repository.contents(dict(images.values())):
        for path in paths[oid]:
            yield path, content
