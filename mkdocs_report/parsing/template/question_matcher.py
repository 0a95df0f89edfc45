"""Compare the lines of one question of a report with those of its template: which are the template's, or nearly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.template import Question, QuestionForm, Template
from mkdocs_report.parsing.markdown.lines import (
    BOX_MARK,
    is_edge,
    is_quoted,
    marker_pattern,
    marker_text,
    normalise,
    normalised_words,
    overlap,
)
from mkdocs_report.parsing.template.answer_places import without_place
from mkdocs_report.runtime.lazy_pattern import LazyPattern

NEAR = 0.6
"""A line is nearly a template's when this share of its words stands, in order, in the prompt."""
TARGET = re.compile(r"\]\(\s*<?([^)>\s]+)")
TASK_ITEM = re.compile(rf"\[(?:{BOX_MARK})\]", re.IGNORECASE)
_IMAGE = LazyPattern(r"\s*(?:!\[[^\]]*\]\(\s*<?([^)>\s]+)[^)]*\)|<img\b[^>]*\bsrc=[\"']([^\"']+)[\"'][^>]*>)\s*$")
_LABELS = ("answer", "answers")


@dataclass(frozen=True, slots=True)
class _Untouched:
    """An unchanged prompt, classified once: its lines up to the label, and the kind of each."""

    lines: tuple[str, ...]
    kinds: tuple[PieceKind, ...]
    prompt: tuple[str, ...]

    @classmethod
    def of(cls, question: Question) -> _Untouched | None:
        lines = tuple(question.quote)
        kinds = [PieceKind.BLANK if is_edge(line) else PieceKind.PROMPT for line in lines]
        if not question.label or PieceKind.PROMPT not in kinds:
            return None
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
    """A line of a template's question below its title; `in_block` if it is in a fence, a comment, or raw HTML."""

    text: str
    kind: PieceKind
    in_block: bool


def _is_below_heading(body: Sequence[BodyLine]) -> bool:
    """Whether a quoted prompt stands directly below its heading, and nothing below it is kept or filled in."""
    if any(line.kind is PieceKind.SKELETON for line in body) or (body and not is_quoted(body[0].text)):
        return bool(body) and body[0].kind is PieceKind.MARKER and len(body) == 1
    return all(is_quoted(line.text) for line in body if line.kind is PieceKind.LABEL)


def _is_usual(body: Sequence[BodyLine], quote: Sequence[str]) -> bool:
    """Whether only fill markers stand below a quoted prompt."""
    last_quoted = max((i for i, line in enumerate(body) if is_quoted(line.text)), default=-1)
    above = body[: last_quoted + 1]
    is_prompt = all(line.kind is not PieceKind.MARKER and line.text in quote for line in above)
    return is_prompt and all(marker_text(line.text) for line in body[last_quoted + 1 :])


def image_source(line: str) -> str | None:
    """Return the address of the image that is all of a line."""
    match = _IMAGE.match(line)
    return (match[1] or match[2]) if match else None


def is_ticked(line: str) -> bool:
    """Whether a line has a box with a mark in it."""
    match = TASK_ITEM.search(line[:40])
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
        self.is_inline = question.form is QuestionForm.HEADINGS and without_place(title) != title
        quoted = question.form is QuestionForm.QUOTED or not question.prompt
        self.is_below_heading = quoted and question.level > 0 and _is_below_heading(self.body)
        self.is_usual = self.is_below_heading and _is_usual(self.body, question.quote) and not self.is_inline
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
        return any(target not in self._text for target in TARGET.findall(line))

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


def body_of(template: Template, question: Question, in_blocks: frozenset[int]) -> list[BodyLine]:
    """Return the lines of a question below its title."""
    lines = range(question.span.first - 1, question.span.last)
    return [
        BodyLine(template.lines[i], template.kinds[i].kind, i in in_blocks)
        for i in lines
        if template.kinds[i].kind is not PieceKind.HEADING
    ]
