"""A group's page: the skeleton that Python-Markdown sees, and the islands that are set into it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from jinja2 import Environment
from mkdocs.structure.toc import AnchorLink

from mkdocs_report.model import Report
from mkdocs_report.rules import Verdict
from mkdocs_report.site.answers import Answers
from mkdocs_report.site.environment import fill, on_one_line, plain, slot
from mkdocs_report.site.links import Links
from mkdocs_report.site.own_page import items_of
from mkdocs_report.views.report_page import LABELS, ReportPage, sections_of

SourceUrl = Callable[[int, int], str | None]
"""Gives the address of some lines of the report's source, or None where the site has no repository."""
_TITLE = "mkdocs-report-title"


def skeleton(report: Report) -> str:
    """Return the page as Markdown: headings with their ids, and a place for each island.

    The title, which differs from group to group, is put in by `flesh`: so groups that were asked the same have the same
    skeleton.
    """
    lines = [f"# {_TITLE} {{: #mr-top }}", "", slot("summary"), ""]
    if report.checklist:
        lines += ["## Checklist {: #mr-checklist }", "", slot("checklist"), ""]
    for number, (title, questions) in enumerate(sections_of(report), 1):
        if title:
            lines += [f"## {plain(title)} {{: #mr-section-{number} }}", ""]
        for question in questions:
            lines += [
                f"### {plain(question.heading)} {{: #{question.id} .mr-stop }}",
                "",
                slot(f"question:{question.id}"),
                "",
            ]
    if report.extras:
        lines += ["## Also in this report {: #mr-also }", ""]
        for number, extra in enumerate(report.extras, 1):
            lines += [f"### {plain(extra.heading) or 'Untitled'} {{: #mr-extra-{number} }}", ""]
            lines += [slot(f"extra-{number}"), ""]
    lines += [slot("turn"), ""]
    return "\n".join(lines)


def flesh(content: str, page: ReportPage, islands: Mapping[str, str]) -> str:
    """Return a rendered skeleton as the page of one group."""
    return fill(content.replace(_TITLE, on_one_line(page.title), 1), islands)


class ReportIslands:
    """Renders what belongs to one report's page; where it is to be `brief`, prompts stand on questions' pages only."""

    def __init__(
        self,
        env: Environment,
        page: ReportPage,
        answers: Answers,
        links: Links,
        source_url: SourceUrl,
        brief: bool = False,
    ) -> None:
        self.env, self.page, self.answers = env, page, answers
        self.links, self.source_url, self.brief = links, source_url, brief

    def render(self) -> dict[str, str]:
        """Return every island of the page by the name of its slot."""
        page = self.page
        islands = {name: self._fragment(name) for name in ("summary", "checklist", "turn")}
        for section in page.sections:
            for question in section.questions:
                answer = question.answer
                islands[f"question:{question.id}"] = self._fragment(
                    "question",
                    question=question,
                    body=self.answers.html(page.id, answer, self.links),
                    source=self.source_url(answer.line, answer.end_line) if answer.lines else None,
                    brief=self.brief and question.usual and self.links.question(question.id),
                )
        for number, extra in enumerate(page.extras, 1):
            islands[f"extra-{number}"] = self._fragment(
                "extra",
                extra=extra,
                body=self.answers.html(page.id, extra, self.links),
                source=self.source_url(extra.span.first, extra.span.last),
            )
        return islands

    def _fragment(self, name: str, **values: object) -> str:
        template = self.env.get_template(f"report/{name}.html")
        return template.render(page=self.page, link=self.links, source_url=self.source_url, **values)


def mark_contents(env: Environment, page: ReportPage, toc: Iterable[AnchorLink]) -> None:
    """Give the table of contents the page's title, and each question in it the sign of its verdict."""
    verdicts = {question.id: question.verdict for section in page.sections for question in section.questions}
    said: Callable[[Verdict], str] = env.get_template("report/macros.html").module.said  # type: ignore[attr-defined]
    signs = {verdict: said(verdict) for verdict in LABELS}
    for item in items_of(toc):
        verdict = verdicts.get(item.id)
        if verdict:
            item.title = f"{signs[verdict]} {item.title}"
        elif item.title == _TITLE:
            item.title = on_one_line(page.title)
