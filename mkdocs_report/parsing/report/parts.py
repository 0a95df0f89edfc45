"""Records of the parts of a report: questions, sections and foreign questions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from mkdocs_report.parsing.markdown.blocks import OpaqueBlock
from mkdocs_report.parsing.markdown.lines import HeadingLine
from mkdocs_report.parsing.template.matcher import SectionHeading


class ReportPart(NamedTuple):
    """A part of a report: a question or a section of the template, or (neither) a foreign question.

    `at` is the index of its first line, `body` that of the first line after its heading, both from 0.
    """

    at: int
    body: int
    title: str
    question: str | None = None
    section: SectionHeading | None = None
    has_heading: bool = True


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a report in the order of the file, all its headings outside code, and its code blocks.

    A block that is never closed ends before the first heading of a question in it.
    """

    parts: tuple[ReportPart, ...]
    headings: tuple[HeadingLine, ...]
    blocks: tuple[OpaqueBlock, ...]

    def places(self, count: int) -> Iterator[tuple[ReportPart, int]]:
        """Yield each part with the index after its last line; `count` is the number of lines."""
        stops = [part.at for part in self.parts[1:]] + [count]
        yield from zip(self.parts, stops, strict=True)

    def checklist_places(self, count: int) -> list[tuple[int, int, str]]:
        """Return the places outside of questions, in a file of so many lines: start, end, the heading above."""
        runs = [(0, self.parts[0].at)]
        runs += [(part.at, stop) for part, stop in self.places(count) if part.section]
        ends = [end for _, end in runs]
        titles = []
        for heading in self.headings:
            run = bisect_right(ends, heading.at)
            if run < len(runs) and runs[run][0] <= heading.at:
                titles.append((heading.at, heading.text))
        places = []
        for (title, name), (stop, _) in pairwise([(-1, ""), *titles, (count, "")]):
            run = bisect_right(ends, title + 1)
            first = max(title + 1, runs[run][0]) if run < len(runs) else stop
            if first < stop:
                places.append((first, min(stop, ends[run]), name))
        return places
