"""A group's page: the skeleton that Python-Markdown sees, and the islands that are set into it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jinja2 import Environment
from mkdocs.structure.toc import AnchorLink

from mkdocs_report.rules import Verdict
from mkdocs_report.site.answers import Answers
from mkdocs_report.site.environment import plain, slot
from mkdocs_report.site.links import Links
from mkdocs_report.views.report_page import LABELS, ReportPage

SourceUrl = Callable[[int, int], str | None]
"""Gives the address of some lines of the report's source, or None where the site has no repository."""


def skeleton(page: ReportPage) -> str:
    """Return the page as Markdown: headings with their ids, and a place for each island."""
    lines = [f"# {plain(page.title)}", "", slot("summary"), ""]
    if page.checklist:
        lines += ["## Checklist {: #mr-checklist }", "", slot("checklist"), ""]
    for number, section in enumerate(page.sections, 1):
        if section.title:
            lines += [f"## {plain(section.title)} {{: #mr-section-{number} }}", ""]
        for question in section.questions:
            marks = f"#{question.id} .mr-stop data-verdict={question.verdict}"
            lines += [f"### {plain(question.heading)} {{: {marks} }}", "", slot(f"question:{question.id}"), ""]
    if page.extras:
        lines += ["## Also in this report {: #mr-also }", ""]
        for number, extra in enumerate(page.extras, 1):
            lines += [f"### {plain(extra.heading) or 'Untitled'} {{: #mr-extra-{number} }}", ""]
            lines += [slot(f"extra-{number}"), ""]
    lines += [slot("turn"), ""]
    return "\n".join(lines)


class ReportIslands:
    """Renders what belongs to one report's page."""

    def __init__(
        self, env: Environment, page: ReportPage, answers: Answers, links: Links, source_url: SourceUrl
    ) -> None:
        self.env, self.page, self.answers = env, page, answers
        self.links, self.source_url = links, source_url

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


def mark_contents(env: Environment, page: ReportPage, items: Iterable[AnchorLink]) -> None:
    """Give each question in the table of contents the sign of its verdict."""
    verdicts = {question.id: question.verdict for section in page.sections for question in section.questions}
    sign: Callable[[Verdict], str] = env.get_template("report/macros.html").module.sign  # type: ignore[attr-defined]
    todo = list(items)
    while todo:
        item = todo.pop()
        todo += item.children
        verdict = verdicts.get(item.id)
        if verdict:
            item.title = f'{sign(verdict)}{item.title} <span class="mr-hidden">{LABELS[verdict]}</span>'
