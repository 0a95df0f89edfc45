"""What collect says about dates, rewritten histories, deadlines of single groups, columns and branches."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from mkdocs_report.cli.main import main
from mkdocs_report.course.group_files import read_group_files
from tests.support.git_server import Made, git, make
from tests.support.reports import TEMPLATE, fill

pytestmark = pytest.mark.slow

DAY = 86_400
FIRST, LATE = 1_768_000_000, 1_768_000_000 + 20 * DAY  # 2026-01-09, 2026-01-29
COMMON = "2026-01-20T00:00Z"


class Course:
    """One group, collected by the command."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.capsys = root, capsys
        self.repository = root / "one.git"
        (root / "template.md").write_text(TEMPLATE)

    def has(self, *dates: str | int, text: str = "7") -> None:
        reports = [{"reports/README.md": fill(q1=text) + "\n" * n} for n in range(len(dates))]
        each = [d if isinstance(d, str) else f"{d} +0000" for d in dates]
        make(self.repository, [Made(r, date) for r, date in zip(reports, each, strict=True)])

    def roster(self, head: str = "", cells: str = "") -> None:
        text = f"group,repository{head}\none,file://{self.repository}{cells}\n"
        (self.root / "roster.csv").write_text(text)

    def collect(self, *arguments: str) -> tuple[int, str, str]:
        if not (self.root / "roster.csv").exists():
            self.roster()
        code = main(["collect", "roster.csv", "--template", "template.md", *arguments])
        out, err = self.capsys.readouterr()
        return code, out, err

    def status(self) -> str:
        main(["collect", "status"])
        return " ".join(self.capsys.readouterr().out.split())

    def remarks(self) -> str:
        origin = read_group_files(self.root / "docs/groups/one", self.root, is_only_report=False).origin
        assert origin
        return "; ".join(origin.remarks)


@pytest.fixture
def course(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Course:
    monkeypatch.setenv("MKDOCS_REPORT_COLLECT_LOCAL", "1")
    monkeypatch.chdir(tmp_path)
    return Course(tmp_path, capsys)


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (("0 +0000",), "has no date"),
        ((100_000 * DAY,), "in the future"),
        ((LATE, FIRST), "earlier than the commit before it"),
    ],
)
def test_dates_that_cannot_be_true(dates: tuple[str | int, ...], said: str, course: Course) -> None:
    course.has(*dates)
    _, out, err = course.collect()
    for text in (out, err, course.status(), course.remarks()):
        assert said in " ".join(text.split())


def test_a_commit_that_was_dated_back_past_the_deadline(course: Course) -> None:
    course.has(FIRST, LATE, FIRST + DAY)
    course.collect("--before", COMMON)
    assert "on which it builds, is dated after the deadline" in course.remarks()


@pytest.mark.parametrize("cache", [True, False])
def test_a_rewritten_history_is_remembered(cache: bool, course: Course) -> None:
    course.has(FIRST)
    course.collect("--before", COMMON)
    gone = git(course.repository, "rev-parse", "main")[:7]
    if not cache:
        (course.root / ".cache").rename(course.root / "away")
    course.has(FIRST + DAY, text="8")
    course.collect("--before", COMMON)
    said = f"its history was rewritten and no longer contains {gone}, collected before"
    assert said in course.status()
    course.has(FIRST + DAY, FIRST + 2 * DAY, text="8")
    code, out, _ = course.collect("--before", COMMON, "--format", "json")
    assert code == 0
    [group] = json.loads(out)["groups"]
    assert [each[:7] for each in group["rewritten"]] == [gone]
    assert said in course.status()
    assert said in course.remarks()


@pytest.mark.parametrize("column", ["deadline", "before"])
def test_a_group_has_a_deadline_of_its_own(column: str, course: Course) -> None:
    course.has(FIRST, LATE)
    course.roster(f",{column}", ",2026-02-01T00:00+01:00")
    code, out, _ = course.collect("--before", COMMON, "--format", "json")
    [group] = json.loads(out)["groups"]
    assert (code, group["before"], group["late"]) == (0, "2026-02-01T00:00:00+01:00", 0)
    assert "2026-02-01 00:00" in course.status()
    course.roster(f",{column}", ",")
    _, out, _ = course.collect("--before", COMMON, "--format", "json")
    [group] = json.loads(out)["groups"]
    assert (group["before"], group["late"]) == ("2026-01-20T00:00:00+00:00", 1)
    schema = json.loads(Path(main.__code__.co_filename).with_name("collect.schema.json").read_text())
    jsonschema.validate(json.loads(out), schema)


def test_a_deadline_that_is_none(course: Course) -> None:
    course.has(FIRST)
    course.roster(",deadline", ",tomorrow")
    code, _, err = course.collect()
    assert code == 2
    assert "roster.csv:2: this is not a date and time" in err


def test_an_empty_common_deadline(course: Course) -> None:
    course.has(FIRST)
    code, _, err = course.collect("--before", "")
    assert code == 2
    assert "this is not a date and time" in err


def test_columns_that_are_not_used(course: Course) -> None:
    course.has(FIRST)
    course.roster(",dead line,notes", ",x,y")
    code, _, err = course.collect()
    assert code == 0
    assert "roster: roster.csv:1: the column “dead line” is not used. Did you mean “deadline”?" in err
    assert "the column “notes” is not used.\n" in err


class TestDefaultBranch:
    """A repository whose HEAD names a branch that does not exist."""

    def test_the_only_branch_is_taken(self, course: Course) -> None:
        course.has(FIRST)
        (course.repository / "HEAD").write_text("ref: refs/heads/master\n")
        code, out, _ = course.collect()
        assert code == 0
        assert "its default branch does not exist; its only branch “main” was used" in " ".join(out.split())

    def test_several_are_named(self, course: Course) -> None:
        course.has(FIRST)
        git(course.repository, "branch", "final", "main")
        (course.repository / "HEAD").write_text("ref: refs/heads/master\n")
        code, out, _ = course.collect()
        assert code == 1
        assert "Its branches are “final”, “main”: write one into the column" in " ".join(out.split())

    def test_no_branch_at_all(self, course: Course) -> None:
        course.has()
        assert "the repository is empty: nothing was pushed to it" in " ".join(course.collect()[1].split())
