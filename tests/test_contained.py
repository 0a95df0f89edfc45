"""Work in a process of its own: what it returns, and what becomes of it when it outruns its limits."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from mkdocs_report import course
from mkdocs_report.contained import OutranError, contained
from mkdocs_report.course import make_course
from mkdocs_report.discovery import load_forms
from mkdocs_report.settings import Settings
from tests.forms import TEMPLATE, fill, write_group


def _double(number: int) -> int:
    return number * 2


def _die() -> None:
    os._exit(3)


def _sleep() -> None:
    time.sleep(60)


def _eat() -> int:
    return len(b"x" * 20_000_000_000)


def test_what_it_returns_comes_back() -> None:
    assert contained(_double, 21) == 42


@pytest.mark.parametrize("work", [_die, _sleep, _eat])
def test_what_outruns_its_limits_is_ended(work: object) -> None:
    start = time.monotonic()
    with pytest.raises(OutranError):
        contained(work, seconds=0.5)  # type: ignore[arg-type]
    assert time.monotonic() - start < 30


def _course(tmp_path: Path, text: str) -> course.Course:
    (tmp_path / "template.md").write_text(TEMPLATE)
    files = [write_group(tmp_path / name, fill(q4=text if name == "long" else "Yes.")) for name in ("long", "other")]
    return make_course(files, load_forms([tmp_path / "template.md"], tmp_path), Settings(), tmp_path)


def test_a_long_report_is_read_like_a_short_one(tmp_path: Path) -> None:
    words = "flour " * 40_000
    first, second = _course(tmp_path, words).reports
    assert first.report.answers[3].count.rendered == 40_000
    assert first.report.title == "Group 7 (long)"
    assert first.report.answers[2].images[0].picture.path == "figures/loaf.png"
    assert [finding.rule for finding in first.findings] == ["answer-too-large"]
    assert second.findings == ()


def test_a_report_that_is_too_slow_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise OutranError

    monkeypatch.setattr(course, "contained", never)
    first, second = _course(tmp_path, "flour " * 40_000).reports
    assert [finding.rule for finding in first.findings] == ["too-slow"]
    assert second.findings == ()
