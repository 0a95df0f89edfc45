"""Any template in the format is read, and one that can not be used says where and why."""

import pytest

from mkdocs_report.errors import TemplateError
from mkdocs_report.model.limits import Bounds
from mkdocs_report.model.template import Template
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.parser import inspect_template, parse_template
from tests.support.reports import TEMPLATE


def read(text: str) -> Template:
    return parse_template(decode(text.encode(), "template.md"))


def test_what_is_read() -> None:
    template = read(TEMPLATE)
    assert template.title == "Report on the kitchen"
    assert [q.id for q in template.questions] == ["question-1", "question-2", "question-3", "question-4"]
    assert [q.section for q in template.questions] == ["The group", "The bread", "The bread", "Looking back"]
    second = template.questions[1]
    assert second.limits.words == Bounds(10, 20)
    assert second.task.startswith("Explain how you made the dough")
    assert second.example.startswith("We used ... flour")
    assert second.label == "Answer"
    assert second.marker == "question 2 fill here"
    assert [(i.subsection, i.text) for i in template.checklist] == [
        ("Before", "Wash your hands"),
        ("Before", "Read the `recipe` twice"),
        ("After", "Clean the table"),
    ]


def test_headings_may_have_any_words_and_level() -> None:
    template = read(
        "Thesis\n======\n\n# Why?\n\n> Tell us why.\n>\n> Answer:\n\n## How much?\n--- fill here ---\n\n"
        "#### Who helped you?\n\n> Name them. At most 20 words.\n\n--- your answer here ---\n"
    )
    assert template.title == "Thesis"
    assert [(q.id, q.number, q.level) for q in template.questions] == [
        ("why", 1, 1),
        ("how-much", 2, 2),
        ("who-helped-you", 3, 4),
    ]
    assert template.questions[2].limits.words == Bounds(None, 20)


def test_without_labels_and_markers_every_prompt_asks_but_a_section_blurb() -> None:
    template = read("# T\n\n## Part\n\n> What this part is about.\n\n### One\n\n> Tell.\n\n### Two\n\n> Tell more.\n")
    assert [q.heading for q in template.questions] == ["One", "Two"]
    assert [s.title for s in template.sections] == ["Part"]


def test_a_marker_shown_in_the_introduction_is_no_question() -> None:
    template = read(
        "# Title\n\nReplace lines such as\n\n--- question 1 fill here ---\n\n" + TEMPLATE.partition("\n")[2]
    )
    assert len(template.questions) == 4


def test_a_question_whose_label_was_forgotten_is_one_all_the_same() -> None:
    place = "... minutes.*\n>\n> Answer:\n\n--- question 2 fill here ---"
    assert place in TEMPLATE
    forgotten = TEMPLATE.replace(place, "... minutes.*")
    assert [q.label for q in read(forgotten).questions] == ["Answer", None, "Answer", "Answer"]


def test_a_prompt_that_ends_in_a_colon_has_no_label() -> None:
    place = "... minutes.*\n>\n> Answer:"
    assert place in TEMPLATE
    template = read(TEMPLATE.replace(place, "... minutes.*\n>\n> Describe these:"))
    assert template.questions[1].label is None


def test_headings_in_code_are_none() -> None:
    template = read(TEMPLATE + "\n```\n### Question 9\n> **No**\n>\n> Answer:\n```\n")
    assert len(template.questions) == 4


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (("### Question 3\n", "### Question 2\n"), "### Question 2", "already the heading of line"),
        (("--- question 3 fill", "--- question 2 fill"), "### Question 3", "fill marker of question 2"),
        (("10-20 words", "20-10 words"), "> Answer length: 20-10 words", "contradicts itself"),
    ],
)
def test_a_template_that_contradicts_itself(change: tuple[str, str], place: str, words: str) -> None:
    lines = TEMPLATE.replace(*change).split("\n")
    line = max(number for number, text in enumerate(lines, 1) if text.startswith(place))
    with pytest.raises(TemplateError, match=words) as error:
        read(TEMPLATE.replace(*change))
    assert str(error.value).startswith(f"template.md:{line}: ")


TWICE_WRONG = (
    TEMPLATE.replace("10-20 words", "20-10 words + 3-1 images")
    .replace("### Question 3\n", "### Question 2\n")
    .replace("--- question 4 fill", "--- question 5 fill")
)


def test_all_that_contradicts_itself_is_told_at_once() -> None:
    with pytest.raises(TemplateError) as error:
        read(TWICE_WRONG)
    told = str(error.value).split("\n")
    assert [line.partition(" ")[0] for line in told] == [f"template.md:{n}:" for n in (33, 33, 42, 54)]
    assert "“20-10 words” ends before it begins" in told[0]
    assert "“3-1 images” ends before it begins" in told[1]
    assert "already the heading of line 29" in told[2]
    assert "fill marker of question 5" in told[3]


def test_what_contradicts_itself_hides_nothing_else() -> None:
    template, faults = inspect_template(decode(TWICE_WRONG.encode(), "template.md"))
    assert [q.number for q in template.questions] == [1, 2, 2, 4]
    assert [q.limits.words for q in template.questions] == [None, None, Bounds(5, 30), None]
    assert [(fault.line, fault.kind, fault.question) for fault in faults] == [
        *[(33, "contradiction", "question-2")] * 2,
        (42, "heading-twice", "question-2-2"),
        (54, "marker-of-another", "question-4"),
    ]
    assert inspect_template(decode(TEMPLATE.encode(), "template.md")) == (read(TEMPLATE), ())


@pytest.mark.parametrize("text", ["", "# Title\n\nProse.\n", "> **Question without a heading**\n"])
def test_a_template_without_a_question(text: str) -> None:
    with pytest.raises(TemplateError, match="has no question"):
        read(text)


def test_a_flood_of_questions_is_no_template() -> None:
    with pytest.raises(TemplateError, match="more than 500 questions"):
        read("\n".join(f"# Question {n}\n> **Why?**\n>\n> Answer:\n" for n in range(1, 600)))


def test_a_template_that_is_no_text() -> None:
    with pytest.raises(TemplateError, match=r"template.md:2: .*UTF-8"):
        parse_template(decode(b"# T\n\xff\n", "template.md"))
