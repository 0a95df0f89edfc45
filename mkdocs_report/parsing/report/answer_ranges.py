"""Extract an answer from its question: the ranges of its lines, and its text without the quote signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mkdocs_report.model.base import Span
from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.lines import is_quoted, unquote
from mkdocs_report.parsing.report.question_lines import QuestionLines


class AnswerExtractor:
    """An extractor of the answer from the classified lines of a question, `lines[start:stop]`.

    Args:
        lines: the report's.
        start: the first line of the question, from 0.
        stop: the end of the question.
        classified: the kind of each line; the answer is added to it.
        cleaned: lines of which only a part is the answer's, by their index.
    """

    def __init__(
        self, lines: Sequence[str], start: int, stop: int, classified: QuestionLines, cleaned: Mapping[int, str]
    ) -> None:
        self.lines, self.start, self.stop, self.classified, self.cleaned = lines, start, stop, classified, cleaned
        self.kinds = classified.kinds

    def extract(self, indices: list[int], label: int | None) -> None:
        """Take the lines with these indices as the answer; `label` is the index of the label."""
        self.classified.ranges = tuple(self._ranges(indices))
        self._text(label)

    def _ranges(self, indices: list[int]) -> list[Span]:
        """Split the answer at lines of the template; blank lines inside a range belong to it."""
        first, behind = indices[0] - self.start, indices[-1] + 1 - self.start
        if self.kinds[first:behind].count(PieceKind.BLANK) == behind - first:  # as in most answers
            self.kinds[first:behind] = [PieceKind.ANSWER] * (behind - first)
            return [Span(indices[0] + 1, indices[-1] + 1)]
        ranges: list[list[int]] = []
        foreign, mine = True, set(indices)
        for index in range(indices[0], indices[-1] + 1):
            if index in mine:
                if foreign:
                    ranges.append([index, index])
                ranges[-1][1] = index
                foreign = False
            elif self.kinds[index - self.start] is not PieceKind.BLANK:
                foreign = True
        for first, last in ranges:
            self.kinds[first - self.start : last + 1 - self.start] = [PieceKind.ANSWER] * (last + 1 - first)
        return [Span(first + 1, last + 1) for first, last in ranges]

    def _text(self, label: int | None) -> None:
        classified = self.classified
        lines = self.lines
        if len(classified.ranges) == 1 and not self.cleaned:
            first, last = classified.ranges[0].first, classified.ranges[0].last
            own = list(lines[first - 1 : last])
            if not any(">" in line and is_quoted(line) for line in own):  # as in most answers
                classified.raw = classified.text = own
                classified.line_of = list(range(first, last + 1))
                classified.in_prompt |= self.continues_quote(first - 1)
                return
        indices = [i for span in classified.ranges for i in range(span.first - 1, span.last)]
        classified.raw = [self.cleaned.get(i, lines[i]) for i in indices]
        classified.text = list(classified.raw)
        classified.line_of = [i + 1 for i in indices]
        if label in self.cleaned:
            classified.in_prompt = True
        if any(is_quoted(lines[i]) for i in indices):
            in_quote = self._quote_runs()
            for position, index in enumerate(indices):
                if index in in_quote:
                    classified.text[position] = unquote(classified.raw[position])
            classified.in_prompt |= any(i in in_quote and lines[i].strip(" \t>") for i in indices)
        classified.in_prompt |= any(self.continues_quote(span.first - 1) for span in classified.ranges)
        text, line_of = classified.text, classified.line_of
        classified.text, classified.line_of = [], []
        begins = {span.first for span in classified.ranges[1:]}
        for line, number in zip(text, line_of, strict=True):
            if number in begins:  # an empty line keeps the ranges apart
                classified.text.append("")
                classified.line_of.append(number)
            classified.text.append(line)
            classified.line_of.append(number)

    def continues_quote(self, index: int) -> bool:
        """Whether GitHub reads an unquoted line as part of the prompt's last quoted paragraph above it."""
        lines = self.lines
        if index <= self.start or is_quoted(lines[index]) or not is_quoted(lines[index - 1]):
            return False
        first = index - 1
        while first > self.start and is_quoted(lines[first - 1]):
            first -= 1
        kinds = set(self.kinds[first - self.start : index - self.start])
        if kinds.isdisjoint({PieceKind.PROMPT, PieceKind.LABEL}) and self.cleaned.keys().isdisjoint(
            range(first, index)
        ):
            return False
        return engine.render("\n".join(lines[first : index + 1])).rstrip().endswith("</blockquote>")

    def _quote_runs(self) -> set[int]:
        """Return the lines of the answer in the same quote as the prompt or its label."""
        runs, run = set[int](), list[int]()
        for index in range(self.start, self.stop + 1):
            if index < self.stop and is_quoted(self.lines[index]):
                run.append(index)
                continue
            kinds = {self.kinds[i - self.start] for i in run}
            if kinds & {PieceKind.PROMPT, PieceKind.LABEL} or not self.cleaned.keys().isdisjoint(run):
                runs.update(i for i in run if self.kinds[i - self.start] is PieceKind.ANSWER)
            run = []
        return runs
