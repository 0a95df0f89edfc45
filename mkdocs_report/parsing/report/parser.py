"""Parse a report: find the questions, classify their lines, and read the visible content of each answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from mkdocs_report.model import caps
from mkdocs_report.model.base import Span
from mkdocs_report.model.limits import Limits
from mkdocs_report.model.line_kind import LineKind, PieceKind
from mkdocs_report.model.report import Answer, CodeText, Extra, FileFault, Heading, Link, Report
from mkdocs_report.model.template import ChecklistItem, Question
from mkdocs_report.parsing.checklist import read_checklist
from mkdocs_report.parsing.display_text import shown_title
from mkdocs_report.parsing.limits.parser import limits_or_none
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.content import VisibleContent
from mkdocs_report.parsing.markdown.definitions import definitions
from mkdocs_report.parsing.markdown.lines import HeadingLine, is_conflict
from mkdocs_report.parsing.report.answer_count import count_answer
from mkdocs_report.parsing.report.answer_lines import classify_lines
from mkdocs_report.parsing.report.extra_text import LooseText, find_loose_text, find_own_title, words_after_heading
from mkdocs_report.parsing.report.filled_lines import classify_filled_lines
from mkdocs_report.parsing.report.open_blocks import open_above, open_block
from mkdocs_report.parsing.report.outline import outline
from mkdocs_report.parsing.report.parts import Outline, ReportPart
from mkdocs_report.parsing.report.question_lines import QuestionLines
from mkdocs_report.parsing.report.renderer import CappedRenderer, Resolve, line_in
from mkdocs_report.parsing.source import Source
from mkdocs_report.parsing.template.matcher import TemplateMatcher, words_of_prompt
from mkdocs_report.parsing.template.question_matcher import QuestionMatcher
from mkdocs_report.parsing.template.tokens import without_alert

_OUTSIDE = frozenset({PieceKind.PREAMBLE, PieceKind.SECTION, PieceKind.EXTRA})
_CONFLICT = frozenset({"<<<<<<< ", ">>>>>>> "})


def parse_report(source: Source, matcher: TemplateMatcher | None, resolve: Resolve, name: str) -> Report:
    """Parse a report by its template, or by its own prompts. Faults are recorded, never raised.

    Args:
        source: the decoded file.
        matcher: the template, from `TemplateVersions.matcher_of`; None for a file without a template and prompts.
        resolve: finds the file that an image's address leads to.
        name: the report's id, also its title until the group's own is known.
    """
    faults = source.faults
    if matcher is not None:
        matcher.forget()
    plan = outline(source.lines, matcher) if matcher else Outline((), (), ())
    if matcher is None or not any(part.question for part in plan.parts):
        if not any(fault.rule == "too-large" for fault in faults):
            faults = (*faults, FileFault("not-a-report", 1, ""))
        return Report(
            id=name,
            path=source.path,
            title=name,
            template=None if matcher is None or matcher.is_report else matcher.template,
            line_count=len(source.lines),
            kinds=(LineKind(PieceKind.PREAMBLE),) * len(source.lines),
            faults=faults,
        )
    return _ReportParser(source, matcher, plan, resolve).read(name, faults)


class _ReportParser:
    def __init__(self, source: Source, matcher: TemplateMatcher, plan: Outline, resolve: Resolve) -> None:
        self.source, self.matcher, self.plan, self.own_prompts = source, matcher, plan, matcher.is_report
        self.lines = source.lines
        self.renderer = CappedRenderer(definitions(source.lines), resolve)
        self.conflicted = not _CONFLICT.isdisjoint(map(itemgetter(slice(8)), self.lines))
        self.kinds = [LineKind(PieceKind.PREAMBLE)] * len(self.lines)

    def read(self, name: str, faults: tuple[FileFault, ...]) -> Report:
        spots: dict[str, list[tuple[ReportPart, int, QuestionLines]]] = {}
        extras: list[tuple[ReportPart, int]] = []
        for part, stop in self.plan.places(len(self.lines)):
            if part.question:
                matcher = self.matcher.questions[part.question]
                classified = self._classify(part.body, stop, matcher)
                spots.setdefault(part.question, []).append((part, stop, classified))
            elif part.section:
                self._mark(part.at, stop, PieceKind.SECTION)
            else:
                extras.append((part, stop))
        answers = []
        duplicates: list[tuple[ReportPart, int, str]] = []
        for question, matcher in self.matcher.questions.items():
            found = spots.get(question, [])
            if not found:
                answers.append(Answer(self._asked(matcher.question), matcher.question.limits))
                continue
            if len(found) == 1:
                answers.append(self._answer(*found[0], copies=()))
                continue
            best = max(found, key=lambda spot: (bool(spot[2].ranges), bool(spot[2].prompt), -spot[0].at))
            others = [spot for spot in found if spot is not best]
            duplicates += [(part, stop, question) for part, stop, _ in others]
            answers.append(self._answer(*best, copies=tuple(part.at + 1 for part, _, _ in others[: caps.MAX_EXTRAS])))
        every_extra = self._extras([*((part, stop, None) for part, stop in extras), *duplicates])
        checklist = self._checklist()
        own_title = find_own_title(self.plan.headings, self.plan.parts[0].at, self.matcher)
        if not self.own_prompts:
            every_extra = self._with_loose(every_extra, checklist, own_title)
        return Report(
            id=name,
            path=self.source.path,
            title=name,
            own_title=shown_title(own_title.text) if own_title else "",
            template=self.matcher.template if not self.own_prompts else None,
            line_count=len(self.lines),
            answers=tuple(answers),
            checklist=checklist,
            extras=every_extra,
            kinds=tuple(self.kinds),
            sections_missing=() if self.own_prompts else self._sections_missing(),
            unclosed=open_above(self.plan.blocks, self.plan.parts[0].at),
            conflict_line=self._conflict_line(),
            faults=(*faults, *self.renderer.faults),
        )

    def _mark(self, start: int, stop: int, kind: PieceKind, question: str | None = None) -> None:
        self.kinds[start:stop] = [LineKind(kind, question)] * (stop - start)

    def _classify(self, start: int, stop: int, matcher: QuestionMatcher) -> QuestionLines:
        if matcher.is_usual:
            return classify_lines(self.lines, start, stop, matcher, self.conflicted)
        return classify_filled_lines(self.lines, start, stop, matcher, self.renderer.resolve, self.conflicted)

    def _answer(self, part: ReportPart, stop: int, classified: QuestionLines, copies: tuple[int, ...]) -> Answer:
        matcher = self.matcher.questions[part.question or ""]
        name = matcher.question.id
        self._mark(part.at, part.body, PieceKind.HEADING, name)
        owned = {kind: LineKind(kind, name) for kind in set(classified.kinds)}
        self.kinds[part.body : stop] = map(owned.__getitem__, classified.kinds)
        text = "\n".join(classified.text)
        html, content = self.renderer.render(text) if classified.ranges else ("", VisibleContent())
        may_open = html and ("<" in text or "```" in text or "~~~" in text)
        unclosed = open_block(classified.text, classified.line_of) if may_open else None
        if classified.ranges and content.is_empty:
            blank = LineKind(PieceKind.BLANK, name)
            self.kinds[part.body : stop] = [
                blank if kind is PieceKind.ANSWER else owned[kind] for kind in classified.kinds
            ]
            classified = replace(classified, ranges=(), text=[], line_of=[], raw=[])
            text, html, content = "", "", VisibleContent()
        line_of = classified.line_of
        skeleton = {index + 1 for index in classified.skeleton}
        headings = [(level, text, line_in(line_of, n)) for level, text, n in content.headings]
        return Answer(
            question=self._asked(matcher.question),
            limits=self._limits(matcher.question, classified),
            lines=Span(part.at + 1, max(stop, part.at + 1)),
            heading_line=part.at + 1 if part.has_heading else None,
            ranges=classified.ranges,
            text=text,
            line_of=tuple(line_of),
            kept=tuple(sorted(skeleton)),
            html=html,
            seen_text=content.text,
            count=count_answer(content, classified.raw, [self.lines[line - 1] for line in sorted(skeleton)]),
            images=self.renderer.images(content, classified.text, line_of) if content.images else (),
            links=tuple([Link(href, text, line_in(line_of, n)) for href, text, n in content.links]),
            headings=tuple([Heading(level, text, line) for level, text, line in headings if line not in skeleton]),
            code=tuple([CodeText(text, line_in(line_of, n)) for text, n in content.code]) if content.code else (),
            beyond=content.beyond,
            unsafe=self.renderer.unsafe(content, line_of) if html else (),
            unreadable=self.renderer.unreadable(content, line_of) if content.unreadable else (),
            prompt=self.renderer.prompt(without_alert(classified.prompt), classified.prompt_line),
            prompt_line=classified.prompt_line,
            marker_line=classified.marker_line,
            label_found=classified.label_found,
            in_prompt=classified.in_prompt,
            unclosed=unclosed,
            conflict_line=classified.conflict_line,
            copies=copies,
        )

    def _asked(self, question: Question) -> Question:
        return self.renderer.asked(question) if self.own_prompts else question

    def _limits(self, question: Question, classified: QuestionLines) -> Limits:
        """Return the limits of the prompt in the report: those of the template, or of another version of it."""
        if self.own_prompts:
            return limits_or_none(classified.prompt)
        known = self.matcher.known_limits
        if not known or tuple(classified.prompt) == question.prompt[: len(classified.prompt)]:
            return question.limits
        return known.get(words_of_prompt(classified.prompt), question.limits)

    def _extras(self, sections: list[tuple[ReportPart, int, str | None]]) -> tuple[Extra, ...]:
        """Return the extra sections in file order; those beyond the cap are joined into one, as typed."""
        sections = sorted(sections, key=lambda each: (each[0].at, each[1]))
        most = len(sections) if len(sections) <= caps.MAX_EXTRAS else caps.MAX_EXTRAS - 1
        extras = [self._extra(*each) for each in sections[:most]]
        if sections[most:]:
            for part, stop, question in sections[most:]:
                self._mark(part.at, stop, PieceKind.EXTRA, question)
            text = "\n".join(line for part, stop, _ in sections[most:] for line in self.lines[part.at : stop])
            span = Span(sections[most][0].at + 1, sections[-1][1])
            heading = f"{len(sections) - most:,} more sections"
            extras.append(Extra(heading, span, text, engine.as_typed(text)))
            self.renderer.record_excess(
                span.first, f"{len(sections):,} extra sections; the first {most:,} are shown one by one"
            )
        return tuple(extras)

    def _extra(self, part: ReportPart, stop: int, duplicate_of: str | None) -> Extra:
        self._mark(part.at, stop, PieceKind.EXTRA, duplicate_of)
        start = part.body if len(part.title) <= caps.MAX_TITLE else part.at
        text = list(self.lines[start:stop])
        html, content = self.renderer.render("\n".join(text))
        numbers = range(start + 1, stop + 1)
        return Extra(
            heading=shown_title(part.title),
            span=Span(part.at + 1, max(stop, part.at + 1)),
            text="\n".join(text),
            html=html,
            images=self.renderer.images(content, text, numbers) if numbers else (),
            duplicate_of=duplicate_of,
        )

    def _with_loose(
        self, extras: tuple[Extra, ...], items: Sequence[ChecklistItem], own_title: HeadingLine | None
    ) -> tuple[Extra, ...]:
        """Return the extra sections, followed by the group's text outside all questions, except its title."""
        plan = self.plan
        first = plan.parts[0].at
        places = [(0, own_title.at), (own_title.at + own_title.height, first)] if own_title else [(0, first)]
        places += [(part.at, stop) for part, stop in plan.places(len(self.lines)) if part.section]
        found = list(find_loose_text(self.lines, places, self.matcher, plan.headings, plan.blocks, items))
        found += filter(None, (words_after_heading(part, self.matcher, self.lines) for part in plan.parts))
        most = max(1, caps.MAX_EXTRAS - len(extras))
        if len(found) > most:
            rest = tuple(sorted({i for each in found[most - 1 :] for i in each.lines}))
            found[most - 1 :] = [LooseText("", rest)]
        return (*extras, *filter(None, map(self._loose, found)))

    def _loose(self, found: LooseText) -> Extra | None:
        text, numbers = found.text_of(self.lines)
        html, content = self.renderer.render("\n".join(text))
        if content.is_empty:
            return None
        is_expected = found.title in {each.title for each in self.matcher.template.sections if each.is_skipped}
        place = f"Under “{found.title}”" if found.title else "Outside of the questions"
        return Extra(
            heading=shown_title(found.title if is_expected else place),
            span=Span(numbers[0], numbers[-1]),
            text="\n".join(text),
            html=html,
            images=self.renderer.images(content, text, numbers),
            loose=True,
            is_expected=is_expected,
        )

    def _checklist(self) -> tuple[ChecklistItem, ...]:
        """Return the items with a box before, between and after the questions, by the heading above them."""
        places = self.plan.checklist_places(len(self.lines))
        return self.renderer.items(read_checklist(self.lines, places, self.plan.blocks))

    def _sections_missing(self) -> tuple[str, ...]:
        found = {part.section.key for part in self.plan.parts if part.section}
        missing = [section for section in self.matcher.sections if section.key not in found]
        if missing:
            found = {section.key for heading in self.plan.headings for section in self.matcher.sections_of(heading)}
        return tuple(section.title for section in missing if section.key not in found)

    def _conflict_line(self) -> int | None:
        """Return the line of a git conflict marker outside answers."""
        if not self.conflicted:
            return None
        places = (i + 1 for i, line in enumerate(self.lines) if is_conflict(line) and self.kinds[i].kind in _OUTSIDE)
        return next(places, None)
