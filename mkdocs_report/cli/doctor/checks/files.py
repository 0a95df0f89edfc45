"""Which files are taken for templates and reports, and which are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_report.cli.doctor.facts import Advice, Facts, Level
from mkdocs_report.config.settings_file import Location
from mkdocs_report.runtime.text import plural

MAX_LISTED = 5
"""How many files are named one by one."""
_WHERE_TO = (
    "If it is a report, let “reports” match it; if a template, name it in “templates”; or move it out of docs_dir."
)


def check_templates(facts: Facts) -> Iterator[Advice]:
    """Patterns of templates that match nothing; or no template at all."""
    if facts.file is None or facts.file.options is None:
        return
    for pattern, near in facts.found.no_templates.items():
        yield Advice(
            "template",
            Level.ERROR,
            f"templates: no file matches “{pattern}”.",
            f"Did you mean “{near}”?" if near else "Paths start at the folder of mkdocs.yml.",
            *facts.where("templates", pattern),
        )
    if not facts.found.templates and not facts.found.no_templates:
        yield Advice(
            "template",
            Level.WARNING,
            "No template is named, so each report is judged by its own prompts: no deleted question is missed.",
            "Name the file that groups started from: “templates: [template.md]”.",
            *facts.where(),
        )


def check_reports(facts: Facts) -> Iterator[Advice]:
    """Patterns of reports that match nothing; or no report at all."""
    if facts.file is None or facts.docs is None or facts.file.options is None:
        return
    for pattern in facts.found.no_reports:
        yield Advice(
            "reports",
            Level.WARNING if facts.found.reports else Level.ERROR,
            f"reports: no file matches “{pattern}”.",
            f"Paths start at docs_dir, which is {facts.docs}.",
            *facts.where("reports", pattern),
        )
    if not facts.found.reports and not facts.found.no_reports:
        yield Advice(
            "reports",
            Level.ERROR,
            f"There is no report in {facts.docs}.",
            'Put them into groups/*/README.md there, or say where they are: “reports: ["teams/*.md"]”.',
            *facts.where(),
        )


def check_strays(facts: Facts) -> Iterator[Advice]:
    """Files that look like reports and are taken for none."""
    if facts.file is None:
        return
    place = facts.where("reports")
    if facts.found.strays:
        yield Advice(
            "stray",
            Level.ERROR,
            f"{_named(facts.found.strays)}: the template's questions stand there, but no glob takes it for a report. "
            "“nav” names it, so MkDocs publishes it as a page like any other: nothing is judged, and nobody's name is "
            "masked.",
            _WHERE_TO,
            *_place(facts.found.strays, place),
        )
    if facts.found.passed_over:
        yield Advice(
            "stray",
            Level.ERROR,
            f"{_named(facts.found.passed_over)}: the template's questions stand there, "
            + ("and it belongs to no cohort." if facts.cohorts else "but no glob takes it for a report.")
            + " It is neither judged nor published.",
            _WHERE_TO,
            *_place(facts.found.passed_over, place),
        )
    if facts.found.uncertain:
        yield Advice(
            "stray",
            Level.WARNING,
            f"{_named(facts.found.uncertain)}: some of the template's questions stand there, and it is a common page.",
            f"Nothing, if it is no report. {_WHERE_TO}",
            *_place(facts.found.uncertain, place),
        )
    if facts.found.outside and not facts.found.reports:
        yield Advice(
            "stray",
            Level.ERROR,
            f"{_named(facts.found.outside)}: the template's questions stand there, but docs_dir is {facts.docs}.",
            "Only what lies in docs_dir is published: move the reports, or set “docs_dir”.",
            *_place(facts.found.outside, place),
        )


def _named(paths: Sequence[str]) -> str:
    more = len(paths) - MAX_LISTED
    return ", ".join(paths[:MAX_LISTED]) + (f" and {plural(more, 'more file')}" if more > 0 else "")


def _place(paths: Sequence[str], otherwise: Location) -> Location:
    return (paths[0], 1) if len(paths) == 1 else otherwise


def check_links(facts: Facts) -> Iterator[Advice]:
    """Symbolic links in docs_dir: MkDocs follows them, but in and beside the groups' folders nothing is published."""
    for link in facts.found.links[:MAX_LISTED]:
        if not link.followed:
            yield Advice(
                "link",
                Level.WARNING,
                f"{link.path} is a symbolic link to {link.target}, in or beside the groups' folders. It is not "
                "followed, and nothing of it is published.",
                "Put the folder or file itself there. If the course has linked the folder, write its name into "
                "“reports”.",
                link.path,
                1,
            )
            continue
        yield Advice(
            "link",
            Level.ERROR if link.outside else Level.NOTE,
            f"{link.path} is a symbolic link to {link.target}"
            + (", outside the project. " if link.outside else ". ")
            + "It is followed, and what is there is published; a report that is a link is not read.",
            "Copy what shall be published."
            if link.outside
            else "Nothing, if what it leads to may be read by everybody.",
            link.path,
            1,
        )


CHECKS = (check_templates, check_reports, check_strays, check_links)
PER_COHORT = (check_templates, check_reports)
"""Those that look at each cohort by itself."""
