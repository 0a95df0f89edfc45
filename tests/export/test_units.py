"""A course whose limits have all units, in the formats that show numbers."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from mkdocs_report.cli.main import main
from mkdocs_report.config.policy import read_limits
from mkdocs_report.config.settings import Settings
from mkdocs_report.course.judging import judge_report
from mkdocs_report.export.csv import COLUMNS
from mkdocs_report.model.limits import Unit
from mkdocs_report.rules.policy import Policy
from tests.support.builds import project
from tests.support.golden import golden
from tests.support.reports import parse
from tests.support.units import ANSWERS, COURSE, LIMITS, TEMPLATE, filled

SCHEMA = Path(__file__).parent.parent.parent / "mkdocs_report/export/check.schema.json"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = project(tmp_path / "course", COURSE, report={"limits": LIMITS})
    monkeypatch.chdir(root)
    return root


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["check", *arguments]) in {0, 1}
    out = capsys.readouterr().out
    return "\n".join(line.rstrip() for line in out.split("\n"))


@pytest.mark.usefixtures("course")
def test_text(capsys: pytest.CaptureFixture[str]) -> None:
    golden("units.txt", printed(capsys, "docs/groups/bad/README.md"))


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("question", ["2", "3", "4"])
def test_explained(capsys: pytest.CaptureFixture[str], question: str) -> None:
    golden(f"explain-units-{question}.txt", printed(capsys, "docs/groups", "--explain-words", question))


@pytest.mark.usefixtures("course")
def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(printed(capsys, "docs/groups", "--format", "json"))
    jsonschema.validate(data, json.loads(SCHEMA.read_text(encoding="utf-8")))
    questions = {question["number"]: question for question in data["reports"][0]["questions"]}
    shown = {
        number: {key: each.get(key) for key in ("words", "counts", "limits")} for number, each in questions.items()
    }
    golden("units.json", json.dumps(shown, indent=1, ensure_ascii=False) + "\n")
    assert data["reports"][0]["id"] == "bad"
    assert shown[1]["counts"] is None


@pytest.mark.usefixtures("course")
def test_csv(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "docs/groups", "--format", "csv"))))
    assert set(rows[0]) == set(COLUMNS)
    assert {unit for unit in Unit if unit in rows[0]} == set(Unit)
    good = {row["number"]: row for row in rows if row["group"] == "good"}
    assert [good["2"][name] for name in ("characters", "characters_least", "characters_most")] == ["36", "", "60"]
    assert [good["1"][name] for name in ("characters", "characters_least", "characters_most")] == ["", "", ""]
    assert [good["4"][name] for name in ("links", "links_least", "links_most")] == ["2", "2", ""]


@pytest.mark.parametrize("name", ANSWERS)
def test_prompts_state_the_same_limits_as_the_settings(name: str) -> None:
    settings = Settings(policy=Policy(limits=read_limits(LIMITS)))
    by_settings = judge_report(parse(COURSE[name]), settings)
    by_prompts = judge_report(parse(filled(ANSWERS[name]), TEMPLATE), Settings())
    expected, found = ([(each.rule, each.message) for each in judged.findings] for judged in (by_settings, by_prompts))
    assert found == expected
    assert bool(found) == (name == "bad")


def test_a_good_answer_has_no_findings(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "0 errors, 0 warnings" in printed(capsys, str(course / "docs/groups/good/README.md"))
