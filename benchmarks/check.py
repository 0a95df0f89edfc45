"""Measure milliseconds per report for reading, parsing and judging, compared with cmarkgfm alone on the same bytes.

    python -m benchmarks.check [--template GLOB]... [--reports FOLDER] [--rounds 7]

Without arguments, measures the demo course. The start-up row is a whole process: `mkdocs-report check` of one report.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.discovery import find_reports
from mkdocs_report.course.reader import make_course
from mkdocs_report.course.template_files import template_files
from mkdocs_report.course.templates import load_templates
from mkdocs_report.model.image import ImageFile, ImageState
from mkdocs_report.parsing.report.parser import parse_report
from mkdocs_report.parsing.source import read_source
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime.garbage import paused_gc

ROOT = Path(__file__).parent.parent


def measure(work: Callable[[], object], rounds: int) -> list[float]:
    """Return the seconds of each round, after one round that is not counted."""
    work()
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return seconds


def row(name: str, seconds: list[float], reports: int) -> str:
    """Return a line of the table: least, median and most milliseconds per report."""
    each = [second / reports * 1000 for second in sorted(seconds)]
    return f"{name:<44}{each[0]:>9.2f}{statistics.median(each):>9.2f}{each[-1]:>9.2f}"


def without_images(files: list[Path], versions: TemplateVersions) -> Callable[[], object]:
    """Return a function that parses each file with all images missing, to measure the text alone."""
    gone = ImageFile(ImageState.MISSING)

    def work() -> object:
        sources = [read_source(file, file.name) for file in files]
        return [parse_report(source, versions.closest(source.lines), lambda _src: gone, "x") for source in sources]

    return work


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--template", action="append")
    parser.add_argument("--reports", type=Path, default=ROOT / "docs" / "groups")
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    templates = template_files(arguments.template or [str(ROOT / "docs/groups/TEMPLATE.md")], Path.cwd())
    versions = load_templates(templates, Path.cwd())
    files = find_reports(arguments.reports, versions, templates)
    count, rounds = len(files), arguments.rounds
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in files]

    def check() -> object:
        return make_course(files, versions, Settings(), Path.cwd())

    def engine() -> object:
        return [cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE) for text in texts]

    def process() -> object:
        command = [sys.executable, "-m", "mkdocs_report", "check", str(files[0]), "--template", str(templates[-1])]
        return subprocess.run(command, capture_output=True, check=False)

    size = sum(map(len, texts)) / count / 1000
    print(f"{count} reports of {size:.0f} kB, {len(templates)} template versions, {rounds} rounds; ms per report")
    print(f"{'':<44}{'least':>9}{'median':>9}{'most':>9}")
    print(row("cmarkgfm alone", measure(engine, rounds), count))
    print(row("read and parse, without images", measure(without_images(files, versions), rounds), count))
    with paused_gc():  # as the command does
        print(row("read, parse and judge", measure(check, rounds), count))
    print(row("start-up to verdict, one report, a process", measure(process, rounds), 1))


if __name__ == "__main__":
    main()
