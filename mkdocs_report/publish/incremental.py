"""Publish a report, or reuse the cached result if none of its inputs changed.

The cache key is made in two steps. The content of the report's file gives the images that the report refers to. The
current state of these images and all other inputs give the key of the published report.
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
from mkdocs_report.course.read_report import group_files_of, read_report, with_group_files
from mkdocs_report.images.prepare import ImageLookup, look_up_image
from mkdocs_report.images.report_images import images_of, paths_of
from mkdocs_report.images.resolve import ReportFolder
from mkdocs_report.model.caps import MAX_PUBLISHED_IMAGES
from mkdocs_report.model.image import ImageFile
from mkdocs_report.parsing.source import read_content
from mkdocs_report.publish.context import PublishContext, ReportTask
from mkdocs_report.publish.publication import ImageLookups, PublishedReport
from mkdocs_report.publish.report import faults_of, judge_and_render
from mkdocs_report.runtime.codec import Codec
from mkdocs_report.runtime.digest import digest

_FILE_KIND, _REPORT_KIND = "read", "report"


def publish_report(context: PublishContext, task: ReportTask) -> tuple[bytes, ImageLookups]:
    """Return a published report, encoded, and what is known about its images.

    It comes from the cache if none of its inputs changed.
    """
    cache, content = context.cache, _content(task)
    content_key = _content_key(context, task, content)
    hints = _read_hints(cache.get(_FILE_KIND, content_key)) if content_key and not task.fresh else None
    if hints is not None:
        resolve = ReportFolder(task.file.parent).resolve
        found = {src: resolve(src) for src in hints["asked"]}
        group_files = group_files_of(task.file, context.settings, context.base, context.is_only_report)
        lookups = _lookups(context, task, [found[src] for src in hints["shown"]])
        cached = cache.get(
            _REPORT_KIND, _key(context, task, str(content_key), hints["title"], found, group_files, lookups)
        )
        if cached is not None:
            return cached, lookups
    folder = _RecordingFolder(task.file.parent)
    report = read_report(task.file, task.path, task.name, context.versions, context.settings, folder, content)
    group_files = group_files_of(task.file, context.settings, context.base, context.is_only_report)
    report = with_group_files(report, group_files, context.settings)
    shown = images_of(report)
    lookups = _lookups(context, task, [image.file for image in shown])
    key = _key(context, task, content_key or digest(report.faults), report.title, folder.asked, group_files, lookups)
    recorded = group_files.group if group_files else ""
    packed = _codec(context).encode(PublishedReport, judge_and_render(context, task, report, lookups, key, recorded))
    if content_key:
        hints = {"title": report.title, "asked": list(folder.asked), "shown": [image.src for image in shown]}
        cache.put(_FILE_KIND, content_key, json.dumps(hints).encode())
        cache.put(_REPORT_KIND, key, packed)
    return packed, lookups


def remove_cached_report(context: PublishContext, task: ReportTask, made: PublishedReport) -> None:
    """Remove the cached results of a report that is not published."""
    context.cache.remove(_REPORT_KIND, made.key)
    if content_key := _content_key(context, task, _content(task)):
        context.cache.remove(_FILE_KIND, content_key)


def _read_hints(data: bytes | None) -> dict[str, Any] | None:
    """Read the cached hints about a file: its title, the images that it refers to, and those that it shows."""
    try:
        hints = json.loads(data or b"")
        is_valid = isinstance(hints["title"], str) and {*hints["shown"]} <= {*map(str, hints["asked"])}
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return hints if is_valid else None


class _RecordingFolder(ReportFolder):
    """A report's folder that records each image that is looked up."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.asked: dict[str, ImageFile] = {}

    def resolve(self, src: str) -> ImageFile:
        self.asked[src] = found = super().resolve(src)
        return found


@lru_cache(maxsize=1)
def _codec(context: PublishContext) -> Codec:
    return Codec(context.interned)


def _content(task: ReportTask) -> bytes | None:
    """Return the content of a report's file; None if it cannot be read or is a symbolic link."""
    try:
        if is_linked(task.file):
            return None
        return read_content(task.file) if task.content is None else task.content
    except OSError:
        return None


def _content_key(context: PublishContext, task: ReportTask, content: bytes | None) -> str | None:
    """Return a key for the content of a file; None if it has none."""
    if content is None:
        return None
    return digest(context.base_digest, task.path, task.name, hashlib.sha256(content).hexdigest())


def _key(
    context: PublishContext,
    task: ReportTask,
    content_key: str,
    title: str,
    found: Mapping[str, ImageFile],
    group_files: GroupFiles | None,
    lookups: ImageLookups,
) -> str:
    """Return a digest of all inputs of a published report."""
    waivers = [waiver for waiver in context.settings.waivers if waiver.group == task.name]
    images = {path: each.key if isinstance(each, ImageLookup) else each for path, each in lookups.items()}
    faults = faults_of(task, lookups)
    members = candidate_members(context.roster, task.name, title, group_files.group if group_files else "")
    return digest(content_key, found, group_files, images, faults, waivers, context.roster_digest, members)


def _lookups(context: PublishContext, task: ReportTask, shown: Sequence[ImageFile]) -> ImageLookups:
    """Return what is known about the images that a report shows."""
    return {
        path: look_up_image(task.file.parent / path, context.options, context.cache)
        for path in paths_of(shown)[:MAX_PUBLISHED_IMAGES]
    }
