"""The form of a template, from settings, options and Python, reaches each place where a template is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import mkdocs_report
from mkdocs_report.cli.doctor.gather import gather
from mkdocs_report.cli.main import main
from mkdocs_report.collect.address import LOCAL
from mkdocs_report.collect.plan import CollectPlan
from mkdocs_report.config.options import PublishOptions
from mkdocs_report.config.read_settings import read_settings
from mkdocs_report.config.roster import Roster
from mkdocs_report.config.settings import Settings
from mkdocs_report.course.check import CheckPlan, check_reports
from mkdocs_report.course.strays import strays_among
from mkdocs_report.course.templates import load_all_templates, load_templates
from mkdocs_report.errors import SettingsError
from mkdocs_report.model.template import QuestionForm, TemplateForm
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.publish.context import PublishContext
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.pool import Workers
from mkdocs_report.site.report_templates import TemplateCache
from tests.support.builds import build, project
from tests.support.forms import record_forms
from tests.support.git_server import Made, make
from tests.support.reports import TEMPLATE, fill, write_group

ANY, HEADINGS = TemplateForm(), TemplateForm((QuestionForm.HEADINGS,))
SHORT = TemplateForm(skip_headings=("Question 4",))
NAMED = TemplateForm((QuestionForm.HEADINGS,), ("After",))
"""The form in the settings of `course`."""
DATES = "1767225600 +0100"


@pytest.fixture
def forms(monkeypatch: pytest.MonkeyPatch) -> list[TemplateForm]:
    return record_forms(monkeypatch)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with one report, and settings that name a form; the working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv(LOCAL, "1")
    (tmp_path / "template.md").write_text(TEMPLATE)
    write_group(tmp_path / "docs/groups/one")
    (tmp_path / "docs/index.md").write_text("# Home\n")
    (tmp_path / "s.yml").write_text("templates: template.md\nquestions: headings\nskip_headings: [After]\n")
    made = make(tmp_path / "one.git", [Made({"README.md": fill()}, DATES)])
    (tmp_path / "roster.csv").write_text(f"group,repo_url\none,file://{made}\n")
    return tmp_path


REPORT = "docs/groups/one/README.md"
BY_OPTIONS = {
    "check": ["check", REPORT],
    "html": ["html", REPORT, "-o", "out.html"],
    "repair": ["repair", REPORT, "--dry-run"],
    "collect": ["collect", "roster.csv", "--into", "in"],
}
"""Commands that read settings as well."""
WITHOUT_SETTINGS = {
    "new": ["new", "-o", "new.md"],
    "init": ["init", "report", "--dry-run"],
}


class TestCommands:
    @pytest.mark.slow
    @pytest.mark.parametrize("command", BY_OPTIONS | WITHOUT_SETTINGS)
    def test_options_reach_the_template(self, command: str, course: Path, forms: list[TemplateForm]) -> None:
        options = ["--questions", "headings,table", "--questions", "headings", "--skip-heading", "After"]
        assert main([*(BY_OPTIONS | WITHOUT_SETTINGS)[command], "--template", "template.md", *options]) < 2
        assert set(forms) == {TemplateForm((QuestionForm.HEADINGS, QuestionForm.TABLE), ("After",))}

    @pytest.mark.slow
    @pytest.mark.parametrize("command", BY_OPTIONS)
    def test_settings_reach_the_template_and_options_replace_them(
        self, command: str, course: Path, forms: list[TemplateForm]
    ) -> None:
        line = [*BY_OPTIONS[command], "--settings", "s.yml"]
        assert main(line) < 2
        assert set(forms) == {NAMED}
        forms.clear()
        assert main([*line, "--questions", "bold", *(["--force"] if command == "html" else [])]) < 2
        assert set(forms) == {TemplateForm((QuestionForm.BOLD,), ("After",))}

    def test_template_check(self, course: Path, forms: list[TemplateForm]) -> None:
        assert main(["template", "check", "template.md", "--questions", "quoted", "--skip-heading", "Notes"]) == 0
        assert forms == [TemplateForm((QuestionForm.QUOTED,), ("Notes",))]

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (["--questions", "heading"], "there is no form “heading”. Did you mean “headings”?"),
            (
                ["--questions", "quoted,xyz"],
                "there is no form “xyz”. Use one of: quoted, headings, numbered, bold, table, fields, paragraphs.",
            ),
            (["--skip-heading", " - "], "“ - ” is no heading. Write its words."),
        ],
    )
    def test_options_that_cannot_be_used(
        self, options: list[str], message: str, course: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["check", REPORT, "--template", "template.md", *options]) == 2
        assert message in " ".join(capsys.readouterr().err.split())

    @pytest.mark.parametrize("line", [["check", REPORT], ["html", REPORT], ["init", "report", "docs"]])
    def test_a_form_without_a_template(self, line: list[str], course: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([*line, "--questions", "headings"]) == 2
        assert "describe a template, but there is none. Name it: --template" in capsys.readouterr().err

    def test_new_names_the_form_in_the_next_command(
        self, course: Path, forms: list[TemplateForm], capsys: pytest.CaptureFixture[str]
    ) -> None:
        line = ["new", "--template", "template.md", "--questions", "headings", "--skip-heading", "The group", "-o"]
        main([*line, "a.md"])
        assert capsys.readouterr().out.endswith(
            "mkdocs-report check a.md --template template.md --questions headings --skip-heading 'The group'\n"
        )
        options = {"templates": "template.md", "questions": "headings", "skip_headings": ["The group"]}
        (course / "mkdocs.yml").write_text(yaml.safe_dump({"site_name": "x", "plugins": [{"report": options}]}))
        main([*line, "b.md"])
        assert capsys.readouterr().out.endswith("with: mkdocs-report check b.md\n")

    def test_init_report_writes_the_form_into_the_settings(self, course: Path, forms: list[TemplateForm]) -> None:
        line = ["init", "report", "--template", "template.md", "--questions", "headings", "--yes"]
        assert main([*line, "--skip-heading", "Notes: to self"]) == 0
        read = read_settings(course / "mkdocs.yml", "mkdocs.yml")
        assert read.form == TemplateForm((QuestionForm.HEADINGS,), ("Notes: to self",))


class TestCohorts:
    @pytest.fixture
    def years(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Two years with one template, which only one of them reads in another form."""
        root = project(
            tmp_path,
            {"a/1": fill(), "b/1": fill()},
            report={
                "skip_headings": ["Question 4"],
                "cohorts": {
                    "a": {"reports": "groups/a/*/README.md"},
                    "b": {"reports": "groups/b/*/README.md", "questions": ["quoted"], "skip_headings": ["Question 3"]},
                },
            },
        )
        monkeypatch.chdir(root)
        return root

    def test_each_has_its_own(self, years: Path) -> None:
        read = read_settings(years / "mkdocs.yml", "mkdocs.yml")
        assert {each.name: each.settings.form for each in read.cohorts} == {
            "a": SHORT,
            "b": TemplateForm((QuestionForm.QUOTED,), ("Question 3",)),
        }
        assert {each.settings.form.questions for each in read.with_form(HEADINGS).cohorts} == {HEADINGS.questions}

    def test_check_reads_each_by_its_own(self, years: Path, forms: list[TemplateForm]) -> None:
        read = read_settings(years / "mkdocs.yml", "mkdocs.yml")
        with Workers() as workers:
            course = check_reports([Path("docs")], CheckPlan((), read, years, workers)).course
        asked = {
            judged.cohort: [answer.question.number for answer in judged.report.answers] for judged in course.reports
        }
        assert asked == {"a": [1, 2, 3], "b": [1, 2, 4]}
        assert [len(template.questions) for template in course.templates] == [3, 3]
        assert not course.problems

    def test_doctor_reads_each_by_its_own(self, years: Path, forms: list[TemplateForm]) -> None:
        facts = gather(years / "mkdocs.yml", "mkdocs.yml")
        assert facts.refused is None
        assert {SHORT, TemplateForm((QuestionForm.QUOTED,), ("Question 3",))} <= set(forms)

    def test_one_file_in_two_forms_is_two_templates(self, years: Path, forms: list[TemplateForm]) -> None:
        file = years / "template.md"
        both = load_all_templates([([file], ANY), ([file], SHORT), ([file], ANY)], years)
        assert [len(matcher.template.questions) for matcher in both.matchers] == [4, 3]
        each = [load_templates([file], years), load_templates([file], years, SHORT), load_templates([file], years)]
        assert len(TemplateVersions.of_all(each).matchers) == 2


class TestPython:
    def test_a_form_is_passed_on(self, course: Path, forms: list[TemplateForm]) -> None:
        mkdocs_report.read_template(TEMPLATE, questions="headings", skip_headings="References")
        mkdocs_report.read_template(TEMPLATE, questions=[QuestionForm.BOLD, "bold", "table"])
        mkdocs_report.check(REPORT, templates="template.md", questions=["fields"])
        mkdocs_report.check(REPORT, settings="s.yml", skip_headings=["Question 3"])
        assert forms == [
            TemplateForm((QuestionForm.HEADINGS,), ("References",)),
            TemplateForm((QuestionForm.BOLD, QuestionForm.TABLE)),
            TemplateForm((QuestionForm.FIELDS,)),
            TemplateForm((QuestionForm.HEADINGS,), ("Question 3",)),
        ]

    def test_an_unknown_form_is_refused(self) -> None:
        with pytest.raises(SettingsError, match=r"questions: there is no form “tabel”\. Did you mean “table”\?"):
            mkdocs_report.read_template(TEMPLATE, questions="tabel")


class TestSettings:
    def test_a_heading_that_no_template_has(self, course: Path) -> None:
        (course / "s.yml").write_text("templates: template.md\nskip_headings:\n- question 4\n- The bred\n")
        (problem,) = mkdocs_report.check(REPORT, settings="s.yml").problems
        assert (problem.path, problem.line) == ("s.yml", 4)
        assert problem.message == (
            "skip_headings: the template has no heading “The bred”. Did you mean “The bread”? Remove or correct it."
        )
        (problem,) = mkdocs_report.check(REPORT, templates="template.md", skip_headings="Appendix").problems
        assert (problem.path, problem.line) == ("template.md", 1)

    def test_reports_without_a_template_have_the_usual_form(self, course: Path) -> None:
        plain = mkdocs_report.check(REPORT)
        named = mkdocs_report.check(REPORT, questions="headings", skip_headings="Question 4")
        assert plain == named


class TestCaches:
    """What is kept by a template's content is kept by its form, too."""

    def test_templates_of_a_site(self, course: Path, forms: list[TemplateForm]) -> None:
        cache, files = TemplateCache(), [course / "template.md"]
        loaded = [cache.load(files, course, form) for form in (ANY, SHORT, ANY, SHORT)]
        assert [len(each.matchers[0].template.questions) for each in loaded] == [4, 3, 4, 3]
        assert forms == [ANY, SHORT]

    def test_published_reports(self, course: Path, forms: list[TemplateForm]) -> None:
        def context(form: TemplateForm, settings: Settings) -> str:
            versions = load_templates([course / "template.md"], course, form)
            cache, roster = Cache(course / "cache"), Roster()
            return PublishContext.of(PublishOptions(), roster, versions, settings, course, cache, False).base_digest

        usual = context(ANY, Settings())
        assert usual == context(ANY, Settings())
        assert usual != context(SHORT, Settings()), "the template is read in another way"
        assert usual != context(ANY, Settings(form=HEADINGS)), "the setting differs"

    def test_files_that_look_like_reports(self, course: Path, forms: list[TemplateForm]) -> None:
        (course / "half.md").write_text("".join(fill().partition("## Looking back")[:1]).replace("### Question 3", "x"))
        cache, paths = Cache(course / "cache", b"k" * 32), {"half.md": course / "half.md"}
        skipped = TemplateForm(skip_headings=("Question 1", "Question 2"))
        with Workers() as workers:
            found = [
                strays_among(paths, (), load_templates([course / "template.md"], course, form), workers, cache=cache)
                for form in (ANY, skipped, ANY)
            ]
        assert found == [["half.md"], [], ["half.md"]]

    def test_collected_reports(self) -> None:
        def digest(*templates: tuple[bytes, TemplateForm]) -> str:
            return CollectPlan(Path(), Path(), templates=templates).settings_digest("main", "", None)

        forms = (ANY, HEADINGS, SHORT, NAMED)
        assert len({digest((b"a", form)) for form in forms}) == len(forms)
        assert digest((b"a", SHORT)) == digest((b"a", SHORT))

    @pytest.mark.slow
    def test_a_site_is_built_anew(self, tmp_path: Path) -> None:
        root = project(tmp_path, report={"fail_on": "never"})
        config: Any = yaml.safe_load((root / "mkdocs.yml").read_text())
        sites = []
        for skipped in ([], ["Question 4"], ["Question 4", "Question 8"], []):
            config["plugins"][1]["report"]["skip_headings"] = skipped
            (root / "mkdocs.yml").write_text(yaml.safe_dump(config))
            built = build(root)
            assert built.code == 0, built.log
            sites.append({name: (built.site / name).read_bytes() for name in built.files()})
            questions = built.page("groups/one/index.html").xpath("//h3[starts-with(@id, 'question-')]/@id")
            assert ("question-4" in questions) == (not skipped)
            assert ("course/questions/4/index.html" in built.files()) == (not skipped)
            assert ("no heading “Question 8”" in built.log) == ("Question 8" in skipped)
        assert sites[-1] == sites[0]


def test_a_doctor_with_a_wrong_form(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (course / "mkdocs.yml").write_text("site_name: x\nplugins:\n- report:\n    questions: [quoted, tabel]\n")
    assert main(["doctor", "--format", "json"]) == 2
    refused = json.loads(capsys.readouterr().out)["refused"]
    assert refused == (
        "mkdocs.yml:4: questions: write one or a list of quoted, headings, numbered, bold, table, fields and "
        "paragraphs, not “tabel”. Did you mean “table”?"
    )


def test_text_below_a_skipped_heading_is_shown_and_is_no_finding(tmp_path: Path) -> None:
    template, report = tmp_path / "form.md", tmp_path / "report.md"
    template.write_text("# Form\n\n## Which claim?\n\n*One sentence.*\n\n## References\n\n*Your sources.*\n")
    report.write_text(template.read_text().replace("ence.*\n", "ence.*\n\nTea cools.\n") + "\nThe almanac.\n")
    [judged] = mkdocs_report.check(report, templates=template, skip_headings="references").reports
    assert judged.findings == ()
    [extra] = judged.report.extras
    assert (extra.heading, extra.text, extra.is_expected) == ("References", "The almanac.", True)


@pytest.mark.parametrize(
    "prompt", ["*One sentence.*", "Your sources, please.", "_Optional_", "Write it as people say it."]
)
def test_a_short_prompt_below_a_heading_is_no_answer(tmp_path: Path, prompt: str) -> None:
    template, report = tmp_path / "form.md", tmp_path / "report.md"
    template.write_text(f"# Form\n\n## Which claim?\n\n{prompt}\n\n## Where is it from?\n\n{prompt}\n")
    report.write_text(template.read_text() + "\nThe almanac.\n")
    [judged] = mkdocs_report.check(report, templates=template).reports
    assert [(answer.plain, answer.words.number) for answer in judged.report.answers] == [("", 0), ("The almanac.", 2)]
    assert [finding.rule for finding in judged.findings] == ["unanswered"]
