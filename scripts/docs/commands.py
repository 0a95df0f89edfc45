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
"""What opens a paragraph of a command's help that click shall not wrap."""

_CLI_INTRO = """
`mkdocs-report` does what the site does, without a site: in a terminal, in a hook, in CI. It needs no `mkdocs.yml`.
"""

_CLI_EXIT = """
## Completion

Press Tab, and the shell offers commands, options, rules (`explain`), formats (`--format`), the questions of the
template (`--explain-words`) and files. Once, for the shell that you use:

```bash
# Bash 4.4 or later: into ~/.bashrc
eval "$(_MKDOCS_REPORT_COMPLETE=bash_source mkdocs-report)"

# Zsh: into ~/.zshrc, after compinit
eval "$(_MKDOCS_REPORT_COMPLETE=zsh_source mkdocs-report)"

# Fish
_MKDOCS_REPORT_COMPLETE=fish_source mkdocs-report > ~/.config/fish/completions/mkdocs-report.fish
```

It has to be the command `mkdocs-report`; `python -m mkdocs_report` is not completed. Bash takes the sign `=` for the
end of a word, so it offers no files after `--format sarif=`.

## Exit codes

| Code | Meaning |
|---|---|
| 0 | Nothing hard was found. |
| 1 | At least one error, in whichever report. |
| 2 | The command could not be used: a file that is not there or can not be written, a setting that can not be read. |
| 130 | It was interrupted by Ctrl-C. No file is left half-written. |

A pipe whose reader has ended, as in `mkdocs-report check | head`, changes no code.

Soft and waived findings never change the code, nor does `fail_on`, which is for `mkdocs build --strict`.

`mkdocs-report doctor` ends with 1 when something does harm, and with 2 when the settings can not be used.

`mkdocs-report collect` ends with 1 when a group could not be collected, and with 2 when the roster or an option can
not be used. `mkdocs-report template check` ends with 1 where there are warnings and `--strict` was given, and with 2
where a template can not be read. `mkdocs-report html` ends with 0 when its files were written, whatever was found, and
with 2 when they were not.
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
    """A command, or those of a group."""
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
    """A text in code; a bar would end the cell of a table, and can not be escaped in back-ticks everywhere."""
    return f"`{text}`" if "|" not in text else f"<code>{html.escape(text).replace('|', '&#124;')}</code>"


def _about(command: click.Command) -> Iterator[str]:
    """A command's help; a paragraph that click leaves as it is holds examples."""
    for paragraph in _BLANK_LINES.split((command.help or "").strip()):
        kept = _KEPT.sub("", paragraph)
        if kept != paragraph:
            yield "```bash\n" + "\n".join(line.strip() for line in kept.splitlines()) + "\n```"
        else:
            yield escaped(" ".join(paragraph.split()))
