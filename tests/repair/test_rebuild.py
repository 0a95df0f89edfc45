"""A group's answers, moved into a clean copy of the template: what is kept, where, and what is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from mkdocs_report.errors import RepairError
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.repair.rebuild import Repaired, repair
from mkdocs_report.repair.verify import STRUCTURE, RebuiltCopy, check_answers, check_structure, check_words
from tests.support.reports import TEMPLATE, answer_text, any_image, fill, matcher, parse, rules


def repaired(text: str | bytes, *templates: str) -> Repaired:
    data = text.encode() if isinstance(text, str) else text
    versions = TemplateVersions([matcher(each) for each in templates or (TEMPLATE,)])
    return repair(decode(data, "README.md"), versions, any_image)


def text_of(text: str, *templates: str) -> str:
    new = "\n".join(repaired(text, *templates).lines) + "\n"
    assert repaired(new, *templates).lines == tuple(new.split("\n")[:-1])
    return new


def test_a_filled_template_is_left_as_it_is() -> None:
    assert text_of(fill()) == fill()


def test_an_empty_template_is_left_as_it_is() -> None:
    assert text_of(TEMPLATE) == TEMPLATE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("> Answer:\n\nTake your time.", "> Answer: Take your time."),
        ("> Answer:\n\nTake your time.", "> Answer:\n>\n> Take your time."),
        ("> Answer:\n\nTake your time.", "Take your time."),
        ("Take your time.", "Take your time.\n\n--- question 4 fill here ---"),
        ("Take your time.", "Take your time. --- question 4 fill here ---"),
        ("> **What would you tell somebody who bakes for the first time?**\n>\n> Answer:\n", ""),
        ("### Question 4\n", ""),
        ("### Question 4\n", "**Question 4**\n"),
        ("## Looking back\n", ""),
        ("## Looking back\n", "## Lookin back\n"),
        ("## The bread\n\n> In this section we want to learn about the bread that you have made together.\n", ""),
        ("Replace the lines between dashes.\n", ""),
        ("* [ ] Clean the table\n", ""),
        ("> *We used ... flour and ... water, and kneaded for ... minutes.*\n", ""),
    ],
)
def test_what_was_deleted_or_moved_is_put_back(old: str, new: str) -> None:
    assert old in fill()
    result = text_of(fill().replace(old, new))
    assert answer_text(result, 4) == "Take your time."
    assert not STRUCTURE & set(rules(result))
    assert fill().splitlines()[0] == result.splitlines()[0]


def test_questions_are_put_in_order() -> None:
    head, one, two, three, four = fill().split("### Question ")
    moved = "### Question ".join([head, one, three.replace("## Looking back\n", ""), two, four])
    result = text_of(moved)
    assert [line for line in result.split("\n") if line.startswith("### Q")] == [
        f"### Question {n}" for n in range(1, 5)
    ]


def test_an_unanswered_question_has_its_marker_again() -> None:
    assert text_of(fill(q4="")) == fill(q4="--- question 4 fill here ---")


def test_a_note_that_nobody_sees_stays_in_its_question() -> None:
    result = text_of(fill(q4="<!-- Ada writes this\n\non Friday -->"))
    assert result.endswith("--- question 4 fill here ---\n\n<!-- Ada writes this\non Friday -->\n")


class TestOutsideOfAnswers:
    def test_a_title_a_preamble_and_a_section_stay_where_they_stood(self) -> None:
        text = fill().replace("## Checklist\n", "We are the bakers.\n\n## Our oven\n\nIt is old.\n\n## Checklist\n")
        assert text_of(text) == text

    def test_a_title_of_ones_own_takes_the_place_of_the_templates(self) -> None:
        text = fill().replace("# Report on the kitchen", "# Rye, by group 7")
        assert text_of(text) == text
        preamble = "# Report on the kitchen\n\nReplace the lines between dashes.\n"
        assert text_of(fill().replace(preamble, "# Rye, by group 7\n")) == text

    def test_a_title_beside_the_templates_stays_beside_it(self) -> None:
        text = "# Rye, by group 7\n\n" + fill()
        assert text_of(text) == text

    def test_front_matter_stays_on_top(self) -> None:
        text = "---\ntitle: Bread\n---\n\n" + fill().replace("# Report on the kitchen\n\n", "")
        assert text_of(text).startswith("---\ntitle: Bread\n---\n# Report on the kitchen\n")

    def test_ticks_are_kept_and_written_as_github_shows_them(self) -> None:
        text = fill().replace("[ ] Wash", "[✓] Wash").replace("[ ] Read", "[X] Read").replace("[ ] Clean", "[-] Clean")
        result = text_of(text)
        assert "* [x] Wash" in result
        assert "* [X] Read" in result
        assert "* [-] Clean" in result

    def test_items_of_ones_own_are_kept_but_are_no_items_of_the_templates_list(self) -> None:
        text = fill().replace("* [ ] Clean the table\n", "* [ ] Clean the table\n* [x] Feed the cat\n* [ ] Sing\n")
        result = text_of(text)
        assert "* [ ] Clean the table\n* ☑ Feed the cat\n* ☐ Sing\n" in result
        assert "checklist-changed" not in rules(result)

    def test_a_reworded_item_is_kept_and_its_tick_counts(self) -> None:
        result = text_of(fill().replace("* [ ] Clean the table", "* [x] Clean the big table"))
        assert "* [x] Clean the table\n* ☑ Clean the big table\n" in result

    def test_moved_items_keep_their_ticks(self) -> None:
        text = fill().replace("* [ ] Wash your hands\n", "").replace("table\n", "table\n* [x] Wash your hands\n")
        result = text_of(text)
        assert result.count("Wash your hands") == 1
        assert "* [x] Wash your hands" in result

    def test_a_note_under_an_item_is_no_part_of_it(self) -> None:
        result = text_of(fill().replace("* [ ] Clean the table\n", "* [x] Clean the table\n  with a wet cloth\n"))
        assert "* [x] Clean the table\n\n  with a wet cloth\n" in result

    def test_a_question_of_ones_own_is_kept_before_the_sections_first(self) -> None:
        text = fill().replace(
            "## Looking back", "### Question 9\n\n> **Why?**\n>\n> Answer:\n\nBecause.\n\n## Looking back"
        )
        result = text_of(text)
        assert "**Question 9**\n\n> **Why?**\n>\n> Answer:\n\nBecause.\n\n### Question 4" in result

    def test_a_second_answer_is_kept_apart_and_told_of(self) -> None:
        text = fill() + "\n### Question 2\n\n> Answer:\n\nSomething else.\n"
        result = text_of(text)
        assert "**Question 2**\n\nSomething else.\n" in result
        assert answer_text(result, 2) == answer_text(fill(), 2)
        line = text.split("\n").index("Something else.") - 3
        assert repaired(text).notes == (
            (line, "Question 2 is repeated here. The repetition was moved above the first question of the section."),
        )

    def test_an_untouched_second_copy_goes(self) -> None:
        assert text_of(fill() + "\n" + TEMPLATE[TEMPLATE.index("### Question 4") :]) == fill()

    def test_words_written_into_a_prompt_are_kept_above_the_sections_questions(self) -> None:
        text = fill().replace("*We used ... flour and", "*We used two kilos of rye flour and")
        result = text_of(text)
        kept = "**Question 2**\n\n> *We used two kilos of rye flour and ... water, and kneaded for ... minutes.*\n"
        assert result.index(kept) < result.index("### Question 2") < result.index("> *We used ... flour and")

    def test_a_rewrapped_blurb_is_the_templates(self) -> None:
        text = fill().replace("about the bread that", "about the bread\n> that")
        assert text_of(text) == fill()

    def test_code_is_kept_whole(self) -> None:
        code = "```bash\n# how we bake\nbake --now\n\n* [✓] no item\n```\n\n"
        text = fill().replace("## Checklist\n", f"{code}## Checklist\n")
        assert text_of(text) == text


class TestAnswers:
    def test_headings_become_bold_text(self) -> None:
        result = text_of(fill(q4="First\n# The oven #\nIt was hot.\n\nThe end\n=======\nDone."))
        assert answer_text(result, 4) == "First\n\n**The oven**\n\nIt was hot.\n\n**The end**\n\nDone."

    def test_any_number_of_headings_and_open_fences(self) -> None:
        text = fill(q4="# one\n" * 2000).replace("## Checklist", "```x\n" * 2000 + "## Checklist")
        result = text_of(text)
        assert answer_text(result, 4).count("**one**") == 2000
        assert "### Before" in result

    def test_headings_in_html_become_paragraphs(self) -> None:
        assert answer_text(text_of(fill(q4="<h2>Slow</h2>\n\nTake your time.")), 4) == "<p>Slow</p>\n\nTake your time."

    def test_a_rule_glued_to_a_paragraph_stays_a_rule(self) -> None:
        assert answer_text(text_of(fill(q4="Name  Lines\n---\na 3")), 4) == "Name  Lines\n\n---\na 3"

    @pytest.mark.parametrize("opening", ["```python", "~~~~", "<pre>", "<!-- hidden"])
    def test_what_was_left_open_is_closed(self, opening: str) -> None:
        result = text_of(fill(q2=f"Before.\n\n{opening}\nx = 1"))
        assert "unclosed-fence" not in rules(result)
        assert answer_text(result, 3) == answer_text(fill(), 3)
        assert opening in answer_text(result, 2)

    def test_git_s_marks_go_and_both_versions_stay(self) -> None:
        text = fill(q4="<<<<<<< HEAD\nTake your time.\n=======\nHurry.\n>>>>>>> 0a1b2c3")
        line = text.split("\n").index("<<<<<<< HEAD") + 1
        assert repaired(text).notes == (
            (line, "Question 4 contains both versions of an unfinished merge. Delete one."),
        )
        assert answer_text(text_of(text), 4) == "Take your time.\n\nHurry."

    def test_images_and_links_lead_where_they_led(self) -> None:
        text = fill(q3="The loaf is brown, ![][loaf] and [here][1].") + "\n\n[loaf]: figures/loaf.png\n[1]: notes.md\n"
        before, after = parse(text), parse(text_of(text))
        for old, new in zip(before.answers, after.answers, strict=True):
            assert [i.src for i in old.images] == [i.src for i in new.images]
            assert [link.href for link in old.links] == [link.href for link in new.links]
        assert [i.src for i in after.answers[2].images] == ["figures/loaf.png"]

    def test_the_closest_template_is_used(self) -> None:
        other = TEMPLATE.replace("the first time", "the very first time").replace("### Before", "### First of all")
        assert repaired(fill(), other, TEMPLATE).lines == tuple(fill().split("\n")[:-1])


FREE = """\
# Field notes

## What did you measure?

> **Tell what you measured and how.**

## Why there?

> **Tell why.**
> 50 words.
"""
APART = """\
### Question 1

> **One thing to say here, please**
>
> Answer:

--- question 1 fill here ---

---

### Question 2

> **Another thing to say here, please**
>
> Answer:

--- question 2 fill here ---

---

## The end

* [ ] Sent it
"""
WRITE_HERE = """\
### Question 1
> **One thing to say here, please**
>
> Answer:

Write here what you want.

### Question 2
> **Another thing to say here, please**
>
> Answer:

Write here what you want.
"""


class TestOtherTemplates:
    """Without labels or markers, with rules between questions and a last section, with words for a marker."""

    @pytest.mark.parametrize("template", [FREE, APART, WRITE_HERE])
    def test_an_empty_one_is_left_as_it_is(self, template: str) -> None:
        assert text_of(template, template) == template

    @pytest.mark.parametrize(
        ("template", "text"),
        [
            (FREE, FREE.replace("how.**\n", "how.**\n\nThe depth.\n") + "\nBecause.\n"),
            (APART, APART.replace("--- question 1 fill here ---", "One.\n\n* two").replace("[ ]", "[x]")),
            (WRITE_HERE, WRITE_HERE.replace("Write here what you want.", "Mine.", 1)),
        ],
    )
    def test_a_filled_one_is_left_as_it_is(self, template: str, text: str) -> None:
        assert text_of(text, template) == text

    def test_what_is_wrong_is_mended(self) -> None:
        text = APART.replace("--- question 1 fill here ---", "# One").replace("### Question 2\n\n", "")
        text = text.replace("--- question 2 fill here ---", "Two.").replace("* [ ] Sent it", "* [*] Sent it\n\nBye.")
        assert text_of(text, APART) == (
            APART.replace("--- question 1 fill here ---", "**One**")
            .replace("--- question 2 fill here ---", "Two.")
            .replace("* [ ] Sent it", "* [x] Sent it\n\nBye.")
        )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "README.md:1: The file has none of the template's questions."),
        (b"Nothing\n", "README.md:1: The file has none of the template's questions."),
        (
            fill().encode("utf-16"),
            "README.md:1: The file cannot be repaired: it contains UTF-16 text. Save it as UTF-8",
        ),
        (fill().encode() + b"\xe6\n", "it contains the byte 0xE6. Save it as UTF-8"),
    ],
)
def test_what_can_not_be_repaired_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(RepairError) as caught:
        repaired(data)
    assert message in str(caught.value)


class TestTheGuarantee:
    """What stands between a mistake of ours and a group's report."""

    @staticmethod
    def lines(text: str) -> Sequence[str]:
        return text.split("\n")

    @pytest.mark.parametrize(
        ("answer", "part"),
        [
            ("Take time.", "words"),
            ("Your take time.", "words"),
            ("Take your time. `x`", "words"),
            ("Take your time.\n\n```\nx\n```", "words in code"),
            ("Take your time.\n\n![](figures/b.png)", "images"),
            ("Take your [time](b.md).", "links"),
            ("", "words"),
        ],
    )
    def test_another_answer_is_refused(self, answer: str, part: str) -> None:
        before = parse(fill())
        check_answers(before, before)
        with pytest.raises(RepairError) as caught:
            check_answers(before, parse(fill(q4=answer)))
        line = self.lines(fill()).index("Take your time.") + 1
        assert str(caught.value).startswith(f"README.md:{line}: The {part} of the answer to Question 4 would change")

    def test_a_lost_word_is_refused(self) -> None:
        source = decode((fill() + "unheard\n").encode(), "README.md")
        none = Counter[str]()
        check_words(source, source.lines, RebuiltCopy(list(source.lines), none, none, []))
        check_words(source, source.lines, RebuiltCopy(list(source.lines[:-1]), Counter(["unheard"]), none, []))
        for copy in (source.lines[:-1], source.lines):  # lost, or there only because the template says it, too
            placed = Counter(["unheard"]) if copy == source.lines else none
            with pytest.raises(RepairError, match=rf"README\.md:{len(source.lines)}: “unheard” would be lost"):
                check_words(source, source.lines, RebuiltCopy(list(copy), none, placed, []))

    def test_what_is_left_to_repair_is_refused(self) -> None:
        good = parse(fill())
        check_structure(good, good)
        with pytest.raises(RepairError, match="The section heading “The bread” is missing"):
            check_structure(good, parse(fill().replace("## The bread", "## X")))
