"""`mkdocs-report collect` and `collect status`, as one runs them."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from rich.console import Console

import mkdocs_report
from mkdocs_report.cli import terminal
from mkdocs_report.cli.main import main
from mkdocs_report.collect.address import LOCAL
from tests.cli.test_check import run, trimmed
from tests.support.collect_cases import usual
from tests.support.git_server import Made, Server, make, tree
from tests.support.golden import golden
from tests.support.reports import TEMPLATE

pytestmark = pytest.mark.slow

SCHEMA = Path(mkdocs_report.__file__).parent / "cli" / "collect.schema.json"
DATES = ("1767225600 +0100", "1769205600 +0100")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A roster of four groups, one of whose repositories is gone; the working directory is its folder."""
    rows = ["group;repo_url;consent"]
    for name in ("heron", "otter", "newt"):
        made = make(tmp_path / f"{name}.git", [Made(usual(1), DATES[0]), Made(usual(2), DATES[1])])
        rows.append(f"{name};file://{made};yes")
    rows.append(f"gone;file://{tmp_path}/gone.git;")
    (tmp_path / "roster.csv").write_text("\n".join(rows))
    (tmp_path / "template.md").write_text(TEMPLATE)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins:\n- report: {templates: [template.md]}\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv(LOCAL, "1")
    return tmp_path


@pytest.mark.usefixtures("course")
def test_a_table_and_a_line_for_each_group(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "collect", "roster.csv", "--settings", "mkdocs.yml")
    assert code == 1
    golden("collect.txt", trimmed(out))
    lines = err.splitlines()
    assert [line.split()[0] for line in lines] == ["1/4", "2/4", "3/4", "4/4"]
    assert any(line.endswith("gone: failed; the repository does not exist, or is private") for line in lines)
    code, status, _ = run(capsys, "collect", "status")
    assert code == 0
    golden("collect_status.txt", trimmed(status))


@pytest.mark.usefixtures("course")
def test_json_keeps_to_its_schema(capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    _, out, _ = run(capsys, "collect", "roster.csv", "--format", "json", "--before", "2026-01-10T00:00Z")
    data = json.loads(out)
    jsonschema.validate(data, schema)
    assert data["before"] == "2026-01-10T00:00:00+00:00"
    assert data["summary"] == {"groups": 4, "new": 3, "updated": 0, "unchanged": 0, "failed": 1, "left": 0, "stale": 0}
    assert [group["late"] for group in data["groups"]] == [1, 1, 1, None]
    assert all(set(group) == set(schema["$defs"]["group"]["properties"]) for group in data["groups"])
    code, out, _ = run(capsys, "collect", "status", "--format", "json")
    assert code == 0
    jsonschema.validate(json.loads(out), schema)
    assert json.loads(out)["summary"]["unchanged"] == 3


def test_stale_groups_and_those_that_left(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "collect", "roster.csv")
    (course / "otter.git").rename(course / "away.git")
    rows = (course / "roster.csv").read_text().splitlines()
    (course / "roster.csv").write_text("\n".join(row for row in rows if not row.startswith(("newt", "gone"))))
    code, out, err = run(capsys, "collect", "roster.csv")
    assert code == 1
    assert re.search(r"otter\s+stale\s+[0-9a-f]{7}", out)
    assert re.search(r"newt\s+left\s+[0-9a-f]{7}", out)
    assert "otter: failed;" in err
    assert "not changed: the repository does not exist" in err
    assert out.splitlines()[-1] == "3 groups: 1 unchanged, 1 failed, 1 left; 1 stale: an earlier report is kept"


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone.csv"], "roster: gone.csv cannot be read"),
        (["roster.csv", "--before", "2026-01-23"], "--before: the time of day is missing"),
        (["roster.csv", "--path", "../x"], "--path: this is not the path"),
        (["roster.csv", "--template", "none.md"], "no file matches"),
        (["roster.csv", "--jobs", "0"], "--jobs"),
        (["roster.csv", "--into", "roster.csv"], "roster.csv"),
        (["status", "--into", "nowhere"], "folder not found: nowhere"),
        ([], "Missing argument 'ROSTER'"),
    ],
)
def test_what_can_not_be_used_is_said_with_code_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "collect", *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


def test_all_wrong_lines_of_a_roster_are_named_and_nothing_is_collected(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(LOCAL)
    with (course / "roster.csv").open("a") as roster:
        roster.write("\nevil;ext::sh -c x;yes\ntoken;https://me:hidden@;yes\n")
    code, _, err = run(capsys, "collect", "roster.csv")
    assert code == 2
    assert re.findall(r"roster.csv:(\d)", err) == ["2", "3", "4", "5", "6", "7"]
    assert "hidden" not in err
    assert f"To try it with repositories on this machine, set {LOCAL}=1." in err
    assert not (course / "docs").exists()


def test_two_at_once(course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_report.collect.store.PATIENCE", 0)
    from mkdocs_report.collect.store import Store

    with Store(course / "docs/groups").locked():
        code, _, err = run(capsys, "collect", "roster.csv")
    assert code == 2
    assert "is running in" in err


@pytest.mark.usefixtures("course")
def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with Path("bar.txt").open("w+", encoding="utf-8") as file:
        monkeypatch.setattr(
            terminal,
            "console",
            lambda stderr=False: Console(file=file if stderr else sys.stdout, force_terminal=True),
        )
        assert main(["collect", "roster.csv"]) == 1
        file.seek(0)
        shown = file.read()
    assert "4/4" in shown
    assert "gone: failed" in shown
    assert "4 groups" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_process_that_is_told_to_end_ends_its_own_ones(course: Path, server: Server) -> None:
    (course / "roster.csv").write_text(f"group,repository\none,{server.url}/hang/01.git\n")
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from mkdocs_report.cli.main import main; sys.exit(main())",
            "collect",
            "roster.csv",
        ],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        while not any(path.startswith("/hang/01") for path in list(server.asked)):
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert out == ""
    assert "stopped. Each group's folder is either unchanged or complete" in err
    assert tree(course / "docs/groups/.collected").keys() == {"lock"}


def test_help_tells_of_both(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["collect", "--help"]) == 0
    assert "mkdocs-report collect [OPTIONS] ROSTER" in capsys.readouterr().out
    assert main(["collect", "status", "--help"]) == 0
    assert "mkdocs-report collect status [OPTIONS]" in capsys.readouterr().out


def test_other_commands_do_not_import_what_collects() -> None:
    code = (
        "import sys, mkdocs_report.cli.main; print([n for n in sys.modules if n.startswith('mkdocs_report.collect')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
