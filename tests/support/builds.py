"""Whole builds: a project in a folder, `mkdocs build` over it, and a look at what was written."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from lxml import html as lxml_html

from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.content import words
from mkdocs_report.site.search import split_entry
from tests.support.processes import run_fresh, run_module
from tests.support.reports import TEMPLATE, fill, write_group

CI_VARIABLES = {name for name in os.environ if name.startswith(("GITHUB_", "CI_"))}
"""What a CI system tells of itself."""
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name not in CI_VARIABLES},
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


@dataclass(frozen=True)
class Built:
    """A build: how it ended, what it said, where it lies."""

    code: int
    log: str
    site: Path

    def page(self, path: str) -> Any:
        """Return a page as a tree."""
        return lxml_html.fromstring((self.site / path).read_text(encoding="utf-8"))

    def search(self) -> list[dict[str, str]]:
        """Return the entries of the search index, each group's answers spread as the browser does."""
        docs = json.loads((self.site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
        return [entry for doc in docs for entry in split_entry(doc)]

    def files(self) -> set[str]:
        """Return every file of the site."""
        return {file.relative_to(self.site).as_posix() for file in self.site.rglob("*") if file.is_file()}

    def warnings(self) -> list[str]:
        """Return the lines of the log that a strict build counts."""
        return [line for line in self.log.splitlines() if line.startswith(("WARNING", "ERROR"))]


def project(root: Path, groups: dict[str, str] | None = None, **settings: Any) -> Path:
    """Write a project: a template, some groups, a `mkdocs.yml`; `settings` change the latter."""
    docs = root / "docs"
    docs.mkdir(parents=True)
    (root / "template.md").write_text(TEMPLATE)
    (docs / "index.md").write_text("# Home\n")
    for name, text in (groups if groups is not None else {"one": fill(), "two": fill(q1="8")}).items():
        write_group(docs / "groups" / name, text)
    config: dict[str, Any] = {
        "site_name": "Kitchen",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"report": {"templates": ["template.md"], **settings.pop("report", {})}}],
        **settings,
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config))
    return root


def build(root: Path, *arguments: str, generator: str = "mkdocs", **environment: str) -> Built:
    """Run `mkdocs build`, or `properdocs build`, in a process of its own."""
    site = root / "site"
    run = run_module if generator == "mkdocs" else run_fresh  # the fork replaces modules of MkDocs
    ended = run(generator, ["build", "-d", str(site), *arguments], root, {**ENVIRONMENT, **environment}, 120)
    return Built(ended.returncode, (ended.stderr + ended.stdout).decode(), site)


def numbered(name: str) -> str:
    """Return the address of a published image without the digest in it: `images/1.webp`."""
    return re.sub(r"(images/\d+)-[0-9a-f]{8}\.", r"\1.", name)


def visible_words(element: Any) -> list[str]:
    """Return the words that a reader sees in an element; of a formula, its source without signs."""
    html = re.sub(
        r'<math alttext="([^"]*)".*?</math>', r"\1", lxml_html.tostring(element, encoding="unicode"), flags=re.DOTALL
    )
    return words(engine.read(html).text)
