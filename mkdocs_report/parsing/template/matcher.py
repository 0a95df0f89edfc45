"""Compare the lines of a report with a template: which are the template's own, or nearly."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property, lru_cache
from typing import NamedTuple

from mkdocs_report.model.limits import Limits
from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.template import Question, QuestionForm, Template
from mkdocs_report.parsing.markdown.lines import (
    BOX_MARK,
    HeadingLine,
    is_edge,
    is_quoted,
    marker_pattern,
    marker_text,
    normalise,
    normalised_words,
    opaque_blocks,
    overlap,
)

NEAR = 0.6
"""A line is nearly a template's when this share of its words stands, in order, in the prompt."""
MAX_ALIKE = 100
"""The most sections among which misspelt ones are looked for."""
MAX_COMPARED = 200
"""The headings of one report that are compared with those of questions; real reports have up to 60."""
MAX_SAME = 5
"""The most sections with the same heading that a template may have; each week may have an "Exercise"."""
ALIKE = 0.8
"""Two headings are the same, misspelt, when `difflib` calls them this similar."""
_TARGET = re.compile(r"\]\(\s*<?([^)>\s]+)")
_TASK_ITEM = re.compile(rf"\[(?:{BOX_MARK})\]", re.IGNORECASE)
_IMAGE = re.compile(r"\s*(?:!\[[^\]]*\]\(\s*<?([^)>\s]+)[^)]*\)|<img\b[^>]*\bsrc=[\"']([^\"']+)[\"'][^>]*>)\s*$")
_LABELS = ("answer", "answers")


@dataclass(frozen=True, slots=True)
class _Untouched:
    """An unchanged prompt, classified once: its lines up to the label, and the kind of each."""

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
        return cls(lines[: last + 1], tuple(kinds[: last + 1]), question.prompt[:last])


@lru_cache(maxsize=1024)  # the versions of a template have most of their prompts in common
def _prompt_terms(prompt: tuple[str, ...]) -> tuple[frozenset[str], str, tuple[str, ...]]:
    """Return the keys of a prompt's lines, the first key, and all words of the prompt in order."""
    keys = [said for line in prompt if (said := normalise(line))]
    return frozenset(keys), keys[0] if keys else "", tuple(normalised_words("\n".join(prompt)))


@lru_cache(maxsize=64)
def _label_pattern(label: str | None) -> re.Pattern[str]:
    """Return a pattern for the label of a prompt at the start of a line; `rest` is the text after its colon."""
    names = {*_LABELS, label.casefold()} if label else set(_LABELS)
    return re.compile(
        rf"[\s>*_#]*(?:{'|'.join(map(re.escape, sorted(names)))})[*_]*\s*(?:[:：][*_]*[ \t]*(?P<rest>.*))?$",
        re.IGNORECASE,
    )


class BodyLine(NamedTuple):
    """A line of a template's question below its title; `in_block` if it stands in a fence, a comment, or raw HTML."""

    text: str
    kind: PieceKind
    in_block: bool


def _is_below_heading(body: Sequence[BodyLine]) -> bool:
    """Whether a quoted prompt stands directly below its heading, and nothing below it is kept or filled in."""
    if any(line.kind is PieceKind.SKELETON for line in body) or (body and not is_quoted(body[0].text)):
        return bool(body) and body[0].kind is PieceKind.MARKER and len(body) == 1
    return all(is_quoted(line.text) for line in body if line.kind is PieceKind.LABEL)


def _is_usual(body: Sequence[BodyLine]) -> bool:
    """Whether only fill markers stand below a quoted prompt."""
    last_quoted = max((i for i, line in enumerate(body) if is_quoted(line.text)), default=-1)
    above = [line.kind for line in body[: last_quoted + 1]]
    return all(marker_text(line.text) for line in body[last_quoted + 1 :]) and PieceKind.MARKER not in above


def image_source(line: str) -> str | None:
    """Return the address of the image that is all of a line."""
    match = _IMAGE.match(line)
    return (match[1] or match[2]) if match else None


def is_ticked(line: str) -> bool:
    """Whether a line has a box with a mark in it."""
    match = _TASK_ITEM.search(line[:40])
    return match is not None and match[0][1:-1].strip(" -–—−") != ""


class QuestionMatcher:
    """One question of a template, prepared for comparison.

    Args:
        question: the question.
        usual_marker: the fill marker of other questions.
        body: the lines below its title.
        title: the line of its title.
    """

    def __init__(
        self,
        question: Question,
        usual_marker: str | None = None,
        body: Sequence[BodyLine] = (),
        title: str = "",
    ) -> None:
        marker = question.marker or usual_marker
        self.question = question
        self.body = [line for line in body if line.text.strip("> \t")]
        self.image_sizes: dict[str, int] = {}  # bytes of the template's own images, by address
        self.title_words = normalised_words(title)
        quoted = question.form is QuestionForm.QUOTED or not question.prompt
        self.is_below_heading = quoted and question.level > 0 and _is_below_heading(self.body)
        self.is_usual = self.is_below_heading and _is_usual(self.body)
        self.rest_keys = frozenset(filter(None, map(normalise, question.rest)))
        self.marker_words = frozenset(normalised_words(marker or ""))
        self.prompt_keys, self.first_key, self.words = _prompt_terms(question.prompt)
        self.untouched = _Untouched.of(question) if self.is_usual else None
        self.stream = f" {' '.join(self.words)} "
        self.marker = marker_pattern(marker) if marker else None
        self.marker_hint = " ".join((marker or "").split()[-2:])
        self.label = _label_pattern(question.label)
        self._near: dict[str, bool] = {}

    @cached_property
    def gaps(self) -> bool:
        """Whether the example has gaps to fill: "We used ... for ..."."""
        return "..." in self.question.example or "…" in self.question.example

    def is_from_prompt(self, line: str) -> bool:
        """Whether a line has the words of a line of the prompt, or a part of them (Prettier re-wraps)."""
        said = normalise(line)
        own = said in self.prompt_keys or (said.count(" ") >= 3 and f" {said} " in self.stream)
        return own and not self._points_elsewhere(line)

    def _points_elsewhere(self, line: str) -> bool:
        """Whether a line has an image or a link that the prompt does not have, so that it is the group's."""
        if "](" not in line and "<img" not in line:
            return False
        if ("![" in line or "<img" in line) and not self._shows_image:
            return True
        return any(target not in self._text for target in _TARGET.findall(line))

    @cached_property
    def _text(self) -> str:
        return "\n".join(self.question.prompt)

    @cached_property
    def _shows_image(self) -> bool:
        return "![" in self._text or "<img" in self._text

    def is_cut_marker(self, line: str) -> bool:
        """Whether a line is a part of the fill marker between its dashes: `--- fill here ---`."""
        said = re.findall(r"[^\W\d_]+|\d+", marker_text(line) or "")
        return len(said) > 1 and all(word.casefold() in self.marker_words or word.isdecimal() for word in said)

    def resembles_prompt(self, line: str) -> bool:
        """Whether a line is one of the prompt's with a few words changed."""
        said = normalise(line)
        if said not in self._near:
            if len(self._near) > 200:  # a hostile report may hold any number of lines; a real one has a dozen
                return False
            mine = said.split()
            self._near[said] = len(mine) >= 3 and overlap(mine, self.words) >= NEAR
        return self._near[said] and not self._points_elsewhere(line)

    def forget(self) -> None:
        """Forget the results of comparing lines."""
        self._near.clear()


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A section heading of a template: its key, its level, and the id of the question that follows it."""

    title: str
    key: str
    level: int
    before: str | None


class TemplateMatcher:
    """A template, prepared for comparison; `is_report` if made from a report, whose headings are never misspelt."""

    def __init__(self, template: Template, is_report: bool = False) -> None:
        self.template, self.is_report = template, is_report
        self._compared: set[str] = set()
        self.known_limits: Mapping[str, Limits] = {}  # of all versions of the template, by the words of their prompts
        usual = next((question.marker for question in template.questions if question.marker), None)
        blocks = () if is_report else opaque_blocks(template.lines)
        in_blocks = frozenset(i for block in blocks for i in range(block.first, block.last + 1))
        self.questions = {
            question.id: QuestionMatcher(
                question,
                usual,
                [] if is_report else _body_of(template, question, in_blocks),
                template.lines[question.span.first - 1] if question.span.first <= len(template.lines) else "",
            )
            for question in template.questions
        }
        keys = [normalise(question.heading) for question in template.questions]
        self.has_headings = is_report or (all(q.level for q in template.questions) and len(set(keys)) == len(keys))
        self.has_quoted_prompts = self.has_headings and all(each.is_below_heading for each in self.questions.values())
        self._by_key = {normalise(question.heading): question.id for question in template.questions}
        self._compact = {k.replace(" ", ""): name for k, name in self._by_key.items()}
        patterns = {re.sub(r"\d+", "#", k) for k in self._by_key}
        self.pattern = patterns.pop() if len(patterns) == 1 and len(template.questions) > 1 else None
        self._heading_level = max((q.level for q in template.questions if q.form is QuestionForm.HEADINGS), default=0)
        if any(q.form is QuestionForm.QUOTED for q in template.questions):
            self._heading_level = 0
        self.levels = frozenset(question.level for question in template.questions)
        firsts = [question.id for question in template.questions]
        places = [question.span.first for question in template.questions]
        self.sections = tuple(
            SectionHeading(
                section.title,
                normalise(section.title),
                section.level,
                next(iter(firsts[bisect_right(places, section.span.first) :][:1]), None),
            )
            for section in template.sections
        )
        self._sections_by_key: dict[str, tuple[SectionHeading, ...]] = {}
        for section in self.sections:
            same = self._sections_by_key.get(section.key, ())
            self._sections_by_key[section.key] = (*same, section)[:MAX_SAME]
        in_question = {line for q in template.questions for line in range(q.span.first, q.span.last + 1)}
        outside = [line for number, line in enumerate(template.lines, 1) if number not in in_question]
        self._outside = frozenset(words_of_line(line) or "".join(line.split()) for line in outside)
        self.outside_lines = frozenset(outside)
        self._outside_text = "\n".join(outside)
        self._outside_stream = f" {' '.join(filter(None, map(words_of_line, outside)))} "
        self._blurbs = frozenset(said for said in map(words_of_line, outside) if said.count(" ") >= 3)
        answer_lines = {
            line
            for q in template.questions
            for line in range(q.span.first + 1, q.span.last + 1)
            if not is_quoted(template.lines[line - 1])
        }
        self.line_keys = tuple(words_of_line(line) for n, line in enumerate(template.lines, 1) if n not in answer_lines)

    def with_limits_of_all(self, limits: Mapping[str, Limits]) -> TemplateMatcher:
        """Return the same template as one of several versions, with their limits by the words of their prompts."""
        one_of_several = copy(self)
        one_of_several.known_limits = limits
        return one_of_several

    def skeleton_images(self) -> Iterator[tuple[QuestionMatcher, str]]:
        """Yield the addresses of the images that groups replace, each with its question."""
        for question in self.questions.values():
            for line in question.body:
                if line.kind is PieceKind.SKELETON and (source := image_source(line.text)):
                    yield question, source

    def forget(self) -> None:
        """Forget the last report, so that reading a report never depends on those read before."""
        self._compared.clear()
        for question in self.questions.values():
            question.forget()

    def question_of(self, heading: HeadingLine) -> str | None:
        """Return the id of the question that a heading opens, even if it is decorated or misspelt."""
        said = heading.key
        return self._question_of(said) or (self._find_misspelt(said) if self._may_be_misspelt(said) else None)

    def _may_be_misspelt(self, key: str) -> bool:
        """Whether to look for a question with a similar heading: each is then compared with all questions."""
        if self.is_report or (self.pattern and "#" in self.pattern) or not 4 <= len(key) <= 200:
            return False
        if len(self._compared) < MAX_COMPARED:
            self._compared.add(key)
        return key in self._compared

    @lru_cache(maxsize=512)  # noqa: B019 - a matcher lives as long as its course, and the cache with it
    def _question_of(self, key: str) -> str | None:
        if key in self._by_key:
            return self._by_key[key]
        compact = key.replace(" ", "")
        if compact in self._compact:
            return self._compact[compact]
        if self.pattern and "#" in self.pattern:
            longest = max((k for k in self._by_key if key.startswith(f"{k} ")), key=len, default=None)
            return self._by_key[longest] if longest else None
        return None

    @lru_cache(maxsize=512)  # noqa: B019 - as above
    def _find_misspelt(self, key: str) -> str | None:
        close = get_close_matches(key, self._by_key, n=1, cutoff=ALIKE + 0.05)
        digits = re.findall(r"\d+", key)
        if close and re.findall(r"\d+", close[0]) == digits:
            return self._by_key[close[0]]
        return None

    def is_blurb(self, line: str) -> bool:
        """Whether a line is one of the template's lines outside its questions, with items of the checklist."""
        return words_of_line(line) in self._blurbs

    def is_outside(self, line: str) -> bool:
        """Whether a line has the words of one of the template's lines outside its questions, or a part of several."""
        said = words_of_line(line)
        if not said:
            return "".join(line.split()) in self._outside
        if said not in self._outside and not (said.count(" ") >= 3 and f" {said} " in self._outside_stream):
            return False
        return "](" not in line or all(target in self._outside_text for target in _TARGET.findall(line))

    def looks_like_question(self, heading: HeadingLine) -> bool:
        """Whether a heading that is not in the template looks like a question: "Question 28"."""
        if not self.pattern or "#" not in self.pattern or not heading.key:
            return False
        return re.sub(r"\d+", "#", heading.key) == self.pattern

    def is_own_question(self, heading: HeadingLine) -> bool:
        """Whether a heading that the template lacks stands beside headings that are questions by themselves.

        Below a quoted prompt it belongs to the answer.
        """
        return bool(heading.key) and heading.level <= self._heading_level

    def sections_of(self, heading: HeadingLine) -> tuple[SectionHeading, ...]:
        """Return the sections that a heading may open; a misspelt one has to have the template's level."""
        return self._sections_of(heading.key, heading.level)

    @lru_cache(maxsize=512)  # noqa: B019 - as above
    def _sections_of(self, key: str, level: int) -> tuple[SectionHeading, ...]:
        exact = self._sections_by_key.get(key, ())
        if exact or self.is_report or not 6 <= len(key) <= 200 or len(self.sections) > MAX_ALIKE:
            return exact
        named = (s for s in self.sections if s.level == level and s.key)  # a heading may be of signs alone
        candidates = (s for s in named if {key[0], key[-1]} & {s.key[0], s.key[-1]})
        candidates = (s for s in candidates if abs(len(s.key) - len(key)) <= len(key) // 2)
        digits = re.findall(r"\d+", key)
        candidates = (s for s in candidates if re.findall(r"\d+", s.key) == digits)
        return tuple(s for s in candidates if SequenceMatcher(None, key, s.key).ratio() >= ALIKE)


def _body_of(template: Template, question: Question, in_blocks: frozenset[int]) -> list[BodyLine]:
    """Return the lines of a question below its title."""
    lines = range(question.span.first - 1, question.span.last)
    return [
        BodyLine(template.lines[i], template.kinds[i].kind, i in in_blocks)
        for i in lines
        if template.kinds[i].kind is not PieceKind.HEADING
    ]


def words_of_prompt(prompt: Iterable[str]) -> str:
    """Return the words of a prompt, independent of its line breaks."""
    return " ".join(filter(None, map(normalise, prompt)))


def words_of_line(line: str) -> str:
    """Return the words of a line without the mark in its box: a ticked item is the same item."""
    return normalise(_TASK_ITEM.sub("[]", line, count=1) if "[" in line[:12] else line)
