"""Something is added to a file that somebody else wrote, and what stands there stays as it stands."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

import yaml

HOOK = "mkdocs-report"
_MAX_COMMENT_LINES = 40
"""How many lines of comments behind a list are looked at for where it ends."""


def has_plugin(text: str) -> bool:
    """Whether a `mkdocs.yml` names the plugin `report`; its own tags, such as `!ENV`, do not matter."""
    root = _compose(text)
    plugins = _value(root, "plugins")
    if isinstance(plugins, yaml.MappingNode):
        return _value(plugins, "report") is not None
    if not isinstance(plugins, yaml.SequenceNode):
        return False
    named = (entry.value if isinstance(entry, yaml.ScalarNode) else None for entry in plugins.value)
    return "report" in named or any(_value(entry, "report") is not None for entry in plugins.value)


def has_hook(text: str) -> bool:
    """Whether a `.pre-commit-config.yaml` has our hook."""
    try:
        data = yaml.safe_load(text)
        return any(hook.get("id") == HOOK for each in data["repos"] for hook in each.get("hooks") or ())
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, AttributeError, KeyError):
        return False


def add_hook(text: str, starter: str) -> str | None:
    """Return a `.pre-commit-config.yaml` with the entry of another added to its list; None where that can not be done.

    The text is added to, not written anew, so that comments and form are kept; what comes out is read again, and has
    to hold what stood there and the entry, no more and no less.
    """
    try:
        before = yaml.safe_load(text)
        wanted = {**(before or {}), "repos": [*((before or {}).get("repos") or []), *yaml.safe_load(starter)["repos"]]}
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, AttributeError):
        return None
    return next((made for made in _candidates(text, starter) if _parses_as(made, wanted)), None)


def _candidates(text: str, starter: str) -> Iterator[str]:
    """The entry behind the last one of a list that is written with dashes; or the list, where there is none."""
    end = "\r\n" if "\r\n" in text else "\n"
    root = _compose(text)
    repos = _value(root, "repos")
    if repos is None:
        gap = "" if not text or text.endswith("\n") else end
        yield text + gap + end.join(starter.splitlines()) + end
    if not isinstance(root, yaml.MappingNode) or not isinstance(repos, yaml.SequenceNode) or repos.flow_style:
        return
    later = [key.start_mark.line for key, _ in root.value if key.start_mark.line > repos.start_mark.line]
    lines = text.splitlines(keepends=True)
    if not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    indent = " " * repos.start_mark.column
    entry = [f"{indent}{line}{end}" for line in textwrap.dedent(starter.split("repos:\n", 1)[1]).splitlines()]
    last = first = min(later, default=len(lines))
    while first and last - first < _MAX_COMMENT_LINES and _is_filler(lines[first - 1]):
        first -= 1
    for at in range(first, last + 1):  # what looks like a comment may be a line of a text
        yield "".join([*lines[:at], *entry, *lines[at:]])


def _is_filler(line: str) -> bool:
    stripped = line.strip()
    return not stripped or stripped.startswith("#") or stripped in {"---", "..."}


def _parses_as(text: str, wanted: Any) -> bool:
    try:
        return bool(yaml.safe_load(text) == wanted)
    except (yaml.YAMLError, ValueError, RecursionError):
        return False


def add_lines(text: str, lines: list[str]) -> str:
    """Return a list of lines, such as a `.gitignore`, with those added that it lacks."""
    end = "\r\n" if "\r\n" in text else "\n"
    have = {line.strip().strip("/") for line in text.splitlines()}
    lacking = [line for line in lines if line.strip("/") not in have]
    gap = "" if not lacking or not text or text.endswith("\n") else end
    return text + gap + "".join(f"{line}{end}" for line in lacking)


def _compose(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _value(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if key.value == name), None)
