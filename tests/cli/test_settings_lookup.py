"""Without `--settings` and `--template`, commands judge by the mkdocs.yml of the working folder, as its pages are."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_report import check
from mkdocs_report.cli.main import main
from mkdocs_report.config.lookup import find_site
from tests.cli.test_check import run
from tests.support.builds import build, project
from tests.support.reports import TEMPLATE, fill, write_group
from tests.support.two_years import course_of_years

SITE = "site_name: Ours\ndocs_dir: reports\nplugins:\n  - search\n  - report:\n      templates: [template.md]\n"
TOLD = "Using the settings in mkdocs.yml.\n"
EASED = fill(q2="Too short.").replace("10-20 words", "2-20 words")
"""A report whose prompt was changed until its answer was long enough."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A group's repository as `init report` sets it up; the working directory is its folder."""
    (tmp_path / "template.md").write_text(TEMPLATE)
    (tmp_path / "mkdocs.yml").write_text(SITE)
    write_group(tmp_path / "reports", EASED)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


def rules(out: str) -> set[str]:
    """The rules of what was found, of JSON."""
    return {finding["rule"] for report in json.loads(out)["reports"] for finding in report["findings"]}


class TestCheck:
    @pytest.mark.usefixtures("folder")
    def test_judges_as_with_these_settings_and_says_so_once(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, err = run(capsys, "check", "reports")
        assert (code, err) == (1, "")
        assert out.startswith(f"{TOLD}Group 7  reports/README.md\n")
        assert "judged by template.md\n" in out
        named = run(capsys, "check", "reports", "--settings", "mkdocs.yml")
        assert (code, out, err) == (named[0], TOLD + named[1], named[2])

    @pytest.mark.slow
    def test_judges_as_the_page_is(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        _, out, _ = run(capsys, "check", "reports", "--format", "json")
        said = build(folder).log
        assert {"too-few-words", "prompt-changed"} <= rules(out)
        assert all(f"[{rule}]" in said for rule in rules(out))

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize("form", ["json", "csv", "sarif", "junit", "annotations", "summary", "gitlab"])
    def test_programs_are_told_nothing_of_it(self, form: str, capsys: pytest.CaptureFixture[str]) -> None:
        found = run(capsys, "check", "reports", "--format", form)
        assert found == run(capsys, "check", "reports", "--settings", "mkdocs.yml", "--format", form)

    @pytest.mark.usefixtures("folder")
    def test_a_file_beside_the_text_changes_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, out, _ = run(capsys, "check", "reports", "--format", "json=out.json")
        assert out.startswith(TOLD)
        assert "too-few-words" in rules(Path("out.json").read_text())

    def test_never_writes_over_them(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, _, err = run(capsys, "check", "reports", "--format", "json=mkdocs.yml")
        assert (code, (folder / "mkdocs.yml").read_text()) == (2, SITE)
        assert "mkdocs.yml" in err

    def test_all_of_them_hold(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "mkdocs.yml").write_text(SITE + "      severity: {too-few-words: off}\n")
        _, out, _ = run(capsys, "check", "reports", "--format", "json")
        assert "too-few-words" not in rules(out)

    def test_a_template_stands_for_itself(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "mkdocs.yml").write_text(SITE + "      severity: {too-few-words: off}\n")
        (folder / "other.md").write_text(TEMPLATE.replace("10-20", "12-15"))
        code, out, _ = run(capsys, "check", "reports", "--template", "other.md")
        assert code == 1
        assert out.startswith("Group 7  reports/README.md\n")
        assert "judged by other.md\n" in out
        assert "required 12–15. [too-few-words]" in out

    @pytest.mark.parametrize(
        "text",
        [
            None,
            "",
            "# nothing\n",
            "site_name: Another\n",
            "site_name: Another\nplugins: [search]\n",
            "templates: [template.md]\n",
            "- report\n",
        ],
        ids=["none", "empty", "comment", "no plugins", "other plugins", "no site", "a list"],
    )
    def test_a_folder_without_our_site_is_as_ever(
        self, folder: Path, text: str | None, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "mkdocs.yml").unlink()
        if text is not None:
            (folder / "mkdocs.yml").write_text(text)
        code, out, err = run(capsys, "check", "reports")
        assert (code, err) == (0, "")
        assert out.startswith("Group 7  reports/README.md\n")
        assert "judged by its own prompts\n" in out

    @pytest.mark.usefixtures("folder")
    def test_a_folder_of_that_name_is_none(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("mkdocs.yml").unlink()
        Path("mkdocs.yml").mkdir()
        assert "judged by its own prompts" in run(capsys, "check", "reports")[1]

    @pytest.mark.parametrize("plugins", ["[report]", "{report: {}}", "[{report: {marks: true}}]"])
    def test_a_site_without_templates_goes_by_the_prompts(
        self, folder: Path, plugins: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "mkdocs.yml").write_text(f"plugins: {plugins}\n")
        _, out, _ = run(capsys, "check", "reports")
        assert out.startswith(f"{TOLD}Group 7  reports/README.md\n")
        assert "judged by its own prompts\n" in out

    def test_what_is_inherited_names_the_plugin_too(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "base.yml").write_text(SITE)
        (folder / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: Heirs\n")
        assert "judged by template.md" in run(capsys, "check", "reports")[1]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("site_name: [\n", "mkdocs.yml:2: invalid YAML"),
            (SITE + "      limits: {2: {wrods: 1-2}}\n", "mkdocs.yml:7: limits: 2: there is no limit “wrods”."),
            (SITE.replace("[template.md]", "[forms/*.md]"), "mkdocs.yml:6: templates: no file matches “forms/*.md”."),
            (SITE + "      templats: [a.md]\n", "mkdocs.yml:7: "),
            ("INHERIT: none.yml\n" + SITE, "mkdocs.yml:1: INHERIT: file not found: none.yml."),
        ],
        ids=["no YAML", "a limit", "no template", "an option", "no heir"],
    )
    def test_what_can_not_be_used_is_told_as_of_named_settings(
        self, folder: Path, text: str, message: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "mkdocs.yml").write_text(text)
        code, _, err = run(capsys, "check", "reports")
        assert code == 2
        assert err.startswith(f"mkdocs-report: {message}")
        assert err == run(capsys, "check", "reports", "--settings", "mkdocs.yml")[2]
        assert run(capsys, "check", "reports", "--template", "template.md")[0] == 1

    @pytest.mark.usefixtures("folder")
    def test_words_are_explained_by_them(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, out, _ = run(capsys, "check", "reports", "--explain-words", "2")
        assert out.startswith(f"{TOLD}Group 7: Question 2  judged by template.md\n")
        assert "2 words counted (required 10–20)" in out

    def test_what_is_mended_is_mended_by_them(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        report = write_group(folder / "reports", fill().replace("[ ] Wash", "[✓] Wash"))
        _, out, _ = run(capsys, "check", "reports", "--fix")
        assert out.startswith(f"{TOLD}reports/README.md:")
        assert "[x] Wash" in report.read_text()
        write_group(folder / "reports", fill().replace("[ ] Wash", "[✓] Wash"))
        (folder / "mkdocs.yml").write_text(SITE + "      severity: {checklist-mark: off}\n")
        run(capsys, "check", "reports", "--fix")
        assert "[✓] Wash" in report.read_text()

    def test_years(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.chdir(course_of_years(tmp_path))
        write_group(tmp_path / "docs/groups/2024/1")
        _, out, _ = run(capsys, "check", "docs/groups/2026", "--format", "json")
        assert {each["template"] for each in json.loads(out)["reports"]} == {"templates/2026.md"}
        code, _, err = run(capsys, "check", "docs/groups/2024/1/README.md")
        assert code == 2
        assert "this report belongs to no cohort: let “reports” of “2025” or “2026” match it. To use only a" in err
        assert err.endswith("To use only a template, add --template template.md.\n")
        _, _, err = run(capsys, "check", "templates")
        assert err.endswith("To use only a template, add --template template.md.\n")
        _, _, err = run(capsys, "check", "docs/groups/2024/1/README.md", "--settings", "mkdocs.yml")
        assert "--template" not in err
        code, _, err = run(capsys, "check", "docs/groups/2024/1/README.md", "--template", "templates/2025.md")
        assert (code, err) == (0, "")

    @pytest.mark.usefixtures("folder")
    def test_in_python_settings_are_given(self) -> None:
        assert check("reports").reports[0].report.template is None


GLOBS = {"groups/*/README.md": "no glob in “reports” matches it", "": "it is at none of the usual places"}


@pytest.mark.parametrize("glob", GLOBS)
@pytest.mark.parametrize("asked", ["docs", "docs/notes", "docs/notes/deep/three/README.md", "."])
def test_a_report_that_the_site_does_not_take_is_judged_and_named(
    glob: str, asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project(tmp_path, report={"reports": [glob]} if glob else {}))
    write_group(tmp_path / "docs/notes/deep/three")
    path = "docs/notes/deep/three/README.md"
    message = f"The site does not show this report: {GLOBS[glob]}. Let “reports” match it."
    _, out, _ = run(capsys, "check", asked)
    assert out.count(f"{path}:1: {message}\n") == 1
    _, out, _ = run(capsys, "check", asked, "--format", "json")
    found = json.loads(out)
    assert found["problems"] == [{"path": path, "line": 1, "message": message}]
    assert path in [report["path"] for report in found["reports"]]


def test_reports_that_the_site_takes_through_a_link_of_the_course_are_not_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project(tmp_path, {}, report={"reports": ["linked/*/README.md"]}))
    write_group(tmp_path / "docs/real/one")
    (tmp_path / "docs/linked").symlink_to("real")
    for asked in ("docs", "docs/real", "docs/linked"):
        _, out, _ = run(capsys, "check", asked)
        assert "does not show" not in out


class TestWhatWasJudgedBy:
    def test_is_said_of_each_report(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "mkdocs.yml").unlink()
        for name in ("one", "two"):
            write_group(folder / name)
        write_group(folder / "three", fill(q2="Too short."))
        for arguments, how in (((), "its own prompts"), (("--template", "template.md"), "template.md")):
            _, out, _ = run(capsys, "check", "one", "three", "two", *arguments)
            assert [line.partition("warnings, ")[2] for line in out.splitlines() if "judged by" in line] == [
                f"judged by {how}"
            ] * 3

    def test_is_not_said_of_what_could_not_be_read(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "link.md").symlink_to(folder / "reports/README.md")
        _, out, _ = run(capsys, "check", "link.md")
        assert "judged by" not in out
        assert "symbolic link" in out


COMMANDS = {
    "check": ["check", "reports/README.md"],
    "html": ["html", "reports/README.md", "-o", "-"],
    "repair": ["repair", "reports/README.md", "--dry-run"],
    "collect": ["collect", "roster.csv"],
}


@pytest.mark.parametrize("command", COMMANDS)
class TestEveryCommand:
    """No command judges as if a setting were not there."""

    @pytest.fixture(autouse=True)
    def _roster(self, folder: Path) -> None:
        (folder / "roster.csv").write_text("group,repository\none,https://example.org/o/r\n")

    def refused(self, command: str, capsys: pytest.CaptureFixture[str], *more: str) -> str:
        code, out, err = run(capsys, *COMMANDS[command], *more)
        assert (code, out) == (2, "")
        return err

    def test_refuses_a_tag(self, command: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "mkdocs.yml").write_text(SITE.replace("[template.md]", "!ENV FORM"))
        for more in ([], ["--settings", "mkdocs.yml"]):
            said = self.refused(command, capsys, *more)
            assert "mkdocs.yml:6: templates: write the value itself. Only a build knows the value of a tag" in said

    def test_refuses_named_settings_without_the_plugin(
        self, command: str, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "mkdocs.yml").write_text("site_name: x\nplugins: [search]\n")
        said = self.refused(command, capsys, "--settings", "mkdocs.yml")
        assert "mkdocs.yml:2: plugins: the plugin report is not named" in said

    def test_refuses_a_site_above_that_may_be_another(
        self, command: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name in ("reports/README.md", "roster.csv"):
            target = folder / "below" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((folder / name).read_bytes())
        monkeypatch.chdir(folder / "below")
        assert "Name the settings: --settings ../mkdocs.yml." in self.refused(command, capsys)
        (folder / ".git").mkdir()
        _, out, err = run(capsys, *COMMANDS[command], *(["--before", ""] if command == "collect" else []))
        assert "Using the settings in ../mkdocs.yml." in out + err


def test_of_several_files_the_one_that_names_the_plugin_holds(folder: Path) -> None:
    (folder / "mkdocs.yml").rename(folder / "properdocs.yml")
    (folder / "mkdocs.yml").write_text("site_name: Another\n")
    site = find_site(folder)
    assert site is not None
    assert site.path == "properdocs.yml"


class TestOtherCommands:
    def test_repair_takes_the_templates_of_the_cohort(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        root = course_of_years(tmp_path, {"templates": ["templates/2025.md"]})
        monkeypatch.chdir(root)
        write_group(root / "docs/groups/2026/1", fill().replace("## The bread\n", ""))
        code, out, _ = run(capsys, "repair", "docs/groups/2026/1/README.md", "--yes")
        assert code == 0, out
        assert "repaired with templates/2026.md" in out
        write_group(root / "docs/groups/2024/1")
        code, _, err = run(capsys, "repair", "docs/groups/2024/1/README.md", "--yes")
        assert code == 2
        assert "this report belongs to no cohort: let “reports” of “2025” or “2026” match it." in err

    def test_repair_takes_the_templates(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        report = write_group(folder / "reports", fill().replace("## The bread\n", ""))
        code, out, err = run(capsys, "repair", "reports/README.md", "--yes")
        assert (code, err) == (0, "")
        assert out.startswith(f"{TOLD}--- reports/README.md\n")
        assert "repaired with template.md" in out
        assert report.read_text() == fill()

    def test_repair_without_any_asks_for_one(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for text in ("site_name: Another\n", "plugins: [report]\n"):
            (folder / "mkdocs.yml").write_text(text)
            code, out, err = run(capsys, "repair", "reports/README.md")
            assert (code, out) == (2, "")
            assert err == "mkdocs-report: repair: name the template: --template template.md.\n"

    def test_repair_tells_the_line_of_a_template_that_is_not_there(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "mkdocs.yml").write_text(SITE.replace("[template.md]", "[forms/*.md]"))
        _, _, err = run(capsys, "repair", "reports/README.md")
        assert err == "mkdocs-report: mkdocs.yml:6: templates: no file matches “forms/*.md”.\n"

    @pytest.mark.parametrize("template", [(), ("--template", "template.md")], ids=["", "template"])
    def test_html_masks_as_the_site_does(
        self, folder: Path, template: tuple[str, ...], capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_group(folder / "groups/ours", fill(q4="Ottilie Fennimore kneaded it."))
        (folder / "roster.csv").write_text("group,student_1\nours,Ottilie Fennimore\n")
        (folder / "mkdocs.yml").write_text(SITE + "      publish: {roster: roster.csv}\n")
        code, out, err = run(capsys, "html", "groups/ours/README.md", "-o", "-", *template)
        assert (code, err.startswith(f"{TOLD}Masked 1 person.")) == (0, True)
        assert out.startswith("<!doctype html>")
        assert "judged by template.md" in out
        assert "Fennimore" not in out
        (folder / "mkdocs.yml").unlink()
        assert "Fennimore" in run(capsys, "html", "groups/ours/README.md", "-o", "-", *template)[1]


@pytest.mark.parametrize(
    ("options", "left_out", "kept"),
    [
        ("reports: ['groups/*/*/README.md']\n      publish: {without: [a-x]}", "groups/a/x", "groups/b/x"),
        ("publish: {without: [groups-x]}", "groups/x", "x"),
        ("cohorts: {one: {reports: ['groups/*/*/README.md'], without: [a-x]}}", "groups/a/x", "groups/b/x"),
    ],
    ids=["globs", "usual", "cohorts"],
)
@pytest.mark.parametrize("template", [(), ("--template", "template.md")], ids=["", "template"])
def test_a_report_named_alone_has_its_id_of_the_site(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: str,
    left_out: str,
    kept: str,
    template: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "template.md").write_text(TEMPLATE)
    for group in (left_out, kept):
        write_group(tmp_path / "docs" / group, EASED)
    site = SITE.replace("docs_dir: reports\n", "")
    (tmp_path / "mkdocs.yml").write_text(f"{site}      waivers: waivers.yml\n      {options}\n")
    name = {"x": "x"}.get(kept, "b-x")
    (tmp_path / "waivers.yml").write_text(f"[{{group: {name}, question: 2, rule: too-few-words, reason: Ill.}}]\n")
    for path in (left_out, f"{left_out}/README.md"):
        code, _, err = run(capsys, "html", f"docs/{path}", "-o", "-", *template)
        assert (code, "nothing is published" in err) == (2, True)
    assert run(capsys, "html", f"docs/{kept}/README.md", "-o", "-", *template)[0] == 0
    named = ("--settings", "mkdocs.yml", *template)
    out = json.loads(run(capsys, "check", f"docs/{kept}/README.md", "--format", "json", *named)[1])
    assert [report["id"] for report in out["reports"]] == [name]
    assert {f["rule"]: f["waived"] for f in out["reports"][0]["findings"]}["too-few-words"] == "Ill."
    every = json.loads(run(capsys, "check", "docs", "--format", "json", *named)[1])["reports"]
    assert name in {report["id"] for report in every}


def test_a_misspelt_group_publishes_no_report_that_is_named_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "mkdocs.yml").write_text(SITE + "      publish: {without: [herron]}\n")
    write_group(folder / "reports/heron", EASED)
    code, _, err = run(capsys, "html", "reports/heron/README.md", "-o", "-")
    assert code == 2
    assert "there is no group “herron”. Did you mean “heron”?" in err


class TestNew:
    def said(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
        """The command that is named last."""
        assert main(["new", *arguments]) == 0
        return capsys.readouterr().out.splitlines()[-1].partition("with: ")[2]

    @pytest.mark.usefixtures("folder")
    def test_what_the_site_judges_by_needs_no_name(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.said(capsys, "--template", "template.md", "-o", "new.md") == "mkdocs-report check new.md"

    @pytest.mark.parametrize("text", [None, "site_name: Another\n", "plugins: [report]\n", "plugins: [\n"])
    def test_else_the_template_is_named(
        self, folder: Path, text: str | None, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "mkdocs.yml").unlink()
        if text is not None:
            (folder / "mkdocs.yml").write_text(text)
        (folder / "our form.md").write_text(TEMPLATE)
        said = self.said(capsys, "--template", "our*.md", "-o", "new/README.md")
        assert said == "mkdocs-report check new/README.md --template 'our form.md'"

    @pytest.mark.usefixtures("folder")
    def test_a_template_that_is_not_the_sites_is_named(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("other.md").write_text(TEMPLATE)
        said = self.said(capsys, "--template", "other.md", "-o", "new.md")
        assert said == "mkdocs-report check new.md --template other.md"

    def test_a_report_of_no_year_is_judged_by_its_template(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(course_of_years(tmp_path))
        said = self.said(capsys, "--template", "templates/2026.md", "-o", "new.md")
        assert said == "mkdocs-report check new.md --template templates/2026.md"


@pytest.mark.slow
def test_nothing_heavy_is_imported_to_look_for_them(folder: Path) -> None:
    (folder / "mkdocs.yml").unlink()
    script = (
        "import sys; from mkdocs_report.cli.main import main; main(['check', 'reports', '--format', 'json']);"
        "heavy = {'mkdocs', 'jinja2', 'PIL', 'rich', 'mkdocs_report.cli.doctor.examine'}\n"
        "print(*heavy & set(sys.modules), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60, cwd=folder
    )
    assert (result.returncode, result.stderr) == (0, "\n")
