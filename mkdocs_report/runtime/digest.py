"""Digests of values, and of the software that is installed."""

from __future__ import annotations

import dataclasses
import enum
import hashlib
import os
import re
import sys
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from pathlib import Path

from mkdocs_report.runtime.files import files_in


def digest(*values: object) -> str:
    """Return a digest of some values, the same in every process for equal values.

    Raises:
        TypeError: a value is of an unsupported type.
    """
    text = "\0".join(map(_canonical, values))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _canonical(value: object) -> str:
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    if value is None or isinstance(value, str | int | float | bytes):
        return repr(value)
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_canonical, value))}]"
    if isinstance(value, Mapping):
        pairs = sorted((_canonical(key), _canonical(each)) for key, each in value.items())
        return f"{{{','.join(f'{key}:{each}' for key, each in pairs)}}}"
    if isinstance(value, AbstractSet):
        return f"<{','.join(sorted(map(_canonical, value)))}>"
    if isinstance(value, re.Pattern):
        return f"pattern({value.pattern!r},{value.flags})"
    if isinstance(value, Path):
        return f"path({str(value)!r})"
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ",".join(_canonical(getattr(value, each.name)) for each in dataclasses.fields(value))
        return f"{type(value).__name__}({fields})"
    raise TypeError(f"no digest of {type(value).__name__}")


@lru_cache(maxsize=1)
def software() -> str:
    """Return a digest of the software that affects results: Python, versions of installed packages, our own files."""
    package = Path(__file__).parent.parent
    paths = sorted(path for _, _, path in files_in(package) if f"{os.sep}__pycache__{os.sep}" not in path)
    own = [(path.removeprefix(str(package)), hashlib.sha256(Path(path).read_bytes()).hexdigest()) for path in paths]
    installed = sorted({name for folder in sys.path for name in _distributions(folder)})
    return digest(sys.version, installed, own)


def _distributions(folder: str) -> list[str]:
    """Return the names of the records of packages in a folder, which contain the packages' names and versions."""
    try:
        return [name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return []
