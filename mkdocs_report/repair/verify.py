"""Check that a repaired report has lost no text of the group and needs no further repair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_report.errors import RepairError
from mkdocs_report.model.report import Report
from mkdocs_report.model.template import question_name
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.definitions import definitions
from mkdocs_report.parsing.markdown.lines import normalised_words
from mkdocs_report.parsing.report.outline import outline
from mkdocs_report.parsing.source import Source
from mkdocs_report.parsing.template.matcher import TemplateMatcher
from mkdocs_report.repair.answer_content import CONTENT_PARTS, content_of, content_of_text, reader_words, word_counts
from mkdocs_report.rules.judge import FAMILIES, judge
from mkdocs_report.rules.policy import Policy

STRUCTURE = frozenset(rule.name for rule in FAMILIES["Structure"]) - {"text-outside-questions"}
"""The rules that a repaired report must pass; text outside of the questions stays there."""


@dataclass(frozen=True, slots=True)
class RebuiltCopy:
    """A clean copy of a template with the answers of a report.

    - `lines`: the lines of the copy
    - `dropped`: words of the report that the copy need not have: of markers, labels, lines of the template
    - `placed`: words that come from the template
    - `templates`: the lines of the copy without those of the group
    """

    lines: list[str]
    dropped: Counter[str]
    placed: Counter[str]
    templates: list[str]


def check_answers(before: Report, after: Report) -> None:
    """Check that every answer has the same content for a reader.

    Raises:
        RepairError: an answer differs.
    """
    for old, new in zip(before.answers, after.answers, strict=True):
        if old.beyond or new.beyond:
            same = old.text.split() == new.text.split()
            differing = "words"
        else:
            contents = (
                (content_of_text(old.text), content_of_text(new.text))
                if old.unclosed
                else (content_of(old), content_of(new))
            )
            pairs = zip(CONTENT_PARTS, *contents, strict=True)
            differing = next((part for part, one, other in pairs if one != other), "")
            same = not differing and old.answered == new.answered
        images = [[(image.src, image.file.path) for image in each.images] for each in (old, new)]
        if not same or (images[0] != images[1] and not old.unclosed):
            raise RepairError(
                before.path,
                old.line,
                f"The {differing or 'images'} of the answer to {question_name(old.question)} would change"
                " in a clean copy of the template, so nothing was written. Fix the findings of `check` there by hand.",
            )


def check_words(source: Source, before: Sequence[str], copy: RebuiltCopy) -> None:
    """Check that every word of the group is in the copy, not counting the words of the template.

    Args:
        source: the report, for the line in an error.
        before: the lines that were copied: those of the report, or of an earlier copy.
        copy: the result.

    Raises:
        RepairError: a word is lost.
    """
    own = word_counts(before) - copy.dropped
    lost = own - (word_counts(copy.lines) - copy.placed)
    if not lost:
        return
    line = next((i for i, text in enumerate(source.lines, 1) if lost.keys() & set(normalised_words(text))), 1)
    raise RepairError(
        source.path,
        line,
        f"“{next(iter(lost))[:60]}” would be lost, so nothing was written. Fix the findings of `check` there by hand.",
    )


def check_file(source: Source, before: Sequence[str], copy: RebuiltCopy, matcher: TemplateMatcher) -> None:
    """Check that the whole file, as GitHub shows it, has lost and hidden no word.

    An open fence shows the source of all lines below, with addresses and marks of boxes. For such a file, only words
    that each line shows by itself are required.

    Args:
        source: the report, for the line in an error.
        before: the lines that were copied.
        copy: the result.
        matcher: the template of the copy.

    Raises:
        RepairError: a word is no longer visible.
    """
    expected = Counter(reader_words(before))
    if any(not block.closed for block in outline(before, matcher).blocks):
        expected &= Counter(word for line in before for word in reader_words([line]))
    expected.subtract(copy.dropped)
    template = matcher.template.lines
    shown, from_template = Counter(reader_words(copy.lines)), Counter(reader_words(copy.templates))
    written_otherwise = set(reader_words(template)) - word_counts(template).keys()  # such as `caf&eacute;`
    for word in expected.keys() | from_template.keys():
        if expected[word] > shown[word] - from_template[word] and word not in written_otherwise:
            line = next((i for i, text in enumerate(source.lines, 1) if word in normalised_words(text)), 1)
            raise _hidden_word_error(source.path, line, word)


def check_shown(path: str, after: Report, lines: Sequence[str]) -> None:
    """Check that GitHub shows each answer of the copy completely, in the order of the template.

    Raises:
        RepairError: a part of an answer is not shown.
    """
    shown = f" {' '.join(reader_words(lines, footnotes=False))} "
    place = 0
    defined = definitions(lines)
    rest = "\n\n".join([*defined.links.values(), *defined.notes.values()])
    for answer in after.answers:
        if not answer.answered or answer.beyond:
            continue
        said = " ".join(
            normalised_words(engine.reader_text(engine.render(f"{answer.text}\n\n{rest}"), footnotes=False))
        )
        place = shown.find(f" {said} ", place) if said else place
        if place < 0:
            raise _hidden_word_error(path, answer.line, said.partition(" ")[0])


def _hidden_word_error(path: str, line: int, word: str) -> RepairError:
    return RepairError(
        path,
        line,
        f"“{word[:60]}” would no longer be visible on GitHub, so nothing was written."
        " Fix the findings of `check` there by hand.",
    )


def check_structure(before: Report, after: Report) -> None:
    """Check that the copy has no finding about structure.

    Raises:
        RepairError: it has one.
    """
    for finding in judge(after, Policy()):
        if finding.rule in STRUCTURE:
            old = before.answer(finding.question) if finding.question else None
            raise RepairError(
                before.path,
                old.line if old else 1,
                f"A clean copy would still have this finding: {finding.message} Fix it by hand.",
            )
