"""Rules for the checklist: `checklist-changed`, `checklist-mark`."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from mkdocs_report.model.finding import Severity
from mkdocs_report.model.report import Report
from mkdocs_report.parsing.markdown.lines import normalise
from mkdocs_report.rules.rule import Draft, Rule
from mkdocs_report.runtime.text import plural


def checklist_changed(report: Report) -> Iterator[Draft]:
    """Find items of the checklist that were removed, added or reworded."""
    if report.template is None or not report.template.checklist or not report.answers:
        return
    wanted = {normalise(item.text): item.text for item in report.template.checklist}
    mine = {normalise(item.text): item for item in report.checklist}
    gone = [text for said, text in wanted.items() if said not in mine]
    new = [item for said, item in mine.items() if said not in wanted]
    reworded = [item for item in new[:60] if get_close_matches(item.text, gone[:60], n=1, cutoff=0.6)]
    parts = []
    if reworded:
        parts.append(f"{plural(len(reworded), 'item')} reworded")
    if len(gone) > len(reworded):
        parts.append(f"{plural(len(gone) - len(reworded), 'item')} removed")
    if len(new) > len(reworded):
        parts.append(f"{plural(len(new) - len(reworded), 'item')} added")
    if not parts:
        return
    first = new[0] if new else None
    example = f"“{first.text}”" if first else f"“{gone[0][:60]}”"
    line = first.line if first else (report.checklist[0].line if report.checklist else 1)
    what = "The checklist is missing" if not report.checklist else f"The checklist was changed: {', '.join(parts)}"
    yield Draft(
        f"{what} ({example})." if report.checklist else f"{what}.",
        "Restore the template's items and tick those that are done: - [x].",
        line,
        line,
        observed=len(report.checklist),
        expected=len(wanted),
    )


def checklist_mark(report: Report) -> Iterator[Draft]:
    """Find boxes with a mark that GitHub does not show as ticked."""
    odd = [item for item in report.checklist if item.checked and not item.shown_checked]
    if odd:
        marks = ", ".join(dict.fromkeys(f"[{item.mark}]" for item in odd))
        yield Draft(
            f"{plural(len(odd), 'box', 'boxes')} ticked as {marks}, which GitHub does not show as ticked.",
            "Write [x].",
            odd[0].line,
            odd[-1].line,
            observed=marks,
            expected="[x]",
        )


RULES = (
    Rule(
        "checklist-changed",
        Severity.WARNING,
        "The checklist differs from the template's.",
        "\nItems were removed, added or reworded. The finding counts them and names the first.\n",
        report=checklist_changed,
    ),
    Rule(
        "checklist-mark",
        Severity.WARNING,
        "A box is ticked in a way that GitHub does not show.",
        """
GitHub shows `[x]` and `[X]` as ticked, and other marks (`[✓]`, `[*]`, `[ x ]`) as plain text. Such an item counts as
ticked here, since that is probably what the group meant. `[-]` counts as not ticked.
""",
        report=checklist_mark,
    ),
)
