"""Gather facts about a group's files: the origin of a collected report, and the names of all files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from mkdocs_report.course.git_history import tracked_names
from mkdocs_report.course.group_folders import was_collected
from mkdocs_report.model.caps import SPARE
from mkdocs_report.model.origin import MAX_REASON, Origin, moment
from mkdocs_report.parsing.collect_record import Collected, read_collected, read_state
from mkdocs_report.runtime.files import real

_HASH = re.compile(r"[0-9a-f]{7,64}")
_WORD = re.compile(r"[^\s'\"“”‘’()<>]+")
_PATH = 4096
"""The longest name of a file that systems have, in characters; a page is no place for a longer one."""
_MOST = 10
"""The number of remarks about a commit that are shown."""


@dataclass(frozen=True, slots=True)
class GroupFiles:
    """The origin of a report, and the `names` of all files of its group's repository; None if they are unknown.

    `group` is the group in the record of collecting; it is empty for a report that was not collected.
    """

    origin: Origin | None = None
    names: tuple[str, ...] | None = None
    group: str = ""


def read_group_files(folder: Path, project: Path, is_only_report: bool) -> GroupFiles:
    """Return the facts about a group's files.

    Without a record of collecting, the names come from git, but only if the group's folder is the repository in which
    the command runs, and contains the only report, as for a student. The repository of a course is no evidence of one
    group, and repositories inside it are not read.

    Args:
        folder: the group's folder.
        project: the working folder of the command, or the folder of the site's `mkdocs.yml`.
        is_only_report: whether this is the only report.
    """
    record = read_collected(folder) if was_collected(folder) else None
    if record:
        names = tuple(name for name in record.names if len(name) <= _PATH)
        return GroupFiles(_origin(record, folder), names or None, record.group)
    top = real(folder)
    own = is_only_report and (top / ".git").exists() and real(project).is_relative_to(top)
    return GroupFiles(None, tracked_names(top) or None if own else None)


def _origin(record: Collected, folder: Path) -> Origin | None:
    """Return the origin in a record, if the record is valid: a hash, times, a number."""
    try:
        if record.date:
            moment(record.date)
        before = record.before if record.before and moment(record.before) else None
    except ValueError:
        return None
    if not _HASH.fullmatch(record.commit):
        return None
    state = read_state(folder)
    stale = _reason(state.error) if state and state.error is not None else None
    remarks = tuple(_reason(remark) for remark in record.remarks[:_MOST])
    return Origin(
        record.repository, record.commit, record.date, before, max(record.late, 0), stale, remarks, record.path
    )


def _reason(error: str) -> str:
    """Return the reason why a repository could not be reached, on one line and without addresses.

    It is cut after masking: `cut.within_caps`.
    """
    line = " ".join(error.split())
    bare = _WORD.sub(lambda word: "…" if "://" in word[0] or "@" in word[0] else word[0], line)
    return bare[: MAX_REASON + SPARE]
