"""Find the group's own lines in a question: the start and end of an answer.

Lines that differ from the template's belong to the group, wherever they are: after the label or on its line, inside the
quote, above or below the marker. The template's lines are classified as prompt, label or marker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_report.model.base import Span
from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.parsing.markdown.lines import is_conflict, is_edge, is_quoted, normalise, unquote
from mkdocs_report.parsing.report.answer_ranges import AnswerExtractor
from mkdocs_report.parsing.report.question_lines import QuestionLines
from mkdocs_report.parsing.template.question_matcher import QuestionMatcher

_DOUBTFUL = frozenset(">–—―−")
_GAP = re.compile(r"\.\.\.|…")


def classify_lines(
    lines: Sequence[str], start: int, stop: int, matcher: QuestionMatcher, conflicted: bool = False
) -> QuestionLines:
    """Classify the lines `lines[start:stop]` of a question, without its heading.

    If `conflicted` is set, lines such as `=======` are conflict markers of git, and belong to no one.
    """
    return _LineClassifier(lines, start, stop, matcher, conflicted).classify_lines()


class _LineClassifier:
    def __init__(self, lines: Sequence[str], start: int, stop: int, matcher: QuestionMatcher, conflicted: bool) -> None:
        self.conflicted = conflicted
        self.lines, self.start, self.stop, self.matcher = lines, start, stop, matcher
        self.classified = QuestionLines([PieceKind.BLANK] * (stop - start))
        self.kinds = self.classified.kinds
        self.unquoted: bool | None = None
        self.cleaned: dict[int, str] = {}
        self.label_above: int | None = None  # a label of the group's own, above the prompt
        self.loose: list[int] = []  # lines that are not blank, a marker, or of git

    def classify_lines(self) -> QuestionLines:
        label = self._untouched_prompt()
        if label is not None and self._is_usual(label):
            return self.classified
        self._markers_and_conflicts(self.start if label is None else label + 1)
        if label is None:
            label = self._label()
        after = self._end_of_prompt() if label is None else label + 1
        own = [i for i in self.loose if i >= after and not (label is None and self._is_prompt(i, exact=True))]
        if label is not None:
            rest = self._rest_of_label(label)
            if rest:
                self.cleaned[label] = rest
                own.insert(0, label)
            else:
                self._set(label, PieceKind.LABEL)
        if self.label_above is not None:
            own = sorted({*self._own_lines_above(self.label_above), *own})
        own = self._without_edge_labels(own, after)
        if not own:
            own = self._own_lines_of_prompt(after if label is None else label)
        self._finish(own, label)
        return self.classified

    def _set(self, index: int, kind: PieceKind) -> None:
        self.kinds[index - self.start] = kind

    def _untouched_prompt(self) -> int | None:
        """Return the index of the label if the prompt is unchanged, and classify the lines of the prompt."""
        untouched = self.matcher.untouched
        if untouched is None:
            return None
        first = self.start
        while first < self.stop and not self.lines[first]:
            first += 1
        last = first + len(untouched.lines) - 1
        if last >= self.stop or self.lines[first : last + 1] != untouched.lines:
            return None
        self.kinds[first - self.start : last + 1 - self.start] = untouched.kinds
        self.classified.prompt = list(untouched.prompt)
        self.classified.prompt_line = first + 1
        return last

    def _is_usual(self, label: int) -> bool:
        """Place the answer as most groups write it: below an unchanged prompt, with no line of the template in it."""
        lines, matcher = self.lines, self.matcher
        first, last = label + 1, self.stop - 1
        while first <= last and is_edge(lines[first]):
            first += 1
        while last > first and is_edge(lines[last]):
            last -= 1
        if first > last or self.conflicted or matcher.rest_keys or matcher.label.match(lines[first]):
            return False
        own = lines[first : last + 1]
        hint = matcher.marker_hint
        for line in own:
            if line[:2] == "--" or line[:1] in _DOUBTFUL or (hint and hint in line):
                return False
        if matcher.label.match(own[-1]):
            return False
        classified = self.classified
        classified.label_found = True
        classified.in_prompt = first == label + 1 and self._extractor().continues_quote(first)
        classified.ranges = (Span(first + 1, last + 1),)
        classified.raw = classified.text = list(own)
        classified.line_of = list(range(first + 1, last + 2))
        self.kinds[first - self.start : last + 1 - self.start] = [PieceKind.ANSWER] * len(own)
        return True

    def _markers_and_conflicts(self, start: int) -> None:
        matcher, lines = self.matcher, self.lines
        marker, hint = matcher.marker, matcher.marker_hint
        uncertain = self.conflicted or bool(matcher.rest_keys)
        for index in [i for i in range(start, self.stop) if not is_edge(lines[i])]:
            line = lines[index]
            if not uncertain and line[0] not in "-–—―−" and not (marker and hint in line):
                self.loose.append(index)
                continue
            if self.conflicted and is_conflict(line):
                self._set(index, PieceKind.CONFLICT)
                if self.classified.conflict_line is None:
                    self.classified.conflict_line = index + 1
                continue
            found = marker.search(line) if marker and hint in line else None
            if found:
                rest = (line[: found.start()] + " " + line[found.end() :]).strip()
                if self.classified.marker_line is None:
                    self.classified.marker_line = index + 1
                if not normalise(rest):
                    self._set(index, PieceKind.MARKER)
                    continue
                self.cleaned[index] = rest
            elif (line[0] in "-–—―−" and matcher.is_cut_marker(line)) or (
                matcher.rest_keys and normalise(line) in matcher.rest_keys
            ):
                self._set(index, PieceKind.MARKER)
                if self.classified.marker_line is None and not matcher.rest_keys:
                    self.classified.marker_line = index + 1
                continue
            self.loose.append(index)

    def _is_prompt(self, index: int, exact: bool = False) -> bool:
        line = self.lines[index]
        if is_quoted(line):
            return self.matcher.is_from_prompt(line) or (not exact and self.matcher.resembles_prompt(line))
        if exact or not self.matcher.is_from_prompt(line):
            return False
        return normalise(line) in self.matcher.prompt_keys or self._is_unquoted()

    def _is_unquoted(self) -> bool:
        """Whether the prompt has lost its quote signs; otherwise unquoted words of its example are the group's."""
        if self.unquoted is None:
            own = [self.lines[i] for i in self.loose if self.matcher.is_from_prompt(self.lines[i])]
            whole = any(normalise(line) in self.matcher.prompt_keys for line in own)
            self.unquoted = whole and not any(map(is_quoted, own))
        return self.unquoted

    def _rest_of_label(self, index: int) -> str:
        match = self.matcher.label.match(self.lines[index])
        return (match["rest"] or "").strip() if match else ""

    def _label(self) -> int | None:
        """Return the template's label: the first, unless the group's own text and no prompt comes before it."""
        own_text_before = prompt_after_own_text = False
        for position, index in enumerate(self.loose):
            line = self.lines[index]
            if self.matcher.label.match(line) and index not in self.cleaned:
                if self.label_above is None and self._is_above_prompt(position):
                    self.label_above = index
                    continue
                nothing_follows = all(self._is_prompt(i) for i in self.loose[position + 1 :])
                if not own_text_before or nothing_follows or (prompt_after_own_text and is_quoted(line)):
                    return index
                return None
            if self._is_prompt(index):
                prompt_after_own_text = own_text_before
            elif not is_quoted(line):
                own_text_before = True
        return None

    def _is_above_prompt(self, position: int) -> bool:
        """Whether the prompt begins below a line, or most of it is there and nothing above the line."""
        matcher, lines = self.matcher, self.lines
        if any(matcher.is_from_prompt(lines[i]) for i in self.loose[:position]):
            return False
        below = {
            normalise(lines[i])
            for i in self.loose[position + 1 :]
            if is_quoted(lines[i]) and matcher.is_from_prompt(lines[i])
        }
        return matcher.first_key in below or 2 * len(below) > len(matcher.prompt_keys)

    def _own_lines_above(self, label: int) -> list[int]:
        """Return the answer at a label of the group's own, up to the prompt."""
        rest = self._rest_of_label(label)
        if rest:
            self.cleaned[label] = rest
        else:
            self._set(label, PieceKind.LABEL)
        first = next(i for i in self.loose if i > label and self._is_prompt(i, exact=True))
        return [i for i in self.loose if label <= i < first and (rest or i != label)]

    def _end_of_prompt(self) -> int:
        """Return the index after the prompt's last line, if there is no label; the group's own text ends the prompt.

        After a line of the group's own, a line that only resembles the prompt belongs to the group as well.
        """
        end = self.start
        own_text = False
        for index in self.loose:
            if self._is_prompt(index, exact=own_text):
                end = index + 1
            elif is_quoted(self.lines[index]):
                own_text = True
            else:
                break
        return end

    def _without_edge_labels(self, answer: list[int], after: int) -> list[int]:
        """Leave out bare labels at both ends of the answer: they are the template's."""

        def bare(index: int) -> bool:
            return (
                index >= after
                and self.matcher.label.match(self.lines[index]) is not None
                and not self._rest_of_label(index)
            )

        first, last = 0, len(answer)
        while first < last and bare(answer[first]):
            self._set(answer[first], PieceKind.LABEL)
            first += 1
        while last > first and bare(answer[last - 1]):
            self._set(answer[last - 1], PieceKind.LABEL)
            last -= 1
        return answer[first:last]

    def _own_lines_of_prompt(self, stop: int) -> list[int]:
        """If nothing follows the prompt, return the group's lines among those of the prompt or in its example."""
        matcher, lines = self.matcher, self.lines
        inside = [i for i in self.loose if i < stop and not matcher.is_from_prompt(lines[i])]
        clear = [
            i for i in inside if normalise(lines[i]) and (not matcher.resembles_prompt(lines[i]) or self._fills_gap(i))
        ]
        if not clear:
            return []
        first, places = clear[0], set(inside)
        while first - 1 in places and not normalise(lines[first - 1]):  # for example a fence
            first -= 1
        return [i for i in inside if i >= first]

    def _fills_gap(self, index: int) -> bool:
        line = self.lines[index]
        said = normalise(line)
        example = normalise(self.matcher.question.example)
        return (
            self.matcher.gaps
            and not _GAP.search(line)
            and len(said.split()) >= 5
            and said.split()[0] in example
            and not said.startswith(normalise(self.matcher.question.task)[:20] or "\0")
        )

    def _extractor(self) -> AnswerExtractor:
        return AnswerExtractor(self.lines, self.start, self.stop, self.classified, self.cleaned)

    def _finish(self, answer: list[int], label: int | None) -> None:
        classified = self.classified
        classified.label_found = label is not None
        mine = set(answer)
        others = [i for i in self.loose if i not in mine and self.kinds[i - self.start] is PieceKind.BLANK]
        for index in others:
            self._set(index, PieceKind.PROMPT)
        for before, index in zip([None, *others], others, strict=False):
            if classified.prompt and before != index - 1:
                classified.prompt.append("")  # keep a gap between lines that were apart
            classified.prompt.append(unquote(self.lines[index]).rstrip())
        if others and classified.prompt_line is None:
            classified.prompt_line = others[0] + 1
        if answer:
            self._extractor().extract(answer, label)
