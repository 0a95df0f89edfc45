"""Read addresses of repositories as people paste them, and keep secrets out of all messages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from mkdocs_report.collect.hosts import is_internal, parse_ip

_HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE | re.ASCII
)
_SHORT_SSH = re.compile(r"(?:(?P<user>[\w.-]+)@)?(?P<host>[\w.-]+):(?P<path>[^:\\]+)")
_NO_HOST = re.compile(r"https?|ssh|git|file|ftp|[a-z]", re.IGNORECASE)
"""Text before a colon that is not a host: a scheme without slashes, or a drive letter of Windows."""
_USER = re.compile(r"\w[\w.-]*")
_BARE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?/", re.IGNORECASE)
_HELPER = re.compile(r"[\w+.-]*::")
_SCHEME = re.compile(r"([A-Za-z][\w+.-]*)://")
_BRANCH = re.compile(r"(?![-/.])(?!.*(?:\.\.|//|@\{|\.lock(?:/|$)|/\.|[/.]$))[^\x00-\x20\x7f~^:?*\[\\]{1,200}")
_SCHEMES = frozenset({"file", "ftp", "git", "http"})
"""Schemes that a message may show; any other may be part of a person's name."""
_TOKEN = re.compile(r"gh[a-z]_\w+|github_pat_\w+|glpat-[\w-]+", re.IGNORECASE)
_USERINFO = re.compile(r"(?<=://)[^\s/]*@")
_HEADER = re.compile(r"(authorization\s*:)[^\r\n]*", re.IGNORECASE)
_INVALID = "the repository address is invalid"
LOCAL = "MKDOCS_REPORT_COLLECT_LOCAL"
"""An environment variable. If it is 1, `file://` and `http://localhost` can be collected from.

It is for tests and for the tutorial, whose repositories are on the reader's machine.
"""
MAX_LENGTH = 500
"""The longest address that is accepted, in characters."""


class AddressError(ValueError):
    """An address that is not given to git. The text names the mistake and its correction."""


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a repository.

    - `url`: without secrets, so that it may be shown
    - `user`, `password`: the part before the host, which is given to git separately
    - `branch`: the branch in a pasted address of a web page
    - `pins`: the IP addresses of the host when it was checked; git connects only to these
    """

    url: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    branch: str = ""
    pins: tuple[str, ...] = ()

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return the texts that must never be shown."""
        return tuple(secret for secret in (self.password, self.user if self.is_token else "") if secret)

    @property
    def is_token(self) -> bool:
        """Whether the user name is a token."""
        return not self.password and (bool(_TOKEN.match(self.user)) or len(self.user) >= 30)


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """Return a text without these secrets, without tokens, and without user names and passwords in addresses."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return _HEADER.sub(r"\1 ***", _TOKEN.sub("***", _USERINFO.sub("", text)))


def read_branch(text: str) -> str:
    """Return the name of a branch; empty if none is given.

    Raises:
        AddressError: git does not allow such a name.
    """
    text = text.strip().removeprefix("refs/heads/")
    if text and not _BRANCH.fullmatch(text):
        raise AddressError("this is not a valid branch name.")
    return text


def read_address(text: str, local: bool = False) -> Address:
    """Read the address of a repository.

    Args:
        text: an address for git, or the address of a web page of a repository, with or without https://.
        local: whether `file://` and http to this machine are accepted as well; for tests.

    Raises:
        AddressError: it is invalid, or could make git do something else than fetch over https or ssh. The message does
            not show it: an address may name people, and the log of a CI system is public.
    """
    text = text.strip().removeprefix("<").removesuffix(">")
    if not text:
        raise AddressError("the repository has no address. Write https://github.com/OWNER/NAME.")
    if not text.isprintable():
        raise AddressError(f"{_INVALID}: it contains control characters.")
    if len(text) > MAX_LENGTH:
        raise AddressError(f"{_INVALID}: it has more than {MAX_LENGTH} characters.")
    if text.startswith("-"):
        raise AddressError(f"{_INVALID}: it starts with a dash, like an option of git.")
    if _HELPER.match(text):
        raise AddressError(f"{_INVALID}: it names a program for git to run.")
    if " " in text:
        raise AddressError(f"{_INVALID}: it contains a space.")
    scheme = _SCHEME.match(text)
    if scheme is None:
        if _BARE.match(text):
            return read_address(f"https://{text}", local)
        short = _SHORT_SSH.fullmatch(text)
        if short is None or _NO_HOST.fullmatch(short["host"]):
            raise AddressError(f"{_INVALID}. Write https://github.com/OWNER/NAME.")
        user, path = short["user"] or "git", short["path"].lstrip("/")
        return read_address(f"ssh://{user}@{short['host']}/{path}", local)
    try:
        return _parse_url(text, scheme[1].lower(), local)
    except UnicodeError:
        raise AddressError(f"{_INVALID}: it cannot be decoded.") from None


def _parse_url(text: str, scheme: str, local: bool) -> Address:
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise AddressError(f"{_INVALID}: its host or port cannot be read.") from None
    if scheme == "file" and local and not parts.netloc and parts.path.startswith("/"):
        return Address(f"file://{parts.path}")
    if scheme == "http" and host in {"github.com", "www.github.com", "gitlab.com"}:
        scheme = "https"
    if scheme not in {"https", "ssh"} and not (scheme == "http" and local and _is_loopback(host)):
        used = f"{scheme}://" if scheme in _SCHEMES else "its scheme"
        here = scheme == "file" or (scheme == "http" and _is_loopback(host))
        raise AddressError(
            f"{_INVALID}: {used} is not supported. Write https://… or git@…."
            + (f" To try it with repositories on this machine, set {LOCAL}=1." if here and not local else "")
        )
    if is_internal(host) and not (local and _is_loopback(host)):
        raise AddressError(
            "the repository is at an internal address of this machine or its cloud. Use a public address."
        )
    if not _HOST.fullmatch(host) and not (local and _is_loopback(host)):
        raise AddressError(f"{_INVALID}: its host is not a host name.")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user + password).isprintable():
        raise AddressError(f"{_INVALID}: it contains control characters.")
    path, branch = _split_page_path(parts.path, "github.com" if host == "www.github.com" else host)
    if not path.strip("/") or "/../" in f"{unquote(path)}/" or path.startswith("/-") or not unquote(path).isprintable():
        raise AddressError("the address names no repository. Write https://github.com/OWNER/NAME.")
    host = f"[{host}]" if ":" in host else host.removeprefix("www.") if host == "www.github.com" else host
    place = host + (f":{port}" if port else "") + path
    if scheme != "ssh":
        return Address(f"{scheme}://{place}", user, password, branch)
    if password:
        raise AddressError("ssh does not accept a password in an address. Use a key, or https.")
    if user and not _USER.fullmatch(user):
        raise AddressError(f"{_INVALID}: its user is not a user name.")
    return Address(f"ssh://{user}@{place}" if user else f"ssh://{place}", branch=branch)


def _split_page_path(path: str, host: str) -> tuple[str, str]:
    """Return the path of a repository, and the branch if there is one, from the path of a web page."""
    path = re.sub(r"/{2,}", "/", path).rstrip("/")
    names = path.split("/")[1:]
    rest: list[str] = []
    if host == "github.com" and len(names) > 2:
        names, rest = names[:2], names[2:]
    elif "-" in names[2:]:  # GitLab's pages lie behind /-/
        at = names.index("-", 2)
        names, rest = names[:at], names[at + 1 :]
    branch = unquote(rest[1]) if len(rest) > 1 and rest[0] in {"tree", "blob", "commits"} else ""
    return f"/{'/'.join(names)}", branch if _BRANCH.fullmatch(branch) else ""


def _is_loopback(host: str) -> bool:
    address = parse_ip(host)
    return host == "localhost" or (address is not None and address.is_loopback)
