"""The Jinja environment of our fragments: it escapes, and shows what was rendered and sanitised already."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from mkdocs_report.model.evidence import PROOFS
from mkdocs_report.pages.fragments.bytecode import TemplateCache
from mkdocs_report.parsing.display_text import one_line_safe
from mkdocs_report.parsing.markdown import sanitizer
from mkdocs_report.publish import html as rendering
from mkdocs_report.runtime.text import plural, visible

PACKAGE = Path(__file__).parent.parent
TEMPLATES, ASSETS = PACKAGE / "templates", PACKAGE / "assets"
_MACROS = ("badge", "verdict")
"""Macros of which a course has thousands and few that differ: each is rendered once, and used as a filter."""
_SPECIAL = re.compile("[&<>'\"]")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def make_environment(theme_dirs: Sequence[str] = (), bytecode_cache: BytecodeCache | None = None) -> Environment:
    """Return a Jinja environment that escapes, and finds a course's own fragments before ours.

    It reads each fragment once: each build has an environment of its own. `bytecode_cache` knows what was compiled before. A
    fragment of a course's own that wants to add to ours includes it as `mkdocs_report/image.html`.
    """
    env = _FragmentEnvironment(
        loader=ChoiceLoader(
            [
                FileSystemLoader([*theme_dirs, str(TEMPLATES)]),
                PrefixLoader({"mkdocs_report": FileSystemLoader(TEMPLATES / "report")}),
            ]
        ),
        autoescape=True,
        bytecode_cache=bytecode_cache or TemplateCache(),
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
        undefined=StrictUndefined,
    )
    env.globals["proofs"] = PROOFS
    env.filters["count"] = plural
    env.filters["noun"] = lambda noun, number: plural(number, noun).split(" ", 1)[1] if noun != "waived" else noun
    env.filters["bold_count"] = _bold_count
    env.filters["tooltip"] = sanitizer.tooltip
    env.filters["visible"] = visible
    use_rendered_texts(env, {}, {})
    return env


def _escape_fast(value: object) -> object:
    """The text that `escape` returns, for what needs no escaping without making an object of it."""
    kind = type(value)
    if kind is Markup:
        return value
    if kind is int or kind is float:
        return str(value)
    return value if kind is str and not _SPECIAL.search(value) else escape(value)  # type: ignore[call-overload]


class _FragmentTemplate(Template):
    """A template that escapes quickly: a course shows half a million values, most of which need no escaping."""

    @classmethod
    def from_code(cls, environment: Environment, code: CodeType, *values: Any, **named: Any) -> Template:
        """Return a template made of compiled code, whose own name for `escape` is replaced."""
        template = super().from_code(environment, code, *values, **named)
        template.root_render_func.__globals__["escape"] = _escape_fast
        return template


class _FragmentEnvironment(Environment):
    template_class = _FragmentTemplate


def overrides_fragments(env: Environment) -> bool:
    """Return whether a course has one of our fragments of its own; it finds those that it adds only through one."""
    names = (f"report/{file.name}" for file in (TEMPLATES / "report").iterdir())
    files = (env.loader.get_source(env, name)[1] for name in names) if env.loader else ()
    return any(file is None or TEMPLATES not in Path(file).parents for file in files)


def _finalize(value: object) -> object:
    """A text that a fragment shows, so that it disturbs nothing beside it; HTML was made so when it was rendered."""
    return one_line_safe(value) if type(value) is str and not value.isascii() else value


def use_rendered_texts(env: Environment, prompts: Mapping[str, str], lines: Mapping[str, str]) -> None:
    """Have `prompt` and `inline` show what was rendered already; they render what is the template's or our own."""
    env.filters["prompt"] = rendered = partial(_rendered, prompts, _render_prompt)
    env.filters["prompt_parts"] = lambda text, task: _split_prompt(rendered(text), task)
    env.filters["inline"] = partial(_rendered, lines, _render_inline)
    for name in _MACROS:
        env.filters[name] = lru_cache(maxsize=4096)(partial(_call_macro, env, name))


def _call_macro(env: Environment, name: str, value: object) -> Markup:
    """What a macro of ours, or of the course's own, makes of a value."""
    return getattr(env.get_template("report/macros.html").module, name)(value)  # type: ignore[no-any-return]


def _bold_count(number: int, noun: str) -> Markup:
    """Return what `plural` does, with a bold number."""
    return Markup("<b>{}</b> {}").format(*plural(number, noun).split(" ", 1))


def _rendered(cached: Mapping[str, str], render: Callable[[str], str], text: str) -> Markup:
    return Markup(cached[text] if text in cached else render(text))  # noqa: S704 - sanitised either way


@lru_cache(maxsize=4096)  # most groups leave their prompts as they are
def _render_prompt(text: str) -> str:
    return rendering.prompt_html(text)


@lru_cache(maxsize=4096)
def _split_prompt(prompt: Markup, task: str) -> tuple[Markup | None, Markup]:
    """A prompt's task, as its first paragraph has it, and what follows; None and all of it where that is no task."""
    lead, rest = rendering.split_lead(prompt, task)
    return Markup(lead) if lead else None, Markup(rest)  # noqa: S704 - of a sanitised whole


@lru_cache(maxsize=4096)
def _render_inline(text: str) -> str:
    return rendering.line_html(text)


def one_line_html(text: str) -> str:
    """Return a text as HTML, without line ends and signs that nobody sees."""
    return html.escape(CONTROL.sub("", one_line_safe(" ".join(text.split()))), quote=False)
