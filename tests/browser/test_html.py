"""`mkdocs-report html` in a real browser: the demo and the real reports, from disk and on paper."""

from __future__ import annotations

import contextlib
import http.server
import re
from pathlib import Path

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser

from mkdocs_report.export.html.chromium import find_chromium
from mkdocs_report.export.html.pdf import to_pdf
from tests.course.test_corpus import CORPUS
from tests.support.accessibility import COLOURS, WCAG, violations
from tests.support.browser import FOUND, MARKS, ROOT
from tests.support.loopback import LoopbackServer, running
from tests.support.paper import images_shown, make, opened, opener, pdftotext, text_of
from tests.support.reports import fill, write_group

GROUPS = sorted(path.parent.name for path in (ROOT / "docs" / "groups").glob("*/README.md"))
NUMBER = re.compile(rb"(?<![a-z0-9])s\d{6}(?!\d)", re.IGNORECASE)
_SAID = "//*[@class='mr-checklist-items']/li | //*[@class='mr-findings']/li/b | //*[@class='mr-problem']/bdi"
pytestmark = MARKS


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        make("--all", "docs/groups", "--settings", "mkdocs.yml", "-o", str(folder))
    return folder


def files_of(demo: Path) -> list[Path]:
    found = [demo / f"{name}.html" for name in GROUPS]
    assert sorted(demo.iterdir()) == sorted([*found, demo / "index.html"])
    return found


def test_every_image_is_seen_and_nothing_scrolls_sideways_or_is_asked_for(browser: Browser, demo: Path) -> None:
    numbers = []
    with opener(browser, demo / "index.html") as show:
        for file in [*files_of(demo), demo / "index.html"]:
            page = show(file)
            seen = images_shown(page)
            assert all(seen), file
            numbers.append(len(seen))
            for width in (1600, 390, 320):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, file
    assert sum(numbers) > 20


@pytest.mark.parametrize("name", ["index", "03-mayfly", "04-minnow", "07-heron"])
def test_everybody_can_read_it(browser: Browser, demo: Path, name: str) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, demo / f"{name}.html", bypass_csp=True) as page:
        assert page.evaluate(background) == "rgb(255, 255, 255)"
        assert violations(page, WCAG) == []
        page.emulate_media(color_scheme="dark")
        assert page.evaluate(background) != "rgb(255, 255, 255)"
        assert violations(page, COLOURS) == []


def test_from_the_list_to_an_answer_and_back(browser: Browser, demo: Path) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto((demo / "index.html").as_uri())
    page.get_by_role("link", name="Group 4", exact=True).click()
    page.wait_for_url("**/04-minnow.html")
    page.locator(".mr-strip a.e").first.click()
    page.wait_for_url("**#question-3")
    prompt = page.locator("details.mr-prompt").nth(2)
    prompt.locator("summary").click()
    assert prompt.locator("em").first.is_visible()
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="All groups").click()
    page.wait_for_url("**/index.html")
    context.close()


@pdftotext
def test_paper_loses_nothing_and_leaves_no_heading_alone(browser: Browser, demo: Path, tmp_path: Path) -> None:
    for name in ("03-mayfly", "04-minnow", "08-lamprey"):
        file = demo / f"{name}.html"
        with opened(browser, file, color_scheme="dark") as page:
            pdf = page.pdf(format="Letter")
        pages = pdf.count(b"/Type /Page\n")
        whole = text_of(pdf, tmp_path).replace(" ", "")
        parts = lxml_html.fromstring(file.read_bytes()).xpath(_SAID)
        for part in parts:
            for text in part.itertext():
                assert all(word in whole for word in re.findall(r"\w+", text)), (name, text)
        assert pages > 3
        for number in range(1, pages + 1):
            text = text_of(pdf, tmp_path, number)
            above, foot, _ = re.split(rf"\b({number} ?/ ?{pages})$", text)
            assert foot
            above = above.strip()
            assert not re.search(r"(Question \d+|recommended|Fine|of \d+[–-]\d+)$", above), (name, number, above[-80:])


@pdftotext
def test_what_is_folded_is_printed_and_links_are_written_out(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own = (
        "<details><summary>More</summary>\n\nFolded away.\n\n</details>\n\n[our code](https://example.org/kitchen) and "
    )
    write_group(tmp_path / "one", fill(q4=f"{own}<https://example.org/bare>"))
    make("one", "-o", "one.html")
    with opened(browser, tmp_path / "one.html") as page:
        assert not page.get_by_text("Folded away.").is_visible()
        text = text_of(page.pdf(format="A4"), tmp_path)
    assert "Folded away." in text
    assert "Wash your hands" in text
    assert "kneaded for" in text
    assert "our code (https://example.org/kitchen)" in text
    assert text.count("https://example.org/bare") == 1


@pdftotext
@pytest.mark.parametrize(("paper", "size"), [("a4", (594, 841)), ("letter", (612, 792))])
def test_a_pdf_by_chromium_itself(tmp_path: Path, paper: str, size: tuple[int, int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        target = tmp_path / "report.pdf"
        wanted = ["--pdf", "--chromium", FOUND or "", "--paper", paper, "-o", str(target)]
        make("docs/groups/04-minnow/README.md", "--settings", "mkdocs.yml", *wanted)
    data = target.read_bytes()
    assert list(tmp_path.iterdir()) == [target]
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert box is not None
    assert (int(float(box[1])), int(float(box[2]))) == size
    assert data.count(b"/Subtype /Image") >= 2
    assert "5 errors, 1 warning" in text_of(data, tmp_path)


def test_chromium_asks_for_nothing_whatever_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way out is shut by Chromium's flags, too, and not by the page's policy alone."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    monkeypatch.chdir(tmp_path)
    with running(LoopbackServer(Handler)) as server:
        page = f"<h1>x</h1><img src='http://localhost:{server.server_port}/a.png'>"
        assert to_pdf(page.encode(), find_chromium(FOUND), tmp_path).startswith(b"%PDF-")
    assert asked == []


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The real reports, as files."""
    folder = tmp_path_factory.mktemp("real")
    with contextlib.chdir(folder):  # not in this repository, whose settings have cohorts without these reports
        make("--all", str(CORPUS / "groups"), "--template", f"{CORPUS}/templates/*.md", "-o", str(folder))
    files = sorted(folder.glob("*.html"))
    assert len(files) == 29
    return files


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real reports are not at hand")
class TestRealReports:
    def test_each_opens_from_disk_with_every_image(self, browser: Browser, real: list[Path]) -> None:
        """The bytes of the images are those of the site, of which tests/course/test_corpus.py has each decoded."""
        shown = 0
        with opener(browser, real[0]) as show:
            for file in real:
                seen = images_shown(show(file), decoded=1)
                assert all(seen), file.name
                shown += len(seen)
        assert shown > 100

    def test_no_student_number(self, real: list[Path]) -> None:
        before = [file for file in (CORPUS / "groups").rglob("README.md") if NUMBER.search(file.read_bytes())]
        assert len(before) > 10
        for file in real:
            assert not NUMBER.search(file.name.encode()), file.name
            assert not NUMBER.search(re.sub(rb'"data:image/[^"]*"', b"", file.read_bytes())), file.name
