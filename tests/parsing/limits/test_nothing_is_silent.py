"""A number beside the noun of a unit is read, or reported, whatever is around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.languages.english import ENGLISH
from mkdocs_report.parsing.limits.parser import read_prompt
from mkdocs_report.parsing.limits.vocabulary import phrases

AROUND = [
    *(
        "write",
        "add",
        "about",
        "at least",
        "at most",
        "between",
        "and",
        ",",
        ".",
        ";",
        ":",
        "(",
        ")",
        "to",
        "-",
        "two",
        "each",
    ),
    *(
        "per",
        "answer",
        "question",
        "section",
        "if possible",
        "optional",
        "more than",
        "fewer",
        "maximum",
        "minimum",
        "limit",
    ),
    *(
        "a",
        "for",
        "in",
        "is",
        "exactly",
        "around",
        "should",
        "must",
        "please",
        "describe",
        "use",
        "include",
        "recommended",
    ),
    *("xanok", "plimut", "it", "has", "of", "with"),
]
NOUNS = [" ".join(next(iter(phrases(plural)))) for _, plural in ENGLISH.units.values()]
some = st.lists(st.sampled_from(AROUND), max_size=6).map(" ".join)


@given(some, st.sampled_from(NOUNS), some)
def test_no_number_is_lost(before: str, noun: str, after: str) -> None:
    """A number beside the noun of a unit is read, or there is a warning with it, whatever the other words are."""
    sentence = f"{before} 70 {noun} {after}"
    assert any("70" in statement.clause.quote for statement in read_prompt([sentence]).statements)


@given(some, some)
def test_a_number_of_an_unknown_thing_is_no_limit_without_a_warning(before: str, after: str) -> None:
    """What a statement about an unknown thing says is never read silently, whatever the sentences around it are."""
    paragraphs = [before, "", "The xanok plimut 70 words.", "", after]
    (statement,) = [each for each in read_prompt(paragraphs).statements if "70" in each.clause.quote]
    assert statement.unread


@given(st.lists(st.sampled_from([*AROUND, "70", "or", "not", "without", "the", "code", *NOUNS]), max_size=40))
def test_whatever_is_written_can_be_read(words: list[str]) -> None:
    for statement in read_prompt([" ".join(words)]).statements:
        assert statement.clause.quote
        assert statement.quantity is None or statement.quantity.unit in Unit
