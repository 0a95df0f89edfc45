"""`mkdocs-report init report` and `init course`: what is set up works at once, and what is there stays."""

from __future__ import annotations

import csv
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

import pytest
import yaml

from mkdocs_report.cli.init import command as cli_init
from mkdocs_report.cli.init.edit import add_hook, add_lines, has_hook, has_plugin
from mkdocs_report.cli.init.starter_files import ActionRef, read_action_ref, read_starter, with_action
from mkdocs_report.cli.main import main
from mkdocs_report.errors import SettingsError
from tests.support.builds import ENVIRONMENT, build
from tests.support.crawl import dead_links
from tests.support.reports import TEMPLATE, fill, write_group

ACTION = "someone/mkdocs-report@0123456789abcdef0123456789abcdef01234567"
WRITTEN = {".github/workflows/report.yml", ".gitignore", ".pre-commit-config.yaml", "mkdocs.yml"}
HOOKS = """\
# what we check
minimum_pre_commit_version: "3.0"
repos:
    # white space
    - repo: https://example.org/hooks
      rev: "1.0"   # the last that works
      hooks: [{id: trailing-whitespace}]

    - repo: local
      hooks:
          - id: lines
            entry: |
                echo
                # no comment
# to the end
default_stages: [pre-commit]
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["init", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_begin_a_catalogue_of_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, _ = run(capsys, "words", "nl")
    assert code == 0
    assert out.endswith("texts. Translate them, and name the file in mkdocs.yml: words: words/nl.po\n")
    text = Path("words/nl.po").read_text(encoding="utf-8")
    assert 'msgid "Close"\nmsgstr ""\n' in text
    code, _, err = run(capsys, "words", "nl")
    assert (code, err) == (2, "mkdocs-report: words/nl.po already exists. Name another file: -o FILE.\n")
    assert run(capsys, "words", "no such language")[0] == 2
    assert Path("words/nl.po").read_text(encoding="utf-8") == text


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, git's and those of a build aside."""
    every = (file for file in folder.rglob("*") if file.is_file())
    named = {file.relative_to(folder).as_posix(): file.read_bytes() for file in every}
    return {name: data for name, data in named.items() if name.split("/")[0] not in {".git", "site", ".cache"}}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A group's repository, with a report that is well filled in; the working directory."""
    write_group(tmp_path / "reports")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestReport:
    @pytest.mark.usefixtures("repository")
    def test_what_is_written(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        before = contents(repository)
        code, out, err = run(capsys, "report")
        assert (code, err) == (0, "")
        after = contents(repository)
        assert set(after) - set(before) == WRITTEN
        assert {name: after[name] for name in before} == before
        assert out.splitlines()[-1] == "Next: mkdocs serve"
        site = yaml.safe_load(after["mkdocs.yml"])
        assert (site["site_name"], site["docs_dir"]) == ("Our report", "reports")
        assert site["plugins"] == ["search", "report"]

    @pytest.mark.slow
    def test_it_builds_strictly_and_shows_the_report(
        self, repository: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        run(capsys, "report")
        built = build(repository, "--strict")
        assert built.code == 0, built.log
        assert len(built.page("index.html").xpath("//*[@data-question]")) == 4
        assert dead_links(built.site, "https://example.org/") == []

    def test_a_second_run_does_nothing(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (repository / "template.md").write_text(TEMPLATE)
        run(capsys, "report", "--action", ACTION)
        before = contents(repository)
        for options in ([], ["--yes"], ["--action", ACTION, "--force"]):
            code, out, _ = run(capsys, "report", *options)
            assert (code, out) == (0, "Nothing to do: everything is set up.\nNext: mkdocs serve\n")
        assert contents(repository) == before

    def test_a_report_is_begun_from_the_template(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        template = tmp_path / "elsewhere.md"
        template.write_text(TEMPLATE)
        folder = tmp_path / "our repository"
        folder.mkdir()
        monkeypatch.chdir(tmp_path)
        code, out, _ = run(capsys, "report", "our repository", "--template", "elsewhere.md")
        assert code == 0
        after = contents(folder)
        assert set(after) == WRITTEN | {"reports/README.md", "template.md"}
        assert after["reports/README.md"] == after["template.md"] == template.read_bytes()
        assert out.endswith("Next: cd 'our repository' && mkdocs serve\n")
        built = build(folder, "--strict")
        assert built.code == 1  # nothing is answered yet, which is an error; the site is built anyway
        assert [line for line in built.warnings() if "[unanswered]" not in line] == []
        assert len(built.page("index.html").xpath("//*[@data-question]")) == 4

    def test_the_template_in_the_repository_is_named(
        self, repository: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (repository / "forms").mkdir()
        (repository / "forms/2026, spring.md").write_text(TEMPLATE)
        run(capsys, "report", "--template", "forms/2026, spring.md", "--name", "Group 7: bread")
        site = yaml.safe_load((repository / "mkdocs.yml").read_text())
        assert site["plugins"][1] == {"report": {"templates": ["forms/2026, spring.md"]}}
        assert site["site_name"] == "Group 7: bread"
        assert build(repository, "--strict").code == 0

    def test_a_template_md_is_taken_unasked(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (repository / "template.md").write_text(TEMPLATE)
        run(capsys, "report")
        assert "templates: [template.md]" in (repository / "mkdocs.yml").read_text()

    def test_another_folder(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        write_group(tmp_path / "docs/our.report")
        assert run(capsys, "report", "--reports", "docs/our.report/")[0] == 0
        assert build(tmp_path, "--strict").code == 0
        (hook,) = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
        assert hook["args"][0] == "docs/our.report"
        assert hook["files"] == r"^docs/our\.report/"
        workflow = yaml.safe_load((tmp_path / ".github/workflows/report.yml").read_text())
        assert workflow["jobs"]["check"]["steps"][1]["with"]["paths"] == "docs/our.report"

    @pytest.mark.usefixtures("repository")
    @pytest.mark.parametrize("folder", ["..", ".", "/tmp", "a/../..", "a\nb"])
    def test_a_folder_that_is_none(self, capsys: pytest.CaptureFixture[str], folder: str) -> None:
        code, _, err = run(capsys, "report", "--reports", folder)
        assert code == 2
        assert "is not a folder in the repository" in err

    def test_parts_can_be_left_out(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        run(capsys, "report", "--no-workflow", "--no-pre-commit")
        assert {name for name in contents(repository) if not name.startswith("reports/")} == {
            "mkdocs.yml",
            ".gitignore",
        }

    def test_the_address(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        _, out, _ = run(capsys, "report")
        assert "replace OWNER/mkdocs-report@COMMIT in .github/workflows/report.yml with" in out
        assert "pip install pre-commit && pre-commit install" in out
        _, out, _ = run(capsys, "report", "--action", ACTION, "--yes")  # it is known by now
        assert out == "add to   .github/workflows/report.yml  (the repository of mkdocs-report)\nNext: mkdocs serve\n"
        assert f"uses: {ACTION}\n" in (repository / ".github/workflows/report.yml").read_text()
        for name in WRITTEN:
            (repository / name).unlink()
        _, out, _ = run(capsys, "report", "--action", ACTION)
        assert "OWNER" not in out
        assert f"uses: {ACTION}\n" in (repository / ".github/workflows/report.yml").read_text()
        (entry,) = yaml.safe_load((repository / ".pre-commit-config.yaml").read_text())["repos"]
        assert entry["repo"] == "https://github.com/someone/mkdocs-report"
        assert entry["rev"] == ACTION.split("@")[1]

    def test_nothing_is_written_by_a_dry_run(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        before = contents(repository)
        code, out, _ = run(capsys, "report", "--dry-run")
        assert code == 0
        assert "create   mkdocs.yml" in out
        assert "Nothing was written." in out
        assert contents(repository) == before

    @pytest.mark.slow
    def test_the_hook_stops_a_report_with_something_to_mend(
        self, repository: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        run(capsys, "report")
        (hook,) = yaml.safe_load((repository / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
        command = [str(Path(sys.executable).parent / "mkdocs-report"), *shlex.split(hook["entry"])[1:], *hook["args"]]
        for text, code in ((fill(), 0), (fill(q2="Too short."), 1)):
            write_group(repository / "reports", text)
            done = subprocess.run(command, cwd=repository, env=ENVIRONMENT, capture_output=True, check=False)
            assert done.returncode == code

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["none"], "folder not found: none"),
            (["empty"], "report not found: reports/README.md. To create one, name the empty template"),
            (["empty", "--template", "no.md"], "--template: cannot read no.md: No such file"),
            (["empty", "--template", "bad.md"], "bad.md:33: The prompt of “Question 2” contradicts itself"),
            ([".", "--action", "somewhere"], "--action: “somewhere” is not a repository with a commit"),
        ],
    )
    def test_what_can_not_be_used(
        self, repository: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
    ) -> None:
        (repository / "empty").mkdir()
        (repository / "bad.md").write_text(TEMPLATE.replace("10-20", "20-10"))
        before = contents(repository)
        code, _, err = run(capsys, "report", *arguments)
        assert code == 2
        assert message in err
        assert contents(repository) == before


class TestWhatIsThere:
    OTHERS: ClassVar = {"mkdocs.yml": "site_name: Mine\n", ".gitignore": "*.pyc", ".pre-commit-config.yaml": HOOKS}

    @pytest.fixture
    def used(self, repository: Path) -> Path:
        for name, text in self.OTHERS.items():
            (repository / name).write_text(text)
        return repository

    def kept(self, folder: Path) -> set[str]:
        return {name for name, text in self.OTHERS.items() if (folder / name).read_text() == text}

    def test_it_is_left_where_nobody_can_be_asked(self, used: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "report")
        assert code == 0
        assert self.kept(used) == set(self.OTHERS)
        assert "skipped  mkdocs.yml: it is different; replace it with --force" in out
        assert "skipped  .gitignore: add to it with --yes" in out

    def test_yes_adds_and_replaces_nothing(self, used: Path, capsys: pytest.CaptureFixture[str]) -> None:
        run(capsys, "report", "--yes")
        assert self.kept(used) == {"mkdocs.yml"}
        assert (used / ".gitignore").read_text() == "*.pyc\n/site/\n/.cache/\n/.venv/\n"
        added = (used / ".pre-commit-config.yaml").read_text()
        assert [line for line in HOOKS.splitlines() if line not in added.splitlines()] == []
        assert has_hook(added)
        _, out, _ = run(capsys, "report", "--yes")
        assert "add to" not in out

    def test_force_replaces(self, used: Path, capsys: pytest.CaptureFixture[str]) -> None:
        run(capsys, "report", "--force")
        assert self.kept(used) == set()
        assert "report" in yaml.safe_load((used / "mkdocs.yml").read_text())["plugins"]
        assert has_hook((used / ".pre-commit-config.yaml").read_text())

    def test_a_site_that_has_the_plugin_is_set_up(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        text = "site_name: !ENV [NAME, Mine]\ndocs_dir: reports\nplugins:\n- report: {marks: true}\n"
        (repository / "mkdocs.yml").write_text(text)
        (repository / "template.md").write_text(TEMPLATE)
        _, out, _ = run(capsys, "report", "--yes")
        assert (repository / "mkdocs.yml").read_text() == text
        assert "Note: mkdocs.yml is not changed. Add the template: “- report: {templates: [template.md]}”." in out

    def test_a_folder_in_the_place_of_a_file(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (repository / "mkdocs.yml").mkdir()
        code, _, err = run(capsys, "report", "--force")
        assert code == 2
        assert "mkdocs.yml is not a file" in err

    @pytest.mark.parametrize(
        ("answers", "kept"),
        [
            ("\n\n\n\n\n\n\n\n", {"mkdocs.yml"}),
            ("\n\n\n\ny\nn\nn\n", {".gitignore", ".pre-commit-config.yaml"}),
        ],
    )
    def test_it_is_asked_about_at_a_terminal(
        self,
        used: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
        tmp_path_factory: pytest.TempPathFactory,
        answers: str,
        kept: set[str],
    ) -> None:
        given = tmp_path_factory.mktemp("answers") / "answers"
        given.write_text(answers)
        with given.open() as stream:
            monkeypatch.setattr(sys, "stdin", stream)
            monkeypatch.setattr(cli_init, "at_terminal", lambda: True)
            code, out, err = run(capsys, "report")
        assert code == 0, err
        assert "replace  mkdocs.yml  (the report as a site)? [y/N]" in out
        assert "add to   .gitignore  (files that builds write)? [Y/n]" in out
        assert self.kept(used) == kept


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_at_a_real_terminal(repository: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "mkdocs_report", "init", "report"]
    try:
        with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=ENVIRONMENT) as process:
            os.write(ours, b"\nGroup 7\n\nn\n\n")
            assert process.wait(60) == 0
            said = os.read(ours, 10_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert "The name of the site [Our report]:" in said
    assert "Next: mkdocs serve" in said
    assert yaml.safe_load((repository / "mkdocs.yml").read_text())["site_name"] == "Group 7"
    assert not (repository / ".pre-commit-config.yaml").exists()
    assert (repository / ".github/workflows/report.yml").exists()


class TestAdding:
    ENTRY = read_starter("hook")["local.yaml"].decode()

    @pytest.mark.parametrize(
        "text",
        [
            HOOKS,
            HOOKS.replace("\n", "\r\n"),
            "\ufeff" + HOOKS,
            "repos:\n- repo: local\n  hooks: []",
            "repos:\n- repo: local\n  hooks: []\n\n# the end\n",
            "---\nrepos:\n  -   repo: local\n      hooks: []\n",
            "fail_fast: true\n",
            "# nothing yet\n",
            "",
        ],
    )
    def test_the_hook_is_added_and_all_else_is_kept(self, text: str) -> None:
        made = add_hook(text, self.ENTRY)
        assert made is not None
        lines = made.splitlines()
        assert [line for line in text.splitlines() if line not in lines] == []
        before = yaml.safe_load(text) or {}
        after = yaml.safe_load(made)
        assert after["repos"] == [*before.get("repos", []), *yaml.safe_load(self.ENTRY)["repos"]]
        assert {**after, "repos": 0} == {**before, "repos": 0}
        assert ("\r\n" in made) == ("\r\n" in text)
        assert "\r\n" not in text or "\n" not in made.replace("\r\n", "")

    @pytest.mark.parametrize(
        "text",
        [
            "repos: []\n",
            "repos: [{repo: local, hooks: []}]\n",
            "- a list\n",
            "a text",
            "repos: 3\n",
            "a: [",
            "a: 1\n---\nb: 2\n",
        ],
    )
    def test_what_can_not_be_added_to_is_refused(self, text: str) -> None:
        assert add_hook(text, self.ENTRY) is None

    def test_the_refusal_tells_what_to_add(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (repository / ".pre-commit-config.yaml").write_text("repos: []\n")
        code, out, _ = run(capsys, "report", "--yes")
        assert code == 0
        assert "skipped  .pre-commit-config.yaml: add these lines by hand:\n\nrepos:\n  - repo: local\n" in out
        assert (repository / ".pre-commit-config.yaml").read_text() == "repos: []\n"

    def test_lines(self) -> None:
        assert add_lines("", ["/site/", "/.cache/"]) == "/site/\n/.cache/\n"
        assert add_lines("a\r\nsite", ["/site/", "/.cache/"]) == "a\r\nsite\r\n/.cache/\r\n"
        assert add_lines("site/\n.cache\n", ["/site/", "/.cache/"]) == "site/\n.cache\n"

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("plugins: [search, report]\n", True),
            ("plugins:\n  - report:\n      marks: true\n", True),
            ("plugins: {report: {}}\n", True),
            ("x: !!python/name:os.path.join\nplugins: [report]\n", True),
            ("plugins: [search]\nnav: [report]\n", False),
            ("site_name: report\n", False),
            ("plugins: [", False),
            ("", False),
        ],
    )
    def test_whether_a_site_has_the_plugin(self, text: str, expected: bool) -> None:
        assert has_plugin(text) is expected

    def test_addresses(self) -> None:
        assert read_action_ref(" someone/a.b@v1 ") == ActionRef("someone/a.b", "v1")
        for text in ("", "someone", "a/b", "a/b@", "a/b@c d", "a/b/c@d", "https://github.com/a/b@c", "a/b@c\nuses: d"):
            with pytest.raises(SettingsError):
                read_action_ref(text)
        for name in ("report", "course", "hook"):
            text = "".join(d.decode() for p, d in read_starter(name).items() if not p.endswith((".png", "README.md")))
            assert "OWNER" in text
            assert "OWNER" not in with_action(text, ActionRef("someone/it", "c0"))
            assert "COMMIT" not in with_action(text, ActionRef("someone/it", "c0"))
        digits = with_action(read_starter("hook")["remote.yaml"].decode(), ActionRef("someone/it", "0123"))
        assert yaml.safe_load(digits)["repos"][0]["rev"] == "0123"


class TestCourse:
    @pytest.mark.slow
    def test_it_builds_at_once(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        code, out, err = run(capsys, "course", "kites", "--name", "Kites & more: 2026", "--action", ACTION)
        assert (code, err) == (0, "")
        assert out.endswith("Next: cd kites && mkdocs serve\n")
        folder = tmp_path / "kites"
        assert set(contents(folder)) == set(read_starter("course"))
        assert yaml.safe_load((folder / "mkdocs.yml").read_text())["site_name"] == "Kites & more: 2026"
        owner, commit = ACTION.split("@")
        assert (folder / "requirements.txt").read_text() == f"mkdocs-report @ git+https://github.com/{owner}@{commit}\n"
        built = build(folder, "--strict")
        assert built.code == 0, built.log
        assert dead_links(built.site, "https://example.org/kites/") == []
        assert len([name for name in built.files() if name.startswith("groups/") and name.endswith("index.html")]) == 2

    @pytest.mark.slow
    def test_nobodys_name_is_on_its_site(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        run(capsys, "course", str(tmp_path))
        built = build(tmp_path)
        with (tmp_path / "roster.csv").open(newline="") as stream:
            names = [row[column] for row in csv.DictReader(stream) for column in ("student_1", "student_2")]
        assert len(names) == 4
        for file in built.files():
            assert not any(name.encode() in (built.site / file).read_bytes() for name in names), file

    def test_the_command_finds_nothing_and_warns_of_nothing(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        run(capsys, "course")
        assert main(["template", "check", "templates/*.md", "--strict"]) == 0
        assert main(["check", "docs/groups", "--settings", "mkdocs.yml"]) == 0
        assert "0 errors, 0 warnings" in capsys.readouterr().out

    def test_a_course_that_has_begun_stays(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        run(capsys, "course", str(tmp_path))
        (tmp_path / "roster.csv").write_text("group,repository\n")
        (tmp_path / "docs/groups/01-swallow/README.md").unlink()
        before = contents(tmp_path)
        for option in ("--yes", "--force", "--dry-run"):
            code, out, _ = run(capsys, "course", str(tmp_path), option)
            assert code == 0
            assert "Nothing to do" in out
        assert contents(tmp_path) == before

    def test_one_that_broke_off_is_gone_on_with(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        run(capsys, "course", str(tmp_path))
        before = contents(tmp_path)
        for name in ("mkdocs.yml", "templates/version-1.md"):  # the last that is written, and one more
            (tmp_path / name).unlink()
        run(capsys, "course", str(tmp_path))
        assert contents(tmp_path) == before

    def test_files_that_are_there_are_kept(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "README.md").write_text("# Ours\n")
        (tmp_path / ".gitignore").write_text("*.pyc\n")
        _, out, _ = run(capsys, "course", str(tmp_path), "--yes")
        assert (tmp_path / "README.md").read_text() == "# Ours\n"
        assert (
            tmp_path / ".gitignore"
        ).read_text() == "*.pyc\n/site/\n/.cache/\n/.venv/\n/docs/groups/.collected/lock\n"
        assert "skipped  README.md" in out

    @pytest.mark.slow
    def test_it_does_not_move_in_with_another_site(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "mkdocs.yml").write_text("site_name: Mine\n")
        code, _, err = run(capsys, "course", str(tmp_path), "--yes")
        assert code == 2
        assert "has a mkdocs.yml that is not that of a course" in err
        assert set(contents(tmp_path)) == {"mkdocs.yml"}
        assert run(capsys, "course", str(tmp_path), "--force")[0] == 0
        assert build(tmp_path, "--strict").code == 0

    @pytest.mark.slow
    def test_what_its_workflows_run_is_there(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        run(capsys, "course", str(tmp_path))
        check = yaml.safe_load((tmp_path / ".github/workflows/check.yml").read_text())
        scripts = [step["run"] for step in check["jobs"]["check"]["steps"] if "run" in step]
        assert [script.split()[0] for script in scripts] == ["python", "mkdocs-report", "mkdocs"]
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        for script in scripts[1:]:
            done = subprocess.run(
                ["bash", "-e", "-c", script],
                cwd=tmp_path, env={**ENVIRONMENT, "PATH": path}, capture_output=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr

    def test_it_is_not_the_demo(self) -> None:
        texts = b"".join(data for path, data in read_starter("course").items() if path.endswith(".md")).lower()
        assert not any(word in texts for word in (b"stream", b"kingfisher", b"landowner"))
