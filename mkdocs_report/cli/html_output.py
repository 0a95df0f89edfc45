"""The messages of `mkdocs-report html` about what it published, and its refusal of a hand-in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_report.cli.echo import echo
from mkdocs_report.errors import SettingsError
from mkdocs_report.runtime.text import plural

if TYPE_CHECKING:
    from mkdocs_report.config.options import PublishOptions
    from mkdocs_report.publish.publication import PublishedCourse


def print_notes(publication: PublishedCourse, failed: Iterable[Path], settings_found: bool) -> None:
    """Print the warnings of publishing, the images in `failed`, and that no names are masked without settings."""
    for message in (*publication.warnings, *publication.notes):
        echo(message, err=True)
    if not settings_found:
        echo("No settings found, so no names are masked. Name a mkdocs.yml with --settings.", err=True)
    for file in failed:
        echo(f"{file}: copying the image took too long, so it is empty. Make the image smaller.", err=True)


def print_masked(publication: PublishedCourse, keep_numbers: bool, all_reports: bool) -> None:
    """Print how many people are masked, and how a group keeps its own numbers."""
    masked = [shown.masked for shown in publication.shown.values() if shown.masked]
    among = f" in {len(masked)} of {plural(len(publication.shown), 'report')}" if all_reports else ""
    said = f"Masked {plural(sum(map(len, masked)), 'person', 'people')}{among if masked else ''}."
    if keep_numbers:
        kept = sum(shown.kept_numbers for shown in publication.shown.values())
        if kept:
            said += f" Kept {plural(kept, 'student number')} of the group: do not publish this file."
    elif any(kind == "STUDENT" for each in masked for kind, _ in each) and not all_reports:
        said += " To keep the student numbers of your own group in a hand-in, add --keep-numbers."
    echo(said, err=True)


def print_lines(messages: Iterable[str]) -> None:
    """Print messages, a line each."""
    for message in messages:
        echo(message, err=True)


def require_numbers(publication: PublishedCourse, report: Path, keeps: bool, options: PublishOptions) -> None:
    """Refuse a hand-in in which the numbers would be masked all the same.

    Raises:
        SettingsError: it is not known which numbers belong to the group.
    """
    masks = keeps and options.students == "mask"
    if masks and not any(shown.kept_numbers for shown in publication.shown.values()):
        why = (
            "the roster has no numbers for this group, or the group is not clear"
            if options.roster
            else "no question asks for student numbers, or its answer has none"
        )
        raise SettingsError(
            f"{report}: --keep-numbers: the numbers of this group are not known: {why}. Add them, or leave the option"
            " out: all numbers are then masked."
        )
