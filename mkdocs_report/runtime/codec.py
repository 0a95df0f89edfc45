"""Encode values of known types as bytes, and decode them: for the cache on disk, and for results of processes.

The bytes contain only data: numbers, texts, lists, maps. The type that the reader expects decides which classes are
made of them, never the bytes, and every field is checked against its type. Nothing in the bytes can call a function,
name a class, or set an attribute that a class does not have.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_BINARY, _TEXT = b"m", b"j"
"""The first byte: MessagePack follows, or JSON for values that MessagePack cannot write."""
_put = object.__setattr__
Turn = Callable[[Any, Any], Any]


class CodecError(ValueError):
    """The bytes do not hold a value of the expected type."""


class Codec:
    """An encoder and decoder of values that share some objects.

    Args:
        interned: dataclass instances that both sides have. They are encoded as their index in this sequence, and
            decoded as the same objects.
    """

    def __init__(self, interned: Sequence[object] = ()) -> None:
        self._interned = interned
        self._numbers = {id(each): number for number, each in enumerate(interned)}
        self._kinds = frozenset(map(type, interned))

    def prepare(self, kind: Any) -> None:
        """Load what `encode` and `decode` need for a type, so that processes that are forked have it already.

        Raises:
            TypeError: the type is not supported.
        """
        _decoder(_shape(kind, self._kinds).kind)

    def encode(self, kind: Any, value: object) -> bytes:
        """Return a value of a type as bytes.

        Raises:
            TypeError: the type, or a value in it, is not supported.
        """
        shape = _shape(kind, self._kinds)
        return encode(shape.out(value, self._numbers) if shape.out else value)

    def decode(self, kind: Any, data: bytes) -> Any:
        """Return the value of a type that `encode` made these bytes of.

        Raises:
            CodecError: they hold something else.
            TypeError: the type is not supported.
        """
        import msgspec  # `mkdocs-report explain` needs none

        shape = _shape(kind, self._kinds)
        decoder = _decoder(shape.kind)
        try:
            if data[:1] == _BINARY:
                value = decoder.decode(memoryview(data)[1:])
            elif data[:1] == _TEXT:
                import json  # rare

                value = msgspec.convert(json.loads(data[1:]), shape.kind, str_keys=True, dec_hook=_made)
            else:
                raise CodecError("neither MessagePack nor JSON")
            return shape.back(value, self._interned) if shape.back else value
        except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as error:
            raise CodecError(f"no {kind}: {error}") from None


def encode(value: object) -> bytes:
    """Return data as bytes: dataclasses, enums, tuples, mappings, sets, paths, and what these are made of.

    Raises:
        TypeError: a value in it is of another kind.
    """
    import msgspec

    try:
        return _BINARY + msgspec.msgpack.encode(value, enc_hook=_plain)
    except (UnicodeEncodeError, OverflowError):  # the name of a file that is no UTF-8; a number of 20 digits
        import json  # rare

        return _TEXT + json.dumps(msgspec.to_builtins(value, str_keys=True, enc_hook=_plain)).encode()


@lru_cache(maxsize=64)
def result_type(work: Callable[..., object]) -> Any:
    """Return the annotated return type of a function.

    Raises:
        TypeError: there is none, or it is `Any` or `object`.
    """
    kind = typing.get_type_hints(work).get("return", Any)
    if kind in (Any, object):
        raise TypeError(f"{work.__qualname__} has to name the type of its result")
    return kind


@dataclass(frozen=True, slots=True)
class _Shape:
    """A type as it is encoded.

    `kind` is the type for msgspec. `out` replaces interned objects by numbers, and `back` replaces the numbers by the
    objects; both are None if the type contains no interned objects.
    """

    kind: Any
    out: Turn | None = None
    back: Turn | None = None


@lru_cache(maxsize=256)
def _shape(kind: Any, interned: frozenset[type]) -> _Shape:
    if kind in interned:
        return _numbered(kind)
    if is_dataclass(kind):
        return _record(typing.cast("type", kind), interned)
    parts = tuple(_shape(each, interned) for each in typing.get_args(kind) if each is not Ellipsis)
    if not any(each.out for each in parts):
        return _Shape(kind)
    return _container(kind, parts)


def _numbered(kind: type) -> _Shape:
    def back(value: Any, interned: Sequence[object]) -> Any:
        if type(value) is not int:
            return value
        found = interned[value] if 0 <= value < len(interned) else None
        if type(found) is not kind:
            raise CodecError(f"no {kind.__name__} has the number {value}")
        return found

    return _Shape(int | kind, lambda value, numbers: numbers.get(id(value), value), back)


def _record(kind: type, interned: frozenset[type]) -> _Shape:
    """Return the shape of a dataclass with interned objects: a subclass whose fields may also hold numbers."""
    hints = typing.get_type_hints(kind)
    shapes = {each.name: _shape(hints[each.name], interned) for each in fields(kind)}
    changed = {name: each for name, each in shapes.items() if each.out and each.back}
    if not changed:
        return _Shape(kind)
    annotations = {name: each.kind for name, each in changed.items()}
    written = type(kind.__name__, (kind,), {"__slots__": (), "__annotations__": annotations})
    turns = [(name, shapes[name].out) for name in shapes]

    def out(value: Any, numbers: Mapping[int, int]) -> Any:
        made: Any = object.__new__(written)
        for name, turn in turns:
            each = getattr(value, name)
            _put(made, name, turn(each, numbers) if turn else each)
        return made

    backs = [(name, each.back) for name, each in changed.items() if each.back]

    def back(value: Any, interned: Sequence[object]) -> Any:
        if type(value) is not written:  # another member of a union
            return value
        for name, turn in backs:
            _put(value, name, turn(getattr(value, name), interned))
        _put(value, "__class__", kind)
        return value

    return _Shape(written, lambda value, numbers: out(value, numbers) if isinstance(value, kind) else value, back)


def _container(kind: Any, parts: tuple[_Shape, ...]) -> _Shape:
    origin, kinds = typing.get_origin(kind), tuple(each.kind for each in parts)
    if origin in (typing.Union, types.UnionType):
        outs, backs = [each.out for each in parts if each.out], [each.back for each in parts if each.back]
        if len(outs) > 1 or int in typing.get_args(kind):
            raise TypeError(f"{kind}: the member of a number is ambiguous")
        return _Shape(typing.Union[kinds], outs[0], backs[0])  # noqa: UP007 - of as many as there are
    if origin is tuple and typing.get_args(kind)[1:] == (Ellipsis,):
        return _Shape(tuple[kinds[0], ...], _of_all(parts[0].out), _of_all(parts[0].back))  # type: ignore[valid-type]
    if origin is tuple:
        return _Shape(tuple[kinds], _of_each([p.out for p in parts]), _of_each([p.back for p in parts]))  # type: ignore[valid-type]
    if isinstance(origin, type) and issubclass(origin, Mapping) and parts[0].out is None:
        return _Shape(origin[kinds], _of_values(parts[1].out), _of_values(parts[1].back))  # type: ignore[index]
    raise TypeError(f"{kind} cannot contain interned objects")


def _of_all(turn: Turn | None) -> Turn | None:
    return turn and (lambda values, known: tuple([turn(each, known) for each in values]))


def _of_each(turns: Sequence[Turn | None]) -> Turn:
    def each_turned(values: Any, known: Any) -> Any:
        pairs = zip(values, turns, strict=True)
        return tuple([turn(each, known) if turn else each for each, turn in pairs])

    return each_turned


def _of_values(turn: Turn | None) -> Turn | None:
    return turn and (lambda values, known: {key: turn(each, known) for key, each in values.items()})


@lru_cache(maxsize=64)
def _decoder(kind: Any) -> Any:
    import msgspec

    return msgspec.msgpack.Decoder(kind, dec_hook=_made)


def _plain(value: object) -> object:
    """Return the plain value for one of a type that msgspec does not know."""
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be encoded")


def _made(kind: type, value: object) -> object:
    """Return a value of a type that msgspec does not know."""
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise TypeError(f"{kind.__name__} cannot be decoded")
