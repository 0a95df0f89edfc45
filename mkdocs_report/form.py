"""A template made ready for comparing: which lines of a report are the template's own, or nearly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property, lru_cache
from itertools import pairwise

from mkdocs_report.lines import HeadingLine, is_edge, is_quoted, key, marker_pattern, overlap, unquote, words
from mkdocs_report.model import PieceKind, Question, Template
from mkdocs_report.prose import is_example

NEAR = 0.6
"""A line is nearly a template's when this share of its words stands, in order, in the prompt."""
ALIKE = 0.8
"""Two headings are the same, misspelt, when `difflib` calls them this similar."""
_PROSE = 400
"""A longer line is the group's own prose, and is not looked at to tell template versions apart."""
_TASK_ITEM = re.compile(r"\[[^\[\]]{0,3}\]")
_LABELS = ("answer", "answers")


@dataclass(frozen=True, slots=True)
class _Untouched:
    """A prompt as most groups leave it, told apart once: its lines up to the label, and what each of them is."""

    lines: tuple[str, ...]
    kinds: tuple[PieceKind, ...]
    prompt: tuple[str, ...]

    @classmethod
    def of(cls, question: Question) -> _Untouched | None:
        if not question.label:
            return None
        lines = tuple(question.quote)
        kinds = [PieceKind.BLANK if is_edge(line) else PieceKind.PROMPT for line in lines]
        last = max(index for index, kind in enumerate(kinds) if kind is PieceKind.PROMPT)
        kinds[last] = PieceKind.LABEL
        return cls(lines[: last + 1], tuple(kinds[: last + 1]), tuple(unquote(line).rstrip() for line in lines[:last]))


class QuestionForm:
    """One question of a template, ready for comparing."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.prompt_keys = frozenset(filter(None, map(key, question.prompt)))
        self.words = [word for line in question.prompt for word in words(line)]
        self.untouched = _Untouched.of(question)
        self.stream = f" {' '.join(self.words)} "
        self.marker = marker_pattern(question.marker) if question.marker else None
        self.marker_hint = key(question.marker or "").rpartition(" ")[2]
        names = {*_LABELS, question.label.casefold()} if question.label else set(_LABELS)
        self.label = re.compile(
            rf"[\s>*_#]*(?:{'|'.join(map(re.escape, sorted(names)))})[*_]*\s*(?:[:：][*_]*[ \t]*(?P<rest>.*))?$",
            re.IGNORECASE,
        )
        self._near: dict[str, bool] = {}

    @cached_property
    def gaps(self) -> bool:
        """Whether the example is a text with gaps to be filled: "We used ... for ..."."""
        return "..." in self.question.example or "…" in self.question.example

    def is_own(self, line: str) -> bool:
        """Whether a line says what a line of the prompt says, or a part of it (Prettier re-wraps)."""
        said = key(line)
        return said in self.prompt_keys or (said.count(" ") >= 3 and f" {said} " in self.stream)

    def is_nearly_own(self, line: str) -> bool:
        """Whether a line is one of the prompt's with a few words changed."""
        said = key(line)
        if said not in self._near:
            if len(self._near) > 200:  # a hostile report may hold any number of lines; a real one has a dozen
                return False
            mine = said.split()
            self._near[said] = len(mine) >= 3 and overlap(mine, self.words) >= NEAR
        return self._near[said]


@dataclass(frozen=True, slots=True)
class SectionForm:
    """A section heading of a template: what it says, its level, and the id of the question that follows it."""

    title: str
    key: str
    level: int
    before: str | None


class Form:
    """A template, ready for comparing."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.questions = {question.id: QuestionForm(question) for question in template.questions}
        self._by_key = {key(question.heading): question.id for question in template.questions}
        self._compact = {k.replace(" ", ""): name for k, name in self._by_key.items()}
        patterns = {re.sub(r"\d+", "#", k) for k in self._by_key}
        self.pattern = patterns.pop() if len(patterns) == 1 and len(template.questions) > 1 else None
        self.levels = frozenset(question.level for question in template.questions)
        firsts = [(question.span.first, question.id) for question in template.questions]
        self.sections = tuple(
            SectionForm(
                section.title,
                key(section.title),
                section.level,
                next((name for line, name in firsts if line > section.span.first), None),
            )
            for section in template.sections
        )
        in_question = {line for q in template.questions for line in range(q.span.first, q.span.last + 1)}
        self.blurbs = frozenset(
            said
            for number, line in enumerate(template.lines, 1)
            if number not in in_question and (said := key(line)).count(" ") >= 3
        )
        places = {
            line
            for q in template.questions
            for line in range(q.span.first + 1, q.span.last + 1)
            if not is_quoted(template.lines[line - 1])
        }
        self.line_keys = _said([line for n, line in enumerate(template.lines, 1) if n not in places])

    def question_of(self, heading: HeadingLine) -> str | None:
        """Return the id of the question that a heading opens, however it is decorated or misspelt."""
        return self._question_of(heading.key)

    @lru_cache(maxsize=512)  # noqa: B019 - a form lives as long as its course, and the cache with it
    def _question_of(self, said: str) -> str | None:
        if said in self._by_key:
            return self._by_key[said]
        compact = said.replace(" ", "")
        if compact in self._compact:
            return self._compact[compact]
        if self.pattern and "#" in self.pattern:
            longest = max((k for k in self._by_key if said.startswith(f"{k} ")), key=len, default=None)
            return self._by_key[longest] if longest else None
        if not 4 <= len(said) <= 200:
            return None
        close = get_close_matches(said, self._by_key, n=1, cutoff=ALIKE + 0.05)
        digits = re.findall(r"\d+", said)
        if close and re.findall(r"\d+", close[0]) == digits:
            return self._by_key[close[0]]
        return None

    def looks_like_question(self, heading: HeadingLine) -> bool:
        """Whether a heading that opens no question of the template is built as if it did: "Question 28"."""
        if not self.pattern or "#" not in self.pattern or not heading.key:
            return False
        return re.sub(r"\d+", "#", heading.key) == self.pattern

    def sections_of(self, heading: HeadingLine) -> tuple[SectionForm, ...]:
        """Return the sections that a heading may open; a misspelt one has to have the template's level."""
        return self._sections_of(heading.key, heading.level)

    @lru_cache(maxsize=512)  # noqa: B019
    def _sections_of(self, said: str, level: int) -> tuple[SectionForm, ...]:
        exact = tuple(s for s in self.sections if s.key == said)
        if exact or not 6 <= len(said) <= 200:
            return exact
        alike = (s for s in self.sections if s.level == level and abs(len(s.key) - len(said)) <= len(said) // 2)
        return tuple(s for s in alike if SequenceMatcher(None, said, s.key).ratio() >= ALIKE)


def _said(lines: Sequence[str]) -> tuple[str, ...]:
    """What the lines say, the mark in a box put aside: a ticked item is the same item."""
    return tuple([key(_TASK_ITEM.sub("[]", line, count=1) if "[" in line[:12] else line) for line in lines])


def _pairs(said: Sequence[str], without: frozenset[str]) -> frozenset[tuple[str, str]]:
    """The neighbouring words of lines, as if they were one line: wrapping does not matter."""
    every = " ".join([line for line in said if line not in without]).split()
    return frozenset(pairwise(every))


class Forms:
    """Several versions of one template; the closest one judges each report."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self.forms = tuple(forms)
        sets = [frozenset(form.line_keys) for form in self.forms]
        self._common = frozenset.intersection(*sets) if sets else frozenset()
        self._shared = frozenset(
            line for form in self.forms for line in form.template.lines if key(line) in self._common
        )
        pairs = [_pairs(form.line_keys, self._common) for form in self.forms]
        owners: dict[tuple[str, str], tuple[int, ...]] = {}
        for pair in frozenset().union(*pairs):
            owners[pair] = tuple(i for i, each in enumerate(pairs) if pair in each)
        groups: dict[tuple[int, ...], set[tuple[str, str]]] = {}
        for pair, versions in owners.items():
            groups.setdefault(versions, set()).add(pair)
        self._groups = [(versions, frozenset(group)) for versions, group in groups.items()]
        self._sizes = [len(each) for each in pairs]

    def closest(self, lines: Sequence[str]) -> Form | None:
        """Return the template that a report was made from, the last one of equals, or None if there is none.

        Compared is what tells the versions apart: the pairs of neighbouring words in lines that not all of them
        share. The closest has the fewest pairs that only one of the two holds.
        """
        if len(self.forms) < 2:
            return self.forms[0] if self.forms else None
        mine = _pairs(_said([line for line in lines if line not in self._shared and len(line) <= _PROSE]), self._common)
        distance = list(self._sizes)
        for versions, group in self._groups:
            shared = 2 * len(group & mine)
            for version in versions:
                distance[version] -= shared
        return self.forms[max(range(len(distance)), key=lambda i: (-distance[i], i))]


def split_example(prompt: Sequence[str]) -> int:
    """Return the index of the line that opens the example of a prompt, or the prompt's length."""
    return next((i for i, line in enumerate(prompt) if is_example(line)), len(prompt))


def quoted_share(lines: Sequence[str]) -> bool:
    """Whether every line with anything on it is quoted."""
    return all(is_quoted(line) for line in lines if line.strip())
