"""Decide whether a file is a report: it has enough of a template's questions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mkdocs_report.parsing.report.outline import outline
from mkdocs_report.parsing.source import Source, read_source
from mkdocs_report.parsing.template.matcher import TemplateMatcher
from mkdocs_report.parsing.template.parser import parse_template
from mkdocs_report.parsing.template.versions import TemplateVersions


def is_report(versions: TemplateVersions, file: Path) -> bool:
    """Whether a file can be opened and is a report."""
    try:
        return holds_questions(read_source(file, file.name), versions)
    except OSError:
        return False


def holds_questions(source: Source, versions: TemplateVersions) -> bool:
    """Whether a file is a report: it has at least two questions of a template, or, without a template, any two."""
    matcher = versions.closest(source.lines)
    if matcher is None:
        try:
            matcher = TemplateMatcher(parse_template(replace(source, faults=()), lenient=True))
        except ValueError:
            return False
        return len(matcher.questions) >= 2
    found = {part.question for part in outline(source.lines, matcher).parts if part.question}
    return len(found) >= min(2, len(matcher.questions))


def holds_most(versions: TemplateVersions, file: Path) -> bool:
    """Whether a file has at least half of a template's questions; a guide may show one or two.

    Without a template, any two questions with a prompt are a report.
    """
    try:
        source = read_source(file, file.name)
    except OSError:
        return False
    matcher = versions.closest(source.lines)
    if matcher is None:
        return holds_questions(source, versions)
    found = {part.question for part in outline(source.lines, matcher).parts if part.question}
    return 2 * len(found) >= len(matcher.questions)


def each_holds_most(versions: TemplateVersions, files: tuple[Path, ...]) -> tuple[bool, ...]:
    """Tell of each file whether it `holds_most`."""
    return tuple(holds_most(versions, file) for file in files)
