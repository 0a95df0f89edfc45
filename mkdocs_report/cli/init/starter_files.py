"""Read the files that `init` copies into a project. They are stored under `starters/`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from mkdocs_report.errors import SettingsError

_REPOSITORY = "OWNER/mkdocs-report"
_COMMIT = "COMMIT"
_ACTION = re.compile(r"(?P<repository>[A-Za-z0-9][\w.-]*/[\w.-]+)@(?P<commit>[\w][\w./-]*)$")
_HIDDEN = "dot."
"""The prefix in the package for a name that begins with a dot in a project. Build tools skip files with a dot."""


@dataclass(frozen=True, slots=True)
class ActionRef:
    """The repository of mkdocs-report on GitHub and a commit of it; without values, the placeholders of the guides."""

    repository: str = _REPOSITORY
    commit: str = _COMMIT

    @property
    def is_set(self) -> bool:
        """Whether both values are set."""
        return self.repository != _REPOSITORY and self.commit != _COMMIT


def read_action_ref(text: str) -> ActionRef:
    """Read `OWNER/mkdocs-report@COMMIT`.

    Raises:
        SettingsError: the text is not a repository with a commit.
    """
    match = _ACTION.match(text.strip())
    if not match:
        raise SettingsError(f"“{text}” is not a repository with a commit. Write OWNER/mkdocs-report@COMMIT.")
    return ActionRef(match["repository"], match["commit"])


def read_starter(name: str) -> dict[str, bytes]:
    """Return the files of a starter by their paths in a project, sorted."""
    return dict(sorted(_walk(files("mkdocs_report.cli.init") / "starters" / name, "")))


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = f".{entry.name.removeprefix(_HIDDEN)}" if entry.name.startswith(_HIDDEN) else entry.name
        if entry.is_dir():
            yield from _walk(entry, f"{path}{name}/")
        else:
            yield f"{path}{name}", entry.read_bytes()


def with_action(text: str, action_ref: ActionRef) -> str:
    """Return a starter's text with the repository and commit in place of the placeholders."""
    text = text.replace(f"{_REPOSITORY}@{_COMMIT}", f"{action_ref.repository}@{action_ref.commit}")
    text = text.replace(f"https://github.com/{_REPOSITORY}\n", f"https://github.com/{action_ref.repository}\n")
    return text.replace(f'rev: "{_COMMIT}"\n', f'rev: "{action_ref.commit}"\n')  # a commit may be all digits
