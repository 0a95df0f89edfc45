"""The Jinja environment of the fragments: it escapes values, and inserts HTML that was sanitised before."""

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
from mkdocs_report.pages.fragments.bytecode import CompiledTemplates
from mkdocs_report.pages.fragments.translate import filters, functions, not_when_compiled
from mkdocs_report.pages.words.words import IN_ENGLISH, PageLanguage, Words
from mkdocs_report.parsing.display_text import one_line_safe
from mkdocs_report.parsing.markdown import sanitizer
from mkdocs_report.publish import html as rendering
from mkdocs_report.runtime.text import visible

PACKAGE = Path(__file__).parent.parent
TEMPLATES, ASSETS = PACKAGE / "templates", PACKAGE / "assets"
_MACROS = ("badge", "verdict")
"""Macros with thousands of calls and few different arguments: as filters, they are cached."""
_SPECIAL = re.compile("[&<>'\"]")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def make_environment(
    theme_dirs: Sequence[str] = (),
    bytecode_cache: BytecodeCache | None = None,
    language: PageLanguage = IN_ENGLISH,
) -> Environment:
    """Return a Jinja environment that escapes values and finds a course's own fragments first.

    It reads each fragment once; each build makes a new environment. A course's own fragment can include the original:
    `mkdocs_report/image.html`, for example.

    Args:
        theme_dirs: the folders of the theme, which may have a course's own fragments.
        bytecode_cache: the compiled templates of earlier builds.
        language: the languages on the pages.
    """
    env = _FragmentEnvironment(
        loader=ChoiceLoader(
            [
                FileSystemLoader([*theme_dirs, str(TEMPLATES)]),
                PrefixLoader({"mkdocs_report": FileSystemLoader(TEMPLATES / "report")}),
            ]
        ),
        autoescape=True,
        bytecode_cache=bytecode_cache or CompiledTemplates(),
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
        undefined=StrictUndefined,
    )
    env.globals["proofs"] = PROOFS
    env.globals |= functions(language, _finalize)
    env.filters |= filters(language.words)
    env.filters["tooltip"] = sanitizer.tooltip
    env.filters["visible"] = visible
    use_rendered_texts(env, {}, {})
    return env


def _escape_fast(value: object) -> object:
    """Return the same text as `escape`, without a new object for text that needs no escaping."""
    kind = type(value)
    if kind is Markup:
        return value
    if kind is int or kind is float:
        return str(value)
    return value if kind is str and not _SPECIAL.search(value) else escape(value)  # type: ignore[call-overload]


class _FragmentTemplate(Template):
    """A template with faster escaping: a course has half a million values, and most need no escaping."""

    @classmethod
    def from_code(cls, environment: Environment, code: CodeType, *values: Any, **named: Any) -> Template:
        """Return a template from compiled code, with its `escape` replaced."""
        template = super().from_code(environment, code, *values, **named)
        template.root_render_func.__globals__["escape"] = _escape_fast
        return template


class _FragmentEnvironment(Environment):
    template_class = _FragmentTemplate


def words_of(env: Environment) -> Words:
    """Return the words that an environment was made with."""
    words: Any = env.globals["words"]
    assert isinstance(words, Words)
    return words


def overrides_fragments(env: Environment) -> bool:
    """Return whether a course overrides a fragment. Only an overridden fragment can include additional ones."""
    names = (f"report/{file.name}" for file in (TEMPLATES / "report").iterdir())
    files = (env.loader.get_source(env, name)[1] for name in names) if env.loader else ()
    return any(file is None or TEMPLATES not in Path(file).parents for file in files)


def _finalize(value: object) -> object:
    """Neutralize bidirectional and combining characters in text. HTML was neutralized when it was rendered."""
    return one_line_safe(value) if type(value) is str and not value.isascii() else value


def use_rendered_texts(env: Environment, prompts: Mapping[str, str], lines: Mapping[str, str]) -> None:
    """Let the filters `prompt` and `inline` return text that was rendered before; they render other text themselves."""
    env.filters["prompt"] = rendered = partial(_rendered, prompts, _render_prompt)
    env.filters["prompt_parts"] = lambda text, task: _split_prompt(rendered(text), task)
    env.filters["inline"] = partial(_rendered, lines, _render_inline)
    for name in _MACROS:
        env.filters[name] = not_when_compiled(lru_cache(maxsize=4096)(partial(_call_macro, env, name)))


def _call_macro(env: Environment, name: str, value: object) -> Markup:
    """Call a macro; the course may override it."""
    return getattr(env.get_template("report/macros.html").module, name)(value)  # type: ignore[no-any-return]


def _rendered(cached: Mapping[str, str], render: Callable[[str], str], text: str) -> Markup:
    return Markup(cached[text] if text in cached else render(text))  # noqa: S704 - sanitised either way


@lru_cache(maxsize=4096)  # most prompts are the same in all groups
def _render_prompt(text: str) -> str:
    return rendering.prompt_html(text)


@lru_cache(maxsize=4096)
def _split_prompt(prompt: Markup, task: str) -> tuple[Markup | None, Markup]:
    """Split a prompt into its task and the rest; None and the whole prompt if it does not start with the task."""
    lead, rest = rendering.split_lead(prompt, task)
    return Markup(lead) if lead else None, Markup(rest)  # noqa: S704 - of a sanitised whole


@lru_cache(maxsize=4096)
def _render_inline(text: str) -> str:
    return rendering.line_html(text)


def one_line_html(text: str) -> str:
    """Return a text as HTML on one line, without control characters."""
    return html.escape(CONTROL.sub("", one_line_safe(" ".join(text.split()))), quote=False)
