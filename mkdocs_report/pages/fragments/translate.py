"""The words of the pages in templates: functions and filters for an environment, whose results are HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any

from jinja2 import pass_context
from markupsafe import Markup

from mkdocs_report.model.limits import Limit
from mkdocs_report.pages.words.words import TALLIED, UNITS, PageLanguage, Words, bounds_text, demand_text, limit_unit

Neutral = Callable[[object], object]
"""A function that neutralizes characters in a text of students."""


def functions(language: PageLanguage, neutral: Neutral) -> dict[str, Any]:
    """Return the functions of templates: `_`, `ngettext`, `pgettext`, and attributes for the language of a text.

    The attributes are empty where the text is in the language of the elements around it, or in an unknown one:
    `our_language` for our words, `words_language` for our words in a text of the reports, `report_language` for such a
    text, and `in_english` for what is not translated.
    """
    words = language.words
    is_other = bool(language.page) and _base(language.page) != _base(words.language)
    reports = language_mark(language.reports or (language.page if is_other else ""))
    ours = language_mark(words.language) if is_other else ""
    return {
        "_": partial(_gettext, words, neutral),
        "ngettext": partial(_ngettext, words, neutral),
        "pgettext": partial(_pgettext, words, neutral),
        "words": words,
        "our_language": ours,
        "words_language": language_mark(words.language) if reports else ours,
        "report_language": reports,
        "in_english": language_mark("en") if words.language != "en" else "",
    }


def filters(words: Words) -> dict[str, Callable[..., Any]]:
    """Return the filters of templates for numbers and words.

    Returns:
        Filters that Jinja calls when it fills in a template, for constants too: see `not_when_compiled`.
    """
    found: dict[str, Callable[..., Any]] = {
        "count": words.count,
        "bold_count": partial(_bold_count, words),
        "noun": lambda noun, number: words.noun(number, noun),
        "number": words.number,
        "word": words.raw,
        "tallied": lambda name: words.raw(name, TALLIED[name][0]) if name in TALLIED else name,
        "unit": lambda unit: words.raw(UNITS[unit.noun]),
        "capital": capital,
        "in_css": _in_css,
        "bounds": partial(bounds_text, words),
        "demand": partial(demand_text, words),
        "limit_badge": partial(_limit_badge, words),
    }
    return {name: not_when_compiled(function) for name, function in found.items()}


def not_when_compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that is not called when a template is compiled: compiled templates are kept for all languages.

    Jinja calls a filter of constants once, when it compiles the template, unless it needs the context.
    """
    return pass_context(lambda _, *values, **named: function(*values, **named))


def capital(text: str) -> str:
    """Return a text with a capital first letter; the others stay, since German nouns have capitals."""
    return text[:1].upper() + text[1:]


def language_mark(code: str) -> str:
    """Return the attribute that states the language of an element; empty for an unknown one."""
    return Markup(' lang="{}"').format(code) if code else ""


def _base(code: str) -> str:
    return code.partition("-")[0].lower()


def _in_css(text: str) -> str:
    """Return a text for a string in a style sheet."""
    return _SPECIAL_IN_CSS.sub(lambda match: f"\\{ord(match[0]):x} ", Markup(text).unescape())  # noqa: S704 - of ours


_SPECIAL_IN_CSS = re.compile(r"[^\w :.,]")


@lru_cache(maxsize=4096)
def _html(text: str, is_html: bool) -> Markup:
    """Return a message as HTML. A message of ours without tags stays text in a translation, too."""
    if is_html:
        return Markup(text)  # noqa: S704 - a message of ours, or of the course's own catalogue
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, entity)
    return Markup(text)  # noqa: S704 - escaped


def _gettext(words: Words, neutral: Neutral, message: str, context: str = "", /, **values: object) -> Markup:
    text = _html(words.raw(message, context), "<" in message)
    return text % _shown(words, neutral, values)


def _pgettext(words: Words, neutral: Neutral, context: str, message: str, /, **values: object) -> Markup:
    return _gettext(words, neutral, message, context, **values)


def _ngettext(words: Words, neutral: Neutral, one: str, many: str, number: int, /, **values: object) -> Markup:
    text = _html(words.raw_plural(one, many, number), "<" in one)
    return text % _shown(words, neutral, {"num": number, **values})


def _shown(words: Words, neutral: Neutral, values: Mapping[str, object]) -> dict[str, object]:
    return {name: words.number(each) if type(each) is int else neutral(each) for name, each in values.items()}


def _bold_count(words: Words, number: int, noun: str) -> Markup:
    """Return a number of things, with a bold number."""
    return _html(words.of_count(number, noun), is_html=False) % {
        "num": Markup("<b>{}</b>").format(words.number(number))
    }


def _limit_badge(words: Words, limit: Limit) -> Markup:
    """Return a limit for a badge: `required <b>200–300</b> words`."""
    text = {
        (False, False): words.raw("required <b>%(bounds)s</b> %(unit)s"),
        (True, False): words.raw("recommended <b>%(bounds)s</b> %(unit)s"),
        (False, True): words.raw("required <b>%(bounds)s</b> %(unit)s per part"),
        (True, True): words.raw("recommended <b>%(bounds)s</b> %(unit)s per part"),
    }[limit.advisory, limit.part]
    return _html(text, is_html=True) % {"bounds": bounds_text(words, limit.bounds), "unit": limit_unit(words, limit)}


_OURS = re.compile(
    r'(?P<alert><p class="mr-alert-title">)(?P<title>\w+)(?=</p>)'
    r'|(?P<footnote> aria-label=")(?P<kind>Footnote|Back to reference) (?P<mark>[\d-]+)(?=">)'
    r'|(?P<diagram><details class="mr-diagram" open><summary>)(?P<drawn>[^<]*)(?=</summary>)'
    r'|(?P<formula> tabindex="0" role="group" aria-label=")Formula(?=")'
)
"""Our own words in the HTML of an answer, which was made once for all languages."""


def translated_answer(words: Words, html: str) -> str:
    """Return the HTML of an answer with our own words in it in another language."""
    return _OURS.sub(partial(_in_answer, words), html) if words.forms else html


def _in_answer(words: Words, match: re.Match[str]) -> str:
    if match["alert"]:
        return match["alert"] + str(_html(words.raw(match["title"]), is_html=False))
    if match["formula"]:
        return match["formula"] + str(_html(words.gettext("Formula"), is_html=False))
    if match["diagram"]:
        kind = match["drawn"].partition(":")[0]
        names = {
            "Diagram (Mermaid)": words.gettext("Diagram (Mermaid): GitHub draws this code"),
            "Map (GeoJSON)": words.gettext("Map (GeoJSON): GitHub draws this code"),
            "Map (TopoJSON)": words.gettext("Map (TopoJSON): GitHub draws this code"),
            "3D model (STL)": words.gettext("3D model (STL): GitHub draws this code"),
        }
        return match["diagram"] + (str(_html(names[kind], is_html=False)) if kind in names else match["drawn"])
    if match["kind"] == "Footnote":
        label = words.gettext("Footnote %(mark)s", mark=match["mark"])
    else:
        label = words.gettext("Back to reference %(mark)s", mark=match["mark"])
    return match["footnote"] + str(_html(label, is_html=False))
