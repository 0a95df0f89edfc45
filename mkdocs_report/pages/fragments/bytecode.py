"""Compiled templates between builds: compiling takes longer than rendering a small course."""

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
"""The options of an environment that compiling depends on, without those that may be functions."""
_FUNCTIONS = ("autoescape", "finalize", "undefined")
_CONTEXT = getattr(pass_context(lambda _: None), "jinja_pass_arg", None)


def _compile_inputs(environment: Environment, source: str) -> Iterator[object]:
    """Yield everything that compiling a template depends on.

    Raises:
        _UnknownFunctionError: it depends on a function or an option whose behaviour is not known.
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
    """Return the name of a function of this package.

    Its closure does not matter: a filter whose result for a constant depends on it is `not_when_compiled`.
    """
    while isinstance(function, partial):
        function = function.func
    function = getattr(function, "__wrapped__", function)
    while isinstance(function, partial):
        function = function.func
    module = getattr(function, "__module__", None) or ""
    return f"{module}.{getattr(function, '__qualname__', '')}" if f"{module}.".startswith("mkdocs_report.") else None


def _compiled_as(name: str, function: object, source: str) -> str:
    """Return the identity of a filter or test for compiling: Jinja runs calls with constants at compile time."""
    argument = getattr(function, "jinja_pass_arg", None)
    if argument is _CONTEXT or name not in source:
        return str(argument)
    return f"{argument} {_function_name(function)}"


class _UnknownFunctionError(Exception):
    """A template depends on an unknown function or option."""


def _is_private(status: os.stat_result) -> bool:
    """Whether only this user or root can write to a file: compiled templates are code."""
    return not hasattr(os, "getuid") or (status.st_uid in (0, os.getuid()) and not status.st_mode & 0o022)


class CompiledTemplates(BytecodeCache):
    """A cache of the compiled templates of installed packages in `__pycache__`.

    All projects of the installation use it, so it stores a template only if everything that compiling depends on is
    known. A checksum detects a change of the template or of any software. If the folder is not writable, templates are
    cached in memory. Foreign files in the folder count as missing. A site's own templates are compiled once per build.

    Args:
        folder: the folder of the cache.
    """

    def __init__(self, folder: Path = _PACKAGE / "templates" / "__pycache__") -> None:
        self._folder = folder
        self._in_memory: dict[str, bytes] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return the cache entry of a template, for this environment."""
        checksum = f"{self.get_source_checksum(source)} {software()}"
        bucket = Bucket(environment, "", checksum)
        if filename and filename.startswith(_INSTALLED):
            with suppress(_UnknownFunctionError):
                inputs = (name, filename, *_compile_inputs(environment, source))
                bucket.key = _PREFIX + sha256(repr(inputs).encode("utf-8", "surrogatepass")).hexdigest()[:40]
                self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a compiled template."""
        bytecode = self._in_memory.get(bucket.key)
        if bytecode is None and bucket.key:
            with suppress(OSError), os.fdopen(os.open(self._folder / bucket.key, _OPEN_FLAGS), "rb") as file:
                status = os.fstat(file.fileno())
                if stat.S_ISREG(status.st_mode) and _is_private(status) and _is_private(self._folder.stat()):
                    bytecode = file.read()
        if bytecode is not None:
            try:
                bucket.bytecode_from_string(bytecode)
            except Exception:  # foreign bytes may raise anything
                bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store a compiled template."""
        if bucket.key:
            self._in_memory[bucket.key] = bytecode = bucket.bytecode_to_string()
            with suppress(OSError):
                write_whole(self._folder / bucket.key, bytecode)
