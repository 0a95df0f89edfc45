"""Create, check and clean up the copies of repositories in the cache."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path

from mkdocs_report.collect.git import Git, Timeout
from mkdocs_report.runtime.files import read_head
from mkdocs_report.runtime.working_copy import has_links

_DAY = 24 * 60 * 60
CONFIGS = {
    40: "[core]\n\trepositoryformatversion = 0\n\tbare = true\n",
    64: "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectFormat = sha256\n",
}
"""The configuration of a copy, by the number of digits of its hashes."""
_LONGEST = 1024
"""The most bytes of a configuration that are read; both in `CONFIGS` are shorter."""
ENTRIES = frozenset({"HEAD", "config", "objects", "refs"})
"""The names of everything in a copy."""


def is_unmodified(folder: Path) -> bool:
    """Whether a copy is as `create_copy` makes it: same configuration, no hooks, references or borrowed objects."""
    objects = folder / "objects"
    try:
        plain = not any(path.is_symlink() for path in (folder, *folder.iterdir())) and not has_links(objects)
        known = {path.name for path in folder.iterdir()} <= ENTRIES
        config = _config(folder) if plain and (folder / "HEAD").is_file() else ""
        empty = not any(path.is_file() or path.is_symlink() for path in (folder / "refs").rglob("*"))
    except OSError:
        return False
    borrows = any(os.path.lexists(objects / "info" / name) for name in ("alternates", "http-alternates"))
    return plain and known and empty and not borrows and config in CONFIGS.values()


def _config(folder: Path) -> str:
    return read_head(folder / "config", _LONGEST).decode("utf-8", "replace")


def create_copy(git: Git, folder: Path, digits: int, timeout: Timeout) -> None:
    """Create an empty copy, completely or not at all; `digits` is the length of its hashes, 40 or 64."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, ignore_cleanup_errors=True) as place:
        new = Path(place, "git")
        kind = ["--object-format=sha256"] if digits == 64 else []
        git.run("init", "--quiet", "--bare", "--template=", *kind, str(new), repository=None, timeout=timeout)
        (new / "config").write_text(CONFIGS[digits], encoding="utf-8", newline="\n")
        for path in new.iterdir():
            if path.name not in ENTRIES:  # `branches`, which old versions of git create
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        if not folder.exists():
            new.replace(folder)


def clean_cache(cache: Path) -> None:
    """Delete leftovers of killed runs from the cache; those younger than a day may belong to a run in progress."""
    left = [*cache.glob("tmp*"), *cache.glob("*.git/objects/pack/tmp_*"), *cache.glob("*.git/objects/tmp_objdir-*")]
    for path in left:
        with contextlib.suppress(OSError):
            if path.lstat().st_mtime > time.time() - _DAY:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()
