"""Settings and waivers: what is wrong is named, with the line, and the nearest right word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from mkdocs.config.base import Config

from mkdocs_report.config.cohort_options import each_cohort
from mkdocs_report.config.options import OPTIONS, Options, read_options
from mkdocs_report.config.read_settings import read_settings
from mkdocs_report.config.waivers import read_waivers
from mkdocs_report.course.reader import make_course
from mkdocs_report.course.templates import load_templates
from mkdocs_report.errors import SettingsError
from mkdocs_report.model.course import Problem
from mkdocs_report.model.finding import Severity
from mkdocs_report.model.limits import Bounds
from mkdocs_report.model.template import QuestionForm, TemplateForm
from mkdocs_report.site.plugin import ReportPlugin
from tests.support.builds import build, project
from tests.support.reports import TEMPLATE, write_group
from tests.support.settings import settings_from


def test_options() -> None:
    settings = settings_from(
        {
            "templates": "forms/*.md",
            "questions": ["headings", "table", "headings"],
            "skip_headings": "References",
            "severity": {"marker-left": "error", "too-few-words": "off", "image-remote": False},
            "limits": {3: {"words": [10, None]}, "question-4": {"words": "50-80", "images": 2, "advisory": True}},
            "title_question": 1,
        },
        Path("/course"),
    )
    assert settings.templates == ("/course/forms/*.md",)
    assert settings.form == TemplateForm((QuestionForm.HEADINGS, QuestionForm.TABLE), ("References",))
    assert settings.policy.severity == {"marker-left": Severity.ERROR, "too-few-words": None, "image-remote": None}
    assert settings.policy.limits["3"].words == Bounds(10, None)
    assert settings.policy.limits["question-4"].images == Bounds(2, 2)
    assert settings.policy.limits["question-4"].advisory
    assert settings.title_question == "1"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"severity": {"too-few-word": "warning"}},
            "severity: there is no rule “too-few-word”. Did you mean “too-few-words”?",
        ),
        (
            {"severity": {"too-few-words": "bad"}},
            "severity: too-few-words: “bad” is not a severity. Use error, warning or off.",
        ),
        ({"templates": 3}, "templates: write a list of globs"),
        ({"templates": [None]}, "templates: write a list of globs"),
        (
            {"questions": "heading"},
            "numbered, bold, table, fields and paragraphs, not “heading”. Did you mean “headings”?",
        ),
        ({"questions": ["bold", 3]}, "table, fields and paragraphs, not “3”."),
        ({"questions": "bold, table"}, "table, fields and paragraphs, not “bold, table”."),
        ({"questions": False}, "questions: write one or a list of"),
        ({"questions": {"bold": True}}, "questions: write one or a list of"),
        ({"skip_headings": ["..."]}, "skip_headings: write a list of headings, such as “References”, not “"),
        ({"skip_headings": 3}, "skip_headings: write a list of headings"),
        ({"waivers": 3}, "waivers: write the path of a file"),
        ({"title_question": [1]}, "title_question: write a question's number or id"),
        ({"severity": ["x"]}, "severity: write “name: value” pairs"),
        ({"limits": {3: "100-200"}}, "limits: 3: not a limit"),
        ({"limits": {3: {"word": [1, 2]}}}, "limits: 3: there is no limit “word”. Did you mean “words”?"),
        ({"limits": {3: {"words": [200, 100]}}}, "limits: 3: words: the minimum 200 is greater than the maximum 100."),
        ({"limits": {3: {"words": "many"}}}, "limits: 3: words: “many” is not a range"),
        ({"limits": {3: {"words": [True, 3]}}}, "is not a range"),
        ({"limits": {3: {"words": [None, None]}}}, "is not a range"),
        ({"limits": {3: {"advisory": "yes"}}}, "limits: 3: advisory: “yes” is not true or false"),
    ],
)
def test_options_that_can_not_be_used(options: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError) as error:
        settings_from(options, Path())
    assert message in str(error.value)


def test_waivers(tmp_path: Path) -> None:
    file = tmp_path / "waivers.yml"
    file.write_text(
        "# excused\n- group: a\n  question: 3\n  rule: too-few-words\n  reason: Ill.\n"
        "- {group: b, rule: image-remote, reason: No disk}\n"
    )
    first, second = read_waivers(file, "waivers.yml")
    assert (first.group, first.question, first.rule, first.reason, first.line) == ("a", "3", "too-few-words", "Ill.", 2)
    assert (second.question, second.line) == (None, 6)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("group: a\n", "w.yml:1: not a list"),
        ("- a\n", "w.yml:1: not an entry"),
        ("- group: a\n  rule: too-few-words\n", "w.yml:1: “reason” is missing"),
        ("- group: a\n  rule: too-few\n  reason: x\n", "there is no rule “too-few”"),
        ("- group: a\n  rul: x\n", "w.yml:2: there is no “rul”. Did you mean “rule”?"),
        ("- group: a\n  reason: [x]\n", "w.yml:2: “reason” is not a text."),
        ("- group: 'a\n", "w.yml:2: invalid YAML"),
        ("- group: \x00\n", "invalid YAML"),
    ],
)
def test_waivers_that_can_not_be_used(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "w.yml"
    file.write_text(text)
    with pytest.raises(SettingsError) as error:
        read_waivers(file, "w.yml")
    assert message in str(error.value)


def test_an_empty_waiver_file_excuses_nothing(tmp_path: Path) -> None:
    file = tmp_path / "w.yml"
    file.write_text("# nothing yet\n")
    assert read_waivers(file, "w.yml") == ()
    with pytest.raises(SettingsError, match=r"cannot be read: No such file"):
        read_waivers(tmp_path / "none.yml", "none.yml")


def test_a_mkdocs_yml_is_read_without_running_anything(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        "site_name: x\nmarkdown_extensions:\n  - a: {b: !!python/name:os.system }\nplugins:\n  - search\n"
        "  - report:\n      templates: [t.md]\n      fail_on: !ENV [FAIL, error]\n"
    )
    assert read_settings(file, "mkdocs.yml").templates == (str(tmp_path / "t.md"),)
    file.write_text("site_name: x\nplugins:\n  - report: {fail_on: !ENV FAIL, marks: !ENV MARKS}\n")
    assert read_settings(file, "mkdocs.yml").templates == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("plugins: [{report: {templates: !ENV FORM}}]\n", "mkdocs.yml:2: templates: write the value itself"),
        ("plugins: [{report: {limits: {3: {words: !ENV W}}}}]\n", "mkdocs.yml:2: limits: 3: words: write the value"),
        ("plugins: [{report: {cohorts: {a: {waivers: !ENV W}}}}]\n", "mkdocs.yml:2: cohorts: a: waivers: write"),
        ("plugins: [{report: {templates: [!!python/name:os.name '']}}]\n", "mkdocs.yml:2: templates: 0: write the"),
        ("plugins: [{report: !ENV OPTIONS}]\n", "mkdocs.yml:2: write the value itself"),
        ("plugins: [search, !ENV OURS]\n", "mkdocs.yml:2: plugins: write the names themselves"),
        ("plugins: !ENV OURS\n", "mkdocs.yml:2: plugins: write the list itself"),
        ("docs_dir: !ENV DOCS\nplugins: [report]\n", "mkdocs.yml:2: docs_dir: write the path itself"),
        ("docs_dir: ''\nplugins: [report]\n", "mkdocs.yml:2: docs_dir: write the path of a folder"),
        ("x: &x {templates: !ENV T}\nplugins: [{report: {<<: *x}}]\n", "templates: write the value itself"),
        ("INHERIT:\nplugins: [report]\n", "mkdocs.yml:2: INHERIT: not a path"),
        ("INHERIT: [base.yml]\nplugins: [report]\n", "mkdocs.yml:2: INHERIT: not a path"),
        ("plugins: [search]\n", "mkdocs.yml:2: plugins: the plugin report is not named"),
    ],
)
def test_what_only_a_build_knows_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"site_name: x\n{text}")
    with pytest.raises(SettingsError) as error:
        read_settings(file, "mkdocs.yml")
    assert message in str(error.value)


def test_what_an_inheriting_file_replaces_is_not_refused(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("docs_dir: !ENV DOCS\nplugins: [{report: {templates: !ENV FORM}}]\n")
    file = tmp_path / "mkdocs.yml"
    file.write_text("INHERIT: base.yml\nsite_name: x\ndocs_dir: docs\nplugins: [{report: {templates: a.md}}]\n")
    assert read_settings(file, "mkdocs.yml").templates == (str(tmp_path / "a.md"),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file contains no settings"),
        ("tempaltes: [a]\n", "Did you mean “templates”?"),
        ("a: [\n", "invalid YAML"),
        ("a: 2020-13-45\n", "invalid value"),
        ("plugins: 3\n", "plugins: not a list"),
        ("plugins: [{report: 3}]\n", "Write “name: value” pairs"),
    ],
)
def test_settings_files_that_can_not_be_used(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "s.yml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=r"^s\.yml") as error:
        read_settings(file, "s.yml")
    assert message in str(error.value)


def test_mkdocs_has_the_options_and_the_defaults_of_the_table() -> None:
    plugin = ReportPlugin()
    assert plugin.load_config({}) == ([], [])
    assert plugin.config.options == Options()
    assert {name: set(value) if isinstance(value, Config) else set() for name, value in plugin.config.items()} == {
        name: set(option.inside) for name, option in OPTIONS.items()
    }


def test_what_another_plugin_changes_counts() -> None:
    plugin = ReportPlugin()
    assert plugin.load_config({"publish": {"students": "mask"}}) == ([], [])
    plugin.config["publish"]["without"] = ["one"]
    assert plugin.config.options.publish.without == ("one",)


def test_options_that_cohorts_have_of_their_own() -> None:
    course = read_options(
        {
            "severity": {"unanswered": "off"},
            "publish": {"without": "three", "width": 9},
            "cohorts": {2026: {"reports": "a/*.md", "severity": {"image-remote": "off"}, "without": "one"}, "b": None},
        }
    )
    first, second = each_cohort(course).values()
    assert (first.prefix, first.reports, first.cohorts) == ("course/2026", ("a/*.md",), {})
    assert first.severity == {"unanswered": "off", "image-remote": "off"}
    assert (first.publish.without, first.publish.width) == (("one",), 9)
    assert (second.severity, second.publish) == (course.severity, course.publish)


def every_option() -> Iterator[tuple[str, ...]]:
    for name, option in OPTIONS.items():
        yield (name,)
        yield from ((name, inner) for inner in option.inside)


def written(keys: tuple[str, ...], value: object) -> dict[str, object]:
    for key in reversed(keys):
        value = {key: value}
    assert isinstance(value, dict)
    return value


def site(root: Path, options: dict[str, object]) -> tuple[Path, int]:
    """Write a `mkdocs.yml` with these options; return it, and the line of what is innermost in them."""
    file = root / "mkdocs.yml"
    text = yaml.safe_dump(
        {"site_name": "x", "theme": "mkdocs", "plugins": ["search", {"report": options}]}, sort_keys=False
    )
    file.write_text(text)
    return file, len(text.splitlines())


def misspelt(name: str) -> str:
    return name[:-1] + name[-1] * 2


@pytest.mark.parametrize("keys", list(every_option()), ids=".".join)
class TestEveryOption:
    """Each is refused by the command and by MkDocs alike, with the line and the word that was meant."""

    def refusals(self, root: Path, options: dict[str, object]) -> tuple[str, str, int]:
        file, line = site(root, options)
        with pytest.raises(SettingsError) as error:
            read_settings(file, "sub/mkdocs.yml")
        errors, warnings = ReportPlugin().load_config(dict(options), str(file))
        assert warnings == []
        [(key, told)] = errors
        return str(error.value), f"{key}: {told}", line

    def test_misspelt(self, tmp_path: Path, keys: tuple[str, ...]) -> None:
        *above, last = keys
        told, built, line = self.refusals(tmp_path, written((*above, misspelt(last)), None))
        hint = f"there is no option “{misspelt(last)}”. Did you mean “{last}”?"
        assert told == f"sub/mkdocs.yml:{line}: {''.join(f'{name}: ' for name in above)}{hint}"
        assert built == f"{keys[0] if above else misspelt(last)}: {told.removeprefix('sub/')}"

    def test_of_the_wrong_kind(self, tmp_path: Path, keys: tuple[str, ...]) -> None:
        told, built, line = self.refusals(tmp_path, written(keys, 3.5))
        assert told.startswith(f"sub/mkdocs.yml:{line}: {': '.join(keys)}: write ")
        assert told.endswith(", not “3.5”.")
        assert built == f"{keys[0]}: {told.removeprefix('sub/')}"

    def test_left_empty(self, tmp_path: Path, keys: tuple[str, ...]) -> None:
        file, line = site(tmp_path, written(keys, None))
        if keys == ("publish", "roster"):  # a variable that is not set would publish all names
            message = f"mkdocs.yml:{line}: publish: roster: there is no value, so no one would be masked."
            with pytest.raises(SettingsError, match=message):
                read_settings(file, "mkdocs.yml")
            assert message in str(ReportPlugin().load_config(written(keys, None), str(file)))
            return
        assert read_settings(file, "mkdocs.yml").templates == ()
        assert ReportPlugin().load_config(written(keys, None), str(file)) == ([], [])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"severity": {"too-few-word": "warning"}}, "there is no rule “too-few-word”. Did you mean “too-few-words”?"),
        (
            {"severity": {"too-few-words": "warn"}},
            "“warn” is not a severity. Use error, warning or off. Did you mean “warning”?",
        ),
        ({"limits": {"3": {"word": "1-2"}}}, "3: there is no limit “word”. Did you mean “words”?"),
        ({"limits": {"3": {"words": "2-1"}}}, "3: words: the minimum 2 is greater than the maximum 1. Swap them."),
        ({"fail_on": "eror"}, "write error, warning or never, not “eror”. Did you mean “error”?"),
        ({"publish": {"students": "masked"}}, "students: write mask or keep, not “masked”. Did you mean “mask”?"),
        *(
            ({"publish": {"numbers": number}}, f"nests no repetition, not “{number}”.")
            for number in ("s(", "", r"\d*", "(a+)+", "(?i")
        ),
        ({"students": "keep"}, "there is no option “students”. It belongs into “publish”."),
    ],
)
def test_what_stands_in_an_option(tmp_path: Path, options: dict[str, object], message: str) -> None:
    file, line = site(tmp_path, options)
    with pytest.raises(SettingsError) as error:
        read_settings(file, "mkdocs.yml")
    assert str(error.value).startswith(f"mkdocs.yml:{line}: ")
    assert str(error.value).endswith(message)
    [(_, told)] = ReportPlugin().load_config(dict(options), str(file))[0]
    assert str(told) == str(error.value)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "s.yml"
    file.write_text("fail_on: nevr\nlimits:\n  3: {words: no}\n  4: {imags: 3}\n")
    with pytest.raises(SettingsError) as error:
        read_settings(file, "s.yml")
    first, *others = str(error.value).splitlines()
    assert first == "s.yml: 3 invalid options:"
    assert [line.split(": ")[0] for line in others] == ["  s.yml:1", "  s.yml:3", "  s.yml:4"]


def test_a_format_that_is_none(tmp_path: Path) -> None:
    file, line = site(tmp_path, {"export": {"cvs": "out.csv"}})
    [(key, told)] = ReportPlugin().load_config({"export": {"cvs": "out.csv"}}, str(file))[0]
    assert key == "export"
    assert str(told).startswith(f"mkdocs.yml:{line}: export: there is no format “cvs”. Did you mean “csv”?")


def test_what_is_inherited_counts_and_is_named_by_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("plugins:\n  search: {}\n  report:\n    severity: {no-such-rule: warning}\n")
    file = tmp_path / "mkdocs.yml"
    file.write_text("INHERIT: base.yml\nsite_name: x\nplugins:\n  report:\n    templates: [t.md]\n")
    with pytest.raises(SettingsError, match=r"^sub/base\.yml:4: severity: there is no rule"):
        read_settings(file, "sub/mkdocs.yml")
    (tmp_path / "base.yml").write_text("plugins:\n  report: {title_question: 3}\n")
    settings = read_settings(file, "sub/mkdocs.yml")
    assert (settings.title_question, settings.templates) == ("3", (str(tmp_path / "t.md"),))
    file.write_text("site_name: x\nINHERIT: none.yml\n")
    with pytest.raises(SettingsError, match=r"^mkdocs\.yml:2: INHERIT: file not found: none\.yml"):
        read_settings(file, "mkdocs.yml")
    file.write_text("INHERIT: mkdocs.yml\n")
    with pytest.raises(SettingsError, match="more than 8 files in a chain"):
        read_settings(file, "mkdocs.yml")


def test_a_single_glob_is_a_list_of_one(tmp_path: Path) -> None:
    plugin = ReportPlugin()
    options = {"templates": "t.md", "reports": "*/r.md", "publish": {"without": "one"}}
    assert plugin.load_config(options, str(tmp_path / "mkdocs.yml")) == ([], [])
    told = plugin.config.options
    assert (told.templates, told.reports, told.publish.without) == (("t.md",), ("*/r.md",), ("one",))


@pytest.mark.slow
def test_aliases_that_unfold_for_ever_end(tmp_path: Path) -> None:
    file = tmp_path / "s.yml"
    rows = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    for option in ("fail_on: *a11", "severity: {unanswered: *a11}", "limits: {3: {words: *a11}, 4: {advisory: *a11}}"):
        file.write_text("\n".join([*rows, option]))
        with pytest.raises(SettingsError, match="more than 50,000 values, including aliases") as error:
            read_settings(file, "s.yml")
        assert len(str(error.value)) < 3000


def test_a_file_that_is_not_there_is_named_with_the_option(tmp_path: Path) -> None:
    (tmp_path / "waivers.yml").write_text("")
    (tmp_path / "s.yml").write_text("title_question: 1\nwaivers: waiver.yml\n")
    with pytest.raises(SettingsError) as error:
        read_settings(tmp_path / "s.yml", "s.yml")
    assert str(error.value) == ("s.yml:2: waivers: file not found: waiver.yml. Did you mean “waivers.yml”?")


def test_settings_about_questions_that_nobody_asks(tmp_path: Path) -> None:
    (tmp_path / "template.md").write_text(TEMPLATE)
    file = write_group(tmp_path / "groups/one")
    (tmp_path / "s.yml").write_text(
        "templates: template.md\ntitle_question: 9\nlimits:\n  2: {words: 1-9}\n  qestion-3: {words: 1-9}\n"
    )
    versions = load_templates([tmp_path / "template.md"], tmp_path)
    course = make_course([file], versions, read_settings(tmp_path / "s.yml", "sub/s.yml"), tmp_path)
    assert course.problems == (
        Problem(
            "sub/s.yml",
            5,
            "limits: there is no question “qestion-3”. Did you mean “question-3”? Remove or correct it.",
        ),
        Problem("sub/s.yml", 2, "title_question: there is no question “9”. Remove or correct it."),
    )


@pytest.mark.slow
def test_a_build_names_option_file_line_and_the_nearest_word(tmp_path: Path) -> None:
    root = project(tmp_path, report={"severity": {"unanswerd": "warning"}, "publish": {"studens": "keep"}})
    built = build(root)
    assert built.code == 1
    lines = (root / "mkdocs.yml").read_text().splitlines()
    for name, told in (
        ("unanswerd", "severity: there is no rule “unanswerd”. Did you mean “unanswered”?"),
        ("studens", "publish: there is no option “studens”. Did you mean “students”?"),
    ):
        line = next(number for number, text in enumerate(lines, 1) if name in text)
        assert f"mkdocs.yml:{line}: {told}" in built.log
    assert "Traceback" not in built.log


@pytest.mark.slow
def test_a_build_tells_of_settings_about_questions_that_nobody_asks(tmp_path: Path) -> None:
    root = project(tmp_path, report={"limits": {"2x": {"words": "1-99"}}, "title_question": "qestion-1"})
    built = build(root)
    assert built.code == 0
    lines = (root / "mkdocs.yml").read_text().splitlines()
    for name, told in (
        ("2x", "limits: there is no question “2x”."),
        ("qestion-1", "title_question: there is no question “qestion-1”. Did you mean “question-1”?"),
    ):
        line = next(number for number, text in enumerate(lines, 1) if name in text)
        assert f"mkdocs.yml:{line}: {told}" in built.log


@pytest.mark.slow
def test_a_build_names_the_line_of_what_matches_nothing(tmp_path: Path) -> None:
    built = build(project(tmp_path, report={"templates": ["templte.md"]}))
    assert built.code == 1
    assert "templates: no file matches “templte.md”." in built.log
    assert "mkdocs.yml:" in built.log
