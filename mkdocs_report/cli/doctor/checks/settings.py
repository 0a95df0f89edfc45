"""Check for settings without effect, and for rosters that do not match the reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mkdocs_report.cli.doctor.checks.files import MAX_LISTED
from mkdocs_report.cli.doctor.facts import Advice, Facts, Level
from mkdocs_report.config.kinds import listed
from mkdocs_report.config.options import read_options
from mkdocs_report.publish.options import unknown_group_message
from mkdocs_report.rules.judge import RULES
from mkdocs_report.runtime.text import plural


def check_course_problems(facts: Facts) -> Iterator[Advice]:
    """Report problems of the course: waivers, limits, evidence, the question that names a group."""
    for problem in facts.problems:
        message, _, rest = problem.message.partition(". ")
        help_ = rest or "Remove or correct it."
        message = f"{message.removesuffix('.')}."
        yield Advice("unused", Level.WARNING, message, help_, problem.path or None, problem.line)


def check_severities(facts: Facts) -> Iterator[Advice]:
    """Report severities that are the default, and those of rules without findings."""
    if facts.file is None:
        return
    for name, severity in facts.settings.policy.severity.items():
        place = facts.where("severity", name)
        if severity is RULES[name].severity:
            message = f"severity: {name}: {severity.value} is the default."
            yield Advice("unused", Level.NOTE, message, "Remove the line.", *place)
        elif facts.counts is not None and not facts.counts.get(name):
            message = f"severity: {name} has no findings in these reports, so its severity has no effect."
            yield Advice("unused", Level.NOTE, message, "If it is for later reports, ignore this.", *place)


def check_waivers(facts: Facts) -> Iterator[Advice]:
    """Report waivers of rules that are off."""
    off = {name for name, severity in facts.settings.policy.severity.items() if severity is None}
    for waiver in facts.settings.waivers:
        if waiver.rule in off:
            message = f"The waiver of {waiver.rule} for “{waiver.group}” has no effect: the rule is off."
            help_ = "Remove the waiver, or switch the rule on."
            yield Advice("unused", Level.WARNING, message, help_, facts.settings.waivers_path, waiver.line)


def check_left_out_groups(facts: Facts) -> Iterator[Advice]:
    """Report groups in `without` that do not exist."""
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
        f"{unknown_group_message(option, group, known or facts.found.reports)} Builds fail until this is fixed.",
        "Correct the id. If the group's folder is gone, remove the id.",
        *facts.where(*keys),
    )


def check_roster(facts: Facts) -> Iterator[Advice]:
    """Report differences between roster and reports. A message shows lines of the roster, and no cells."""
    people = facts.people
    if people is None:
        return
    for line in people.no_report[:MAX_LISTED]:
        message = "The group in this line of the roster has no report."
        help_ = "`mkdocs-report collect status` shows why a report could not be collected."
        yield Advice("roster", Level.WARNING, message, help_, people.path, line)
    more = len(people.no_report) - MAX_LISTED
    if more > 0:
        message = f"{plural(more, 'more group')} from this line on {'has' if more == 1 else 'have'} no report."
        yield Advice("roster", Level.WARNING, message, help_, people.path, people.no_report[MAX_LISTED])
    for message, line in people.uncertain[:MAX_LISTED]:
        help_ = "Write the first and last name: Ada Lovelace. If the column does not contain members, rename it."
        yield Advice("roster", Level.WARNING, message, help_, people.path, line)
    for message, line in people.unused[:MAX_LISTED]:
        yield Advice(
            "roster", Level.NOTE, message, "If the column is for your own use, ignore this.", people.path, line
        )
    for report, lines in people.ambiguous[:MAX_LISTED]:
        joined = " or ".join(map(str, lines))
        message = f"The report “{report}” may belong to the group in line {joined}: its folder and title differ."
        help_ = "Rename the folder, or correct the title. Until then, it is published only if all these groups agreed."
        yield Advice("roster", Level.WARNING, message, help_, people.path, lines[0])
    if people.unknown:
        names = ", ".join(f"“{name}”" for name in people.unknown[:MAX_LISTED])
        rest = len(people.unknown) - MAX_LISTED
        which = names + (f" and {rest} more" if rest > 0 else "")
        if people.asks_consent:
            message = f"The roster has a column for consent, but no line for {which}. Builds fail until this is fixed."
            help_ = "Add the groups to the roster, or name them in “publish: without”."
            yield Advice("roster", Level.ERROR, message, help_, people.path, 1)
        else:
            message = f"The roster has no line for {which}: the names of their members are not masked."
            yield Advice("roster", Level.WARNING, message, "Add these groups to the roster.", people.path, 1)


CHECKS = (check_course_problems, check_severities, check_waivers, check_left_out_groups, check_roster)
PER_COHORT = (check_severities, check_waivers, check_roster)
"""The checks that run for each cohort."""
