"""Each output × each way to hold a command or an escape × each text of others: nothing steers who prints it."""

from __future__ import annotations

import csv
import io
import json
import logging
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from rich.console import Console

from mkdocs_report.cli.collect_output import collected_json, outcome_line, print_collected
from mkdocs_report.cli.diff import print_diff
from mkdocs_report.cli.doctor.facts import Advice, Facts, FoundFiles, Level
from mkdocs_report.cli.doctor.output import print_advice
from mkdocs_report.cli.doctor.output import to_data as advice_data
from mkdocs_report.cli.doctor.output import to_json as advice_json
from mkdocs_report.cli.main import main
from mkdocs_report.cli.template_output import TemplateCheck, print_template_checks, template_checks_json
from mkdocs_report.collect.plan import GroupOutcome, Status
from mkdocs_report.export.badges import to_badges
from mkdocs_report.export.csv import COLUMNS
from mkdocs_report.export.explain import print_counts
from mkdocs_report.export.json import to_data
from mkdocs_report.export.log import log_lines
from mkdocs_report.export.outputs import FOLDERS, FORMATS, render
from mkdocs_report.export.paths import Checkout
from mkdocs_report.export.text import print_course
from mkdocs_report.model.course import Course, Judged, Problem
from mkdocs_report.model.finding import Severity
from mkdocs_report.parsing.collect_record import Collected
from mkdocs_report.runtime.text import visible
from mkdocs_report.site.log import plugin_error, plugin_logger
from tests.support.reports import TEMPLATE, fill, judged

pytestmark = pytest.mark.slow

_COMMANDS = ("##[error]x", "::error::x", "::add-mask::x", "##vso[task.complete]x", "##teamcity[x]")
_WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in a word": lambda text: f"word{text}",
    "behind a long word": lambda text: "w" * 39 + text,
    "after CR": lambda text: f"x\r{text}",
    "after LF": lambda text: f"x\n{text}",
    "after U+2028": lambda text: f"x\u2028{text}",
    "after NEL": lambda text: f"x\x85{text}",
    "after spaces": lambda text: f" \u3000{text}",
    "after ANSI": lambda text: f"\x1b[2K\x1b[1G{text}",
    "zero width inside": lambda text: f"{text[0]}\u200b{text[1:]}",
    "soft hyphen before": lambda text: f"\u00ad{text}",
    "override before": lambda text: f"\u202e{text}",
    "fullwidth": lambda text: "".join(chr(ord(c) + 0xFEE0) if c in "#:[]" else c for c in text),
}
TEXTS = {f"{command} {name}": way(command) for command in _COMMANDS for name, way in _WAYS.items()}
_UNSEEN = re.compile("[\u00ad\u034f\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
HERE = Checkout("course", "https://github.com/example/bread/blob/0123abc")


def obeyed(output: str, *, ours: bool = False) -> list[str]:
    """Return what a build server or a terminal would obey in an output.

    Of actions/runner, `ActionCommand.TryParseV2` and `TryParse`; of azure-pipelines-agent, `Command.TryParse`.
    `ours` is for lines that are commands of ours.
    """
    steering = (c for c in output if c in _TURNS or (unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c != "\n"))
    found = [ascii(c) for c in steering]
    for line in _UNSEEN.sub("", output).split("\n"):
        if not ours and line.lstrip().startswith("::"):
            found.append(line)
        if re.search(r"##(\[|vso\[|teamcity\[)", line):
            found.append(line)
    return found


@cache
def course(text: str) -> Course:
    """Return a course of two reports, in every text of which that others write stands this one."""

    def hostile(report: Judged, name: str) -> Judged:
        was = report.report
        assert was.template is not None
        answers = tuple(
            replace(answer, question=replace(answer.question, heading=text, section=text, task=text))
            for answer in was.answers
        )
        found = [
            replace(finding, message=text, help=text, observed=text, expected=text, waived=text if index % 3 else None)
            for index, finding in enumerate([*report.findings, *report.findings, *report.findings])
        ]
        path = f"{text}/{name}/{text}.md"
        made = replace(was, id=f"{text}{name}", path=path, title=text, template=replace(was.template, path=text),
                       answers=answers)  # fmt: skip
        return replace(report, report=made, findings=tuple(found), cohort=text)

    report = judged(fill(q1=f"`{text}`", q2=f"Short. {text}", q3="--- question 3 fill here ---", q4="TODO"))
    assert {finding.severity for finding in report.findings} == set(Severity)
    return Course((hostile(report, "a"), hostile(report, "b")), (), (Problem(text, 1, text),))


def printed(call: Callable[[Console], Any]) -> str:
    """Return what is printed on consoles of several widths, at each of which words break elsewhere."""
    said = []
    for width in (140, 43, 20):
        out = io.StringIO()
        call(Console(file=out, width=width, highlight=False, markup=False, emoji=False, force_terminal=False))
        said.append(out.getvalue())
    return "\n".join(said)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_format_holds_a_command(text: str) -> None:
    every = course(text)
    read = {"json": _json, "sarif": _sarif, "gitlab": _gitlab, "csv": _csv, "junit": _junit,
            "annotations": _annotations, "summary": lambda *_: None}  # fmt: skip
    assert {*read} == {*FORMATS} - FOLDERS - {"text"}
    for form, reads in read.items():
        output = render(form, every, HERE)
        assert output, form
        assert obeyed(output, ours=form == "annotations") == [], form
        reads(output, every)


def _json(output: str, every: Course) -> None:
    assert json.loads(output) == to_data(every)


def _sarif(output: str, every: Course) -> None:
    run = json.loads(output)["runs"][0]
    findings = [finding for report in every.reports for finding in report.findings]
    assert [each["ruleId"] for each in run["results"]] == [finding.rule for finding in findings]
    reasons = [each["suppressions"][0]["justification"] for each in run["results"] if "suppressions" in each]
    assert reasons == [visible(finding.waived) for finding in findings if finding.waived is not None]


def _gitlab(output: str, every: Course) -> None:
    counted = [finding for report in every.reports for finding in report.findings if finding.counts]
    said = [each["description"] for each in json.loads(output)]
    assert said == [visible(f"{finding.message} {finding.help}") for finding in counted]


def _csv(output: str, every: Course) -> None:
    head, *rows = csv.reader(io.StringIO(output))
    assert head == [*COLUMNS, "cohort"]
    assert len(rows) == sum(len(report.report.answers) for report in every.reports)
    title = visible(" ".join(every.reports[0].report.title.split()))
    assert {row[1] for row in rows} == {title}
    assert {len(row) for row in rows} == {len(head)}


def _junit(output: str, every: Course) -> None:
    suites = ET.fromstring(output).findall("testsuite")
    assert [suite.get("name") for suite in suites] == [visible(report.report.title) for report in every.reports]


def _annotations(output: str, every: Course) -> None:
    counted = [finding for report in every.reports for finding in report.findings if finding.counts]
    lines = output.removesuffix("\n").split("\n")
    assert len(lines) == len(counted) + len(every.problems)
    for line in lines:
        assert re.fullmatch(r"::(error|warning) file=[^,:]+,line=\d+,endLine=\d+,title=[^,:]+::[^\r\n]+", line)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_printed_course_holds_a_command(text: str) -> None:
    every = course(text)
    alone = Course(every.reports[:1], (), every.problems)
    assert obeyed(printed(lambda console: print_course(every, console))) == []
    assert obeyed(printed(lambda console: print_course(alone, console))) == []
    for answer in alone.reports[0].report.answers[:2]:
        assert obeyed(printed(partial(print_counts, alone.reports[0], answer))) == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_log_line_badge_or_diff_holds_a_command(text: str, caplog: pytest.LogCaptureFixture) -> None:
    every = course(text)
    lines = [line for fail_on in ("error", "warning", "never") for _, line in log_lines(every, fail_on)]
    assert obeyed("\n".join(lines)) == []
    assert all("\n" not in line for line in lines)
    badges = to_badges(Course(tuple(replace(report, cohort="") for report in every.reports)))
    assert len(badges) == 2
    assert obeyed("\n".join([*badges, *badges.values()])) == []
    assert obeyed(printed(lambda console: print_diff(text, [text, "a"], ["b", f"{text}."], "fixed", console))) == []
    log = plugin_logger("mkdocs_report.test")
    with caplog.at_level(logging.INFO):
        log.warning(text)
        log.info("%s: it took too long", text)
    assert len(caplog.records) == 2
    assert all(obeyed(record.getMessage()) == [] and "\n" not in record.getMessage() for record in caplog.records)
    assert obeyed(str(plugin_error(text))) == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_nothing_of_collect_holds_a_command(text: str) -> None:
    record = Collected(text, text, text, text, text, text, text, 1, (text,), (), (text,), (text,))
    outcomes = [GroupOutcome(text, status, record if index % 2 else None, text, (text,))
                for index, status in enumerate(Status)]  # fmt: skip
    output = collected_json(outcomes, text, text)
    assert obeyed(output) == []
    data = json.loads(output)
    assert (data["into"], data["groups"][1]["notes"], data["groups"][1]["branch"]) == (text, [text], text)
    lines = [outcome_line(outcome) for outcome in outcomes]
    assert obeyed("\n".join(lines)) == []
    assert all("\n" not in line for line in lines)
    assert obeyed(printed(lambda console: print_collected(outcomes, console))) == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_nothing_of_the_doctor_or_of_a_template_holds_a_command(text: str) -> None:
    facts = Facts(text, refused=text, found=FoundFiles(templates=(text,), reports={text: text}))
    advice = [Advice("check", level, text, text, text, 1) for level in Level]
    output = advice_json(facts, advice)
    assert obeyed(output) == []
    assert json.loads(output) == json.loads(json.dumps(advice_data(facts, advice)))
    assert obeyed(printed(lambda console: print_advice(facts, advice, console))) == []
    template = course(text).reports[0].report.template
    assert template is not None
    questions = tuple(replace(each, heading=text, section=text, task=text) for each in template.questions)
    understood = TemplateCheck.of(replace(template, path=text, title=text, questions=questions), ())
    output = template_checks_json([understood])
    assert obeyed(output) == []
    assert [each["path"] for each in json.loads(output)["templates"]] == [text]
    assert obeyed(printed(lambda console: print_template_checks([understood], console))) == []


@pytest.mark.parametrize(
    "name", [*map("{}x".format, _COMMANDS), "\x1b[2Jx", "x\n::error::y", "x\u2028##[error]y"], ids=ascii
)
def test_no_line_of_a_command_holds_one(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / name)
    file = f"{name}.md"
    Path(file).write_text(TEMPLATE, encoding="utf-8")
    Path("empty.md").touch()
    Path("mkdocs.yml").write_text(f"plugins: [report: {{{json.dumps(name)}: 1}}]\n", encoding="utf-8")
    for arguments in (f"new -o {file} --template", f"new -o a{file} --template", f"new -o {file}.d/{file} --template",
                      f"repair --yes {file}.d/{file} --template", f"repair --yes a{file} --template",
                      "template check empty.md", "doctor --settings mkdocs.yml -h", "doctor", "explain",
                      "init report --yes --template", "init course --dry-run", "html --template t.md"):  # fmt: skip
        words = [word.replace("{}", file) for word in arguments.split(" ")]
        main([*words, *([file] if words[-1] in {"--template", "t.md"} else [])])
    said = "\n".join(capfd.readouterr())
    assert "Traceback" not in said
    assert obeyed(said) == []


def test_what_would_be_obeyed_is_found() -> None:
    assert all(obeyed(text) for name, text in TEXTS.items() if not re.search("fullwidth|word$", name))
