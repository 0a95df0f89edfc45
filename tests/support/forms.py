"""The form of a template in tests: what the commands hand to the reading of templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from mkdocs_report.model.template import Template, TemplateForm
from mkdocs_report.parsing.markdown.lines import normalise
from mkdocs_report.parsing.template import parser

READERS = ("mkdocs_report.api", "mkdocs_report.course.templates", "mkdocs_report.cli.init.new_report")
"""The modules that read templates by a form."""


def record_forms(monkeypatch: pytest.MonkeyPatch) -> list[TemplateForm]:
    """Return a list to which the form of each template that is read is added. Skipped headings are no questions."""
    forms: list[TemplateForm] = []

    def recorded(read: Callable[..., Template]) -> Callable[..., Template]:
        def parse(source: Any, form: TemplateForm = TemplateForm(), **more: Any) -> Template:  # noqa: B008 - frozen
            forms.append(form)
            return _without(read(source, form, **more), form)

        return parse

    def inspect(source: Any, form: TemplateForm = TemplateForm()) -> Any:  # noqa: B008 - frozen
        forms.append(form)
        return original(source, form)

    original = parser.inspect_template
    monkeypatch.setattr(parser, "inspect_template", inspect)
    for module in READERS:
        monkeypatch.setattr(f"{module}.parse_template", recorded(parser.parse_template))
    return forms


def _without(template: Template, form: TemplateForm) -> Template:
    skipped = set(map(normalise, form.skip_headings))
    return replace(template, questions=tuple(q for q in template.questions if normalise(q.heading) not in skipped))
