"""The result of collecting, as one JSON object (see `collect.schema.json`) or as a table."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mkdocs_report.collect.plan import GroupOutcome, Status
from mkdocs_report.runtime.text import plural, printable_json, visible, visible_wrapped

if TYPE_CHECKING:
    from rich.console import Console

SCHEMA_VERSION = 1
_COLOURS = {Status.NEW: "green", Status.UPDATED: "green", Status.FAILED: "red", Status.LEFT: "yellow"}


def collected_json(outcomes: Sequence[GroupOutcome], into: str, before: str | None) -> str:
    """Return the outcomes as one JSON object, ending in a line feed."""
    counts = Counter(outcome.status for outcome in outcomes)
    data = {
        "schema_version": SCHEMA_VERSION,
        "into": into,
        "before": before,
        "summary": {
            "groups": len(outcomes),
            **{status.value: counts[status] for status in Status},
            "stale": sum(outcome.stale for outcome in outcomes),
        },
        "groups": [_group(outcome) for outcome in outcomes],
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return printable_json(text).encode("utf-8", "replace").decode() + "\n"


def _group(outcome: GroupOutcome) -> dict[str, Any]:
    record = outcome.record
    return {
        "group": outcome.group,
        "status": outcome.status.value,
        "stale": outcome.stale,
        "repository": record.repository if record else None,
        "branch": record.branch if record else None,
        "commit": record.commit if record else None,
        "date": record.date if record else None,
        "before": record.before if record else None,
        "late": record.late if record else None,
        "path": record.path if record else None,
        "warnings": list(record.warnings) if record else [],
        "rewritten": list(record.rewritten) if record else [],
        "error": outcome.error,
        "notes": list(outcome.notes),
    }


def outcome_line(outcome: GroupOutcome) -> str:
    """Return the result of a group in one line, for a log."""
    record = outcome.record
    parts = [f"{record.commit[:7]} of {record.date[:10]}, {record.path}"] if record else []
    if record and record.late:
        parts.append(plural(record.late, "later commit"))
    parts += [f"not changed: {outcome.error}" if record else outcome.error] if outcome.error else []
    parts += [*_remarks(outcome), *outcome.notes]
    return visible("; ".join([f"{outcome.group}: {outcome.status.value}", *parts]))


def _remarks(outcome: GroupOutcome) -> tuple[str, ...]:
    return outcome.record.remarks if outcome.record else ()


def outcomes_summary(outcomes: Sequence[GroupOutcome]) -> str:
    """Return the number of groups of each status, in one line."""
    counts = Counter(outcome.status for outcome in outcomes)
    parts = [f"{counts[status]} {status.value}" for status in Status if counts[status]]
    stale = sum(outcome.stale for outcome in outcomes)
    groups = plural(len(outcomes), "group")
    return f"{groups}: {', '.join(parts) or 'none'}" + (f"; {stale} stale: an earlier report is kept" if stale else "")


def print_collected(outcomes: Sequence[GroupOutcome], console: Console) -> None:
    """Print a table of the outcomes, then the errors and remarks about single groups."""
    from rich.table import Table  # only for people
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    has_deadline = any(outcome.record and outcome.record.before for outcome in outcomes)
    deadline = ("Deadline",) if has_deadline else ()
    for name in ("Group", "", "Commit", "Committed", *deadline, "Later", "Path"):
        table.add_column(name, justify="right" if name == "Later" else "left", no_wrap=name != "Path")
    for outcome in outcomes:
        record = outcome.record
        cells = [""] * (4 + has_deadline)
        if record:
            moments = (record.date, *([record.before or ""] if has_deadline else []))
            days = [text[:16].replace("T", " ") for text in moments]
            cells = [record.commit[:7], *days, str(record.late or ""), record.path]
        table.add_row(
            Text(visible(outcome.group)),
            Text("stale" if outcome.stale else outcome.status.value, style=_COLOURS.get(outcome.status, "")),
            *(Text(visible_wrapped(cell)) for cell in cells),
        )
    console.print(table)
    for outcome in outcomes:
        for text in (*([outcome.error] if outcome.error else ()), *_remarks(outcome), *outcome.notes):
            console.print(Text(visible(f"{outcome.group}: {text}")), soft_wrap=True)
    console.print(Text(outcomes_summary(outcomes)))
