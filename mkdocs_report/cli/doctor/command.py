"""The command `mkdocs-report doctor`. What examines is imported once it is asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mkdocs_report.cli.options import format_option, settings_option


@click.command(short_help="Look whether a course is set up well.")
@settings_option("The site's mkdocs.yml, or a file of the plugin's options.", default="mkdocs.yml", show_default=True)
@format_option
def doctor(settings_file: str, form: str) -> int:
    """Look whether a course is set up well; exit with 1 when something does harm, 2 when the settings can not be used.

    Looks at versions, at plugins and settings of the site, at what the globs take and pass over, and at settings that
    hit nothing. Each thing is told with what to do about it. Nothing is built, changed or asked of the network.

    \b
    mkdocs-report doctor
    mkdocs-report doctor --settings course/mkdocs.yml --format json
    """
    from mkdocs_report.cli.doctor.examine import examine, exit_code
    from mkdocs_report.cli.doctor.gather import gather
    from mkdocs_report.cli.doctor.output import print_advice, to_json
    from mkdocs_report.runtime.files import shown_path

    base = Path.cwd()
    facts = gather(base / settings_file, shown_path(base / settings_file, base))
    advice = examine(facts)
    if form == "json":
        sys.stdout.write(to_json(facts, advice))
    else:
        from rich.console import Console

        console = Console(highlight=False, markup=False, emoji=False)
        if not console.is_terminal:
            console.width = 140
        print_advice(facts, advice, console)
    return exit_code(facts, advice)
