"""The command `mkdocs-report init words`, which begins a catalogue of the pages' words."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_report.cli.echo import echo


@click.command()
@click.argument("language", metavar="LANGUAGE")
@click.option("-o", "--output", metavar="FILE", help="The file to write. Default: words/LANGUAGE.po")
def words(language: str, output: str | None) -> None:
    """Begin a catalogue of the words of the pages, for a language that mkdocs-report does not have.

    LANGUAGE is its code, such as nl or pt-BR. The file has every text in English, with an empty line for its
    translation; a text without a translation stays English. An existing file is never overwritten.

    \b
    mkdocs-report init words nl
    mkdocs-report init words pt-BR -o words/pt-BR.po
    """
    from mkdocs_report.cli.init.new_report import write_new_file
    from mkdocs_report.pages.words.catalogue import empty_catalogue

    text, number = empty_catalogue(language)
    file = output or f"words/{language}.po"
    write_new_file(text.encode(), Path(file), file)
    echo(f"{file} has {number} texts. Translate them, and name the file in mkdocs.yml: words: {file}")
