"""Where an answer is, wherever its group wrote it."""

import pytest

from tests.support.reports import TEMPLATE, answer_text, fill, parse

PROMPT = """\
> **Explain how you made the dough, and what you would do in another way next time.**
>
> Answer length: 10-20 words.
>
> Example:
> *We used ... flour and ... water, and kneaded for ... minutes.*
>
> Answer:

--- question 2 fill here ---
"""
OWN = "We mixed flour, water and salt in the evening and let it stand over night."


def changed(question: str) -> str:
    """The report with other lines in the place of question 2's."""
    text = fill(q2="--- question 2 fill here ---")
    assert PROMPT in text
    return text.replace(PROMPT, question)


PLACES = {
    "under the label": PROMPT.replace("--- question 2 fill here ---", OWN),
    "on the label's line": PROMPT.replace("> Answer:", f"> Answer: {OWN}"),
    "on the label's line, marker gone": PROMPT.replace("> Answer:\n\n--- question 2 fill here ---", f"> Answer: {OWN}"),
    "in the quote, under the label": PROMPT.replace("> Answer:", f"> Answer:\n> {OWN}"),
    "in the quote, above the label": PROMPT.replace("> Answer:", f"> {OWN}\n>\n> Answer:"),
    "in the quote, for the example": PROMPT.replace(
        "> Example:\n> *We used ... flour and ... water, and kneaded for ... minutes.*", f"> {OWN}"
    ),
    "above the marker": PROMPT.replace("--- question", f"{OWN}\n\n--- question"),
    "under the marker": PROMPT.replace("here ---\n", f"here ---\n\n{OWN}\n"),
    "on the marker's line": PROMPT.replace("here ---\n", f"here --- {OWN}\n"),
    "between dashes": PROMPT.replace("--- question 2 fill here ---", f"---\n\n{OWN}\n\n---"),
    "in the marker's dashes": PROMPT.replace("--- question 2 fill here ---", f"--- {OWN} ---"),
    "without the label": PROMPT.replace("> Answer:\n\n--- question 2 fill here ---", f"\n{OWN}"),
    "without the label, in the quote": PROMPT.replace("> Answer:\n\n--- question 2 fill here ---", f"> {OWN}"),
    "label erased to a quote sign": PROMPT.replace("> Answer:\n\n--- question 2 fill here ---", f"> \n\n{OWN}"),
    "without quote signs": PROMPT.replace("> ", "").replace(">\n", "\n").replace("--- question 2 fill here ---", OWN),
    "without a prompt": f"{OWN}\n",
    "before the prompt": f"{OWN}\n\n{PROMPT}",
    "label in bold": PROMPT.replace("> Answer:", "> **Answer:**").replace("--- question 2 fill here ---", OWN),
    "prompt wrapped by Prettier": (
        "> **Explain how you made the dough, and what you would do in another** > **way next time.**\n>\n"
        "> Answer length: 10-20 words.\n>\n> Example: _We used ... flour and ... water, and_ > _kneaded for_ > "
        f"_... minutes._\n>\n> Answer:\n\n{OWN}\n"
    ),
    "prompt misspelt": PROMPT.replace("how you made the", "how did you made the").replace(
        "--- question 2 fill here ---", OWN
    ),
    "marker in other dashes": PROMPT.replace("--- question 2 fill here ---", f"— question 2 fill here —\n\n{OWN}"),
}


@pytest.mark.parametrize("place", PLACES)
def test_an_answer_is_found(place: str) -> None:
    text = changed(PLACES[place])
    answer = parse(text).answers[1]
    assert answer.count.rendered == 15
    assert " ".join(answer.text.split()).strip("- ") == OWN
    lines = text.split("\n")
    assert [OWN in line for span in answer.ranges for line in lines[span.first - 1 : span.last]] == [True]
    others = parse(text).answers
    assert [a.count.rendered for a in others] == [1, 15, 8, 3]


@pytest.mark.parametrize(
    "left",
    [
        PROMPT,
        PROMPT.replace("--- question 2 fill here ---", ""),
        PROMPT.replace("--- question 2 fill here ---", "---\n\n---"),
        PROMPT.replace("--- question 2 fill here ---", "–– question 2 fill here ––"),
        PROMPT.replace("... water", "500 ml water"),
        PROMPT.replace("--- question 2 fill here ---", "> \n>"),
        "",
    ],
)
def test_nothing_of_substance_is_no_answer(left: str) -> None:
    answer = parse(changed(left)).answers[1]
    assert not answer.answered
    assert answer.ranges == ()


def test_a_filled_example_is_an_answer() -> None:
    filled = PROMPT.replace(
        "We used ... flour and ... water, and kneaded for ... minutes.",
        "We used 500 g flour and 300 ml water, and kneaded for ten minutes.",
    )
    assert (
        parse(changed(filled)).answers[1].text == "*We used 500 g flour and 300 ml water, and kneaded for ten minutes.*"
    )


@pytest.mark.parametrize(
    "inner",
    [
        "First we said:\n\nAnswer: no.\n\nThen we tried.",
        "Flour.\n\n## A heading of our own\n\nWater.",
        "```bash\n# a comment\nmake dough\n```\n\nDone.",
        "# not fenced\nRUN dough\n\nDone.",
        "We read:\n\n> Answer length: 10-20 words.\n\nand counted.",
        "One\n\n---\n\nTwo",
        "* a\n    * b\n\n    c",
    ],
)
def test_what_ends_no_answer(inner: str) -> None:
    assert answer_text(fill(q2=inner), 2) == inner


def test_a_marker_within_splits_the_answer() -> None:
    answer = parse(fill(q2="Flour.\n\n--- question 2 fill here ---\n\nWater.")).answers[1]
    assert len(answer.ranges) == 2
    assert answer.plain == "Flour. Water."
    assert answer.marker_line == answer.ranges[0].last + 2


def test_own_words_in_the_prompt_are_not_the_answer_where_there_is_another() -> None:
    text = changed(
        PROMPT.replace("> Example:", "> A draft of ours.\n>\n> Example:").replace("--- question 2 fill here ---", OWN)
    )
    answer = parse(text).answers[1]
    assert answer.text == OWN
    assert "A draft of ours." in answer.prompt


def test_quote_signs_are_taken_off_only_in_the_prompts_quote() -> None:
    assert answer_text(changed(PROMPT.replace("> Answer:", "> Answer:\n> one\n> > two")), 2) == "one\n> two"
    assert answer_text(fill(q2="She said:\n\n> more salt"), 2) == "She said:\n\n> more salt"


def test_sections_stand_in_no_answer() -> None:
    report = parse(TEMPLATE.replace("--- question 1 fill here ---", "7").replace("## The bread\n", ""))
    assert report.answers[0].text == "7"
    assert report.sections_missing == ("The bread",)


def test_a_renamed_section_stands_in_no_answer() -> None:
    assert answer_text(fill().replace("## Looking back", "## What we thought"), 3).endswith("(figures/loaf.png)")


LOAF = "![The loaf](figures/loaf.png)"


@pytest.mark.parametrize(
    "own", [f"> {LOAF}\n>\n> Answer:", f"> {LOAF}", f"\n{LOAF}", f"> Answer:\n> {LOAF}", f"> Answer:\n\n{LOAF}"]
)
def test_an_image_is_the_groups_even_in_words_of_the_prompt(own: str) -> None:
    template = TEMPLATE.replace("photographs of the loaf.", "photographs, as in [the loaf](figures/loaf.png).")
    text = template.replace("> Answer:\n\n--- question 3 fill here ---", own)
    assert text != template
    report = parse(text, template)
    assert [len(a.images) for a in report.answers] == [0, 0, 1, 0]


@pytest.mark.parametrize("edge", ["***", "___", "* * *", "<br>", "&nbsp;", "\\", "\u200b", '<a id="q"></a>', "- - -"])
def test_what_has_no_substance_at_the_edge(edge: str) -> None:
    assert answer_text(fill(q2=f"{edge}\n\n{OWN}\n\n{edge}"), 2) == OWN
    assert not parse(fill(q2=edge)).answers[1].answered


@pytest.mark.parametrize("unseen", ["```\n```", "<!-- later -->", "<div></div>", "#"])
def test_what_nobody_sees_is_no_answer(unseen: str) -> None:
    assert not parse(fill(q2=unseen)).answers[1].answered


@pytest.mark.parametrize(
    "cut", ["--- fill here ---", "--- question 2 ---", "--- 2 fill here ---", "--- question2 fill here ---"]
)
def test_a_part_of_the_marker_is_the_marker(cut: str) -> None:
    answer = parse(changed(PROMPT.replace("--- question 2 fill here ---", cut))).answers[1]
    assert not answer.answered
    assert answer.marker_line is not None


def test_what_a_template_leaves_in_the_place_of_an_answer_is_no_answer() -> None:
    template = TEMPLATE.replace("--- question 4 fill here ---", "asdf qwer\n  zxcv")
    report = parse(template, template)
    assert not report.answers[3].answered
    assert parse(template.replace("asdf qwer\n  zxcv", "Ours."), template).answers[3].text == "Ours."


def test_a_line_like_the_prompts_inside_an_answer_is_the_groups() -> None:
    own = "We had no scales.\n> We used 500 g flour and some water, and kneaded for ten minutes.\n> Good."
    quoted = PROMPT.replace("> Answer:\n\n--- question 2 fill here ---", f"> {own}")
    assert parse(changed(quoted)).answers[1].count.rendered == 18
    above = PROMPT.replace("> Answer:", f"> {own}\n>\n> Answer:")
    assert parse(changed(above)).answers[1].count.rendered == 18


GROUPS_LABELS = ("**Answer:** {}", "Answer: {}", "Answer:\n\n{}", "*Answer*\n{}", "> **Answer:** {}\n")


@pytest.mark.parametrize("label", GROUPS_LABELS)
@pytest.mark.parametrize(
    "end", [PROMPT.replace("--- question 2 fill here ---", ""), PROMPT.partition(">\n> Answer:")[0]]
)
def test_a_label_above_the_prompt_is_the_groups(label: str, end: str) -> None:
    answer = parse(changed(f"{label.format(OWN)}\n\n{end}")).answers[1]
    assert answer.text.strip("> ") == OWN
    assert answer.prompt[0].startswith("**Explain how")


def test_the_words_of_both_labels_are_the_groups() -> None:
    text = changed(f"Answer: First this.\n\n{PROMPT}").replace("--- question 2 fill here ---", "Then that.")
    assert parse(text).answers[1].plain == "First this. Then that."


@pytest.mark.parametrize("line", ["plain text", "Answer: of ours", "    indented", "[^2] too", "**bold**"])
def test_a_line_glued_to_the_prompts_quote_stands_in_it(line: str) -> None:
    answer = parse(fill(q2=line).replace(f"> Answer:\n\n{line}", f"> Answer:\n{line}")).answers[1]
    assert answer.in_prompt
    assert answer.text == line


@pytest.mark.parametrize("line", ["* a", "1. a", "# a", "```\na\n```", "<div>a</div>", "~~~\na\n~~~"])
@pytest.mark.parametrize("glue", ["\n", "\n>\n"])
def test_a_line_that_ends_the_prompts_quote_stands_below_it(line: str, glue: str) -> None:
    text = fill(q2=line).replace(f"> Answer:\n\n{line}", f"> Answer:{glue}{line}")
    assert not parse(text).answers[1].in_prompt


@pytest.mark.parametrize("quote", ["> more salt", "> [!NOTE]\n> more salt", "> one\n\n> two"])
def test_a_quote_of_the_groups_own_is_no_prompt(quote: str) -> None:
    answer = parse(fill(q2=quote)).answers[1]
    assert not answer.in_prompt
    assert answer.text == quote
    assert "<blockquote" in answer.html
    glued = parse(fill(q2=quote).replace(f"> Answer:\n\n{quote}", f"> Answer:\n{quote}")).answers[1]
    assert glued.in_prompt


@pytest.mark.parametrize(
    "heading", ["#### Question 3 was hard for us", "##### Question 3", "#### Question 2 again", "#### Question 1.5"]
)
def test_a_deeper_heading_that_begins_like_a_question_is_the_answers(heading: str) -> None:
    own = f"Flour.\n\n{heading}\n\nWater."
    report = parse(fill(q2=own))
    assert report.answers[1].text == own
    assert [answer.copies for answer in report.answers] == [()] * 4


def test_a_question_whose_heading_went_deeper_is_found() -> None:
    for text in (fill().replace("### Question 3", "#### Question 3"), fill().replace("### Question", "##### Question")):
        assert [answer.answered for answer in parse(text).answers] == [True] * 4
