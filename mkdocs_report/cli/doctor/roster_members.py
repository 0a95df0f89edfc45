"""Warnings about members of a roster that may not be people, or cannot be masked. No warning repeats a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mkdocs_report.config.roster import Roster
from mkdocs_report.masking.folding import cased_words, fold, words_of
from mkdocs_report.masking.matching import Member, PersonMatcher, is_common_word
from mkdocs_report.masking.number_patterns import number_pattern

_NO_PERSON = frozenset(
    """
    analyser analysis analyzer app application bot chatbot classification classifier classifying course dashboard
    dataset detecting detection detector exam forecast forecasting forecaster generation generator group image
    learning machine mlops model network pipeline platform predicting prediction predictor project recognition
    recommender segmentation sentiment summarizer system team text tool tracker tracking using website
    """.split()
)
"""Words in names of projects that are not names of people."""


def member_warnings(roster: Roster, texts: Iterable[str], number: str) -> Iterator[tuple[str, int]]:
    """Yield the warnings about members of a roster, as sentences, each with the line of the roster.

    Args:
        roster: the roster.
        texts: titles and texts of reports. A name that is a title, or appears in lower case, may be that of a project.
        number: what a student number looks like, a regular expression.
    """
    pattern = number_pattern(number)
    common = set(_common(roster, texts))
    for entry in roster.entries:
        if not entry.members:
            yield "This line names no member, so no name is masked as one of its group.", entry.line
        for member in entry.members:
            if is_common_word(member.name):
                yield "A name in this line may be an ordinary word, so it is not masked.", entry.line
            elif member.number.isdecimal() and not member.name and not pattern.fullmatch(member.number):
                yield "A member in this line is a number without letters. It is masked in all reports.", entry.line
            elif member.name in common or _is_project(member.name):
                yield "A name in this line may be that of a project. It is masked in all reports.", entry.line


def _is_project(name: str) -> bool:
    words = words_of(name)
    return not _NO_PERSON.isdisjoint(words) or any(map(str.isdecimal, "".join(words)))


def _common(roster: Roster, texts: Iterable[str]) -> Iterator[str]:
    """Yield the names of several words that equal a text, or appear in one in lower case."""
    people = [Member(member.name) for entry in roster.entries for member in entry.members]
    matcher, names = PersonMatcher(people), {member.key: member.name for member in people}
    for text in texts:
        folded = fold(text)
        words = cased_words(text, folded)
        for found in matcher.find(text, folded, words) if matcher.may_find(words) else ():
            name, part = names[found.key].casefold().split(), text[found.start : found.end].split()
            if len(name) > 1 and (part == name or (len(text) < 999 and text.casefold().split() == name)):
                yield names[found.key]
