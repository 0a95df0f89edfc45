"""Find the file that an image's address leads to, without leaving the report's folder."""

from __future__ import annotations

import errno
import os
import posixpath
import re
import unicodedata
import warnings
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from mkdocs_report.errors import nearest_file
from mkdocs_report.images.attachments import attachment_address, stored_attachments
from mkdocs_report.images.pixels import open_image
from mkdocs_report.model.group_folder import REPORT_FOLDERS
from mkdocs_report.model.image import ImageFile, ImageState
from mkdocs_report.runtime.files import SpecialFileError, open_regular, read_head

if TYPE_CHECKING:
    from mkdocs_report.parsing.collect_record import Collected

MAX_FILES = 5_000
"""The most files of a report's folder that are listed."""
MAX_GUESSES = 50
"""The most missing images of a report for which the file that was meant is looked for."""
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_MACHINE = re.compile(r"[a-zA-Z]:[\\/]|file:", re.IGNORECASE)
"""A path of the machine: a drive letter, or an address of a file."""
_SIGNATURES = {"PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff"}
"""The first bytes of the two usual types; Pillow recognises the others."""
LFS_POINTER = b"version https://git-lfs.github.com/spec/"
"""The first bytes of a pointer file of Git LFS."""
_HEIC = re.compile(rb"....ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)", re.DOTALL)
"""The first bytes of HEIC files (ISO/IEC 23008-12, annex B)."""
_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".avif", ".heic"})
"""The names that images have; nothing else in a report's folder is ever published."""


class ReportFolder:
    """The files of one report's folder, listed once, without symbolic links.

    `files` are their paths, if they are known already because the folder is not on this machine.
    """

    def __init__(self, root: Path, files: Iterable[str] | None = None) -> None:
        self.root = root
        self._place = f"{root}{os.sep}"  # a prefix as text, since joining paths is slower than opening the file
        self._is_elsewhere = files is not None
        self._files = None if files is None else frozenset(files)
        self._known: dict[str, ImageFile] = {}
        self._guesses = 0

    @property
    def files(self) -> frozenset[str]:
        """Return the paths of the regular files in the folder, relative to it, with `/`."""
        if self._files is None:
            self._files = frozenset(_walk(self._place))
        return self._files

    def resolve(self, src: str) -> ImageFile:
        """Find the file that an address leads to.

        A path from `/` starts at the root of the repository, as on GitHub. If no repository is known, it may start at
        any folder above the report's.
        """
        if src not in self._known:
            self._known[src] = self._resolve(src)
        return self._known[src]

    def named(self, src: str) -> str | None:
        """Return the path of the file that an address names, in the case of the file; its content is not checked."""
        if _SCHEME.match(src) and not _MACHINE.match(src):
            return None
        path = unquote(src.partition("#")[0].partition("?")[0])
        found = None if not path or "\0" in path or _leads_out(path) else self._find(path)
        if found is None or found in self.files:
            return found
        return self._by_folded.get(_folded(found))

    def _resolve(self, src: str) -> ImageFile:
        if elsewhere := _elsewhere(src):
            return self._stored(src) or elsewhere
        path = unquote(src.partition("#")[0].partition("?")[0])
        if not path or "\0" in path:
            return ImageFile(ImageState.MISSING, meant=self._meant(path))
        found = None if _leads_out(path) else self._find(path)
        if found is not None and found in self.files:
            return _identify(self._place + found, found)
        if found is None:
            tail = self._inside(path) if path.startswith("/") else None
            return ImageFile(ImageState.OUTSIDE, meant=tail if tail in self.files else None)
        if self._is_behind_link(found):
            return ImageFile(ImageState.OUTSIDE)
        if self._is_hidden(found):
            return ImageFile(ImageState.HIDDEN, path=found)
        match = self._by_folded.get(_folded(found))
        if not match and _is_unreadable(self._place + found):
            return ImageFile(ImageState.UNREADABLE, path=found)
        if match:
            return ImageFile(ImageState.WRONG_CASE, path=found, meant=match)
        return ImageFile(ImageState.MISSING, path=found, meant=self._meant(found))

    def _stored(self, src: str) -> ImageFile | None:
        """Return the copy that `collect` stored of an image that was pasted into GitHub; None if there is none."""
        address = attachment_address(src)
        path = self._attachments.get(address) if address else None
        if path is None or self._is_behind_link(path) or not os.path.isfile(self._place + path):
            return None
        return _identify(self._place + path, path)

    @cached_property
    def _attachments(self) -> dict[str, str]:
        return stored_attachments(self._record.attachments) if self._record else {}

    def _find(self, path: str) -> str | None:
        """Return the path relative to the folder, or None if it leads out of the folder."""
        if path.startswith("/"):
            normal, place = posixpath.normpath(path).strip("/"), self._place_in_repository
            if place is None:
                return self._inside(path)
            return (normal.removeprefix(f"{place}/") or None) if not place or normal.startswith(f"{place}/") else None
        normal = posixpath.normpath(path)
        if normal.startswith("../"):
            name, _, rest = normal[3:].partition("/")
            return rest if name in REPORT_FOLDERS | {self.root.name} and rest else None
        return None if normal in {"..", "."} else normal

    def _inside(self, path: str) -> str | None:
        """Return the path relative to the folder, for one that starts at a folder above; None if it does not."""
        parts = [part for part in posixpath.normpath(path).split("/") if part]
        tails = ["/".join(parts[i:]) for i in range(min(len(parts), 8))]
        names = REPORT_FOLDERS | {self.root.name}
        inside = [t for i, t in enumerate(tails) if t in self.files or (i and parts[i - 1] in names)]
        return inside[0] if inside else None

    @cached_property
    def _place_in_repository(self) -> str | None:
        """Return the path of the folder in the repository in which GitHub shows the report; None if unknown."""
        if self._is_elsewhere:
            return None
        if self._record:
            return posixpath.dirname(self._record.path)
        folder = self.root.resolve()
        top = next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
        return None if top is None else folder.relative_to(top).as_posix().removeprefix(".")

    @cached_property
    def _record(self) -> Collected | None:
        from mkdocs_report.parsing.collect_record import read_collected  # few images need it

        return read_collected(self.root)

    def _is_hidden(self, path: str) -> bool:
        """Whether a path leads to a file whose name, or that of a folder above it, begins with a dot."""
        return any(part.startswith(".") for part in path.split("/")) and os.path.isfile(self._place + path)

    def _is_behind_link(self, path: str) -> bool:
        """Whether a path that is not among the folder's files is a symbolic link or leads through one."""
        parts = path.split("/")[:20]
        return any(os.path.islink(self._place + "/".join(parts[: i + 1])) for i in range(len(parts)))

    @cached_property
    def _by_folded(self) -> dict[str, str]:
        return {_folded(file): file for file in sorted(self.files, reverse=True)}

    @cached_property
    def _images(self) -> list[str]:
        return sorted(file for file in self.files if posixpath.splitext(file)[1].lower() in SUFFIXES)

    def _meant(self, path: str) -> str | None:
        images = self._images
        self._guesses += 1
        if self._guesses > MAX_GUESSES:
            return None
        path = path.replace("\\", "/")[:300]
        same = [f for f in images if posixpath.basename(f).casefold() == posixpath.basename(path).casefold()]
        return same[0] if same else nearest_file(path, images[:500])


def resolve_by_name(src: str) -> ImageFile:
    """Judge an address by its text alone, without a folder: the file is assumed to exist."""
    if elsewhere := _elsewhere(src):
        return elsewhere
    path = unquote(src.partition("#")[0].partition("?")[0])
    if not path or "\0" in path:
        return ImageFile(ImageState.MISSING)
    if _leads_out(path):
        return ImageFile(ImageState.OUTSIDE)
    suffix = posixpath.splitext(path)[1].lower()
    if suffix not in SUFFIXES:
        return ImageFile(ImageState.NOT_AN_IMAGE, path)
    return ImageFile(ImageState.OK, path, "JPEG" if suffix == ".jpg" else suffix[1:].upper())


def _elsewhere(src: str) -> ImageFile | None:
    """Return the image for an address with a scheme; None for a path."""
    if not _SCHEME.match(src) or _MACHINE.match(src):
        return None
    remote = src.startswith("//") or src.lower().startswith(("http:", "https:"))
    return ImageFile(ImageState.REMOTE if remote else ImageState.MISSING)


def _leads_out(path: str) -> bool:
    """Whether a path that stays inside as it is written would lead out if it is read in another way.

    Such a path leads upwards if it is decoded more than once, or if its parts are divided by backslashes.
    """
    if _MACHINE.match(path):
        return True
    if "%" not in path and "\\" not in path:
        return False
    plain = path
    for _ in range(5):
        plain = unquote(plain)
    other = posixpath.normpath(plain.replace("\\", "/"))
    return other != posixpath.normpath(path) and (other == ".." or other.startswith(("../", "/")))


def _is_unreadable(file: str) -> bool:
    """Whether it is unknown if a file exists: its folder cannot be read, or the disk fails."""
    try:
        os.stat(file, follow_symlinks=False)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG
    return False


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _walk(place: str) -> list[str]:
    found: list[str] = []
    todo = [""]
    while todo and len(found) < MAX_FILES:
        prefix = todo.pop()
        try:
            entries = sorted(os.scandir(place + prefix), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if prefix.count("/") < 8:
                    todo.append(f"{prefix}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                found.append(f"{prefix}{entry.name}")
    return found[:MAX_FILES]


def _identify(file: str, path: str) -> ImageFile:
    try:
        head = read_head(file, 1024)
    except SpecialFileError:
        return ImageFile(ImageState.NOT_AN_IMAGE, path)
    except OSError:
        return ImageFile(ImageState.UNREADABLE, path)
    kind = next((name for name, signature in _SIGNATURES.items() if head.startswith(signature)), None)
    if posixpath.splitext(path)[1].lower() not in SUFFIXES:  # other files, such as pages, must not be published
        return ImageFile(ImageState.NOT_AN_IMAGE, path, kind)
    if kind:
        return ImageFile(ImageState.OK, path, kind, size=_bytes_of(file))
    if head.startswith(LFS_POINTER):
        return ImageFile(ImageState.LFS_POINTER, path)
    if _SVG.search(head):
        return ImageFile(ImageState.OK, path, "SVG", size=_bytes_of(file))
    opened = _open(Path(file))
    if opened and opened[0] != "HEIF":  # which Pillow reads only with a plugin
        return ImageFile(ImageState.OK, path, opened[0], size=_bytes_of(file))
    return ImageFile(ImageState.NOT_AN_IMAGE, path, "HEIC" if _HEIC.match(head) else None)


def _bytes_of(file: str) -> int | None:
    try:
        return os.stat(file).st_size
    except OSError:
        return None


def image_size(file: str | Path) -> tuple[int, int] | None:
    """Return an image's width and height in pixels, or None if the file cannot be read as an image."""
    opened = _open(file)
    return opened[1] if opened else None


def _open(file: str | Path) -> tuple[str, tuple[int, int]] | None:
    try:
        with warnings.catch_warnings(action="ignore"), open_regular(file) as stream, open_image(stream) as image:
            return str(image.format), image.size
    except Exception:  # a hostile file: the plugins of Pillow may raise anything
        return None
