"""What tests in a real browser share: the marks that they carry, and the demo in variants."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize, WebError

from scripts.screenshots import find_chromium
from tests.support.builds import ENVIRONMENT
from tests.support.loopback import LoopbackServer, running
from tests.support.processes import run_module

ROOT = Path(__file__).parent.parent.parent
FOUND = find_chromium()
_PATH_OF_INDEX = "/search/search_index.json"
EMPTY_INDEX = json.dumps(
    {
        "config": {
            "lang": ["en"],
            "separator": "[\\s\\-]+",
            "pipeline": ["stopWordFilter"],
            "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
        },
        "docs": [],
    }
).encode()
WINDOW: ViewportSize = {"width": 1440, "height": 900}
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


def build_copy_of_demo(folder: Path) -> None:
    """Copy the sources of the demo into a folder, and build it there for the first time, strictly, into `site`."""
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    build_demo(folder / "site", folder / "mkdocs.yml", strict=True)


def build_courses(folder: Path) -> None:
    """Build the demo's two courses into `site` of a folder: without the manual, a page costs two thirds of the demo's.

    The look is the demo's, but for the switch between light and dark, and `navigation.instant`.
    """
    demo = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    docs = folder / "docs"
    for course in ("groups", "myths"):
        shutil.copytree(ROOT / "docs" / course, docs / course)
    shutil.copy(ROOT / "docs/brand.css", docs)
    (docs / "index.md").write_text("# Two courses\n")
    theme = {"name": "material", "font": False, "custom_dir": str(ROOT / "overrides")}
    own = {
        "theme": theme | {"palette": {"scheme": "default", "primary": "custom", "accent": "custom"}},
        "plugins": ["search", *(each for each in demo["plugins"] if "report" in each)],
        "nav": [each for each in demo["nav"] if each.keys() & {"Home", "Courses"}],
    }
    kept = {key: demo[key] for key in ("site_name", "site_url", "extra_css", "markdown_extensions")}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump({**kept, **own}))
    build_demo(folder / "site", folder / "mkdocs.yml", strict=True)


def show_article(page: Page, url: str) -> None:
    """Show the article of another page of the site in the page that is open: it costs a tenth of opening that one."""
    page.evaluate(_SHOW, url)


def wait_until(page: Page, holds: str, arg: object = None) -> None:
    """Wait until an expression holds, or a function of `arg`.

    Playwright's own `wait_for_function` asks again from within the page, where the policy for scripts forbids it.
    """
    until = time.monotonic() + 30
    while not page.evaluate(holds, arg):
        assert time.monotonic() < until, holds
        page.wait_for_timeout(20)


def ready(page: Page, url: str) -> None:
    """Open a page and wait until the last of its scripts has been mounted."""
    page.goto(url)
    page.locator(".mr-shortcuts-button").wait_for(state="attached")


def late_modules(page: Page) -> list[str]:
    """Return the modules of scripts that a page loads without an announcement in its head."""
    late: list[str] = page.evaluate(_LATE)
    return late


class _Cached(http.server.SimpleHTTPRequestHandler):
    """Serves the files of a site with an empty search index, and lets Chromium keep what it has read."""

    protocol_version = "HTTP/1.1"  # one connection for many files
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        if not self.path.endswith(_PATH_OF_INDEX):
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(EMPTY_INDEX)))
        self.end_headers()
        self.wfile.write(EMPTY_INDEX)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serve_quickly(site: Path) -> Iterator[str]:
    """Serve a site that does not change, with an empty search index; yield its address.

    The theme indexes the whole site again for each page that is opened. A test that searches calls `with_index`. A page
    with a route of Playwright caches nothing, and costs half as much again.
    """
    with running(LoopbackServer(functools.partial(_Cached, directory=str(site)))) as server:
        yield f"{server.url}/"


def with_index(page: Page, site: Path) -> None:
    """Give a page the search index of a site that `serve_quickly` serves."""
    page.route(f"**{_PATH_OF_INDEX}", lambda route: route.fulfill(path=site / _PATH_OF_INDEX[1:]))


def is_error(message: ConsoleMessage) -> bool:
    """Whether a line in the console tells of an error; an image on its own has no icon, for which a browser asks."""
    return message.type == "error" and not message.location["url"].endswith("/favicon.ico")


_SHOW = """async (url) => {
  const text = await (await fetch(url)).text();
  const article = new DOMParser().parseFromString(text, "text/html").querySelector("article");
  for (const image of article.querySelectorAll("img")) image.src = new URL(image.getAttribute("src"), url);
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
_LATE = """() => {
  const preloaded = [...document.querySelectorAll("link[rel=modulepreload]")].map((each) => each.href);
  const loaded = performance.getEntriesByType("resource").map((each) => each.name);
  return loaded.filter((url) => url.includes(".mjs") && !preloaded.includes(url));
}"""
_FORGET = """async () => {
  localStorage.clear();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
}"""
_kept: dict[str, BrowserContext] = {}
"""A context for each set of options, with two pages that stay open: one of the site, and one that tests use in turn.

The first page of a context starts a process of Chromium, and each further one a window: that costs as much as opening a
page of the demo two or three times. So both are kept, and what a test leaves in them is deleted after it.
"""
_used_up: set[Page] = set()
"""Pages that no other test may use."""


@contextmanager
def own_page(
    browser: Browser, address: str, kept_open: str = "", viewport: ViewportSize = WINDOW, **options: object
) -> Iterator[Page]:
    """Yield a page for a site; at its end, close those that it opened, and delete what they have stored.

    `kept_open` is a page of that site to keep open. By default it is one that does not exist: none is as cheap.
    """
    key = f"{id(browser)} {sorted(options.items())}"
    context = _kept.get(key)
    if context is None:
        context = _kept[key] = browser.new_context(viewport=WINDOW, **options)  # type: ignore[arg-type]
        context.new_page()
    keeper, *unused = context.pages
    if not keeper.url.startswith(address):
        keeper.goto(kept_open or f"{address}kept-open")
    page = unused[0] if unused else context.new_page()
    assert page.url == "about:blank", "a test has not ended that uses this page"
    page.set_viewport_size(viewport)
    try:
        yield page
    finally:
        for each in context.pages[1:]:
            if each != page or page in _used_up:
                each.close()
        _used_up.discard(page)
        has_scripts = bool(options.get("java_script_enabled", True))
        if not page.is_closed():
            _reset(page, has_scripts, **options)
        context.clear_cookies()
        if has_scripts:
            keeper.evaluate(_FORGET)


def run_first(page: Page, script: str) -> None:
    """Have a page of `own_page` run a script before its own ones; no other test uses it then."""
    _used_up.add(page)
    page.add_init_script(script)


def _reset(page: Page, has_scripts: bool, **options: object) -> None:
    """Make a page as good as new, but for scripts that it runs first, and listeners."""
    page.unroute_all(behavior="ignoreErrors")
    if has_scripts:
        page.evaluate("try { sessionStorage.clear() } catch {}")
    page.goto("about:blank")
    page.mouse.move(0, 0)
    page.emulate_media(media="null", color_scheme=options.get("color_scheme", "null"))  # type: ignore[arg-type]


@contextmanager
def quiet_page(browser: Browser, address: str, viewport: ViewportSize = WINDOW, **options: object) -> Iterator[Page]:
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

    with own_page(browser, address, "", viewport, **options) as page:
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
