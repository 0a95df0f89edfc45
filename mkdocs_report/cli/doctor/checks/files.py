"""Check the globs of templates and reports, and the files that they miss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_report.cli.doctor.facts import Advice, Facts, Level
from mkdocs_report.config.settings_file import Location
from mkdocs_report.course.template_files import no_match
from mkdocs_report.runtime.text import plural

MAX_LISTED = 5
"""The most files or lines that are listed."""
_SOLUTION = "Add a report to “reports” and a template to “templates”. Move any other file out of docs_dir."


def check_templates(facts: Facts) -> Iterator[Advice]:
    """Report globs of templates that match no file, and a course without a template."""
    if facts.file is None or facts.file.options is None:
        return
    for pattern, near in facts.found.no_templates.items():
        yield Advice(
            "template",
            Level.ERROR,
            no_match(pattern),
            f"Did you mean “{near}”?" if near else "Write paths relative to the folder of mkdocs.yml.",
            *facts.where("templates", pattern),
        )
    if not facts.found.templates and not facts.found.no_templates:
        yield Advice(
            "template",
            Level.WARNING,
            "No template is named. Each report is judged by its own prompts, so deleted questions are not noticed.",
            "Name the file that the groups filled in: “templates: [template.md]”.",
            *facts.where(),
        )


def check_reports(facts: Facts) -> Iterator[Advice]:
    """Report globs of reports that match no file, and a course without reports."""
    if facts.file is None or facts.docs is None or facts.file.options is None:
        return
    for pattern in facts.found.no_reports:
        yield Advice(
            "reports",
            Level.WARNING if facts.found.reports else Level.ERROR,
            f"reports: no file matches “{pattern}”.",
            f"Write paths relative to docs_dir, which is {facts.docs}.",
            *facts.where("reports", pattern),
        )
    if not facts.found.reports and not facts.found.no_reports:
        yield Advice(
            "reports",
            Level.ERROR,
            f"No report found in {facts.docs}.",
            'Put reports into groups/*/README.md there, or name their paths: “reports: ["teams/*.md"]”.',
            *facts.where(),
        )


def check_strays(facts: Facts) -> Iterator[Advice]:
    """Report files that look like reports, but that no glob matches."""
    if facts.file is None:
        return
    place = facts.where("reports")
    if facts.found.strays:
        yield Advice(
            "stray",
            Level.ERROR,
            f"{_listed(facts.found.strays)}: looks like a report, but no glob matches it. “nav” names it, so it is "
            "published as a normal page: it is not judged, and no names are masked.",
            _SOLUTION,
            *_place(facts.found.strays, place),
        )
    if facts.found.passed_over:
        yield Advice(
            "stray",
            Level.ERROR,
            f"{_listed(facts.found.passed_over)}: looks like a report, but "
            + ("belongs to no cohort." if facts.cohorts else "no glob matches it.")
            + " It is neither judged nor published.",
            _SOLUTION,
            *_place(facts.found.passed_over, place),
        )
    if facts.found.uncertain:
        yield Advice(
            "stray",
            Level.WARNING,
            f"{_listed(facts.found.uncertain)}: has some of the template's questions. It is published as a page.",
            f"If it is not a report, ignore this. {_SOLUTION}",
            *_place(facts.found.uncertain, place),
        )
    if facts.found.outside and not facts.found.reports:
        yield Advice(
            "stray",
            Level.ERROR,
            f"{_listed(facts.found.outside)}: looks like a report, but is not in docs_dir, which is {facts.docs}.",
            "Only files in docs_dir are published. Move the reports there, or change “docs_dir”.",
            *_place(facts.found.outside, place),
        )


def _listed(paths: Sequence[str]) -> str:
    more = len(paths) - MAX_LISTED
    return ", ".join(paths[:MAX_LISTED]) + (f" and {plural(more, 'more file')}" if more > 0 else "")


def _place(paths: Sequence[str], otherwise: Location) -> Location:
    return (paths[0], 1) if len(paths) == 1 else otherwise


def check_links(facts: Facts) -> Iterator[Advice]:
    """Report symbolic links in docs_dir. MkDocs follows them, except in and beside the groups' folders."""
    for link in facts.found.links[:MAX_LISTED]:
        if not link.followed:
            yield Advice(
                "link",
                Level.WARNING,
                f"{link.path} is a symbolic link to {link.target}, in or beside the groups' folders. It is not "
                "followed, and its target is not published.",
                "Replace the link with a copy. If the course linked the folder, name it in “reports”.",
                link.path,
                1,
            )
            continue
        yield Advice(
            "link",
            Level.ERROR if link.outside else Level.NOTE,
            f"{link.path} is a symbolic link to {link.target}"
            + (", outside the project. " if link.outside else ". ")
            + "It is followed, and its target is published. A report that is a link is not read.",
            "Replace the link with a copy of the files to publish."
            if link.outside
            else "If the target may be public, ignore this.",
            link.path,
            1,
        )


CHECKS = (check_templates, check_reports, check_strays, check_links)
PER_COHORT = (check_templates, check_reports)
"""The checks that run for each cohort."""
