"""Files in a site's `docs_dir` that look like reports and belong to no cohort: strays."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from mkdocs_report.course.discovery import find_candidates
from mkdocs_report.course.group_folders import GroupFolders, group_folder_of
from mkdocs_report.parsing.report.detect import each_holds_most, holds_most
from mkdocs_report.parsing.source import MAX_BYTES
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.digest import digest, software
from mkdocs_report.runtime.files import read_head
from mkdocs_report.runtime.pool import JobStoppedError, Workers

NO_GLOB = "no glob in “reports” matches it"
"""The reason why a file that looks like a report is not one."""
_KIND = "stray"
_AT_ONCE = 16
"""The number of files in one job. If one of them takes too long, each is examined in a job of its own."""


def find_strays(
    docs: Path,
    folder: str,
    report_paths: Collection[str],
    versions: TemplateVersions,
    templates: Iterable[Path],
    workers: Workers,
) -> list[str]:
    """Return the paths in `docs_dir` of files that look like reports and belong to no cohort.

    A stray contains at least half of a template's questions, since a guide may show some. Files in the folder of a
    group that has a report belong to that group, for example an older copy.

    Args:
        docs: `docs_dir`.
        folder: the folder in it that is searched.
        report_paths: the paths of the cohorts' reports.
        versions: every version of every cohort's template.
        templates: their files.
        workers: the processes that look into the files.
    """
    paths = {file.relative_to(docs).as_posix(): file for file in find_candidates(docs / folder, templates)}
    return strays_among(paths, report_paths, versions, workers)


def strays_among(
    paths: Mapping[str, Path],
    report_paths: Collection[str],
    versions: TemplateVersions,
    workers: Workers,
    named: Collection[str] = (),
    cache: Cache | None = None,
) -> list[str]:
    """Return those of some files that `find_strays` would return; one that takes too long to read is one, too.

    Args:
        paths: the files, by their paths in `docs_dir`.
        report_paths: the paths of reports.
        versions: every version of the template.
        workers: the processes that look into the files.
        named: files that are checked even if they are in the folder of a group that has a report.
        cache: stores the result until a file or template changes.
    """
    group_folders = GroupFolders(frozenset(map(group_folder_of, report_paths)), frozenset())
    rest = [path for path in paths if path not in group_folders or path in named]
    files = [paths[path] for path in rest]
    hold = _cached_hold_most(files, versions, workers, cache) if cache else _hold_most(files, versions, workers)
    return sorted(path for path, most in zip(rest, hold, strict=True) if most is not False)


def _hold_most(files: Sequence[Path], versions: TemplateVersions, workers: Workers) -> list[bool | JobStoppedError]:
    """Return for each file whether it `holds_most`; sending it to a process takes longer than reading it."""
    groups = [tuple(files[start : start + _AT_ONCE]) for start in range(0, len(files), _AT_ONCE)]
    found: list[bool | JobStoppedError] = []
    for group, result in zip(groups, workers.map(each_holds_most, versions, groups), strict=True):
        found += workers.map(holds_most, versions, group) if isinstance(result, JobStoppedError) else result
    return found


def _cached_hold_most(
    files: Sequence[Path], versions: TemplateVersions, workers: Workers, cache: Cache
) -> Sequence[bool | JobStoppedError]:
    """Return what `_hold_most` does, from the cache if neither files nor templates have changed."""
    templates = [matcher.template for matcher in versions.matchers]
    key = digest(software(), templates, list(map(_content, files)))
    kept = cache.get(_KIND, key)
    if kept is not None:
        return [bool(each) for each in json.loads(kept)]
    hold = _hold_most(files, versions, workers)
    if not any(isinstance(each, JobStoppedError) for each in hold):  # there may be more time the next time
        cache.put(_KIND, key, json.dumps(hold).encode())
    return hold


def _content(file: Path) -> str:
    try:
        return sha256(read_head(file, MAX_BYTES + 1)).hexdigest()
    except OSError:
        return ""
