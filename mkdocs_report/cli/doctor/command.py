"""The command `mkdocs-report doctor`. What examines is imported once it is asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mkdocs_report.cli.options import settings_option


@click.command(short_help="Look whether a course is set up well.")
@settings_option("The site's mkdocs.yml, or a file of the plugin's options.", default="mkdocs.yml", show_default=True)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
def doctor(settings_file: str, output_format: str) -> int:
    """Look whether a course is set up well; exit with 1 when something does harm, 2 when the settings can not be used.

    Looks at versions, at plugins and settings of the site, at what the globs take and pass over, and at settings that
    hit nothing. Each thing is told with what to do about it. Nothing is built, changed or asked of the network.

    \b
    mkdocs-report doctor
    mkdocs-report doctor --settings course/mkdocs.yml --format json
    """
    from mkdocs_report.cli.doctor.examine import examine, exit_code  # noqa: PLC0415
    from mkdocs_report.cli.doctor.gather import gather  # noqa: PLC0415
    from mkdocs_report.cli.doctor.output import print_advice, to_json  # noqa: PLC0415
    from mkdocs_report.runtime.files import shown_path  # noqa: PLC0415

    base = Path.cwd()
    facts = gather(base / settings_file, shown_path(base / settings_file, base))
    advice = examine(facts)
    if output_format == "json":
        sys.stdout.write(to_json(facts, advice))
    else:
        from rich.console import Console  # noqa: PLC0415

        console = Console(highlight=False, markup=False, emoji=False)
        if not console.is_terminal:
            console.width = 140
        print_advice(facts, advice, console)
    return exit_code(facts, advice)
