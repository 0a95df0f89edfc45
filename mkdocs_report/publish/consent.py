"""Consent: which reports are withheld because their groups did not agree, and the ids of the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mkdocs_report.config.roster import Roster
from mkdocs_report.course.report_ids import report_ids
from mkdocs_report.errors import SettingsError
from mkdocs_report.masking.mask import Mask
from mkdocs_report.model.course import Judged
from mkdocs_report.model.group_folder import RECORD
from mkdocs_report.publish.context import ReportTask


@dataclass(frozen=True, slots=True)
class ReportNames:
    """The names by which the group of a report is looked up.

    Attributes:
        name: the report's id.
        title: its title.
        recorded: the group that it was collected from; empty if it was not collected.
    """

    name: str
    title: str = ""
    recorded: str = ""


def withheld_ids(
    reports: Iterable[ReportNames], roster: Roster, roster_path: str, without: Collection[str] = ()
) -> frozenset[str]:
    """Return the ids of the reports whose groups did not agree, or that were collected from a group in `without`.

    Args:
        reports: the names of each report.
        roster: the groups that agreed.
        roster_path: the roster's path in messages.
        without: the ids of groups that are left out.

    Raises:
        SettingsError: a report matches no group of the roster, so it is not known whether its group agreed.
    """
    withheld = set()
    for report in reports:
        if report.recorded in without:
            withheld.add(report.name)
        elif roster.asks_consent and not roster.entries_for(report.name, report.title, report.recorded):
            raise SettingsError(
                f"publish: roster: {roster_path} has a column about consent, but no line for the group "
                f"“{report.name}”. Add a line, or add the group to “publish: without”. If the group was renamed, "
                "delete the folder that was collected under this name."
            )
        elif roster.withholds(report.name, report.title, report.recorded):
            withheld.add(report.name)
    return frozenset(withheld)


def roster_warnings(reports: Mapping[str, ReportNames], roster: Roster, roster_path: str) -> Iterator[str]:
    """Yield a warning for each published report that matches no group of the roster, or several.

    Args:
        reports: the names of each report, by its path.
        roster: the groups; without groups, there are no warnings.
        roster_path: the roster's path in messages.
    """
    for path, report in reports.items() if roster.entries else ():
        entries = roster.entries_for(report.name, report.title, report.recorded)
        if not entries:
            yield (
                f"{path}: {roster_path} has no line for the group “{report.name}”, so its members are unknown. "
                "Add a line, or correct the group."
            )
        elif len(entries) > 1:
            lines = " and ".join(str(entry.line) for entry in entries)
            names = f"its folder, its title and its {RECORD}" if report.recorded else "its folder and its title"
            yield (
                f"{path}: The group matches lines {lines} of {roster_path}: {names} differ. "
                "The members of all these groups are masked. Rename the folder, or correct the title."
            )


def published_ids(all_tasks: Sequence[ReportTask], remaining: Sequence[ReportTask]) -> dict[str, str]:
    """Return the id under which each remaining report is published: its id in a course without the withheld reports.

    For example, `2025/heron` has the id `2025-heron` if there is a `2026/heron`, and `heron` if there is none. Reports
    that are part of a larger course keep their ids.
    """
    names = [task.name for task in all_tasks]
    if len(remaining) == len(all_tasks) or names != report_ids([task.file for task in all_tasks]):
        return {task.name: task.name for task in remaining}
    return dict(zip((task.name for task in remaining), report_ids([task.file for task in remaining]), strict=True))


def with_published_id(judged: Judged, title: str, ids: Mapping[str, str], mask: Mask) -> Judged:
    """Return a report whose title is its new id, if its `title` was its old id."""
    old = judged.report.id
    if title != old or ids[old] == old:
        return judged
    return replace(judged, report=replace(judged.report, title=mask.text(ids[old])))
