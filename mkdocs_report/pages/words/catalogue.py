"""Read the catalogues of the pages' words: ours, one file for each language, and those of a course."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from gettext import c2py
from io import BytesIO
from pathlib import Path
from typing import Any

from mkdocs_report.errors import SettingsError, shown, unreadable
from mkdocs_report.pages.words.words import ENGLISH, Message, Words
from mkdocs_report.runtime.digest import digest
from mkdocs_report.runtime.files import read_regular

FOLDER = Path(__file__).parent / "catalogues"
"""The folder of our catalogues, `de.po` and others, and of the list of all messages, `messages.pot`."""
_HEADER = "# The words of the pages of mkdocs-report."
_UNUSED = (
    *("Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date", "PO-Revision-Date"),
    *("Last-Translator", "Language-Team", "Generated-By"),
)
"""Headers that say nothing here, or change with each run."""
_PARTS = re.compile(r"%\((\w+)\)s|%%|</?\w[^>]*>|%")
"""The parts that a translation must keep: placeholders and tags. A single percent sign is a mistake."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")


def words_for(language: str, own: Path | None = None, name: str = "") -> Words:
    """Return the words of a language; the English ones if there is no catalogue for it.

    Args:
        language: the code of the theme, such as `de` or `de-CH`.
        own: the catalogue of the course, or a folder of catalogues by the names of languages; it adds a language, or
            replaces some of our words.
        name: the path of `own` for messages.

    Raises:
        SettingsError: the course's catalogue cannot be used.
    """
    codes = list(_fallbacks(language))
    words = next((_ours(code) for code in codes if code in languages()), ENGLISH)
    file = _own_file(own, codes, name or str(own)) if own else None
    return words if file is None else _with_own(words, *file, codes[0])


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that we have a catalogue for."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.po")))


def _fallbacks(language: str) -> Iterator[str]:
    """Yield the codes of a language, without more and more of its parts: `de-CH`, `de`."""
    parts = re.split("[-_]", language) if _LANGUAGE.fullmatch(language) else ["en"]
    for number in range(len(parts), 0, -1):
        yield "-".join([parts[0].lower(), *parts[1:number]])


def empty_catalogue(language: str) -> tuple[str, int]:
    """Return a catalogue of all messages without translations, with the plural forms of a language; and their number.

    Raises:
        SettingsError: there is no such language.
    """
    from babel.core import UnknownLocaleError
    from babel.messages.catalog import Catalog

    try:
        catalog = Catalog(language.replace("-", "_"), header_comment=_HEADER, charset="utf-8", fuzzy=False)
        catalog.update(_read(FOLDER / "messages.pot", "messages.pot"))
        catalog.fuzzy = False
        if not _LANGUAGE.fullmatch(language) or catalog.locale is None:
            raise UnknownLocaleError(language)
    except (UnknownLocaleError, ValueError):
        raise SettingsError(f"“{shown(language)}” is no code of a language. Use a code such as nl or pt-BR.") from None
    return written(catalog), len(catalog)


def written(catalog: Any) -> str:
    """Return a catalogue as text, without headers that change."""
    from babel.messages.pofile import write_po

    stream = BytesIO()
    write_po(stream, catalog, width=118, ignore_obsolete=True, include_lineno=False, sort_by_file=True)
    lines = stream.getvalue().decode().splitlines()
    return "\n".join(line for line in lines if not line.removeprefix('"').startswith(_UNUSED)) + "\n"


def _own_file(own: Path, codes: Iterable[str], place: str) -> tuple[Path, str] | None:
    """Return the course's catalogue with the path to show; None if its folder has none for the language."""
    if not own.exists():
        raise SettingsError(f"the catalogue {place} is missing. Add the file or fix the path.", ("words",))
    if not own.is_dir():
        return own, place
    names = (name for code in codes for name in (code, code.replace("-", "_")))
    return next(((own / f"{name}.po", f"{place}/{name}.po") for name in names if (own / f"{name}.po").is_file()), None)


@cache
def _ours(language: str) -> Words:
    file = FOLDER / f"{language}.po"
    return _filled(Words(language), _read(file, file.name), file.name)


def _with_own(words: Words, file: Path, place: str, language: str) -> Words:
    catalogue = _read(file, place)
    named = str(catalogue.locale or "").replace("_", "-") or language
    base = words if words.language.partition("-")[0] == named.partition("-")[0] else Words(named)
    for message, line in unknown(catalogue):
        raise SettingsError(f"{place}:{line}: the pages have no text “{message}”. Remove it.", ("words",))
    return _filled(base, catalogue, place)


def unknown(catalogue: Any) -> Iterator[tuple[str, int]]:
    """Yield the texts of a catalogue that no page has, each with its line."""
    known = {
        (each.context or "", _first(each.id)) for each in _read(FOLDER / "messages.pot", "messages.pot") if each.id
    }
    for message in catalogue:
        if message.id and (message.context or "", _first(message.id)) not in known:
            yield _first(message.id), message.lineno or 1


def _first(message: Any) -> str:
    return message if isinstance(message, str) else str(message[0])


def _read(file: Path, place: str) -> Any:
    from babel.messages.pofile import PoFileError, read_po

    try:
        return read_po(BytesIO(read_regular(file)), abort_invalid=True)
    except PoFileError as error:
        raise SettingsError(f"{place}:{error.lineno + 1}: the line cannot be read. Fix the line.", ("words",)) from None
    except OSError as error:
        raise SettingsError(unreadable(place, error.strerror or error), ("words",)) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{place}: the file is not UTF-8. Save it as UTF-8.", ("words",)) from None
    except (ValueError, LookupError) as error:
        raise SettingsError(f"{place}: the file is no catalogue: {error}.", ("words",)) from None


def _filled(words: Words, catalogue: Any, place: str) -> Words:
    """Return words with the translations of a catalogue.

    Raises:
        SettingsError: a translation has other placeholders than its text, or a wrong number of plural forms.
    """
    forms: dict[Message, tuple[str, ...]] = dict(words.forms)
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        translated = (message.string,) if isinstance(message.string, str) else tuple(message.string)
        if not any(translated):
            continue
        for problem in faults(message.id, translated, catalogue.num_plurals):
            raise SettingsError(f"{place}:{message.lineno or 1}: {problem}", ("words",))
        forms[message.context or "", _first(message.id)] = translated
    try:
        plural_form = c2py(catalogue.plural_expr)
    except ValueError as error:
        raise SettingsError(f"{place}:1: Plural-Forms cannot be read: {error}. Fix the line.", ("words",)) from None
    content = sorted(forms.items())
    return replace(
        _spelled(words),
        forms=forms,
        plural_form=plural_form,
        digest=digest(words.language, content, catalogue.plural_expr),
    )


def faults(message: Any, translated: tuple[str, ...], plural_forms: int) -> Iterator[str]:
    """Yield what is wrong with the translation of a message, in a sentence each."""
    several = not isinstance(message, str)
    if several and len(translated) != plural_forms:
        yield (
            f"“{message[0]}” has {len(translated)} plural forms, and the language has {plural_forms}. "
            "Translate each form."
        )
    if several and not all(translated):
        yield f"“{message[0]}” lacks a plural form. Translate each form."
    wanted = [Counter(_parts(each)) for each in (message if several else (message,))]
    for text in translated:
        found = Counter(_parts(text))
        if text and not any(_fits(found, each) for each in wanted):
            odd = sorted(found - wanted[-1]) or sorted(wanted[-1] - found)
            yield f"“{text}” has other placeholders than “{_first(message)}”: {', '.join(odd)}. Use the same ones."


def _fits(found: Counter[str], wanted: Counter[str]) -> bool:
    """Whether a translation has the placeholders of a text; a form for one thing may leave the number out."""
    lacking = wanted - found
    return not (found - wanted) and set(lacking) <= {"%(num)s"}


def _parts(text: str) -> list[str]:
    return [match[0] for match in _PARTS.finditer(text)]


def _spelled(words: Words) -> Words:
    """Return words with the signs by which their language writes numbers."""
    from babel import Locale, UnknownLocaleError

    try:
        symbols = Locale.parse(words.language, sep="-").number_symbols["latn"]
    except (UnknownLocaleError, ValueError, KeyError):
        return words
    return replace(words, thousands=str(symbols.get("group", ",")), decimal=str(symbols.get("decimal", ".")))
