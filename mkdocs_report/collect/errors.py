"""Errors of git as messages for people, and whether another attempt may help."""

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
"""The most characters of a message of git that are kept: more than a page shows, so that a name in it can be masked."""


class GitError(Exception):
    """A failure of git. The text is a message for people, without secrets.

    - `permanent`: another attempt would fail in the same way
    - `too_large`: a file exceeds its limit
    - `location`: the address to which the server redirects
    """

    def __init__(self, message: str, *, permanent: bool = False, too_large: bool = False, location: str = "") -> None:
        super().__init__(message)
        self.location = location
        self.permanent = permanent
        self.too_large = too_large


def git_error(stderr: bytes, secrets: Iterable[str] = (), untrusted: str = "") -> GitError:
    """Return the error for the output of a failed git; `untrusted` is a host to which no credentials were sent."""
    location = _LOCATION.findall(stderr)
    if location and re.search(rb"returned error: 30[12378]", stderr):
        return GitError("the server redirects to another address", location=location[-1].decode("utf-8", "replace"))
    text = redact(stderr.decode("utf-8", "replace"), secrets)
    if _TOO_LARGE.search(text):
        return GitError("it is larger than the limit for collecting", permanent=True, too_large=True)
    if _PRIVATE.search(text):
        hint = (
            f". Credentials for all hosts are not sent to {untrusted}; if you trust it, add --trusted-host {untrusted}"
        )
        why = "the repository is private or does not exist: git found no credentials for it"
        return GitError(why + (hint if untrusted else ""), permanent=True)
    if _NOT_THERE.search(text):
        return GitError("the repository does not exist, or is private", permanent=True)
    lines = [line.strip() for line in text.splitlines() if line.startswith(("fatal:", "error:", "remote:"))]
    line = next((line for line in lines if line.startswith("fatal:")), (lines or ["git failed without a message"])[0])
    permanent = "not allowed" in line
    return GitError(line.partition(":")[2].strip()[:_WORDS] or line[:_WORDS], permanent=permanent)


class StoppedError(Exception):
    """All work was stopped from outside, for example by Ctrl-C."""


class DamagedError(Exception):
    """The copy in the cache cannot be used and must be fetched again."""
