"""Render one HTML file with its styles inside, from a template in `pages/templates/standalone/`."""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup

from mkdocs_report.pages.fragments.environment import make_environment, one_line_html
from mkdocs_report.pages.words.words import IN_ENGLISH, PageLanguage
from mkdocs_report.version import __version__

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""The Content-Security-Policy of the files: no scripts, no requests."""


def standalone_environment(language: PageLanguage = IN_ENGLISH) -> Environment:
    """Return the Jinja environment for files in a language."""
    env = make_environment(language=language)
    env.filters["one_line"] = lambda text: Markup(one_line_html(text))  # noqa: S704 - escaped there
    return env


def render_standalone(env: Environment, name: str, title: str, styles: str, **values: object) -> bytes:
    """Return the bytes of a file.

    Args:
        env: the result of `standalone_environment`.
        name: the name of its template.
        title: its title.
        styles: its style sheet, which is ours.
        values: the variables of the template.
    """
    text = env.get_template(f"standalone/{name}.html").render(
        title=title,
        policy=POLICY,
        version=__version__,
        styles=Markup(styles),  # noqa: S704 - ours
        **values,
    )
    return text.encode("utf-8", "backslashreplace")
