"""A folder that has whatever the manual's examples name: a course, a report, templates, a roster with repositories."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mkdocs_report.cli.init.starter_files import read_starter
from mkdocs_report.collect.address import LOCAL
from scripts.tutorials.blocks import ROOT, Block
from scripts.tutorials.reader import Reader, lines
from tests.support.git_server import Made, make
from tests.support.processes import run_module

GROUPS = ROOT / "docs/groups"
SETTINGS = """\
site_name: Stream Survey
theme: {name: material, font: false}
plugins:
  - search
  - report:
      templates: [template.md]
      reports: ["groups/*/README.md"]
      waivers: waivers.yml
      fail_on: never
"""
LONG = 14
"""How many questions the report in the README.md has: more than the template."""


def furnish(folder: Path) -> None:
    """Put everything into a folder."""
    shutil.copytree(GROUPS, folder / "docs/groups", ignore=shutil.ignore_patterns("TEMPLATE.md", "*.yml"))
    shutil.copytree(folder / "docs/groups", folder / "groups")
    shutil.copytree(GROUPS / "04-minnow", folder / "reports", ignore=shutil.ignore_patterns("collected.json"))
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    for name in ("template.md", "templates/2025.md", "templates/2026.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(GROUPS / "TEMPLATE.md", folder / name)
    for name in ("waivers.yml", "evidence.yml"):
        shutil.copy(GROUPS / name, folder / name)
    shutil.copy(GROUPS / "waivers.yml", folder / "waivers-2026.yml")
    (folder / "README.md").write_text(
        "\n".join(f"### Question {n}\n\n> **Why?**\n>\n> Answer:\n\nBecause.\n" for n in range(1, LONG + 1))
    )
    (folder / "repositories").mkdir()
    (folder / "docs/index.md").write_text("# Stream Survey\n")
    (folder / "mkdocs.yml").write_text(SETTINGS)
    for path, data in read_starter("course").items():
        (folder / "course" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "course" / path).write_bytes(data)


def prepared_process(words: list[str], folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Start a command in a process that has imported it already."""
    ended = run_module(words[0].replace("-", "_"), words[1:], folder, environment, 300, together=True)
    return ended.returncode, ended.stdout.decode()


def at_home(folder: Path, state: Path, scene: Path) -> Reader:
    """Return a reader in a copy of the scene, who may collect from repositories on this machine."""
    shutil.copytree(scene, folder)
    reader = Reader(folder, state, start=prepared_process)
    (state / "exports").write_text(f"export {LOCAL}=1\n")
    rows = ["group,repository,consent"]
    for name in ("01-kingfisher", "02-dipper"):
        files: dict[str, bytes | str | tuple[str, str]] = {
            f"reports/{file.relative_to(GROUPS / name).as_posix()}": file.read_bytes()
            for file in sorted((GROUPS / name).rglob("*"))
            if file.is_file() and file.name != "collected.json"
        }
        made = make(state / "hosts" / f"{name}.git", [Made(files)])
        rows.append(f"{name[3:]},file://{made},yes")
    (folder / "rosters").mkdir()
    for name in ("roster.csv", "rosters/2025.csv", "rosters/2026.csv"):
        (folder / name).write_text("\n".join(rows) + "\n")
    return reader


def prepared(reader: Reader, block: Block) -> Iterator[Block]:
    """Yield commands as they can be typed: where the reader began, and `new` where there is no report yet."""
    reader.here = reader.folder
    if "mkdocs-report new" not in block.text:
        yield block
        return
    for line in lines(block.text):
        if line.startswith("mkdocs-report new"):
            (reader.here / "reports/README.md").unlink(missing_ok=True)
        yield replace(block, text=line)
