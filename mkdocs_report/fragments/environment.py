"""The Jinja environment of our fragments: it escapes, and shows what was rendered and sanitised already."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from mkdocs_report import rendering, safety
from mkdocs_report.evidence import PROOFS
from mkdocs_report.export.visible import visible
from mkdocs_report.views.report_page import LABELS

PACKAGE = Path(__file__).parent.parent
TEMPLATES, ASSETS = PACKAGE / "templates", PACKAGE / "assets"
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def environment(theme_dirs: Sequence[str] = (), reload: bool = False) -> Environment:
    """Return a Jinja environment that escapes, and finds a course's own fragments before ours.

    With `reload`, fragments that change are read again. A fragment of a course's own that wants to add to ours includes
    it as `mkdocs_report/picture.html`.
    """
    env = Environment(
        loader=ChoiceLoader(
            [
                FileSystemLoader([*theme_dirs, str(TEMPLATES)]),
                PrefixLoader({"mkdocs_report": FileSystemLoader(TEMPLATES / "report")}),
            ]
        ),
        autoescape=True,
        auto_reload=reload,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.globals["labels"] = LABELS
    env.globals["proofs"] = PROOFS
    env.filters["count"] = _count
    env.filters["tooltip"] = safety.tooltip
    env.filters["visible"] = visible
    show_texts(env, {}, {})
    return env


def show_texts(env: Environment, prompts: Mapping[str, str], lines: Mapping[str, str]) -> None:
    """Have `prompt` and `inline` show what was rendered already; they render what is the template's or our own."""
    env.filters["prompt"] = partial(_shown, prompts, _prompt)
    env.filters["inline"] = partial(_shown, lines, _inline)


def _count(number: int, noun: str) -> str:
    """`1 group`, `1,200 groups`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _shown(known: Mapping[str, str], render: Callable[[str], str], text: str) -> Markup:
    return Markup(known[text] if text in known else render(text))  # noqa: S704 - sanitised either way


@lru_cache(maxsize=4096)  # most groups leave their prompts as they are
def _prompt(text: str) -> str:
    return rendering.prompt_html(text)


@lru_cache(maxsize=4096)
def _inline(text: str) -> str:
    return rendering.line_html(text)


def on_one_line(text: str) -> str:
    """Return a text as HTML, without line ends and signs that nobody sees."""
    return html.escape(CONTROL.sub("", " ".join(text.split())), quote=False)
