"""Files of `mkdocs-report html` in Chromium: opened from disk, every request recorded; and on paper."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser, Page

from mkdocs_report.cli.main import main
from tests.support.browser import own_page

_SHOWN = """
(decoded) => Promise.all([...document.images].map(async (image, index) => {
  if (index < decoded) return image.decode().then(() => image.complete && image.naturalWidth > 0, () => false);
  image.loading = "eager";
  if (!image.complete) await new Promise((ended) => (image.onload = image.onerror = ended));
  return image.naturalWidth > 0;
}))
"""
pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")


def make(*arguments: str) -> None:
    """Run `mkdocs-report html`."""
    assert main(["html", *arguments]) == 0


@contextmanager
def opener(browser: Browser, kept_open: Path, **options: object) -> Iterator[Callable[[Path], Page]]:
    """Yield a function that opens files from disk, one after the other; `kept_open` is one of them.

    At the end, assert that nothing but them was asked for, and nothing failed.
    """
    requested: list[str] = []
    wrong: list[str] = []
    urls: list[str] = []
    url = kept_open.resolve().as_uri()
    with own_page(browser, "file:", url, {"width": 1200, "height": 900}, **options) as page:
        listeners = {
            "request": lambda request: requested.append(request.url),
            "pageerror": lambda error: wrong.append(str(error)),
            "console": lambda message: wrong.append(message.text),
        }

        def show(file: Path) -> Page:
            urls.append(file.resolve().as_uri())
            page.goto(urls[-1], wait_until="load")
            return page

        for event, listener in listeners.items():
            page.on(event, listener)  # type: ignore[call-overload]
        yield show
        assert len(page.context.pages) == 2  # and none that it opened
        for event, listener in listeners.items():
            page.remove_listener(event, listener)
    assert [asked for asked in requested if not asked.startswith("data:image/")] == urls
    assert wrong == []


@contextmanager
def opened(browser: Browser, file: Path, **options: object) -> Iterator[Page]:
    """Open a file from disk, as `opener` does."""
    with opener(browser, file, **options) as show:
        yield show(file)


def images_shown(page: Page, decoded: int = 1000) -> list[bool]:
    """Return of each image whether it is seen: the first ones are decoded, the others are loaded."""
    seen: list[bool] = page.evaluate(_SHOWN, decoded)
    return seen


def text_of(pdf: bytes, folder: Path, page: int | None = None) -> str:
    """Return what stands in a PDF, or on one of its pages, white space as single blanks."""
    file = folder / "of.pdf"
    file.write_bytes(pdf)
    pages = [] if page is None else ["-f", str(page), "-l", str(page)]
    result = subprocess.run(["pdftotext", *pages, str(file), "-"], capture_output=True, check=True, timeout=60)
    return " ".join(unicodedata.normalize("NFKC", result.stdout.decode()).split())  # letters that fonts join


def words_on_pages(pdf: bytes, folder: Path) -> list[list[tuple[str, float, float]]]:
    """Return the words on each page of a PDF: the text, and its right and lower edge as shares of the page, 0 to 1."""
    file = folder / "of.pdf"
    file.write_bytes(pdf)
    made = subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True, timeout=60)
    pages = []
    for page in lxml_html.fromstring(made.stdout).iter("page"):
        width, height = float(page.get("width")), float(page.get("height"))
        places = [(each.text or "", float(each.get("xmax")), float(each.get("ymax"))) for each in page.iter("word")]
        pages.append(
            [(unicodedata.normalize("NFKC", word), right / width, low / height) for word, right, low in places]
        )
    return pages
