"""The plugin's options in `mkdocs.yml`."""

from __future__ import annotations

from mkdocs.config import base
from mkdocs.config import config_options as c


class ReportConfig(base.Config):
    """Options of the plugin `report`."""

    enabled = c.Type(bool, default=True)
    """Switch the plugin off, for instance by `!ENV`."""

    templates = c.ListOfItems(c.Type(str), default=[])
    """Globs of the template, or of its versions, relative to `mkdocs.yml`. Without any, each report is judged by
    the limits in its own prompts."""

    reports = c.ListOfItems(c.Type(str), default=[])
    """Globs of the reports, relative to `docs_dir`. Without any, `README.md`, `*/README.md`, `groups/*/README.md` and
    `*/reports/README.md` are taken, where they hold a template's questions."""

    fail_on = c.Choice(("hard", "soft", "never"), default="hard")
    """Which findings are warnings, and so fail `mkdocs build --strict`."""

    severity = c.Type(dict, default={})
    """Severities by rule: `hard`, `soft` or `off`."""

    limits = c.Type(dict, default={})
    """Limits by the question's number or id, in place of those that its prompt states."""

    waivers = c.Optional(c.Type(str))
    """The waiver file, relative to `mkdocs.yml`: findings that are excused, each with a reason that is shown."""

    title_question = c.Optional(c.Type((str, int)))
    """Number or id of the question whose answer names the group; found by its words otherwise."""
