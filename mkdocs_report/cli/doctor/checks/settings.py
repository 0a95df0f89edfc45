"""Settings that hit nothing: they name who is not there, or what never happens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mkdocs_report.cli.doctor.checks.files import MOST
from mkdocs_report.cli.doctor.facts import Advice, Facts, Level
from mkdocs_report.config.kinds import listed
from mkdocs_report.config.options import read_options
from mkdocs_report.publish.options import unknown_group_message
from mkdocs_report.rules.judge import RULES


def course(facts: Facts) -> Iterator[Advice]:
    """What the course itself complains of: waivers, limits, evidence, the question that names a group."""
    for problem in facts.problems:
        message, _, rest = problem.message.partition(". ")
        help_ = rest or "Take it out, or correct it."
        yield Advice("idle", Level.WARNING, f"{message.removesuffix('.')}.", help_, problem.path or None, problem.line)


def severities(facts: Facts) -> Iterator[Advice]:
    """Severities that are what they are anyway, or of rules that find nothing."""
    if facts.file is None:
        return
    for name, severity in facts.settings.policy.severity.items():
        place = facts.where("severity", name)
        if severity is RULES[name].severity:
            message = f"severity: {name}: “{severity.value}” is the default."
            yield Advice("idle", Level.NOTE, message, "Take it out.", *place)
        elif facts.counts is not None and not facts.counts.get(name):
            message = f"severity: {name} finds nothing in these reports, so its severity changes nothing."
            yield Advice("idle", Level.NOTE, message, "Nothing, if it is meant for reports to come.", *place)


def waivers(facts: Facts) -> Iterator[Advice]:
    """Waivers of rules that are switched off."""
    off = {name for name, severity in facts.settings.policy.severity.items() if severity is None}
    for waiver in facts.settings.waivers:
        if waiver.rule in off:
            message = f"The waiver of {waiver.rule} for “{waiver.group}” is not needed: the rule is switched off."
            help_ = "Take it out, or switch the rule on again."
            yield Advice("idle", Level.WARNING, message, help_, facts.settings.waivers_path, waiver.line)


def withheld(facts: Facts) -> Iterator[Advice]:
    """Groups that shall be left out, and are not there."""
    if facts.file is None or not facts.found.reports:
        return
    options = read_options(facts.file.options or {})
    own = {name: listed(each.get("without") or []) for name, each in options.cohorts.items()}
    for part in facts.cohorts:
        for name in own[part.cohort]:
            if name not in part.found.reports:
                yield _not_there("cohorts: " + part.cohort, name, part, ("without", name))
    sharing = [part for part in facts.cohorts if not own[part.cohort]] or [facts]
    known = {name for part in sharing for name in part.found.reports}
    for name in options.publish.without:
        if name not in known:
            yield _not_there("publish", name, facts, ("publish", "without", name), known)


def _not_there(
    option: str, group: str, facts: Facts, keys: tuple[str, ...], known: Iterable[str] | None = None
) -> Advice:
    return Advice(
        "without",
        Level.ERROR,
        f"{unknown_group_message(option, group, known or facts.found.reports)} No site is built.",
        "Correct it; or take it out, if the group's folder is gone.",
        *facts.where(*keys),
    )


def roster(facts: Facts) -> Iterator[Advice]:
    """A roster and reports that do not match. No message shows a cell of the roster: its line is enough."""
    people = facts.people
    if people is None:
        return
    for line in people.no_report[:MOST]:
        message = "The group in this line of the roster has no report here."
        help_ = "Nothing, if it has none yet; `mkdocs-report collect status` tells why one could not be collected."
        yield Advice("roster", Level.WARNING, message, help_, people.path, line)
    more = len(people.no_report) - MOST
    if more > 0:
        message = f"So it does with {more} more."
        yield Advice("roster", Level.WARNING, message, "As above.", people.path, people.no_report[MOST])
    for message, line in people.uncertain[:MOST]:
        help_ = "Write first and last name: Ada Lovelace. If the column holds no members, rename it."
        yield Advice("roster", Level.WARNING, message, help_, people.path, line)
    for message, line in people.unused[:MOST]:
        yield Advice("roster", Level.NOTE, message, "Nothing, if it is meant for you alone.", people.path, line)
    for report, lines in people.ambiguous[:MOST]:
        of = " or ".join(map(str, lines))
        message = f"The report “{report}” may be of the group in line {of}: its folder and its title disagree."
        help_ = "Rename the folder, or correct the title. Until then, all of these groups must agree to be published."
        yield Advice("roster", Level.WARNING, message, help_, people.path, lines[0])
    if people.unknown:
        names = ", ".join(f"“{name}”" for name in people.unknown[:MOST])
        rest = len(people.unknown) - MOST
        which = names + (f" and {rest} more" if rest > 0 else "")
        if people.asks_consent:
            message = f"The roster has a column about consent, but no line for {which}. No site is built."
            help_ = "Add the groups, or name them in “publish: without”."
            yield Advice("roster", Level.ERROR, message, help_, people.path, 1)
        else:
            message = f"The roster has no line for {which}: the names of their members are not masked."
            yield Advice("roster", Level.WARNING, message, "Add these groups to the roster.", people.path, 1)


CHECKS = (course, severities, waivers, withheld, roster)
OF_COHORTS = (severities, waivers, roster)
"""Those that look at each cohort by itself."""
