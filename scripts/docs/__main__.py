"""Write the reference pages: `python -m scripts.docs`, or with `--check` only compare them.

The pages in docs/reference/ are made from the code: the texts of the rules, the docstrings of the options, the help of
the commands. Findings of the demo are their examples.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from mkdocs_report.rules.judge import FAMILIES
from scripts.demo.judged import judged_courses
from scripts.docs.commands import cli_page
from scripts.docs.json import SCHEMA, json_page
from scripts.docs.markdown import ROOT
from scripts.docs.rules import rule_page, rules_index
from scripts.docs.settings import settings_page

TARGET = ROOT / "docs" / "reference"
COPIED = ("export/check.schema.json", "cli/collect.schema.json", "cli/template.schema.json")


def pages() -> dict[Path, str]:
    """Return every page by its path."""
    courses = judged_courses()
    schema = SCHEMA.read_text(encoding="utf-8")
    written = {
        TARGET / "settings.md": settings_page(),
        TARGET / "cli.md": cli_page(),
        TARGET / "json.md": json_page(json.loads(schema), courses["Stream"]),
        **{TARGET / Path(name).name: (ROOT / "mkdocs_report" / name).read_text(encoding="utf-8") for name in COPIED},
        TARGET / "rules" / "index.md": rules_index(),
    }
    for family, rules in FAMILIES.items():
        for rule in rules:
            written[TARGET / "rules" / f"{rule.name}.md"] = rule_page(rule, family, courses.values())
    return written


def main() -> int:
    """Write the pages, or compare them; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 and name files that differ")
    check = parser.parse_args().check
    written = pages()
    stale = [file for file in sorted((TARGET / "rules").glob("*.md")) if file not in written]
    differ = [file for file, text in written.items() if not file.exists() or file.read_text(encoding="utf-8") != text]
    for file in sorted([*differ, *stale]):
        sys.stdout.write(f"{file.relative_to(ROOT).as_posix()}\n")
    if check:
        return 1 if differ or stale else 0
    for file in differ:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written[file], encoding="utf-8")
    for file in stale:
        file.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
