"""What is installed: versions that do not go together, programs that are missing, another generator of sites."""

from __future__ import annotations

from collections.abc import Iterator

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from mkdocs_report.cli.doctor.facts import Advice, Facts, Level

_WHY = {
    "click": "With click 8.3, `mkdocs serve` does not see changes.",
    "mkdocs": "MkDocs 2 runs no plugins, so there would be no course, and reports would be published as they are.",
    "mkdocs-material": "The pages are made for, and tried with, other versions of the theme.",
}
_IGNORED = (
    "{name} passes over plugins that it does not know, without a word: there would be no course, and the reports in "
    "docs_dir would be published as they are, names and student numbers too."
)


def check_versions(facts: Facts) -> Iterator[Advice]:
    """Packages of a version that mkdocs-report does not work with."""
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
            continue  # goes on where MkDocs 1.6 ended
        if installed is None or not needed.specifier.contains(installed, prereleases=True):
            what = f"{needed.name} {installed}" if installed else f"No {needed.name}"
            why = _WHY.get(name, "") if installed else ""
            yield Advice(
                "version",
                Level.ERROR,
                f"{what} is installed; {needed.name}{needed.specifier} is needed. {why}".strip(),
                f'pip install "{needed.name}{needed.specifier}"',
            )


def check_git(facts: Facts) -> Iterator[Advice]:
    """Git, without which nothing is collected."""
    if "git" in facts.software.programs and facts.software.programs["git"] is None:
        yield Advice(
            "git",
            Level.WARNING,
            "There is no git: `mkdocs-report collect` can not work, and pages do not tell when a report was committed.",
            "Install git, or set “commits: false” if you do not need it.",
        )


def check_other_generators(facts: Facts) -> Iterator[Advice]:
    """Another generator that reads the same mkdocs.yml and leaves our plugin out."""
    for name, (path, line) in facts.other_generators:
        yield Advice(
            "other-generator",
            Level.ERROR,
            f"The site is built with {name}. {_IGNORED.format(name=name)}",
            "Build it with `mkdocs build`, or with ProperDocs, which runs MkDocs' plugins.",
            path,
            line,
        )
    if facts.software.packages.get("zensical") and not facts.other_generators:
        yield Advice(
            "other-generator",
            Level.WARNING,
            f"Zensical is installed beside MkDocs, and reads the same file. {_IGNORED.format(name='It')}",
            "Do not publish what `zensical build` makes of this file.",
        )


def check_placeholders(facts: Facts) -> Iterator[Advice]:
    """Files of `init` in which nobody has said yet where mkdocs-report is to be had from."""
    for path, line in facts.placeholders:
        yield Advice(
            "address",
            Level.WARNING,
            "OWNER/mkdocs-report and COMMIT are still to be filled in: nothing can be installed from there.",
            "Write the address of its repository and the commit that you trust; "
            "`mkdocs-report init` asks for both, or takes them with --action.",
            path,
            line,
        )


CHECKS = (check_versions, check_git, check_other_generators, check_placeholders)
