"""Consent: the reports that are left out because their groups did not agree, and the ids of the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mkdocs_report.config.roster import Roster
from mkdocs_report.course.discovery import report_ids
from mkdocs_report.errors import SettingsError
from mkdocs_report.masking.mask import Mask
from mkdocs_report.model.course import Judged
from mkdocs_report.model.group_folder import RECORD
from mkdocs_report.publish.context import ReportTask


@dataclass(frozen=True, slots=True)
class ReportNames:
    """The names of a report by which its group is looked up: its id, its title, the group that it was collected from.

    `recorded` is empty where the report was not collected.
    """

    name: str
    title: str = ""
    recorded: str = ""


def withheld_ids(
    reports: Iterable[ReportNames], roster: Roster, shown: str, without: Collection[str] = ()
) -> frozenset[str]:
    """Return the ids of the reports whose groups did not agree, or were collected from a group to be left out.

    Args:
        reports: their names.
        roster: who agreed.
        shown: the roster's path in messages.
        without: the groups that are left out by their names.

    Raises:
        SettingsError: a report belongs to no group of the roster, so that nobody knows whether its group agreed.
    """
    withheld = set()
    for each in reports:
        if each.recorded in without:
            withheld.add(each.name)
        elif roster.asks_consent and not roster.about(each.name, each.title, each.recorded):
            raise SettingsError(
                f"publish: roster: {shown} has a column about consent, but no line for the group “{each.name}”. "
                "Add one, or name the group in “publish: without”; if it has another name now, remove what was "
                "collected under this one."
            )
        elif roster.withholds(each.name, each.title, each.recorded):
            withheld.add(each.name)
    return frozenset(withheld)


def roster_warnings(reports: Mapping[str, ReportNames], roster: Roster, shown: str) -> Iterator[str]:
    """Yield a warning for each published report that fits no group of the roster, or several.

    Args:
        reports: the names of each report, by its path.
        roster: the groups; where there are none, nothing is said.
        shown: the roster's path in messages.
    """
    for path, each in reports.items() if roster.entries else ():
        entries = roster.about(each.name, each.title, each.recorded)
        if not entries:
            yield (
                f"{path}: {shown} has no line for the group “{each.name}”, so nobody is known as its member. "
                "Add a line, or correct the group."
            )
        elif len(entries) > 1:
            lines = " and ".join(str(entry.line) for entry in entries)
            what = f"its folder, its title and its {RECORD}" if each.recorded else "its folder and its title"
            yield (
                f"{path}: the group may be any of {shown}, lines {lines}: {what} disagree. "
                "All of their members are masked as its own. Rename the folder, or correct the title."
            )


def published_ids(all_tasks: Sequence[ReportTask], remaining: Sequence[ReportTask]) -> dict[str, str]:
    """Return the id under which each report that stays is published: that of a course without the others.

    Of `2025/heron` and `2026/heron`, one is `2025-heron` as long as the other is there, and `heron` without it. Where
    the reports are some of a larger course, they keep their ids.
    """
    names = [task.name for task in all_tasks]
    if len(remaining) == len(all_tasks) or names != report_ids([task.file for task in all_tasks]):
        return {task.name: task.name for task in remaining}
    return dict(zip((task.name for task in remaining), report_ids([task.file for task in remaining]), strict=True))


def with_published_id(judged: Judged, title: str, ids: Mapping[str, str], mask: Mask) -> Judged:
    """Return a report that is called by its new id, where it has no `title` but its id."""
    old = judged.report.id
    if title != old or ids[old] == old:
        return judged
    return replace(judged, report=replace(judged.report, title=mask.text(ids[old])))
