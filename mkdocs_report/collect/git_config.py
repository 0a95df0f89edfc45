"""Read the settings for credentials and proxies from the user's configuration of git."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping

from mkdocs_report.collect.errors import GitError
from mkdocs_report.runtime.programs import find_program

NO_REPOSITORY = os.devnull
"""A `GIT_DIR` without a repository, so that git does not look for one around the working folder."""
NO_GIT = "git is not installed. Install it from https://git-scm.com/"
NEEDED = (2, 32)
"""The first version of git that can ignore the user's configuration."""
_ALLOWED = re.compile(
    r"credential\..+|core\.askpass|http\.(?:.+\.)?(?:extraheader|cookiefile|emptyauth|delegation|proxy\w*|ssl\w+|schannel\w+)"
)
"""The names of the settings that are used."""


def user_settings(environment: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Return the user's and the system's settings for credentials, proxies and certificates.

    Raises:
        GitError: git is missing or too old.
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
            raise GitError(
                f"git {NEEDED[0]}.{NEEDED[1]} or newer is required; this is {version.decode().strip()}. Update git"
            )
        listed = _run_git([git, "config", "--null", "--list", "--show-scope"], {**variables, "GIT_DIR": NO_REPOSITORY})
    except (OSError, subprocess.SubprocessError):
        raise GitError("git cannot be run, or its configuration cannot be read. Try `git config --list`") from None
    fields = listed.decode("utf-8", "surrogateescape").split("\0")
    settings = []
    for scope, entry in zip(fields[::2], fields[1::2], strict=False):
        name, sign, value = entry.partition("\n")
        if scope in {"system", "global", "command"} and _ALLOWED.fullmatch(name.lower()):
            settings.append((name, value if sign else "true"))
    return settings


def _run_git(command: list[str], environment: dict[str, str]) -> bytes:
    return subprocess.run(  # noqa: S603 - git, with arguments of this module
        command, env=environment, capture_output=True, check=True, timeout=20, stdin=subprocess.DEVNULL
    ).stdout
