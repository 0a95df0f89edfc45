"""Measure the seconds from a click into the search field to the first result, in Chromium, with and without our index.

    python -m benchmarks.search [--groups 28 100 300 1000] [--reports FOLDER] [--template GLOB]... [--word docker]

Builds one course of 100 groups, and repeats its answers in the index under other addresses for larger ones. `--word`
has to occur in an answer. All letters but the last are entered at once, then the last one is typed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import tempfile
import time
from html import unescape
from itertools import cycle
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.courses import DEMO, arguments, make_course
from benchmarks.site import BUILD, ENVIRONMENT
from mkdocs_report.site import search
from scripts.screenshots import chromium, serve

ROUNDS = 5
BASE = 100


def seconds(browser: Browser, address: str, word: str) -> tuple[float, float]:
    """Return the seconds until the first result, and until that of a second search."""
    page = browser.new_page()
    page.goto(f"{address}course/")
    page.wait_for_load_state("networkidle")
    field = page.locator("input.md-search__input")
    waited = []
    for asked in (word, word[:-2]):
        start = time.perf_counter()
        field.click()
        field.fill(asked[:-1])
        field.press_sequentially(asked[-1])
        page.locator(".md-search-result__item mark").first.wait_for(state="attached", timeout=300_000)
        waited.append(time.perf_counter() - start)
        field.fill("")
        field.press_sequentially(" ")
        page.locator(".md-search-result__item").first.wait_for(state="detached")
    page.close()
    return waited[0], waited[1]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--groups", type=int, nargs="+", default=[28, 100, 300, 1000])
    parser.add_argument("--word", default="stream")
    arguments(parser)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        root = Path(folder, "course")
        make_course(root, BASE, given.reports, given.template or [str(DEMO / "TEMPLATE.md")])
        subprocess.run(BUILD, cwd=root, env=ENVIRONMENT, check=True)
        index = root / "site" / "search" / "search_index.json"
        whole = json.loads(index.read_text(encoding="utf-8"))
        groups = [doc for doc in whole["docs"] if "answers" in doc]
        print(f"{'groups':>6} {'MB':>6} {'theme: first':>13} {'next':>6} {'ours: first':>12} {'next':>6}")
        with serve(root / "site") as address:
            for number in given.groups:
                repeated = [
                    search.SearchEntry(
                        f"groups/copy-{n}/", unescape(each["title"]), json.dumps(each["answers"]).encode()
                    )
                    for n, each in zip(range(number), cycle(groups), strict=False)
                ]
                row = []
                for large in (10**12, 0):
                    search.MAX_INDEX_BYTES = large
                    index.write_text(json.dumps(whole), encoding="utf-8")
                    ours = {group["location"] for group in groups}
                    search.merge(index, repeated, ours, as_html=True, is_combined=True)
                    rounds = [seconds(browser, address, given.word) for _ in range(ROUNDS)]
                    row += [statistics.median(each) for each in zip(*rounds, strict=True)]
                size = sum(file.stat().st_size for file in index.parent.iterdir()) / 1e6
                print(
                    f"{number:>6} {size:>6.1f} {row[0]:>13.2f} {row[1]:>6.2f} {row[2]:>12.2f} {row[3]:>6.2f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
