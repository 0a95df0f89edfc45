"""Every example in README.md and docs/ holds: commands are run, settings are read, tutorials are followed to their end.

Commands that are not run as written are listed, with reasons, in scripts/tutorials/stand_ins.py. Texts that are only
shown are listed in tests/docs/manual/examples.py. An example that no rule covers fails.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click
import jsonschema
import pytest

from mkdocs_report import CourseError
from mkdocs_report.cli.groups import DefaultGroup
from mkdocs_report.cli.main import cli
from mkdocs_report.parsing.markdown import engine
from scripts.tutorials.blocks import ROOT, TUTORIALS, Block, blocks, pages, read, spans
from scripts.tutorials.reader import SHELL, Reader, commands, folder_for, lines
from scripts.tutorials.stand_ins import STAND_INS
from tests.docs.manual.examples import COMPARED, SHOWN, parsed, shown_key, with_rules
from tests.docs.manual.scene import at_home, furnish, prepared, prepared_process

pytestmark = pytest.mark.slow

PAGES = pages()
EVERY = [block for page in PAGES for block in read(page)]
WITH_COMMANDS = [page for page in PAGES if any(block.language in SHELL for block in read(page))]
WRONG = (AssertionError, CourseError, ValueError, jsonschema.ValidationError, click.ClickException)
"""What an example raises that does not hold."""


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scene") / "scene"
    furnish(folder)
    return folder


@pytest.fixture
def folder(scene: Path, tmp_path: Path) -> Path:
    """A copy of the scene, in which rules may write."""
    copy = tmp_path / "folder"
    shutil.copytree(scene, copy)
    (copy / "roster.csv").write_text("group,repository\nheron,https://github.com/example/heron\n")
    return copy


def follow(page: str, every: list[Block], root: Path, scene: Path) -> Reader:
    """Follow a page to its end: a tutorial in an empty folder, another page where all that it names is there."""
    if page.startswith(TUTORIALS):
        reader = Reader(folder_for(page, root), root / "state", start=prepared_process)
        reader.follow(every)
        return reader
    reader = at_home(root / "folder", root / "state", scene)
    for block, rule in with_rules(every):
        if block.language in SHELL:
            for part in prepared(reader, block):
                reader.do(part)
        elif block.title or rule is COMPARED:
            reader.do(block)
    reader.follow([])
    return reader


def check(page: str, text: str, root: Path, scene: Path, folder: Path, same: str) -> None:
    """Do with a changed page what the tests below do; of its commands, those before the change are left out.

    Blocks of a tutorial need all that is before them, and are followed from the first one. `same` is the text before
    the change.

    Raises:
        AssertionError: an example does not hold.
    """
    every = list(blocks(text, page))
    for block, rule in with_rules(every):
        assert rule, f"{block.place}: no rule covers this example: see tests/docs/manual/examples.py"
        rule.check(block, folder)
    line = same.count("\n") + 1
    before = 0 if page.startswith(TUTORIALS) else sum(block.line <= line for block in every) - 2
    follow(page, every[max(0, before) :], root, scene)


@pytest.mark.parametrize("page", WITH_COMMANDS)
def test_a_page_can_be_followed(page: str, tmp_path: Path, scene: Path) -> None:
    follow(page, read(page), tmp_path, scene)


@pytest.mark.parametrize("page", PAGES)
def test_every_example_has_a_rule_and_keeps_it(page: str, folder: Path) -> None:
    for block, rule in with_rules(read(page)):
        assert rule, f"{block.place}: no rule covers this example: see tests/docs/manual/examples.py"
        try:
            rule.check(block, folder)
        except WRONG as error:
            raise AssertionError(f"{block.place} ({rule.name}): {error}") from error


def test_no_example_hides_from_these_tests() -> None:
    shown = {page: engine.render((ROOT / page).read_text(encoding="utf-8")).count("<pre") for page in PAGES}
    hiding = [page for page in PAGES if shown[page] != len(read(page))]
    assert hiding == [], "indent no code, and close each fence as it was opened"


def test_commands_in_sentences_are_there() -> None:
    found = [(page, code) for page in PAGES for code in spans((ROOT / page).read_text(encoding="utf-8"))]
    assert found
    for page, code in found:
        words = code.split()
        if words[0] != "mkdocs-report":
            continue
        command: click.Command = cli
        for word in words[1:]:
            if isinstance(command, click.Group) and not word.startswith("-"):
                default = command.default if isinstance(command, DefaultGroup) else None
                assert default or word in command.commands, f"{page}: `{code}`"
                command = command.commands.get(word) or default or command
        if isinstance(command, DefaultGroup):
            command = command.default
        known = {name for each in command.params for name in (*each.opts, *each.secondary_opts)} | {"--help", "-h"}
        given = {word.partition("=")[0] for word in words if word.startswith("-") and len(word) > 1}
        assert given <= known | ({"--version"} if command is cli else set()), f"{page}: `{code}`"


def test_links_of_the_readme_lead_somewhere() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert len(links) > 20
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_every_page_is_in_the_navigation() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    named = set(re.findall(r": ([\w/-]+\.md)$", settings, re.M))
    there = {page.removeprefix("docs/") for page in PAGES if page != "README.md"}
    assert {page for page in there - named if not page.startswith("reference/rules/")} == set()


def test_every_stand_in_and_every_text_that_is_only_shown_is_needed() -> None:
    typed = [each for b in EVERY if b.language in SHELL for line in lines(b.text) for each in commands(line)]
    assert [each.reason for each in STAND_INS if not any(each.pattern.fullmatch(line) for line in typed)] == []
    assert {shown_key(block) for block in EVERY} - {None} == set(SHOWN)
    assert all(each.reason for each in STAND_INS)


def test_options_of_the_benchmarks_are_there() -> None:
    typed = [line for block in EVERY if block.language in SHELL for line in lines(block.text)]
    asked = [line for line in typed if line.startswith("python -m benchmarks.")]
    assert asked
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "benchmarks").glob("*.py"))
    for line in asked:
        assert [option for option in re.findall(r"--[\w-]+", line) if f'"{option}"' not in source] == []


def test_the_list_of_commands_for_developers() -> None:
    block = next(block for block in EVERY if shown_key(block) == ("README.md", "ruff check"))
    for line in block.text.splitlines():
        words = line.split()
        if words[:3] == ["python", "-m", "pytest"]:
            assert '"not slow"' in line
        elif words[0] == "python":
            assert words[1] == "-m", line
            module = ROOT / words[2].replace(".", "/")
            assert module.with_suffix(".py").is_file() or (module / "__main__.py").is_file(), line
        else:
            assert words[0] in {"ruff", "mypy"} or (ROOT / words[0]).is_file(), line


class TestItCanFail:
    """A page that was changed for the worse is not taken for a good one."""

    CHANGES = (
        ("docs/guide/students.md", "reports/README.md --explain-words", "reports/README.md --explain-wurds"),
        ("docs/guide/students.md", "Question 3: 11 words", "Question 3: 12 words"),
        ("docs/guide/students.md", "explain image-missing", "explain image-mising"),
        ("docs/guide/courses.md", "        marker-left: error", "        marker-lost: error"),
        ("docs/guide/courses.md", "      prefix: kitchens/2026", "      prefixes: kitchens/2026"),
        ("docs/guide/courses.md", "  reason: The stream", "  because: The stream"),
        ("docs/guide/look.md", "  --mr-passed: #17703a", "  --mr-pased: #17703a"),
        ("docs/guide/evidence.md", '  any: "**/*[Dd]', '  some: "**/*[Dd]'),
        ("docs/guide/collect.md", "  consent: yes", "  consent: perhaps"),
        ("docs/guide/collect.md", "- uses: actions/cache@v4\n  with:", "- uses: actions/cache@v4\n  width:"),
        ("docs/guide/template.md", "1 template, 3 questions, 0 warnings", "1 template, 3 questions, 1 warning"),
        ("docs/reference/json.md", '"verdict": "error"', '"verdict": "harsh"'),
        ("docs/tutorials/student.md", "---- question 2 fill here ---", "---- question 9 fill here ---"),
        ("docs/tutorials/student.md", "# Bread week: report\n", "# Bread week\n\n## Question 1\n"),
        ("docs/tutorials/student.md", "mkdocs-report new", "curl -O https://example.org/"),
        ("docs/tutorials/template.md", "Form: headings (8)", "Form: headings (9)"),
        ("docs/tutorials/template.md", "…\n   Errors  Warnings", "   Errors  Warnings"),
        ("docs/tutorials/template.md", "[unit-not-counted]\n…\n", "[unit-not-counted]\n"),
        ("docs/index.md", "# Two courses", "```toml\nx = 1\n```\n\n# Two courses"),
    )

    @pytest.mark.parametrize(("page", "old", "new"), CHANGES)
    def test_a_page_that_was_changed(
        self, page: str, old: str, new: str, tmp_path: Path, scene: Path, folder: Path
    ) -> None:
        text = (ROOT / page).read_text(encoding="utf-8")
        assert old in text
        with pytest.raises(WRONG):
            check(page, text.replace(old, new, 1), tmp_path / "mutated", scene, folder, text[: text.index(old)])

    @pytest.mark.parametrize("line", ["mkdocs-report check --no-such-thing x", "mkdocs build --stricter"])
    def test_a_command_that_was_changed(self, line: str) -> None:
        with pytest.raises(click.ClickException):
            parsed(line)
