"""What git complains of, in words for people, and whether another try may help."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mkdocs_report.collect.address import redact

_NOT_THERE = re.compile(
    r"repository .*not found|not appear to be a git repository|does not exist|returned error: 404|no such project",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"could not read (?:username|password)|authentication failed|permission denied|returned error: 40[13]|"
    r"terminal prompts disabled|invalid credentials|host key verification failed",
    re.IGNORECASE,
)
_TOO_LARGE = re.compile(r"died of signal (?:25|31)|file too large", re.IGNORECASE)
_LOCATION = re.compile(rb"header:? location: (\S+)", re.IGNORECASE)
_WORDS = 2_000
"""Characters of git's message that are kept: more than a page shows, so that a name in it is masked as a whole."""


class GitError(Exception):
    """Git could not do it: what is wrong, in words for people and without secrets.

    `permanent` says that another try would come to the same, `too_large` that a file was more than it may be.
    `location` is the address that the server sends on to.
    """

    def __init__(self, message: str, *, permanent: bool = False, too_large: bool = False, location: str = "") -> None:
        super().__init__(message)
        self.location = location
        self.permanent = permanent
        self.too_large = too_large


def git_error(said: bytes, secrets: Iterable[str] = (), untrusted: str = "") -> GitError:
    """Return the error for what git printed before it failed; `untrusted` is a host that got no credentials."""
    location = _LOCATION.findall(said)
    if location and re.search(rb"returned error: 30[12378]", said):
        return GitError("the server sends on to another address", location=location[-1].decode("utf-8", "replace"))
    text = redact(said.decode("utf-8", "replace"), secrets)
    if _TOO_LARGE.search(text):
        return GitError("it is larger than what is collected", permanent=True, too_large=True)
    if _PRIVATE.search(text):
        hint = f". {untrusted} got none that are not bound to it; if you trust it, add --trusted-host {untrusted}"
        why = "it is private, or not there: no credentials that git found open it"
        return GitError(why + (hint if untrusted else ""), permanent=True)
    if _NOT_THERE.search(text):
        return GitError("there is no such repository, or it is private", permanent=True)
    lines = [line.strip() for line in text.splitlines() if line.startswith(("fatal:", "error:", "remote:"))]
    line = next((line for line in lines if line.startswith("fatal:")), (lines or ["git failed without a word"])[0])
    permanent = "not allowed" in line
    return GitError(line.partition(":")[2].strip()[:_WORDS] or line[:_WORDS], permanent=permanent)


class StoppedError(Exception):
    """All work was stopped from outside."""


class DamagedError(Exception):
    """The copy in the cache can not be used: it is fetched anew."""
