"""Turn the LaTeX of a formula into MathML. Only this module imports math_core.

The result has elements and attributes of MathML Core only, each from a list: no address, no style, nothing that runs.
What the library cannot read, and what is too large for it, has a fault instead: the reason, as a text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_report.model.caps import MAX_FORMULA, MAX_FORMULA_NESTING
from mkdocs_report.parsing.markdown.content import HtmlLines
from mkdocs_report.parsing.markdown.formulas import FORMULA, Formula, formula_of

if TYPE_CHECKING:
    import nh3
    from math_core import LatexToMathML

_MACROS = {
    "mbox": r"\text{#1}",
    "textnormal": r"\text{#1}",
    "mathds": r"\mathbb{#1}",
    "mathbbm": r"\mathbb{#1}",
    "pmb": r"\boldsymbol{#1}",
    "hdots": r"\ldots",
}
"""Commands that GitHub shows and the library does not know."""
_DEFINING = re.compile(r"\\(?:[exg]?def|let|futurelet|(?:re|provide)?newcommand|(?:re)?newenvironment)(?![a-zA-Z])")
_PLAIN_ENVIRONMENT = {
    "align": "aligned", "eqnarray": "aligned", "split": "aligned", "gather": "gathered", "multline": "gathered",
    "smallmatrix": "matrix",
}  # fmt: skip
"""Environments without numbers of equations, as GitHub shows them, and those that the library does not know."""
_ENVIRONMENT = re.compile(r"\\(begin|end)\{(align|eqnarray|split|gather|multline|smallmatrix)\*?\}")
_EQUATION = re.compile(r"\\(?:begin|end)\{equation\*?\}|\\(?:nonumber|notag)(?![a-zA-Z])|\\label\{[^{}]*\}")
_TAG = re.compile(r"\\tag(\*?)\{([^{}]*)\}")
_GITHUB_SUBSCRIPT = re.compile(r"(?<!\\)\\_(?=\{)")
_NESTING = re.compile(r"\\(?:\\|[{}])|[{}]|\\(?:left|begin|right|end)(?![a-zA-Z])")
_CHAIN = re.compile(rf"(?:(?:\\[a-zA-Z]++|[_^'])\s*+){{{2 * MAX_FORMULA_NESTING},}}")
_OPENING, _CLOSING = frozenset({"{", "\\left", "\\begin"}), frozenset({"}", "\\right", "\\end"})
_MARKUP = re.compile(r"<[^<>]*>")
_STYLE = re.compile(r' style="([^"]*)"')
_TEXT_STYLE = re.compile(r"<mtext><([bi])>([^<]*)</\1></mtext>")
_BORDER = re.compile(r"border-(right|left|top|bottom)")
_CLASSES = frozenset(
    "mr-math-left mr-math-right mr-math-case mr-math-bold mr-math-italic mr-math-border-left mr-math-border-right"
    " mr-math-border-top mr-math-border-bottom".split()
)
_TAGS = frozenset(
    "math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt msub"
    " msubsup msup mtable mtd mtext mtr munder munderover".split()
)
_VALUES = {
    "accent": "true|false", "accentunder": "true|false", "displaystyle": "true|false", "fence": "true|false",
    "form": "infix|prefix|postfix", "largeop": "true|false", "linethickness": r"0|[0-9.]{1,8}(?:em|pt)",
    "lspace": r"0|[0-9.]{1,12}(?:em)?", "mathvariant": "normal", "maxsize": r"[0-9.]{1,8}em",
    "minsize": r"[0-9.]{1,8}em", "movablelimits": "true|false", "notation": r"[a-z]{3,20}",
    "rspace": r"0|[0-9.]{1,12}(?:em)?", "scriptlevel": r"[+-]?[0-3]", "separator": "true|false",
    "stretchy": "true|false", "symmetric": "true|false", "width": r"[0-4](?:\.[0-9]{1,12})?(?:em|rem|ex)",
}  # fmt: skip
"""The values that are kept of each attribute; a space is at most five characters wide."""
_SPACES = re.compile(r"<(?:mspace|mtd|mtr)\b[^<>]*>")
_UNSEEN = re.compile(r"[\u2061-\u2064\ufe00-\ufe0f]")
_WIDE = 30
"""A formula of more characters may be wider than the screen of a phone."""


class MathML(NamedTuple):
    """A formula as MathML: its `html`, or the `fault` because of which there is none."""

    html: str
    fault: str = ""


def read_formulas(html: str) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Return how many tags the formulas of the HTML have as MathML, and (fault, line) of each of the other formulas."""
    tags, faults = 0, []
    lines = HtmlLines(html)
    for match in FORMULA.finditer(html):
        if formula := formula_of(match):
            mathml = convert(formula)
            tags += mathml.html.count("<")
            if mathml.fault:
                faults.append((mathml.fault, lines.at(match.start(match.lastindex or 0))))
    return tags, tuple(faults)


def shown(formula: Formula) -> str | None:
    """Return a formula as HTML for a page; None if it cannot be read."""
    mathml = convert(formula)
    if mathml.fault:
        return None
    clean = _cleaner().clean(mathml.html)
    wide = len(visible_text(clean)) > _WIDE
    if not (wide or formula.block):
        return clean
    kind = " ".join(["mr-formula", *["mr-formula--block"] * formula.block, *["mr-formula--wide"] * wide])
    focus = ' tabindex="0" role="group" aria-label="Formula"' if wide else ""
    return f'<span class="{kind}"{focus}>{clean}</span>'


def visible_text(mathml: str, spaces: bool = True) -> str:
    """Return the text that a reader of MathML sees, without the spaces between its parts if `spaces` is false."""
    text = unescape(_MARKUP.sub("", _SPACES.sub(" ", mathml)))
    text = _UNSEEN.sub("", text)
    return text if spaces else "".join(text.split())


@lru_cache(maxsize=2048)
def convert(formula: Formula) -> MathML:
    """Return a formula as MathML that is not yet sanitised."""
    latex = formula.latex
    if fault := _refused(latex):
        return MathML("", fault)
    from math_core import LatexError  # only reports with formulas need it

    try:
        mathml = _converter().convert_with_local_state(_prepared(latex), displaystyle=formula.block)
    except LatexError as error:
        what = str(error).partition(": ")[2].strip().rstrip(".") or "it is no LaTeX that can be read"
        return MathML("", what[:1].lower() + what[1:])
    mathml = _TEXT_STYLE.sub(
        lambda match: f'<mtext class="mr-math-{"bold" if match[1] == "b" else "italic"}">{match[2]}</mtext>', mathml
    )
    mathml = _MARKUP.sub(lambda tag: _STYLE.sub(_styled, tag[0]), mathml)
    return MathML(mathml.replace("<math", f'<math alttext="{escape(latex)}"', 1))


def _refused(latex: str) -> str:
    """Return why a formula is not given to the library, empty if it is. Deep nesting would end the process."""
    if not latex:
        return "it is empty"
    if len(latex) > MAX_FORMULA:
        return f"it has more than {MAX_FORMULA:,} characters"
    if _DEFINING.search(latex):
        return "it defines a command"
    depth = deepest = 0
    for match in _NESTING.finditer(latex):
        depth += (match[0] in _OPENING) - (match[0] in _CLOSING)
        deepest = max(deepest, depth)
    if deepest > MAX_FORMULA_NESTING or _CHAIN.search(latex):
        return f"it has more than {MAX_FORMULA_NESTING} levels of nesting"
    return ""


def _prepared(latex: str) -> str:
    """Return LaTeX in the commands that the library knows, without numbers of equations, which GitHub does not show."""
    latex = _GITHUB_SUBSCRIPT.sub("_", latex)  # so that Markdown on GitHub does not read the underscore
    if "\\begin" in latex:
        latex = _ENVIRONMENT.sub(lambda match: f"\\{match[1]}{{{_PLAIN_ENVIRONMENT[match[2]]}}}", latex)
    latex = _EQUATION.sub(" ", latex)
    return _TAG.sub(lambda tag: rf"\qquad\text{{{tag[2] if tag[1] else f'({tag[2]})'}}}", latex)


def _styled(style: re.Match[str]) -> str:
    """Return the class for a style of the library: of the cells of a table."""
    text = style[1].replace(" ", "")
    names = [f"mr-math-border-{side}" for side in _BORDER.findall(text)]
    if "text-align:right" in text:
        names.append("mr-math-right")
    elif "text-align:left" in text:
        names.append("mr-math-left" if "padding-left:0;" in text else "mr-math-case")
    return f' class="{" ".join(names)}"' if names else ""


@lru_cache(maxsize=1)
def _converter() -> LatexToMathML:
    from math_core import LatexToMathML

    return LatexToMathML(macros=_MACROS, fancy_error=False, allow_unreliable_rendering=True, max_expansions=100)


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    import nh3

    values = {name: re.compile(pattern) for name, pattern in _VALUES.items()}

    def attribute(tag: str, name: str, value: str) -> str | None:
        if tag == "math" and name in {"alttext", "display"}:
            return value if name == "alttext" or value == "block" else None
        if name == "class":
            return value if _CLASSES.issuperset(value.split()) else None
        pattern = values.get(name)  # nh3 asks about the attributes of elements that it removes, too
        return value if pattern and pattern.fullmatch(value) else None

    return nh3.Cleaner(
        tags=set(_TAGS),
        attributes={"*": {*_VALUES, "class"}, "math": {"alttext", "display"}},
        attribute_filter=attribute,
        generic_attribute_prefixes=set(),
    )
