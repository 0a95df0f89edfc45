"""No page has a word of ours that is not translated, and no script shows one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.support.browser import MARKS, ROOT, build_demo, groups_of_the_demo, quiet_page, serve_quickly
from tests.support.marked_words import ATTRIBUTES, COLLECT, LANGUAGE, SHOWN_AS_WRITTEN, left_over, write_marked_words

pytestmark = MARKS
PAGES = "course/ course/matrix/ course/questions/ course/questions/5/ course/checklist/ course/images/".split()
PAGES += "course/findings/ course/statistics/ groups/04-minnow/ groups/06-otter/ groups/08-lamprey/".split()


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo in a language that marks each message; its address."""
    folder = tmp_path_factory.mktemp("marked")
    groups_of_the_demo(folder / "docs")
    for name in ("TEMPLATE.md", "waivers.yml", "evidence.yml"):
        (folder / name).write_bytes((ROOT / "docs/groups" / name).read_bytes())
    write_marked_words(folder / "words.po")
    report = {
        "templates": ["TEMPLATE.md"],
        "waivers": "waivers.yml",
        "evidence": "evidence.yml",
        "words": "words.po",
        "marks": True,
        "fail_on": "never",
    }
    config = {
        "site_name": "1",
        "theme": {"name": "material", "language": LANGUAGE, "font": False},
        "plugins": [{"report": report}],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config))
    build_demo(folder / "site", folder / "mkdocs.yml")
    with serve_quickly(folder / "site") as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser, marked: str) -> Iterator[Page]:
    """A page that fails on any message in its console."""
    with quiet_page(browser, marked, reduced_motion="reduce") as opened:
        yield opened


def corpus() -> str:
    """Return all texts of the demo as one line."""
    files = [*sorted((ROOT / "docs/groups").rglob("*.md")), *sorted((ROOT / "docs/groups").glob("*.yml"))]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return " ".join(re.sub(r"[>*_`#]", " ", text).split()).lower()


def rest(page: Page, texts: str) -> list[str]:
    """Return the texts of ours on a page that are not translated."""
    return list(left_over(page.evaluate(COLLECT, [", ".join(SHOWN_AS_WRITTEN), list(ATTRIBUTES)]), texts))


def test_no_word_of_ours_is_forgotten(page: Page, marked: str) -> None:
    page.goto(f"{marked}course/findings/")
    messages = page.locator("article [lang=en]").all_text_contents()
    assert len(messages) > 40
    texts = f"{corpus()} {' '.join(messages)}".lower()
    forgotten: dict[str, list[str]] = {}
    for path in PAGES:
        page.goto(marked + path)
        page.locator(".mr-shortcuts-button").click()  # the other dialogs have their words before they open
        assert "⟦" in page.locator("dialog[open]").inner_text()
        forgotten[path] = rest(page, texts)
    assert {path: found for path, found in forgotten.items() if found} == {}
    page.goto(f"{marked}course/questions/5/?find=the&group=none")
    assert re.fullmatch(r"⟦\d of \d answers⟧", page.locator("output.mr-result-count").inner_text())
    assert page.locator(".mr-context .mr-muted").first.inner_text().startswith("⟦")
