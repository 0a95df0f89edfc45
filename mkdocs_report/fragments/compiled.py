"""Templates, compiled: to compile those of a theme and ours takes longer than to fill them for a small course."""

from __future__ import annotations

import os
import stat
import sysconfig
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache

from mkdocs_report.whole import write_whole

_PACKAGE = Path(__file__).parent.parent
_INSTALLED = tuple({str(_PACKAGE), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
_KEPT = "kept-"
_OPEN: int = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
_OPTIONS = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"),
    *("trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline"),
    *("optimized", "autoescape", "is_async"),
)
"""All options of an environment that a template is compiled by; filters are folded into it as well."""


def _functions(known: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """Return which filters or tests an environment has: calls with constants are folded at compile time."""
    return sorted(
        (name, getattr(each, "__module__", ""), getattr(each, "__qualname__", type(each).__qualname__))
        for name, each in known.items()
    )


def _private(found: os.stat_result) -> bool:
    """Whether only this user or the administrator can write there: compiled templates are run as code."""
    return not hasattr(os, "getuid") or (found.st_uid in (0, os.getuid()) and not found.st_mode & 0o022)


class Compiled(BytecodeCache):
    """Keeps compiled templates in memory, and those of installed packages as Python keeps modules: in `__pycache__`.

    Jinja knows by a checksum whether a template is still the same. Where the folder can not be written, nothing is
    kept; a file in it that is none of ours is as if it were not there.

    Args:
        folder: where those of installed packages are kept.
    """

    def __init__(self, folder: Path = _PACKAGE / "templates" / "__pycache__") -> None:
        self._folder = folder
        self._known: dict[str, bytes] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return what is known of a template, as this environment compiles it."""
        options = [getattr(environment, option) for option in _OPTIONS]
        functions = _functions(environment.filters), _functions(environment.tests)
        finalize = getattr(environment.finalize, "__qualname__", None)  # it is called by the compiled template
        terms = (name, filename, options, finalize, sorted(environment.extensions), functions)
        where = _KEPT if filename and filename.startswith(_INSTALLED) else ""
        key = where + sha256(repr(terms).encode("utf-8", "surrogatepass")).hexdigest()[:40]
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is known of a template."""
        known = self._known.get(bucket.key)
        if known is None and bucket.key.startswith(_KEPT):
            with suppress(OSError), os.fdopen(os.open(self._folder / bucket.key, _OPEN), "rb") as file:
                found = os.fstat(file.fileno())
                if stat.S_ISREG(found.st_mode) and _private(found) and _private(self._folder.stat()):
                    known = file.read()
        if known is not None:
            try:
                bucket.bytecode_from_string(known)
            except Exception:  # whatever foreign bytes raise
                bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._known[bucket.key] = known = bucket.bytecode_to_string()
        if bucket.key.startswith(_KEPT):
            with suppress(OSError):
                write_whole(self._folder / bucket.key, known)
