"""The kinds of values that options accept: a check for each, and words for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs_report.config.globs import GlobError, parts_of, report_parts
from mkdocs_report.errors import SettingsError, nearest, shown
from mkdocs_report.masking.number_patterns import number_pattern
from mkdocs_report.model.template import QuestionForm


def _unchanged(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Kind:
    """The values that an option accepts.

    Attributes:
        write: what to write, for a message.
        fits: checks a value.
        shown: the values in words, for the reference.
        words: the only values, if there are few.
        make: turns a value from YAML that fits into the value of the option.
    """

    write: str
    fits: Callable[[Any], bool]
    shown: str
    words: tuple[str, ...] = ()
    make: Callable[[Any], Any] = _unchanged


def choice(*words: str) -> Kind:
    """Return a kind for a few words."""
    shown = ", ".join(f"`{word}`" for word in words)
    return Kind(f"write {', '.join(words[:-1])} or {words[-1]}", lambda value: value in words, shown, words)


def _several(words: Sequence[str], make: Callable[[Any], Any]) -> Kind:
    """Return a kind for one or more of a few words."""
    return Kind(
        f"write one or a list of {', '.join(words[:-1])} and {words[-1]}",
        lambda value: _is_list(value) and all(each in words for each in listed(value)),
        f"one or a list of {', '.join(f'`{word}`' for word in words)}",
        tuple(words),
        make,
    )


def listed(value: str | Sequence[str]) -> tuple[str, ...]:
    """Return a list of texts; a single text counts as a list of one."""
    return (value,) if isinstance(value, str) else tuple(value)


def own_options(cohorts: Mapping[Any, Any] | None) -> dict[str, Mapping[Any, Any]]:
    """Return the options that each cohort sets itself, by its name, in the order of the file."""
    return {str(name): own or {} for name, own in (cohorts or {}).items()}


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_question(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _is_list(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list | tuple) and all(isinstance(each, str) for each in value))


def _are_headings(value: Any) -> bool:
    return _is_list(value) and all(any(map(str.isalnum, each)) for each in listed(value))


def read_forms(value: str | Sequence[str]) -> tuple[QuestionForm, ...]:
    """Return forms of questions by their names, each once; a single name counts as a list of one.

    Raises:
        SettingsError: a name is unknown.
    """
    known = [form.value for form in QuestionForm]
    for name in listed(value):
        if name not in known:
            hint = nearest(name, known) or f" Use one of: {', '.join(known)}."
            raise SettingsError(f"there is no form “{shown(name)}”.{hint}", ("questions",))
    return tuple(dict.fromkeys(map(QuestionForm, listed(value))))


def _are_globs(parts: Callable[[str], object]) -> Callable[[Any], bool]:
    """Return a check for a value that is a glob or a list of globs, each of which `parts` can split."""

    def fits(value: Any) -> bool:
        try:
            return _is_list(value) and all(parts(each) for each in listed(value))
        except GlobError:
            return False

    return fits


def _is_path(value: Any) -> bool:
    return isinstance(value, str) and value.strip() not in {"", ".", "./", "/"}


def _is_language(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", value) is not None


def _is_pattern(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(number_pattern(value))
    except re.error:
        return False


_A_TEXT, _TEXTS = "a text", "a list of texts"

FLAG = Kind("write true or false", lambda value: isinstance(value, bool), "`true` or `false`")
LANGUAGE = Kind("write the code of a language, such as “da” or “de-CH”", _is_language, _A_TEXT)
FILE = Kind("write the path of a file", _is_path, _A_TEXT)
TEXT = Kind("write a text", lambda value: isinstance(value, str), _A_TEXT)
PIXELS = Kind("write a number of pixels", _is_number, "a number")
QUESTION = Kind("write a question's number or id", _is_question, "a text or a number")
PATTERN = Kind("write a regular expression that matches no empty text and nests no repetition", _is_pattern, _A_TEXT)
TEMPLATES = Kind("write a list of globs of files, such as “templates/*.md”", _are_globs(parts_of), _TEXTS, make=listed)
REPORTS = Kind(
    "write a list of globs of files in docs_dir, such as “groups/*/README.md”",
    _are_globs(report_parts),
    _TEXTS,
    make=listed,
)
FORMS = _several([form.value for form in QuestionForm], read_forms)
HEADINGS = Kind("write a list of headings, such as “References”", _are_headings, _TEXTS, make=listed)
GROUPS = Kind("write a list of groups' ids", _is_list, _TEXTS, make=listed)
PAIRS = Kind("write “name: value” pairs", lambda value: isinstance(value, Mapping), "`name: value` pairs")
COHORTS = Kind(PAIRS.write, PAIRS.fits, PAIRS.shown, make=own_options)
