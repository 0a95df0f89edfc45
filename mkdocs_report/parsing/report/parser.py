"""Parse a report: find the questions, classify their lines, and read the visible content of each answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from mkdocs_report.errors import TemplateError
from mkdocs_report.model import caps
from mkdocs_report.model.base import Span
from mkdocs_report.model.limits import Limits
from mkdocs_report.model.line_kind import LineKind, PieceKind
from mkdocs_report.model.report import (
    Answer,
    CodeText,
    Count,
    Extra,
    FileFault,
    Heading,
    Link,
    Report,
    UnsafeHtml,
)
from mkdocs_report.model.template import ChecklistItem, Question
from mkdocs_report.parsing.checklist import read_checklist
from mkdocs_report.parsing.display_text import shown_title
from mkdocs_report.parsing.limits.parser import limits_or_none
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.content import Seen, count_words
from mkdocs_report.parsing.markdown.definitions import definitions
from mkdocs_report.parsing.markdown.lines import HeadingLine, is_conflict
from mkdocs_report.parsing.markdown.sanitizer import unsafe_scheme
from mkdocs_report.parsing.report.allowance import Allowance, Resolve, line_in
from mkdocs_report.parsing.report.answer_lines import place
from mkdocs_report.parsing.report.extra_text import Loose, behind_heading, loose_text, own_title_of
from mkdocs_report.parsing.report.open_blocks import open_above, open_block
from mkdocs_report.parsing.report.openings import Opening, Outline
from mkdocs_report.parsing.report.outline import outline
from mkdocs_report.parsing.report.question_lines import Placed
from mkdocs_report.parsing.source import Source
from mkdocs_report.parsing.template.matcher import Form, said_together
from mkdocs_report.parsing.template.parser import parse_template

_CONFLICT = frozenset({"<<<<<<< ", ">>>>>>> "})


def parse_report(source: Source, form: Form | None, resolve: Resolve, name: str) -> Report:
    """Read a report against its template, or against its own prompts where there is no template.

    Never raises, whatever the file holds; what cannot be read is told in `Report.faults`.

    Args:
        source: the decoded file.
        form: the template to read it against, made ready; `None` to go by the report's own quoted lines.
        resolve: finds the file that an image's address leads to.
        name: the report's id, also its title until the group's own is known.
    """
    faults = source.faults
    own = form is None
    too_large = any(fault.rule == "too-large" for fault in faults)
    if form is None and not too_large:
        try:
            form = Form(parse_template(replace(source, faults=()), lenient=True, most=caps.MAX_QUESTIONS), own=True)
        except TemplateError:
            form = None
    plan = outline(source.lines, form) if form else Outline((), (), ())
    if form is None or not any(opening.question for opening in plan.openings):
        if not too_large:
            faults = (*faults, FileFault("not-a-report", 1, ""))
        return Report(
            id=name,
            path=source.path,
            title=name,
            template=None if own or form is None else form.template,
            line_count=len(source.lines),
            kinds=(LineKind(PieceKind.PREAMBLE),) * len(source.lines),
            faults=faults,
        )
    return _Reader(source, form, plan, resolve, own).read(name, faults)


class _Reader:
    def __init__(self, source: Source, form: Form, plan: Outline, resolve: Resolve, own: bool) -> None:
        self.source, self.form, self.plan, self.own = source, form, plan, own
        self.lines = source.lines
        self.allowance = Allowance(definitions(source.lines), resolve)
        self.conflicted = not _CONFLICT.isdisjoint(map(itemgetter(slice(8)), self.lines))
        self.kinds = [LineKind(PieceKind.PREAMBLE)] * len(self.lines)

    def read(self, name: str, faults: tuple[FileFault, ...]) -> Report:
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
                answers.append(Answer(self._asked(form.question), form.question.limits))
                continue
            if len(found) == 1:
                answers.append(self._answer(*found[0], copies=()))
                continue
            best = max(found, key=lambda spot: (bool(spot[2].ranges), bool(spot[2].prompt), -spot[0].at))
            others = [spot for spot in found if spot is not best]
            duplicates += [(opening, stop, question) for opening, stop, _ in others]
            answers.append(
                self._answer(*best, copies=tuple(opening.at + 1 for opening, _, _ in others[: caps.MAX_EXTRAS]))
            )
        every_extra = self._extras([*((opening, stop, None) for opening, stop in extras), *duplicates])
        checklist = self._checklist()
        own_title = own_title_of(self.plan.headings, self.plan.openings[0].at, self.form)
        if not self.own:
            every_extra = self._with_loose(every_extra, checklist, own_title)
        return Report(
            id=name,
            path=self.source.path,
            title=name,
            own_title=shown_title(own_title.text) if own_title else "",
            template=self.form.template if not self.own else None,
            line_count=len(self.lines),
            answers=tuple(answers),
            checklist=checklist,
            extras=every_extra,
            kinds=tuple(self.kinds),
            sections_missing=() if self.own else self._sections_missing(),
            unclosed=open_above(self.plan.blocks, self.plan.openings[0].at),
            conflict_line=self._conflict_line(),
            faults=(*faults, *self.allowance.faults),
        )

    def _mark(self, start: int, stop: int, kind: PieceKind, question: str | None = None) -> None:
        self.kinds[start:stop] = [LineKind(kind, question)] * (stop - start)

    def _answer(self, opening: Opening, stop: int, placed: Placed, copies: tuple[int, ...]) -> Answer:
        form = self.form.questions[opening.question or ""]
        name = form.question.id
        self._mark(opening.at, opening.body, PieceKind.HEADING, name)
        owned = {kind: LineKind(kind, name) for kind in set(placed.kinds)}
        self.kinds[opening.body : stop] = map(owned.__getitem__, placed.kinds)
        text = "\n".join(placed.text)
        html, seen = self.allowance.render(text) if placed.ranges else ("", Seen())
        may_open = html and ("<" in text or "```" in text or "~~~" in text)
        unclosed = open_block(placed.text, placed.line_of) if may_open else None
        if placed.ranges and seen.is_empty:
            blank = LineKind(PieceKind.BLANK, name)
            self.kinds[opening.body : stop] = [
                blank if kind is PieceKind.ANSWER else owned[kind] for kind in placed.kinds
            ]
            placed = replace(placed, ranges=(), text=[], line_of=[], raw=[])
            text, html, seen = "", "", Seen()
        line_of = placed.line_of
        return Answer(
            question=self._asked(form.question),
            limits=self._limits(form.question, placed),
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
            images=self.allowance.images(seen, placed.text, line_of) if seen.images else (),
            links=tuple([Link(href, text, line_in(line_of, n)) for href, text, n in seen.links]),
            headings=tuple([Heading(level, text, line_in(line_of, n)) for level, text, n in seen.headings]),
            code=tuple([CodeText(text, line_in(line_of, n)) for text, n in seen.code]) if seen.code else (),
            beyond=seen.beyond,
            unsafe=tuple([UnsafeHtml(what, line_in(line_of, n)) for what, n in _unsafe(seen)]) if html else (),
            prompt=self.allowance.prompt(placed.prompt, placed.prompt_line),
            prompt_line=placed.prompt_line,
            marker_line=placed.marker_line,
            label_found=placed.label_found,
            in_prompt=placed.in_prompt,
            unclosed=unclosed,
            conflict_line=placed.conflict_line,
            copies=copies,
        )

    def _asked(self, question: Question) -> Question:
        return self.allowance.asked(question) if self.own else question

    def _limits(self, question: Question, placed: Placed) -> Limits:
        """Return the limits of the prompt in the report: those of the template, or of another version of it."""
        if self.own:
            return limits_or_none(placed.prompt)
        known = self.form.known_limits
        if not known or tuple(placed.prompt) == question.prompt[: len(placed.prompt)]:
            return question.limits
        return known.get(said_together(placed.prompt), question.limits)

    def _extras(self, found: list[tuple[Opening, int, str | None]]) -> tuple[Extra, ...]:
        """Return the extra sections in file order; those beyond the cap are joined into one, as typed."""
        found = sorted(found, key=lambda each: (each[0].at, each[1]))
        most = len(found) if len(found) <= caps.MAX_EXTRAS else caps.MAX_EXTRAS - 1
        extras = [self._extra(*each) for each in found[:most]]
        if found[most:]:
            for opening, stop, question in found[most:]:
                self._mark(opening.at, stop, PieceKind.EXTRA, question)
            text = "\n".join(line for opening, stop, _ in found[most:] for line in self.lines[opening.at : stop])
            span = Span(found[most][0].at + 1, found[-1][1])
            heading = f"{len(found) - most:,} more sections"
            extras.append(Extra(heading, span, text, engine.as_it_stands(text)))
            self.allowance.exceed(span.first, f"{len(found):,} extra sections; the first {most:,} are shown one by one")
        return tuple(extras)

    def _extra(self, opening: Opening, stop: int, duplicate_of: str | None) -> Extra:
        self._mark(opening.at, stop, PieceKind.EXTRA, duplicate_of)
        start = opening.body if len(opening.title) <= caps.MAX_TITLE else opening.at
        text = list(self.lines[start:stop])
        html, seen = self.allowance.render("\n".join(text))
        numbers = range(start + 1, stop + 1)
        return Extra(
            heading=shown_title(opening.title),
            span=Span(opening.at + 1, max(stop, opening.at + 1)),
            text="\n".join(text),
            html=html,
            images=self.allowance.images(seen, text, numbers) if numbers else (),
            duplicate_of=duplicate_of,
        )

    def _with_loose(
        self, extras: tuple[Extra, ...], items: Sequence[ChecklistItem], own_title: HeadingLine | None
    ) -> tuple[Extra, ...]:
        """Return the extra sections, followed by the group's text outside all questions, except its title."""
        plan = self.plan
        first = plan.openings[0].at
        places = [(0, own_title.at), (own_title.at + own_title.height, first)] if own_title else [(0, first)]
        places += [(opening.at, stop) for opening, stop in plan.places(len(self.lines)) if opening.section]
        found = list(loose_text(self.lines, places, self.form, plan.headings, plan.blocks, items))
        found += filter(None, (behind_heading(opening, self.form) for opening in plan.openings))
        most = max(1, caps.MAX_EXTRAS - len(extras))
        if len(found) > most:
            rest = tuple(sorted({i for each in found[most - 1 :] for i in each.lines}))
            found[most - 1 :] = [Loose("", rest)]
        return (*extras, *filter(None, map(self._loose, found)))

    def _loose(self, found: Loose) -> Extra | None:
        text, numbers = found.text_of(self.lines)
        html, seen = self.allowance.render("\n".join(text))
        if seen.is_empty:
            return None
        return Extra(
            heading=shown_title(f"Under “{found.title}”" if found.title else "Outside of the questions"),
            span=Span(numbers[0], numbers[-1]),
            text="\n".join(text),
            html=html,
            images=self.allowance.images(seen, text, numbers),
            loose=True,
        )

    def _checklist(self) -> tuple[ChecklistItem, ...]:
        """Return the items with a box before, between and after the questions, by the heading above them."""
        places = self.plan.checklist_places(len(self.lines))
        return self.allowance.items(read_checklist(self.lines, places, self.plan.blocks))

    def _sections_missing(self) -> tuple[str, ...]:
        found = {opening.section.key for opening in self.plan.openings if opening.section}
        missing = [section for section in self.form.sections if section.key not in found]
        if missing:
            found = {section.key for heading in self.plan.headings for section in self.form.sections_of(heading)}
        return tuple(section.title for section in missing if section.key not in found)

    def _conflict_line(self) -> int | None:
        """Return the line of a git conflict marker outside answers."""
        if not self.conflicted:
            return None
        places = (i + 1 for i, line in enumerate(self.lines) if is_conflict(line) and self._may_conflict(i))
        return next(places, None)

    def _may_conflict(self, index: int) -> bool:
        return self.kinds[index].kind in (PieceKind.PREAMBLE, PieceKind.SECTION, PieceKind.EXTRA)


def _unsafe(seen: Seen) -> list[tuple[str, int]]:
    """Return the parts of an answer that are never published: HTML, and links that Markdown makes by itself."""
    links = [(f"a {scheme}: address", line) for href, _, line in seen.links if (scheme := unsafe_scheme(href))]
    return list(dict.fromkeys([*seen.unsafe, *links])) if links else seen.unsafe


def html_of(part: Answer | Extra) -> str:
    """Return an answer as HTML from GitHub's engine; plain text is rendered only now."""
    return part.html or engine.render(part.text)
