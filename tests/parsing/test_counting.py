"""Units are counted as a reader counts them, and the numbers of other conventions are known."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.counting.characters import clusters, code_points, utf16_units
from mkdocs_report.parsing.counting.parts import MAX_PARTS, find_parts
from mkdocs_report.parsing.counting.sentences import split_sentences
from mkdocs_report.parsing.counting.tally import Tally
from mkdocs_report.parsing.counting.units import count
from mkdocs_report.parsing.counting.zones import BlockZone, zoned
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.block_reader import read_blocks
from mkdocs_report.parsing.markdown.content import count_words


def counted(unit: Unit, text: str, *excluding: str) -> Tally:
    return count(unit, zoned(read_blocks(engine.render(text))), text, excluding)


def numbers(unit: Unit, text: str, *excluding: str) -> tuple[int, int, int]:
    """Return the smallest number of any convention, the one that decides, and the largest."""
    tally = counted(unit, text, *excluding)
    return tally.range[0], tally.number, tally.range[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (0, 0, 0)),
        ("four", (4, 4, 4)),
        ("two words", (8, 9, 9)),
        ("soft\nwrapped   line", (15, 17, 19)),  # 19 in the source
        ("**bold** and `code`", (11, 13, 19)),
        ("[text](https://example.org)", (4, 4, 27)),
        ("One.\n\nTwo.", (8, 9, 10)),
        ("caf\u00e9", (4, 4, 4)),
        ("cafe\u0301", (4, 4, 5)),
        ("\U0001f469\u200d\U0001f52c", (1, 3, 5)),  # a scientist: three code points, five UTF-16 units
        ("\U0001f1e9\U0001f1f0", (1, 2, 4)),  # a flag
        ("Done :tada:", (4, 11, 11)),
        ("so $x + y$ is", (4, 13, 13)),
        ("text\n\n```\ncode\n```", (4, 4, 18)),
        ("| a |\n|---|\n| b |", (0, 0, 17)),
        ("note[^1]\n\n[^1]: here", (4, 9, 20)),
        ("<!-- hidden -->", (0, 0, 15)),
        ("![a long text](figures/a.png)", (0, 0, 29)),
    ],
)
def test_characters(text: str, expected: tuple[int, int, int]) -> None:
    assert numbers(Unit.CHARACTERS, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (0, 0, 0)),
        ("One. Two! Three?", (3, 3, 3)),
        ("One. Two", (2, 2, 2)),
        ("No full stop", (1, 1, 1)),
        ("We saw it, e.g. in Fig. 2 of Dr. Smith. Then we left.", (2, 2, 5)),
        ("It took 3.5 s. The file main.py ran.", (1, 2, 2)),
        ("It drew 3 A. We stopped. See part b. Then go.", (2, 4, 4)),
        ("Really?! Yes... And so on.", (3, 3, 3)),
        ("He said “Stop.” Then he left.", (2, 2, 2)),
        ("Flour, salt, etc. We mixed it.", (1, 2, 2)),
        ("Flour, salt, etc. are mixed.", (1, 1, 2)),
        ("J. R. Smith wrote it.", (1, 1, 3)),
        ("Wir haben z. B. Mehl, d. h. Weizen, benutzt.", (1, 1, 5)),
        ("1. Mix it.\n2. Bake it.", (2, 2, 2)),
        ("- flour\n- salt", (0, 2, 2)),
        ("We used:\n\n- flour\n- salt", (0, 3, 3)),
        ("# Method\n\nWe baked.", (1, 1, 2)),
        ("We baked.\n\n> A quote. Of two.", (3, 3, 3)),
        ("We baked.\n\n```\nOne. Two.\n```", (1, 1, 1)),
        ("We baked.[^1]\n\n[^1]: At night.", (1, 2, 2)),
        ("日本語。二つ目。", (2, 2, 2)),
        ("![One. Two.](figures/a.png)", (0, 0, 0)),
    ],
)
def test_sentences(text: str, expected: tuple[int, int, int]) -> None:
    assert numbers(Unit.SENTENCES, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (0, 0, 0)),
        ("One.\n\nTwo.", (2, 2, 2)),
        ("One,\nsoft wrapped.", (1, 1, 1)),
        ("One  \nwith a line break.", (1, 1, 2)),
        ("# Title\n\nOne.", (1, 1, 2)),
        ("One.\n\n- a\n- b", (1, 1, 3)),
        ("We used:\n\n- flour\n- salt", (0, 1, 3)),
        ("> Quoted.", (0, 0, 1)),
        ("![a](b.png)\n\nOne.", (1, 1, 1)),
        ("One.\n\n![a](b.png)\n\nFigure 1: The loaf.", (1, 1, 2)),
        ("One.\n\n## References\n\n[1] Smith, 2020.", (1, 1, 3)),
        ("One.[^1]\n\n[^1]: A note.", (1, 1, 2)),
        ("One.\n\n---\n\n***", (1, 1, 1)),
        ("| a |\n|---|\n| b |", (0, 0, 0)),
        ("<div>Bare text</div>", (1, 1, 1)),
    ],
)
def test_paragraphs(text: str, expected: tuple[int, int, int]) -> None:
    assert numbers(Unit.PARAGRAPHS, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (0, 0, 0)),
        ("[a](https://example.org/a) and https://example.org/b", (2, 2, 2)),
        ("[a](https://example.org/a), [again](http://www.example.org/a/#top)", (1, 1, 2)),
        ("[file](data/a.csv)", (0, 1, 1)),
        ("[above](#method)", (0, 0, 1)),
        ("[plot](figures/a.png)", (0, 0, 1)),
        ("[![plot](figures/a.png)](https://example.org)", (0, 0, 1)),
        ("![plot](https://example.org/a.png)", (0, 0, 1)),
        ("write to baker@example.org", (0, 0, 1)),
        ("see example.org/paper", (0, 0, 1)),
        ("`https://example.org/a`", (0, 0, 1)),
        ("doi:10.1000/182 says so", (0, 0, 1)),
        ("[x](javascript:alert)", (0, 0, 1)),
        ("## References\n\n[1] Smith, A book, 2020.\n[2] Jones, Another book.", (0, 0, 2)),
        ("## Sources\n\n- Smith, 2020\n- https://example.org/a", (1, 1, 2)),
        ("So it is.[^1]\n\n[^1]: Smith, A book on bread.", (0, 0, 1)),
    ],
)
def test_links(text: str, expected: tuple[int, int, int]) -> None:
    assert numbers(Unit.LINKS, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (0, 0, 0)),
        ("| a |\n|---|\n| b |", (1, 1, 1)),
        ("- | a |\n  |---|\n  | b |", (1, 1, 1)),
        ("> | a |\n> |---|\n> | b |", (1, 1, 1)),
        ("<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>", (1, 1, 1)),
        ("<table><tr><td><img src='a.png'></td></tr></table>", (0, 1, 1)),
        ("| a | b |\n| 1 | 2 |", (0, 0, 1)),
        ("```\n| a |\n|---|\n```", (0, 0, 1)),
        ("![t](table.png)\n\nTable 1: Results", (0, 0, 1)),
        ("cat a | sort", (0, 0, 0)),
    ],
)
def test_tables(text: str, expected: tuple[int, int, int]) -> None:
    assert numbers(Unit.TABLES, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (0, 0, 0)),
        ("```\na\n```", (1, 1, 1)),
        ("~~~python\na\n~~~", (1, 1, 1)),
        ("Text\n\n    indented", (1, 1, 1)),
        ("- item\n\n  ```\n  a\n  ```", (1, 1, 1)),
        ("> ```\n> a\n> ```", (1, 1, 1)),
        ("`inline` code", (0, 0, 0)),
        ("`make all`", (0, 0, 1)),
        ("```\n```", (0, 0, 1)),
        ("```\na\n```\n\n```\nb\n```", (1, 2, 2)),
        ("```\na\n```\n\nand\n\n```\nb\n```", (2, 2, 2)),
        ("```mermaid\na\n```", (0, 1, 1)),
        ("<pre>a</pre>", (1, 1, 1)),
        ("```\nnever closed", (1, 1, 1)),
    ],
)
def test_code_blocks(text: str, expected: tuple[int, int, int]) -> None:
    assert numbers(Unit.CODE_BLOCKS, text) == expected


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("Seven plain words stand in this line.", 7),
        ("Four words[^1] stand here.\n\n[^1]: And three more.", 4),
        ("So $a + b = c$ holds here.", 3),
        ("It costs $5 and not $6 today.", 7),
        ("We did it :tada: today.", 4),
        ("At 10:30:15 we left.", 4),
        ("Two words.\n\n## References\n\n[1] Smith, A book, 2020.", 3),
        ("Two words.\n\n**Sources:**\n\n- Smith, A book", 2),
        ("Two words.\n\n![a](b.png)\n\nFigure 1: The loaf.", 2),
        ("Two words.\n\n![a](b.png)\n\n*The brown loaf*", 2),
        ("Two words.\n\n*All of it in italics.*", 7),
        ("<figure><img src='a.png'><figcaption>The loaf</figcaption></figure>", 0),
    ],
)
def test_words_that_some_conventions_leave_out(text: str, least: int) -> None:
    assert counted(Unit.WORDS, text).range[0] == least


EVERYTHING = """\
# Title

Two words.[^1]

![a](b.png)

*The caption*

```
code
```

| table |
|---|

## References

[1] Smith

[^1]: A note
"""


@pytest.mark.parametrize(
    ("excluding", "number"),
    [
        ((), 10),
        (("footnotes",), 8),
        (("references",), 8),
        (("captions",), 8),
        (("headings",), 8),
        (("code", "tables"), 10),
        (("footnotes", "references", "captions", "headings"), 2),
    ],
)
def test_what_the_prompt_leaves_out_is_in_no_convention(excluding: tuple[str, ...], number: int) -> None:
    tally = counted(Unit.WORDS, EVERYTHING, *excluding)
    assert tally.number == number
    if len(excluding) == 4:
        assert tally.others["with code blocks and tables"] == 4


def test_each_zone_is_found() -> None:
    blocks = zoned(read_blocks(engine.render(EVERYTHING)))
    assert {each.zone for each in blocks} == set(BlockZone) - {BlockZone.KEPT}


def test_lines_of_the_template_never_count_but_may_open_parts() -> None:
    text = "## Setup\n\n**Tools:**\n\nWe used two.\n\n## Result\n\n| a |\n|---|\n| 1 |"
    blocks = zoned(read_blocks(engine.render(text)), kept={1, 3, 7, 9, 10})
    assert count(Unit.WORDS, blocks, "", ()).number == 3
    assert count(Unit.PARAGRAPHS, blocks, "", ()).range == (1, 1)
    assert count(Unit.TABLES, blocks, "", ()).number == 1  # a row of it is the group's
    assert [part.label for part in find_parts(blocks)] == ["Setup", "Result"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Nothing here.", []),
        ("## One\n\na\n\n## Two\n\nb", ["One", "Two"]),
        ("### One\n\na\n\n#### Inner\n\n### Two\n\nb", ["One", "Two"]),
        ("## One\n\na\n\n## References\n\n[1] Smith", []),
        ("a) first\n\nb) second\n\nc) third", ["a)", "b)", "c)"]),
        ("a) first\nb) second", ["a)", "b)"]),
        ("**a)** first\n\n**b)** second", ["a)", "b)"]),
        ("(a) first\n\n(b) second", ["(a)", "(b)"]),
        ("i) first\n\nii) second", ["i)", "ii)"]),
        ("1. first\n\n2. second", ["1.", "2."]),
        ("1) first\n\n   more of it\n\n2) second", ["1.", "2."]),
        ("b) second\n\nc) third", []),
        ("a) first\n\nc) third", []),
        ("a) only one", []),
        ("- flour\n- salt", []),
        ("**Setup:** we did.\n\n**Result:** it rose.", ["Setup:", "Result:"]),
        ("**Setup**\n\nWe did.\n\n**Result**\n\nIt rose.", ["Setup", "Result"]),
        ("**Experiment 1** we did.\n\n**Experiment 2** it rose.", ["Experiment 1", "Experiment 2"]),
        ("**Very** good.\n\n**Not** so good.", []),
        ("\n\n".join(f"## {n}" for n in range(MAX_PARTS + 1)), []),
    ],
)
def test_parts(text: str, labels: list[str]) -> None:
    assert [part.label for part in find_parts(zoned(read_blocks(engine.render(text))))] == labels


def test_a_part_ends_where_the_next_begins() -> None:
    text = "Before.\n\na) One two.\n\n![x](y.png)\n\nb) Three.\n\n## References\n\n[1] Smith"
    first, second = find_parts(zoned(read_blocks(engine.render(text))))
    assert [count(Unit.WORDS, part.blocks, "").number for part in (first, second)] == [3, 3]
    assert [count(Unit.IMAGES, part.blocks, "").number for part in (first, second)] == [1, 0]


_PIECES = st.sampled_from(
    [
        *(
            "word",
            "two words.",
            "# Title",
            "- item",
            "1. first",
            "> quote",
            "a) part",
            "**bold:** text",
            "*soft*",
            "$x$",
        ),
        *("```\ncode\n```", "| a |\n|---|\n| b |", "![i](a.png)", "[l](https://example.org)", "[1] Smith", ":tada:"),
        *(
            "[^1]",
            "[^1]: note",
            "<table><tr><td>x",
            "</td></table>",
            "<pre>",
            "</pre>",
            "<li>",
            "</ul>",
            "<br>",
            "&amp;",
        ),
        *(
            "\U0001f469\u200d\U0001f52c",
            "e\u0301",
            "<!-- c -->",
            "**",
            "`",
            "Figure 1: x",
            "<sup>",
            "<a href=x>",
            "etc. We",
        ),
    ]
)
_TEXTS = st.lists(st.tuples(_PIECES, st.sampled_from([" ", "\n", "\n\n", "\n  "])), max_size=12).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


@given(_TEXTS)
def test_blocks_hold_the_words_of_an_answer_and_no_others(text: str) -> None:
    html = engine.render(text)
    assume('aria-label="Back to reference 1-2"' not in html)  # its number is no word of the group
    seen, blocks = engine.read(html), read_blocks(html)
    in_zones = dict.fromkeys(BlockZone, 0)
    for block, zone in zoned(blocks):
        in_zones[zone] += count_words(block.text)
    assert in_zones[BlockZone.TABLES] == count_words(seen.table_text)
    assert sum(in_zones.values()) == count_words(f"{seen.text} {seen.code_text} {seen.table_text}")


@given(_TEXTS)
def test_the_number_that_decides_is_one_of_the_conventions(text: str) -> None:
    for unit in Unit:
        tally = counted(unit, text)
        assert 0 <= tally.range[0] <= tally.number <= tally.range[1]
        if unit not in {Unit.WORDS, Unit.CHARACTERS}:
            assert len(tally.items) == tally.number


@given(_TEXTS, _TEXTS)
def test_more_text_has_no_fewer_sentences(text: str, more: str) -> None:
    apart = f"{text}\n\n</table></pre>\n\n---\n\n{more}"
    if "<" not in text and "`" not in text and "*" not in text:
        assert counted(Unit.SENTENCES, apart).number >= counted(Unit.SENTENCES, text).number


@given(st.text(max_size=40))
def test_characters_are_never_more_than_their_code_points(text: str) -> None:
    assert clusters(text) <= code_points(text) <= max(utf16_units(text), code_points(text))


@given(st.text(alphabet="aB .!?…1)”\n", max_size=40))
def test_sentences_lose_no_words(text: str) -> None:
    found = split_sentences(text)
    assert " ".join(found.found).split() == text.split() or not any(map(str.isalnum, text))
    assert found.least <= len(found.found) <= found.most
