"""A report against its template: questions found, lost, doubled, swallowed; and what a reader sees in an answer."""

from itertools import pairwise

import pytest

from mkdocs_report.model.base import Span
from mkdocs_report.model.line_kind import PieceKind
from tests.support.reports import TEMPLATE, fill, parse, pieces_of


def words(text: str) -> list[int]:
    """The number of words of each answer, -1 where the report does not have the question."""
    return [a.count.rendered if a.lines else -1 for a in parse(text).answers]


def test_a_good_report() -> None:
    report = parse(fill())
    assert [a.answered for a in report.answers] == [True] * 4
    assert words(fill()) == [1, 15, 8, 3]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("### Question 3", "## Question 3"),
        ("### Question 3", "### **Question 3**"),
        ("### Question 3", "### Question 3: the loaf"),
        ("### Question 3", "###Question 3"),
        ("### Question 3", "Question 3\n----------"),
        ("### Question 3\n\n", ""),
        ("### Question 3\n\n", "### QUESTION  3 ###\n"),
    ],
)
def test_a_question_is_found_whatever_became_of_its_heading(old: str, new: str) -> None:
    assert words(fill().replace(old, new)) == [1, 15, 8, 3]


@pytest.mark.parametrize("opening", ["```", "~~~~ python", "<!--", "<pre>", "   ```text"])
def test_what_is_never_closed_costs_only_its_own_answer(opening: str) -> None:
    report = parse(fill(q2=f"We did this:\n\n{opening}\nflour"))
    assert [a.lines is not None for a in report.answers] == [True] * 4
    assert report.answers[2].count.rendered == 8
    assert report.answers[1].unclosed is not None


def test_fences_in_later_answers_do_not_hide_the_questions_between() -> None:
    text = fill(q2="```\nopen", q3="```bash\nls\n```\n\nThe loaf is brown.", q4="```\nls\n```\nYes.")
    report = parse(text)
    assert [a.count.rendered for a in report.answers] == [1, 0, 4, 1]
    assert [a.unclosed is not None for a in report.answers] == [False, True, False, False]


def test_a_question_quoted_in_a_closed_fence_stays_code() -> None:
    text = fill(
        q2="The template says\n\n```\n### Question 3\n\n> **Upload 1 to 2 photographs of the loaf.**\n```\n\nso we did."
    )
    report = parse(text)
    assert [a.answered for a in report.answers] == [True] * 4
    assert report.answers[1].plain.endswith("so we did.")
    assert not report.answers[2].copies


@pytest.mark.parametrize("code", ["- item\n  ```\n  x = 1\n\nAfter.", "> ```\n> x = 1\n\nAfter."])
def test_a_fence_ends_with_its_list_or_quote(code: str) -> None:
    answer = parse(fill(q2=code)).answers[1]
    assert answer.unclosed is None
    assert answer.plain.endswith("After.")


def test_missing_doubled_and_foreign_questions() -> None:
    text = fill().replace("### Question 3", "### Question 9")
    text = text[: text.index("> **Upload")] + text[text.index("The loaf is brown") :]
    text += "\n### Question 4\n\nOnce more.\n\n### Question 5\n\nOur own.\n"
    report = parse(text)
    assert report.answers[2].lines is None
    assert [(e.heading, e.duplicate_of) for e in report.extras] == [
        ("Question 9", None),
        ("Question 4", "question-4"),
        ("Question 5", None),
    ]
    assert len(report.answers[3].copies) == 1
    assert "Our own." in report.extras[2].text


def test_without_a_template_the_reports_own_prompts_judge_it() -> None:
    report = parse(fill(), template=None)
    assert report.template is None
    assert [a.count.rendered for a in report.answers] == [1, 15, 8, 3]
    assert str(report.answers[1].limits.words) == "10–20"


@pytest.mark.parametrize("text", ["", "\n\n", "# Hello\n\nSomething else.\n", "```\n"])
def test_what_is_no_report(text: str) -> None:
    report = parse(text)
    assert [fault.rule for fault in report.faults] == ["not-a-report"]
    assert report.answers == ()


def test_an_untouched_template_is_a_report_without_answers() -> None:
    report = parse(TEMPLATE)
    assert [a.answered for a in report.answers] == [False] * 4
    assert all(a.marker_line for a in report.answers)


@pytest.mark.parametrize(
    ("text", "count", "low_high"),
    [
        ("Three plain words.", 3, (3, 3)),
        ("A `code mark` and **bo**ld.", 5, (5, 5)),
        ("One - two — three & four", 4, (4, 7)),
        ("Code:\n\n```\nx = 1\n```", 1, (1, 6)),
        ("| a | b |\n|---|---|\n| c | d |", 0, (0, 11)),
        ("seen <!-- not seen --> seen", 2, (2, 6)),
        ("line<br>break", 2, (1, 2)),
        ("![alt text](figures/loaf.png)", 0, (0, 2)),
        ("see [the text](https://example.org/a/b)", 3, (3, 3)),
        ("gcr.io/<project-id>/app", 1, (1, 1)),
        ("- one\n- two\n\n    deep", 3, (3, 5)),
        ("2×3 naïve 日本語", 3, (3, 3)),
        ("<details><summary>More</summary>\n\nhidden text\n\n</details>", 3, (3, 4)),
    ],
)
def test_words_are_what_a_reader_counts(text: str, count: int, low_high: tuple[int, int]) -> None:
    answer = parse(fill(q4=text)).answers[3]
    assert answer.count.rendered == count
    low, high = answer.count.range
    assert low <= count <= high
    assert (low, high) == low_high


def test_images_links_headings_and_code_are_found_with_their_lines() -> None:
    own = (
        "![one](figures/a.png) and\n![two](<figures/b c.png>)\n\n<img src='figures/d.png' alt='three'>\n\n"
        "`![no](figures/e.png)`\n\n<!-- ![no](figures/f.png) -->\n\n## Head\n\n[link](figures/g.png)\n\n![four][ref]"
    )
    text = fill(q4=own) + "\n[ref]: figures/h.png\n"
    answer = parse(text).answers[3]
    lines = text.split("\n")
    assert [(image.alt, image.src) for image in answer.images] == [
        ("one", "figures/a.png"),
        ("two", "figures/b%20c.png"),
        ("three", "figures/d.png"),
        ("four", "figures/h.png"),
    ]
    for image, written in zip(answer.images, ("a.png", "b c.png", "d.png", "[ref]"), strict=True):
        assert written in lines[image.line - 1]
    assert [(h.level, h.text) for h in answer.headings] == [(2, "Head")]
    assert "## Head" in lines[answer.headings[0].line - 1]
    assert "figures/g.png" in lines[answer.links[0].line - 1]


def test_references_of_the_whole_file_hold_in_an_answer() -> None:
    text = fill(q4="![x][pic]", q1="7\n\n[pic]: figures/loaf.png")
    assert parse(text).answers[3].images[0].src == "figures/loaf.png"


def test_checklist() -> None:
    text = (
        fill().replace("* [ ] Wash", "- [x] Wash").replace("* [ ] Clean", "+ [-] Clean").replace("[ ] Read", "[✓] Read")
    )
    items = parse(text + "\n* [x] not an item of the checklist\n").checklist
    assert [(i.text, i.checked, i.shown_checked, i.subsection) for i in items] == [
        ("Wash your hands", True, True, "Before"),
        ("Read the `recipe` twice", True, False, "Before"),
        ("Clean the table", False, False, "After"),
    ]


@pytest.mark.parametrize(
    ("line_end", "encoding"),
    [("\n", "utf-8"), ("\r\n", "utf-8"), ("\r", "utf-8"), ("\n", "utf-16"), ("\n", "utf-8-sig")],
)
def test_line_ends_and_encodings_change_nothing(line_end: str, encoding: str) -> None:
    report = parse(fill().replace("\n", line_end).encode(encoding))
    assert [a.count.rendered for a in report.answers] == [1, 15, 8, 3]
    assert [a.ranges for a in report.answers] == [a.ranges for a in parse(fill()).answers]


def test_every_line_is_one_thing() -> None:
    report = parse(fill())
    pieces = pieces_of(report)
    assert pieces[0].span.first == 1
    assert pieces[-1].span.last == report.line_count
    assert all(b.span.first == a.span.last + 1 for a, b in pairwise(pieces))
    kinds = {(p.kind, p.question) for p in pieces}
    assert (PieceKind.PROMPT, "question-2") in kinds
    assert (PieceKind.LABEL, "question-2") in kinds
    answers = [p.span for p in pieces if p.kind is PieceKind.ANSWER]
    assert answers == [span for a in report.answers for span in a.ranges]
    assert Span(1, 5) not in answers


@pytest.mark.parametrize(
    "title",
    ["**Question 3**", "Question 3", "<h3>Question 3</h3>", "### Quesiton 3", "### Q3", "### 3", "### Spørgsmål 3"],
)
@pytest.mark.parametrize("prompt", [True, False])
def test_a_title_that_is_no_heading_or_another_one(title: str, prompt: bool) -> None:
    text = fill().replace("### Question 3", title)
    if not prompt:
        text = text[: text.index("> **Upload")] + text[text.index("The loaf is brown") :]
    assert words(text) == [1, 15, 8, 3]


def test_all_titles_gone_the_prompts_are_enough() -> None:
    text = "\n".join(line for line in fill().split("\n") if not line.startswith("### Question"))
    assert words(text) == [1, 15, 8, 3]


def test_parts_of_one_question_are_one_answer() -> None:
    text = fill(q4="One.\n\n### Question 4 (continued)\n\nTwo.\n\n#### Question 4\n\nThree.")
    report = parse(text.replace("### Question 4\n\n> **What", "### Question 4.1\n\n> **What"))
    assert report.extras == ()
    assert "Three." in report.answers[3].text


@pytest.mark.parametrize("title", ["**Looking back**", "# Looking back", "## Looking forward"])
def test_a_section_in_another_dress_stands_in_no_answer(title: str) -> None:
    assert words(fill().replace("## Looking back", title)) == [1, 15, 8, 3]


@pytest.mark.parametrize("box", ["*[x]", "- \\[x\\]", "> * [x]", "* **[x]**", "* [done]", "1. [X]"])
def test_boxes_as_people_write_them(box: str) -> None:
    items = parse(fill().replace("* [ ] Wash", f"{box} Wash")).checklist
    assert (items[0].text, items[0].checked) == ("Wash your hands", True)


def test_a_dash_of_any_length_is_no_tick() -> None:
    assert not parse(fill().replace("* [ ] Wash", "* [–] Wash")).checklist[0].checked


def test_a_checklist_that_was_moved_to_the_end_is_found() -> None:
    text = fill()
    start, stop = text.index("## Checklist"), text.index("## The group")
    moved = text[:start] + text[stop:] + "\n" + text[start:stop]
    report = parse(moved)
    assert len(report.checklist) == 3
    assert report.answers[3].plain == "Take your time."
