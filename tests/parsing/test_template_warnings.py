"""Each warning of `template check` about the form of a template has a remedy that works."""

from __future__ import annotations

import pytest

from mkdocs_report.errors import TemplateError
from mkdocs_report.model.template import QuestionForm, Template, TemplateForm
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.lint import lint_template
from mkdocs_report.parsing.template.parser import inspect_template
from mkdocs_report.parsing.template.template_warning import TemplateWarning

ANY = TemplateForm()
QUOTED = "> **Why so?**\n>\n> Answer:\n\n--- fill here ---\n"
LABELLED = f"# Form\n\n## Question 1\n\n{QUOTED}\n"


def read(text: str, form: TemplateForm = ANY) -> Template:
    return inspect_template(decode(text.encode(), "template.md"), form)[0]


def found(text: str, form: TemplateForm = ANY) -> list[TemplateWarning]:
    return list(lint_template(read(text, form)))


def headings(text: str, form: TemplateForm = ANY) -> list[str]:
    return [question.heading for question in read(text, form).questions]


def quoted(heading: str, prompt: str = QUOTED) -> str:
    return f"\n## {heading}\n\n{prompt}"


# text, kind, line, words of the message, remedy: (old, new) or a form, and questions that are then found
REMEDIES = {
    "a forgotten quote sign": (
        LABELLED + quoted("Question 2", "**How hot was it?**\n\nAnswer:\n\n--- fill here ---\n"),
        "not-quoted", 14, "The prompt of “Question 2” is not quoted, as 1 other is: “How hot was it?”.",
        ("**How hot", "> **How hot"), ["Question 1", "Question 2"],
    ),
    "a forgotten quote without a place": (
        LABELLED + quoted("Question 2", "Describe the heat.\n"),
        "question-not-read", 12, "“Question 2” is read as a section, but the headings of questions look like it.",
        ("Describe the heat.", "> Describe the heat.\n>\n> Answer:"), ["Question 1", "Question 2"],
    ),
    "two quotes that are one prompt": (
        "# Form\n\n## Data\n\n> Describe the data.\n\n> What is missing?\n>\n> Answer:\n" + quoted("Plan"),
        "quotes-joined", 7, "“Data” has 2 quotes that ask for something, in lines 5 and 7,",
        ("the data.", "the data.\n>\n> Answer:"), ["Describe the data.", "What is missing?", "Plan"],
    ),
    "another quote beside the prompt": (
        LABELLED + "\n> What else did you see?\n",
        "quote-not-read", 12, "“What else did you see?” is another quote in “Question 1”",
        ("else did you see?", "else did you see?\n>\n> Answer:"), ["Why so?", "What else did you see?"],
    ),
    "a quote without a place": (
        LABELLED + quoted("Else", "> What else?\n"),
        "no-place", 14, "“Else” has a quoted prompt but no place for an answer, so it is read as a section.",
        ("> What else?", "> What else?\n>\n> Answer:"), ["Question 1", "Else"],
    ),
    "a quote that asks nothing": (
        "# Form\n\n## Clay\n\n> Which clay?\n\n## Fire\n\n> Its heat.\n",
        "quote-not-read", 9, "“Its heat” below “Fire” is read as a note: no question mark and no verb of a task",
        ("Its heat.", "Its heat.\n\n[your answer]"), ["Clay", "Fire"],
    ),
    "many quotes that ask nothing": (
        "# Form\n\n## Clay\n\n> Which clay?\n" + "".join(quoted(n, f"> {n}.\n") for n in ("Heat", "Age", "Size", "Hu")),
        "quote-not-read", 9, "are read as notes: lines 9, 13, 17 and 21.",
        TemplateForm((QuestionForm.QUOTED,)), ["Clay", "Heat", "Age", "Size", "Hu"],
    ),
    "an alert that asks": (
        "# Form\n\n## Clay\n\n> Which clay?\n\n## Fire\n\nIt burns.\n\n> [!NOTE]\n> How hot?\n",
        "quote-not-read", 11, "“How hot?” below “Fire” is an alert, which is read as a note.",
        ("> [!NOTE]\n", ""), ["Clay", "Fire"],
    ),
    "a fill marker without a prompt": (
        LABELLED + "\n## Else\n\nMore of it.\n\n--- fill here ---\n",
        "marker-not-read", 16, "“fill here” is a fill marker below “Else”, and belongs to no question.",
        ("More of it.", "> More of it.\n>\n> Answer:"), ["Question 1", "Else"],
    ),
    "a placeholder above the headings": (
        "# Form\n\nTODO\n\n## Why is it so?\n\n## How?\n",
        "marker-not-read", 3, "“TODO” is a placeholder below “Form”, and belongs to no question.",
        ("TODO", "## Name it\n\nTODO"), ["Name it", "Why is it so?", "How?"],
    ),
    "fields above the headings": (
        "# Form\n\n| Name | Mail |\n| --- | --- |\n|  |  |\n\n## Why is it so?\n\n## How?\n",
        "field-not-read", 3, "Lines 3-5: to be filled in, but in no question.",
        ("| Name", "## Team\n\n| Name"), ["Team", "Why is it so?", "How?"],
    ),
    "a heading that asks, above questions": (
        "# Form\n\n## Why is it so?\n\n1. What is hot?\n\n   ____\n\n2. What is cold?\n\n   ____\n",
        "question-not-read", 3, "has a question mark, but is read as a section: 2 questions below it, from line 5",
        TemplateForm((QuestionForm.HEADINGS,)), ["Why is it so?"],
    ),
    "a heading that asks, above headings": (
        "# Form\n\n## Why is it so?\n\n### Heat\n\nName it.\n\n### Cold\n\nName it.\n",
        "question-not-read", 3, "has a question mark, but is read as a section: 2 questions below it, from line 5",
        ("so?\n", "so?\n\n[your answer]\n"), ["Why is it so?", "Heat", "Cold"],
    ),
    "a heading that asks, among quoted prompts": (
        LABELLED + "\n## Why is it cold?\n\nText.\n",
        "question-not-read", 12, "“Why is it cold?” has a question mark, but is read as a section.",
        ("Text.\n", "> Text.\n>\n> Answer:\n"), ["Question 1", "Why is it cold?"],
    ),
    "text that asks": (
        LABELLED + "\n## Else\n\nWhat was cold?\n\nAnd who?\n",
        "question-not-read", 14, "has a question mark, but is in no question. The same is true of line 16.",
        ("What was cold?", "> What was cold?\n>\n> Answer:"), ["Question 1", "Else"],
    ),
    "numbered questions below a question": (
        "# Form\n\n## What did you learn?\n\n1. What was hard?\n2. What was easy?\n\n## Why?\n\nTell us.\n",
        "form-unclear", 5, "with a question mark each, and read as parts of its prompt. 2 questions are found.",
        TemplateForm((QuestionForm.HEADINGS, QuestionForm.NUMBERED)), ["What was hard?", "What was easy?", "Why?"],
    ),
    "bullets below headings": (
        "# Form\n\n## Plan\n\n- What do you make?\n- For whom is it?\n\n## Team\n\n- Who are you?\n- Who helps you?\n",
        "form-unclear", 5, "2 questions are found. With paragraphs and bullets as questions there are 4.",
        TemplateForm((QuestionForm.PARAGRAPHS,)),
        ["What do you make?", "For whom is it?", "Who are you?", "Who helps you?"],
    ),
    "headings with nothing below them": (
        "# Form\n\n## Plan\n\nDescribe it.\n\n## Team\n\nWho are you?\n\n## References\n\n## Appendix: data\n",
        "heading-alone", 11, "“References” (line 11) and “Appendix: data” (line 13) are questions by position only",
        TemplateForm((), ("References", "Appendix: data")), ["Plan", "Team"],
    ),
    "numbers that are not used": (
        "# Form\n\n## Exercise 1\n\nWhy?\n\n## Pause\n\nHow long?\n\n## Exercise 2\n\nWho?\n",
        "number-changed", 11, "is counted as question 3, by its position: “Pause” in line 7 has no number.",
        ("## Pause", "## Exercise 3"), ["Exercise 1", "Exercise 3", "Exercise 2"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REMEDIES.values(), ids=[name.replace(" ", "-") for name in REMEDIES])
def test_a_warning_and_its_remedy(case: tuple[str, str, int, str, tuple[str, str] | TemplateForm, list[str]]) -> None:
    text, kind, line, words, remedy, then = case
    (warning,) = found(text)
    assert (warning.kind, warning.line) == (kind, line)
    assert words in warning.message
    form = remedy if isinstance(remedy, TemplateForm) else ANY
    fixed = text.replace(*remedy, 1) if isinstance(remedy, tuple) else text
    assert read(text).questions != read(fixed, form).questions
    assert headings(fixed, form) == then
    assert kind not in {each.kind for each in found(fixed, form)}


# text, the words about the nearest miss and its line, and its remedy
NO_QUESTION = {
    "a title": ("# Form\n", 1, "“Form” is the title of the template.", ("# Form", "# Form\n\n## Why?")),
    "instructions": (
        "# Form\n\n## Deadlines\n\nFriday.\n",
        3, "“Deadlines” is read as a heading of instructions.", TemplateForm((QuestionForm.HEADINGS,)),
    ),
    "a placeholder": (
        "# Form\n\nThe end\nis near.\n\n[your answer]\n",
        6, "Make the text above it a heading: “## The end is near”.", ("The end\nis", "## The end is"),
    ),
    "a fill marker": (
        "# Form\n\n--- fill here ---\n", 3, "Write the question above it, as a heading", ("---", "## Why?\n\n---"),
    ),
    "a quote": (
        "# Form\n\n> The end.\n", 3, "“The end” is a quote that asks nothing", TemplateForm((QuestionForm.QUOTED,)),
    ),
    "an alert": (
        "# Form\n\nText.\n\n> [!NOTE]\n> Why?\n", 5, "Remove line 5 to make it a prompt.", ("> [!NOTE]\n", ""),
    ),
    "numbered lines": (
        "# Form\n\n1. Heat\n2. Cold\n",
        3, "“Heat”, like line 4, is a numbered line", TemplateForm((QuestionForm.NUMBERED,)),
    ),
    "a bold line": (
        "# Form\n\n**Heat**\n\nIt burns.\n", 3, "“Heat” is a bold line", TemplateForm((QuestionForm.BOLD,)),
    ),
    "a field": ("# Form\n\nName:\n", 3, "“Name” is a field", TemplateForm((QuestionForm.FIELDS,))),
    "a table": (
        "# Form\n\n| A | B |\n| - | - |\n| 1 | 2 |\n", 3, "Write a heading above it", ("| A", "## Team\n\n| A"),
    ),
    "a comment": ("# Form\n\n<!-- Why? -->\n", 3, "“Why?” is a comment without a heading", ("<!--", "## Heat\n\n<!--")),
}  # fmt: skip


@pytest.mark.parametrize("case", NO_QUESTION.values(), ids=[name.replace(" ", "-") for name in NO_QUESTION])
def test_the_nearest_miss_and_its_remedy(case: tuple[str, int, str, tuple[str, str] | TemplateForm]) -> None:
    text, line, words, remedy = case
    with pytest.raises(TemplateError) as error:
        read(text)
    none, *misses = error.value.faults
    assert none.message.startswith("The template has no question. ")
    assert [miss.line for miss in misses if words in miss.message] == [line]
    if isinstance(remedy, TemplateForm):
        assert f"`questions: {remedy.questions[0]}`" in "".join(miss.message for miss in misses)
        assert read(text, remedy).questions
    else:
        assert read(text.replace(*remedy, 1)).questions


def test_few_misses_are_named_the_nearest_first() -> None:
    text = "# Form\n\n**Note**\n\nText.\n\n" + "".join(f"Why {n}?\n\n" for n in range(9))
    with pytest.raises(TemplateError) as error:
        read(text, TemplateForm((QuestionForm.TABLE, QuestionForm.FIELDS), ("none",)))
    assert len(error.value.faults) <= 6


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (
            TemplateForm((QuestionForm.TABLE,)),
            "of the form `table`. Without `questions` there is 1 question, `headings`.",
        ),
        (TemplateForm((), ("Heat",)), "that is not skipped. Without `skip_headings` there is 1 question, `headings`."),
        (TemplateForm((QuestionForm.BOLD,), ("Heat",)), "Without `questions` and `skip_headings` there is 1 question"),
    ],
)
def test_settings_that_leave_no_question_are_named(form: TemplateForm, words: str) -> None:
    with pytest.raises(TemplateError) as error:
        read("# Form\n\n## Heat\n\nWhy?\n", form)
    (fault,) = error.value.faults
    assert words in fault.message


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("## Design\n\n> Tell us why you built it so.\n\n## Test\n\n> Tell us why you built it so.\n", 0),
        ("## Part 1\n\n> Tell us why you built it so.\n\n## Part 2\n\n> Tell us why you built it so.\n", 1),
        (
            "# F\n\n## A\n\n### Data\n\n> Tell us why you did so.\n\n## B\n\n### Data\n\n> Tell us why you did so.\n",
            0,
        ),
        ("Name: ____\n\nGroup 7: ____\n\n## 2 Why 3?\n\n## And what about 250 words?\n", 0),
        ("## 1. Plan\n\nWhy?\n\n## 2. Test\n\n### 2.1 Heat\n\nWhy?\n\n### 2.2 Cold\n\nHow?\n", 0),
    ],
)
def test_titles_tell_questions_apart(text: str, number: int) -> None:
    kinds = [warning.kind for warning in found(text)]
    assert kinds == ["question-twice"] * number


def test_a_heading_with_a_question_mark_is_no_instruction() -> None:
    text = "# F\n\n## How to hand in\n\nBy mail.\n\n## Is there a licence?\n\n## Who submitted it?\n\nNames.\n"
    assert headings(text) == ["Is there a licence?", "Who submitted it?"]


def test_a_single_instruction_is_no_question() -> None:
    with pytest.raises(TemplateError):
        read("# Form\n\nAnswer in the places between dashes.\n")
    assert headings("# Form\n\nWhat did you see?\n") == ["What did you see?"]


def test_long_labels_among_fields_are_fields() -> None:
    text = (
        "## You\n\n**Name:** [Your name]\n\n**Describe what you like to do, and why it is so:**\n[Text]\n\n**Age:**\n"
    )
    assert [question.form for question in read(text).questions] == [QuestionForm.FIELDS] * 3


def test_a_placeholder_may_begin_with_a_sign() -> None:
    text = "# Form\n\n## Roles\n\n- Who leads?\n- Who writes?\n\n\N{WHITE RIGHT POINTING BACKHAND INDEX} Skriv her:\n"
    assert headings(text) == ["Roles"]
    assert found(text) == []  # the bullets have one place for their answers
