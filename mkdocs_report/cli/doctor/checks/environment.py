"""Check the installed software: versions, missing programs, and other site generators."""

from __future__ import annotations

from collections.abc import Iterator

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from mkdocs_report.cli.doctor.facts import Advice, Facts, Level

_WHY = {
    "click": "With click 8.3, `mkdocs serve` does not notice changes.",
    "mkdocs": "MkDocs 2 runs no plugins. Without this plugin, reports are published as they are.",
    "mkdocs-material": "The pages are tested with other versions of the theme only.",
}
_IGNORED = (
    "{name} ignores plugins that it does not know. It publishes the reports in docs_dir as they are, with names and "
    "student numbers."
)


def check_versions(facts: Facts) -> Iterator[Advice]:
    """Report packages in versions that mkdocs-report does not support."""
    for text in facts.software.requirements:
        try:
            needed = Requirement(text)
        except InvalidRequirement:
            continue
        name = canonicalize_name(needed.name)
        if name not in facts.software.packages or (needed.marker and not needed.marker.evaluate({"extra": ""})):
            continue
        installed = facts.software.packages[name]
        if installed is None and name == "mkdocs" and facts.software.packages.get("properdocs"):
            continue  # the successor of MkDocs 1.6
        if installed is None or not needed.specifier.contains(installed, prereleases=True):
            state = f"{needed.name} {installed} is installed" if installed else f"{needed.name} is not installed"
            why = _WHY.get(name, "") if installed else ""
            yield Advice(
                "version",
                Level.ERROR,
                f"{state}; mkdocs-report needs {needed.name}{needed.specifier}. {why}".strip(),
                f'Run: pip install "{needed.name}{needed.specifier}"',
            )


def check_git(facts: Facts) -> Iterator[Advice]:
    """Report that git is missing."""
    if "git" in facts.software.programs and facts.software.programs["git"] is None:
        yield Advice(
            "git",
            Level.WARNING,
            "git is not installed. `mkdocs-report collect` needs it, and pages cannot show the date of a report's "
            "last commit.",
            "Install git, or set “commits: false”.",
        )


def check_other_generators(facts: Facts) -> Iterator[Advice]:
    """Report another site generator that reads the same mkdocs.yml and ignores the plugin."""
    for name, (path, line) in facts.other_generators:
        yield Advice(
            "other-generator",
            Level.ERROR,
            f"The site is built with {name}. {_IGNORED.format(name=name)}",
            "Build it with `mkdocs build`, or with ProperDocs, which runs the plugins of MkDocs.",
            path,
            line,
        )
    if facts.software.packages.get("zensical") and not facts.other_generators:
        yield Advice(
            "other-generator",
            Level.WARNING,
            f"Zensical is installed and reads the same file as MkDocs. {_IGNORED.format(name='It')}",
            "Do not publish a site that `zensical build` makes from this file.",
        )


def check_placeholders(facts: Facts) -> Iterator[Advice]:
    """Report files from `init` in which the repository or commit of mkdocs-report is still a placeholder."""
    for path, line in facts.placeholders:
        yield Advice(
            "address",
            Level.WARNING,
            "OWNER/mkdocs-report or COMMIT is a placeholder. Nothing can be installed from it.",
            "Replace them with the repository of mkdocs-report and a commit that you trust, or run "
            "`mkdocs-report init` with --action OWNER/mkdocs-report@COMMIT.",
            path,
            line,
        )


CHECKS = (check_versions, check_git, check_other_generators, check_placeholders)
