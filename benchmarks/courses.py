"""Create a course of any size: reports repeated under other names, with their images, and a mkdocs.yml.

    python -m benchmarks.courses OUT [--groups 100] [--reports FOLDER] [--template GLOB]... [--plain]

Without arguments, uses the reports of the demo course. `--plain` leaves the plugin out, for a comparison with MkDocs
Material alone.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import yaml

from mkdocs_report.course.discovery import find_reports
from mkdocs_report.course.template_files import template_files
from mkdocs_report.course.templates import load_templates

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "docs" / "groups"


def make_course(out: Path, groups: int, reports: Path, templates: list[str], plain: bool = False) -> None:
    """Write `docs/groups/NAME/` for the given number of groups, using the reports in turn, and `mkdocs.yml`."""
    files = template_files(templates, Path.cwd())
    found = find_reports(reports, load_templates(files, Path.cwd()), files)
    docs = out / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    (out / "templates").mkdir()
    for file in files:
        shutil.copy(file, out / "templates" / file.name)
    for number in range(groups):
        source = found[number % len(found)].parent
        turn = number // len(found)
        shutil.copytree(source, docs / "groups" / (f"{source.name}-{turn}" if turn else source.name))
    ours = {"report": {"templates": ["templates/*.md"], "reports": ["groups/*/README.md"], "fail_on": "never"}}
    config = {
        "site_name": f"{groups} groups",
        "theme": {"name": "material", "font": False},
        "plugins": ["search"] if plain else ["search", ours],
        "validation": {"links": {"not_found": "ignore", "unrecognized_links": "ignore", "anchors": "ignore"}},
    }
    (out / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options for the reports and templates of a course."""
    parser.add_argument("--reports", type=Path, default=DEMO, help="a folder with groups' folders")
    parser.add_argument("--template", action="append", help="a glob of the template's versions")


def main() -> None:
    """Create the course."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--groups", type=int, default=100)
    parser.add_argument("--plain", action="store_true")
    arguments(parser)
    given = parser.parse_args()
    make_course(given.out, given.groups, given.reports, given.template or [str(DEMO / "TEMPLATE.md")], given.plain)


if __name__ == "__main__":
    main()
