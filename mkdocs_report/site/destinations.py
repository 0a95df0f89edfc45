"""Paths of published files: unique, and safe in any theme and on any server."""

from __future__ import annotations

import hashlib
import posixpath
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath

from mkdocs.structure.files import File

from mkdocs_report.config.roster import is_device

MAX_NAME_BYTES = 200
"""The longest name of a folder or file, in bytes. File systems allow 255, and some tools add a suffix."""
MAX_PATH_BYTES = 800
"""The longest path inside the site, in bytes. macOS allows 1,024 for a whole path."""
_SHORT_NAME_BYTES = 32
"""The longest name, in bytes, in a path that would be longer than `MAX_PATH_BYTES`."""
_SAFE = frozenset(" -_.~+,@()!=")
"""Allowed besides letters, digits and their marks. Others have a meaning in HTML, in an address or on Windows."""
BUILD_FILES = ("404.html", "sitemap.xml", "sitemap.xml.gz", ".nojekyll", "search/search_index.json")
"""Files that MkDocs, its search plugin and this plugin write, and that are not among the site's files."""


class Destinations:
    """The paths that are taken in a site. Case, and composed or decomposed letters, make no difference.

    Args:
        used_paths: the paths of the built site that are in use.
    """

    def __init__(self, used_paths: Iterable[str]) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()
        for path in used_paths:
            self._add(fold_path(path))

    def place(self, uri: str, directory_urls: bool) -> str:
        """Reserve a free path in `docs_dir` for a page, as close to `uri` as the rules allow."""
        safe = safe_path(uri)
        number, candidate = 1, safe
        while not self._is_free(key := fold_path(_built_path(candidate, directory_urls))):
            number += 1
            candidate = _numbered(safe, number)
        self._add(key)
        return candidate

    def folder(self, above: str, name: str) -> str:
        """Reserve the path of a folder that the site does not use yet."""
        number, candidate = 1, posixpath.join(above, name)
        while (key := fold_path(candidate)) in self._files or key in self._folders:
            number += 1
            candidate = posixpath.join(above, f"{name}-{number}")
        self._folders.add(key)
        return candidate

    def _is_free(self, key: str) -> bool:
        return key not in self._files and key not in self._folders and self._files.isdisjoint(_parent_folders(key))

    def _add(self, key: str) -> None:
        self._files.add(key)
        self._folders.update(_parent_folders(key))


def safe_path(uri: str) -> str:
    """Return a path whose names are safe in HTML, in an address and in a file system, and not too long."""
    if uri.isascii() and len(uri) <= MAX_NAME_BYTES and _is_usual(uri):
        return uri
    *folders, last = uri.split("/")
    stem, suffix = posixpath.splitext(last)
    for max_bytes in (MAX_NAME_BYTES, _SHORT_NAME_BYTES):
        names = [safe_name(folder, max_bytes) for folder in folders]
        path = "/".join([*names, f"{safe_name(stem, max_bytes - len(suffix))}{suffix}"])
        if len(path.encode()) <= MAX_PATH_BYTES:
            return path
    return f"{_digest(uri)}/{safe_name(stem, _SHORT_NAME_BYTES)}{suffix}"


def safe_name(name: str, max_bytes: int = MAX_NAME_BYTES) -> str:
    """Return a safe name for a folder, or for a file without its suffix, of at most `max_bytes` bytes."""
    text = unicodedata.normalize("NFC", name)
    text = "".join(c if c in _SAFE or unicodedata.category(c)[0] in "LMN" else "-" for c in text)
    text = text.lstrip(" ").rstrip(" .") or "-"
    if is_device(text):
        text = f"group-{text}"
    data = text.encode()
    if len(data) > max_bytes:
        text = f"{data[: max_bytes - 9].decode(errors='ignore')}-{_digest(text)}"
    return text


def _is_usual(uri: str) -> bool:
    return all(_is_safe(name) for name in posixpath.splitext(uri)[0].split("/"))


@lru_cache(maxsize=4096)
def _is_safe(name: str) -> bool:
    return safe_name(name) == name


def fold_path(path: str) -> str:
    """Return a path in lower case and composed letters, for a comparison as on macOS and Windows."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _built_path(uri: str, directory_urls: bool) -> str:
    return File(uri, None, "", directory_urls).dest_uri


def _numbered(uri: str, number: int) -> str:
    """Append a number to the last folder's name; without a folder, to the file's."""
    folder, name = posixpath.split(uri)
    if folder:
        above, last = posixpath.split(folder)
        return posixpath.join(above, f"{last}-{number}", name)
    stem, suffix = posixpath.splitext(name)
    return f"{'report' if stem.lower() in {'readme', 'index'} else stem}-{number}{suffix}"


def _parent_folders(key: str) -> list[str]:
    return [str(folder) for folder in PurePosixPath(key).parents][:-1]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
