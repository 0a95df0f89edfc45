"""The pages of the rules: a list of all, and one for each with an example from the demo course."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.finding import Finding
from mkdocs_report.rules.judge import FAMILIES
from mkdocs_report.rules.rule import Rule
from scripts.docs.markdown import NOTE, escaped, page, table

_PRESENT = {"error": "**error**", "warning": "warning"}
_RULES_INTRO = """
This page lists the rules. A rule checks one property of a report. If a report breaks the rule, there is a **finding**:
the problem, the limit, the line, and what to do.

An **error** fails `mkdocs build --strict`, and `mkdocs-report check` exits with 1. A warning is only shown. A course
may change the severity of [each rule](../../guide/courses.md#severities), or switch a rule off.

One cause gives one finding: an unanswered question is not also too short. A finding is always a warning if the prompt
only recommends something, or if [reasonable ways of counting](../../guide/words.md) disagree.
"""


def rules_index() -> str:
    """Return the page that lists all rules by family."""
    families: list[str] = []
    for family, rules in FAMILIES.items():
        rows = [(f"[{rule.name}]({rule.name}.md)", _PRESENT[rule.severity], rule.summary) for rule in rules]
        families += [f"## {family}", table(("Rule", "By default", "What it finds"), rows)]
    return page("# Rules", NOTE, _RULES_INTRO, *families)


def rule_page(rule: Rule, family: str, courses: Iterable[Course]) -> str:
    """Return the page of one rule, with its first finding in the courses of the demo."""
    example = next(
        (
            (judged, finding)
            for course in courses
            for judged in course.reports
            for finding in judged.findings
            if finding.rule == rule.name
        ),
        None,
    )
    other = "warning" if rule.severity == "error" else "error"
    return page(
        f"# {rule.name}",
        NOTE,
        f"{_PRESENT[rule.severity]} by default · {family} · [all rules](index.md)",
        f"**{rule.summary}**",
        rule.help,
        *(_example(*example) if example else ()),
        "## Change it",
        f"```yaml\nplugins:\n  - report:\n      severity:\n        {rule.name}: {other}  # or off\n```",
        "To exclude a single group, write a [waiver](../../guide/courses.md#waivers).",
    )


def _example(judged: Judged, finding: Finding) -> Iterator[str]:
    """Yield a finding of the demo course, with a link to its place on this site."""
    target = judged.report.path.replace("docs/", "../../", 1) + (f"#{finding.question}" if finding.question else "")
    yield "## In the demo course"
    yield f"[{escaped(judged.report.title)}]({target}), line {finding.line}:"
    waived = f"  \n> *Waived: {escaped(finding.waived)}*" if finding.waived else ""
    yield f"> {escaped(finding.message)}  \n> {escaped(finding.help)}{waived}"
