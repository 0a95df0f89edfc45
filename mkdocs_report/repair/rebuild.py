"""Repair a report: move a group's answers into a clean copy of the template.

The result is read again: every answer and every other word has to be in it, or an error names the question and line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_report.errors import RepairError
from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.report import Answer, Report
from mkdocs_report.model.template import Question, Template, question_name
from mkdocs_report.parsing.markdown.lines import front_matter_height, is_conflict, is_edge, normalise, normalised_words
from mkdocs_report.parsing.report.allowance import Resolve
from mkdocs_report.parsing.report.answer_lines import classify_lines
from mkdocs_report.parsing.report.parser import parse_report
from mkdocs_report.parsing.source import Source
from mkdocs_report.parsing.template.matcher import TemplateMatcher
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.repair.answer import close_blocks, normalise_answer, punctuation_of, split_question
from mkdocs_report.repair.units import Unit, mark_foreign, split_into_units, titled_units, with_foreign_question
from mkdocs_report.repair.verify import (
    RebuiltCopy,
    check_answers,
    check_file,
    check_shown,
    check_structure,
    check_words,
)
from mkdocs_report.repair.zones import fill_zones, split_into_zones, zone_at

_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ROUNDS = 5
"""A repaired report is repaired again until nothing changes; most are after the first time."""
_OUTSIDE = frozenset({PieceKind.PREAMBLE, PieceKind.SECTION, PieceKind.EXTRA})
_DROPPED = frozenset({PieceKind.MARKER, PieceKind.LABEL, PieceKind.CONFLICT})


@dataclass(frozen=True, slots=True)
class Repaired:
    """A report in a clean copy of its template, as lines; `notes` are what a group should look at: line, what."""

    lines: tuple[str, ...]
    template: str
    notes: tuple[tuple[int, str], ...] = ()


def repair(source: Source, versions: TemplateVersions, resolve: Resolve) -> Repaired:
    """Move a report's answers into a clean copy of the closest version of its template.

    Args:
        source: the report, decoded.
        versions: the versions of the template.
        resolve: tells what an image's address leads to.

    Raises:
        RepairError: the file is no report, is no UTF-8, or something of the group's would be lost.
    """
    matcher = versions.closest(source.lines)
    if matcher is None:
        raise RepairError(source.path, 1, "There is no template to repair it by.")
    for rule, line, seen in source.faults:
        todo = "Take out of it what is no text" if rule == "too-large" else "Save it as UTF-8"
        raise RepairError(source.path, line, f"The file can not be repaired: it holds {seen}. {todo}, and try again.")
    before = _read(source.path, source.lines, matcher, resolve)
    if before.faults:
        raise RepairError(source.path, 1, "None of the template's questions stands in it. Is this a report?")
    result, after = list(source.lines), before
    for _ in range(_ROUNDS):
        copy = _Rebuild(result, after, matcher, versions).rebuild()
        if copy.lines == result:
            break
        check_words(source, result, copy)
        check_file(source, result, copy, matcher)
        result, after = copy.lines, _read(source.path, copy.lines, matcher, resolve)
        if after.faults:
            raise RepairError(source.path, 1, "A clean copy of the template would not be read as a report.")
    else:
        raise RepairError(source.path, 1, "Each repair would change it again. Mend what `check` finds by hand.")
    check_answers(before, after)
    check_structure(before, after)
    check_shown(source.path, after, result)
    if versions.closest(result) is not matcher:
        raise RepairError(
            source.path, 1, f"The repaired report would be read by another template than {matcher.template.path}."
        )
    return Repaired(tuple(result), matcher.template.path, tuple(_notes(before)))


def _read(path: str, lines: Sequence[str], matcher: TemplateMatcher, resolve: Resolve) -> Report:
    matcher.forget()
    return parse_report(Source(path, tuple(lines)), matcher, resolve, "")


class _Rebuild:
    """One clean copy of a template, as it is filled in."""

    def __init__(
        self, lines: Sequence[str], report: Report, matcher: TemplateMatcher, versions: TemplateVersions
    ) -> None:
        self.lines, self.report, self.matcher = lines, report, matcher
        self.template: Template = matcher.template
        self.known_keys = frozenset[str]().union(
            *(q.prompt_keys for f in versions.matchers for q in f.questions.values())
        )
        self.zones = split_into_zones(matcher.template)
        self.order = {question.id: index for index, question in enumerate(matcher.template.questions)}
        self.dropped = Counter[str]()
        self.placed = Counter[str]()

    def rebuild(self) -> RebuiltCopy:
        """Return the clean copy."""
        self._sort_outside_lines()
        filled = {}
        for answer in self.report.answers:
            filled[answer.question.id] = self._rebuilt_question(answer)
        filled_zones = fill_zones(self.zones, self.matcher)
        zones = filled_zones.lines
        result = list(self.lines[: front_matter_height(self.lines)])
        if not result:
            result = list(self._count_placed(self.template.lines[: front_matter_height(self.template.lines)]))
        templates = list(result)
        parts = []
        for index, question in enumerate(self.template.questions):
            parts += [zones.get(index, ([], [])), filled[question.id]]
        for filled_lines, template in [*parts, zones.get(len(self.template.questions), ([], []))]:
            result += filled_lines
            templates += template
        while result and not result[-1].strip():
            result.pop()
        return RebuiltCopy(result, self.dropped + filled_zones.dropped, self.placed + filled_zones.placed, templates)

    def _count_placed(self, lines: Sequence[str]) -> Sequence[str]:
        """Count the words of the template's lines that are put into the copy."""
        self.placed.update(word for line in lines for word in normalised_words(line))
        return lines

    def _sort_outside_lines(self) -> None:
        """Give what stands outside of questions to the zones."""
        kinds = self.report.kinds
        spans = {extra.span.first - 1: extra for extra in self.report.extras if not extra.loose}
        start, count, in_questions = front_matter_height(self.lines), len(self.lines), False
        while start < count:
            kind, _ = kinds[start]
            if kind not in _OUTSIDE:
                in_questions = True
                start += 1
                continue
            stop = start + 1
            while stop < count and stop not in spans and kinds[stop][0] in _OUTSIDE:
                stop += 1
            following = next((name for kind, name in kinds[stop:] if name and kind is not PieceKind.EXTRA), None)
            index = self.order[following] if following else len(self.order)
            zone = zone_at(self.zones, index if in_questions else 0)
            extra = spans.get(start)
            if extra and extra.duplicate_of:
                zone.from_questions += self._repeated_question(start, stop, extra.heading, extra.duplicate_of)
            else:
                lines = self._without_conflicts(start, stop)
                units, _ = split_into_units(lines, 0, len(lines))
                zone.from_report += with_foreign_question(units) if extra else mark_foreign(units)
            start = stop

    def _without_conflicts(self, start: int, stop: int) -> list[str]:
        lines = list(self.lines[start:stop])
        if self.report.conflict_line is None and not any(a.conflict_line for a in self.report.answers):
            return lines
        for index, line in enumerate(lines):
            if is_conflict(line):
                self._drop(line)
                lines[index] = ""
        return lines

    def _drop(self, line: str) -> None:
        self.dropped.update(normalised_words(line))

    def _repeated_question(self, start: int, stop: int, heading: str, name: str) -> list[Unit]:
        """What is kept of a question that stands in the report again: the group's own lines."""
        matcher = self.matcher.questions[name]
        body = start + 1
        lines = self._without_conflicts(start, stop)
        classified = classify_lines(lines, body - start, len(lines), matcher)
        answer = [line for span in classified.ranges for line in lines[span.first - 1 : span.last]]
        prompt = [line for line, kind in zip(lines[1:], classified.kinds, strict=True) if kind is PieceKind.PROMPT]
        blank = [line for line, kind in zip(lines[1:], classified.kinds, strict=True) if kind is PieceKind.BLANK]
        kept = [
            *self._changed_prompt_lines(prompt, matcher.question),
            *(line for line in blank if normalise(line) or not is_edge(line)),
        ]
        if classified.text:
            for line in answer:
                self._drop(line)
            for line in classified.text:
                self.dropped.subtract(normalised_words(line))
        for line, kind in zip(lines[1:], classified.kinds, strict=True):
            if kind in _DROPPED:
                self._drop(line)
        if not classified.text and not kept:
            self._drop(lines[0])
            return []
        units = titled_units(heading, classified.text)
        return [*units, *titled_units("", kept)[1:]]

    def _changed_prompt_lines(self, prompt: Sequence[str], question: Question) -> list[str]:
        """The lines of a prompt in which a group wrote words of its own; what else is gone is the template's.

        Lines of signs alone (`-->`, `$$`, a fence) are kept, too, where the template has none like them.
        """
        mine = Counter(word for line in prompt for word in normalised_words(line))
        extra = mine - Counter(word for line in question.prompt for word in normalised_words(line))
        signs = Counter(map(punctuation_of, prompt)) - Counter(map(punctuation_of, question.prompt))
        kept = []
        for line in prompt:
            here = Counter(normalised_words(line)) & extra
            sign = punctuation_of(line)
            if (here and normalise(line) not in self.known_keys) or (sign and signs[sign] > 0):
                kept.append(line)
                extra -= here
                signs.subtract([sign])
            else:
                self._drop(line)
        return kept

    def _rebuilt_question(self, answer: Answer) -> tuple[list[str], list[str]]:
        """Return a question's lines, the template's and the answer, and the template's alone."""
        question = answer.question
        lines = self.template.lines[question.span.first - 1 : question.span.last]
        head, place_of_answer, tail = split_question(lines, question)
        if answer.lines is None:
            return list(self._count_placed(lines)), list(lines)
        above, below = self._hidden_lines(answer)
        if not answer.answered and not above and not below:
            return list(self._count_placed(lines)), list(lines)
        self._count_placed([*head, *tail])
        templates = [*head, "", *([] if answer.answered else place_of_answer), "", *tail]
        if answer.answered:
            text = normalise_answer(answer.text.replace("\r", "\n").split("\n"))  # a CR alone ends a line, too
            body = [*above, *([""] if above else []), *text, *([""] if below else []), *below]
            self._count_dropped_words(answer, text)
        else:
            body = [*self._count_placed(place_of_answer), *([""] if above or below else []), *above, *below]
        while body and not body[-1].strip():
            body.pop()
        return [*head, "", *body, *([""] if not tail or tail[0].strip() else []), *tail], templates

    def _count_dropped_words(self, answer: Answer, text: Sequence[str]) -> None:
        """Words that the answer's lines have and its text has not: a marker's, a label's, the names of tags."""
        raw = Counter(
            w for s in answer.ranges for line in self.lines[s.first - 1 : s.last] for w in normalised_words(line)
        )
        said = Counter(normalised_words(answer.text))
        tags = said - Counter(word for line in text for word in normalised_words(line))
        self.dropped += (raw - said) + Counter({tag: number for tag, number in tags.items() if tag in _HEADING_TAGS})

    def _hidden_lines(self, answer: Answer) -> tuple[list[str], list[str]]:
        """Return what stands in a question's lines and is neither shown nor the template's: comments, anchors.

        What the group wrote into heading and prompt is kept above the section's first question.
        """
        question, name = answer.question, answer.question.id
        span = answer.lines
        above: list[str] = []
        below: list[str] = []
        prompt: list[str] = []
        heading: list[str] = []
        for number in range(span.first, span.last + 1) if span else ():
            kind, owner = self.report.kinds[number - 1]
            line = self.lines[number - 1]
            if owner != name:
                continue
            if kind is PieceKind.PROMPT:
                prompt.append(line)
            elif kind is PieceKind.HEADING:
                heading.append(line)
            elif kind in _DROPPED:
                self._drop(line)
            elif kind is PieceKind.BLANK and (normalise(line) or not is_edge(line)):
                (below if answer.ranges and number > answer.ranges[0].first else above).append(line)
        kept = self._changed_prompt_lines(prompt, question)
        title = question.heading
        if Counter(w for line in heading for w in normalised_words(line)) - Counter(normalised_words(question.heading)):
            title = " ".join(line.strip().strip("#").strip() for line in heading if normalise(line))
            kept = kept or [""]
        else:
            for line in heading:
                self._drop(line)
        if kept:
            zone_at(self.zones, self.order[name]).from_questions += titled_units(title, kept)
        return close_blocks(above), close_blocks(below)


def _notes(report: Report) -> list[tuple[int, str]]:
    """Return the places that the group must decide: line and message."""
    notes = [
        (answer.conflict_line, f"{question_name(answer.question)} holds both versions of an unfinished merge.")
        for answer in report.answers
        if answer.conflict_line
    ]
    if report.conflict_line:
        notes.append((report.conflict_line, "Both versions of an unfinished merge are kept."))
    notes += [
        (line, f"{question_name(answer.question)} stood here again; this is kept before the section's first question.")
        for answer in report.answers
        for line in answer.copies
    ]
    return sorted(notes)
