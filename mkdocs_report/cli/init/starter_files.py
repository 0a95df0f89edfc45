"""The files that a project begins with. They lie in the package as they are written, and are good files there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from mkdocs_report.errors import SettingsError

_PLACE = "OWNER/mkdocs-report"
_COMMIT = "COMMIT"
_ADDRESS = re.compile(r"(?P<place>[A-Za-z0-9][\w.-]*/[\w.-]+)@(?P<commit>[\w][\w./-]*)$")
_HIDDEN = "dot."
"""What a name begins with in the package where it begins with a dot in a project: packers leave such files out."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where mkdocs-report is on GitHub, and which commit of it; what stands in the guides until that is known."""

    place: str = _PLACE
    commit: str = _COMMIT

    @property
    def known(self) -> bool:
        """Whether it is a real one."""
        return self.place != _PLACE and self.commit != _COMMIT


def read_address(text: str) -> Address:
    """Read `OWNER/mkdocs-report@COMMIT`.

    Raises:
        SettingsError: it is none.
    """
    match = _ADDRESS.match(text.strip())
    if not match:
        raise SettingsError(f"“{text}” is no address; write OWNER/mkdocs-report@COMMIT, with the owner and the commit.")
    return Address(match["place"], match["commit"])


def starter(name: str) -> dict[str, bytes]:
    """Return the files of a starter by their paths in a project, sorted."""
    return dict(sorted(_walk(files("mkdocs_report.cli.init") / "starters" / name, "")))


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = f".{entry.name.removeprefix(_HIDDEN)}" if entry.name.startswith(_HIDDEN) else entry.name
        if entry.is_dir():
            yield from _walk(entry, f"{path}{name}/")
        else:
            yield f"{path}{name}", entry.read_bytes()


def addressed(text: str, address: Address) -> str:
    """Put the address into a starter's text."""
    text = text.replace(f"{_PLACE}@{_COMMIT}", f"{address.place}@{address.commit}")
    text = text.replace(f"https://github.com/{_PLACE}\n", f"https://github.com/{address.place}\n")
    return text.replace(f'rev: "{_COMMIT}"\n', f'rev: "{address.commit}"\n')  # a commit may be all digits
