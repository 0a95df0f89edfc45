"""Take screenshots of every kind of page in Chromium: light, dark, phone, print.

    python -m scripts.screenshots SITE OUT

SITE is a built site. `--readme` takes only the two images of README.md, into docs/images/.

    python -m scripts.screenshots --tutorials

runs each tutorial in a temporary folder, and takes its image, into docs/images/.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.tutorials.blocks import read
from scripts.tutorials.reader import SHELL, Reader, folder_for

ROOT = Path(__file__).parent.parent
PAGES = {
    "home": "",
    "overview": "course/",
    "matrix": "course/matrix/",
    "questions": "course/questions/",
    "question": "course/questions/5/",
    "checklist": "course/checklist/",
    "images": "course/images/",
    "findings": "course/findings/",
    "statistics": "course/statistics/",
    "clean": "groups/01-kingfisher/",
    "warning": "groups/03-mayfly/",
    "error": "groups/04-minnow/",
    "begun": "groups/05-newt/",
    "structure": "groups/07-heron/",
    "unicode": "groups/08-lamprey/",
    "rules": "reference/rules/",
    "courses": "courses/",
    "myths": "myths/",
    "myths-matrix": "myths/matrix/",
    "myths-question": "myths/questions/5/",
    "myths-statistics": "myths/statistics/",
    "myths-clean": "myths/01-toast/",
    "myths-error": "myths/02-kettle/",
    "myths-outside": "myths/03-moss/",
}
TUTORIALS = {"student": "", "course": "course/", "template": "course/"}
"""The page of each tutorial's site for its image."""
VIEWS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1440, "height": 1000}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1440, "height": 1000}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    "print": {"viewport": {"width": 800, "height": 1100}, "color_scheme": "light"},
}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128  # of socketserver's 5, a page with many files loses some, and each waits for up to 30 s


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback; yield its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def find_chromium() -> str | None:
    """Return the Chromium that the variable CHROMIUM names, or one in PATH, the fastest first."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium that `find_chromium` finds; yield the browser."""
    with sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--process-per-site"]
        browser = play.chromium.launch(executable_path=find_chromium(), args=flags)
        yield browser
        browser.close()


def _load_images(page: Page) -> None:
    """Scroll through a page and back to its top, so that its lazy images are loaded."""
    for image in page.locator("img[loading=lazy]").all():
        image.scroll_into_view_if_needed()
        page.wait_for_function("image => image.complete", arg=image.element_handle())
    page.evaluate("document.querySelector(location.hash || 'body').scrollIntoView()")
    page.wait_for_load_state("networkidle")


def take(site: Path, out: Path, pages: dict[str, str], views: dict[str, dict[str, Any]], full: bool) -> None:
    """Take a screenshot of each page in each view."""
    out.mkdir(parents=True, exist_ok=True)
    with serve(site) as address, chromium() as browser:
        for view, options in views.items():
            context = browser.new_context(**options)
            page = context.new_page()
            if view == "print":
                page.emulate_media(media="print")
            for name, path in pages.items():
                page.goto(address + path)
                _load_images(page)
                page.screenshot(path=out / f"{name}-{view}.png", full_page=full)
            context.close()


def take_tutorials(out: Path) -> None:
    """Run each tutorial up to its image, and take a screenshot of the site that `mkdocs serve` would show."""
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        for name, path in TUTORIALS.items():
            page = f"docs/tutorials/{name}.md"
            reader = Reader(folder_for(page, Path(folder)), Path(folder) / f"{name}-state")
            image = f"images/tutorial-{name}.png"
            shown = (ROOT / page).read_text(encoding="utf-8").split(image)[0].count("\n")
            blocks = [block for block in read(page) if block.line < shown]
            reader.follow(blocks)
            served = next(block for block in reversed(blocks) if block.language in SHELL)
            reader.type("mkdocs serve", served)
            with serve(reader.served) as address:
                context = browser.new_context(viewport={"width": 1000, "height": 640}, color_scheme="light")
                opened = context.new_page()
                opened.goto(address + path)
                _load_images(opened)
                opened.screenshot(path=out / f"tutorial-{name}.png")
                context.close()
            _shrink(out / f"tutorial-{name}.png")


def _shrink(file: Path) -> None:
    """Reduce an image to 256 colours, which are enough for a page of text."""
    with Image.open(file) as image:
        small = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(file, optimize=True)


def main() -> None:
    """Read the arguments and take the screenshots."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path, nargs="?")
    parser.add_argument("out", type=Path, nargs="?", default=ROOT / "docs" / "images")
    parser.add_argument("--readme", action="store_true", help="only the images of README.md")
    parser.add_argument("--tutorials", action="store_true", help="only the images of the tutorials, without SITE")
    parser.add_argument("--view", choices=VIEWS, action="append", help="only this view")
    parser.add_argument("--page", choices=PAGES, action="append", help="only this page")
    arguments = parser.parse_args()
    if arguments.tutorials:
        take_tutorials(arguments.out)
        return
    if arguments.site is None:
        parser.error("SITE is missing: name a built site.")
    if arguments.readme:
        view = {"light": {"viewport": {"width": 1280, "height": 1000}, "color_scheme": "light"}}
        pages = {"overview": "course/", "report": "groups/03-mayfly/"}
        take(arguments.site, arguments.out, pages, view, full=False)
        return
    pages = {name: PAGES[name] for name in arguments.page or PAGES}
    views = {name: VIEWS[name] for name in arguments.view or VIEWS}
    take(arguments.site, arguments.out, pages, views, full=True)


if __name__ == "__main__":
    main()
