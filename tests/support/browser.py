"""What tests in a real browser share: the marks that they carry, and the demo in variants."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.support.builds import ENVIRONMENT
from tests.support.processes import run_module

ROOT = Path(__file__).parent.parent.parent
FOUND = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
INDEX = "**/search/search_index.json"
MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(not FOUND and not os.environ.get("CHROMIUM_REQUIRED"), reason="Chromium is not installed"),
]


def build_demo(site: Path, config: Path = ROOT / "mkdocs.yml") -> None:
    """Build the demo, or a variant of it, into a folder."""
    ended = run_module("mkdocs", ["build", "-q", "-f", str(config), "-d", str(site)], ROOT, ENVIRONMENT, 120)
    assert ended.returncode == 0, ended.stderr.decode()


def without_index(page: Page) -> None:
    """Give a page an empty search index: the theme builds that of the whole site anew for each page that is opened."""
    fields = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
    config = {"lang": ["en"], "separator": "[\\s\\-]+", "pipeline": ["stopWordFilter"], "fields": fields}
    page.route(INDEX, lambda route: route.fulfill(json={"config": config, "docs": []}))


def is_error(message: ConsoleMessage) -> bool:
    """Whether a line in the console tells of an error; an image on its own has no icon, for which a browser asks."""
    return message.type == "error" and not message.location["url"].endswith("/favicon.ico")


@contextmanager
def quiet_page(browser: Browser, address: str, **options: object) -> Iterator[Page]:
    """Open a page; at its end, assert that no script failed and nothing was asked of another site."""
    context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})  # type: ignore[arg-type]
    page = context.new_page()
    requested: list[str] = []
    errors: list[str] = []
    context.on("request", lambda request: requested.append(request.url))
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda message: errors.append(message.text) if is_error(message) else None)
    yield page
    context.close()
    own = (address, "data:", "blob:")
    assert [url for url in requested if not url.startswith(own)] == []
    assert errors == []
