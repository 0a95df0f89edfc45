"""What the doctor says: for people at a terminal, and as one JSON object for programs."""

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
    """Return the whole of it as plain data."""
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
    """Return the whole of it as one JSON object, ending in a line feed."""
    text = json.dumps(to_data(facts, advice), ensure_ascii=False, indent=1)
    return printable_json(text).encode("utf-8", "replace").decode() + "\n"


def _plugins(facts: Facts) -> list[str]:
    return [name for name, _ in plugin_entries(facts.file.data.get("plugins"))] if facts.file else []


def print_advice(facts: Facts, advice: Sequence[Advice], console: Console) -> None:
    """Print what is installed, what is there, and all advice."""
    from rich.text import Text  # only for people

    software = {**facts.software.packages, **facts.software.programs}
    told = ", ".join(f"{name} {version or '–'}" for name, version in software.items())
    console.print(Text("Installed  ", style="bold").append(visible_wrapped(told), style="not bold"))
    if facts.file is not None and facts.file.is_site:
        plugins = ", ".join(_plugins(facts)) or "none"
        console.print(Text("Plugins    ", style="bold").append(visible_wrapped(plugins), style="not bold"))
    if facts.file is not None and facts.file.options is not None:
        found = f"{plural(len(facts.found.reports), 'report')}, {plural(len(facts.found.templates), 'template')}"
        console.print(Text("Course     ", style="bold").append(visible_wrapped(found), style="not bold"))
    console.print()
    if facts.refused is not None:
        console.print(Text(visible_lines(facts.refused), style=_STYLES[Level.ERROR]), soft_wrap=True)
        console.print(Text("  Mend this first: what the course is like can not be told without it.", style="italic"))
    for each in advice:
        where = f"{each.path}:{each.line}: " if each.path else ""
        line = Text(visible(where)).append(each.level.value, style=_STYLES[each.level])
        console.print(line.append(visible(f" {each.message}")).append(f" [{each.check}]", style="dim"), soft_wrap=True)
        console.print(Text(f"  {visible(each.help)}", style="italic"), soft_wrap=True)
    said = _sum(facts, advice)
    if said:
        console.print(Text(said, style="bold"))


def _sum(facts: Facts, advice: Sequence[Advice]) -> str:
    counts = Counter(each.level for each in advice)
    said = [
        text
        for level, text in (
            (Level.ERROR, f"{plural(counts[Level.ERROR], 'error')}"),
            (Level.WARNING, f"{plural(counts[Level.WARNING], 'warning')}"),
            (Level.NOTE, f"{counts[Level.NOTE]} to know"),
        )
        if counts[level]
    ]
    if not said:
        return "" if facts.refused is not None else "All is well."
    return f"\n{', '.join(said)}."
