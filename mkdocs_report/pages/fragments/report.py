"""The fragments of a group's page."""

from __future__ import annotations

from jinja2 import Environment

from mkdocs_report.pages.fragments.addresses import Addresses, SourceUrl
from mkdocs_report.pages.fragments.answers import AnswerRenderer
from mkdocs_report.pages.report import ReportPage


class ReportIslands:
    """Renders the fragments of a report's page. With `omit_prompts`, only question pages have the whole prompts."""

    def __init__(
        self,
        env: Environment,
        page: ReportPage,
        answers: AnswerRenderer,
        links: Addresses,
        source_url: SourceUrl,
        omit_prompts: bool = False,
    ) -> None:
        self.env, self.page, self.answers = env, page, answers
        self.links, self.source_url, self.omit_prompts = links, source_url, omit_prompts

    def render(self) -> dict[str, str]:
        """Return the HTML of each fragment, by the name of its slot."""
        page = self.page
        islands = {name: self._fragment(name) for name in ("summary", "checklist", "pager")}
        for section in page.sections:
            for question in section.questions:
                answer = question.answer
                islands[f"question:{question.id}"] = self._fragment(
                    "question",
                    question=question,
                    body=self.answers.html(page.id, answer, self.links),
                    source=self.source_url(answer.line, answer.end_line) if answer.lines else None,
                    omit_prompt=self.omit_prompts and question.has_template_prompt and self.links.question(question.id),
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
