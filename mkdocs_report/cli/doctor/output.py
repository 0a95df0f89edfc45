"""The output of the doctor: text for a terminal, and one JSON object for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mkdocs_report.cli.doctor.facts import Advice, Facts, Level
from mkdocs_report.config.settings_file import plugin_entries
from mkdocs_report.runtime.text import plural, printable_json, visible, visible_lines, visible_wrapped

if TYPE_CHECKING:
    from rich.console import Console

SCHEMA_VERSION = 1
_STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.NOTE: "cyan"}


def to_data(facts: Facts, advice: Sequence[Advice]) -> dict[str, Any]:
    """Return facts and advice as plain data."""
    return {
        "schema_version": SCHEMA_VERSION,
        "settings": facts.path,
        "refused": facts.refused,
        "software": {**facts.software.packages, **facts.software.programs},
        "plugins": _plugins(facts),
        "templates": list(facts.found.templates),
        "reports": dict(facts.found.reports),
        "summary": {level.value: Counter(each.level for each in advice)[level] for level in Level},
        "advice": [
            {
                "check": each.check,
                "level": each.level.value,
                "path": each.path,
                "line": each.line,
                "message": each.message,
                "help": each.help,
            }
            for each in advice
        ],
    }


def to_json(facts: Facts, advice: Sequence[Advice]) -> str:
    """Return facts and advice as one JSON object, ending in a line feed."""
    text = json.dumps(to_data(facts, advice), ensure_ascii=False, indent=1)
    return printable_json(text).encode("utf-8", "replace").decode() + "\n"


def _plugins(facts: Facts) -> list[str]:
    return [name for name, _ in plugin_entries(facts.file.data.get("plugins"))] if facts.file else []


def print_advice(facts: Facts, advice: Sequence[Advice], console: Console) -> None:
    """Print the installed software, the plugins, the number of reports and templates, and all advice."""
    from rich.text import Text  # only for people

    software = {**facts.software.packages, **facts.software.programs}
    versions = ", ".join(f"{name} {version or '–'}" for name, version in software.items())
    console.print(Text("Installed  ", style="bold").append(visible_wrapped(versions), style="not bold"))
    if facts.file is not None and facts.file.is_site:
        plugins = ", ".join(_plugins(facts)) or "none"
        console.print(Text("Plugins    ", style="bold").append(visible_wrapped(plugins), style="not bold"))
    if facts.file is not None and facts.file.options is not None:
        found = f"{plural(len(facts.found.reports), 'report')}, {plural(len(facts.found.templates), 'template')}"
        console.print(Text("Course     ", style="bold").append(visible_wrapped(found), style="not bold"))
    console.print()
    if facts.refused is not None:
        console.print(Text(visible_lines(facts.refused), style=_STYLES[Level.ERROR]), soft_wrap=True)
        console.print(Text("  Fix this first. The checks of the course need these settings.", style="italic"))
    for each in advice:
        where = f"{each.path}:{each.line}: " if each.path else ""
        line = Text(visible(where)).append(each.level.value, style=_STYLES[each.level])
        console.print(line.append(visible(f" {each.message}")).append(f" [{each.check}]", style="dim"), soft_wrap=True)
        console.print(Text(f"  {visible(each.help)}", style="italic"), soft_wrap=True)
    summary = _summary(facts, advice)
    if summary:
        console.print(Text(summary, style="bold"))


def _summary(facts: Facts, advice: Sequence[Advice]) -> str:
    counts = Counter(each.level for each in advice)
    parts = [plural(counts[level], level.value) for level in Level if counts[level]]
    if not parts:
        return "" if facts.refused is not None else "No problems found."
    return f"\n{', '.join(parts)}."
