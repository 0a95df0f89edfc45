"""The groups of a roster that have no report, as the site names them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from mkdocs_report.config.roster import Roster, RosterEntry
from mkdocs_report.course.assemble import report_sort_key
from mkdocs_report.course.group_folders import group_folder
from mkdocs_report.masking.mask import Mask
from mkdocs_report.masking.matching import PersonMatcher
from mkdocs_report.model.course import AbsentGroup
from mkdocs_report.parsing.collect_record import read_state, recorded_group
from mkdocs_report.publish.consent import ReportNames
from mkdocs_report.publish.context import PublishContext, ReportTask
from mkdocs_report.runtime.messages import N_

_DIGITS = 5
"""The digits of the longest number that names a group, as in titles of reports."""


def absent_groups(
    roster: Roster,
    tasks: Sequence[ReportTask],
    names: Iterable[ReportNames],
    without: Collection[str],
    context: PublishContext,
    everybody: PersonMatcher,
) -> tuple[AbsentGroup, ...]:
    """Return the groups of the roster that no report may belong to, in the order of their titles.

    Groups that did not agree to be published, and groups in `without`, are left out. If a report was left out unread
    and matches no group of the roster by its id, its group is unknown, and none is returned.

    Args:
        roster: the groups.
        tasks: all reports, including those that are left out.
        names: the names of the reports that were read.
        without: the ids of groups that are left out.
        context: the settings for masking.
        everybody: finds all people of the roster.
    """
    known = {each.name: each for each in names}
    present: set[str] = set()
    for task in tasks:
        each = known.get(task.name) or ReportNames(task.name, recorded=recorded_group(group_folder(task.file)))
        entries = roster.entries_for(each.name, each.title, each.recorded)
        if not entries and task.name not in known:
            return ()
        present.update(entry.group for entry in entries)
    parents = list(dict.fromkeys(group_folder(task.file).parent for task in tasks))
    absent = [
        (title, _reason(entry, parents))
        for entry in roster.entries
        if entry.group not in present and entry.group not in without and not roster.withholds(entry.group)
        if (title := _title(entry, context, everybody))
    ]
    return tuple(AbsentGroup(*each) for each in sorted(absent, key=lambda each: report_sort_key(each[0], "")))


def _title(entry: RosterEntry, context: PublishContext, everybody: PersonMatcher) -> str:
    """Return a group's name without people: `Group 7` for 7."""
    privacy = replace(context.privacy, roster={entry.group: entry.members})
    title = Mask(privacy, entry.group, everybody).path(entry.group)
    return f"Group {int(title)}" if title.isdecimal() and len(title) <= _DIGITS else title


def _reason(entry: RosterEntry, parents: Iterable[Path]) -> str:
    """Return the reason in general words: the error of a repository may name a person."""
    folders = [parent / entry.folder for parent in parents] if entry.folder else []
    if any(state.stale for folder in folders if (state := read_state(folder))):
        return N_("The group’s repository could not be collected.")
    if any(folder.is_dir() for folder in folders):
        return N_("The group’s folder has no report.")
    return N_("No report was found.")
