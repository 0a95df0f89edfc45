"""Add to existing YAML files and lists of lines, and keep their comments and layout."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

import yaml

HOOK = "mkdocs-report"
_MAX_COMMENT_LINES = 40
"""The most lines of comments after a list that are searched for the end of the list."""


def has_plugin(text: str) -> bool:
    """Whether a `mkdocs.yml` names the plugin `report`. Tags such as `!ENV` are allowed."""
    root = _compose(text)
    plugins = _value(root, "plugins")
    if isinstance(plugins, yaml.MappingNode):
        return _value(plugins, "report") is not None
    if not isinstance(plugins, yaml.SequenceNode):
        return False
    named = (entry.value if isinstance(entry, yaml.ScalarNode) else None for entry in plugins.value)
    return "report" in named or any(_value(entry, "report") is not None for entry in plugins.value)


def has_hook(text: str) -> bool:
    """Whether a `.pre-commit-config.yaml` has the hook of mkdocs-report."""
    try:
        data = yaml.safe_load(text)
        return any(hook.get("id") == HOOK for each in data["repos"] for hook in each.get("hooks") or ())
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, AttributeError, KeyError):
        return False


def add_hook(text: str, starter: str) -> str | None:
    """Return a `.pre-commit-config.yaml` with the entry of `starter` added to its list; None if that is not possible.

    The entry is inserted into the text, so that comments and layout are kept. The result is parsed again, and has to
    contain the old entries and the new one, and nothing else.
    """
    try:
        before = yaml.safe_load(text)
        wanted = {**(before or {}), "repos": [*((before or {}).get("repos") or []), *yaml.safe_load(starter)["repos"]]}
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, AttributeError):
        return None
    return next((made for made in _candidates(text, starter) if _parses_as(made, wanted)), None)


def _candidates(text: str, starter: str) -> Iterator[str]:
    """Yield the text with the entry after the last one of its block list, or with a new list if there is none."""
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
    for at in range(first, last + 1):  # a line that looks like a comment may be part of a text
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
    """Return a list of lines, such as a `.gitignore`, with the missing lines added."""
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
