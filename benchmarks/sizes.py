"""Measure the bytes that readers of a large course load: pages and search index, compared with plain MkDocs Material.

    python -m benchmarks.sizes [--reports FOLDER] [--template GLOB]... [--groups 28 100]

Builds the course in both sizes, and the larger one without the plugin. Prints the reduction of published images, the
growth of a group's page with the number of groups, the sizes of the course's pages, and both search indexes, raw and
compressed.
"""

from __future__ import annotations

import argparse
import gzip
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.courses import DEMO, arguments, make_course
from mkdocs_report.config.settings import Settings
from mkdocs_report.course.discovery import find_reports
from mkdocs_report.course.reader import make_course as judge_course
from mkdocs_report.course.template_files import template_files
from mkdocs_report.course.templates import load_templates
from mkdocs_report.images.report_images import publishable_paths

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def build(root: Path) -> tuple[Path, float]:
    """Build a project; return its site and the seconds."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(root / "site")]
    subprocess.run(command, cwd=root, env=ENVIRONMENT, check=True, capture_output=True)
    return root / "site", time.perf_counter() - start


def sizes(file: Path) -> tuple[int, int]:
    """Return the bytes of a file, raw and compressed."""
    data = file.read_bytes()
    return len(data), len(gzip.compress(data, 9, mtime=0))


def images(reports: Path, templates: list[str], site: Path) -> tuple[int, int]:
    """Return the bytes of the images in reports, as they are and as the site publishes them."""
    files = template_files(templates, Path.cwd())
    versions = load_templates(files, Path.cwd())
    found = find_reports(reports, versions, files)
    course = judge_course(found, versions, Settings(), Path.cwd())
    folders = {judged.report.path: Path(judged.report.path).parent for judged in course.reports}
    names = {folder.name for folder in folders.values()}
    shown = sum(
        (folders[judged.report.path] / path).stat().st_size
        for judged in course.reports
        for path in publishable_paths(judged.report)
    )
    copies = (file for file in site.glob("groups/*/**/*.webp") if file.relative_to(site / "groups").parts[0] in names)
    return shown, sum(file.stat().st_size for file in copies)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--groups", type=int, nargs=2, default=[28, 100])
    arguments(parser)
    given = parser.parse_args()
    templates = given.template or [str(DEMO / "TEMPLATE.md")]
    few, many = given.groups
    with tempfile.TemporaryDirectory() as folder:
        sites = {}
        for name, number, plain in (("few", few, False), ("many", many, False), ("plain", many, True)):
            make_course(Path(folder, name), number, given.reports, templates, plain)
            sites[name], seconds = build(Path(folder, name))
            print(f"{number} groups{', plain MkDocs Material' if plain else ''}: built in {seconds:.1f} s")
        pages = sorted(page.relative_to(sites["few"]) for page in sites["few"].glob("groups/*/index.html"))
        grown = [(sites["many"] / page).stat().st_size - (sites["few"] / page).stat().st_size for page in pages]
        shown, published = images(given.reports, templates, sites["few"])
        print(f"images: {published / 1e6:.2f} of {shown / 1e6:.2f} MB, {published / (shown or 1):.0%}")
        print(f"a group's page, {few} to {many} groups: {min(grown):+,} to {max(grown):+,} bytes")
        for page in sorted((sites["many"] / "course").glob("*/index.html")):
            raw, small = sizes(page)
            print(f"course/{page.parent.name}/: {raw / 1000:,.0f} kB, {small / 1000:,.0f} kB compressed")
        ours, theirs = (sizes(sites[name] / "search" / "search_index.json") for name in ("many", "plain"))
        for what, mine, plain_size in zip(("raw", "compressed"), ours, theirs, strict=True):
            share = mine / plain_size
            each = f"{mine / many / 1000:.1f} of {plain_size / many / 1000:.1f} kB a report"
            print(f"search index, {what}: {each}, {share:.0%}")


if __name__ == "__main__":
    main()
