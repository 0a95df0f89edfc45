"""A group's page: the skeleton that Python-Markdown sees, and the islands that are set into it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jinja2 import Environment
from mkdocs.structure.toc import AnchorLink

from mkdocs_report.model.finding import Verdict
from mkdocs_report.model.report import Report
from mkdocs_report.pages.report import ReportPage, sections_of
from mkdocs_report.site.skeleton import HEADING, items_of
from mkdocs_report.site.slots import plain, slot


def skeleton(report: Report) -> str:
    """Return the page as Markdown: headings with their ids, and a place for each island.

    The title, which differs from group to group, is put in by `OwnPage`: so groups that were asked the same have the
    same skeleton.
    """
    lines = [f"# {HEADING} {{: #mr-top }}", "", slot("summary"), ""]
    if report.checklist:
        lines += ["## Checklist {: #mr-checklist }", "", slot("checklist"), ""]
    for number, (title, questions) in enumerate(sections_of(report), 1):
        if title:
            lines += [f"## {plain(title)} {{: #mr-section-{number} }}", ""]
        for question in questions:
            lines += [
                f"### {plain(question.heading)} {{: #{question.id} .mr-question-heading }}",
                "",
                slot(f"question:{question.id}"),
                "",
            ]
    if report.extras:
        lines += ["## Text outside the questions {: #mr-other-text }", ""]
        for number, extra in enumerate(report.extras, 1):
            lines += [f"### {plain(extra.heading) or 'Untitled'} {{: #mr-extra-{number} }}", ""]
            lines += [slot(f"extra-{number}"), ""]
    lines += [slot("pager"), ""]
    return "\n".join(lines)


def mark_contents(env: Environment, page: ReportPage, toc: Iterable[AnchorLink]) -> None:
    """Give each question in the table of contents the sign of its verdict."""
    verdicts = {question.id: question.verdict for section in page.sections for question in section.questions}
    labelled_sign: Callable[[Verdict], str] = env.get_template("report/macros.html").module.labelled_sign  # type: ignore[attr-defined]
    signs = {verdict: labelled_sign(verdict) for verdict in Verdict}
    for item in items_of(toc):
        verdict = verdicts.get(item.id)
        if verdict:
            item.title = f"{signs[verdict]} {item.title}"
