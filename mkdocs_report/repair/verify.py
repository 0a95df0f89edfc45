"""That a repaired report is the report that it was: nothing of the group's is lost, nothing is left to repair."""

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
from mkdocs_report.repair.answer_content import CONTENT_PARTS, content_of, content_of_text, reader_words
from mkdocs_report.rules.judge import FAMILIES, judge
from mkdocs_report.rules.policy import Policy

STRUCTURE = frozenset(rule.name for rule in FAMILIES["Structure"])
"""The rules of which a repaired report breaks none."""


@dataclass(frozen=True, slots=True)
class RebuiltCopy:
    """A clean copy: its lines, and two counts of words that are not the group's.

    `dropped` are those that the report has and the copy need not: markers, labels, lines of the template; `placed`
    those that the template brought into the copy. `templates` are the copy's lines without the group's.
    """

    lines: list[str]
    dropped: Counter[str]
    placed: Counter[str]
    templates: list[str]


def check_answers(before: Report, after: Report) -> None:
    """See to it that every answer is the same to a reader.

    Raises:
        RepairError: one is not.
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
                f"The {differing or 'images'} of the answer to {question_name(old.question)} would not be the same"
                " in a clean copy of the template; nothing is written. Mend what `check` finds there by hand.",
            )


def check_words(source: Source, before: Sequence[str], copy: RebuiltCopy) -> None:
    """See to it that every word of the group's is still there; that the template has it, too, is not enough.

    Args:
        source: the report; an error points into it.
        before: the lines that were copied: the report's, or those of a copy that is copied again.
        copy: what became of them.

    Raises:
        RepairError: a word is lost.
    """
    own = _words(before) - copy.dropped
    lost = own - (_words(copy.lines) - copy.placed)
    if not lost:
        return
    line = next((i for i, text in enumerate(source.lines, 1) if lost.keys() & set(normalised_words(text))), 1)
    raise RepairError(
        source.path,
        line,
        f"“{next(iter(lost))[:60]}” would be lost; nothing is written. Mend what `check` finds there by hand.",
    )


def check_file(source: Source, before: Sequence[str], copy: RebuiltCopy, matcher: TemplateMatcher) -> None:
    """See to it that the whole file, as GitHub shows it, has lost and hidden no word.

    A fence that was left open shows the source of all that it swallows: addresses, the marks of boxes. Of such a file
    only those words are asked for that each line shows by itself, too.

    Args:
        source: the report; an error points into it.
        before: the lines that were copied.
        copy: what became of them.
        matcher: the template of the copy.

    Raises:
        RepairError: a reader would miss a word.
    """
    expected = Counter(reader_words(before))
    if any(not block.closed for block in outline(before, matcher).blocks):
        expected &= Counter(word for line in before for word in reader_words([line]))
    expected.subtract(copy.dropped)
    template = matcher.template.lines
    shown, from_template = Counter(reader_words(copy.lines)), Counter(reader_words(copy.templates))
    written_otherwise = set(reader_words(template)) - _words(template).keys()  # as `caf&eacute;`
    for word in expected.keys() | from_template.keys():
        if expected[word] > shown[word] - from_template[word] and word not in written_otherwise:
            line = next((i for i, text in enumerate(source.lines, 1) if word in normalised_words(text)), 1)
            raise _hidden_word_error(source.path, line, word)


def check_shown(path: str, after: Report, lines: Sequence[str]) -> None:
    """See to it that GitHub shows each answer of a clean copy as it is read here, in the order of the template.

    Raises:
        RepairError: an answer is not shown, or not whole.
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
        f"“{word[:60]}” would no longer be seen on GitHub; nothing is written. Fix what `check` finds there by hand.",
    )


def _words(lines: Sequence[str]) -> Counter[str]:
    return Counter(word for line in lines for word in normalised_words(line))


def check_structure(before: Report, after: Report) -> None:
    """See to it that nothing is left to repair.

    Raises:
        RepairError: something is.
    """
    for finding in judge(after, Policy()):
        if finding.rule in STRUCTURE:
            old = before.answer(finding.question) if finding.question else None
            raise RepairError(
                before.path,
                old.line if old else 1,
                f"In a clean copy of the template there would still be: {finding.message} Mend it by hand.",
            )
