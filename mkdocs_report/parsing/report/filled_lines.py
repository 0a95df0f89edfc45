"""Find the group's own lines in a question whose prompt is not quoted, or whose answer has lines of the template.

The lines of the question are matched with those of the template, in order; the others are the group's. Lines of the
template that are kept or filled in, such as sub-headings or the header of a table, are part of the answer as soon as it
has a line of the group's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from mkdocs_report.model.image import ImageState
from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.template import QuestionForm
from mkdocs_report.parsing.markdown.lines import (
    is_conflict,
    is_edge,
    is_quoted,
    normalise,
    normalised_words,
    opaque_blocks,
    unquote,
)
from mkdocs_report.parsing.report.answer_ranges import AnswerExtractor
from mkdocs_report.parsing.report.line_matching import line_key, match_lines, without_stray_matches
from mkdocs_report.parsing.report.question_lines import QuestionLines
from mkdocs_report.parsing.report.renderer import Resolve
from mkdocs_report.parsing.template.answer_places import cells_of, is_gap, label_of, text_behind_label
from mkdocs_report.parsing.template.matcher import words_of_line
from mkdocs_report.parsing.template.question_matcher import QuestionMatcher, image_source

_COMMENT = re.compile(r"[ \t]*<!--[ \t]*|[ \t]*-->")
_WORD = re.compile(r"[^\W_]+")


def classify_filled_lines(
    lines: Sequence[str],
    start: int,
    stop: int,
    matcher: QuestionMatcher,
    resolve: Resolve,
    conflicted: bool = False,
) -> QuestionLines:
    """Classify the lines `lines[start:stop]` of a question, without its heading; see `classify_lines`.

    An image of the template, unchanged, is the group's if `resolve` finds another file at its address.
    """
    return _FilledLines(lines, start, stop, matcher, resolve, conflicted).classify_lines()


class _FilledLines:
    def __init__(
        self,
        lines: Sequence[str],
        start: int,
        stop: int,
        matcher: QuestionMatcher,
        resolve: Resolve,
        conflicted: bool,
    ) -> None:
        self.resolve = resolve
        self.lines, self.start, self.stop, self.matcher, self.conflicted = lines, start, stop, matcher, conflicted
        self.classified = QuestionLines([PieceKind.BLANK] * (stop - start))
        self.cleaned: dict[int, str] = {}
        self.own: list[int] = []
        self.skeleton: list[int] = []
        self.prompt: list[int] = []

    def classify_lines(self) -> QuestionLines:
        first = self._title()
        indices = [i for i in range(first, self.stop) if self.lines[i].strip("> \t") and not self._is_conflict(i)]
        blocks = opaque_blocks(self.lines, first, self.stop)
        in_blocks = {i for block in blocks for i in range(block.first, block.last + 1)}
        keys = [line_key(self.lines[i], i in in_blocks) for i in indices]
        body = self.matcher.body
        matched = match_lines([line_key(line.text, line.in_block) for line in body], keys)
        matched = without_stray_matches(matched, keys, self._firm_lines(is_first_kept=matched[:1] == [0]))
        last_prompt = max(
            (i for i, m in zip(indices, matched, strict=True) if m is not None and body[m].kind is PieceKind.PROMPT),
            default=first,
        )
        label = None
        is_quoted_form = self.matcher.question.form is QuestionForm.QUOTED
        quote = set(self.matcher.question.quote)
        for index, place in zip(indices, matched, strict=True):
            kind = self._kind(index, last_prompt, index in in_blocks) if place is None else body[place].kind
            if kind is PieceKind.SKELETON and (source := image_source(self.lines[index])):
                kind = PieceKind.ANSWER if self._is_replaced(source) else PieceKind.MARKER
            self._set(index, kind)
            if kind is PieceKind.PROMPT and (place is None or not is_quoted_form or body[place].text in quote):
                self.prompt.append(index)
            elif is_quoted_form and self._is_box_of_prompt(index):
                self.prompt.append(index)  # ticked or not, it is a line of the quoted prompt as well
            if kind is PieceKind.LABEL and label is None:
                label = index
        self._keep_whole([*[(block.first, block.last) for block in blocks], *self._tables(indices)])
        self.classified.label_found = label is not None or not is_quoted_form
        self._collect_prompt()
        if self.own:
            AnswerExtractor(self.lines, self.start, self.stop, self.classified, self.cleaned).extract(
                sorted([*self.own, *self.skeleton]), label
            )
            self.classified.skeleton = self.skeleton
            self.classified.in_prompt &= not all(map(self._is_box_of_prompt, self.own))
        return self.classified

    def _is_box_of_prompt(self, index: int) -> bool:
        """Whether a line is a box in the quoted prompt, ticked or not."""
        line = self.lines[index]
        return "[" in line and is_quoted(line) and words_of_line(line) in self.matcher.prompt_keys

    def _tables(self, indices: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the first and last line of each run of lines that may be a table."""
        rows = [i for i in indices if "|" in self.lines[i]]
        for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
            numbers = [index for _, index in run]
            yield numbers[0], numbers[-1]

    def _keep_whole(self, runs: Iterable[tuple[int, int]]) -> None:
        """Take all lines of a fence or a table into the answer if the group wrote into it."""
        for first, last in runs:
            if not any(first <= index <= last for index in self.own):
                continue
            for index in range(first, last + 1):
                if self.classified.kinds[index - self.start] in {PieceKind.PROMPT, PieceKind.MARKER, PieceKind.LABEL}:
                    self.classified.kinds[index - self.start] = PieceKind.BLANK
                    self.skeleton.append(index)
            self.prompt = [index for index in self.prompt if not first <= index <= last]

    def _is_conflict(self, index: int) -> bool:
        if not self.conflicted or not is_conflict(self.lines[index]):
            return False
        self.classified.kinds[index - self.start] = PieceKind.CONFLICT
        if self.classified.conflict_line is None:
            self.classified.conflict_line = index + 1
        return True

    def _firm_lines(self, is_first_kept: bool) -> frozenset[int]:
        """Return the lines of the template that match by themselves, however short: places, and headings.

        `is_first_kept` is true if the first line of the question is the template's: then it is the prompt, unless it is
        a single word that may be an answer, such as "Yes".
        """
        return frozenset(
            i
            for i, line in enumerate(self.matcher.body)
            if (line.kind is not PieceKind.PROMPT and normalise(line.text))
            or line.text.lstrip()[:1] == "#"
            or (i == 0 and is_first_kept and _is_prompt_like(line.text))
        )

    def _kind(self, index: int, last_prompt: int, in_block: bool) -> PieceKind:
        """Return the kind of a line that equals none of the template's."""
        line, matcher = self.lines[index], self.matcher
        if in_block:
            return PieceKind.ANSWER
        before_prompt = index <= last_prompt or not self.own
        if before_prompt and matcher.is_from_prompt(line) and normalise(line).count(" ") >= 3:
            return PieceKind.PROMPT
        if index < last_prompt and matcher.resembles_prompt(line):
            return PieceKind.PROMPT
        if not self.own and label_of(line):
            return PieceKind.LABEL
        rest = text_behind_label(line) if not self.own else None
        if rest is None and matcher.marker and matcher.marker_hint in line and (found := matcher.marker.search(line)):
            rest = f"{line[: found.start()]} {line[found.end() :]}".strip()
            if not normalise(rest):
                return PieceKind.MARKER
        if rest is not None:
            self.cleaned[index] = rest
        return PieceKind.BLANK if is_edge(line) and "_" not in line else PieceKind.ANSWER

    def _is_replaced(self, source: str) -> bool:
        """Whether the file of an image is another one than the template's, by its size."""
        file = self.resolve(source)
        return file.state is ImageState.OK and file.size != self.matcher.image_sizes.get(source)

    def _set(self, index: int, kind: PieceKind) -> None:
        if kind is PieceKind.ANSWER:
            self.own.append(index)
            return
        if kind is PieceKind.SKELETON:
            self.skeleton.append(index)
        elif kind is PieceKind.MARKER and self.classified.marker_line is None:
            self.classified.marker_line = index + 1
        if kind is not PieceKind.SKELETON:
            self.classified.kinds[index - self.start] = kind

    def _collect_prompt(self) -> None:
        before = None
        for index in self.prompt:
            if before is not None and before != index - 1:
                self.classified.prompt.append("")
            if self.classified.prompt_line is None:
                self.classified.prompt_line = index + 1
            self.classified.prompt.append(_COMMENT.sub("", unquote(self.lines[index])).rstrip())
            before = index

    def _title(self) -> int:
        """Classify a title with or without an answer on the same line; return the first line below it."""
        question, start = self.matcher.question, self.start
        if start >= self.stop or (question.level and not self.matcher.is_inline):
            return start
        line = self.lines[start]
        if question.form is QuestionForm.QUOTED:
            return start
        rest = text_behind_title(line, self.matcher)
        if rest:
            self.cleaned[start] = rest
            self.own.append(start)
        else:
            self.classified.kinds[0] = PieceKind.HEADING
        return start + 1


def _is_prompt_like(line: str) -> bool:
    return " " in normalise(line) or line.lstrip()[:1] in "*_<" or "?" in line


def text_behind_title(line: str, matcher: QuestionMatcher) -> str:
    """Return the answer that stands on the line of a question's title: behind it, or in other cells of its row."""
    question = matcher.question
    if question.form is QuestionForm.TABLE:
        asked = normalise(question.heading)
        cells = [cell for cell in cells_of(line) if normalise(cell) != asked]
        return " ".join(cell for cell in cells if not is_gap(cell) and cell.strip(".) ") != str(question.number))
    if question.form is QuestionForm.FIELDS:
        rest = line.partition(":" if ":" in line else "：")[2].lstrip("*_ \t")
        return "" if is_gap(rest) else rest.strip()
    title = matcher.title_words
    words = normalised_words(line)
    if len(words) <= len(title) or words[: len(title)] != title:
        return ""
    return _behind_words(line, len(title))


def _behind_words(line: str, number: int) -> str:
    """Return the text behind a number of words of a line."""
    at = 0
    for match in islice(_WORD.finditer(line), number):
        at = match.end()
    return line[at:].lstrip("*_.:?!) \t")
