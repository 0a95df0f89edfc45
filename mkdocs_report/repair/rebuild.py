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
from mkdocs_report.model.template import Question, Template
from mkdocs_report.parsing.markdown.lines import front_matter_height, is_conflict, is_edge, normalise, normalised_words
from mkdocs_report.parsing.report.answer_lines import classify_lines
from mkdocs_report.parsing.report.parser import parse_report
from mkdocs_report.parsing.report.renderer import Resolve
from mkdocs_report.parsing.source import Source
from mkdocs_report.parsing.template.matcher import TemplateMatcher
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.repair.answer import close_blocks, normalise_answer, punctuation_of, split_question
from mkdocs_report.repair.answer_content import word_counts
from mkdocs_report.repair.notes import repair_notes
from mkdocs_report.repair.units import LineUnit, mark_foreign, split_into_units, titled_units, with_foreign_question
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
"""The most rounds. A repaired report is repaired again until nothing changes, usually after one round."""
_OUTSIDE = frozenset({PieceKind.PREAMBLE, PieceKind.SECTION, PieceKind.EXTRA})
_DROPPED = frozenset({PieceKind.MARKER, PieceKind.LABEL, PieceKind.CONFLICT})


@dataclass(frozen=True, slots=True)
class Repaired:
    """The lines of a report in a clean copy of its template; `notes` are lines and messages for the group."""

    lines: tuple[str, ...]
    template: str
    notes: tuple[tuple[int, str], ...] = ()


def repair(source: Source, versions: TemplateVersions, resolve: Resolve) -> Repaired:
    """Move a report's answers into a clean copy of the closest version of its template.

    Args:
        source: the report, decoded.
        versions: the versions of the template.
        resolve: finds the file of an image's address.

    Raises:
        RepairError: the file is not a report or not UTF-8, or a part of the group's text would be lost.
    """
    matcher = versions.closest(source.lines)
    if matcher is None:
        raise RepairError(source.path, 1, "There is no template for this report. Name one, and try again.")
    if not matcher.has_quoted_prompts:
        message = "Only reports of a template with quoted prompts, each directly below a heading, can be repaired."
        raise RepairError(source.path, 1, message)
    for fault in source.faults:
        todo = "Remove everything that is not text" if fault.rule == "too-large" else "Save it as UTF-8"
        message = f"The file cannot be repaired: it contains {fault.found}. {todo}, and try again."
        raise RepairError(source.path, fault.line, message)
    before = _read(source.path, source.lines, matcher, resolve)
    if before.faults:
        message = "The file has none of the template's questions. Check that it is a report made from this template."
        raise RepairError(source.path, 1, message)
    result, after = list(source.lines), before
    for _ in range(_ROUNDS):
        copy = _Rebuild(result, after, matcher, versions).rebuild()
        if copy.lines == result:
            break
        check_words(source, result, copy)
        check_file(source, result, copy, matcher)
        result, after = copy.lines, _read(source.path, copy.lines, matcher, resolve)
        if after.faults:
            message = "The repaired file would not be a report. Fix the findings of `check` by hand."
            raise RepairError(source.path, 1, message)
    else:
        raise RepairError(source.path, 1, "The repair does not end. Fix the findings of `check` by hand.")
    check_answers(before, after)
    check_structure(before, after)
    check_shown(source.path, after, result)
    if versions.closest(result) is not matcher:
        raise RepairError(
            source.path,
            1,
            f"The repaired report would match another template than {matcher.template.path}. Fix it by hand.",
        )
    return Repaired(tuple(result), matcher.template.path, tuple(repair_notes(before)))


def _read(path: str, lines: Sequence[str], matcher: TemplateMatcher, resolve: Resolve) -> Report:
    return parse_report(Source(path, tuple(lines)), matcher, resolve, "")


class _Rebuild:
    """A clean copy of a template that is filled in with a report."""

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
        """Return the filled copy."""
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
        """Count the words of lines of the template that are put into the copy; return the lines."""
        self.placed += word_counts(lines)
        return lines

    def _sort_outside_lines(self) -> None:
        """Assign the lines outside of questions to the zones."""
        kinds = self.report.kinds
        spans = {extra.span.first - 1: extra for extra in self.report.extras if not extra.loose}
        start, count, in_questions = front_matter_height(self.lines), len(self.lines), False
        while start < count:
            kind = kinds[start].kind
            if kind not in _OUTSIDE:
                in_questions = True
                start += 1
                continue
            stop = start + 1
            while stop < count and stop not in spans and kinds[stop].kind in _OUTSIDE:
                stop += 1
            asked_later = (each.question for each in kinds[stop:] if each.kind is not PieceKind.EXTRA)
            following = next(filter(None, asked_later), None)
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

    def _repeated_question(self, start: int, stop: int, heading: str, name: str) -> list[LineUnit]:
        """Return the group's own lines of a question that is repeated in the report."""
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
            self.dropped.subtract(word_counts(classified.text))
        for line, kind in zip(lines[1:], classified.kinds, strict=True):
            if kind in _DROPPED:
                self._drop(line)
        if not classified.text and not kept:
            self._drop(lines[0])
            return []
        units = titled_units(heading, classified.text)
        return [*units, *titled_units("", kept)[1:]]

    def _changed_prompt_lines(self, prompt: Sequence[str], question: Question) -> list[str]:
        """Return the lines of a prompt to which a group added words; the others are the template's.

        Lines without words (`-->`, `$$`, a fence) are kept as well if the template has no such line.
        """
        mine = word_counts(prompt)
        extra = mine - word_counts(question.prompt)
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
        """Return the lines of a question with its answer, and the template's lines alone."""
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
            text = normalise_answer(answer.text.replace("\r", "\n").split("\n"))  # a single CR ends a line as well
            body = [*above, *([""] if above else []), *text, *([""] if below else []), *below]
            self._count_dropped_words(answer, text)
        else:
            body = [*self._count_placed(place_of_answer), *([""] if above or below else []), *above, *below]
        while body and not body[-1].strip():
            body.pop()
        return [*head, "", *body, *([""] if not tail or tail[0].strip() else []), *tail], templates

    def _count_dropped_words(self, answer: Answer, text: Sequence[str]) -> None:
        """Count words of the answer's lines that are not in its text: of markers and labels, and names of tags."""
        raw = word_counts([line for s in answer.ranges for line in self.lines[s.first - 1 : s.last]])
        shown = Counter(normalised_words(answer.text))
        tags = shown - word_counts(text)
        self.dropped += (raw - shown) + Counter({tag: number for tag, number in tags.items() if tag in _HEADING_TAGS})

    def _hidden_lines(self, answer: Answer) -> tuple[list[str], list[str]]:
        """Return the group's hidden lines above and below an answer, such as comments and anchors.

        Words that the group wrote into the heading or prompt are moved above the first question of the section.
        """
        question, name = answer.question, answer.question.id
        span = answer.lines
        above: list[str] = []
        below: list[str] = []
        prompt: list[str] = []
        heading: list[str] = []
        for number in range(span.first, span.last + 1) if span else ():
            line, kind = self.lines[number - 1], self.report.kinds[number - 1].kind
            if self.report.kinds[number - 1].question != name:
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
        if word_counts(heading) - word_counts([question.heading]):
            title = " ".join(line.strip().strip("#").strip() for line in heading if normalise(line))
            kept = kept or [""]
        else:
            for line in heading:
                self._drop(line)
        if kept:
            zone_at(self.zones, self.order[name]).from_questions += titled_units(title, kept)
        return close_blocks(above), close_blocks(below)
