"""Check that the HTML of any text is safe: only allowed elements, and unchanged by another sanitising."""

from __future__ import annotations

import re

import atheris

with atheris.instrument_imports(include=["mkdocs_report"]):
    from mkdocs_report.parsing.markdown import engine, sanitizer
    from mkdocs_report.parsing.markdown.content import read_regular

import seeds
from lxml import html as lxml_html

_KEPT = re.compile(r"(?:https?|mailto):|(?![a-z][a-z0-9+.-]*:)", re.IGNORECASE)
_GENERAL = {"lang", "title"}


def fuzz_one(data: bytes) -> None:
    """Render and sanitise a text, as Markdown and as HTML."""
    text = seeds.text_of(data)
    for html in (engine.render(text), text):
        clean = sanitizer.sanitise(html, lambda _, url: url, top=1)
        assert sanitizer.sanitise(clean, lambda _, url: url, top=1) == clean
        sanitizer.text_of(clean)
        sanitizer.sanitise_line(html)
        check(clean)
    engine.read(html)
    read_regular(engine.render(text.replace("<", "")))


def check(clean: str) -> None:
    """Fail for an element, attribute or address that is not allowed in an answer."""
    if not clean.strip():
        return
    for element in lxml_html.fragment_fromstring(_printable(clean), create_parent="div").iterdescendants():
        assert element.tag in sanitizer._TAGS, element.tag
        for name, value in element.attrib.items():
            assert name in sanitizer._ATTRIBUTES.get(element.tag, _GENERAL) | _GENERAL | {"rel"}, name
            assert name != "title" or "<" not in value, value
            assert name not in {"href", "src"} or _KEPT.match(value), value


def _printable(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


atheris.Setup(seeds.arguments(), fuzz_one)
atheris.Fuzz()
