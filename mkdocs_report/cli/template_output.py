"""The output of `template check`: text for a terminal, and JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mkdocs_report.errors import Fault
from mkdocs_report.export.json import bounds_data, further_limits
from mkdocs_report.model.limits import Bounds, Clause, Limits, Unit
from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.template import Question, QuestionForm, Section, Template
from mkdocs_report.parsing.template.lint import lint_template
from mkdocs_report.parsing.template.template_warning import TemplateWarning
from mkdocs_report.runtime.text import plural, printable_json, shortened, visible, visible_wrapped

if TYPE_CHECKING:
    from rich.console import Console

_NONE = "–"
_UNCLEAR = "?"
_TASK = 50
"""The most characters of a question's task in the table."""


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """A template with its errors and warnings."""

    template: Template
    faults: tuple[Fault, ...]
    warnings: tuple[TemplateWarning, ...]

    @classmethod
    def of(cls, template: Template, faults: tuple[Fault, ...]) -> TemplateCheck:
        """Return the check of a template that has these errors; find its warnings."""
        return cls(template, faults, lint_template(template))


def template_checks_json(checks: Sequence[TemplateCheck]) -> str:
    """Return the checks as JSON; `template.schema.json` describes it."""
    data = {
        "schema_version": 1,
        "summary": {
            "templates": len(checks),
            "errors": sum(len(check.faults) for check in checks),
            "warnings": sum(len(check.warnings) for check in checks),
        },
        "templates": [_template(check) for check in checks],
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return printable_json(text).encode("utf-8", "replace").decode() + "\n"


def _template(check: TemplateCheck) -> dict[str, Any]:
    template = check.template
    subsections = Counter(item.subsection for item in template.checklist)
    return {
        "path": template.path,
        "title": template.title,
        "forms": dict(_forms(template)),
        "sections": [
            {"title": section.title, "level": section.level, "line": section.span.first}
            for section in template.sections
        ],
        "questions": [_question(question) for question in template.questions],
        "checklist": {
            "items": len(template.checklist),
            "sections": [{"title": title, "items": items} for title, items in subsections.items()],
        },
        "errors": [
            {"kind": f.kind, "line": f.line, "question": f.question, "message": f.message} for f in check.faults
        ],
        "warnings": [
            {"kind": d.kind, "line": d.line, "question": d.question, "message": d.message, "help": d.help}
            for d in check.warnings
        ],
    }


def _question(question: Question) -> dict[str, Any]:
    limits = question.limits
    return {
        "id": question.id,
        "number": question.number,
        "heading": question.heading,
        "section": question.section,
        "form": question.form,
        "points": question.points,
        "lines": [question.span.first, question.span.last],
        "task": question.task,
        "example": bool(question.example),
        "label": question.label,
        "marker": question.marker,
        "limits": {
            "words": bounds_data(limits.words),
            "images": bounds_data(limits.images),
            "advisory": limits.advisory,
            "images_advisory": limits.images_advisory,
            **further_limits(limits),
        },
        "read_from": [
            {"limit": clause.limit, "quote": clause.quote, "lines": list(_lines(question, clause))}
            for clause in limits.clauses
        ],
    }


def _lines(question: Question, clause: Clause) -> tuple[int, int]:
    """Return the first and last line of a clause in the file."""
    before = question.prompt_line - 1
    return before + clause.span.first, before + clause.span.last


def print_template_checks(checks: Sequence[TemplateCheck], console: Console) -> None:
    """Print for each template a table, its checklist, and its errors and warnings with file and line."""
    from rich.text import Text  # only for people

    for check in checks:
        template = check.template
        name = f"{template.title}  {template.path}".strip()
        console.print(Text(visible(name), style="bold"), soft_wrap=True)
        console.print(Text(_summary(template)), soft_wrap=True)
        console.print(_table(check))
        console.print(Text(visible(_checklist(template))), soft_wrap=True)
        for fault in check.faults:
            line = f"{template.path}:{fault.line}: error {fault.message} [{fault.kind}]"
            console.print(Text(visible(line), style="red"), soft_wrap=True)
        for warning in check.warnings:
            line = f"{template.path}:{warning.line}: warning {warning.message} [{warning.kind}]"
            console.print(Text(visible(line), style="yellow"), soft_wrap=True)
            console.print(Text(visible(f"  {warning.help}"), style="italic"), soft_wrap=True)
        console.print()
    questions = sum(len(check.template.questions) for check in checks)
    number = sum(len(check.warnings) for check in checks)
    errors = sum(len(check.faults) for check in checks)
    counts = [plural(len(checks), "template"), plural(questions, "question")]
    counts += [plural(errors, "error")] if errors else []
    console.print(Text(", ".join([*counts, plural(number, "warning")])))


def _forms(template: Template) -> Counter[QuestionForm]:
    return Counter(question.form for question in template.questions)


def _summary(template: Template) -> str:
    """Return the forms of the questions, from what their places were known, and the points."""
    forms = ", ".join(f"{form} ({number})" for form, number in _forms(template).most_common())
    counts = {name: number for name, number in _places(template).items() if number}
    places = [f"{name} ({number})" for name, number in counts.items()]
    points = [question.points for question in template.questions if question.points is not None]
    parts = [f"Form: {forms}"]
    parts += [f"places for answers: {', '.join(places)}"] if places else []
    parts += [f"{sum(points):g} points in {plural(len(points), 'question')}"] if points else []
    return "; ".join(parts) + "."


def _places(template: Template) -> dict[str, int]:
    """Return the number of questions with each kind of place for an answer."""
    kinds: dict[str | None, set[PieceKind]] = {}
    for each in template.kinds:
        kinds.setdefault(each.question, set()).add(each.kind)
    questions = [(q, kinds.get(q.id, set())) for q in template.questions]
    return {
        "label": sum(bool(q.label) for q, _ in questions),
        "fill marker": sum(bool(q.marker) for q, _ in questions),
        "placeholder": sum(PieceKind.MARKER in own and not q.marker for q, own in questions),
        "lines to fill in": sum(PieceKind.SKELETON in own for _, own in questions),
    }


def _table(check: TemplateCheck) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    has_forms = len(_forms(check.template)) > 1
    further = any(_further_limits(question.limits) for question in check.template.questions)
    names = ["Line", "Question", *(["Form"] if has_forms else []), "Words", "Images"]
    for name in (*names, *(["Other limits"] if further else []), "Read from", "Task"):
        table.add_column(
            name, justify="right" if name == "Line" else "left", no_wrap=name in {"Line", "Form", "Words", "Images"}
        )
    parts: list[Section | Question] = [*check.template.sections, *check.template.questions]
    unclear = {fault.question for fault in check.faults if fault.kind == "contradiction"}
    for part in sorted(parts, key=lambda part: part.span.first):
        title = isinstance(part, Section)
        if isinstance(part, Section):
            cells: tuple[str, ...] = (visible_wrapped(part.title),)
        else:
            cells = _cells(part, part.id in unclear, further, has_forms)
        table.add_row(str(part.span.first), *(Text(cell, style="bold" if title else "") for cell in cells))
    return table


def _cells(question: Question, unclear: bool, further: bool, has_forms: bool) -> tuple[str, ...]:
    limits = question.limits
    return (
        visible_wrapped(_question_title(question)),
        *([question.form] if has_forms else []),
        _UNCLEAR if unclear else _bounds_text(limits.words, limits.advisory),
        _UNCLEAR if unclear else _bounds_text(limits.images, limits.images_advisory),
        *([_UNCLEAR if unclear else _further_limits(limits) or _NONE] if further else []),
        "\n".join(visible_wrapped(_clause(question, clause)) for clause in limits.clauses) or _NONE,
        visible_wrapped(shortened(question.task, _TASK)),
    )


def _further_limits(limits: Limits) -> str:
    """Return the limits of other units and of parts, and what is not counted, a line each."""
    lines = []
    for limit in limits.limits:
        if limit.part or limit.unit not in {Unit.WORDS, Unit.IMAGES}:
            lines.append(f"{'recommended ' if limit.advisory else ''}{limit.text}")
        if limit.excluding:
            lines.append(f"{limit.unit.many} without {', '.join(limit.excluding)}")
    return "\n".join(lines)


def _question_title(question: Question) -> str:
    """Return the heading of a question, with its number in front unless the heading begins with it."""
    number = re.match(r"\W*(?:[^\W\d_]+\s+)?(\d+)(?![\w]|[.,]\d)", question.heading)
    is_shown = number is not None and int(number[1][:9]) == question.number
    return question.heading if is_shown else f"{question.number}: {question.heading}"


def _bounds_text(bounds: Bounds | None, advisory: bool) -> str:
    if bounds is None:
        return _NONE
    return f"recommended {bounds}" if advisory else str(bounds)


def _clause(question: Question, clause: Clause) -> str:
    first, last = _lines(question, clause)
    return f"{first if first == last else f'{first}–{last}'} “{clause.quote}”"


def _checklist(template: Template) -> str:
    if not template.checklist:
        return "No checklist."
    parts = Counter(item.subsection for item in template.checklist)
    named = ", ".join(f"{title} {number}" if title else str(number) for title, number in parts.items())
    return f"Checklist: {plural(len(template.checklist), 'item')}" + (f" ({named})." if any(parts) else ".")
