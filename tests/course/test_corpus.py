"""Real reports, where they are at hand: what a careful reader says of them, and what we say.

The reports are nobody's to publish, so they lie beside the checkout and not in it; without them these tests skip.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from playwright.sync_api import Browser

from mkdocs_report import judge, read_report
from mkdocs_report.cli.doctor.examine import examine, exit_code
from mkdocs_report.cli.doctor.gather import gather
from mkdocs_report.config.settings import Settings
from mkdocs_report.course.discovery import find_reports
from mkdocs_report.course.reader import make_course
from mkdocs_report.course.template_files import template_files
from mkdocs_report.course.templates import load_templates
from mkdocs_report.model.course import Course
from mkdocs_report.model.image import ImageState
from mkdocs_report.model.limits import Bounds
from mkdocs_report.model.report import Answer
from mkdocs_report.parsing.limits import grammar
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.content import words
from mkdocs_report.parsing.markdown.lines import normalise
from mkdocs_report.parsing.report.renderer import html_of
from tests.support.browser import MARKS, own_page, serve_quickly
from tests.support.builds import Built, build, visible_words
from tests.support.crawl import dead_links

KEEP = {"students": "keep", "emails": "keep"}
CORPUS = Path(__file__).parent.parent.parent.parent / "shared" / "corpus"
BARS = {
    "answered or not": 1.0,
    "limits": 1.0,
    "answer lines": 0.99,
    "words within 1 %": 0.99,
    "markers left": 0.99,
    "images shown": 0.995,
    "images ok": 0.995,
    "images remote": 0.995,
    "template version": 27 / 28,
    "checklist counts": 27 / 28,
}
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CORPUS.is_dir(), reason="the real reports are not at hand")]


def test_no_vocabulary_but_the_english_one_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar, "vocabularies", lambda: pytest.fail("the vocabularies are loaded"))
    grammar.read_sentence.cache_clear()
    load_templates(template_files(["templates/*.md"], CORPUS), CORPUS)


@pytest.fixture(scope="module")
def course() -> Course:
    versions = load_templates(template_files(["templates/*.md"], CORPUS), CORPUS)
    return make_course(find_reports(CORPUS / "groups", versions), versions, Settings(), CORPUS)


@pytest.fixture(scope="module")
def labels() -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = json.loads((CORPUS / "labels.json").read_text(encoding="utf-8"))
    return data


def test_programs_are_told_what_the_command_says(course: Course) -> None:
    for number, judged in enumerate(course.reports):
        file = CORPUS / judged.report.path
        content = file.read_bytes() if number % 2 else file
        report = read_report(content, course.templates, name=judged.report.id, folder=file.parent)
        assert report.template is judged.report.template
        assert report.answers == judged.report.answers
        assert judge(report).findings == judged.findings


def _bounds(bounds: Bounds | None) -> list[int | None] | None:
    return [bounds.least, bounds.most] if bounds else None


def _compare(answer: Answer, label: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    states = [image.file.state for image in answer.images]
    limits = answer.limits
    mine = {"words": _bounds(limits.words), "images": _bounds(limits.images), "advisory": limits.advisory}
    lines = [[span.first, span.last] for span in answer.ranges]
    words = [label["words"], *label.get("alt_words", []), label.get("words_with_indented_code", label["words"])]
    yield "answered or not", answer.answered == label["answered"]
    yield "limits", mine == label["limits"]
    yield "answer lines", lines in [label["answer_lines"], *label.get("alt_answer_lines", [])]
    yield "words within 1 %", any(abs(answer.count.rendered - number) <= 0.01 * number for number in words)
    yield "markers left", (answer.marker_line is not None) == label["marker_left"]
    yield "images shown", len(states) == label["images_shown"]
    yield "images ok", states.count(ImageState.OK) == label["images_ok"]
    yield "images remote", states.count(ImageState.REMOTE) == label["images_remote"]


def test_we_read_as_a_careful_reader_does(
    course: Course, labels: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    wrong = []

    def note(measure: str, good: bool, where: str) -> None:
        asked[measure] += 1
        right[measure] += good
        if not good:
            wrong.append(f"{measure}: {where}")

    reports = {judged.report.id: judged.report for judged in course.reports}
    for label in labels:
        report = reports[label["report"]]
        template = Path(report.template.path).name if report.template else None
        note("template version", template == label["template"], report.id)
        counts = (len(report.checklist), sum(item.checked for item in report.checklist))
        expected = (label["checklist"]["items"], label["checklist"]["checked"])
        note("checklist counts", counts == expected, report.id)
        answers = {answer.question.number: answer for answer in report.answers}
        for question in label["questions"]:
            if question["confidence"] == "high":
                for measure, good in _compare(answers[question["number"]], question):
                    note(measure, good, f"{report.id} question {question['number']}")
    with capsys.disabled():
        print(f"\n{'measure':<20}{'right':>7}{'of':>6}{'share':>9}{'at least':>10}")
        for measure, bar in BARS.items():
            share = right[measure] / asked[measure]
            print(f"{measure:<20}{right[measure]:>7}{asked[measure]:>6}{share:>9.2%}{bar:>10.1%}")
    assert all(right[measure] / asked[measure] >= bar for measure, bar in BARS.items()), wrong


def test_no_answer_holds_the_prompt(course: Course) -> None:
    for judged in course.reports:
        for answer in judged.report.answers:
            first = normalise(answer.question.prompt[0])
            assert first not in normalise(answer.text) or first.count(" ") < 4, (judged.report.id, answer.question.id)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The 28 reports as one course."""
    return build(_project(tmp_path_factory.mktemp("corpus"), KEEP))


def _project(root: Path, publish: dict[str, str]) -> Path:
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# Reports\n")
    shutil.copytree(CORPUS / "groups", root / "docs" / "groups")
    config = {
        "site_name": "Reports",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"report": {"templates": [f"{CORPUS}/templates/*.md"], "publish": publish}}],
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config))
    return root


def test_the_course_builds_and_loses_no_word(course: Course, site: Built) -> None:
    assert site.code == 0, site.log
    assert "Traceback" not in site.log
    pages = sorted((site.site / "groups").glob("*/index.html"))
    assert len(pages) == len(course.reports) == 28
    for judged in course.reports:
        report = judged.report
        tree = site.page(f"groups/{report.id}/index.html")
        shown = {e.get("data-question"): e for e in tree.xpath("//*[@data-question]")}
        assert list(shown) == [answer.question.id for answer in report.answers]
        ids = set(tree.xpath("//h3/@id"))
        for answer in report.answers:
            assert answer.question.id in ids
            island = visible_words(shown[answer.question.id])
            rest = iter([word.replace("$", "") for word in island])
            for word in words(engine.read(html_of(answer)).text):  # the signs of a formula are not shown
                assert word.replace("$", "") in rest, (report.id, answer.question.id, word)
            assert str(answer.count.rendered) == shown[answer.question.id].get("data-words")


def test_every_page_is_there_and_every_link_leads_somewhere(site: Built) -> None:
    pages = ("", "matrix/", "questions/", "questions/14/", "checklist/", "images/", "findings/", "statistics/")
    assert {f"course/{page}index.html" for page in pages} <= site.files()
    assert dead_links(site.site, "https://example.org/") == []


def test_every_image_that_is_there_is_published(course: Course, site: Built) -> None:
    for judged in course.reports:
        page = site.site / "groups" / judged.report.id / "index.html"
        tree = site.page(f"groups/{judged.report.id}/index.html")
        sources = tree.xpath("//*[@data-question]//img/@src")
        good = [i for a in judged.report.answers for i in a.images if i.file.state is ImageState.OK]
        assert len(sources) == len(good)
        assert all((page.parent / unquote(source)).is_file() for source in sources)


@pytest.mark.browser
@MARKS[1]
def test_every_image_is_seen_in_a_browser(course: Course, site: Built, browser: Browser) -> None:
    with serve_quickly(site.site) as address, own_page(browser, address) as page:
        for judged in course.reports:
            good = [i for a in judged.report.answers for i in a.images if i.file.state is ImageState.OK]
            page.goto(f"{address}groups/{judged.report.id}/")
            seen = page.evaluate(
                "Promise.all([...document.querySelectorAll('[data-question] img')].map(image => {"
                " image.loading = 'eager'; return image.decode().then(() => image.naturalWidth > 0, () => false) }))"
            )
            assert seen == [True] * len(good), judged.report.id


def test_the_doctor_finds_nothing_to_mend(tmp_path: Path) -> None:
    given = gather(_project(tmp_path, {}) / "mkdocs.yml", "mkdocs.yml")
    assert (given.refused, len(given.found.reports), given.found.strays, given.found.uncertain) == (None, 28, (), ())
    assert exit_code(given, examine(given)) == 0


def test_no_student_number_is_published(tmp_path: Path, site: Built) -> None:
    project = _project(tmp_path, {})
    shutil.copytree(site.site.parent / ".cache", project / ".cache")  # has the images; pages depend on `publish`
    masked = build(project)
    assert masked.code == 0
    number = re.compile(rb"(?<![a-z0-9])s\d{6}(?!\d)", re.IGNORECASE)
    before = [f for f in (tmp_path / "docs").rglob("README.md") if number.search(f.read_bytes())]
    assert len(before) > 10
    for name in masked.files():
        assert not number.search(name.encode()), name
        assert not number.search((masked.site / name).read_bytes()), name
