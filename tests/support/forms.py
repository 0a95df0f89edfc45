"""The forms of templates that commands and functions hand to the reading of templates."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from mkdocs_report.model.template import TemplateForm

_ANY = TemplateForm()
_READERS = tuple(
    f"mkdocs_report.{name}"
    for name in (
        *("api.parse_template", "course.templates.parse_template", "cli.init.new_report.parse_template"),
        *("parsing.template.parser.inspect_template", "export.html.template.inspect_template"),
    )
)
"""The functions that read a template by a form, in each module that calls them."""


def record_forms(monkeypatch: pytest.MonkeyPatch) -> list[TemplateForm]:
    """Return a list to which the form of each template that is read is added.

    The questions of the template are found in any form, so that it can be read whatever form is named.
    """
    forms: list[TemplateForm] = []

    def recorded(read: Callable[..., Any]) -> Callable[..., Any]:
        def reading(source: Any, form: TemplateForm = _ANY, **more: Any) -> Any:
            forms.append(form)
            return read(source, replace(form, questions=()), **more)

        return reading

    for name in _READERS:
        module, _, function = name.rpartition(".")
        monkeypatch.setattr(name, recorded(getattr(importlib.import_module(module), function)))
    return forms
