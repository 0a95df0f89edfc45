"""The page about the command and its subcommands, from their help."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import click

from mkdocs_report.cli.groups import DefaultGroup
from mkdocs_report.cli.main import cli
from scripts.docs.markdown import NOTE, escaped, page, table

_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_KEPT = re.compile(r"^[ \t]*(?:\x08|\\b)[ \t]*\n")
"""The start of a paragraph of a command's help that click does not wrap."""

_CLI_INTRO = """
`mkdocs-report` checks, collects and converts reports without a site: in a terminal, in a hook, in CI. It needs no
`mkdocs.yml`.
"""

_CLI_EXIT = """
## Completion

The Tab key completes commands, options, rules (`explain`), formats (`--format`), the questions of the template
(`--explain-words`) and files. Set it up once for your shell:

```bash
# Bash 4.4 or later: into ~/.bashrc
eval "$(_MKDOCS_REPORT_COMPLETE=bash_source mkdocs-report)"

# Zsh: into ~/.zshrc, after compinit
eval "$(_MKDOCS_REPORT_COMPLETE=zsh_source mkdocs-report)"

# Fish
_MKDOCS_REPORT_COMPLETE=fish_source mkdocs-report > ~/.config/fish/completions/mkdocs-report.fish
```

`python -m mkdocs_report` has no completion. In Bash, `=` ends a word, so there is no completion of files after
`--format sarif=`.

## Exit codes

| Code | Meaning |
|---|---|
| 0 | No error was found. |
| 1 | At least one report has an error. |
| 2 | The command failed: a file is missing or cannot be written, or a setting is invalid. |
| 130 | Interrupted by Ctrl-C. No file is left incomplete. |

Warnings, waived findings and `fail_on`, which is for `mkdocs build --strict`, do not change the code. Neither does a
closed pipe, as in `mkdocs-report check | head`.

| Command | 0 | 1 | 2 |
|---|---|---|---|
| `mkdocs-report doctor` | no advice of the level `harm` | advice of the level `harm` | the settings are invalid |
| `mkdocs-report collect` | all groups were collected | a group was not collected | the roster or an option is invalid |
| `mkdocs-report template check` | the templates are valid | warnings, with `--strict` | a template is invalid |
| `mkdocs-report template preview` | the file was written | | the file was not written |
| `mkdocs-report html` | the files were written | | the files were not written |
"""


def cli_page() -> str:
    """Return the page about the command and its subcommands."""
    root = click.Context(cli, info_name="mkdocs-report", **cli.context_settings)
    parts: list[str] = []
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        if command and not command.hidden:
            parts += _commands(command, click.Context(command, info_name=name, parent=root))
    return page("# Command line", NOTE, _CLI_INTRO, *_about(cli), *parts, _CLI_EXIT)


def _commands(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield the parts of a command, or of the commands of a group."""
    if not isinstance(command, click.Group):
        yield from _command(command, context)
        return
    if isinstance(command, DefaultGroup):
        yield from _command(command.default, click.Context(command.default, context.parent, context.info_name))
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        if inner:
            yield from _commands(inner, click.Context(inner, info_name=name, parent=context))


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path}"
    yield f"```text\n{context.command_path} {' '.join(command.collect_usage_pieces(context))}\n```"
    yield from _about(command)
    options = [each for each in command.params if isinstance(each, click.Option) and not each.hidden]
    records = [record for option in options if (record := option.get_help_record(context))]
    if records:
        yield table(
            ("Option", "Meaning"), [(_code(names), escaped(text).replace("\n", " ")) for names, text in records]
        )


def _code(text: str) -> str:
    """Return a text as code; a bar would end a table cell, and cannot be escaped in back-ticks everywhere."""
    return f"`{text}`" if "|" not in text else f"<code>{html.escape(text).replace('|', '&#124;')}</code>"


def _about(command: click.Command) -> Iterator[str]:
    """Yield a command's help. Paragraphs that click does not wrap contain examples."""
    for paragraph in _BLANK_LINES.split((command.help or "").strip()):
        kept = _KEPT.sub("", paragraph)
        if kept != paragraph:
            yield "```bash\n" + "\n".join(line.strip() for line in kept.splitlines()) + "\n```"
        else:
            yield escaped(" ".join(paragraph.split()))
