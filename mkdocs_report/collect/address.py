"""Addresses of repositories as people paste them, made fit for git; and their secrets kept out of all that we print."""

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
"""Text before a colon that is no host: a scheme without its slashes, or a drive of Windows."""
_USER = re.compile(r"\w[\w.-]*")
_BARE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?/", re.IGNORECASE)
_HELPER = re.compile(r"[\w+.-]*::")
_SCHEME = re.compile(r"([A-Za-z][\w+.-]*)://")
_BRANCH = re.compile(r"(?![-/.])(?!.*(?:\.\.|//|@\{|\.lock(?:/|$)|/\.|[/.]$))[^\x00-\x20\x7f~^:?*\[\\]{1,200}")
_SCHEMES = frozenset({"file", "ftp", "git", "http"})
"""Schemes that a message may show; others may be a part of somebody's name."""
_TOKEN = re.compile(r"gh[a-z]_\w+|github_pat_\w+|glpat-[\w-]+", re.IGNORECASE)
_USERINFO = re.compile(r"(?<=://)[^\s/]*@")
_HEADER = re.compile(r"(authorization\s*:)[^\r\n]*", re.IGNORECASE)
LOCAL = "MKDOCS_REPORT_COLLECT_LOCAL"
"""A variable of the environment: set to 1, `file://` and `http://localhost` are collected from, too.

For tests, and for the tutorial, whose groups are on the reader's own machine.
"""
MAX_LENGTH = 500
"""The longest address that is taken for one."""


class AddressError(ValueError):
    """An address that git is not given: what is wrong with it, and what to write."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a repository is.

    `url` holds no secret and may be shown. `user` and `password` are what stood before the host, to be handed to git
    in another way; `branch` is the one that a pasted address of a web page names. `pins` are the addresses that the
    host's name had when it was checked: git connects to no other.
    """

    url: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    branch: str = ""
    pins: tuple[str, ...] = ()

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be shown."""
        return tuple(secret for secret in (self.password, self.user if self.is_token else "") if secret)

    @property
    def is_token(self) -> bool:
        """Whether what stands in the place of the user's name is a token."""
        return not self.password and (bool(_TOKEN.match(self.user)) or len(self.user) >= 30)


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """Return a text without these secrets, without what stands before the host of an address, and without tokens."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return _HEADER.sub(r"\1 ***", _TOKEN.sub("***", _USERINFO.sub("", text)))


def read_branch(text: str) -> str:
    """Return a branch's name, or nothing for an empty one.

    Raises:
        AddressError: git knows no branch of such a name.
    """
    text = text.strip().removeprefix("refs/heads/")
    if text and not _BRANCH.fullmatch(text):
        raise AddressError("git knows no branch of such a name.")
    return text


def read_address(text: str, local: bool = False) -> Address:
    """Read the address of a repository.

    Args:
        text: an address for git, or that of a web page of a repository, with or without https://.
        local: whether a path of this machine (`file://`) and plain http to this machine are taken, too: for tests.

    Raises:
        AddressError: it is none, or one that could make git do something else than fetch over https or ssh. The message
            does not show it: an address names people, and the log of a CI system is public.
    """
    text = text.strip().removeprefix("<").removesuffix(">")
    if not text:
        raise AddressError("there is no address of a repository.")
    if not text.isprintable() or len(text) > MAX_LENGTH:
        raise AddressError("the repository is no address: it holds control characters, or is too long.")
    if text.startswith("-"):
        raise AddressError("the repository is no address: it begins with a dash, as an option of git does.")
    if _HELPER.match(text):
        raise AddressError("the repository is no address: it names a program for git to run.")
    if " " in text:
        raise AddressError("the repository is no address: there is a blank in it.")
    scheme = _SCHEME.match(text)
    if scheme is None:
        if _BARE.match(text):
            return read_address(f"https://{text}", local)
        short = _SHORT_SSH.fullmatch(text)
        if short is None or _NO_HOST.fullmatch(short["host"]):
            raise AddressError("the repository is no address. Write https://github.com/OWNER/NAME.")
        user, path = short["user"] or "git", short["path"].lstrip("/")
        return read_address(f"ssh://{user}@{short['host']}/{path}", local)
    try:
        return _parse_url(text, scheme[1].lower(), local)
    except UnicodeError:
        raise AddressError("the repository is no address: it can not be read.") from None


def _parse_url(text: str, scheme: str, local: bool) -> Address:
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise AddressError("the repository is no address: its host or port can not be read.") from None
    if scheme == "file" and local and not parts.netloc and parts.path.startswith("/"):
        return Address(f"file://{parts.path}")
    if scheme == "http" and host in {"github.com", "www.github.com", "gitlab.com"}:
        scheme = "https"
    if scheme not in {"https", "ssh"} and not (scheme == "http" and local and _is_loopback(host)):
        used = f"{scheme}://" if scheme in _SCHEMES else "its scheme"
        here = scheme == "file" or (scheme == "http" and _is_loopback(host))
        raise AddressError(
            f"the repository is no address to collect from: {used} is not used. Write https://… or git@…."
            + (f" To try it with repositories on this machine, set {LOCAL}=1." if here and not local else "")
        )
    if is_internal(host) and not (local and _is_loopback(host)):
        raise AddressError("the repository is an address of this machine or of its cloud; it is not collected from.")
    if not _HOST.fullmatch(host) and not (local and _is_loopback(host)):
        raise AddressError("the repository is no address: its host is no host name.")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user + password).isprintable():
        raise AddressError("the repository is no address: it holds control characters.")
    path, branch = _split_page_path(parts.path, "github.com" if host == "www.github.com" else host)
    if not path.strip("/") or "/../" in f"{unquote(path)}/" or path.startswith("/-") or not unquote(path).isprintable():
        raise AddressError("the address names no repository. Write https://github.com/OWNER/NAME.")
    host = f"[{host}]" if ":" in host else host.removeprefix("www.") if host == "www.github.com" else host
    place = host + (f":{port}" if port else "") + path
    if scheme != "ssh":
        return Address(f"{scheme}://{place}", user, password, branch)
    if password:
        raise AddressError("ssh takes no password from an address. Use a key, or https.")
    if user and not _USER.fullmatch(user):
        raise AddressError("the repository is no address: its user is no user name.")
    return Address(f"ssh://{user}@{place}" if user else f"ssh://{place}", branch=branch)


def _split_page_path(path: str, host: str) -> tuple[str, str]:
    """The path of a repository, and the branch that is named behind it, from the path of a web page of it."""
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
