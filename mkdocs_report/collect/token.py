"""Find the token with which git reads a repository on GitHub, in the places where git itself looks for it."""

from __future__ import annotations

import netrc
import re
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

from mkdocs_report.collect.address import Address
from mkdocs_report.collect.errors import GitError
from mkdocs_report.collect.git import Git, Timeout
from mkdocs_report.collect.github import WEB

_USABLE = re.compile(r"[!-~]{8,500}")
"""A token that can be written into a header of a request."""
_HEADER = re.compile(r"\s*authorization\s*:\s*(basic|bearer|token)\s+(\S+)\s*", re.IGNORECASE)


def find_token(git: Git, address: Address, repository: str, timeout: Timeout) -> str:
    """Return the token that git has for a repository on GitHub; empty if it has none.

    It is looked for in the address, in git's headers, in its credential helpers and in `.netrc`. Credentials that are
    not bound to a host count only if `github.com` is trusted, as they do for git.

    Args:
        git: runs git.
        address: the address in the roster.
        repository: the owner and the name of the repository.
        timeout: the time limit for the work on the repository.
    """
    page = Address(f"https://{WEB}/{repository}")
    candidates = _candidates(git, address, page, timeout)
    return next((token for token in candidates if _USABLE.fullmatch(token)), "")


def _candidates(git: Git, address: Address, page: Address, timeout: Timeout) -> Iterator[str]:
    yield address.password or (address.user if address.is_token else "")
    for name, value in git.settings_of(page):
        scope = name.lower().removeprefix("http.").removesuffix("extraheader").rstrip("./")
        header = _HEADER.fullmatch(value) if name.lower().endswith("extraheader") else None
        if header and scope in {"", f"https://{WEB}"}:
            yield _password(header[2]) if header[1].lower() == "basic" else header[2]
    yield _from_helper(git, page, timeout)
    yield _from_netrc(WEB in git.trusted)


def _password(text: str) -> str:
    """Return the password in the value of a `Basic` header; empty if it cannot be decoded."""
    try:
        return b64decode(text, validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def _from_helper(git: Git, page: Address, timeout: Timeout) -> str:
    """Ask the credential helpers, as git does before a request."""
    try:
        output = git.run(
            "credential", "fill", repository=None, timeout=timeout, remote=page, feed=f"url={page.url}\n\n".encode()
        )
    except GitError:
        return ""
    found = (line.partition("=") for line in output.decode("utf-8", "replace").splitlines())
    return next((value for name, _, value in found if name == "password"), "")


def _from_netrc(trusted: bool) -> str:
    for file in (Path.home() / ".netrc", Path.home() / "_netrc"):
        try:
            known = netrc.netrc(str(file))
        except (OSError, netrc.NetrcParseError, UnicodeError):
            continue
        entry = known.authenticators(WEB) if trusted or WEB in known.hosts else None
        if entry and entry[2]:
            return entry[2]
    return ""
