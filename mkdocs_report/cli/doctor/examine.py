"""All checks of the doctor, in the order of its output."""

from __future__ import annotations

from mkdocs_report.cli.doctor.checks import cache, environment, files, settings, site
from mkdocs_report.cli.doctor.facts import Advice, Check, Facts, Level

CHECKS: tuple[Check, ...] = (*environment.CHECKS, *site.CHECKS, *files.CHECKS, *settings.CHECKS, *cache.CHECKS)
_PER_COHORT = frozenset((*files.PER_COHORT, *settings.PER_COHORT))
_ORDER = tuple(Level)


def examine(facts: Facts) -> list[Advice]:
    """Return all advice, errors first; within a level, in the order of the checks."""
    found = [
        advice
        for check in CHECKS
        for part in ((facts.cohorts or (facts,)) if check in _PER_COHORT else (facts,))
        for advice in check(part)
    ]
    unique = dict.fromkeys(found)  # cohorts may share a setting
    return sorted(unique, key=lambda advice: _ORDER.index(advice.level))


def exit_code(facts: Facts, advice: list[Advice]) -> int:
    """Return 1 if there is an error, 2 if the settings cannot be used, otherwise 0."""
    if facts.refused is not None:
        return 2
    return 1 if any(each.level is Level.ERROR for each in advice) else 0
