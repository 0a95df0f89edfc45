"""The pages about rules: a list, and a page for each rule with an example from the demo course."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.finding import Finding
from mkdocs_report.rules.judge import FAMILIES
from mkdocs_report.rules.rule import Rule
from scripts.docs.markdown import NOTE, escaped, page, table

_PRESENT = {"error": "**error**", "warning": "warning"}
_RULES_INTRO = """
A rule checks one kind of problem in a report. Each problem is a **finding**: the line, what is wrong, what is
required, and what to do.

An **error** fails `mkdocs build --strict`, and `mkdocs-report check` exits with 1. A warning is only shown.
A course can change the severity of [each rule](../../guide/courses.md#severities), or switch a rule off.

One cause gives one finding: an unanswered question is not also too short. A finding of a rule with severity `error` is
still a warning if the prompt only recommends something, or if
[ways of counting words](../../guide/words.md) disagree.
"""


def rules_index() -> str:
    """Return the page that lists all rules by family."""
    families: list[str] = []
    for family, rules in FAMILIES.items():
        rows = [(f"[{rule.name}]({rule.name}.md)", _PRESENT[rule.severity], rule.summary) for rule in rules]
        families += [f"## {family}", table(("Rule", "Default", "Finds"), rows)]
    return page("# Rules", NOTE, _RULES_INTRO, *families)


def rule_page(rule: Rule, family: str, course: Course) -> str:
    """Return the page of one rule."""
    example = next(
        ((judged, finding) for judged in course.reports for finding in judged.findings if finding.rule == rule.name),
        None,
    )
    other = "warning" if rule.severity == "error" else "error"
    return page(
        f"# {rule.name}",
        NOTE,
        f"Default: {_PRESENT[rule.severity]} · {family} · [all rules](index.md)",
        f"**{rule.summary}**",
        rule.help,
        *(_example(*example) if example else ()),
        "## Change it",
        f"```yaml\nplugins:\n  - report:\n      severity:\n        {rule.name}: {other}  # or off\n```",
        "For a single group, use a [waiver](../../guide/courses.md#waivers).",
    )


def _example(judged: Judged, finding: Finding) -> Iterator[str]:
    """Yield a finding of the demo course, with a link to its place on this site."""
    folder = Path(judged.report.path).parent.name
    target = f"../../groups/{folder}/README.md" + (f"#{finding.question}" if finding.question else "")
    yield "## In the demo course"
    yield f"[{escaped(judged.report.title)}]({target}), line {finding.line}:"
    waived = f"  \n> *Waived: {escaped(finding.waived)}*" if finding.waived else ""
    yield f"> {escaped(finding.message)}  \n> {escaped(finding.help)}{waived}"
