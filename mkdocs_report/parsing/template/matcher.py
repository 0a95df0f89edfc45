"""Compare the lines of a report with a template: which are the template's own, or nearly."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property, lru_cache

from mkdocs_report.model.limits import Limits
from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.template import QuestionForm, Template
from mkdocs_report.parsing.markdown.lines import HeadingLine, is_quoted, normalise, opaque_blocks, pattern_of_key
from mkdocs_report.parsing.template.question_matcher import (
    TARGET,
    TASK_ITEM,
    QuestionMatcher,
    body_of,
    image_source,
)

MAX_ALIKE = 100
"""The most sections among which misspelt ones are looked for."""
MAX_COMPARED = 200
"""The headings of one report that are compared with those of questions; real reports have up to 60."""
MAX_SAME = 5
"""The most sections with the same heading that a template may have; each week may have an "Exercise"."""
ALIKE = 0.8
"""Two headings are the same, misspelt, when `difflib` calls them this similar."""


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
        keys = [normalise(question.heading) for question in template.questions]
        self.has_headings = is_report or (all(q.level for q in template.questions) and len(set(keys)) == len(keys))
        self._by_key = {normalise(question.heading): question.id for question in template.questions}
        self._compact = {k.replace(" ", ""): name for k, name in self._by_key.items()}
        patterns = {pattern_of_key(key) for key in self._by_key}
        self.pattern = patterns.pop() if len(patterns) == 1 and len(template.questions) > 1 else None
        self._heading_level = max((q.level for q in template.questions if q.form is QuestionForm.HEADINGS), default=0)
        if any(q.form is QuestionForm.QUOTED for q in template.questions):
            self._heading_level = 0
        self.levels = frozenset(question.level for question in template.questions)
        self.sections = tuple(_section_headings(template))
        self._sections_by_key: dict[str, tuple[SectionHeading, ...]] = {}
        for section in self.sections:
            same = self._sections_by_key.get(section.key, ())
            self._sections_by_key[section.key] = (*same, section)[:MAX_SAME]
        in_question = {line for q in template.questions for line in range(q.span.first, q.span.last + 1)}
        self._outside_list = [line for number, line in enumerate(template.lines, 1) if number not in in_question]
        self.outside_lines = frozenset(self._outside_list)
        answer_lines = {
            line
            for q in template.questions
            for line in range(q.span.first + 1, q.span.last + 1)
            if not is_quoted(template.lines[line - 1])
        }
        self.line_keys = tuple(words_of_line(line) for n, line in enumerate(template.lines, 1) if n not in answer_lines)

    @cached_property
    def questions(self) -> Mapping[str, QuestionMatcher]:
        """The questions by their ids; prepared for the first report, since most versions of a template have none."""
        template, is_report = self.template, self.is_report
        usual = next((question.marker for question in template.questions if question.marker), None)
        blocks = () if is_report else opaque_blocks(template.lines)
        in_blocks = frozenset(i for block in blocks for i in range(block.first, block.last + 1))
        return {
            question.id: QuestionMatcher(
                question,
                usual,
                [] if is_report else body_of(template, question, in_blocks),
                template.lines[question.span.first - 1] if question.span.first <= len(template.lines) else "",
            )
            for question in template.questions
        }

    @cached_property
    def has_quoted_prompts(self) -> bool:
        """Whether each question is a heading with a quoted prompt directly below it."""
        return self.has_headings and all(each.is_below_heading for each in self.questions.values())

    @cached_property
    def _inline(self) -> list[str]:
        return [key for key, name in self._by_key.items() if self.questions[name].is_inline]

    @cached_property
    def _outside(self) -> frozenset[str]:
        return frozenset(words_of_line(line) or "".join(line.split()) for line in self._outside_list)

    @cached_property
    def _outside_text(self) -> str:
        return "\n".join(self._outside_list)

    @cached_property
    def _outside_stream(self) -> str:
        return f" {' '.join(filter(None, map(words_of_line, self._outside_list)))} "

    @cached_property
    def _blurbs(self) -> frozenset[str]:
        return frozenset(said for said in map(words_of_line, self._outside_list) if said.count(" ") >= 3)

    def with_limits_of_all(self, limits: Mapping[str, Limits]) -> TemplateMatcher:
        """Return the same template as one of several versions, with their limits by the words of their prompts."""
        one_of_several = copy(self)
        one_of_several.known_limits = limits
        return one_of_several

    def skeleton_images(self) -> Iterator[tuple[QuestionMatcher, str]]:
        """Yield the addresses of the images that groups replace, each with its question."""
        for line, kind in zip(self.template.lines, self.template.kinds, strict=True):
            if kind.kind is PieceKind.SKELETON and kind.question and (source := image_source(line)):
                yield self.questions[kind.question], source

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
        inline = next((k for k in self._inline if key.startswith(f"{k} ")), None)
        if inline:
            return self._by_key[inline]
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
        return "](" not in line or all(target in self._outside_text for target in TARGET.findall(line))

    def looks_like_question(self, heading: HeadingLine) -> bool:
        """Whether a heading that is not in the template looks like a question: "Question 28"."""
        if not self.pattern or "#" not in self.pattern or not heading.key:
            return False
        return pattern_of_key(heading.key) == self.pattern

    def is_own_question(self, heading: HeadingLine) -> bool:
        """Whether a heading that the template lacks is on the level of headings that are questions.

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


def _section_headings(template: Template) -> Iterator[SectionHeading]:
    """Yield the section headings of a template, each with the question that follows it."""
    names = [question.id for question in template.questions]
    places = [question.span.first for question in template.questions]
    for section in template.sections:
        following = names[bisect_right(places, section.span.first) :][:1]
        yield SectionHeading(section.title, normalise(section.title), section.level, next(iter(following), None))


def words_of_prompt(prompt: Iterable[str]) -> str:
    """Return the words of a prompt, independent of its line breaks."""
    return " ".join(filter(None, map(normalise, prompt)))


@lru_cache(maxsize=8192)  # versions of a template, and reports, have most lines in common
def words_of_line(line: str) -> str:
    """Return the words of a line without the mark in its box: a ticked item is the same item."""
    return normalise(TASK_ITEM.sub("[]", line, count=1) if "[" in line[:12] else line)
