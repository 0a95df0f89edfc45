"""Paths of reports relative to the repository, as CI systems need them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from mkdocs_report.model.group_folder import RECORD

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""The variables of GitHub and GitLab with the folder of the checked-out repository."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """The repository that contains the reports, and the folder in it to which paths in findings are relative.

    `folder` is the path of that folder in the repository, empty for the root. `address` is the address of the
    repository's files at this commit on GitHub; None if it is not known.
    """

    folder: str = ""
    address: str | None = None

    def path(self, path: str) -> str:
        """Return a path relative to the root of the repository."""
        return posixpath.normpath(posixpath.join(self.folder, path))

    def uri(self, path: str) -> str:
        """Return a path as a relative URI, percent-encoded."""
        return quote(self.path(path).encode("utf-8", "surrogateescape"))

    def link(self, path: str, line: int) -> str | None:
        """Return the address of a line on GitHub; None if it is not known."""
        return f"{self.address}/{self.uri(path)}?plain=1#L{line}" if self.address else None

    def masked(self, rename: Callable[[str], str]) -> Checkout:
        """Return the checkout with names masked. An address that contains a name is dropped.

        Args:
            rename: masks the names in a path.
        """
        address = self.address if self.address and rename(self.address) == self.address else None
        return Checkout(rename(self.folder), address)


def find_checkout(base: Path, environ: Mapping[str, str], reports: Iterable[Path]) -> Checkout:
    """Return the checkout that contains a folder, from the environment of the CI system.

    Reports that were collected from other repositories are not in this one, so they get no address.
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
    """Whether this process runs in a GitHub workflow."""
    return environ.get("GITHUB_ACTIONS") == "true"
