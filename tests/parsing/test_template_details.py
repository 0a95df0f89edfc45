"""What a template and a filled copy of it mean, where its form leaves it open."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_report.images.resolve import ReportFolder
from mkdocs_report.model.limits import Bounds, Unit
from mkdocs_report.model.report import Report
from mkdocs_report.model.template import QuestionForm, Template, TemplateForm
from mkdocs_report.parsing.report.parser import parse_report
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.matcher import TemplateMatcher
from mkdocs_report.parsing.template.parser import inspect_template, parse_template
from tests.support.reports import PNG, parse, rules


def read(text: str, *questions: QuestionForm, skip: tuple[str, ...] = ()) -> Template:
    return parse_template(decode(text.encode(), "template.md"), TemplateForm(questions, skip))


def answers(template: str, report: str) -> dict[str, str]:
    """Return the answers of a report, by the ids of their questions, without those that are missing."""
    found = parse(report.encode(), template)
    return {answer.question.id: answer.text for answer in found.answers if answer.answered}


def test_an_alert_is_a_question_only_if_it_is_all_that_asks() -> None:
    template = read(
        "# Oven\n\n## Rules\n\n> [!IMPORTANT]\n> Hand it in with 2 images.\n\n"
        "## Heat\n\n> [!NOTE]\n> How hot was it?\n\n## Time\n\n> How long did it take?\n\n> [!TIP]\n> Use a clock.\n"
    )
    assert [(q.id, q.task) for q in template.questions] == [
        ("heat", "How hot was it?"),
        ("time", "How long did it take?"),
    ]


def test_a_quote_that_asks_nothing_is_a_note() -> None:
    template = read("# T\n\n## Why?\n\n> Tell why.\n\n## Lateness\n\n> Late reports lose a point a day.\n")
    assert [q.id for q in template.questions] == ["why"]


def test_a_prompt_without_its_quote_signs_costs_no_other_question() -> None:
    quoted = "### Question {0}\n\n> **Why {0}?**\n>\n> Answer:\n\n--- question {0} fill here ---\n\n"
    bare = "### Question 2\n\n**How hot was it, in at least 5 words?**\n\nAnswer:\n\n--- question 2 fill here ---\n\n"
    text = "# T\n\n" + quoted.format(1) + bare + quoted.format(3)
    assert [(q.number, q.form) for q in read(text).questions] == [
        (1, QuestionForm.QUOTED),
        (2, QuestionForm.HEADINGS),
        (3, QuestionForm.QUOTED),
    ]
    assert read(text).questions[1].limits.words == Bounds(5, None)
    filled = text.replace("--- question 2 fill here ---", "Hot.").replace("--- question 3 fill here ---", "So.")
    assert answers(text, filled) == {"question-2": "Hot.", "question-3": "So."}


@pytest.mark.parametrize("marker", ["--- question {} fill here ---", "--- fill here ---"])
def test_points_are_a_weight_and_no_number(marker: str) -> None:
    parts = (("Fold", 10), ("Flight", 20), ("Crew", 5))
    text = "# T\n\n" + "".join(
        f"## {name} ({points} points)\n\n> How?\n>\n> Answer:\n\n{marker.format(number)}\n\n"
        for number, (name, points) in enumerate(parts, 1)
    )
    template, faults = inspect_template(decode(text.encode(), "t.md"))
    assert faults == ()
    assert [(q.number, q.id, q.points) for q in template.questions] == [
        (1, "fold", 10),
        (2, "flight", 20),
        (3, "crew", 5),
    ]


def test_a_heading_that_is_a_question_opens_no_section() -> None:
    template = "# T\n\n## Exercise 1\n\nBuild it.\n\n## Exercise 2\n\n> **How long is it?**\n>\n> Answer:\n\n"
    template += "--- exercise 2 fill here ---\n\n## Exercise 3\n\n> **Where is it?**\n>\n> Answer:\n\n"
    template += "--- exercise 3 fill here ---\n"
    filled = template.replace("--- exercise 2 fill here ---", "Long.").replace("--- exercise 3 fill here ---", "Here.")
    assert answers(template, filled) == {"exercise-2": "Long.", "exercise-3": "Here."}


SECTIONS = (
    "# T\n\n## Sea\n\n### Depth\n\n> How deep?\n\n## Land\n\n### Height\n\n> How high?\n\n### Width\n\n> How wide?\n"
)


def test_a_section_ends_an_answer_though_its_first_question_was_deleted() -> None:
    filled = SECTIONS.replace("How deep?\n", "How deep?\n\nVery.\n").replace("### Height\n\n> How high?\n\n", "")
    assert answers(SECTIONS, filled) == {"depth": "Very."}
    assert "question-missing" in rules(filled, SECTIONS)


def test_text_outside_of_questions_is_shown_with_its_place() -> None:
    filled = SECTIONS.replace("# T\n", "# T\n\nWe are the herons.\n").replace("## Land\n", "## Land\n\nOf ours.\n")
    report = parse(filled.encode(), SECTIONS)
    assert [(extra.heading, extra.text) for extra in report.extras] == [
        ("Under “T”", "We are the herons."),
        ("Under “Land”", "Of ours."),
    ]
    assert rules(filled, SECTIONS).count("text-outside-questions") == 2


def test_front_matter_of_a_group_is_shown() -> None:
    template = "---\ntitle: TITLE\n---\n\n# T\n\n## Why?\n\n*Tell.*\n\n## How?\n\n*Tell.*\n"
    report = parse(template.replace("TITLE", "The herons").encode(), template)
    assert [extra.text for extra in report.extras] == ["````yaml\ntitle: The herons\n````"]


def test_a_table_outside_of_questions_is_shown_whole() -> None:
    template = SECTIONS.replace("# T\n", "# T\n\n| Name | Task |\n| --- | --- |\n| | |\n")
    report = parse(template.replace("| | |", "| Heron | all |").encode(), template)
    assert report.extras[0].text == "| Name | Task |\n| --- | --- |\n| Heron | all |"


def test_a_heading_of_ones_own_beside_questions_is_no_answer() -> None:
    template = "# T\n\n## What did you see?\n\n## What did you hear?\n"
    report = parse(
        b"# T\n\n## What did you see?\n\n## Thanks\n\nTo all.\n\n## What did you hear?\n\nA horn.\n", template
    )
    assert [answer.answered for answer in report.answers] == [False, True]
    assert [extra.heading for extra in report.extras] == ["Thanks"]


ITEMS = "# T\n\n1. Why is the sky blue?\n\n2. Where does the wind come from?\n\n3. Who has seen the rain?\n"


@pytest.mark.parametrize(
    ("filled", "expected"),
    [
        (ITEMS.replace("blue?\n", "blue?\n\nIt is not.\n"), {"question-1": "It is not."}),
        (ITEMS.replace("blue?\n", "blue? It is not.\n"), {"question-1": "It is not."}),
        (ITEMS.replace("2. Where does the wind", "2. Where on earth does the wind").replace("rain?\n", "rain?\n\nI.\n"),
         {"question-3": "I."}),
        ("# T\n\n3. Who has seen the rain?\n\nI.\n\n1. Why is the sky blue?\n\nNo.\n",
         {"question-1": "No.", "question-3": "I."}),
        ("# T\n\n1. Why is the sky blue?\n\nNo.\n\n3. Who has seen the rain?\n\nI.\n",
         {"question-1": "No.", "question-3": "I."}),
    ],
    ids=["below", "on its line", "reworded", "moved", "deleted"],
)  # fmt: skip
def test_an_item_is_found(filled: str, expected: dict[str, str]) -> None:
    assert answers(ITEMS, filled) == expected


def test_a_fence_that_is_filled_in_is_code_and_closed() -> None:
    template = "# T\n\n## Question 1\n\n> Show it.\n>\n> Answer:\n\n```python\n# your code here\n```\n"
    report = parse(template.replace("# your code here", "print(1)").encode(), template)
    assert report.answers[0].text == "```python\nprint(1)\n```"
    assert report.answers[0].unclosed is None
    assert report.answers[0].count.rendered == 0


def test_kept_lines_are_shown_and_do_not_count() -> None:
    template = "# T\n\n## Plan\n\n> Sum it up.\n>\n> Answer:\n\n### Goal\n\n### Steps\n"
    answer = parse(template.replace("Goal\n", "Goal\n\nRead on.\n").encode(), template).answers[0]
    assert answer.text == "### Goal\n\nRead on.\n\n### Steps"
    assert (answer.count.rendered, answer.headings) == (2, ())


def test_a_picture_is_an_answer_once_its_file_is_another(tmp_path: Path) -> None:
    template = "# T\n\n## Plan\n\n> Replace the picture.\n\n![plan](plan.png)\n"
    (tmp_path / "plan.png").write_bytes(PNG)
    matcher = TemplateMatcher(read(template))
    answered = []
    for size in (len(PNG), 7):
        for question, source in matcher.skeleton_images():
            question.image_sizes[source] = size
        report = parse_report(decode(template.encode(), "r.md"), matcher, ReportFolder(tmp_path).resolve, "r")
        answered.append(report.answers[0].answered)
    assert answered == [False, True]


def test_limits_stated_once_hold_for_all_questions_that_state_none() -> None:
    template = read(
        "# T\n\nName: ____\n\nEach answer has 5 to 10 words.\n\n## Where? (max. 20 words)\n\n> Name the place.\n\n"
        "[answer]\n\n## Who?\n\n> Name one.\n\n[answer]\n"
    )
    assert [(q.id, q.limits.words) for q in template.questions] == [
        ("name", None),
        ("where-max-20-words", Bounds(None, 20)),
        ("who", Bounds(5, 10)),
    ]


def test_limits_beside_the_quote_are_read() -> None:
    text = "# T\n\n## A\n\nAt most 10 words.\n\n> Why?\n>\n> Answer:\n\n(and at most 2 links)\n\n--- fill here ---\n"
    limits = read(text).questions[0].limits
    assert limits.words == Bounds(None, 10)
    assert limits.of(Unit.LINKS) is not None


def test_the_form_can_be_named() -> None:
    text = "# T\n\n## Part\n\nConsider:\n\n1. What went well?\n2. What went badly?\n\n## References\n"
    assert [q.id for q in read(text).questions] == ["part", "references"]
    assert [q.id for q in read(text, skip=("References",)).questions] == ["part"]
    assert [q.id for q in read(text, QuestionForm.NUMBERED).questions] == ["question-1", "question-2"]


def test_a_report_of_another_form_is_none() -> None:
    report: Report = parse(b"# Notes\n\nNothing of it.\n", ITEMS)
    assert [fault.rule for fault in report.faults] == ["not-a-report"]
