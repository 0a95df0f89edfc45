"""Recognise the addresses of images that were pasted into GitHub, and name the copies that `collect` stores.

GitHub calls them attachments. They are in no repository, and those of a private one are shown only to its readers.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from mkdocs_report.model.group_folder import ATTACHMENTS

_UUID = r"(?P<uuid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_NUMBERS = r"\d{1,12}/\d{1,15}-"
_PASTED = re.compile(rf"https://github\.com/user-attachments/assets/{_UUID}", re.ASCII)
_OLDER = re.compile(
    r"https://github\.com/(?P<repository>[A-Za-z0-9][A-Za-z0-9-]{0,38}/(?!\.{1,2}/)[\w.-]{1,100})"
    rf"/assets/\d{{1,12}}/{_UUID}",
    re.ASCII,
)
_OLDEST = re.compile(rf"https://user-images\.githubusercontent\.com/{_NUMBERS}{_UUID}\.[a-z]{{3,4}}", re.ASCII)
_SIGNED = re.compile(
    rf"https://private-user-images\.githubusercontent\.com/{_NUMBERS}{_UUID}\.[a-z]{{3,4}}(?:\?[!-~]{{0,4000}})?",
    re.ASCII,
)
_TYPES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), ".png"),
    (re.compile(rb"\xff\xd8\xff"), ".jpg"),
    (re.compile(rb"GIF8[79]a"), ".gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), ".webp"),
)
"""The first bytes of the images that are stored, and the suffix of each. An SVG may contain scripts."""


def attachment_address(src: str) -> str | None:
    """Return the lasting address of an image that was pasted into GitHub; None for any other address.

    A signed address (`private-user-images…?jwt=…`) is valid for some minutes. Its lasting address has no signature.
    """
    address = src.partition("#")[0]
    if _PASTED.fullmatch(address) or _OLDER.fullmatch(address) or _OLDEST.fullmatch(address):
        return address
    uuid = signed_uuid(address)
    return f"https://github.com/user-attachments/assets/{uuid}" if uuid else None


def signed_uuid(url: str) -> str:
    """Return the UUID of the attachment that a signed address leads to; empty for any other address."""
    match = _SIGNED.fullmatch(url)
    return match["uuid"] if match else ""


def uuid_of(address: str) -> str:
    """Return the UUID in the lasting address of an attachment."""
    return str(re.findall(_UUID, address)[-1])


def repository_of(address: str) -> str:
    """Return the repository that an address of an attachment names, as `OWNER/NAME`; empty if it names none."""
    match = _OLDER.fullmatch(address)
    return match["repository"] if match else ""


def image_suffix(data: bytes) -> str:
    """Return the suffix of an image's type by its first bytes; empty if it is not PNG, JPEG, GIF or WebP."""
    return next((suffix for first, suffix in _TYPES if first.match(data)), "")


def stored_path(address: str, suffix: str) -> str:
    """Return the path in the group's folder at which an attachment is stored."""
    return f"{ATTACHMENTS}/{hashlib.sha256(address.encode()).hexdigest()[:32]}{suffix}"


def stored_attachments(recorded: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the paths of stored attachments by address, from a record that anyone may have written."""
    return {
        address: path
        for address, path in recorded
        if attachment_address(address) == address and path in {stored_path(address, suffix) for _, suffix in _TYPES}
    }
