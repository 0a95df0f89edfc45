"""Render a template as one HTML file that shows what was understood."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_report.errors import Fault, TemplateError
from mkdocs_report.export.html.standalone import render_standalone, standalone_environment
from mkdocs_report.export.html.styles import template_style_sheet
from mkdocs_report.model.template import Template, TemplateForm
from mkdocs_report.pages.template_preview import template_preview
from mkdocs_report.pages.words.words import IN_ENGLISH, PageLanguage
from mkdocs_report.parsing.source import Source
from mkdocs_report.parsing.template.lint import lint_template
from mkdocs_report.parsing.template.parser import inspect_template
from mkdocs_report.parsing.template.template_warning import TemplateWarning

_TAB = 4
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def inspect_for_preview(
    source: Source, form: TemplateForm
) -> tuple[Template, tuple[Fault, ...], tuple[TemplateWarning, ...]]:
    """Read a template, its errors and its warnings; a text without a question is a template without questions.

    Raises:
        TemplateError: the file is not text.
    """
    try:
        template, faults = inspect_template(source, form)
    except TemplateError as error:
        if source.faults:
            raise
        return Template(source.path, "", (), (), (), source.lines), error.faults, ()
    return template, faults, lint_template(template)


def render_template(
    template: Template,
    faults: Sequence[Fault],
    warnings: Sequence[TemplateWarning],
    language: PageLanguage = IN_ENGLISH,
) -> bytes:
    """Return the HTML file about a template with these errors and warnings."""
    env = standalone_environment(language)
    env.filters["line"] = _shown
    page = template_preview(template, faults, warnings, language.words)
    return render_standalone(env, "template", page.title, template_style_sheet(), page=page, paper="")


def _shown(text: str) -> str:
    """Return a part of a line with blanks instead of tabs, and a sign instead of other control characters."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.expandtabs(_TAB))
