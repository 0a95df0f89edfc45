"""Answers in a real browser: images on white in the dark, and diagrams that a site draws under its policy."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.support.browser import MARKS, quiet_page, serve_quickly
from tests.support.builds import build, project
from tests.support.reports import fill

pytestmark = [*MARKS, pytest.mark.slow]
SCRIPT = """\
window.mermaid = {
  initialize() {},
  async render(id, text) { return { svg: `<svg id="${id}"><text>${text.length}</text></svg>` }; },
};
"""
DIAGRAM = "A plot: ![The plot](figures/plot.png)\n\n```mermaid\ngraph TD; A-->B\n```\n\nNote[^1].\n\n[^1]: The note."
_WHITE = "image => getComputedStyle(image).backgroundColor"


def site(folder: Path, **settings: object) -> Path:
    root = project(folder, {"one": fill(q4=DIAGRAM), "two": fill(q4=DIAGRAM)}, report={"fail_on": "never"}, **settings)
    data = io.BytesIO()
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(data, "PNG")
    for group in ("one", "two"):
        (root / "docs/groups" / group / "figures/plot.png").write_bytes(data.getvalue())
    (root / "docs/mermaid.js").write_text(SCRIPT)
    built = build(root)
    assert built.code == 0, built.log
    return built.site


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dark site that brings a script for diagrams."""
    dark = {"name": "material", "font": False, "palette": {"scheme": "slate"}}
    with serve_quickly(site(tmp_path_factory.mktemp("drawn"), theme=dark, extra_javascript=["mermaid.js"])) as address:
        yield address


@pytest.mark.parametrize("path", ["groups/one/", "course/questions/4/"])
def test_images_are_on_white_in_the_dark_and_diagrams_are_drawn(browser: Browser, drawn: str, path: str) -> None:
    with quiet_page(browser, drawn) as page:  # asks for nothing elsewhere
        page.goto(drawn + path)
        images = page.locator(".mr-answer img.mr-image")
        assert images.count() > 0
        assert {image.evaluate(_WHITE) for image in images.all()} == {"rgb(255, 255, 255)"}
        page.locator(".mr-diagram div.mermaid").first.wait_for()
        assert page.locator(".mr-diagram pre").count() == 0


def test_a_footnote_and_its_reference_lead_to_each_other(browser: Browser, drawn: str) -> None:
    with quiet_page(browser, drawn) as page:
        page.goto(f"{drawn}course/questions/4/")
        reference = page.locator(".mr-answer sup > a").nth(1)
        reference.click()
        assert page.evaluate("document.querySelector(':target').matches('[data-group=two] .mr-footnotes > li')")
        page.locator(".mr-footnotes a").nth(1).click()
        assert page.evaluate("document.querySelector(':target').matches('[data-group=two] sup > a')")


@pytest.mark.parametrize("settings", [{}, {"extra_javascript": ["other.js"]}])
def test_a_site_without_the_script_shows_code(tmp_path: Path, browser: Browser, settings: dict[str, object]) -> None:
    made = site(tmp_path, **settings)
    (made / "other.js").touch()
    with serve_quickly(made) as address, quiet_page(browser, address) as page:
        page.goto(f"{address}groups/one/")
        page.wait_for_timeout(300)
        assert page.locator(".mr-diagram pre.mr-mermaid code").inner_text() == "graph TD; A-->B\n"


def test_without_a_policy_nothing_is_drawn(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        {"one": fill(q4=DIAGRAM), "two": fill()},
        report={"fail_on": "never", "publish": {"csp": False}},
        extra_javascript=["mermaid.js"],
    )
    (root / "docs/mermaid.js").write_text(SCRIPT)
    assert 'class="mermaid"' not in (build(root).site / "groups/one/index.html").read_text()
