"""The preview of a template: each line once, what was understood beside it, and the words of limits marked."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_report.errors import Fault
from mkdocs_report.model.base import Span
from mkdocs_report.model.limits import Bounds, Clause, Limit, Limits, Unit
from mkdocs_report.model.line_kind import LineKind, PieceKind
from mkdocs_report.model.template import QuestionForm, Template
from mkdocs_report.pages.template_preview import Block, TemplatePreview, template_preview
from mkdocs_report.parsing.template.lint import lint_template
from tests.support.previewed import SHOWN, explained

TEMPLATE = explained()


def preview(template: Template = TEMPLATE, *faults: Fault) -> TemplatePreview:
    return template_preview(template, faults, lint_template(template))


def block_of(page: TemplatePreview, number: int) -> Block:
    return next(block for block in page.blocks if any(line.number == number for line in block.lines))


def marked(page: TemplatePreview) -> list[tuple[int, str]]:
    lines = (line for block in page.blocks for line in block.lines)
    return [(line.number, part.text) for line in lines for part in line.segments if part.style == "limit"]


def line_of(text: str) -> int:
    return SHOWN.splitlines().index(text) + 1


def test_the_summary() -> None:
    page = preview()
    assert (page.title, page.path) == ("The robot arm: report", "template.md")
    assert page.facts == (
        ("Questions", "4"),
        ("Form", "quoted prompt (3), bold (1)"),
        ("With limits", "2 questions"),
        ("Points", "12.5 in 2 questions"),
        ("Checklist", "2 items"),
        ("Not used", "3 lines"),
    )


def test_a_question_has_its_limits_and_the_place_of_its_answer_beside_it() -> None:
    at = line_of("### Question 2 (10 points)")
    note = block_of(preview(), at).question
    assert note is not None
    assert (note.number, note.form, note.points, note.line) == (2, "quoted prompt", "10 points", at)
    assert [(limit.text, limit.demand, limit.quotes) for limit in note.limits] == [
        ("50–150 words", "required", (("50-150 words", at + 3),)),
        ("1–2 images", "required", (("1 to 2 photographs", at + 4),)),
    ]
    assert (note.answer, note.kept) == (f"replaces line {at + 10}", "")


def test_what_belongs_to_an_answer_is_named() -> None:
    at = line_of("| Load | Time |")
    block = block_of(preview(), at)
    assert block.question is not None
    assert block.question.kept == f"lines {at}–{at + 2}"
    assert [line.tag for line in block.lines if line.kind == PieceKind.SKELETON] == ["answer form", "", ""]


def test_the_place_of_an_answer_without_a_marker() -> None:
    text = "# F\n\n### Where?\n> **Tell**\n>\n> Answer:\n\n### Why?\n> **Tell more**\n>\n> Answer:\n"
    assert [note.answer for note in preview(explained(text)).questions] == ["after line 6", "after line 11"]
    text = "# F\n\n### Where?\n> **Tell**\n\n### Why?\n> **Tell more**\n"
    assert [note.answer for note in preview(explained(text)).questions] == ["after line 4", "after line 7"]


def test_the_words_of_limits_are_marked_over_the_end_of_a_line_and_emphasis() -> None:
    at = line_of("> Write 50-150")
    assert marked(preview()) == [
        (at, "50-150"),
        (at + 1, "words"),
        (at + 1, "1 to 2* photographs"),
        (at + 16 - 1, "at most 80 words"),
    ]


def test_limits_outside_of_the_prompt_are_marked() -> None:
    question = TEMPLATE.questions[0]
    clause = Clause("words", "as a group", Span(4 - question.prompt_line, 4 - question.prompt_line))
    limits = Limits((Limit(Unit.WORDS, Bounds(1, 1)),), (clause,))
    template = replace(TEMPLATE, questions=(replace(question, limits=limits), *TEMPLATE.questions[1:]))
    page = preview(template)
    assert (3, "as a group") in marked(page)
    assert next(line for line in page.blocks[0].lines if line.number == 3).used
    assert page.questions[0].limits[0].text == "1 word"


def test_what_is_not_used_is_marked() -> None:
    lines = [line for block in preview().blocks for line in block.lines]
    assert ["".join(part.text for part in line.segments) for line in lines if not line.used] == [
        "Fill in this form as a group. Replace the lines between dashes.",
        "Each group hands in one report.",
        "Use the stand in the lab.",
    ]


def test_lines_between_questions_have_remarks() -> None:
    page = preview()
    remarks = {block.lines[0].number: block.remarks for block in page.blocks if not block.question}
    assert remarks == {
        1: ("Title", "2 lines not used"),
        line_of("## Checklist"): ("Section", "2 items of the checklist"),
        line_of("## Design"): ("Section",),
        line_of("## Test"): ("Section", "1 line not used"),
    }


def test_errors_and_warnings_are_beside_their_lines() -> None:
    at = line_of("### Question 1")
    page = preview(TEMPLATE, Fault(at + 2, "It contradicts itself.", "contradiction", "question-1"))
    assert [(notice.severity, notice.line) for notice in page.notices] == [
        ("error", at + 2),
        ("warning", line_of("> Recommended are 2-3 pages.")),
        ("warning", line_of("> **What would you do in another way?** Describe 2 plots.")),
    ]
    block = block_of(page, at)
    assert [notice.message for notice in block.notices] == ["It contradicts itself."]
    assert block.question is not None
    assert block.question.unclear
    assert {line.number: line.severity for line in block.lines if line.severity} == {at + 2: "error"}


def test_without_kinds_the_lines_are_shown_without_notes() -> None:
    page = preview(replace(TEMPLATE, kinds=()))
    (block,) = page.blocks
    assert not page.explained
    assert (block.question, block.remarks) == (None, ())
    assert len(block.lines) == len(TEMPLATE.lines)
    assert all(line.used for line in block.lines)
    assert [notice.kind for notice in block.notices] == ["unit-not-counted", "number-not-read"]


def test_each_form_has_words() -> None:
    for form in QuestionForm:
        question = replace(TEMPLATE.questions[0], form=form)
        (note, *_) = preview(replace(TEMPLATE, questions=(question,))).questions
        assert note.form


@pytest.mark.parametrize(("points", "shown"), [(1.0, "1 point"), (0.5, "0.5 points"), (12.0, "12 points"), (None, "")])
def test_points(points: float | None, shown: str) -> None:
    question = replace(TEMPLATE.questions[0], points=points)
    assert preview(replace(TEMPLATE, questions=(question,))).questions[0].points == shown


KINDS = st.builds(
    LineKind, st.sampled_from(PieceKind), st.sampled_from([None, *(q.id for q in TEMPLATE.questions), "gone"])
)


@given(st.lists(KINDS, min_size=len(TEMPLATE.lines), max_size=len(TEMPLATE.lines)))
def test_whatever_the_lines_are_each_is_shown_once_and_whole(kinds: list[LineKind]) -> None:
    page = preview(replace(TEMPLATE, kinds=tuple(kinds)))
    lines = [line for block in page.blocks for line in block.lines]
    assert [line.number for line in lines] == [*range(1, len(TEMPLATE.lines) + 1)]
    assert ["".join(part.text for part in line.segments) for line in lines] == [*TEMPLATE.lines]
    asked = [block.question for block in page.blocks if block.question]
    for question in asked:
        assert [each.continued for each in asked if each.id == question.id][:1] == [False]
    for above, below in pairwise(page.blocks):
        assert not (above.question and below.question and above.question.id == below.question.id)
    shown = [notice for block in page.blocks for notice in block.notices]
    assert sorted(shown, key=lambda notice: notice.line) == [*page.notices]
