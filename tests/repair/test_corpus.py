"""Real reports, where they are at hand: repaired, and mended. They are only read; without them these tests skip."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from mkdocs_report.course.templates import load_forms, template_files
from mkdocs_report.images.resolve import Folder
from mkdocs_report.model.report import Report
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.lines import words
from mkdocs_report.parsing.report.parser import html_of, parse_report
from mkdocs_report.parsing.source import Source, decode, read_source
from mkdocs_report.parsing.template.versions import Forms
from mkdocs_report.repair.files import edited
from mkdocs_report.repair.fix import find_fixes
from mkdocs_report.repair.rebuild import repair
from mkdocs_report.repair.verify import STRUCTURE
from mkdocs_report.rules.judge import judge
from mkdocs_report.rules.policy import Policy
from tests.course.test_corpus import CORPUS

REPORTS = sorted((CORPUS / "groups").glob("*/README.md"))
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CORPUS.is_dir(), reason="the real reports are not at hand")]


@pytest.fixture(scope="module")
def forms() -> Forms:
    return load_forms(template_files(["templates/*.md"], CORPUS), CORPUS)


def read(source: Source, forms: Forms, folder: Path) -> Report:
    return parse_report(source, forms.closest(source.lines), Folder(folder).resolve, "")


def seen(report: Report) -> list[tuple[object, ...]]:
    """What a reader gets of each answer: words, code, tables, pictures with their files, links."""
    found: list[tuple[object, ...]] = []
    for answer in report.answers:
        part = engine.read(html_of(answer))
        files = [(image.src, image.alt, image.picture.path) for image in answer.images]
        links = [link.href for link in answer.links]
        found.append((words(part.text), words(part.code_text), words(part.table_text), files, links, answer.answered))
    return found


def ticked(report: Report) -> set[str]:
    return {" ".join(words(item.text)) for item in report.checklist if item.checked}


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.parent.name)
def test_a_repaired_report_is_whole_and_clean(file: Path, forms: Forms) -> None:
    source = read_source(file, "README.md")
    result = repair(source, forms, Folder(file.parent).resolve)
    new = Source("README.md", result.lines)
    before, after = read(source, forms, file.parent), read(new, forms, file.parent)
    assert seen(before) == seen(after)
    assert not STRUCTURE & {finding.rule for finding in judge(after, Policy())}
    assert repair(new, forms, Folder(file.parent).resolve).lines == result.lines
    theirs = {word for form in forms.forms for line in form.template.lines for word in words(line)}
    kept = [line for line in source.lines if not line.startswith(("<<<<<<< ", ">>>>>>> "))]  # git's, nobody's words
    own = Counter(w for line in kept for w in words(line) if w not in theirs)
    assert not own - Counter(w for line in result.lines for w in words(line))
    template = {" ".join(words(item.text)) for item in after.checklist}
    assert ticked(before) & template <= ticked(after)


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.parent.name)
def test_a_mended_report_says_the_same(file: Path, forms: Forms) -> None:
    data = file.read_bytes()
    source = decode(data, "README.md")
    form = forms.closest(source.lines)
    resolve = Folder(file.parent).resolve
    fixes = find_fixes(source, form, resolve, Policy())
    new = decode(edited(data, {each.line: each.new for each in fixes}), "README.md")
    old, now = read(source, forms, file.parent), read(new, forms, file.parent)
    before, after = (Counter(f.rule for f in judge(each, Policy())) for each in (old, now))
    assert not after - before
    assert not {"checklist-mark", "marker-left"} & set(after)
    assert find_fixes(new, form, resolve, Policy()) == ()
    for one, other in zip(old.answers, now.answers, strict=True):
        if len(one.images) == len(other.images):
            assert one.seen_text.split() == other.seen_text.split()
    assert ticked(old) == ticked(now)
