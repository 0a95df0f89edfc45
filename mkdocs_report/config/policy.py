"""Read the severities of rules and the limits of answers from the settings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from mkdocs_report.errors import SettingsError, nearest, shown
from mkdocs_report.model.finding import Severity
from mkdocs_report.model.limits import EXCLUDED, Bounds, Limit, Limits, Unit
from mkdocs_report.rules.judge import RULES

_BOUNDS = re.compile(r"\s*(\d{1,6})\s*(?:-|–|to)\s*(\d{1,6})\s*$")

_LIMIT_KEYS = (*Unit, "parts", "excluding", "advisory")

_SEVERITIES = ("error", "warning", "off")


def read_severity(values: Mapping[str, Any], option: str = "severity") -> dict[str, Severity | None]:
    """Check `{rule: error | warning | off}`.

    Raises:
        SettingsError: an unknown rule or severity.
    """
    read: dict[str, Severity | None] = {}
    for name, value in values.items():
        if name not in RULES:
            raise SettingsError(no_rule(option, str(name)), (option, str(name)))
        if value == "off" or value is False:
            read[name] = None
        elif value in ("error", "warning"):
            read[name] = Severity(value)
        else:
            hint = nearest(shown(value), _SEVERITIES)
            raise SettingsError(
                f"{option}: {name}: “{shown(value)}” is not a severity. Use error, warning or off.{hint}",
                (option, name),
            )
    return read


def no_rule(where: str, name: str) -> str:
    """Return the message about a name that no rule has."""
    return f"{where}: there is no rule “{name}”.{nearest(name, RULES)}"


def read_limits(values: Mapping[Any, Any], option: str = "limits") -> dict[str, Limits]:
    """Check `{question: {words: [100, 200], images: 1-3, advisory: true}}`, with any unit; an open side is null.

    `parts` has the limits of each part of the answer, and `excluding` lists what is not counted.

    Raises:
        SettingsError: an unknown key, or invalid bounds.
    """
    read: dict[str, Limits] = {}
    for question, value in values.items():
        at = (option, str(question))
        _check_keys(value, _LIMIT_KEYS, at)
        advisory = value.get("advisory", False)
        if not isinstance(advisory, bool):
            message = f"{': '.join(at)}: advisory: “{shown(advisory)}” is not true or false."
            raise SettingsError(message, (*at, "advisory"))
        excluding = _excluding(value.get("excluding") or (), (*at, "excluding"))
        parts = value.get("parts") or {}
        _check_keys(parts, tuple(Unit), (*at, "parts"))
        limits = [
            Limit(unit, bounds, advisory, part, excluding)
            for unit in Unit
            for units, part, place in ((value, False, at), (parts, True, (*at, "parts")))
            if (bounds := _bounds(units.get(unit), (*place, unit)))
        ]
        read[str(question)] = Limits(tuple(limits))
    return read


def _check_keys(value: Any, known: Sequence[str], at: tuple[str, ...]) -> None:
    where = ": ".join(at)
    if not isinstance(value, Mapping):
        raise SettingsError(f"{where}: not a limit. Write, for example, {{words: [100, 200], images: [1, 3]}}.", at)
    for name in value:
        if name not in known:
            hint = nearest(str(name), known) or f" Use one of: {', '.join(known)}."
            raise SettingsError(f"{where}: there is no limit “{name}”.{hint}", (*at, str(name)))


def _excluding(value: Any, at: tuple[str, ...]) -> tuple[str, ...]:
    names = (value,) if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(name in EXCLUDED for name in names):
        wrong = next((name for name in names if name not in EXCLUDED), value) if isinstance(names, list) else value
        hint = nearest(shown(wrong), EXCLUDED) or f" Use a list of: {', '.join(EXCLUDED)}."
        raise SettingsError(f"{': '.join(at)}: “{shown(wrong)}” cannot be left out of a count.{hint}", at)
    return tuple(names)


def _bounds(value: Any, at: tuple[str, ...]) -> Bounds | None:
    if value is None:
        return None
    if isinstance(value, str) and (match := _BOUNDS.match(value)):
        value = [int(match[1]), int(match[2])]
    if isinstance(value, int) and not isinstance(value, bool):
        value = [value, value]
    good = (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(v is None or (isinstance(v, int) and not isinstance(v, bool) and v >= 0) for v in value)
        and any(v is not None for v in value)
    )
    where = ": ".join(at)
    if not good:
        raise SettingsError(
            f"{where}: “{shown(value)}” is not a range. Write [100, 200], or [100, null] for at least 100.", at
        )
    least, most = value
    if least is not None and most is not None and least > most:
        raise SettingsError(f"{where}: the minimum {least} is greater than the maximum {most}. Swap them.", at)
    return Bounds(least, most)
