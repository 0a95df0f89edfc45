"""The preview of a template in a real browser: on a wide screen, on a phone, in the dark and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Page

from mkdocs_report.errors import Fault
from mkdocs_report.export.html.template import render_template
from mkdocs_report.parsing.template.lint import lint_template
from tests.support.accessibility import COLOURS, WCAG, violations
from tests.support.browser import MARKS
from tests.support.paper import opened, pdftotext, text_of
from tests.support.previewed import SHOWN, explained

pytestmark = MARKS
LONG = f"{SHOWN}\n{'word ' * 60}\n\n{'x' * 400}\n"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    template = explained(LONG)
    fault = Fault(39, "The prompt contradicts itself.", "contradiction", "question-3")
    made = tmp_path_factory.mktemp("preview") / "template.html"
    made.write_bytes(render_template(template, (fault,), lint_template(template)))
    return made


def box(page: Page, selector: str) -> FloatRect:
    found = page.locator(selector).first.bounding_box()
    assert found
    return found


def test_notes_are_beside_their_lines_and_above_them_on_a_phone(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        for width in (1600, 1200, 1000, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            notes = box(page, ".mr-block--question > .mr-notes")
            lines = box(page, ".mr-block--question > .mr-lines")
            if width > 900:
                assert notes["x"] >= lines["x"] + lines["width"]
                assert abs(notes["y"] - lines["y"]) < 1
            else:
                assert notes["y"] + notes["height"] <= lines["y"] + 1
                assert lines["width"] > 0.85 * width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(browser: Browser, file: Path, scheme: str) -> None:
    with opened(browser, file, bypass_csp=True) as page:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert violations(page, COLOURS if scheme == "dark" else WCAG) == []


def test_a_message_leads_to_its_line(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        page.locator(".mr-notices a").first.click()
        target = page.locator(".mr-line:target")
        assert target.locator(".mr-line-text").inner_text() == "> Recommended are 2-3 pages."
        assert target.evaluate("each => each.getBoundingClientRect().top >= 0")


@pdftotext
def test_paper_has_every_line_and_note(browser: Browser, file: Path, tmp_path: Path) -> None:
    with opened(browser, file, color_scheme="dark") as page:
        whole = text_of(page.pdf(format="A4"), tmp_path).replace(" ", "")
    for line in SHOWN.split("\n"):
        assert line.replace(" ", "") in whole or len(line) > 60, line
    for text in ("50–150 words", "replaces line 31", "unit-not-counted"):
        assert text.replace(" ", "") in whole, text
