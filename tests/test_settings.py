"""Settings and waivers: what is wrong is named, with the line, and the nearest right word."""

from pathlib import Path

import pytest

from mkdocs_report.limits import Bounds
from mkdocs_report.rules import Severity
from mkdocs_report.settings import OPTIONS, SettingsError, make_settings, read_settings, read_waivers
from mkdocs_report.site.config import ReportConfig


def test_options() -> None:
    settings = make_settings(
        {
            "templates": "forms/*.md",
            "severity": {"marker-left": "hard", "too-few-words": "off", "image-remote": False},
            "limits": {3: {"words": [10, None]}, "question-4": {"words": "50-80", "images": 2, "advisory": True}},
            "title_question": 1,
        },
        Path("/course"),
    )
    assert settings.templates == ("/course/forms/*.md",)
    assert settings.policy.severity == {"marker-left": Severity.HARD, "too-few-words": None, "image-remote": None}
    assert settings.policy.limits["3"].words == Bounds(10, None)
    assert settings.policy.limits["question-4"].images == Bounds(2, 2)
    assert settings.policy.limits["question-4"].advisory
    assert settings.title_question == "1"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"severity": {"too-few-word": "soft"}},
            "severity: there is no rule “too-few-word”. Did you mean “too-few-words”?",
        ),
        (
            {"severity": {"too-few-words": "bad"}},
            "severity: too-few-words: “bad” is no severity; write hard, soft or off.",
        ),
        ({"templates": 3}, "templates: write a list of globs"),
        ({"templates": [None]}, "templates: write a list of globs"),
        ({"waivers": 3}, "waivers: write the path of a file"),
        ({"title_question": [1]}, "title_question: write a question's number or id"),
        ({"severity": ["x"]}, "severity: write “name: value” pairs"),
        ({"limits": {3: "100-200"}}, "limits: 3: write the limits as"),
        ({"limits": {3: {"word": [1, 2]}}}, "limits: 3: there is no limit “word”. Did you mean “words”?"),
        ({"limits": {3: {"words": [200, 100]}}}, "limits: 3: words: the least, 200, is above the most, 100."),
        ({"limits": {3: {"words": "many"}}}, "limits: 3: words: “many” is no range"),
        ({"limits": {3: {"words": [True, 3]}}}, "is no range"),
        ({"limits": {3: {"words": [None, None]}}}, "is no range"),
        ({"limits": {3: {"advisory": "yes"}}}, "limits: 3: advisory: write true or false"),
    ],
)
def test_options_that_can_not_be_used(options: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError) as error:
        make_settings(options, Path())
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
        ("group: a\n", "w.yml:1: write a list"),
        ("- a\n", "w.yml:1: an entry needs"),
        ("- group: a\n  rule: too-few-words\n", "w.yml:1: “reason” is missing"),
        ("- group: a\n  rule: too-few\n  reason: x\n", "there is no rule “too-few”"),
        ("- group: a\n  rul: x\n", "w.yml:2: there is no “rul”. Did you mean “rule”?"),
        ("- group: a\n  reason: [x]\n", "w.yml:2: “reason” needs a plain text."),
        ("- group: 'a\n", "w.yml:2: this is no YAML"),
        ("- group: \x00\n", "this is no YAML"),
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
    with pytest.raises(SettingsError, match=r"can not be read: No such file"):
        read_waivers(tmp_path / "none.yml", "none.yml")


def test_a_mkdocs_yml_is_read_without_running_anything(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        "site_name: x\nmarkdown_extensions:\n  - a: {b: !!python/name:os.system }\nplugins:\n  - search\n"
        "  - report:\n      templates: [t.md]\n      fail_on: !ENV [FAIL, hard]\n"
    )
    assert read_settings(file, "mkdocs.yml").templates == (str(tmp_path / "t.md"),)
    file.write_text("site_name: x\nplugins: [search]\n")
    assert read_settings(file, "mkdocs.yml").templates == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no settings stand in it"),
        ("tempaltes: [a]\n", "Did you mean “templates”?"),
        ("a: [\n", "this is no YAML"),
        ("a: 2020-13-45\n", "a value in it can not be read"),
        ("plugins: 3\n", "plugins: write a list"),
        ("plugins: [{report: 3}]\n", "write “name: value” pairs"),
    ],
)
def test_settings_files_that_can_not_be_used(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "s.yml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=r"^s\.yml") as error:
        read_settings(file, "s.yml")
    assert message in str(error.value)


def test_the_command_knows_every_option_of_the_plugin() -> None:
    assert set(OPTIONS) == {name for name, _ in ReportConfig._schema}
