"""Assemble judged reports into a course: put them in order, make titles distinct, and add problems of the course."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from mkdocs_report.config.settings import Settings, Waiver
from mkdocs_report.errors import nearest
from mkdocs_report.model.course import Course, Judged, Problem
from mkdocs_report.parsing.markdown.lines import headings, normalise
from mkdocs_report.parsing.template.versions import TemplateVersions


def assemble(
    judged: Iterable[Judged], used: Collection[Waiver], versions: TemplateVersions, settings: Settings
) -> Course:
    """Return a course of reports, in the order of their ids; `used` are the waivers that waived something."""
    row = sorted(judged, key=lambda j: report_sort_key(j.report.id, j.report.path))
    return Course(
        reports=tuple(row),
        templates=tuple(matcher.template for matcher in versions.matchers),
        problems=(
            *_unused(settings, row, used),
            *_unasked(settings, row, versions),
            *_without_heading(settings, versions),
            *_idle(settings, row, versions),
        ),
    )


def report_sort_key(name: str, path: str) -> tuple[list[tuple[int, str]], str]:
    """Return the sort key of a report, from its id and path: `group-2` comes before `group-10`."""
    return _natural(name), path


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d{1,9})", name)]


def with_distinct_titles(course: Course) -> Course:
    """Return a course in which groups with the same title are distinguished by their ids."""
    counts = Counter(j.report.title for j in course.reports)
    reports = [
        replace(j, report=replace(j.report, title=f"{j.report.title} ({j.report.id})"))
        if counts[j.report.title] > 1 and j.report.title != j.report.id
        else j
        for j in course.reports
    ]
    return replace(course, reports=tuple(reports))


def _unused(settings: Settings, judged: Sequence[Judged], used: Collection[Waiver]) -> Iterable[Problem]:
    groups = {j.report.id for j in judged}
    for waiver in settings.waivers:
        if waiver not in used:
            why = "has no effect: there is no such finding" if waiver.group in groups else "names an unknown group"
            yield Problem(
                settings.waivers_path or "",
                waiver.line,
                f"The waiver of {waiver.rule} for “{waiver.group}” {why}. Remove or correct it.",
            )


def _unasked(settings: Settings, judged: Sequence[Judged], versions: TemplateVersions) -> Iterable[Problem]:
    """Yield settings for questions that no template has: limits, and the question that names a group."""
    asked = [question for matcher in versions.matchers for question in matcher.template.questions]
    asked += [answer.question for each in judged for answer in each.report.answers]
    known = dict.fromkeys(name for question in asked for name in (str(question.number), question.id))
    named = [("limits", question) for question in settings.policy.limits]
    if settings.title_question:
        named.append(("title_question", settings.title_question))
    for option, question in named if known else ():
        if question not in known:
            path, line = settings.option_locations.get((option, question)) or settings.option_locations.get(
                (option,), ("", 1)
            )
            message = f"{option}: there is no question “{question}”.{nearest(question, known)} Remove or correct it."
            yield Problem(path, line, message)


def _without_heading(settings: Settings, versions: TemplateVersions) -> Iterable[Problem]:
    """Yield entries of `skip_headings` that are a heading of no template."""
    skipped, templates = settings.form.skip_headings, [matcher.template for matcher in versions.matchers]
    if not skipped or not templates:
        return
    known = {each.key: each.text for template in templates for each in headings(template.lines)}
    for heading in skipped:
        if normalise(heading) not in known:
            path, line = settings.option_locations.get(("skip_headings", heading), (templates[0].path, 1))
            message = f"skip_headings: the template has no heading “{heading}”.{nearest(heading, known.values())}"
            yield Problem(path, line, f"{message} Remove or correct it.")


def _idle(settings: Settings, judged: Sequence[Judged], versions: TemplateVersions) -> Iterable[Problem]:
    """Yield unused entries of the evidence file: about no item, or all of them if no group's files are known."""
    if not settings.evidence:
        return
    from mkdocs_report.config.evidence import unused_entries

    checklists = [matcher.template.checklist for matcher in versions.matchers] or [j.report.checklist for j in judged]
    if not checklists:
        return
    items = tuple(dict.fromkeys(item.text for checklist in checklists for item in checklist))
    path = settings.evidence_path or ""
    for line, message in unused_entries(settings.evidence, items):
        yield Problem(path, line, message)
    evidence = [each for j in judged for each in j.report.evidence]
    if evidence and all(each.found is None for each in evidence):
        message = "No evidence can be looked up: the names of the groups' files are unknown. Collect the reports first."
        yield Problem(path, 1, message)
