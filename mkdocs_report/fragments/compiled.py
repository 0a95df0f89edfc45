"""Templates, compiled: to compile those of a theme and ours takes longer than to fill them for a small course."""

from __future__ import annotations

import sysconfig
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache

from mkdocs_report.whole import write_whole

_PACKAGE = Path(__file__).parent.parent
_INSTALLED = tuple({str(_PACKAGE), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
_KEPT = "kept-"


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
        extensions = sorted(environment.extensions)
        terms = (name, filename, environment.autoescape, environment.trim_blocks, environment.optimized, extensions)
        where = _KEPT if filename and filename.startswith(_INSTALLED) else ""
        key = where + sha256(repr(terms).encode("utf-8", "surrogatepass")).hexdigest()[:40]
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is known of a template."""
        known = self._known.get(bucket.key)
        if known is None and bucket.key.startswith(_KEPT):
            with suppress(OSError):
                known = (self._folder / bucket.key).read_bytes()
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
