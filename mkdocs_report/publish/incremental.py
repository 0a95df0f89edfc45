"""A report is published once: what comes of it is kept, by all that it hangs on.

What it hangs on is found in two steps. The file's own content tells which images it asks for; what those are now,
with the rest, tells what the published report is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from mkdocs_report.config.roster import candidate_members
from mkdocs_report.course.group_files import GroupFiles
from mkdocs_report.course.group_folders import is_linked
from mkdocs_report.course.judging import group_files_of, read_report, with_group_files
from mkdocs_report.images.prepare import ImageLookup, look_up_image
from mkdocs_report.images.report_images import images_of, paths_of
from mkdocs_report.images.resolve import ReportFolder
from mkdocs_report.model.caps import MAX_PUBLISHED_IMAGES
from mkdocs_report.model.image import ImageFile
from mkdocs_report.parsing.source import read_content
from mkdocs_report.publish.context import PublishContext, ReportTask
from mkdocs_report.publish.publication import ImageLookups, PublishedReport
from mkdocs_report.publish.report import faults_of, published
from mkdocs_report.runtime.codec import Codec
from mkdocs_report.runtime.digest import digest

_READ, _DONE = "read", "report"


def publish_report(terms: PublishContext, task: ReportTask) -> tuple[bytes, ImageLookups]:
    """Return a report as it is published, packed, and what was seen of its images.

    It is taken from what is kept where nothing of all that it hangs on has changed.
    """
    cache, content = terms.cache, _content(task)
    first = _first_key(terms, task, content)
    hints = _hints(cache.get(_READ, first)) if first and not task.fresh else None
    if hints is not None:
        resolve = ReportFolder(task.file.parent).resolve
        found = {src: resolve(src) for src in hints["asked"]}
        group_files = group_files_of(task.file, terms.settings, terms.base, terms.alone)
        lookups = _lookups(terms, task, [found[src] for src in hints["shown"]])
        known = cache.get(_DONE, _key(terms, task, str(first), hints["title"], found, group_files, lookups))
        if known is not None:
            return known, lookups
    folder = _RecordingFolder(task.file.parent)
    report = read_report(task.file, task.path, task.name, terms.versions, terms.settings, folder, content)
    group_files = group_files_of(task.file, terms.settings, terms.base, terms.alone)
    report = with_group_files(report, group_files, terms.settings)
    shown = images_of(report)
    lookups = _lookups(terms, task, [image.file for image in shown])
    key = _key(terms, task, first or digest(report.faults), report.title, folder.asked, group_files, lookups)
    recorded = group_files.group if group_files else ""
    packed = _codec(terms).encode(PublishedReport, published(terms, task, report, lookups, key, recorded))
    if first:
        hints = {"title": report.title, "asked": list(folder.asked), "shown": [image.src for image in shown]}
        cache.put(_READ, first, json.dumps(hints).encode())
        cache.put(_DONE, key, packed)
    return packed, lookups


def forget_report(terms: PublishContext, task: ReportTask, made: PublishedReport) -> None:
    """Remove what is kept of a report that is not published."""
    terms.cache.remove(_DONE, made.key)
    if first := _first_key(terms, task, _content(task)):
        terms.cache.remove(_READ, first)


def _hints(note: bytes | None) -> dict[str, Any] | None:
    """What was written down of a file: its title, which images it asks for, and which of those it shows."""
    try:
        hints = json.loads(note or b"")
        known = isinstance(hints["title"], str) and {*hints["shown"]} <= {*map(str, hints["asked"])}
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return hints if known else None


class _RecordingFolder(ReportFolder):
    """A report's folder that remembers what it was asked for."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.asked: dict[str, ImageFile] = {}

    def resolve(self, src: str) -> ImageFile:
        self.asked[src] = found = super().resolve(src)
        return found


@lru_cache(maxsize=1)
def _codec(terms: PublishContext) -> Codec:
    return Codec(terms.interned)


def _content(task: ReportTask) -> bytes | None:
    """Return the content of a report's file; None if it cannot be read, or is behind a link."""
    try:
        if is_linked(task.file):
            return None
        return read_content(task.file) if task.content is None else task.content
    except OSError:
        return None


def _first_key(terms: PublishContext, task: ReportTask, content: bytes | None) -> str | None:
    """Return a key for the content of a file; None if it has none."""
    if content is None:
        return None
    return digest(terms.name, task.path, task.name, hashlib.sha256(content).hexdigest())


def _key(
    terms: PublishContext,
    task: ReportTask,
    first: str,
    title: str,
    found: Mapping[str, ImageFile],
    group_files: GroupFiles | None,
    lookups: ImageLookups,
) -> str:
    """A key for all that a published report hangs on."""
    waivers = [waiver for waiver in terms.settings.waivers if waiver.group == task.name]
    images = {path: each.key if isinstance(each, ImageLookup) else each for path, each in lookups.items()}
    faults = faults_of(task, lookups)
    own = candidate_members(terms.roster, task.name, title, group_files.group if group_files else "")
    return digest(first, found, group_files, images, faults, waivers, terms.people, own)


def _lookups(terms: PublishContext, task: ReportTask, shown: Sequence[ImageFile]) -> ImageLookups:
    """What is known of the images that a report shows."""
    return {
        path: look_up_image(task.file.parent / path, terms.options, terms.cache)
        for path in paths_of(shown)[:MAX_PUBLISHED_IMAGES]
    }
