"""All checks, in the order in which they are told."""

from __future__ import annotations

from mkdocs_report.cli.doctor.checks import cache, environment, files, settings, site
from mkdocs_report.cli.doctor.facts import Advice, Check, Facts, Level

CHECKS: tuple[Check, ...] = (*environment.CHECKS, *site.CHECKS, *files.CHECKS, *settings.CHECKS, *cache.CHECKS)
_PER_COHORT = frozenset((*files.PER_COHORT, *settings.PER_COHORT))
_ORDER = tuple(Level)


def examine(facts: Facts) -> list[Advice]:
    """Return all there is to say, the worst first; each level in the order of the checks."""
    said = [
        advice
        for check in CHECKS
        for part in ((facts.cohorts or (facts,)) if check in _PER_COHORT else (facts,))
        for advice in check(part)
    ]
    each_once = dict.fromkeys(said)  # cohorts may share a setting
    return sorted(each_once, key=lambda advice: _ORDER.index(advice.level))


def exit_code(facts: Facts, advice: list[Advice]) -> int:
    """Return 0 where nothing does harm, 1 where something does, 2 where the settings can not be used."""
    if facts.refused is not None:
        return 2
    return 1 if any(each.level is Level.ERROR for each in advice) else 0
