"""The guide to templates holds: each form can do what the table of forms promises, and cannot do the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from mkdocs_report import Report, Template, judge, read_report, read_template
from mkdocs_report.errors import RepairError
from mkdocs_report.model.image import ImageFile, ImageState
from mkdocs_report.model.template import Question, QuestionForm
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.matcher import TemplateMatcher
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.repair.rebuild import repair
from scripts.tutorials.blocks import ROOT, read

PAGE = "docs/guide/template.md"
GUIDE = (ROOT / PAGE).read_text(encoding="utf-8")
EXAMPLES = {block.title: block.text for block in read(PAGE) if block.title}
SAID = "Seven herons waited here"
"""An answer that no example of the guide contains."""


def table(first: str) -> list[list[str]]:
    """Return the rows of the table whose header begins with these cells."""
    lines = GUIDE.split(f"\n{first}")[1].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


FORMS = table("| `questions` | Answer ")
ABILITIES = ("on the line", "misspelt", "moved", "prompt", "repair")
CASES = [
    (f"{'several' if 'several' in name else name.strip('`')}", ability, cell == "yes")
    for name, _where, *cells in FORMS
    for ability, cell in zip(ABILITIES, cells, strict=True)
]


@cache
def template_of(name: str) -> Template:
    return read_template(EXAMPLES[f"{name}.md"], name=f"{name}.md")


def body(template: Template, question: Question) -> list[str]:
    return list(template.lines[question.span.first - 1 : question.span.last])


def filled(
    template: Template, change: Callable[[list[str], str], list[str]] | None = None, only: Question | None = None
) -> list[str]:
    """Return the template with an answer to each question; `change` changes the lines of all, or of one, before."""
    lines = list(template.lines)
    for question in reversed(template.questions):
        mine = body(template, question)
        if change and only in {None, question}:
            mine = change(mine, question.heading)
        lines[question.span.first - 1 : question.span.last] = answered(question, mine)
    return lines


def answered(question: Question, lines: list[str], same_line: bool = False) -> list[str]:
    """Return the lines of a question with an answer, in place of a fill marker or a placeholder."""
    if question.form is QuestionForm.TABLE:
        return [re.sub(r"\| *\|$", f"| {SAID} |", lines[0]), *lines[1:]]
    kept = [line for line in lines if not re.match(r"--- |\[your answer\]", line)]
    if question.form is QuestionForm.FIELDS:
        return [re.sub(r"(____|TBD)$", "", kept[0]) + f" {SAID}", *kept[1:]]
    if not same_line:
        return [*kept, "", SAID, ""]
    last = next((i for i, line in enumerate(kept) if line.startswith("> Answer:")), 0)
    return [f"{line} {SAID}" if i == last else line for i, line in enumerate(kept)]


def misspelt(lines: list[str], title: str) -> list[str]:
    """Drop a letter from the longest word of a question's own line."""
    word = max(re.findall(r"[A-Za-z]+", title), key=len)
    at = next(i for i, line in enumerate(lines) if word in line)
    return [line.replace(word, word[:2] + word[3:], 1) if i == at else line for i, line in enumerate(lines)]


def reordered(template: Template) -> list[str]:
    """Return the answered template with two questions of one section in each other's place."""
    first, second = next(
        (a, b) for a, b in zip(template.questions, template.questions[1:], strict=False) if a.section == b.section
    )
    lines = list(template.lines)
    blocks = [answered(each, body(template, each)) for each in (second, first)]
    between = lines[first.span.last : second.span.first - 1]
    lines[first.span.first - 1 : second.span.last] = [*blocks[0], *between, *blocks[1]]
    return lines


def reworded(lines: list[str], _title: str) -> list[str]:
    """Add a word to the last line of the prompt, or else to the question's own."""
    prompt = [i for i, line in enumerate(lines) if line.strip("> ") and not re.match(r"#|---|\[|> Answer", line)]
    at = max(prompt, default=0)
    return [f"{line} Twice." if i == at else line for i, line in enumerate(lines)]


def said(report: Report) -> list[bool]:
    """Return for each question whether its answer was found."""
    return [SAID in answer.text for answer in report.answers]


def read_lines(template: Template, lines: list[str]) -> Report:
    return read_report("\n".join(lines) + "\n", template, name="report.md")


def can(name: str, ability: str) -> bool:
    """Whether an example of the guide can do what a column of the table promises."""
    template = template_of(name)
    if ability == "on the line":
        found = []
        for question in template.questions:
            lines = list(template.lines)
            span = slice(question.span.first - 1, question.span.last)
            lines[span] = answered(question, body(template, question), same_line=True)
            answer = next(a for a in read_lines(template, lines).answers if a.question.id == question.id)
            found.append(answer.text.replace(">", "").strip() == SAID)
        return all(found)
    if ability == "misspelt":
        reports = [read_lines(template, filled(template, misspelt, question)) for question in template.questions]
        return all(said(report) == [True] * len(template.questions) for report in reports)
    if ability == "moved":
        report = read_lines(template, reordered(template))
        moved = sum(said(report)) == 2
        return moved and "question-out-of-order" in {finding.rule for finding in judge(report).findings}
    if ability == "prompt":
        report = read_lines(template, filled(template, reworded))
        return "prompt-changed" in {finding.rule for finding in judge(report).findings}
    source = decode("\n".join(filled(template)).encode(), "report.md")
    try:
        repair(source, TemplateVersions([TemplateMatcher(template)]), lambda _: ImageFile(ImageState.MISSING))
    except RepairError:
        return False
    return True


@pytest.mark.parametrize(("name", "ability", "promised"), CASES)
def test_what_a_form_can_do(name: str, ability: str, promised: bool) -> None:
    assert can(name, ability) is promised


def test_the_tables_name_every_form() -> None:
    forms = [form.value for form in QuestionForm]
    assert list(dict.fromkeys(row[0].split(",")[0].strip("`") for row in FORMS)) == forms
    assert [re.findall(r"`(\w+)`", row[0])[0] for row in table("| `questions` | A question ")] == forms


@pytest.mark.parametrize("name", [form.value for form in QuestionForm])
def test_the_example_of_a_form_has_this_form(name: str) -> None:
    template = template_of(name)
    assert {question.form.value for question in template.questions} == {name}
    assert said(read_lines(template, filled(template))) == [True] * len(template.questions)


def test_the_ids_of_questions() -> None:
    rows = table("| Question | `number` |")
    questions = template_of("parts").questions
    assert [[q.heading, str(q.number), f"`{q.id}`", f"{q.points:g}" if q.points else "–"] for q in questions] == rows


PLACES = [re.findall(r"`([^`]+)`", row[0])[0] for row in table("| Line | Also |")]


@pytest.mark.parametrize("line", PLACES)
def test_a_place_is_no_answer(line: str) -> None:
    text = f"# A\n\n## First thing\n\nWhich colour is it?\n\n{line}\n\n## Last thing\n\nWhich smell is it?\n"
    template = read_template(text)
    assert len(template.questions) == 2
    assert not any(answer.answered for answer in read_report(text, template).answers)
    for report in (text.replace(line, SAID), text.replace(line, f"{line}\n\n{SAID}")):
        assert read_report(report, template).answers[0].text.strip() == SAID


KEPT = {
    "the-run": ("### Method", f"### Method\n\n{SAID}", "### Method", "### Result"),
    "the-counts": ("| first |        |", f"| first | {SAID} |", "| Run   | Litres |", "| last  |        |"),
    "the-program": ("    # your code here", f"    {SAID}", "```python", "def rate"),
    "the-valve": ("- [ ] gate", "- [x] gate", "- [ ] ball valve", "- [x] gate valve"),
    "the-plan": ("![Plan of the pump](plan.png)", "![Plan](ours.png)", "![Plan](ours.png)"),
    "the-team": ("desk:**", f"desk:** {SAID}", "**At the pump:**", SAID),
}


def test_what_is_kept_is_no_answer_by_itself_and_shown_with_one() -> None:
    template, text = template_of("kept"), EXAMPLES["kept.md"]
    assert set(KEPT) == {question.id for question in template.questions}
    assert not any(answer.answered for answer in read_report(text, template).answers)
    for old, new, *_ in KEPT.values():
        assert old in text
        text = text.replace(old, new)
    for answer in read_report(text, template).answers:
        assert answer.answered
        assert [part for part in KEPT[answer.question.id][2:] if part not in answer.text] == []


def test_a_blank_at_the_end_of_a_heading() -> None:
    text = "# A\n\n## How many? ____\n\n## Which ones?\n"
    assert "`## How many? ____`" in GUIDE
    answers = read_report(text.replace("____", SAID), read_template(text)).answers
    assert [answer.text for answer in answers] == [SAID, ""]


class TestOutOfReach:
    """What the guide calls out of reach is, and nothing of it is lost."""

    def test_an_answer_in_a_heading(self) -> None:
        text = "# A\n\n## How many are there? ____ birds\n\n## Which ones?\n"
        report = read_report(text.replace("____", SAID), read_template(text))
        assert not any(answer.answered for answer in report.answers)
        assert "question-missing" in {finding.rule for finding in judge(report).findings}
        assert SAID in str(report.extras)

    def test_a_gap_in_a_sentence(self) -> None:
        text = "# A\n\n## The pump\n\nThe pump has ____ litres.\n\n## Why is it so?\n"
        report = read_report(text.replace("____", "seven"), read_template(text))
        assert report.answers[0].text.strip() == "The pump has seven litres."

    def test_a_section_that_groups_repeat(self) -> None:
        text = "# A\n\n## Problem 1\n\nWhat is it?\n\n## Option 1\n\nDescribe it.\n\n## Decision\n\nWhich one?\n"
        more = text.replace("## Decision", f"## Option 2\n\n{SAID}\n\n## Decision")
        report = read_report(more, read_template(text))
        assert {finding.rule for finding in judge(report).findings} >= {"question-unexpected"}
        assert SAID in str(report.extras)

    def test_a_quote_that_is_replaced_by_the_answer(self) -> None:
        text = "# A\n\n## Colour\n\n> Which colour is it?\n\n## Smell\n\n> Which smell is it?\n"
        report = read_report(text.replace("Which colour is it?", SAID), read_template(text))
        assert SAID in report.answers[0].text
        assert "prompt-changed" in {finding.rule for finding in judge(report).findings}
        text = EXAMPLES["several.md"]
        report = read_report(text.replace("How does the arm know where it is?", SAID), template_of("several"))
        assert not any(said(report))
        assert SAID in str(report.extras)
