"""Mask people in sanitised HTML, and show its formulas as MathML.

People are masked first, in the source of a formula as in any other text. A name may be spread over a formula so that
only its readers see it: `$A{n}n$`. Therefore people are also looked for in the text that a reader of the MathML
sees. A formula in which a person is found is never MathML: its masked text is shown as code.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from mkdocs_report.masking.html import mask_html
from mkdocs_report.masking.mask import Mask
from mkdocs_report.parsing.markdown import mathml
from mkdocs_report.parsing.markdown.content import FORMULA_ELEMENT
from mkdocs_report.parsing.markdown.formulas import FORMULA, formula_of

_TAGS = re.compile(rf"</?{FORMULA_ELEMENT}\b[^<>]*>")


def with_formulas(html: str, mask: Mask | None = None) -> tuple[str, str]:
    """Return sanitised HTML without people and with MathML, and the same with the source of each formula.

    Args:
        html: sanitised HTML, in which each formula is an element with its source.
        mask: masks people; None to mask nothing.
    """
    has_formulas = f"<{FORMULA_ELEMENT}>" in html or 'class="language-math"' in html
    if not has_formulas:
        html = mask_html(html, mask) if mask else html
        return html, html
    if mask:
        for text in (_source, _seen, _joined):
            html = _masked(html, mask, text)
    return _TAGS.sub("", FORMULA.sub(_shown, html)), _TAGS.sub("", html)


def _shown(match: re.Match[str]) -> str:
    """Return a formula as MathML; as code if it cannot be read."""
    formula = formula_of(match)
    if formula is None:
        return match[1]
    html = mathml.shown(formula)
    if html is None:
        return match[0] if match[1] is None else f"<code>{match[1]}</code>"
    return html if match[1] is not None else f"<p>{html}</p>"


def _masked(html: str, mask: Mask, text: Callable[[re.Match[str]], str]) -> str:
    """Mask people in HTML whose formulas are replaced by the results of `text`.

    A formula that has a person in it becomes code; the others stay.
    """
    formulas = list(FORMULA.finditer(html))
    texts = [text(match) for match in formulas]
    place = iter(texts)
    before = FORMULA.sub(lambda _: f"<{FORMULA_ELEMENT}>{next(place)}</{FORMULA_ELEMENT}>", html)
    after = mask_html(before, mask)
    if after == before:
        return html
    old = iter(zip(formulas, texts, strict=True))

    def kept(match: re.Match[str]) -> str:
        formula, was = next(old)
        if match[1] == was:
            return formula[0]
        return f"<pre><code>{match[1]}</code></pre>" if formula[1] is None else f"<code>{match[1]}</code>"

    return FORMULA.sub(kept, after)


def _source(match: re.Match[str]) -> str:
    return match[3] if match[1] is None else match[1]


def _seen(match: re.Match[str]) -> str:
    return _visible(match, spaces=True)


def _joined(match: re.Match[str]) -> str:
    return _visible(match, spaces=False)


def _visible(match: re.Match[str], *, spaces: bool) -> str:
    """Return the text that a reader of the MathML sees; the source if there is no MathML."""
    formula = formula_of(match)
    html = formula and mathml.convert(formula).html
    return escape(mathml.visible_text(html, spaces), quote=False) if html else _source(match)
