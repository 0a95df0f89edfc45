"""Finding, naming, judging a whole course."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_report.config.settings import Settings, Waiver
from mkdocs_report.course.discovery import find_reports
from mkdocs_report.course.reader import CourseReader, make_course
from mkdocs_report.course.report_ids import report_ids
from mkdocs_report.course.template_files import template_files
from mkdocs_report.course.templates import load_templates
from mkdocs_report.errors import SettingsError
from mkdocs_report.model.course import Course, Totals
from mkdocs_report.model.finding import Verdict
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.matcher import TemplateMatcher
from mkdocs_report.parsing.template.parser import OwnPrompts, parse_template
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime.pool import Workers
from tests.support.reports import TEMPLATE, fill, judged, write_group


@pytest.fixture
def versions(tmp_path: Path) -> TemplateVersions:
    (tmp_path / "template.md").write_text(TEMPLATE)
    return load_templates([tmp_path / "template.md"], tmp_path)


def relative(files: list[Path], root: Path) -> list[str]:
    return [file.relative_to(root).as_posix() for file in files]


def test_reports_are_found_in_the_usual_places(tmp_path: Path, versions: TemplateVersions) -> None:
    write_group(tmp_path / "groups/a")
    write_group(tmp_path / "groups/b/reports")
    (tmp_path / "groups/c").mkdir()
    (tmp_path / "groups/c/final.md").write_text(fill())
    (tmp_path / "groups/c/notes.md").write_text("# Notes\n")
    (tmp_path / "groups/.hidden").mkdir()
    (tmp_path / "groups/.hidden/README.md").write_text(fill())
    (tmp_path / "groups/d").mkdir()
    (tmp_path / "groups/d/README.md").write_text("")
    found = find_reports(tmp_path / "groups", versions)
    assert relative(found, tmp_path / "groups") == ["a/README.md", "b/reports/README.md", "c/final.md", "d/README.md"]


def test_a_students_repository_has_one_report(tmp_path: Path, versions: TemplateVersions) -> None:
    (tmp_path / "README.md").write_text("# Our project\n")
    (tmp_path / "src").mkdir()
    (tmp_path / "src/README.md").write_text("# Code\n")
    write_group(tmp_path / "reports")
    found = find_reports(tmp_path, versions, [tmp_path / "template.md"])
    assert relative(found, tmp_path) == ["reports/README.md"]


def test_reports_are_found_without_a_template(tmp_path: Path) -> None:
    write_group(tmp_path / "a")
    (tmp_path / "other.md").write_text("# Other\n\n> A quote\n")
    assert relative(find_reports(tmp_path, OwnPrompts()), tmp_path) == ["a/README.md"]


@pytest.mark.parametrize("with_template", [True, False])
@pytest.mark.parametrize("number", [None, 2])
def test_what_is_found_was_read_and_comes_to_the_same(
    tmp_path: Path, versions: TemplateVersions, with_template: bool, number: int | None
) -> None:
    write_group(tmp_path / "groups/a", fill(q1="Group 5"))
    write_group(tmp_path / "groups/b/reports", fill(q1="Group 5", q2="--- question 2 fill here ---"))
    others = {"c/final": fill(), "c/notes": "# Notes\n", "d/README": "", "e/README": "### Question 1\n"}
    for name, text in others.items():
        (tmp_path / f"groups/{name}.md").parent.mkdir(exist_ok=True)
        (tmp_path / f"groups/{name}.md").write_text(text)
    (tmp_path / "groups/template.md").write_text(TEMPLATE)
    versions = versions if with_template else OwnPrompts()
    settings = Settings(waivers=(Waiver("b", "unanswered", "Joined late.", "2"),))
    files = find_reports(tmp_path / "groups", versions, [tmp_path / "groups/template.md"])
    with Workers(number) as workers:
        reader = CourseReader(versions, settings, tmp_path, workers if number else None)
        assert reader.find(tmp_path / "groups", [tmp_path / "groups/template.md"]) == files
        course = reader.course(files)
    assert course == make_course(files, versions, settings, tmp_path)
    assert [judged.report.id for judged in course.reports] == ["a", "b", "c", "d", "e"]
    assert [judged.report.title for judged in course.reports[:2]] == ["Group 5 (a)", "Group 5 (b)"]
    assert [f.waived for f in course.reports[1].findings if f.rule == "unanswered"] == ["Joined late."]


def test_a_file_is_read_once(tmp_path: Path, versions: TemplateVersions) -> None:
    write_group(tmp_path / "groups/a")
    (tmp_path / "groups/b").mkdir()
    (tmp_path / "groups/b/README.md").write_text("")
    reader = CourseReader(versions, Settings(), tmp_path)
    files = reader.find(tmp_path / "groups")
    (tmp_path / "groups/a/README.md").unlink()
    (tmp_path / "groups/b/README.md").write_text(fill(q2="Too short."))
    first, second = reader.course(files).reports
    assert [finding.rule for finding in first.findings] == []
    assert [finding.rule for finding in second.findings] == ["too-few-words", "image-missing"]


def test_ids_are_short_and_differ() -> None:
    files = [Path("/c/groups/2024-07/README.md"), Path("/c/groups/2024-08/reports/README.md")]
    assert report_ids(files) == ["2024-07", "2024-08"]
    twins = [Path("/c/2025/g1/README.md"), Path("/c/2026/g1/README.md"), Path("/c/2026/g1/two.md")]
    assert len(set(report_ids(twins))) == 3
    assert report_ids(twins)[0] == "2025-g1"


def test_titles_come_from_the_groups_own_words(tmp_path: Path, versions: TemplateVersions) -> None:
    answers = {"a": "Group 69", "b": "69", "c": "MLOps 12", "d": "**Team #7**", "e": "not yet", "f": ""}
    for name, answer in answers.items():
        write_group(tmp_path / name, fill(q1=answer))
    course = make_course([tmp_path / n / "README.md" for n in answers], versions, Settings(), tmp_path)
    titles = {j.report.id: j.report.title for j in course.reports}
    assert titles == {"a": "Group 69 (a)", "b": "Group 69 (b)", "c": "Group 12", "d": "Team 7", "e": "e", "f": "f"}


def test_a_setting_names_the_question_that_names_the_group(tmp_path: Path, versions: TemplateVersions) -> None:
    write_group(tmp_path / "a")
    course = make_course([tmp_path / "a/README.md"], versions, Settings(title_question="4"), tmp_path)
    assert course.reports[0].report.title == "Take your time."


def test_one_bad_report_stops_no_other(tmp_path: Path, versions: TemplateVersions) -> None:
    write_group(tmp_path / "a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b/README.md").write_bytes(b"\xff\xfe\x00")
    files = [tmp_path / "a/README.md", tmp_path / "b/README.md", tmp_path / "none/README.md"]
    course = make_course(files, versions, Settings(), tmp_path)
    assert [(j.report.id, j.verdict) for j in course.reports] == [
        ("a", Verdict.PASSED),
        ("b", Verdict.ERROR),
        ("none", Verdict.ERROR),
    ]
    assert "cannot be opened" in course.reports[2].findings[0].message


def test_the_closest_version_judges_and_the_last_of_equals(tmp_path: Path) -> None:
    texts = [
        TEMPLATE,
        TEMPLATE.replace("10-20 words", "30-40 words"),
        TEMPLATE.replace("10-20 words", "50-60 words"),
    ]
    versions = TemplateVersions(
        [TemplateMatcher(parse_template(decode(t.encode(), f"v{i}.md"))) for i, t in enumerate(texts)]
    )
    for number, text in enumerate(("10-20", "30-40", "50-60")):
        write_group(tmp_path / str(number), fill().replace("10-20 words", f"{text} words"))
    write_group(tmp_path / "3", fill().replace("> Answer length: 10-20 words.\n", ""))
    course = make_course([tmp_path / str(n) / "README.md" for n in range(4)], versions, Settings(), tmp_path)
    chosen = [j.report.template.path if j.report.template else None for j in course.reports]
    assert chosen == ["v0.md", "v1.md", "v2.md", "v2.md"]


def test_wrapping_and_ticks_do_not_hide_the_version() -> None:
    old = TEMPLATE.replace("* [ ] Wash your hands", "* [ ] Wash your hands and the table\n    before you begin")
    versions = TemplateVersions(
        [TemplateMatcher(parse_template(decode(t.encode(), name))) for t, name in ((old, "old"), (TEMPLATE, "new"))]
    )
    text = fill().replace("* [ ] Wash your hands", "- [x] Wash your hands and the table before you begin")
    chosen = versions.closest(text.split("\n"))
    assert chosen is not None
    assert chosen.template.path == "old"


def test_waivers_excuse_and_unused_ones_are_told(tmp_path: Path, versions: TemplateVersions) -> None:
    write_group(tmp_path / "a", fill(q2="Too short."))
    waivers = (
        Waiver("a", "too-few-words", "Ill for a week.", "2", 1),
        Waiver("a", "too-few-words", "Wrong question.", "3", 5),
        Waiver("zz", "too-few-words", "Nobody.", None, 9),
    )
    settings = Settings(waivers=waivers, waivers_path="w.yml")
    course = make_course([tmp_path / "a/README.md"], versions, settings, tmp_path)
    judged = course.reports[0]
    assert [f.waived for f in judged.findings] == ["Ill for a week."]
    assert judged.verdict is Verdict.PASSED
    assert [(p.line, "names an unknown group" in p.message) for p in course.problems] == [(5, False), (9, True)]


def test_a_waived_gap_is_not_unanswered(tmp_path: Path, versions: TemplateVersions) -> None:
    write_group(tmp_path / "a", fill(q4="--- question 4 fill here ---"))
    settings = Settings(waivers=(Waiver("a", "unanswered", "Joined late.", "question-4", 1),))
    judged = make_course([tmp_path / "a/README.md"], versions, settings, tmp_path).reports[0]
    assert judged.verdict_of(judged.report.answers[3]) is Verdict.PASSED


def test_template_globs(tmp_path: Path) -> None:
    for name in ("t2.md", "t1.md", "t1.txt"):
        (tmp_path / name).write_text(TEMPLATE)
    assert relative(template_files(["t*.md", "t1.md"], tmp_path), tmp_path) == ["t1.md", "t2.md"]
    assert relative(template_files([str(tmp_path / "t1.md")], Path("/")), tmp_path) == ["t1.md"]
    (tmp_path / "sub").mkdir()
    assert len(template_files(["../t?.md"], tmp_path / "sub")) == 2
    with pytest.raises(SettingsError, match=r"no file matches “x\*\.md”"):
        template_files(["x*.md"], tmp_path)


def test_totals_count_the_answers_the_checklist_and_the_findings() -> None:
    gap = "--- question 4 fill here ---"
    text = fill(q1="7", q2="Too short.", q3="Brown bread.\n\n![a](figures/a.png)", q4=gap)
    waivers = (Waiver("group", "unanswered", "Ill for a week."),)
    one = judged(text.replace("[ ] Wash", "[x] Wash"), settings=Settings(waivers=waivers))
    assert one.totals == Totals(
        answered=3, asked=4, words=5, images=1, ticked=1, items=3, errors=1, warnings=1, waived=1
    )
    assert Course((one, one)).totals == Totals(6, 8, 10, 2, 2, 6, 2, 2, 2)
    assert Course(()).totals == Totals()
