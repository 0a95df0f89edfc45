"""The command `mkdocs-report doctor`. The checks are imported when the command runs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mkdocs_report.cli.options import format_option, settings_option


@click.command(short_help="Check the set-up of a course.")
@settings_option("The site's mkdocs.yml, or a file of the plugin's options.", default="mkdocs.yml", show_default=True)
@format_option
def doctor(settings_file: str, output_format: str) -> int:
    """Check the set-up of a course. Exit with 1 if there is an error, with 2 if the settings cannot be used.

    Checks installed versions, the plugins and settings of the site, the files that the globs match and miss, and
    settings without effect. Each problem is printed with its solution. The command builds and changes nothing, and
    does not use the network.

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
    if output_format == "json":
        sys.stdout.write(to_json(facts, advice))
    else:
        from rich.console import Console

        console = Console(highlight=False, markup=False, emoji=False)
        if not console.is_terminal:
            console.width = 140
        print_advice(facts, advice, console)
    return exit_code(facts, advice)
