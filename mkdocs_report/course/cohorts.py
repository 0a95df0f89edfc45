"""Join the cohorts of a course, each of which is judged by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from mkdocs_report.config.settings import Settings
from mkdocs_report.model.course import Course, Problem


def merge_cohorts(courses: Mapping[str, Course]) -> Course:
    """Return several cohorts as one course, in their order; each report has the name of its cohort.

    Groups of two cohorts with the same title get the name of their cohort. A course without cohorts, which is one
    cohort without a name, is returned unchanged.
    """
    if "" in courses:
        return courses[""]
    counts = Counter(judged.report.title for course in courses.values() for judged in course.reports)
    reports = [
        replace(
            judged,
            cohort=name,
            report=replace(judged.report, title=title_with_cohort(judged.report.title, name, counts)),
        )
        for name, course in courses.items()
        for judged in course.reports
    ]
    templates = {template.key: template for course in courses.values() for template in course.templates}
    problems = dict.fromkeys(problem for course in courses.values() for problem in course.problems)
    return Course(tuple(reports), tuple(templates.values()), tuple(problems))


def title_with_cohort(title: str, cohort: str, counts: Mapping[str, int]) -> str:
    """Return a title with the name of its cohort, if another title is the same."""
    return f"{title} ({cohort})" if cohort and counts[title] > 1 else title


def drop_shared_problems(courses: Mapping[str, Course], settings: Mapping[str, Settings]) -> dict[str, Course]:
    """Return cohorts without problems about a shared setting that another cohort makes use of.

    Args:
        courses: each cohort by its name.
        settings: by which each is judged.
    """
    said = Counter(place for course in courses.values() for place in {_place(each) for each in course.problems})
    return {
        name: replace(
            course, problems=tuple(p for p in course.problems if said[_place(p)] >= _sharers(p, courses, settings))
        )
        for name, course in courses.items()
    }


def _place(problem: Problem) -> tuple[str, int]:
    return problem.path, problem.line


def _sharers(problem: Problem, courses: Mapping[str, Course], settings: Mapping[str, Settings]) -> int:
    """Return the number of cohorts that have the setting of a problem."""
    return sum(
        problem.path in {settings[name].waivers_path, settings[name].evidence_path}
        or _place(problem) in settings[name].option_locations.values()
        for name in courses
    )
