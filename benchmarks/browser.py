"""Measure the pages of a large course in Chromium: first paint, tools, scrolling, typing, filtering, sorting.

    python -m benchmarks.browser [--groups 300] [--rounds 5] [--reports FOLDER] [--template GLOB]... [--marks]
                                 [--page NAME]... [--slowdown 1 4]

Builds the course, serves it on loopback, and opens each page in each round with an empty cache. A slowdown of 4 is
similar to a phone or an old laptop. Prints one table of medians. All times are milliseconds, until the frame with the
result. Only keys that change the number in the list are measured. Scrolling moves the page, or the table in it, by
SPEED pixels a frame from top to bottom.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import Browser, Page

from benchmarks.courses import DEMO, arguments, make_course
from benchmarks.site import BUILD, ENVIRONMENT
from scripts.screenshots import chromium, serve

WINDOW = {"width": 1440, "height": 900}
SPEED = 300  # px a frame, the speed of a flick on a phone
PAGES = ("question", "matrix", "overview", "findings", "images", "checklist")
FIELD = "[data-list] input[name=q]"
MEASURES = Path(__file__).with_name("browser.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Visit:
    """The times of one visit to a page, in milliseconds. Without a tool on the page, its value is None or empty."""

    paint: float
    tools: float
    frames: Sequence[float]
    tasks: int
    keys: Sequence[float]
    filtered: float | None
    sorted: float | None


@contextmanager
def opened(browser: Browser, url: str, slowdown: int = 1) -> Iterator[Page]:
    """Open a page with an empty cache."""
    context = browser.new_context(viewport=WINDOW)  # type: ignore[arg-type]
    context.add_init_script(MEASURES)
    page = context.new_page()
    page.set_default_timeout(300_000)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    page.goto(url)
    yield page
    context.close()


def typing(browser: Browser, url: str) -> list[tuple[str, str]]:
    """Return the keys that type a word into the filter of a page and delete it, each with the text of the list."""
    with opened(browser, url) as page:
        page.evaluate("measures.tools")
        word = page.evaluate("measures.word()")
        if word is None:
            return []
        page.locator(FIELD).click()
        keys = []
        for key in [*word, *["Backspace"] * len(word)]:
            page.keyboard.press(key)
            page.wait_for_timeout(500)  # until the list is complete
            keys.append((key, page.evaluate("measures.told()")))
        return keys


def visit(browser: Browser, url: str, slowdown: int, keys: Sequence[tuple[str, str]]) -> Visit:
    """Open a page, use all its tools, and return the times."""
    with opened(browser, url, slowdown) as page:
        tools = page.evaluate("measures.tools")
        page.wait_for_load_state("networkidle")
        paint = page.evaluate("measures.paint()")
        if keys:
            page.locator(FIELD).click()
        took = []
        before = page.evaluate("measures.told()") if keys else ""
        for key, text in keys:
            page.evaluate("text => measures.awaitKey(text)", text)
            page.keyboard.press(key)
            milliseconds = page.evaluate("measures.key")
            if text != before:  # an unchanged list cannot be measured
                took.append(milliseconds)
            before = text
        filtered = page.evaluate("measures.filter()")
        order = page.evaluate("measures.sort()")
        scrolled = page.evaluate("speed => measures.scroll(speed)", SPEED)
        return Visit(paint, tools, scrolled["frames"], scrolled["tasks"], took, filtered, order)


def row(name: str, size: int, slowdown: int, visits: Sequence[Visit]) -> list[str]:
    """Return a line of the table: the medians of some visits to a page."""

    def median(values: Sequence[float | None]) -> str:
        there = [value for value in values if value is not None]
        return f"{statistics.median(there):,.0f}" if there else "–"

    return [
        f"{name}{f', slowed down {slowdown} times' if slowdown > 1 else ''}",
        f"{size / 1000:,.0f}",
        median([each.paint for each in visits]),
        median([each.tools for each in visits]),
        median([max(each.frames) for each in visits]),
        median([sum(frame > 50 for frame in each.frames) for each in visits]),
        median([each.tasks for each in visits]),
        median([statistics.median(each.keys) if each.keys else None for each in visits]),
        median([max(each.keys, default=None) for each in visits]),
        median([each.filtered for each in visits]),
        median([each.sorted for each in visits]),
    ]


HEAD = (
    "Page",
    "kB",
    "First paint",
    "Tools",
    "Longest frame",
    "Frames over 50",
    "Long tasks",
    "Key",
    "Longest key",
    "Filter",
    "Sort",
)


def paths(site: Path) -> Mapping[str, str]:
    """Return the path of each kind of page; for questions, the longest page."""
    questions = (site / "course" / "questions").glob("*/index.html")
    longest = max(questions, key=lambda page: page.stat().st_size).parent.relative_to(site).as_posix()
    rest = {name: f"course/{name}/" for name in PAGES if name not in ("question", "overview")}
    return {"question": f"{longest}/", "overview": "course/", **rest}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--groups", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slowdown", type=int, nargs="+", default=[1, 4])
    parser.add_argument("--page", choices=PAGES, action="append", help="only this page")
    parser.add_argument("--marks", action="store_true", help="with marks for examiners (off by default)")
    arguments(parser)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        root = Path(folder, "course")
        make_course(root, given.groups, given.reports, given.template or [str(DEMO / "TEMPLATE.md")])
        if given.marks:
            config = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
            config["plugins"][1]["report"]["marks"] = True
            (root / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
        subprocess.run(BUILD, cwd=root, env=ENVIRONMENT, check=True)
        where = paths(root / "site")
        print(f"| {' | '.join(HEAD)} |\n|---{'|---:' * (len(HEAD) - 1)}|")
        with serve(root / "site") as address:
            for name in given.page or PAGES:
                size = (root / "site" / where[name] / "index.html").stat().st_size
                url = address + where[name]
                keys = typing(browser, url)
                for slowdown in given.slowdown:
                    visits = [visit(browser, url, slowdown, keys) for _ in range(given.rounds)]
                    print(f"| {' | '.join(row(name, size, slowdown, visits))} |", flush=True)


if __name__ == "__main__":
    main()
