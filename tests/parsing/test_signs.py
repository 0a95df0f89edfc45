"""Lines that look like nothing: signs without a letter that open or end something, or that a reader sees."""

from __future__ import annotations

from collections import Counter

import pytest

from mkdocs_report.errors import RepairError
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.lines import is_edge, normalised_words
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.repair.fix import find_fixes
from mkdocs_report.repair.rebuild import repair
from mkdocs_report.repair.verify import RebuiltCopy, check_file, check_shown
from mkdocs_report.rules.policy import Policy
from tests.support.reports import GOOD, TEMPLATE, answer_text, any_image, fill, matcher, parse, rules

COMMENTS = ("<!-- a note\nof ours\n-->", "> <!-- a note\n> of ours\n> -->", "<!--\na note\n--->", "<!-- a note\n  -->")
ENDS = (
    "-->",
    "> -->",
    "--->",
    "$$",
    ":::",
    "</details>",
    "</div>",
    "|---|",
    "[^1]:",
    "```",
    "> ```",
    "~~~",
    "]]>",
    "?>",
)
"""Lines that may end something, or are seen."""


def reader_sees(text: str) -> str:
    return engine.reader_text(engine.render(text))


def repaired(text: str) -> str:
    return "\n".join(repair(decode(text.encode(), "README.md"), TemplateVersions([matcher()]), any_image).lines) + "\n"


@pytest.mark.parametrize("line", ENDS)
def test_what_ends_something_is_no_edge(line: str) -> None:
    assert not is_edge(line)


@pytest.mark.parametrize("comment", COMMENTS)
def test_a_comment_at_the_end_of_an_answer_is_closed(comment: str) -> None:
    text = fill(q2=f"{GOOD[2]}\n\n{comment}")
    assert "unclosed-fence" not in rules(text)
    assert answer_text(text, 2).endswith(comment.rpartition("\n")[2])
    assert repaired(text) == text


@pytest.mark.parametrize("comment", COMMENTS)
@pytest.mark.parametrize("place", ["answer", "prompt", "blurb", "copy"])
def test_a_repair_hides_nothing_behind_a_comment(comment: str, place: str) -> None:
    text = fill(q4="Our very LASTWORDS.").replace("## The bread", "## Our bread")
    quoted = "\n".join(line if line[:1] == ">" else f"> {line}" for line in comment.split("\n"))
    put = {
        "answer": (GOOD[2], f"{GOOD[2]}\n\n{comment}"),
        "prompt": ("> Answer length: 10-20 words.\n", f"> Answer length: 10-20 words.\n{quoted}\n"),
        "blurb": ("## Looking back\n", f"## Looking back\n\n{comment}\n"),
        "copy": ("## Looking back\n", f"### Question 2\n\n{quoted}\n\n## Looking back\n"),
    }
    text = text.replace(*put[place])
    assert "LASTWORDS" in reader_sees(text)
    result = repaired(text)
    assert "LASTWORDS" in reader_sees(result)
    assert result.count("a note") == 1
    assert "a note" not in reader_sees(result)


@pytest.mark.parametrize("line", ENDS)
def test_a_line_of_signs_in_a_prompt_is_kept(line: str) -> None:
    own = f"> {line.lstrip('> ')}"
    text = fill().replace("> Answer length: 10", f"{own}\n> ours alone\n{own}\n> Answer length: 10")
    try:
        result = repaired(text)
    except RepairError as error:
        assert "nothing is written" in str(error)  # noqa: PT017 - either way nothing is lost
        return
    assert result.count(own.lstrip("> ")) - TEMPLATE.count(own.lstrip("> ")) >= 2


def test_the_end_of_a_comment_alone_is_no_answer() -> None:
    assert not parse(fill(q2="-->")).answers[1].answered
    assert "-->" in repaired(fill(q2="-->"))


def test_a_repair_that_would_hide_or_lose_a_word_is_refused() -> None:
    text = fill(q2=f"{GOOD[2]}\n\n<!-- a note\n-->")
    source = decode(text.encode(), "README.md")
    templates = fill(dict.fromkeys(GOOD, "")).split("\n")
    theirs = Counter(word for each in templates for word in normalised_words(each))
    check_file(source, source.lines, RebuiltCopy(list(source.lines), theirs, theirs, templates), matcher())
    for lost in ("-->", "Take your time."):
        lines = [line for line in source.lines if line != lost]
        with pytest.raises(
            RepairError, match=r"README\.md:\d+: “\w+” would no longer be visible on GitHub, so nothing was wr"
        ):
            check_file(source, source.lines, RebuiltCopy(lines, theirs, theirs, templates), matcher())
    after = parse(text)
    check_shown("README.md", after, source.lines)
    with pytest.raises(RepairError, match="would no longer be visible"):
        check_shown("README.md", after, [line for line in source.lines if line != "-->"])


def test_a_repair_that_can_not_close_a_comment_is_refused() -> None:
    with pytest.raises(RepairError):
        repaired(fill(q2=f"{GOOD[2]}\n\n> <!-- open\n\nMore words."))


@pytest.mark.parametrize("line", ["<!--", "-->", "```", "~~~", "<pre>", "$$", "> -->"])
def test_a_fix_leaves_the_lines_around_it(line: str) -> None:
    text = fill(q2=f"{line}\n--- question 2 fill here ---\n{line}\n{GOOD[2]}").replace("[ ] Wash", "[✓] Wash")
    fixes = find_fixes(decode(text.encode(), "README.md"), TemplateVersions([matcher()]), any_image, Policy())
    lines: list[str | None] = list(text.split("\n"))
    for each in fixes:
        lines[each.line - 1] = each.new
    after = "\n".join(each for each in lines if each is not None)
    old, new = (normalised_words(reader_sees(each).replace("question 2 fill here", "")) for each in (text, after))
    assert old == new
    assert [each for each in after.split("\n") if each == line] == [line, line]


def test_a_question_in_a_closed_comment_is_not_there_and_the_comment_is_not_open() -> None:
    text = fill().replace("### Question 3", "<!--\n### Question 3").replace("## Looking back", "-->\n\n## Looking back")
    assert {"question-missing"} <= set(rules(text))
    assert "unclosed-fence" not in rules(text)
    open_text = fill().replace("### Question 3", "<!--\n### Question 3")
    assert "unclosed-fence" in rules(open_text)
    assert parse(open_text).answers[2].answered


@pytest.mark.parametrize(
    "inner", ["* ```\n  code", "* item\n\n  ~~~\n  code", "> ```\n> code", "1. a\n   ```\n   code"]
)
def test_a_fence_ends_with_the_list_or_quote_that_it_stands_in(inner: str) -> None:
    text = fill(q2=f"{GOOD[2]}\n\n{inner}\n\nMore: #### no heading")
    assert "unclosed-fence" not in rules(text)
    swallowed = fill(q3=f"{inner}\n## Ours\n\n{GOOD[3]}")
    assert [heading.text for heading in parse(swallowed).answers[2].headings] == ["Ours"]


@pytest.mark.parametrize("opening", ["* <!-- a", "> <!-- a", "1. x\n   <!-- a"])
def test_a_comment_left_open_in_a_list_or_a_quote_hides_all_that_follows(opening: str) -> None:
    text = fill(q2=f"{GOOD[2]}\n\n{opening}")
    assert "unclosed-fence" in rules(text)
    result = repaired(text)
    assert "unclosed-fence" not in rules(result)
    assert "Take your time" in reader_sees(result)
    assert "Take your time" not in reader_sees(text)
