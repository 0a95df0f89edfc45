"""Templates, compiled: to compile those of a theme and ours takes longer than to fill them for a small course."""

from __future__ import annotations

import os
import stat
import sysconfig
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.compiler import CodeGenerator
from jinja2.utils import pass_context

from mkdocs_report.pages.fragments.pure_functions import identity
from mkdocs_report.runtime.atomic_write import write_whole
from mkdocs_report.runtime.digest import software

_PACKAGE = Path(__file__).parent.parent
_INSTALLED = tuple({str(_PACKAGE), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
_PREFIX = "kept-"
_OPEN_FLAGS: int = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
_OPTIONS = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"),
    *("trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline"),
    *("optimized", "is_async", "newstyle_gettext"),
)
"""All options of an environment that a template is compiled by, but for those that may be functions."""
_FUNCTIONS = ("autoescape", "finalize", "undefined")
_CONTEXT = getattr(pass_context(lambda _: None), "jinja_pass_arg", None)


def _compile_inputs(environment: Environment, source: str) -> Iterator[object]:
    """Yield what a template is compiled by.

    Raises:
        _UnknownError: something has a say in it of which nobody knows what it does.
    """
    yield [getattr(environment, option, None) for option in _OPTIONS]
    for option in _FUNCTIONS:
        value = getattr(environment, option)
        yield value if value is None or isinstance(value, bool) else _function_name(value)
    yield [_function_name(type(extension)) for extension in environment.extensions.values()]
    if any(map(callable, environment.policies.values())) or environment.code_generator_class is not CodeGenerator:
        raise _UnknownFunctionError
    yield sorted(environment.policies.items())
    for functions in (environment.filters, environment.tests):
        yield sorted((name, _compiled_as(name, function, source)) for name, function in functions.items())


def _function_name(function: object) -> str:
    name = identity(function) or _package_function_name(function)
    if name is None:
        raise _UnknownFunctionError
    return name


def _package_function_name(function: object) -> str | None:
    """A function of ours. What it holds may differ, and does not matter: our fragments give no constant to a filter."""
    while isinstance(function, partial):
        function = function.func
    function = getattr(function, "__wrapped__", function)
    while isinstance(function, partial):
        function = function.func
    module = getattr(function, "__module__", None) or ""
    return f"{module}.{getattr(function, '__qualname__', '')}" if f"{module}.".startswith("mkdocs_report.") else None


def _compiled_as(name: str, function: object, source: str) -> str:
    """A filter or test as a template is compiled by it: a call with constants is made at compile time."""
    argument = getattr(function, "jinja_pass_arg", None)
    if argument is _CONTEXT or name not in source:
        return str(argument)
    return f"{argument} {_function_name(function)}"


class _UnknownFunctionError(Exception):
    """A template depends on an option or a function that is not known."""


def _is_private(status: os.stat_result) -> bool:
    """Whether only this user or the administrator can write there: compiled templates are run as code."""
    return not hasattr(os, "getuid") or (status.st_uid in (0, os.getuid()) and not status.st_mode & 0o022)


class TemplateCache(BytecodeCache):
    """Keeps the compiled templates of installed packages as Python keeps modules: in `__pycache__`.

    They serve each project of this installation, so a template is kept only where all that it is compiled by is known.
    Jinja knows by a checksum whether a template, or any software, has changed. Where the folder can not be written,
    they are kept in memory; a file in it that is none of ours is as if it were not there. A site's own templates are
    compiled once in each build.

    Args:
        folder: where they are kept.
    """

    def __init__(self, folder: Path = _PACKAGE / "templates" / "__pycache__") -> None:
        self._folder = folder
        self._in_memory: dict[str, bytes] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return what is known of a template, as this environment compiles it."""
        checksum = f"{self.get_source_checksum(source)} {software()}"
        bucket = Bucket(environment, "", checksum)
        if filename and filename.startswith(_INSTALLED):
            with suppress(_UnknownFunctionError):
                inputs = (name, filename, *_compile_inputs(environment, source))
                bucket.key = _PREFIX + sha256(repr(inputs).encode("utf-8", "surrogatepass")).hexdigest()[:40]
                self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is known of a template."""
        bytecode = self._in_memory.get(bucket.key)
        if bytecode is None and bucket.key:
            with suppress(OSError), os.fdopen(os.open(self._folder / bucket.key, _OPEN_FLAGS), "rb") as file:
                status = os.fstat(file.fileno())
                if stat.S_ISREG(status.st_mode) and _is_private(status) and _is_private(self._folder.stat()):
                    bytecode = file.read()
        if bytecode is not None:
            try:
                bucket.bytecode_from_string(bytecode)
            except Exception:  # whatever foreign bytes raise
                bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        if bucket.key:
            self._in_memory[bucket.key] = bytecode = bucket.bytecode_to_string()
            with suppress(OSError):
                write_whole(self._folder / bucket.key, bytecode)
