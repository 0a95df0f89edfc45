"""One rule for each kind of example in the manual: what has to be true of it. What no rule covers is a mistake."""

from __future__ import annotations

import io
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import jsonschema
import mkdocs.__main__
import yaml
from check_jsonschema.cli import main as check_jsonschema
from click.testing import CliRunner
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_report.cli.main import cli
from mkdocs_report.collect.run import check_entry
from mkdocs_report.config.evidence import read_evidence
from mkdocs_report.config.read_settings import settings_from_file
from mkdocs_report.config.roster_file import read_collectable, read_roster
from mkdocs_report.config.settings_file import read_settings_file
from mkdocs_report.config.waivers import read_waivers
from mkdocs_report.pages.words.catalogue import words_for
from scripts.tutorials.blocks import ROOT, Block
from scripts.tutorials.reader import SHELL
from tests.support.builds import ENVIRONMENT
from tests.support.processes import run_module

SCHEMAS = ROOT / "mkdocs_report"
ASSETS = ROOT / "mkdocs_report/pages/assets/mkdocs-report"
SHOWN = {
    ("README.md", "ruff check"): "a list of commands, each looked up by test_the_list_of_commands_for_developers",
    ("docs/guide/courses.md", "mkdocs.yml"): "a drawing of folders",
    (
        "docs/guide/repair.md",
        "reports/README.md:30:",
    ): "a report with three mistakes, which tests/repair/test_fix.py makes",
    ("docs/guide/repair.md", "mkdocs-report: reports/README.md:79:"): "a report that tests/cli/test_repair.py refuses",
    ("docs/guide/doctor.md", "Installed"): "a course with two mistakes, which tests/cli/test_doctor.py makes",
}
"""Texts that are neither printed by a command beside them nor read by one, and why. By page and first words."""


@dataclass(frozen=True)
class Rule:
    """What an example is, and what has to be true of it.

    `check` gets the example and a folder that has what examples name; it raises where something is wrong.
    """

    name: str
    fits: Callable[[Block], bool]
    check: Callable[[Block, Path], None]


def loaded(text: str) -> Any:
    """What stands in YAML; None where it is none."""
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return None


def entries(text: str) -> list[dict[str, Any]]:
    """The entries of a list in YAML; none where it is no such list."""
    data = loaded(text)
    return data if isinstance(data, list) and all(isinstance(each, dict) for each in data) else []


def keys(text: str) -> set[str]:
    """The names in YAML's pairs."""
    data = loaded(text)
    return set(data) if isinstance(data, dict) else set()


def _yaml(test: Callable[[str], bool]) -> Callable[[Block], bool]:
    return lambda block: block.language == "yaml" and test(block.text)


def _nothing(_block: Block, _folder: Path) -> None:
    """Held by another test, which the rule's name tells."""


def _settings(block: Block, folder: Path) -> None:
    """A mkdocs.yml, or a part of one: as MkDocs reads it, and as the command does."""
    text = block.text if "site_name" in keys(block.text) else f"site_name: x\n{block.text}"
    file = folder / "mkdocs.yml"
    before = file.read_text()
    file.write_text(text)
    try:
        config = MkDocsConfig(config_file_path=str(file))
        with file.open("rb") as stream:
            config.load_file(stream)
        errors, warnings = config.validate()
        assert [str(each) for _, each in (*errors, *warnings)] == []
        settings_from_file(read_settings_file(file, "mkdocs.yml"), folder)
    finally:
        file.write_text(before)


def _catalogue(block: Block, folder: Path) -> None:
    file = folder / "de.po"
    file.write_text(block.text, encoding="utf-8")
    assert words_for("de", file) != words_for("de")


def _waivers(block: Block, folder: Path) -> None:
    assert read_waivers(_file(block, folder, "some.yml"), "waivers.yml")


def _evidence(block: Block, folder: Path) -> None:
    assert read_evidence(_file(block, folder, "some.yml"), "evidence.yml")


def _roster(block: Block, folder: Path) -> None:
    file = _file(block, folder, "some.csv" if block.language != "yaml" else "some.yml")
    head = block.text.partition("\n")[0]
    if block.language == "yaml" or "repo" in head:
        assert read_collectable(file, "roster", check_entry).entries
    else:
        assert read_roster(file, "roster").entries


def _workflow(block: Block, folder: Path) -> None:
    schema_holds(block.text, "github-workflows", folder)


def _steps(block: Block, folder: Path) -> None:
    job = {"runs-on": "ubuntu-latest", "steps": entries(block.text)}
    schema_holds(yaml.safe_dump({"on": "push", "jobs": {"one": job}}), "github-workflows", folder)
    for step in entries(block.text):
        for line in str(step.get("run", "")).splitlines():
            if line.startswith("mkdocs-report"):
                parsed(line.split("||")[0])


def _gitlab(block: Block, folder: Path) -> None:
    schema_holds(block.text, "gitlab-ci", folder)


def _pre_commit(block: Block, _folder: Path) -> None:
    known = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    for repo in yaml.safe_load(block.text)["repos"]:
        assert set(repo) == {"repo", "rev", "hooks"}
        for hook in repo["hooks"]:
            assert hook["id"] in known
            parsed(" ".join(["mkdocs-report check", *hook.get("args", [])]))


def _ssh(block: Block, _folder: Path) -> None:
    """The words of `man ssh_config`; the alias is the one that the roster on the page has."""
    (host, alias), *settings = (line.split(maxsplit=1) for line in block.text.splitlines())
    assert host == "Host"
    assert {name for name, _ in settings} == {"HostName", "IdentityFile", "IdentitiesOnly"}
    assert f"git@{alias}:" in (ROOT / block.page).read_text(encoding="utf-8")


def _json(block: Block, _folder: Path) -> None:
    data = json.loads(block.text)
    if "$schema" in data:
        jsonschema.Draft202012Validator.check_schema(data)
        assert data in [json.loads(file.read_text(encoding="utf-8")) for file in SCHEMAS.rglob("*.schema.json")]
    else:
        jsonschema.validate(data, json.loads((SCHEMAS / "export/check.schema.json").read_text(encoding="utf-8")))


def _on_stdin(block: Block, _folder: Path) -> None:
    course = ["check", "docs/groups", "--settings", "mkdocs.yml", "--format", "json"]
    told = run_module("mkdocs_report", course, ROOT, ENVIRONMENT, 60)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", block.text], input=told.stdout, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


def _css(block: Block, _folder: Path) -> None:
    css = "".join(file.read_text(encoding="utf-8") for file in ASSETS.glob("*.css"))
    names = set(re.findall(r"(--mr-[\w-]+):", block.text))
    assert names
    assert names <= set(re.findall(r"(--mr-[\w-]+):", css))
    assert block.text.count("{") == block.text.count("}")


def _usage(block: Block, _folder: Path) -> None:
    assert block.text.split("[")[0].split()[1] in cli.commands


RULES = (
    Rule("followed by the test of its page", lambda b: b.language in SHELL, _nothing),
    Rule("written or changed by who follows the page", lambda b: bool(b.title), _nothing),
    Rule(
        "the Python guide, run by tests/docs/test_python_guide.py", lambda b: b.page == "docs/guide/python.md", _nothing
    ),
    Rule("a workflow", _yaml(lambda text: {"jobs", "on"} <= _with_on(text)), _workflow),
    Rule("steps of a workflow", _yaml(lambda text: any({"uses", "run"} & set(e) for e in entries(text))), _steps),
    Rule("a job of GitLab", _yaml(lambda text: text.startswith("# .gitlab-ci.yml")), _gitlab),
    Rule("hooks of pre-commit", _yaml(lambda text: keys(text) == {"repos"}), _pre_commit),
    Rule("waivers", _yaml(lambda text: any("rule" in each for each in entries(text))), _waivers),
    Rule("evidence", _yaml(lambda text: any({"any", "all"} & set(each) for each in entries(text))), _evidence),
    Rule("a roster in YAML", _yaml(lambda text: any("repository" in each for each in entries(text))), _roster),
    Rule("settings", _yaml(lambda text: bool({"plugins", "theme", "site_name", "repo_url"} & keys(text))), _settings),
    Rule("a roster in CSV", lambda b: b.language in {"text", "csv"} and b.text.startswith("group"), _roster),
    Rule("a catalogue", lambda b: b.language == "po", _catalogue),
    Rule("settings of ssh", lambda b: b.language == "text" and b.text.startswith("Host "), _ssh),
    Rule("JSON", lambda b: b.language == "json", _json),
    Rule("a program that reads JSON", lambda b: b.language == "python" and "json.load" in b.text, _on_stdin),
    Rule("colours", lambda b: b.language == "css", _css),
    Rule(
        "how a command is called, written by `python -m scripts.docs`",
        lambda b: b.language == "text" and b.page == "docs/reference/cli.md",
        _usage,
    ),
    Rule(
        "a badge, fetched by tests/cli/test_action.py",
        lambda b: b.language == "markdown" and b.text.startswith("![Report](https://img.shields.io/endpoint?url="),
        _nothing,
    ),
    Rule("only shown", lambda b: b.language == "text" and shown_key(b) is not None, _nothing),
)
COMPARED = Rule("what the commands above it print, compared by the test of its page", lambda _: False, _nothing)


def rule_of(block: Block, before: Block | None) -> Rule | None:
    """Return the rule of an example, if there is one; `before` is the example above it on the page."""
    for rule in RULES:
        if rule.fits(block):
            return rule
    return COMPARED if block.language == "text" and before and before.language in SHELL else None


def shown_key(block: Block) -> tuple[str, str] | None:
    """Return by which entry of SHOWN a text is only shown."""
    return next((key for key in SHOWN if key[0] == block.page and block.text.startswith(key[1])), None)


def with_rules(blocks: list[Block]) -> Iterator[tuple[Block, Rule | None]]:
    """Yield examples with their rules."""
    before: Block | None = None
    for block in blocks:
        yield block, rule_of(block, before)
        before = block


def schema_holds(text: str, schema: str, folder: Path) -> None:
    """Hold a file against GitHub's or GitLab's own schema."""
    file = folder / "held.yml"
    file.write_text(text)
    result = CliRunner().invoke(check_jsonschema, ["--builtin-schema", f"vendor.{schema}", str(file)])
    assert result.exit_code == 0, result.output


def parsed(line: str) -> None:
    """Have a command parsed by the real one: its options are there, its arguments fit."""
    words = shlex.split(line)
    root: click.Group = {"mkdocs-report": cli, "mkdocs": mkdocs.__main__.cli}[words[0]]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        _parse(root, words[0], words[1:], None)


def _parse(command: click.Command, name: str, words: list[str], parent: click.Context | None) -> None:
    with command.make_context(name, words, parent) as context:
        if isinstance(context.command, click.Group):
            rest = [*context._protected_args, *context.args]
            found, inner, after = context.command.resolve_command(context, rest)
            assert found is not None
            assert inner is not None
            _parse(inner, found, after, context)


def _with_on(text: str) -> set[str]:
    """YAML 1.1 takes `on` for true."""
    data = loaded(text)
    return {"on" if key is True else str(key) for key in data} if isinstance(data, dict) else set()


def _file(block: Block, folder: Path, name: str) -> Path:
    file = folder / name
    file.write_text(block.text)
    return file
