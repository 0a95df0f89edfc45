"""Decide whether a file is a report: it has enough of a template's questions."""

from __future__ import annotations

from pathlib import Path

from mkdocs_report.model.report import Report
from mkdocs_report.parsing.report.outline import outline
from mkdocs_report.parsing.source import Source, decode, read_content
from mkdocs_report.parsing.template.matcher import TemplateMatcher
from mkdocs_report.parsing.template.versions import TemplateVersions

FEWEST = 2
"""The fewest questions of a report; of a template with a single question, that one is enough."""


def is_enough(found: int, asked: int) -> bool:
    """Whether a file is a report that has so many of the questions that its template asks."""
    return found >= max(1, min(FEWEST, asked))


def is_report(versions: TemplateVersions, source: Source) -> bool:
    """Whether a text is a report: it has enough questions of a template or, without a template, of its own."""
    matcher = versions.closest(source.lines)
    if matcher is not None:
        return is_enough(_found(source, matcher), len(matcher.questions))
    own = versions.own_template(source)
    return own is not None and is_enough(len(own.questions), FEWEST) and _found(source, TemplateMatcher(own)) > 0


def holds_questions(report: Report) -> bool:
    """Whether a report that was read is one, as `is_report` decides about its text."""
    if report.template is None:
        return is_enough(len(report.answers), FEWEST)
    return is_enough(sum(answer.lines is not None for answer in report.answers), len(report.answers))


def report_content(versions: TemplateVersions, file: Path) -> bytes | None:
    """Return the content of a file that is a report, so that it is not read again; None if it is none."""
    try:
        content = read_content(file)
    except OSError:
        return None
    return content if is_report(versions, decode(content, file.name)) else None


def holds_most(versions: TemplateVersions, file: Path) -> bool:
    """Whether a file has at least half of a template's questions; a guide may show one or two.

    Without a template, any report does.
    """
    try:
        source = decode(read_content(file), file.name)
    except OSError:
        return False
    matcher = versions.closest(source.lines)
    return is_report(versions, source) if matcher is None else 2 * _found(source, matcher) >= len(matcher.questions)


def each_holds_most(versions: TemplateVersions, files: tuple[Path, ...]) -> tuple[bool, ...]:
    """Return for each file whether it `holds_most`."""
    return tuple(holds_most(versions, file) for file in files)


def _found(source: Source, matcher: TemplateMatcher) -> int:
    """Return the number of a template's questions in a text."""
    return len({part.question for part in outline(source.lines, matcher).parts if part.question})
