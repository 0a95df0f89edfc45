"""Bytes to text: nothing that a file holds raises, and nothing of it is lost."""

import pytest

from mkdocs_report.model.report import FileFault
from mkdocs_report.parsing.source import MAX_BYTES, decode


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"", ()),
        (b"\n", ("",)),
        (b"one\ntwo", ("one", "two")),
        (b"one\r\ntwo\r\n", ("one", "two")),
        (b"one\rtwo\r", ("one", "two")),
        (b"one\ntw\ro\n", ("one", "tw\ro")),
        ("one\u2028two\n".encode(), ("one\u2028two",)),
        (b"\xef\xbb\xbfone\n", ("one",)),
    ],
)
def test_line_ends(data: bytes, lines: tuple[str, ...]) -> None:
    source = decode(data, "x.md")
    assert source.lines == lines
    assert not source.faults


@pytest.mark.parametrize(
    ("data", "line", "seen"),
    [
        (b"a\nb\xff\n", 2, "the byte 0xFF"),
        (b"a\n\nb\0c\n", 3, "a NUL character"),
        ("a\nb\n".encode("utf-16"), 1, "UTF-16 text"),
        ("a\nb\n".encode("utf-16-le"), 1, "UTF-16 text"),
        ("a\nb\n".encode("utf-32"), 1, "UTF-32 text"),
    ],
)
def test_other_encodings_are_told_of_and_read(data: bytes, line: int, seen: str) -> None:
    source = decode(data, "x.md")
    assert source.faults == (FileFault("not-utf8", line, seen),)
    assert source.lines[0].startswith("a")


def test_a_file_over_the_cap_is_not_read() -> None:
    source = decode(b"x" * (MAX_BYTES + 1), "x.md")
    assert source.lines == ()
    assert source.faults[0].rule == "too-large"
