"""Real reports, where they are at hand: repaired, and mended. They are only read; without them these tests skip."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from mkdocs_report.course.template_files import template_files
from mkdocs_report.course.templates import load_templates
from mkdocs_report.images.resolve import ReportFolder
from mkdocs_report.model.report import Report
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.lines import normalised_words
from mkdocs_report.parsing.report.parser import parse_report
from mkdocs_report.parsing.report.renderer import html_of
from mkdocs_report.parsing.source import Source, decode, read_source
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.repair.files import apply_edits
from mkdocs_report.repair.fix import find_fixes
from mkdocs_report.repair.rebuild import repair
from mkdocs_report.repair.verify import STRUCTURE
from mkdocs_report.rules.judge import judge
from mkdocs_report.rules.policy import Policy
from tests.course.test_corpus import CORPUS

REPORTS = sorted((CORPUS / "groups").glob("*/README.md"))
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CORPUS.is_dir(), reason="the real reports are not at hand")]


@pytest.fixture(scope="module")
def versions() -> TemplateVersions:
    return load_templates(template_files(["templates/*.md"], CORPUS), CORPUS)


def read(source: Source, versions: TemplateVersions, folder: Path) -> Report:
    return parse_report(source, versions.closest(source.lines), ReportFolder(folder).resolve, "")


def seen(report: Report) -> list[tuple[object, ...]]:
    """What a reader gets of each answer: words, code, tables, images with their files, links."""
    found: list[tuple[object, ...]] = []
    for answer in report.answers:
        part = engine.read(html_of(answer))
        files = [(image.src, image.alt, image.file.path) for image in answer.images]
        links = [link.href for link in answer.links]
        found.append(
            (
                normalised_words(part.text),
                normalised_words(part.code_text),
                normalised_words(part.table_text),
                files,
                links,
                answer.answered,
            )
        )
    return found


def ticked(report: Report) -> set[str]:
    return {" ".join(normalised_words(item.text)) for item in report.checklist if item.checked}


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.parent.name)
def test_a_repaired_report_is_whole_and_clean(file: Path, versions: TemplateVersions) -> None:
    source = read_source(file, "README.md")
    result = repair(source, versions, ReportFolder(file.parent).resolve)
    new = Source("README.md", result.lines)
    before, after = read(source, versions, file.parent), read(new, versions, file.parent)
    assert seen(before) == seen(after)
    assert not STRUCTURE & {finding.rule for finding in judge(after, Policy())}
    assert repair(new, versions, ReportFolder(file.parent).resolve).lines == result.lines
    theirs = {
        word for matcher in versions.matchers for line in matcher.template.lines for word in normalised_words(line)
    }
    kept = [line for line in source.lines if not line.startswith(("<<<<<<< ", ">>>>>>> "))]  # git's, nobody's words
    own = Counter(w for line in kept for w in normalised_words(line) if w not in theirs)
    assert not own - Counter(w for line in result.lines for w in normalised_words(line))
    template = {" ".join(normalised_words(item.text)) for item in after.checklist}
    assert ticked(before) & template <= ticked(after)


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.parent.name)
def test_a_mended_report_says_the_same(file: Path, versions: TemplateVersions) -> None:
    data = file.read_bytes()
    source = decode(data, "README.md")
    resolve = ReportFolder(file.parent).resolve
    fixes = find_fixes(source, versions, resolve, Policy())
    new = decode(apply_edits(data, {each.line: each.new for each in fixes}), "README.md")
    old, now = read(source, versions, file.parent), read(new, versions, file.parent)
    before, after = (Counter(f.rule for f in judge(each, Policy())) for each in (old, now))
    assert not after - before
    assert not {"checklist-mark", "marker-left"} & set(after)
    assert find_fixes(new, versions, resolve, Policy()) == ()
    for one, other in zip(old.answers, now.answers, strict=True):
        if len(one.images) == len(other.images):
            assert one.seen_text.split() == other.seen_text.split()
    assert ticked(old) == ticked(now)
