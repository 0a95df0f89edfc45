"""Help that teaches: every command shows how it is used; a shell is offered what may come next."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from mkdocs_report.cli.groups import DefaultGroup
from mkdocs_report.cli.main import cli, main
from mkdocs_report.export.outputs import FORMATS
from mkdocs_report.rules.judge import RULES
from tests.support.reports import TEMPLATE, write_group
from tests.support.two_years import course_of_years

WIDEST = 100


def commands(command: click.Command = cli, words: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command with the words by which it is called."""
    yield " ".join(words), command.default if isinstance(command, DefaultGroup) else command
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from commands(each, (*words, name))


EVERY = dict(commands())


def examples(command: click.Command) -> list[str]:
    """The lines of a command's help that are commands."""
    lines = [line.strip() for line in (command.help or "").splitlines()]
    return [line for line in lines if line.startswith("mkdocs-report ")]


def help_of(words: str, width: int) -> str:
    context = click.Context(EVERY[words], info_name="mkdocs-report", max_content_width=WIDEST, terminal_width=width)
    return EVERY[words].get_help(context)


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words or "mkdocs-report")
class TestHelp:
    def test_it_has_an_example_of_this_command(self, words: str) -> None:
        own = [line for line in examples(EVERY[words]) if line.startswith(f"mkdocs-report {words}".rstrip())]
        assert own, f"the help of `mkdocs-report {words}` shows no example"

    def test_its_examples_can_be_parsed(self, words: str, capsys: pytest.CaptureFixture[str]) -> None:
        for line in examples(EVERY[words]):
            said = shlex.split(line)[1:]
            name = max(
                (each for each in EVERY if each and said[: len(each.split())] == each.split()), key=len, default=""
            )
            assert name, f"{line}: there is no such command"
            try:
                context = EVERY[name].make_context(name, said[len(name.split()) :])
            except click.exceptions.Exit:  # --help
                assert capsys.readouterr().out
            else:
                context.close()

    @pytest.mark.parametrize("width", [80, WIDEST])
    def test_no_line_is_too_wide(self, words: str, width: int) -> None:
        assert [line for line in help_of(words, width).splitlines() if len(line) > WIDEST] == []

    def test_each_option_says_what_it_is_for(self, words: str) -> None:
        for parameter in EVERY[words].params:
            assert not isinstance(parameter, click.Option) or parameter.help, parameter.name


def test_a_name_is_one_word() -> None:
    assert [words for words, command in EVERY.items() if command.name != (words.split() or ["cli"])[-1]] == []


def test_no_command_is_cut_off_in_the_list(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["--help"]) == 0
    assert "..." not in capsys.readouterr().out.partition("Commands:")[2]


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["check", "--no-such"]])
def test_as_a_module_it_is_called_what_it_was_called(arguments: list[str]) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs_report", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    said = result.stdout + result.stderr
    assert said.startswith(f"Usage: {' '.join(['python -m mkdocs_report', *arguments[:1]]).removesuffix(' --help')} ")
    assert result.returncode == (0 if "--help" in arguments else 2)


def offered(line: str) -> dict[str, str]:
    """What a shell is offered at the end of a line, and what is said of it."""
    *before, begun = line.split(" ")[1:]
    items = ShellComplete(cli, {}, "mkdocs-report", "_MKDOCS_REPORT_COMPLETE").get_completions(before, begun)
    return {item.value: item.help or item.type for item in items}


class TestCompletion:
    def test_commands(self) -> None:
        first = offered("mkdocs-report ")
        assert {"check", "collect", "explain"} <= set(first)
        assert not any(" " in name for name in first)
        assert set(offered("mkdocs-report exp")) == {"explain"}

    def test_rules(self) -> None:
        assert set(offered("mkdocs-report explain ")) == set(RULES)
        found = offered("mkdocs-report explain too-")
        assert set(found) == {name for name in RULES if name.startswith("too-")}
        assert found["too-few-words"] == RULES["too-few-words"].summary

    def test_formats(self) -> None:
        assert offered("mkdocs-report check groups --format ") == dict(FORMATS)
        assert set(offered("mkdocs-report check groups --format s")) == {"sarif", "summary"}
        assert set(offered("mkdocs-report collect roster.csv --format ")) == {"text", "json"}

    def test_files(self) -> None:
        for line in ("check gr", "check groups --settings mk", "collect ros", "collect r.csv --cache c"):
            assert list(offered(f"mkdocs-report {line}").values()) == ["file"], line

    def test_the_second_word_of_a_command(self) -> None:
        assert set(offered("mkdocs-report collect st")) == {"status"}
        assert set(offered("mkdocs-report collect status --in")) == {"--into"}

    def test_questions(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "template.md").write_text(TEMPLATE)
        (tmp_path / "s.yml").write_text("templates: [template.md]\n")
        write_group(tmp_path / "one")
        asked = {"1": "Question 1", "2": "Question 2", "3": "Question 3", "4": "Question 4"}
        for where in ("--template template.md", "--settings s.yml", "one/README.md"):
            assert offered(f"mkdocs-report check {where} --explain-words ") == asked, where
        assert set(offered("mkdocs-report check one --template template.md --explain-words 3")) == {"3"}
        (tmp_path / "mkdocs.yml").write_text("plugins: [{report: {templates: [template.md]}}]\n")
        assert offered("mkdocs-report check one --explain-words ") == asked

    def test_questions_of_every_year(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(course_of_years(tmp_path))
        more = TEMPLATE.replace("Question 4", "Question 5").replace("question 4", "question 5")
        (tmp_path / "templates/2026.md").write_text(more)
        found = offered("mkdocs-report check docs --settings mkdocs.yml --explain-words ")
        assert set(found) == {"1", "2", "3", "4", "5"}

    @pytest.mark.parametrize("where", ["none.md", "--template none.md", "--settings none.yml", ""])
    def test_nothing_is_offered_where_nothing_is_known(
        self, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert offered(f"mkdocs-report check {where} --explain-words ".replace("  ", " ")) == {}

    @pytest.mark.slow
    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_each_shell_gets_its_script(self, shell: str) -> None:
        script = "import sys; from mkdocs_report.__main__ import entry; sys.argv[0] = 'mkdocs-report'; entry()"

        def ask(order: str, **more: str) -> str:
            environment = {**os.environ, "_MKDOCS_REPORT_COMPLETE": order, **more}
            result = subprocess.run(
                [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False, timeout=60
            )
            assert result.stderr.replace("Couldn't detect Bash version, shell completion is not supported.", "") == ""
            return result.stdout

        assert "_MKDOCS_REPORT_COMPLETE" in ask(f"{shell}_source")
        words = {"COMP_WORDS": "mkdocs-report explain image-m", "COMP_CWORD": "image-m" if shell == "fish" else "2"}
        assert "image-missing" in ask(f"{shell}_complete", **words)
