"""The outputs of a build besides its pages: badges, files of the option `export`, and output for GitHub workflows."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_report.errors import OutputError
from mkdocs_report.export.badges import to_badges
from mkdocs_report.export.outputs import Output, append_summary, read_outputs, refuse_inside, render, write_outputs
from mkdocs_report.export.paths import find_checkout, under_github
from mkdocs_report.model.course import Course
from mkdocs_report.site.links import course_uri
from mkdocs_report.site.log import plugin_error


def configured_outputs(export: Mapping[Any, Any], base: Path, config: MkDocsConfig) -> list[Output]:
    """Read the option `export`.

    Raises:
        SettingsError: it cannot be used, or an output is in `docs_dir`.
    """
    outputs = read_outputs(export)
    refuse_inside(outputs, base, Path(config.docs_dir))
    return outputs


def add_badges(files: Files, course: Course, prefix: str, config: MkDocsConfig) -> None:
    """Add a badge for each group to the files of the site."""
    for name, badge in to_badges(course).items():
        files.append(File.generated(config, course_uri(prefix, f"badges/{name}"), content=badge))


def export(
    outputs: Sequence[Output],
    course: Course,
    base: Path,
    inputs: Iterable[Path],
    rename: Callable[[str], str],
    *,
    github: bool,
) -> None:
    """Write the outputs of a published course.

    Args:
        outputs: the files.
        course: the course, masked.
        base: the folder of `mkdocs.yml`.
        inputs: the reports and the other files that this build has read; no output overwrites them.
        rename: masks the people in a path.
        github: whether a GitHub workflow gets annotations and a job summary.

    Raises:
        PluginError: a file cannot be written.
    """
    try:
        _export(outputs, course, base, list(inputs), rename, github)
    except OutputError as error:
        raise plugin_error(f"export: {error}") from None


def _export(
    outputs: Sequence[Output],
    course: Course,
    base: Path,
    inputs: Sequence[Path],
    rename: Callable[[str], str],
    github: bool,
) -> None:
    checkout = find_checkout(base, os.environ, inputs).masked(rename)
    write_outputs(outputs, course, checkout, base, inputs)
    if github and under_github(os.environ):
        sys.stdout.write(render("annotations", course, checkout))
        sys.stdout.flush()  # before the next line of the log on standard error
        summary = os.environ.get("GITHUB_STEP_SUMMARY")
        if summary:
            append_summary(course, checkout, Path(summary))
