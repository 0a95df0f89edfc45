"""Decide which hosts may be asked for repositories, and which get the user's credentials."""

from __future__ import annotations

import netrc
import re
import socket
from collections.abc import Collection, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies_environment, proxy_bypass

TRUSTED = ("github.com", "gitlab.com")
"""The hosts that get credentials by default."""
_NAMES = re.compile(
    r"(?:.+\.)?localhost|localhost\.localdomain|localhost6(?:\..+)?|ip6-(?:localhost|loopback)|"
    r"metadata(?:\.google\.internal|\.goog)?|instance-data(?:\..+)?",
    re.ASCII,
)
"""Names of this machine, and of services of clouds that give out keys."""
_METADATA = tuple(map(ip_network, ("168.63.129.16/32", "100.100.100.200/32", "fd00:ec2::/32", "fd20:ce::/64")))
_TRANSLATED = ip_network("64:ff9b::/96")
_SCOPED = re.compile(r"(?:[^/@]*@)?(?P<host>[^/@*]+)(?:/.*)?")


def parse_ip(host: str) -> IPv4Address | IPv6Address | None:
    """Return the IP address that a host states in any notation (`127.1`, `0x7f000001`); None for a name."""
    bare = host.strip("[]").rstrip(".").partition("%")[0]
    try:
        return _plain(ip_address(bare))
    except ValueError:
        pass
    parts = bare.split(".")
    try:
        numbers = [
            int(p, 16 if p.lower().startswith("0x") else 8 if p.startswith("0") and p != "0" else 10) for p in parts
        ]
    except ValueError:
        return None
    if len(parts) > 4 or any(number > 255 or number < 0 for number in numbers[:-1]):
        return None
    total = sum(number << 8 * (3 - place) for place, number in enumerate(numbers[:-1])) + numbers[-1]
    return IPv4Address(total) if 0 <= total < 1 << 32 else None


def _plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that an IPv6 address embeds; otherwise the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _TRANSLATED or (int(address) >> 32 == 0 and int(address) > 1):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)


def is_internal(host: str) -> bool:
    """Whether a host, by its name or address as written, is this machine or a metadata service of a cloud."""
    address = parse_ip(host)
    return _is_internal_address(address) if address else _NAMES.fullmatch(host.casefold().rstrip(".")) is not None


def _is_internal_address(address: IPv4Address | IPv6Address) -> bool:
    special = address.is_loopback or address.is_unspecified or address.is_link_local or address.is_multicast
    return special or address.is_reserved or any(address in network for network in _METADATA)


def refusal_reason(host: str, addresses: Iterable[str], trusted: Collection[str], local: bool = False) -> str:
    """Return the reason why a host must not be asked, given its addresses; empty if it may be asked.

    Args:
        host: the host in the roster.
        addresses: its addresses, as `resolve` returns them.
        trusted: hosts that may be in a private network.
        local: whether this machine may be asked; for tests.
    """
    for text in addresses:
        address = parse_ip(text)
        if address is None or (local and address.is_loopback):
            continue
        if _is_internal_address(address):
            return f"{host} has an internal address of this machine or its cloud ({address}). Use a public address"
        if not address.is_global and host not in {name.rpartition(":")[0] or name for name in trusted}:
            return f"{host} is in a private network ({address}). If you trust it, add --trusted-host {host}"
    return ""


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host; none if its name is unknown here (an alias of ssh, or behind a proxy)."""
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def has_proxy(host: str, settings: Iterable[tuple[str, str]]) -> bool:
    """Whether a host is asked through a proxy, by environment variables or the user's settings of git."""
    if proxy_bypass(host):
        return False
    named = {"http", "https", "all"} & set(getproxies_environment())
    return bool(named) or any(re.fullmatch(r"http\.(?:.+\.)?proxy", name.lower()) and value for name, value in settings)


def host_and_port(url: str) -> str:
    """Return the host of an address, with the port unless it is the usual one."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port
    return host if port in (None, 443) else f"{host}:{port}"


def settings_for(settings: Sequence[tuple[str, str]], url: str, trusted: Collection[str]) -> list[tuple[str, str]]:
    """Return the user's settings for an address.

    Credentials that are bound to a host (`credential.https://HOST.helper`) are always included, since git compares the
    host. All others are included only for trusted hosts.
    """
    return [(name, value) for name, value in settings if host_and_port(url) in trusted or not _is_unbound_secret(name)]


def _is_unbound_secret(name: str) -> bool:
    section, _, rest = name.lower().partition(".")
    scope, _, key = rest.rpartition(".")
    if section == "http" and key not in {"extraheader", "cookiefile", "emptyauth", "delegation"}:
        return False
    return not (scope and _SCOPED.fullmatch(scope.partition("://")[2] if "://" in scope else scope))


def netrc_answers_all(home: Path) -> bool:
    """Whether a `.netrc` has an entry for every host, or cannot be read."""
    for file in (home / ".netrc", home / "_netrc"):
        if file.is_file():
            try:
                return "default" in netrc.netrc(str(file)).hosts
            except (OSError, netrc.NetrcParseError, UnicodeError):
                return True
    return False
