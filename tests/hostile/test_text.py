"""The hostile course without a site: at the terminal and as JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest

import mkdocs_report
from mkdocs_report.cli import main
from tests.hostile.case import Case, Place
from tests.hostile.cases import CASES, folder, write_course

SCHEMA = Path(mkdocs_report.__file__).parent / "export" / "check.schema.json"
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ORDER = re.compile(r"\s*::|.*##\[|.*##vso\[")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_course(tmp_path_factory.mktemp("course"), CASES)


@pytest.fixture(autouse=True)
def _in_course(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(course / "docs")
    monkeypatch.setenv("NO_COLOR", "1")


def run(capfdbinary: pytest.CaptureFixture[bytes], arguments: Sequence[str]) -> tuple[int, str]:
    code = main(arguments)
    out, err = capfdbinary.readouterr()
    assert b"Traceback" not in err
    return code, out.decode("utf-8")  # what is printed is UTF-8, whatever stood in the files


def steering(text: str) -> set[str]:
    return {c for c in text if c in _TURNS or (unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c != "\n")}


def orders(text: str) -> list[str]:
    return [line for line in text.split("\n") if _ORDER.match(line)]


@pytest.mark.parametrize("options", [(), ("--settings", "../mkdocs.yml"), ("--explain-words", "4")], ids=len)
def test_at_the_terminal(capfdbinary: pytest.CaptureFixture[bytes], options: Sequence[str]) -> None:
    code, text = run(capfdbinary, ["check", "groups", *options])
    assert code in {0, 1}
    assert len(text.splitlines()) > len(CASES)
    assert steering(text) == set()
    assert orders(text) == []


def test_at_the_terminal_in_the_groups_own_folder(
    capfdbinary: pytest.CaptureFixture[bytes], course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course / "docs" / "groups")  # the folder's name begins the line
    code, text = run(capfdbinary, ["check", "."])
    assert code in {0, 1}
    assert (steering(text), orders(text)) == (set(), [])


@pytest.mark.parametrize("options", [(), ("--settings", "../mkdocs.yml")], ids=len)
def test_as_json(capfdbinary: pytest.CaptureFixture[bytes], options: Sequence[str]) -> None:
    code, text = run(capfdbinary, ["check", "groups", "--format", "json", *options])
    data = json.loads(text)
    assert code in {0, 1}
    jsonschema.validate(data, json.loads(SCHEMA.read_text()))
    assert len(data["reports"]) == len(CASES) + 1
    assert len({report["id"] for report in data["reports"]}) == len(CASES) + 1
    assert not [line for line in text.split("\n") if line.lstrip().startswith("::")]
    assert steering(text) <= _TURNS | {"\x7f", "\u2028", "\u2029"} | set(map(chr, range(0x80, 0xA0)))


@pytest.mark.parametrize("case", [c for c in CASES if c.place is not Place.WAIVER], ids=lambda case: case.name)
def test_alone(capfdbinary: pytest.CaptureFixture[bytes], case: Case) -> None:
    file = f"groups/{folder(case).decode('utf-8', 'surrogateescape')}/README.md"
    for form in ("text", "json"):
        code, text = run(capfdbinary, ["check", file, "--format", form])
        assert code in {0, 1}
        assert form == "json" or (steering(text), orders(text)) == (set(), [])
        assert form == "text" or json.loads(text)["summary"]["reports"] == 1
