"""Match globs of templates and reports in the same way on every system and in every version of Python.

`pathlib` changed its globs in Python 3.12 and 3.13: the meaning of `**` at the end, of a slash at the end, and of
letter case. Therefore patterns are matched here.
"""

from __future__ import annotations

import os
import re
import stat
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache
from pathlib import Path
from typing import Literal

from mkdocs_report.errors import SettingsError

_WILD = set("*?[")
_ANY_DEPTH = "**"


class GlobError(ValueError):
    """An invalid pattern. The text states the problem and the solution."""

    def in_option(self, option: str, pattern: str) -> SettingsError:
        """Return the error about the pattern in an option."""
        return SettingsError(f"{option}: “{pattern}” is no glob of files: {self}.", (option, pattern))


def parts_of(pattern: str) -> tuple[str, ...]:
    r"""Return the parts of a glob, without empty ones: `./groups//*\README.md` is `groups`, `*`, `README.md`.

    Args:
        pattern: a glob. `*`, `?` and `[…]` match within one name, `**` matches any number of folders. Case counts.

    Raises:
        GlobError: it is empty or names a folder, or `**` is only a part of a name.
    """
    text = pattern.strip().replace("\\", "/")
    named = [part for part in text.split("/") if part not in {"", "."}]
    parts = tuple(part for part, before in zip(named, ["", *named], strict=False) if (part, before) != ("**", "**"))
    if not parts or text.endswith(("/", "/.")):
        raise GlobError("it names no file. Write, for example, “groups/*/README.md”")
    if parts[-1] == _ANY_DEPTH:
        raise GlobError("“**” names folders. Write “**/README.md”")
    if any(_ANY_DEPTH in part and part != _ANY_DEPTH for part in parts):
        raise GlobError("“**” is only a part of a name. Write “*” within a name, or “**/” for folders")
    return parts


def report_parts(pattern: str) -> tuple[str, ...]:
    """Return the parts of a glob in `docs_dir`.

    Raises:
        GlobError: as `parts_of`; or it leads out of the folder.
    """
    parts = parts_of(pattern)
    if ".." in parts or re.match(r"[A-Za-z]:", parts[0]):
        raise GlobError("it leads out of docs_dir. Write a path relative to docs_dir")
    return parts


def matching(folder: Path, parts: Sequence[str], any_case: bool = False) -> Iterator[str]:
    """Yield the files in a folder that match the parts of a glob, each once, with `/`; not the folders.

    Links are followed where a part names or matches them, but not by `**`.

    Args:
        folder: the folder.
        parts: see `parts_of`; without `..`.
        any_case: whether the last part matches in any case of letters.
    """
    wanted = tuple(parts)
    seen: set[str] = set()
    for path in _below(str(folder), "", wanted, any_case):
        if path not in seen:
            seen.add(path)
            yield path


@dataclass(frozen=True, slots=True)
class _FolderEntry:
    name: str
    path: str
    kind: Literal["file", "folder", "linked folder"]


def _below(folder: str, above: str, parts: tuple[str, ...], any_case: bool) -> Iterator[str]:
    part, rest = parts[0], parts[1:]
    if part == _ANY_DEPTH:
        yield from _below(folder, above, rest, any_case)
        for entry in _entries(folder):
            if entry.kind == "folder":
                yield from _below(entry.path, f"{above}{entry.name}/", parts, any_case)
        return
    fits = _matcher(part, any_case and not rest)
    for entry in _named(folder, part) if fits.is_exact else _entries(folder, fits):
        if (entry.kind == "file") == (not rest):
            path = f"{above}{entry.name}"
            if rest:
                yield from _below(entry.path, f"{path}/", rest, any_case)
            else:
                yield path


def _entries(folder: str, fits: Callable[[str], bool] = lambda _name: True) -> list[_FolderEntry]:
    """Return the entries of a folder whose names match, sorted; none for a folder that cannot be read."""
    try:
        with os.scandir(folder) as listed:
            found = [_FolderEntry(each.name, each.path, _kind(each)) for each in listed if fits(_composed(each.name))]
        return sorted(found, key=lambda each: each.name)
    except OSError:
        return []


def _named(folder: str, name: str) -> list[_FolderEntry]:
    """Return the entries of a folder with one name, without listing the folder, which would take longer."""
    path = os.path.join(folder, name)  # asked of each report
    try:
        is_folder = stat.S_ISDIR(os.stat(path).st_mode)
    except (OSError, ValueError):
        return [_FolderEntry(name, path, "file")] if os.path.islink(path) else []
    if not is_folder:
        return [_FolderEntry(name, path, "file")]
    return [_FolderEntry(name, path, "linked folder" if os.path.islink(path) else "folder")]


def _kind(entry: os.DirEntry[str]) -> Literal["file", "folder", "linked folder"]:
    try:
        if not entry.is_dir():
            return "file"
        return "linked folder" if entry.is_symlink() else "folder"
    except OSError:  # a loop of links
        return "file"


class _Matcher:
    def __init__(self, part: str, any_case: bool) -> None:
        self._any_case = any_case
        self._plain = part.casefold() if any_case else part
        flags = re.IGNORECASE if any_case else 0
        self._pattern = re.compile(translate(part), flags) if _WILD & set(part) else None
        self.is_exact = self._pattern is None and not any_case and part.isascii() and sys.platform == "linux"
        """Whether the file system can be asked for the name directly, with the same case."""

    def __call__(self, name: str) -> bool:
        if self._pattern is not None:
            return self._pattern.match(name) is not None
        return (name.casefold() if self._any_case else name) == self._plain


@lru_cache(maxsize=256)
def _matcher(part: str, any_case: bool) -> _Matcher:
    return _Matcher(_composed(part), any_case)


def _composed(name: str) -> str:
    """Return a name with composed accents; file systems store them composed or decomposed."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)
