"""(Source, Form) to Report: find the questions, tell their lines apart, read what a reader sees in each answer."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter
from urllib.parse import unquote

from mkdocs_report import caps, markdown
from mkdocs_report.checklist import read_checklist
from mkdocs_report.form import Form
from mkdocs_report.image import Image, Picture
from mkdocs_report.limits import Limits
from mkdocs_report.lines import opaques
from mkdocs_report.model import Answer, ChecklistItem, Count, Extra, Heading, Link, PieceKind, Report
from mkdocs_report.outline import Opening, Outline, outline
from mkdocs_report.placed import Placed, is_conflict
from mkdocs_report.placing import place
from mkdocs_report.prose import limits_or_none
from mkdocs_report.safety import unsafe_scheme
from mkdocs_report.seen import Seen, count_words, read_regular
from mkdocs_report.source import Source
from mkdocs_report.span import Span
from mkdocs_report.template import TemplateError, parse_template

_CONFLICT = frozenset({"<<<<<<< ", ">>>>>>> "})
MAX_ANSWER = 100_000
"""An answer of more characters is shown as it was typed, without Markdown; the longest of 806 real ones has 3,979."""
_LABELS = re.compile(r"\[([^\[\]]{1,200})\]")
Resolve = Callable[[str], Picture]
"""Tells what a picture's address leads to; `pictures.Folder.resolve` is the usual one."""


def parse_report(source: Source, form: Form | None, resolve: Resolve, name: str) -> Report:
    """Read a report against its template, or against its own prompts where there is no template.

    Never raises, whatever the file holds; what can not be read is told in `Report.faults`.

    Args:
        source: the decoded file.
        form: the template to read it against, made ready; `None` to go by the report's own quoted lines.
        resolve: tells what a picture's address leads to.
        name: the report's id, also its title until the group's own is known.
    """
    faults = source.faults
    own = form is None
    if form is None and not any(rule == "too-large" for rule, _, _ in faults):
        try:
            form = Form(parse_template(replace(source, faults=()), lenient=True))
        except TemplateError:
            form = None
    plan = outline(source.lines, form) if form else Outline((), (), ())
    if form is None or not any(opening.question for opening in plan.openings):
        if not any(rule == "too-large" for rule, _, _ in faults):
            faults = (*faults, ("not-a-report", 1, ""))
        return Report(
            id=name,
            path=source.path,
            title=name,
            template=None if own or form is None else form.template,
            line_count=len(source.lines),
            kinds=((PieceKind.PREAMBLE, None),) * len(source.lines),
            faults=faults,
        )
    return _Reader(source, form, plan, resolve, own).read(name, faults)


class _Reader:
    def __init__(self, source: Source, form: Form, plan: Outline, resolve: Resolve, own: bool) -> None:
        self.source, self.form, self.plan, self.resolve, self.own = source, form, plan, resolve, own
        self.lines = source.lines
        self.references = markdown.references(source.lines)
        self.beyond: list[tuple[str, int, str]] = []
        self.tags = 0
        self.conflicted = not _CONFLICT.isdisjoint(map(itemgetter(slice(8)), self.lines))
        self.kinds: list[tuple[PieceKind, str | None]] = [(PieceKind.PREAMBLE, None)] * len(self.lines)

    def read(self, name: str, faults: tuple[tuple[str, int, str], ...]) -> Report:
        spots: dict[str, list[tuple[Opening, int, Placed]]] = {}
        extras: list[tuple[Opening, int]] = []
        for opening, stop in self.plan.places(len(self.lines)):
            if opening.question:
                form = self.form.questions[opening.question]
                placed = place(self.lines, opening.body, stop, form, self.conflicted)
                spots.setdefault(opening.question, []).append((opening, stop, placed))
            elif opening.section:
                self._mark(opening.at, stop, PieceKind.SECTION)
            else:
                extras.append((opening, stop))
        answers = []
        duplicates: list[tuple[Opening, int, str]] = []
        for question, form in self.form.questions.items():
            found = spots.get(question, [])
            if not found:
                answers.append(Answer(form.question, form.question.limits))
                continue
            if len(found) == 1:
                answers.append(self._answer(*found[0], copies=()))
                continue
            best = max(found, key=lambda spot: (bool(spot[2].ranges), bool(spot[2].prompt), -spot[0].at))
            others = [spot for spot in found if spot is not best]
            duplicates += [(opening, stop, question) for opening, stop, _ in others]
            answers.append(self._answer(*best, copies=tuple(opening.at + 1 for opening, _, _ in others)))
        every_extra = self._extras([*((opening, stop, None) for opening, stop in extras), *duplicates])
        checklist = self._checklist()
        first = self.plan.openings[0].at
        unclosed, conflict = self._outside_answers(first)
        return Report(
            id=name,
            path=self.source.path,
            title=name,
            template=self.form.template if not self.own else None,
            line_count=len(self.lines),
            answers=tuple(answers),
            checklist=checklist,
            extras=every_extra,
            kinds=tuple(self.kinds),
            sections_missing=() if self.own else self._sections_missing(),
            unclosed=unclosed,
            conflict_line=conflict,
            faults=(*faults, *self.beyond),
        )

    def _mark(self, start: int, stop: int, kind: PieceKind, question: str | None = None) -> None:
        self.kinds[start:stop] = [(kind, question)] * (stop - start)

    def _answer(self, opening: Opening, stop: int, placed: Placed, copies: tuple[int, ...]) -> Answer:
        form = self.form.questions[opening.question or ""]
        name = form.question.id
        self._mark(opening.at, opening.body, PieceKind.HEADING, name)
        owned = {kind: (kind, name) for kind in set(placed.kinds)}
        self.kinds[opening.body : stop] = map(owned.__getitem__, placed.kinds)
        text = "\n".join(placed.text)
        html, seen = self._render(text) if placed.ranges else ("", Seen())
        may_open = html and ("<" in text or "```" in text or "~~~" in text)
        unclosed = _unclosed(placed.text, placed.line_of) if may_open else None
        if placed.ranges and seen.is_empty:
            self.kinds[opening.body : stop] = [
                (PieceKind.BLANK, name) if kind is PieceKind.ANSWER else owned[kind] for kind in placed.kinds
            ]
            placed = replace(placed, ranges=(), text=[], line_of=[], raw=[])
            text, html, seen = "", "", Seen()
        line_of = placed.line_of
        return Answer(
            question=form.question,
            limits=self._limits(form.question.limits, placed),
            lines=Span(opening.at + 1, max(stop, opening.at + 1)),
            heading_line=opening.at + 1 if opening.has_heading else None,
            ranges=placed.ranges,
            text=text,
            line_of=tuple(line_of),
            html=html,
            seen_text=seen.text,
            count=Count(
                count_words(seen.text),
                count_words(seen.code_text) if seen.code_text else 0,
                count_words(seen.table_text) if seen.table_text else 0,
                "\n".join(placed.raw),
            ),
            images=self._images(seen, placed.text, line_of) if seen.images else (),
            links=tuple([Link(href, text, self._line(line_of, n)) for href, text, n in seen.links]),
            headings=tuple([Heading(level, text, self._line(line_of, n)) for level, text, n in seen.headings]),
            code=tuple([(text, self._line(line_of, n)) for text, n in seen.code]) if seen.code else (),
            beyond=seen.beyond,
            unsafe=tuple([(what, self._line(line_of, n)) for what, n in _unsafe(seen)]) if html else (),
            prompt=tuple(placed.prompt),
            prompt_line=placed.prompt_line,
            marker_line=placed.marker_line,
            label_found=placed.label_found,
            in_prompt=placed.in_prompt,
            unclosed=unclosed,
            conflict_line=placed.conflict_line,
            copies=copies,
        )

    def _limits(self, limits: Limits, placed: Placed) -> Limits:
        return limits_or_none(placed.prompt) if self.own else limits

    def _render(self, text: str) -> tuple[str, Seen]:
        """Return a text's HTML and what is seen of it; plain text needs no HTML yet."""
        if len(text) > MAX_ANSWER:
            return markdown.as_it_stands(text), Seen(text=text, beyond=f"{MAX_ANSWER:,} characters")
        if markdown.is_plain(text):
            return "", Seen(text=text)
        labels = {label.casefold() for label in _LABELS.findall(text)} if self.references else set()
        wanted = [self.references[label] for label in sorted(labels & self.references.keys())]
        if wanted:
            text = "\n".join([text, "", *wanted])  # what is defined twice, is so by the first
        html = markdown.render(text)
        if markdown.nesting(html) > markdown.MAX_NESTING:
            return markdown.as_it_stands(text), Seen(text=text, beyond=f"{markdown.MAX_NESTING} levels of nesting")
        tags = html.count("<")
        if tags > caps.MAX_TAGS:
            return markdown.as_it_stands(text), Seen(text=text, beyond=f"{caps.MAX_TAGS:,} HTML tags")
        if self.tags + tags > caps.MAX_REPORT_TAGS:
            beyond = f"its share of the {caps.MAX_REPORT_TAGS:,} HTML tags of a report"
            return markdown.as_it_stands(text), Seen(text=text, beyond=beyond)
        self.tags += tags
        return html, markdown.read(html) if "<" in text else read_regular(html)

    def _images(self, seen: Seen, text: Sequence[str], line_of: Sequence[int]) -> tuple[Image, ...]:
        return tuple(
            [
                Image(src, alt, self._line(line_of, _line_with(src, text, number)), self.resolve(src))
                for src, alt, number in seen.images
            ]
        )

    @staticmethod
    def _line(line_of: Sequence[int], number: int) -> int:
        return line_of[min(number, len(line_of)) - 1]

    def _extras(self, found: list[tuple[Opening, int, str | None]]) -> tuple[Extra, ...]:
        """The extra sections in the order of the file; those beyond the cap are one, as they were typed."""
        found = sorted(found, key=lambda each: (each[0].at, each[1]))
        most = len(found) if len(found) <= caps.MAX_EXTRAS else caps.MAX_EXTRAS - 1
        extras = [self._extra(*each) for each in found[:most]]
        if found[most:]:
            for opening, stop, question in found[most:]:
                self._mark(opening.at, stop, PieceKind.EXTRA, question)
            text = "\n".join(line for opening, stop, _ in found[most:] for line in self.lines[opening.at : stop])
            span = Span(found[most][0].at + 1, found[-1][1])
            heading = f"{len(found) - most:,} more sections"
            extras.append(Extra(heading, span, text, markdown.as_it_stands(text)))
            self._too_many(span.first, f"{len(found):,} extra sections; the first {most:,} are shown one by one")
        return tuple(extras)

    def _too_many(self, line: int, what: str) -> None:
        self.beyond.append(("too-many", line, what))

    def _extra(self, opening: Opening, stop: int, duplicate_of: str | None) -> Extra:
        self._mark(opening.at, stop, PieceKind.EXTRA, duplicate_of)
        start = opening.body if len(opening.title) <= caps.MAX_TITLE else opening.at
        text = list(self.lines[start:stop])
        html, seen = self._render("\n".join(text))
        numbers = range(start + 1, stop + 1)
        return Extra(
            heading=caps.cut(opening.title, caps.MAX_TITLE),
            span=Span(opening.at + 1, max(stop, opening.at + 1)),
            text="\n".join(text),
            html=html,
            images=self._images(seen, text, numbers) if numbers else (),
            duplicate_of=duplicate_of,
        )

    def _checklist(self) -> tuple[ChecklistItem, ...]:
        """The bullets with a box that stand before, between and after the questions, by the heading over them."""
        count = len(self.lines)
        runs = [(0, self.plan.openings[0].at)]
        runs += [(opening.at, stop) for opening, stop in self.plan.places(count) if opening.section]
        loose = set[int]().union(*(range(*run) for run in runs))
        titles = [(h.at, h.text) for h in self.plan.headings if h.at in loose]
        ends = [end for _, end in runs]
        places = []
        for (title, name), (stop, _) in pairwise([(-1, ""), *titles, (count, "")]):
            run = bisect_right(ends, title + 1)
            first = max(title + 1, runs[run][0]) if run < len(runs) else stop
            if first < stop:
                places.append((first, min(stop, ends[run]), name))
        items = read_checklist(self.lines, places, self.plan.blocks)
        if len(items) > caps.MAX_ITEMS:
            what = f"{len(items):,} items in its checklist; the first {caps.MAX_ITEMS:,} are read"
            self._too_many(items[caps.MAX_ITEMS].line, what)
        long = next((item.line for item in items if len(item.text) > caps.MAX_ITEM), None)
        if long is not None:
            self._too_many(long, f"an item of more than {caps.MAX_ITEM:,} characters; its end is left out")
        return tuple(
            replace(item, text=caps.cut(item.text, caps.MAX_ITEM), subsection=caps.cut(item.subsection, caps.MAX_TITLE))
            if len(item.text) > caps.MAX_ITEM or len(item.subsection) > caps.MAX_TITLE
            else item
            for item in items[: caps.MAX_ITEMS]
        )

    def _sections_missing(self) -> tuple[str, ...]:
        found = {opening.section.key for opening in self.plan.openings if opening.section}
        missing = [section for section in self.form.sections if section.key not in found]
        if missing:
            found = {section.key for heading in self.plan.headings for section in self.form.sections_of(heading)}
        return tuple(section.title for section in missing if section.key not in found)

    def _outside_answers(self, first: int) -> tuple[tuple[str, int] | None, int | None]:
        """A fence left open and a conflict left behind above the first question."""
        above = [block for block in self.plan.blocks if block.first < first]
        unclosed = (above[-1].kind, above[-1].first + 1) if above and not above[-1].closed else None
        conflict = None
        if self.conflicted:
            places = (i + 1 for i, line in enumerate(self.lines) if is_conflict(line) and self._may_conflict(i))
            conflict = next(places, None)
        return unclosed, conflict

    def _may_conflict(self, index: int) -> bool:
        return self.kinds[index][0] in (PieceKind.PREAMBLE, PieceKind.SECTION, PieceKind.EXTRA)


def _unsafe(seen: Seen) -> list[tuple[str, int]]:
    """What of an answer is never published: HTML, and links that Markdown makes without any."""
    links = [(f"a {scheme}: address", line) for href, _, line in seen.links if (scheme := unsafe_scheme(href))]
    return list(dict.fromkeys([*seen.unsafe, *links])) if links else seen.unsafe


def html_of(part: Answer | Extra) -> str:
    """Return an answer as the HTML that GitHub's engine makes of it; what is plain text is rendered only now."""
    return part.html or markdown.render(part.text)


def _line_with(src: str, text: Sequence[str], number: int) -> int:
    """The line of a picture: the engine gives none for raw HTML, where `number` may be some lines too early."""
    name = unquote(src).rpartition("/")[2]
    return next((i for i in range(number, min(number + 20, len(text)) + 1) if name in text[i - 1]), number)


def _unclosed(text: list[str], line_of: Sequence[int]) -> tuple[str, int] | None:
    """The fence, comment or raw block that an answer leaves open: what it is, and its line."""
    blocks = opaques(text)
    if not blocks or blocks[-1].closed:
        return None
    last = blocks[-1]
    mark = "mkdocs-report-end"
    shown = markdown.read(markdown.render("\n".join([*text, "", mark]))).text
    if mark in shown.split():  # a fence in a list or a quote ends with it
        return None
    return last.kind, line_of[last.first]
