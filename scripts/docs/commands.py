"""The page about the command and its subcommands, from their help."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import click

from mkdocs_report.cli.main import cli
from scripts.docs.markdown import NOTE, escaped, page, table

_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_KEPT = re.compile(r"^[ \t]*(?:\x08|\\b)[ \t]*\n")
"""The mark before a paragraph of a command's help that click does not wrap."""

_CLI_INTRO = """
`mkdocs-report` checks reports without building a site: in a terminal, in a hook, in CI. It needs no `mkdocs.yml`.
"""

_CLI_EXIT = """
## Completion

The shell can complete commands, options, rules (`explain`), formats (`--format`), the questions of the template
(`--explain-words`) and files. Set it up once for your shell:

```bash
# Bash 4.4 or later: into ~/.bashrc
eval "$(_MKDOCS_REPORT_COMPLETE=bash_source mkdocs-report)"

# Zsh: into ~/.zshrc, after compinit
eval "$(_MKDOCS_REPORT_COMPLETE=zsh_source mkdocs-report)"

# Fish
_MKDOCS_REPORT_COMPLETE=fish_source mkdocs-report > ~/.config/fish/completions/mkdocs-report.fish
```

Only the command `mkdocs-report` is completed, not `python -m mkdocs_report`. Bash treats `=` as the end of a word, so
it offers no files after `--format sarif=`.

## Exit codes

| Code | Meaning |
|---|---|
| 0 | There is no error. |
| 1 | There is at least one error in a report. |
| 2 | The command could not run: for example, a file is missing or cannot be written, or a setting is invalid. |
| 130 | Interrupted by Ctrl-C. No file is half-written. |

A closed pipe, as in `mkdocs-report check | head`, does not change the code.

Warnings and waived findings do not change the code. `fail_on` does not either: it applies to `mkdocs build --strict`.

`mkdocs-report doctor` exits with 1 if there is an error, and with 2 if the settings cannot be used.

`mkdocs-report collect` exits with 1 if a group could not be collected, and with 2 if the roster or an option cannot be
used. `mkdocs-report template check` exits with 1 if there are warnings and `--strict` is set, and with 2 if there are
errors or a template cannot be read. `mkdocs-report html` exits with 0 if its files were written, regardless of
findings, and otherwise with 2.
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
    """Yield the parts about a command, or about the commands of a group."""
    if not isinstance(command, click.Group):
        yield from _command(command, context)
        return
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
    """Return a text as code. A bar ends the cell of a table, and cannot be escaped in backticks everywhere."""
    return f"`{text}`" if "|" not in text else f"<code>{html.escape(text).replace('|', '&#124;')}</code>"


def _about(command: click.Command) -> Iterator[str]:
    """Yield the paragraphs of a command's help. Paragraphs that click does not wrap are examples."""
    for paragraph in _BLANK_LINES.split((command.help or "").strip()):
        kept = _KEPT.sub("", paragraph)
        if kept != paragraph:
            yield "```bash\n" + "\n".join(line.strip() for line in kept.splitlines()) + "\n```"
        else:
            yield escaped(" ".join(paragraph.split()))
