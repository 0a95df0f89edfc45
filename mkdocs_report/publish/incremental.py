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
from mkdocs_report.course.group_files import Gathered
from mkdocs_report.course.group_folders import is_linked
from mkdocs_report.course.judging import origin_of, read_report, with_origin
from mkdocs_report.images.prepare import Sighting, glance
from mkdocs_report.images.report_images import images_of, paths_of
from mkdocs_report.images.resolve import Folder
from mkdocs_report.model.caps import MAX_PUBLISHED_IMAGES
from mkdocs_report.model.image import ImageFile
from mkdocs_report.publish.context import Task, Terms
from mkdocs_report.publish.publication import Published, Sightings
from mkdocs_report.publish.report import faults_of, published
from mkdocs_report.runtime.codec import Codec
from mkdocs_report.runtime.digest import digest
from mkdocs_report.runtime.files import open_regular

_READ, _DONE = "read", "report"


def publish_report(terms: Terms, task: Task) -> tuple[bytes, Sightings]:
    """Return a report as it is published, packed, and what was seen of its images.

    It is taken from what is kept where nothing of all that it hangs on has changed.
    """
    cache = terms.cache
    first = _first_key(terms, task)
    hints = _hints(cache.get(_READ, first)) if first and not task.fresh else None
    if hints is not None:
        resolve = Folder(task.file.parent).resolve
        found = {src: resolve(src) for src in hints["asked"]}
        gathered = origin_of(task.file, terms.settings, terms.base, terms.alone)
        sightings = _sightings(terms, task, [found[src] for src in hints["shown"]])
        known = cache.get(_DONE, _key(terms, task, str(first), hints["title"], found, gathered, sightings))
        if known is not None:
            return known, sightings
    folder = _Asked(task.file.parent)
    report = read_report(task.file, task.path, task.name, terms.forms, terms.settings, folder)
    gathered = origin_of(task.file, terms.settings, terms.base, terms.alone)
    report = with_origin(report, gathered, terms.settings)
    shown = images_of(report)
    sightings = _sightings(terms, task, [image.file for image in shown])
    key = _key(terms, task, first or digest(report.faults), report.title, folder.asked, gathered, sightings)
    recorded = gathered.group if gathered else ""
    packed = _codec(terms).encode(Published, published(terms, task, report, sightings, key, recorded))
    if first:
        hints = {"title": report.title, "asked": list(folder.asked), "shown": [image.src for image in shown]}
        cache.put(_READ, first, json.dumps(hints).encode())
        cache.put(_DONE, key, packed)
    return packed, sightings


def forget_report(terms: Terms, task: Task, made: Published) -> None:
    """Remove what is kept of a report that is not published."""
    terms.cache.remove(_DONE, made.key)
    if first := _first_key(terms, task):
        terms.cache.remove(_READ, first)


def _hints(note: bytes | None) -> dict[str, Any] | None:
    """What was written down of a file: its title, which images it asks for, and which of those it shows."""
    try:
        hints = json.loads(note or b"")
        known = isinstance(hints["title"], str) and {*hints["shown"]} <= {*map(str, hints["asked"])}
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return hints if known else None


class _Asked(Folder):
    """A report's folder that remembers what it was asked for."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.asked: dict[str, ImageFile] = {}

    def resolve(self, src: str) -> ImageFile:
        self.asked[src] = found = super().resolve(src)
        return found


@lru_cache(maxsize=1)
def _codec(terms: Terms) -> Codec:
    return Codec(terms.kept)


def _first_key(terms: Terms, task: Task) -> str | None:
    """A key for the file as it is; None where it can not be read."""
    try:
        if is_linked(task.file):
            return None
        with open_regular(task.file) as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
    return digest(terms.name, task.path, task.name, content)


def _key(
    terms: Terms,
    task: Task,
    first: str,
    title: str,
    found: Mapping[str, ImageFile],
    gathered: Gathered | None,
    sightings: Sightings,
) -> str:
    """A key for all that a published report hangs on."""
    waivers = [waiver for waiver in terms.settings.waivers if waiver.group == task.name]
    images = {path: each.key if isinstance(each, Sighting) else each for path, each in sightings.items()}
    faults = faults_of(task, sightings)
    own = candidate_members(terms.roster, task.name, title, gathered.group if gathered else "")
    return digest(first, found, gathered, images, faults, waivers, terms.people, own)


def _sightings(terms: Terms, task: Task, shown: Sequence[ImageFile]) -> Sightings:
    """What is known of the images that a report shows."""
    return {
        path: glance(task.file.parent / path, terms.options, terms.cache)
        for path in paths_of(shown)[:MAX_PUBLISHED_IMAGES]
    }
