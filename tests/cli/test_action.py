"""The action, the hook and the workflows, those in the guide included: what they name is there, what they run works."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_report.cli.init.starter_files import read_starter
from mkdocs_report.cli.main import cli
from mkdocs_report.export.outputs import FORMATS
from tests.support.builds import ENVIRONMENT, build, project
from tests.support.reports import TEMPLATE, fill, write_group

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "docs/guide/ci.md").read_text(encoding="utf-8")
ACTION = ROOT / "action.yml"
SITE = ROOT / ".github/workflows/site.yml"
BIN = Path(sys.executable).parent
OURS = "OWNER/mkdocs-report@COMMIT"
BY_TAG = {"github/codeql-action/upload-sarif@v4"}
"""Its commits change every week; the guide shows it for those who have code scanning."""
_PINNED = re.compile(r"uses: (?P<name>[\w./-]+)@(?P<commit>[0-9a-f]{40}) # (?P<version>v\d+\.\d+\.\d+)$")


def blocks(language: str) -> list[str]:
    """Return the guide's examples in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def workflows() -> dict[str, str]:
    every = {f"guide: {yaml.safe_load(text)['name']}": text for text in blocks("yaml") if "\njobs:" in text}
    return {"site.yml": SITE.read_text(encoding="utf-8"), **every}


WORKFLOWS = workflows()
STARTERS = {
    f"init: {path}": data.decode()
    for name in ("report", "course")
    for path, data in read_starter(name).items()
    if path.startswith(".github/workflows/")
}
EVERY = {**WORKFLOWS, **STARTERS}
"""Those that `mkdocs-report init` writes among them."""
ALL = {
    "action.yml": ACTION.read_text(encoding="utf-8"),
    "publishing.md": (ROOT / "docs/guide/publishing.md").read_text(encoding="utf-8"),
    "ci.md": GUIDE,
    **EVERY,
}


def jobs(text: str) -> dict[str, Any]:
    return dict(yaml.safe_load(text)["jobs"])


def steps(text: str) -> Iterator[dict[str, Any]]:
    data = yaml.safe_load(text)
    for part in data["jobs"].values() if "jobs" in data else [data["runs"]]:
        yield from part["steps"]


def named(text: str, step: str) -> dict[str, Any]:
    """Return the step of this id, or the one whose script holds this text."""
    return next(each for each in steps(text) if each.get("id") == step or step in each.get("run", ""))


def script(step: dict[str, Any], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a step as GitHub does, in a folder."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={**ENVIRONMENT, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A group's repository whose report has an error."""
    folder = tmp_path / "a repository"
    folder.mkdir()
    (folder / "template.md").write_text(TEMPLATE)
    write_group(folder / "reports", fill(q2="Too short."))
    return folder


class TestFiles:
    def test_the_guide_has_both_workflows(self) -> None:
        assert list(WORKFLOWS) == ["site.yml", "guide: Report", "guide: Course"]

    @pytest.mark.parametrize(
        ("schema", "text"),
        [
            ("github-actions", ALL["action.yml"]),
            *(("github-workflows", text) for text in EVERY.values()),
            *(("gitlab-ci", text) for text in blocks("yaml") if text.startswith("# .gitlab-ci.yml")),
        ],
        ids=["action.yml", *EVERY, "guide: GitLab"],
    )
    def test_the_schema(self, tmp_path: Path, schema: str, text: str) -> None:
        (tmp_path / "file.yml").write_text(text)
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", "file.yml"]
        result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout

    def test_every_action_is_pinned_and_everywhere_to_the_same_commit(self) -> None:
        pins: dict[str, set[str]] = {}
        for name, text in ALL.items():
            for line in (line.strip().removeprefix("- ") for line in text.splitlines() if "uses:" in line):
                if line.removeprefix("uses: ") in {OURS, *BY_TAG}:
                    continue
                match = _PINNED.search(line)
                assert match, f"{name}: {line}"
                pins.setdefault(match["name"], set()).add(f"{match['commit']} {match['version']}")
        assert len(pins) == 7
        assert {name: found for name, found in pins.items() if len(found) != 1} == {}

    @pytest.mark.parametrize("name", ["action.yml", *EVERY])
    def test_nothing_is_written_into_a_script_by_github(self, name: str) -> None:
        assert [step["run"] for step in steps(ALL[name]) if "${{" in step.get("run", "")] == []

    @pytest.mark.parametrize("name", ["action.yml", *EVERY])
    def test_every_output_that_is_named_is_there(self, name: str) -> None:
        ids = {step["id"] for step in steps(ALL[name]) if "id" in step}
        assert set(re.findall(r"steps\.([\w-]+)\.outputs", ALL[name])) == ids

    def test_every_input_is_used_and_every_use_is_an_input(self) -> None:
        inputs = set(yaml.safe_load(ALL["action.yml"])["inputs"])
        assert set(re.findall(r"inputs\.([\w-]+)", ALL["action.yml"])) == inputs
        table = re.findall(r"^\| `([\w-]+)` \|", GUIDE.split("| `with` |")[1].split("\n\n")[0], re.MULTILINE)
        assert set(table) == inputs
        for text in (*blocks("yaml"), *STARTERS.values()):
            for given in re.findall(rf"uses: {OURS}\n\s+with:\n((?:\s+\w+: .*\n)+)", text):
                assert set(re.findall(r"(\w+):", given)) <= inputs

    @pytest.mark.parametrize("name", EVERY)
    def test_rights_are_the_least(self, name: str) -> None:
        data = yaml.safe_load(EVERY[name])
        assert data["permissions"] == {"contents": "read"}
        assert "pull_request_target" not in EVERY[name]
        for job_name, job in data["jobs"].items():
            if job_name == "deploy":
                assert job["permissions"] == {"pages": "write", "id-token": "write"}
                assert [step["uses"].split("@")[0] for step in job["steps"]] == ["actions/deploy-pages"]
            else:
                assert "permissions" not in job
            for step in job["steps"]:
                if step.get("uses", "").startswith("actions/checkout@"):
                    assert step["with"]["persist-credentials"] is False

    def test_only_the_job_that_collects_has_a_secret(self) -> None:
        course = jobs(WORKFLOWS["guide: Course"])
        assert [name for name, job in course.items() if "secrets." in yaml.safe_dump(job)] == ["collect"]
        assert [job.get("needs") for job in course.values()] == [None, "collect", "build"]
        assert "secrets." not in "".join(STARTERS.values())
        assert "secrets." not in WORKFLOWS["site.yml"] + WORKFLOWS["guide: Report"] + ALL["action.yml"]

    def test_every_format_is_in_the_guide(self) -> None:
        assert re.findall(r"^\| `(\w+)` \|", GUIDE.split("| Format |")[1], re.MULTILINE) == list(FORMATS)


class TestAction:
    def install(self, folder: Path, layout: str) -> Path:
        """Run the step that installs, with a Python that makes a note of what it is asked; return the folder."""
        python = folder / "python"
        python.write_text(
            f'#!/bin/sh\nprintf "%s|" "$@" >> "{folder}/calls"\n'
            f'if [ "$3" = venv ]; then mkdir -p "$5/{layout}" && cp "$0" "$5/{layout}/python"; fi\n'
        )
        python.chmod(0o755)
        (folder / "temp er").mkdir()
        result = script(
            named(ALL["action.yml"], "install"), folder, PYTHON=str(python), RUNNER_TEMP=str(folder / "temp er"),
            GITHUB_ACTION_PATH="/an action/path", GITHUB_OUTPUT=str(folder / "output"),
        )  # fmt: skip
        assert result.returncode == 0, result.stderr
        return folder

    @pytest.mark.parametrize("layout", ["bin", "Scripts"])
    def test_it_installs_itself_apart_from_the_jobs_own_python(self, tmp_path: Path, layout: str) -> None:
        folder = self.install(tmp_path, layout)
        venv = folder / "temp er/mkdocs-report"
        calls = (folder / "calls").read_text()
        assert (
            calls == f"-I|-m|venv|--clear|{venv}|-I|-m|pip|install|--quiet|--disable-pip-version-check|/an action/path|"
        )
        assert (folder / "output").read_text() == f"python={venv}/{layout}/python\n"

    def check(self, folder: Path, **given: str) -> tuple[subprocess.CompletedProcess[str], str]:
        """Run the step that checks, with the inputs' defaults where nothing is given; return it and the summary."""
        inputs = yaml.safe_load(ALL["action.yml"])["inputs"]
        values = {name.upper(): given.get(name, each["default"]) for name, each in inputs.items()}
        github = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(folder), "GITHUB_STEP_SUMMARY": f"{folder}/../s.md"}
        step = named(ALL["action.yml"], "mkdocs_report check")
        assert set(step["env"]) == set(values)
        values["PYTHON"] = sys.executable
        result = script(step, folder, **values, **github)
        summary = folder.parent / "s.md"
        return result, summary.read_text() if summary.exists() else ""

    def test_as_it_is(self, repository: Path) -> None:
        result, summary = self.check(repository)
        assert (result.returncode, result.stderr) == (1, "")
        assert "::error file=reports/README.md,line=40" in result.stdout
        assert summary.startswith("## Group 7: 1 error")

    def test_with_everything(self, repository: Path) -> None:
        (repository / "s.yml").write_text("severity: {too-few-words: warning}\n")
        write_group(repository / "other's reports")
        result, _ = self.check(
            repository, paths="reports\nother's reports\n", templates="template.md\n", settings="s.yml",
            formats="sarif=out/r.sarif\n  junit=out/a b.xml\n\n", questions="quoted\n",
            skip_headings="After\nthe group\n",
        )  # fmt: skip
        assert (result.returncode, result.stderr) == (0, "")
        assert {file.name for file in (repository / "out").iterdir()} == {"r.sarif", "a b.xml"}
        assert "2 reports" in result.stdout

    @pytest.mark.parametrize("value", ["$(touch forged)", "`touch forged`", '"; touch forged; "', "--help", "a\\"])
    def test_a_value_is_never_a_command(self, repository: Path, value: str) -> None:
        result, _ = self.check(repository, paths=value)
        assert result.returncode == 2
        assert "there is no such file or folder" in result.stderr
        assert not (repository / "forged").exists()


class TestHook:
    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]

    def run(self, folder: Path, changed: list[str], args: list[str]) -> int | None:
        """Do what pre-commit does: nothing where no file that is to be committed matches."""
        if not any(re.search(self.hook["files"], name) for name in changed):
            return None
        assert self.hook["pass_filenames"] is False
        command = [*shlex.split(self.hook["entry"]), *args]
        command[0] = str(BIN / command[0])
        return subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, check=False).returncode

    def test_it_can_be_installed(self) -> None:
        assert set(self.hook) == {"id", "name", "description", "entry", "args", "language", "files", "pass_filenames"}
        assert self.hook["language"] == "python"

    @pytest.mark.parametrize("changed", ["reports/README.md", "reports/figures/loaf.png"])
    def test_a_report_with_something_to_mend_is_stopped(self, repository: Path, changed: str) -> None:
        assert self.run(repository, [changed], self.hook["args"]) == 1
        write_group(repository / "reports", fill())
        assert self.run(repository, [changed], self.hook["args"]) == 0

    def test_other_files_are_none_of_its_business(self, repository: Path) -> None:
        assert self.run(repository, ["README.md", "src/reports/x.py"], self.hook["args"]) is None

    def test_as_the_guide_has_it(self, repository: Path) -> None:
        text = next(text for text in blocks("yaml") if text.startswith("# .pre-commit-config.yaml"))
        (entry,) = yaml.safe_load(text)["repos"]
        (hook,) = entry["hooks"]
        assert hook["id"] == self.hook["id"]
        assert self.run(repository, ["reports/README.md"], hook["args"]) == 1


class TestGuide:
    def commands(self) -> list[str]:
        """Every command of ours that the guide tells somebody to type or to run."""
        shell = "\n".join(
            [*blocks("bash"), *(step.get("run", "") for text in WORKFLOWS.values() for step in steps(text))]
        )
        gitlab = yaml.safe_load(next(text for text in blocks("yaml") if text.startswith("# .gitlab-ci.yml")))
        lines = [*shell.splitlines(), *gitlab["report"]["script"]]
        return [line.strip() for line in lines if line.strip().startswith("mkdocs-report ")]

    def test_there_are_commands(self) -> None:
        assert [line.split()[1] for line in self.commands()] == ["check", "collect", "check"]

    def test_every_check_runs_and_writes_what_it_names(self, repository: Path) -> None:
        checks = [line for line in self.commands() if line.startswith("mkdocs-report check")]
        for line in checks:
            result = script({"run": line}, repository)
            assert (result.returncode, result.stderr) == (1, "")
            for file in re.findall(r"--format \w+=(\S+)", line):
                assert (repository / file).exists()

    def test_the_command_that_collects_is_understood(self) -> None:
        line = next(line for line in self.commands() if line.startswith("mkdocs-report collect"))
        arguments = shlex.split(line.split("||")[0])[2:]
        assert cli.commands["collect"].make_context("collect", arguments).params["roster"] == "roster.csv"

    def test_files_of_the_gitlab_job_are_its_reports(self) -> None:
        text = next(text for text in blocks("yaml") if text.startswith("# .gitlab-ci.yml"))
        job = yaml.safe_load(text)["report"]
        written = re.findall(r"--format \w+=(\S+)", " ".join(job["script"]))
        assert sorted(job["artifacts"]["reports"].values()) == sorted(written)

    def test_the_secret_is_handed_to_git_and_is_in_no_file(self, tmp_path: Path) -> None:
        step = named(WORKFLOWS["guide: Course"], "credential.https://github.com.helper")
        fill = "git credential fill <<< $'protocol=https\\nhost=github.com' #"
        step = {"run": step["run"].replace("mkdocs-report collect", fill)}
        (tmp_path / "work").mkdir()
        environment = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}
        result = script(step, tmp_path / "work", TOKEN="a-token", GIT_TERMINAL_PROMPT="0", **environment)
        assert "username=x-access-token\npassword=a-token\n" in result.stdout, result.stderr
        assert [file.name for file in tmp_path.rglob("*") if file.is_file() and "a-token" in file.read_text()] == []
        assert list((tmp_path / "work").iterdir()) == []

    def test_the_settings_with_the_site(self, tmp_path: Path) -> None:
        text = next(text for text in blocks("yaml") if "\n      export:" in text)
        options = yaml.safe_load(text)["plugins"][1]["report"]
        root = project(tmp_path, {"04-minnow": fill(q2="Too short."), "two": fill(q1="8")}, report=options)
        built = build(root, GITHUB_ACTIONS="true")
        assert built.code == 0, built.log
        assert "::error" not in built.log
        assert all((root / file).is_file() for file in options["export"].values())
        path = re.search(r"endpoint\?url=https://example\.org/stream-survey/(\S+)\)", GUIDE)
        assert path
        assert json.loads((built.site / path[1]).read_text())["message"] == "1 error"
