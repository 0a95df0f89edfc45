"""Find fences, comments and raw HTML blocks that a report leaves open."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_report.model.report import Unclosed
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.blocks import OpaqueBlock
from mkdocs_report.parsing.markdown.lines import opaque_blocks


def open_block(text: list[str], line_of: Sequence[int]) -> Unclosed | None:
    """Return the block that an answer leaves open; `line_of` maps its lines to lines of the file."""
    last = next((block for block in opaque_blocks(text) if not block.closed), None)
    if last is None:
        return None
    mark = "mkdocs-report-end"
    shown = engine.read(engine.render("\n".join([*text, "", mark]))).text
    if mark in shown.split():  # a fence in a list or a quote ends with it
        return None
    return Unclosed(last.kind, line_of[last.first])


def open_above(blocks: Sequence[OpaqueBlock], first: int) -> Unclosed | None:
    """Return the block of a report that is still open at a line, counted from 0."""
    above = [block for block in blocks if block.first < first]
    return Unclosed(above[-1].kind, above[-1].first + 1) if above and not above[-1].closed else None
