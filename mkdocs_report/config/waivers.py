"""Read a waiver file: findings that a course waives, each with a reason."""

from __future__ import annotations

from pathlib import Path

import yaml

from mkdocs_report.config.policy import no_rule
from mkdocs_report.config.settings import Waiver
from mkdocs_report.config.yaml import check_names, read_entries, text_in
from mkdocs_report.errors import SettingsError
from mkdocs_report.rules.judge import RULES

_WAIVER = ("group", "question", "item", "rule", "reason")


def read_waivers(file: Path, path: str) -> tuple[Waiver, ...]:
    """Read a waiver file: a YAML list of `group`, `rule`, `reason` and usually `question`.

    Raises:
        SettingsError: the file cannot be read, or an entry cannot be used; the message names the line.
    """
    example = "“group: …”, “rule: …” and “reason: …”"
    return tuple(_waiver(line, entry, path) for line, entry in read_entries(file, path, example))


def _waiver(line: int, entry: dict[str, yaml.Node], path: str) -> Waiver:
    check_names(entry, _WAIVER, path)
    values = {name: text_in(node, name, path) for name, node in entry.items()}
    where = f"{path}:{line}"
    for name in ("group", "rule", "reason"):
        if not values.get(name):
            raise SettingsError(f"{where}: “{name}” is missing. A waiver needs a group, a rule and a reason.")
    if values["rule"] not in RULES:
        raise SettingsError(no_rule(where, values["rule"]))
    question, item = values.get("question") or None, values.get("item") or None
    return Waiver(values["group"], values["rule"], values["reason"], question, line, item)
