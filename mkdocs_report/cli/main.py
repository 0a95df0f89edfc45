"""The command `mkdocs-report explain`, and the group to which all commands belong."""

from __future__ import annotations

import io
import sys
import textwrap
from collections.abc import Sequence

import click

from mkdocs_report.cli import completion
from mkdocs_report.cli.check import check
from mkdocs_report.cli.collect import collect
from mkdocs_report.cli.doctor.command import doctor
from mkdocs_report.cli.echo import echo
from mkdocs_report.cli.html import html
from mkdocs_report.cli.init.command import init
from mkdocs_report.cli.repair import repair
from mkdocs_report.cli.template import new, template
from mkdocs_report.errors import OutputError, SettingsError, TemplateError, nearest
from mkdocs_report.rules.judge import FAMILIES, RULES
from mkdocs_report.version import __version__

_CLEAN, _UNUSABLE = 0, 2
INTERRUPTED = 130
"""The exit code after Ctrl-C: 128 plus the number of the signal, as in shells."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="mkdocs-report")
def cli() -> None:
    """Check group reports against their template.

    \b
    mkdocs-report check README.md --template template.md
    mkdocs-report explain too-few-words
    mkdocs-report check --help
    """


@cli.command(short_help="Explain a rule.")
@click.argument("rule", required=False, shell_complete=completion.rules)
def explain(rule: str | None) -> None:
    """Print the purpose of a rule, and how to fix its findings. Without RULE, list all rules.

    \b
    mkdocs-report explain
    mkdocs-report explain image-missing
    """
    if rule is None:
        for family, rules in FAMILIES.items():
            echo(family, "")
            for each in rules:
                echo(f"  {each.name:<24}{each.severity.value:<9}{each.summary}")
            echo()
        return
    if rule not in RULES:
        raise SettingsError(f"there is no rule “{rule}”.{nearest(rule, RULES)} `mkdocs-report explain` lists them.")
    found = RULES[rule]
    echo(f"{found.name} ({found.severity.value})", "", found.summary, "")
    for paragraph in found.help.strip().split("\n\n"):
        echo(*textwrap.wrap(" ".join(paragraph.split()), 88), "")


for _command in (check, collect, doctor, html, init, new, repair, template):
    cli.add_command(_command)


def main(argv: Sequence[str] | None = None, name: str = "mkdocs-report") -> int:
    """Run the command; return its exit code: 0 no error, 1 an error, 2 wrong arguments or settings, 130 interrupted.

    Args:
        argv: the arguments; those of the process if None.
        name: the name of the command in messages.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        result = cli.main(argv, prog_name=name, standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort as error:
        return INTERRUPTED if isinstance(error.__cause__, KeyboardInterrupt) else _UNUSABLE
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        echo(*said.getvalue().removesuffix("\n").split("\n"), err=True)
        return _UNUSABLE
    except (SettingsError, TemplateError, OutputError, OSError) as error:
        echo(*f"mkdocs-report: {error}".split("\n"), err=True)
        return _UNUSABLE
    except SystemExit as error:  # click raises it when the reader of our output has closed the pipe
        return error.code if isinstance(error.code, int) else _UNUSABLE
    return result if isinstance(result, int) else _CLEAN
