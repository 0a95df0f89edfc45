"""A template with all that its preview shows: two forms, points, a skeleton, warnings, and the kind of each line."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_report.model.line_kind import LineKind, PieceKind
from mkdocs_report.model.template import QuestionForm, Template
from mkdocs_report.parsing.markdown.lines import headings, is_quoted, marker_text
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.parser import inspect_template

SHOWN = """\
# The robot arm: report

Fill in this form as a group. Replace the lines between dashes.
Each group hands in one report.

## Checklist

* [ ] The code is pushed
* [ ] The arm is parked

## Design

### Question 1

> **Enter the number of your group**
>
> Answer:

--- question 1 fill here ---

### Question 2 (10 points)

> **How does the arm know where it is?** Name the sensors, and what each of them measures.
> Write 50-150
> words, and insert *1 to 2* photographs.
>
> Recommended are 2-3 pages.
>
> Answer:

--- question 2 fill here ---

> Remember to spell-check your text.

## Test

### Question 3

> **Which loads did you try, and what happened?** Answer length: at most 80 words.
>
> Answer:

--- question 3 fill here ---

| Load | Time |
|------|------|
|      |      |

### Looking back

> **What would you do in another way?** Describe 2 plots.
>
> Answer:

--- question 4 fill here ---
"""


def explained(text: str = SHOWN) -> Template:
    """Return a template of quoted prompts with the kinds of its lines; what is below a marker is a skeleton."""
    template, _ = inspect_template(decode(text.encode("utf-8", "surrogatepass"), "template.md"))
    points = {2: 10.0, 4: 2.5}
    forms = {4: QuestionForm.BOLD}
    questions = tuple(
        replace(q, points=points.get(q.number), form=forms.get(q.number, q.form)) for q in template.questions
    )
    return replace(template, questions=questions, kinds=tuple(_kinds(template)))


def _kinds(template: Template) -> list[LineKind]:
    titles = {heading.at + 1 for heading in headings(template.lines)}
    kinds = []
    for number, line in enumerate(template.lines, 1):
        question = next((q for q in template.questions if number in q.span), None)
        if not line.strip():
            kind = PieceKind.BLANK
        elif number in titles:
            kind = PieceKind.HEADING if question else PieceKind.SECTION
        elif question is None or (is_quoted(line) and number >= question.prompt_line + len(question.quote)):
            kind, question = PieceKind.PREAMBLE, None
        elif is_quoted(line):
            is_label = question.label and number == question.prompt_line + len(question.quote) - 1
            kind = PieceKind.LABEL if is_label else PieceKind.PROMPT
        else:
            kind = PieceKind.MARKER if marker_text(line) else PieceKind.SKELETON
        kinds.append(LineKind(kind, question.id if question else None))
    return kinds
