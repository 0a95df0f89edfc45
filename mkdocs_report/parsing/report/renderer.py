"""Render a report's answers within its caps: text beyond a cap is left out or shown as it was typed.

Until people are masked, a text that is cut keeps slightly more than is shown; see `capped`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import unquote

from mkdocs_report.model import caps
from mkdocs_report.model.image import Image, ImageFile
from mkdocs_report.model.report import Answer, Extra, FileFault, UnreadableFormula, UnsafeHtml
from mkdocs_report.model.template import ChecklistItem, Question
from mkdocs_report.parsing.display_text import one_line_safe, shown_title
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.content import VisibleContent, read_regular
from mkdocs_report.parsing.markdown.definitions import Definitions
from mkdocs_report.parsing.markdown.sanitizer import unsafe_scheme

Resolve = Callable[[str], ImageFile]
"""A function from the address of an image to its file, usually `resolve.Folder.resolve`."""


class CappedRenderer:
    """A renderer of the parts of one report, which counts them against its caps.

    `faults` lists where the report exceeds a cap.

    Args:
        definitions: the report's link references and footnotes.
        resolve: finds the file that an image's address leads to.
    """

    def __init__(self, definitions: Definitions, resolve: Resolve) -> None:
        self.definitions, self.resolve = definitions, resolve
        self._defines = bool(definitions.links or definitions.notes)
        self.faults: list[FileFault] = []
        self.tags = self.images_shown = self.links = 0

    def record_excess(self, line: int, what: str) -> None:
        """Record a cap that the report exceeds, once for each kind."""
        if not any(what == fault.found for fault in self.faults):  # the first place of each kind is enough
            self.faults.append(FileFault("too-many", line, what))

    def asked(self, question: Question) -> Question:
        """Return a question that is taken from the report itself, as it is shown."""
        self.check_title(question.heading, question.span.first)
        self.check_title(question.section or "", question.span.first)
        return replace(
            question,
            heading=shown_title(question.heading),
            section=None if question.section is None else shown_title(question.section),
            quote=question.quote[: caps.MAX_PROMPT + caps.SPARE_LINES],
            prompt=self.prompt(question.prompt, question.prompt_line),
        )

    def prompt(self, lines: Sequence[str], line: int | None) -> tuple[str, ...]:
        """Return a prompt's lines, up to the cap; `line` is its first."""
        if len(lines) > caps.MAX_PROMPT:
            self.record_excess(line or 1, f"a prompt of more than {caps.MAX_PROMPT:,} lines; the rest is left out")
        return tuple(lines[: caps.MAX_PROMPT + caps.SPARE_LINES])

    def check_title(self, title: str, line: int) -> None:
        """Record a heading that is cut when shown."""
        if len(title) > caps.MAX_TITLE:
            self.record_excess(line, f"a heading of more than {caps.MAX_TITLE:,} characters; its end is left out")

    def render(self, text: str) -> tuple[str, VisibleContent]:
        """Return a text's HTML and its visible content; plain text needs no HTML yet."""
        if len(text) > caps.MAX_ANSWER:
            return engine.as_typed(text), VisibleContent(text=text, beyond=f"{caps.MAX_ANSWER:,} characters")
        if engine.is_plain(text):
            return "", VisibleContent(text=text)
        if self._defines:
            text = self.definitions.complete(text)
        html = engine.render(text)
        tags = html.count("<")
        if tags > caps.MAX_NESTING and engine.nesting(html) > caps.MAX_NESTING:
            return engine.as_typed(text), VisibleContent(text=text, beyond=f"{caps.MAX_NESTING} levels of nesting")
        mathml_tags, unreadable = engine.read_formulas(html) if engine.may_hold_formula(text) else (0, ())
        tags += mathml_tags
        if tags > caps.MAX_TAGS:
            return engine.as_typed(text), VisibleContent(text=text, beyond=f"{caps.MAX_TAGS:,} HTML tags")
        if self.tags + tags > caps.MAX_REPORT_TAGS:
            beyond = f"its share of the {caps.MAX_REPORT_TAGS:,} HTML tags of a report"
            return engine.as_typed(text), VisibleContent(text=text, beyond=beyond)
        content = engine.read(html) if "<" in text else read_regular(html)
        content.unreadable = unreadable
        for noun, most, number in (
            ("images", caps.MAX_IMAGES, self.images_shown + len(content.images)),
            ("links", caps.MAX_LINKS, self.links + len(content.links)),
        ):
            if number > most:
                return engine.as_typed(text), VisibleContent(
                    text=text, beyond=f"its share of the {most:,} {noun} of a report"
                )
        self.tags += tags
        self.images_shown += len(content.images)
        self.links += len(content.links)
        return html, content

    def items(self, items: Sequence[ChecklistItem]) -> tuple[ChecklistItem, ...]:
        """Return the items of a checklist, up to the cap, as they are shown."""
        if len(items) > caps.MAX_ITEMS:
            what = f"{len(items):,} items in its checklist; the first {caps.MAX_ITEMS:,} are read"
            self.record_excess(items[caps.MAX_ITEMS].line, what)
        long = next((item.line for item in items if len(item.text) > caps.MAX_ITEM), None)
        if long is not None:
            self.record_excess(long, f"an item of more than {caps.MAX_ITEM:,} characters; its end is left out")
        shown = items[: caps.MAX_ITEMS]
        for subsection, at in {item.subsection: item.line for item in reversed(shown)}.items():
            self.check_title(subsection, at)
        return tuple(
            replace(item, text=item.text[: caps.MAX_ITEM + caps.SPARE], subsection=shown_title(item.subsection))
            if len(item.text) > caps.MAX_ITEM or not item.subsection.isascii() or len(item.subsection) > caps.MAX_TITLE
            else item
            for item in shown
        )

    @staticmethod
    def unsafe(content: VisibleContent, line_of: Sequence[int]) -> tuple[UnsafeHtml, ...]:
        """Return what is never published: HTML, and links that Markdown makes by itself."""
        links = [(f"a {scheme}: address", line) for href, _, line in content.links if (scheme := unsafe_scheme(href))]
        found = list(dict.fromkeys([*content.unsafe, *links])) if links else content.unsafe
        return tuple([UnsafeHtml(what, line_in(line_of, number)) for what, number in found])

    @staticmethod
    def unreadable(content: VisibleContent, line_of: Sequence[int]) -> tuple[UnreadableFormula, ...]:
        """Return the formulas that cannot be shown as such."""
        return tuple([UnreadableFormula(why, line_in(line_of, number)) for why, number in content.unreadable])

    def images(self, content: VisibleContent, text: Sequence[str], line_of: Sequence[int]) -> tuple[Image, ...]:
        """Return the images of a text; `line_of` maps its lines to lines of the file."""
        long = next((number for _, alt, number in content.images if len(alt) > caps.MAX_ALT), None)
        if long is not None:
            what = f"an alternative text of more than {caps.MAX_ALT:,} characters; its end is left out"
            self.record_excess(line_in(line_of, long), what)
        return tuple(
            [
                Image(
                    src,
                    one_line_safe(alt) if len(alt) <= caps.MAX_ALT else alt[: caps.MAX_ALT + caps.SPARE],
                    line_in(line_of, _line_with(src, text, number)),
                    self.resolve(src),
                )
                for src, alt, number in content.images
            ]
        )


def line_in(line_of: Sequence[int], number: int) -> int:
    """Return the line of the file for a line number of a text."""
    return line_of[min(number, len(line_of)) - 1]


def _line_with(src: str, text: Sequence[str], number: int) -> int:
    """Return the line of an image: the engine gives none for raw HTML, where `number` may be some lines too early."""
    name = unquote(src).rpartition("/")[2]
    return next((i for i in range(number, min(number + 20, len(text)) + 1) if name in text[i - 1]), number)


def html_of(part: Answer | Extra) -> str:
    """Return an answer as HTML from GitHub's engine; plain text is rendered only now."""
    return part.html or engine.render(part.text)
