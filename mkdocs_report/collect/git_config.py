"""What of the user's own configuration of git holds here, too: how to get at private repositories, and no more."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping

from mkdocs_report.collect.errors import GitError
from mkdocs_report.runtime.programs import find_program

NO_REPOSITORY = os.devnull
"""A `GIT_DIR` that is none, so that git never looks for a repository around itself, nor into its configuration."""
NO_GIT = "there is no git on this machine: install it from https://git-scm.com/"
NEEDED = (2, 32)
"""The first git that can be told to leave the user's configuration alone."""
_ALLOWED = re.compile(
    r"credential\..+|core\.askpass|http\.(?:.+\.)?(?:extraheader|cookiefile|emptyauth|delegation|proxy\w*|ssl\w+|schannel\w+)"
)
"""What of the user's configuration holds here, too."""


def user_settings(environment: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Return what of the user's and the system's configuration holds here: credentials, proxy, certificates.

    Raises:
        GitError: there is no git, or one that is too old.
    """
    known = os.environ if environment is None else environment
    variables = {name: value for name, value in known.items() if not name.startswith("GIT_TRACE")}
    git = find_program("git", known)
    if git is None:
        raise GitError(NO_GIT)
    try:
        version = _run_git([git, "version"], variables)
        found = re.search(rb"(\d+)\.(\d+)", version)
        if found is None or (int(found[1]), int(found[2])) < NEEDED:
            raise GitError(f"git {NEEDED[0]}.{NEEDED[1]} or newer is needed, and this is {version.decode().strip()}")
        listed = _run_git([git, "config", "--null", "--list", "--show-scope"], {**variables, "GIT_DIR": NO_REPOSITORY})
    except (OSError, subprocess.SubprocessError):
        raise GitError("git can not be run, or its configuration can not be read: try `git config --list`") from None
    fields = listed.decode("utf-8", "surrogateescape").split("\0")
    settings = []
    for scope, entry in zip(fields[::2], fields[1::2], strict=False):
        name, sign, value = entry.partition("\n")
        if scope in {"system", "global", "command"} and _ALLOWED.fullmatch(name.lower()):
            settings.append((name, value if sign else "true"))
    return settings


def _run_git(command: list[str], environment: dict[str, str]) -> bytes:
    return subprocess.run(  # noqa: S603
        command, env=environment, capture_output=True, check=True, timeout=20, stdin=subprocess.DEVNULL
    ).stdout
