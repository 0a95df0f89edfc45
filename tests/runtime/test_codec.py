"""Values as bytes and back: all that a report is made of returns equal, and foreign bytes make nothing."""

from __future__ import annotations

import enum
import importlib
import itertools
import pickle
import pkgutil
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mkdocs_report
from mkdocs_report.config.settings import Settings
from mkdocs_report.course.judging import judge_report
from mkdocs_report.images.prepare import PreparedImage, PreparedOrFault, encode_image, probe_image
from mkdocs_report.model.base import OneOf
from mkdocs_report.model.course import Judged
from mkdocs_report.model.image import Image, ImageFile, ImageState
from mkdocs_report.model.limits import Limits
from mkdocs_report.model.report import Answer, Report
from mkdocs_report.model.template import Question, Template
from mkdocs_report.parsing.report.detect import each_holds_most, holds_most, is_report, report_content
from mkdocs_report.publish.incremental import publish_report
from mkdocs_report.publish.publication import PublishedReport
from mkdocs_report.repair.job import repair_report
from mkdocs_report.runtime.codec import Codec, CodecError, encode, result_type
from tests.support.reports import fill, parse

ATOMS: dict[Any, tuple[object, ...]] = {
    str: ("", "loaf", "Bröd\0\n🙂", "a\udcff\ud800"),  # a name of a file may hold lone surrogates
    bytes: (b"", b"\x00\xff"),
    int: (0, 7, -(2**63), 2**64 - 1, 2**64, -(10**30)),
    bool: (False, True),
    float: (0.0, -1.5, 3.0),
    type(None): (None,),
    Path: (Path("a/b.png"), Path("a\udcff")),
}


@cache
def values(kind: Any) -> tuple[Any, ...]:
    """Return some values of a type, among which each field has each of its own values."""
    origin, parts = typing.get_origin(kind), [values(each) for each in typing.get_args(kind) if each is not Ellipsis]
    if kind in ATOMS:
        return ATOMS[kind]
    if origin in (typing.Union, types.UnionType):
        return tuple(itertools.chain(*parts))
    if origin is tuple and Ellipsis in typing.get_args(kind):
        return (), parts[0]
    if origin is tuple:
        return _together(*parts)
    if origin is frozenset:
        return frozenset(), frozenset(parts[0])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {}, dict(_together(*parts))
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return tuple(kind)
    hints = typing.get_type_hints(kind)
    return tuple(kind(*each) for each in _together(*[values(hints[field.name]) for field in fields(kind)]))


def _together(*columns: tuple[Any, ...]) -> tuple[tuple[Any, ...], ...]:
    """Return rows in which each column has each of its values, again and again where it has fewer than others."""
    return tuple(tuple(column[at % len(column)] for column in columns) for at in range(max(map(len, columns))))


def records(kind: Any) -> Iterator[type]:
    """Yield the dataclasses and enums that a type is made of."""
    if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, enum.Enum)):
        yield kind
        if is_dataclass(kind):
            for hint in typing.get_type_hints(kind).values():
                yield from records(hint)
    for part in typing.get_args(kind):
        yield from records(part)


def works() -> Iterator[Callable[..., object]]:
    """Yield all that is done in processes: what the package gives to `Workers.map` and the like."""
    for name in (
        "course.reader._read_and_judge",
        "cli.fix._find_fixes",
        "collect.locate._image_addresses",
        "collect.locate.is_begun",
    ):
        module, _, function = name.rpartition(".")
        yield getattr(importlib.import_module(f"mkdocs_report.{module}"), function)
    yield from (
        publish_report,
        probe_image,
        encode_image,
        is_report,
        report_content,
        each_holds_most,
        holds_most,
        repair_report,
    )


KINDS = sorted({each for kind in (PublishedReport, *map(result_type, works())) for each in records(kind)}, key=str)


def test_all_of_a_report_is_among_them() -> None:
    assert {PublishedReport, Judged, Report, Answer, Question, Template, Limits, PreparedImage} <= set(KINDS)
    for module in pkgutil.walk_packages(mkdocs_report.__path__, "mkdocs_report."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    named = {each for kind in KINDS if is_dataclass(kind) for each in records(kind)}
    assert {kind for kind in OneOf.__subclasses__() if kind in named} <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_is_encoded_returns_equal(kind: Any) -> None:
    for value in values(kind):
        again = Codec().decode(kind, Codec().encode(kind, value))
        assert again == value
        assert type(again) is type(value)


def judged() -> tuple[Judged, Template, Codec]:
    report = parse(fill(q1="6", q2="Too short.", q3="![the loaf](figures/loaf.png)"))
    template = report.template
    assert template
    return judge_report(report, Settings()), template, Codec(interned(template))


def interned(template: Template) -> tuple[object, ...]:
    return (template, *template.questions, *(question.limits for question in template.questions))


@pytest.mark.parametrize("strange", [{}, {"path": "a\udcff.md"}, {"line_count": 10**30}])
def test_what_is_kept_is_the_same_object_and_no_copy(strange: dict[str, Any]) -> None:
    value, template, codec = judged()
    value = replace(value, report=replace(value.report, **strange))
    data = codec.encode(Judged | None, value)
    again = codec.decode(Judged | None, data)
    assert again == value
    assert [type(again), type(again.report), type(again.report.answers[0])] == [Judged, Report, Answer]
    assert again.report.template is template
    for answer, question in zip(again.report.answers, template.questions, strict=True):
        assert answer.question is question
        assert answer.limits is question.limits
    assert again.limits["question-2"] is template.questions[1].limits
    assert b"question 2 fill here" not in data
    assert codec.decode(Judged | None, codec.encode(Judged | None, None)) is None


def changed(value: Any, path: tuple[Any, ...], new: object) -> Any:
    if not path:
        return new
    if isinstance(value, dict):
        return {key: changed(each, path[1:], new) if key == path[0] else each for key, each in value.items()}
    return [changed(each, path[1:], new) if at == path[0] else each for at, each in enumerate(value)]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the ways to all that is in some data."""
    yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in pairs:
        yield from places(each, (*path, key))


class Anything:
    def __reduce__(self) -> tuple[object, ...]:
        return print, ("run",)


def test_a_wrong_type_anywhere_is_refused() -> None:
    value, _, codec = judged()
    data = codec.encode(Judged, value)
    plain = msgspec.msgpack.decode(data[1:])
    every = list(places(plain))
    assert len(every) > 100
    for path in every:
        with pytest.raises(CodecError):
            codec.decode(Judged, b"m" + msgspec.msgpack.encode(changed(plain, path, 1.5)))
        with pytest.raises(CodecError):
            codec.decode(Judged, b"m" + msgspec.msgpack.encode(changed(plain, path, msgspec.msgpack.Ext(1, b"x"))))


@pytest.mark.parametrize("number", [-1, 99, 2**63, True, 1.0, "1", [1], {"limits": 1}, None])
@pytest.mark.parametrize("path", [("report", "answers", 0, "question"), ("report", "answers", 0, "limits")])
def test_a_number_of_nothing_that_is_kept_is_refused(path: tuple[Any, ...], number: object) -> None:
    value, _, codec = judged()
    plain = msgspec.msgpack.decode(codec.encode(Judged, value)[1:])
    for wrong in (number, 0):  # 0 is the template
        with pytest.raises(CodecError):
            codec.decode(Judged, b"m" + msgspec.msgpack.encode(changed(plain, path, wrong)))


def test_what_no_field_is_named_for_is_set_on_nothing() -> None:
    value, _, codec = judged()
    plain = msgspec.msgpack.decode(codec.encode(Judged, value)[1:])
    plain |= {"verdict": "passed", "_by_question": {}, "__class__": "Report", "__dict__": {"cohort": "x"}}
    plain["report"]["answers"][0]["plain"] = "x"
    again = codec.decode(Judged, b"m" + msgspec.msgpack.encode(plain))
    assert again == value
    assert vars(again) == {each.name: getattr(value, each.name) for each in fields(value)}


HOSTILE = {
    "nothing": b"",
    "a pickle": pickle.dumps(Anything()),
    "a pickle of ours": pickle.dumps(ImageFile(ImageState.OK, "a.png")),
    "a pickle that sets attributes": b"\x80\x04cmkdocs_report.image\nImageState\n}\x8c\x05_namecos\nsystem\nsb.",
    "a pickle behind our sign": b"m" + pickle.dumps(Anything()),
    "another sign": b"x" + encode(None)[1:],
    "more behind the end": encode(None) + b"\xc0",
    "a list of 4 billion": b"m\xdd\xff\xff\xff\xff",
    "a map of 4 billion": b"m\xdf\xff\xff\xff\xff",
    "a text of 4 GB": b"m\xdb\xff\xff\xff\xff",
    "lists in lists": b"m" + b"\x91" * 1_000_000,
    "maps in maps": b"m" + b"\x81\xa1a" * 1_000_000,
    "JSON lists in lists": b"j" + b"[" * 1_000_000,
    "JSON that is none": b"j{",
    "no UTF-8": b"j\xff",
    "a number of 9,999 digits": b"j" + b"9" * 9_999,
    "NaN": b"jNaN",
    "a class by its name": encode({"__class__": "mkdocs_report.model.image.Image", "path": None}),
    "an unknown name of a few": encode({"state": "fine"}),
    "a member that is named": encode({"state": "OK"}),
    "a text that is no UTF-8": b"m\x82\xa5state\xa2ok\xa4path\xa1\xff",
}


@pytest.mark.parametrize("how", HOSTILE)
def test_foreign_bytes_are_refused(how: str) -> None:
    for kind in (ImageFile, Judged, PublishedReport, tuple[Image, ...], tuple[bytes, Mapping[str, PreparedOrFault]]):
        with pytest.raises(CodecError):
            Codec().decode(kind, HOSTILE[how])


def test_a_cut_off_value_is_refused() -> None:
    value, _, codec = judged()
    data = codec.encode(Judged, value)
    for end in range(0, len(data), 7):
        with pytest.raises(CodecError):
            codec.decode(Judged, data[:end])


@given(st.binary(max_size=60), st.sampled_from([b"", b"m", b"j"]))
def test_any_bytes_are_refused_or_of_the_type(junk: bytes, sign: bytes) -> None:
    try:
        made = Codec().decode(ImageFile, sign + junk)
    except CodecError:
        return
    assert type(made) is ImageFile


@dataclass(frozen=True)
class Holder:
    number_or: int | Limits


def test_a_type_that_can_not_be_told_apart_is_refused_before_it_is_used() -> None:
    for kind in (Holder, Mapping[Limits, int], Limits | Question):
        with pytest.raises(TypeError):
            Codec([Limits(), parse(fill()).answers[0].question]).encode(kind, None)
    with pytest.raises(TypeError, match="object cannot be encoded"):
        encode(object())


def test_the_package_gives_workers_nothing_that_this_table_lacks() -> None:
    named = set()
    for path in Path(mkdocs_report.__file__).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= {name for line in text.splitlines() for name in _given(line)}
    assert named == {each.__name__ for each in works()} | {"work"}


def _given(line: str) -> Iterator[str]:
    for call in ("workers.map(", "workers.begin(", "reader.ask("):
        if call in line:
            yield line.partition(call)[2].partition(",")[0]
