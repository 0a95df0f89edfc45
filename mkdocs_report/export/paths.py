"""Where the reports lie, seen from the repository: CI systems name files from its root."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from mkdocs_report.model.group_folder import RECORD

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""What GitHub and GitLab call the folder that the repository was checked out into."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """The folder at which paths in findings start.

    `folder` is its path in the repository, empty for the root; `address` that of the repository's files at this
    commit on GitHub, where it is known.
    """

    folder: str = ""
    address: str | None = None

    def path(self, path: str) -> str:
        """Return a path as the repository has it."""
        return posixpath.normpath(posixpath.join(self.folder, path))

    def uri(self, path: str) -> str:
        """Return a path as a relative URI; whatever is no path in it is percent-encoded."""
        return quote(self.path(path).encode("utf-8", "surrogateescape"))

    def link(self, path: str, line: int) -> str | None:
        """Return the address of a line on GitHub, None where none is known."""
        return f"{self.address}/{self.uri(path)}?plain=1#L{line}" if self.address else None

    def masked(self, rename: Callable[[str], str]) -> Checkout:
        """Return the place without people: an address whose owner or repository is called like one is left out.

        Args:
            rename: takes people out of a path.
        """
        address = self.address if self.address and rename(self.address) == self.address else None
        return Checkout(rename(self.folder), address)


def find_checkout(base: Path, environ: Mapping[str, str], reports: Iterable[Path]) -> Checkout:
    """Return where a folder lies, by what the CI system tells in its environment.

    Reports that were collected from other repositories are not in this one, so their lines have no address in it.
    """
    folder = ""
    for root in filter(None, map(environ.get, _ROOTS)):
        here, top = base.resolve(), Path(root).resolve()
        if here.is_relative_to(top):
            folder = here.relative_to(top).as_posix().removeprefix(".")
            break
    known = [environ.get(name) for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")]
    if not all(known) or _are_collected(reports):
        return Checkout(folder)
    return Checkout(folder, f"{known[0]}/{known[1]}/blob/{known[2]}")


def _are_collected(reports: Iterable[Path]) -> bool:
    return any((folder / RECORD).exists() for report in reports for folder in list(report.parents)[:2])


def under_github(environ: Mapping[str, str]) -> bool:
    """Whether this runs in a GitHub workflow."""
    return environ.get("GITHUB_ACTIONS") == "true"
