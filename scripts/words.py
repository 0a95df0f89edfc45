"""Update the catalogues of the pages' words: `python -m scripts.words`, or with `--check` only compare them.

All messages of the code go into `messages.pot`. Each catalogue gets the new ones, without a translation, and loses
those that no code uses. A message in an f-string is not found: the tokens of Python 3.11 do not show it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from mkdocs_report.pages.words.catalogue import FOLDER, empty_catalogue, written

PACKAGE = FOLDER.parents[2]
_CONTEXT = ((1, "c"), 2)
_PYTHON: dict[str, Any] = {"gettext": None, "ngettext": (1, 2), "pgettext": _CONTEXT, "raw": (1,)}
_PYTHON |= {"N_": None, "NN_": (1, 2), "P_": _CONTEXT}
_TEMPLATES = {"_": None, "ngettext": (1, 2), "pgettext": _CONTEXT}
_SCRIPTS = {"_": None, "ngettext": (1, 2)}
_SOURCES: tuple[tuple[Any, str, dict[str, Any], dict[str, Any]], ...] = (
    ("python", "{pages,publish,site,export/html}/**/*.py", _PYTHON, {}),
    (babel_extract, "pages/templates/**/*.html", _TEMPLATES, {"trim_blocks": "true", "silent": "false"}),
    ("javascript", "pages/assets/mkdocs-report/*.mjs", _SCRIPTS, {"parse_template_string": True}),
)
_HEADER = "# The words of the pages of mkdocs-report. `python -m scripts.words` adds new messages."


def _files(glob: str) -> Iterator[Path]:
    start, _, rest = glob.partition("}")
    globs = [f"{each}{rest}" for each in start.removeprefix("{").split(",")] if rest else [glob]
    for each in globs:
        yield from sorted(PACKAGE.glob(each))


@cache
def extracted() -> Catalog:
    """Return all messages of the code, each with the files that have it."""
    catalog = Catalog(header_comment=_HEADER, charset="utf-8")
    for method, glob, keywords, options in _SOURCES:
        for file in _files(glob):
            place = file.relative_to(PACKAGE).as_posix()
            for _, message, _, context in extract_from_file(method, file, keywords, options=options):
                if message and message != ("", ""):
                    catalog.add(message, locations=[(place, 0)], context=context)
    return catalog


def updated(file: Path) -> str:
    """Return a catalogue with the messages of the code."""
    with file.open("rb") as stream:
        catalog = read_po(stream, locale=file.stem)
    catalog.update(extracted(), no_fuzzy_matching=True)
    catalog.fuzzy = False
    return written(catalog)


def catalogues() -> dict[Path, str]:
    """Return what each file is to contain, by its path."""
    template = {FOLDER / "messages.pot": written(extracted())}
    return template | {file: updated(file) for file in sorted(FOLDER.glob("*.po"))}


def main() -> int:
    """Write or compare the catalogues; with the code of a language, write a new one."""
    for language in [each for each in sys.argv[1:] if not each.startswith("-")]:
        (FOLDER / f"{language}.po").write_text(empty_catalogue(language)[0], encoding="utf-8")
    wanted = catalogues()
    old = [file for file, text in wanted.items() if not file.is_file() or file.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for file in old:
            print(f"{file.name} is not up to date. Run: python -m scripts.words")
        return bool(old)
    for file in old:
        file.write_text(wanted[file], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
