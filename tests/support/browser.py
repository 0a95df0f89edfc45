"""What tests in a real browser share: the marks that they carry, and the demo in variants."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebError

from tests.support.builds import ENVIRONMENT
from tests.support.processes import run_module

ROOT = Path(__file__).parent.parent.parent
FOUND = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
INDEX = "**/search/search_index.json"
WINDOW = {"width": 1440, "height": 900}
MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(not FOUND and not os.environ.get("CHROMIUM_REQUIRED"), reason="Chromium is not installed"),
]


def groups_of_the_demo(folder: Path) -> Path:
    """Make a folder of docs with the demo's groups alone, for sites that need no manual."""
    shutil.copytree(ROOT / "docs/groups", folder / "groups", ignore=shutil.ignore_patterns("TEMPLATE.md", "*.yml"))
    (folder / "index.md").write_text("# Stream Survey\n")
    return folder


def build_demo(site: Path, config: Path = ROOT / "mkdocs.yml", *, strict: bool = False) -> None:
    """Build the demo, or a variant of it, into a folder."""
    how = ["-q", *(["--strict"] if strict else [])]
    ended = run_module("mkdocs", ["build", *how, "-f", str(config), "-d", str(site)], ROOT, ENVIRONMENT, 120)
    assert ended.returncode == 0, ended.stderr.decode()


def show_article(page: Page, url: str) -> None:
    """Show the article of a page of the manual in the page that is open: it costs a tenth of opening another."""
    page.evaluate(_SHOW, url)


def wait_until(page: Page, holds: str, arg: object = None) -> None:
    """Wait until an expression holds, or a function of `arg`.

    Playwright's own `wait_for_function` asks again from within the page, where the policy for scripts forbids it.
    """
    until = time.monotonic() + 30
    while not page.evaluate(holds, arg):
        assert time.monotonic() < until, holds
        page.wait_for_timeout(20)


def without_index(page: Page) -> None:
    """Give a page an empty search index: the theme builds that of the whole site anew for each page that is opened."""
    fields = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
    config = {"lang": ["en"], "separator": "[\\s\\-]+", "pipeline": ["stopWordFilter"], "fields": fields}
    page.route(INDEX, lambda route: route.fulfill(json={"config": config, "docs": []}))


def is_error(message: ConsoleMessage) -> bool:
    """Whether a line in the console tells of an error; an image on its own has no icon, for which a browser asks."""
    return message.type == "error" and not message.location["url"].endswith("/favicon.ico")


_SHOW = """async (url) => {
  const text = await (await fetch(url)).text();
  const article = new DOMParser().parseFromString(text, "text/html").querySelector("article");
  for (const table of article.querySelectorAll("table:not([class])")) {
    const [scrolls, inner] = [document.createElement("div"), document.createElement("div")];
    scrolls.className = "md-typeset__scrollwrap";
    inner.className = "md-typeset__table";
    table.replaceWith(scrolls);
    scrolls.append(inner);
    inner.append(table);
  }
  document.querySelector("article").replaceChildren(...article.childNodes);
  for (const each of document.querySelectorAll("article :is(pre > code, .md-typeset__scrollwrap)")) {
    if (each.scrollWidth > each.clientWidth) each.tabIndex = 0;
  }
}"""
"""Puts another page's article in the place of that which is shown, as the theme's script leaves tables and code."""
_FORGET = """async () => {
  localStorage.clear();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
}"""
_kept: dict[str, BrowserContext] = {}
"""A context for each set of options, with one page in it that stays open.

A page that is the first of its context starts a process of Chromium, which costs more than twice what opening a page of
the demo costs. So contexts are kept, and what a test leaves in one is deleted after it.
"""


@contextmanager
def own_page(browser: Browser, address: str, kept_open: str = "", **options: object) -> Iterator[Page]:
    """Yield a page for a site; at its end, close it and those that it opened, and delete what they have stored.

    `kept_open` is a page of that site to keep open. By default it is one that does not exist: none is as cheap.
    """
    key = f"{id(browser)} {sorted(options.items())}"
    context = _kept.get(key)
    if context is None:
        context = _kept[key] = browser.new_context(**{"viewport": WINDOW, **options})  # type: ignore[arg-type]
        context.new_page()
    keeper = context.pages[0]
    if not keeper.url.startswith(address):
        keeper.goto(kept_open or f"{address}kept-open")
    before = context.pages
    try:
        yield context.new_page()
    finally:
        for page in context.pages:
            if page not in before:
                page.close()
        context.clear_cookies()
        if options.get("java_script_enabled", True):
            keeper.evaluate(_FORGET)


@contextmanager
def quiet_page(browser: Browser, address: str, **options: object) -> Iterator[Page]:
    """Yield a page as `own_page` does; at its end, assert that no script failed and no other site was asked."""
    requested: list[str] = []
    errors: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if is_error(message):
            errors.append(message.text)

    def request(sent: Request) -> None:
        requested.append(sent.url)

    def failed(error: WebError) -> None:
        errors.append(str(error.error))

    with own_page(browser, address, "", **options) as page:
        context = page.context
        context.on("request", request)
        context.on("weberror", failed)
        context.on("console", console)
        try:
            yield page
        finally:
            context.remove_listener("request", request)
            context.remove_listener("weberror", failed)
            context.remove_listener("console", console)
    own = (address, "data:", "blob:")
    assert [url for url in requested if not url.startswith(own)] == []
    assert errors == []
