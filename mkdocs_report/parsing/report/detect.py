"""Decide whether a file is a report: it has enough of a template's questions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mkdocs_report.parsing.report.outline import outline
from mkdocs_report.parsing.source import Source, read_source
from mkdocs_report.parsing.template.matcher import Form
from mkdocs_report.parsing.template.parser import parse_template
from mkdocs_report.parsing.template.versions import Forms


def is_report(forms: Forms, file: Path) -> bool:
    """Whether a file can be opened and is a report."""
    try:
        return holds_questions(read_source(file, file.name), forms)
    except OSError:
        return False


def holds_questions(source: Source, forms: Forms) -> bool:
    """Whether a file is a report: it has at least two questions of a template, or, without a template, any two."""
    form = forms.closest(source.lines)
    if form is None:
        try:
            form = Form(parse_template(replace(source, faults=()), lenient=True))
        except ValueError:
            return False
        return len(form.questions) >= 2
    found = {opening.question for opening in outline(source.lines, form).openings if opening.question}
    return len(found) >= min(2, len(form.questions))


def holds_most(forms: Forms, file: Path) -> bool:
    """Whether a file has at least half of a template's questions; a guide may show one or two.

    Without a template, any two questions with a prompt are a report.
    """
    try:
        source = read_source(file, file.name)
    except OSError:
        return False
    form = forms.closest(source.lines)
    if form is None:
        return holds_questions(source, forms)
    found = {opening.question for opening in outline(source.lines, form).openings if opening.question}
    return 2 * len(found) >= len(form.questions)


def each_holds_most(forms: Forms, files: tuple[Path, ...]) -> tuple[bool, ...]:
    """Tell of each file whether it `holds_most`."""
    return tuple(holds_most(forms, file) for file in files)
