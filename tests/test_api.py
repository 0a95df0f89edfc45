"""What programs may import: small, typed, documented; and it says what the command says."""

from __future__ import annotations

import builtins
import dataclasses
import inspect
import os
import re
import subprocess
import sys
import typing
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from types import FunctionType

import pytest

import mkdocs_report
from mkdocs_report import (
    CourseError,
    SettingsError,
    Severity,
    TemplateError,
    Verdict,
    check,
    judge,
    read_report,
    read_settings,
    read_template,
)
from mkdocs_report.config.evidence import EvidenceEntry
from mkdocs_report.model.evidence import Evidence
from mkdocs_report.model.origin import Origin
from tests.support.reports import GOOD, TEMPLATE, fill, write_group

EXPORTED = [getattr(mkdocs_report, name) for name in mkdocs_report.__all__]
FUNCTIONS = [each for each in EXPORTED if isinstance(each, FunctionType)]
TYPES = [each for each in EXPORTED if isinstance(each, type)]
LATE = {"EvidenceEntry": EvidenceEntry, "Evidence": Evidence, "Origin": Origin}
"""Types that annotations name, and that are imported where there is need of them."""


def own_types(annotation: object) -> Iterator[type]:
    """Yield our types that an annotation names, however deep."""
    if isinstance(annotation, type) and annotation.__module__.startswith("mkdocs_report"):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from own_types(inner)


UNNAMED = {"Settings": {"option_locations"}}
"""Fields that hold tuples of several parts: a file and a line, which only messages use."""


def has_unnamed_parts(annotation: object) -> bool:
    """Whether an annotation names a tuple of a fixed length, however deep."""
    inner = typing.get_args(annotation)
    return (typing.get_origin(annotation) is tuple and inner[1:] != (...,)) or any(map(has_unnamed_parts, inner))


def public(kind: type) -> dict[str, object]:
    """Return what a type has to offer besides its fields: methods and properties."""
    own = {name: value for name, value in vars(kind).items() if not name.startswith("_")}
    offered = (FunctionType, property, cached_property, classmethod, staticmethod)
    return {name: value for name, value in own.items() if isinstance(value, offered)}


def annotations_of(kind: type) -> Iterator[object]:
    if dataclasses.is_dataclass(kind):
        yield from typing.get_type_hints(kind, localns=LATE).values()
    for value in public(kind).values():
        called = value.fget if isinstance(value, property) else getattr(value, "func", value)
        yield from typing.get_type_hints(called, localns=LATE).values()


def reachable() -> list[type]:
    """Return every type that somebody meets who walks from a result to its attributes, and from a type to its bases."""
    hints = [hint for function in FUNCTIONS for hint in typing.get_type_hints(function).values()]
    todo = [*TYPES, *(kind for hint in hints for kind in own_types(hint))]
    found: set[type] = set()
    while todo:
        kind = todo.pop()
        if kind not in found:
            found.add(kind)
            todo += [each for met in (*kind.__bases__, *annotations_of(kind)) for each in own_types(met)]
    return sorted(found, key=lambda kind: kind.__name__)


REACHABLE = reachable()


def told_of(kind: type) -> str:
    """Return all that is said of a type's fields: its docstring, and the texts under single fields."""
    source = inspect.getsource(kind)
    under = re.findall(r'^    (\w+): .*\n    """', source, re.M)
    return f"{inspect.getdoc(kind)} {' '.join(f'`{name}`' for name in under)}"


def test_each_name_is_exported_once_and_is_what_it_is_called() -> None:
    names = mkdocs_report.__all__
    assert names == sorted(names)
    assert len(names) == len(set(names)) < 20
    assert [each.__name__ for each in EXPORTED] == names
    assert len(set(map(id, EXPORTED))) == len(names)
    rooms = {each.__module__ for each in EXPORTED}
    assert all(room.startswith("mkdocs_report.") for room in rooms)
    shown = {name for name in vars(mkdocs_report) if not name.startswith("_")} - set(names)
    assert all(inspect.ismodule(getattr(mkdocs_report, name)) for name in shown)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda each: each.__name__)
def test_functions_say_what_goes_in_and_comes_out(function: FunctionType) -> None:
    text = inspect.getdoc(function) or ""
    summary, _, rest = text.partition("\n")
    assert summary.endswith((".", ":")) or ":" in summary
    parameters = inspect.signature(function).parameters
    said = re.findall(r"^    (\w+): ", rest.partition("Args:")[2].partition("\n\n")[0], re.M)
    assert said == list(parameters)
    hints = typing.get_type_hints(function)
    assert set(hints) == {*parameters, "return"}
    if function is not judge:
        assert re.search(r"^Raises:\n    \w+Error: ", rest, re.M)


def test_what_is_reached_from_results_is_more_than_what_is_exported() -> None:
    names = {kind.__name__ for kind in REACHABLE}
    assert {"Bounds", "ChecklistItem", "Count", "Evidence", "Image", "Limits", "Origin", "Waiver"} <= names
    assert {kind.__name__ for kind in TYPES} <= names


@pytest.mark.parametrize("kind", REACHABLE, ids=lambda kind: kind.__name__)
def test_all_that_is_reached_is_documented(kind: type) -> None:
    text = kind.__doc__ or ""
    assert text.strip(), "no docstring"
    assert not text.startswith(f"{kind.__name__}("), "the docstring that dataclasses make up"
    for name, value in public(kind).items():
        assert inspect.getdoc(value), f"{kind.__name__}.{name} has no docstring"
    if dataclasses.is_dataclass(kind):
        told = told_of(kind)
        silent = [field.name for field in dataclasses.fields(kind) if f"`{field.name}`" not in told]
        assert silent == [], f"{kind.__name__} does not say what they are"


@pytest.mark.parametrize("kind", [*filter(dataclasses.is_dataclass, REACHABLE)], ids=lambda kind: kind.__name__)
def test_values_of_several_parts_are_records(kind: type) -> None:
    """A tuple holds any number of equal values; a value of several parts names them."""
    hints = typing.get_type_hints(kind, localns=LATE)
    assert {name for name, hint in hints.items() if has_unnamed_parts(hint)} <= UNNAMED.get(kind.__name__, set())


@pytest.mark.parametrize("kind", [*filter(dataclasses.is_dataclass, REACHABLE)], ids=lambda kind: kind.__name__)
def test_results_are_values(kind: type) -> None:
    """They compare by what they hold; to assign to them is refused, or, for a `record`, by type checkers."""
    assert "__eq__" in vars(kind)
    assert vars(kind)["__dataclass_params__"].frozen or "@record" in inspect.getsource(kind)


# What they do


@pytest.fixture
def groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "template.md").write_text(TEMPLATE)
    write_group(tmp_path / "groups/a")
    write_group(tmp_path / "groups/b", fill(q1="12", q2="Only four words here", q3="Round.\n\n![x](figures/gone.png)"))
    return tmp_path / "groups"


def test_a_course_is_checked_as_the_command_does(groups: Path) -> None:
    course = check("groups", templates="template.md")
    assert [(judged.report.id, judged.verdict) for judged in course.reports] == [("a", "passed"), ("b", "error")]
    bad = course.reports[1]
    assert bad.report.path == "groups/b/README.md"
    assert bad.report.title == "Group 12"
    assert {finding.rule for finding in bad.findings if finding.severity is Severity.ERROR} == {
        "image-missing",
        "too-few-words",
    }
    answer = bad.report.answer("question-2")
    assert answer is not None
    assert answer.text == "Only four words here"
    assert bad.verdict_of(answer) is Verdict.ERROR
    assert check(groups / "a", groups / "b" / "README.md", templates=[Path("template.md")]) == course


@pytest.mark.usefixtures("groups")
def test_one_report_is_read_and_judged_as_in_its_course() -> None:
    template = read_template(Path("template.md"))
    with os.scandir() as entries:
        assert template in [read_template(entry) for entry in entries if entry.is_file()]
    for judged in check("groups", templates="template.md").reports:
        assert judge(read_report(Path(judged.report.path), template)) == judged


def test_settings_are_read_once_or_named(groups: Path) -> None:
    Path("course.yml").write_text(
        "templates: [template.md]\nseverity: {image-missing: 'off'}\nwaivers: waivers.yml\ntitle_question: 2\n"
    )
    Path("waivers.yml").write_text("- {group: b, rule: too-few-words, reason: Ill.}\n")
    settings = read_settings("course.yml")
    course = check("groups", settings=settings)
    assert check("groups", settings="course.yml") == check("groups", settings=Path("course.yml")) == course
    assert course.templates[0].path == "template.md"
    report = read_report(groups / "b/README.md", course.templates)
    waived = [finding.waived for finding in judge(report, settings).findings if finding.rule == "too-few-words"]
    assert waived == ["Ill."] * len(waived) != []
    assert judge(report).verdict is Verdict.ERROR
    assert judge(report, settings).verdict is Verdict.PASSED


@pytest.mark.parametrize("given", [fill(q2="Three words here"), fill(q2="Three words here").encode()])
def test_text_and_bytes_are_reports_too(given: str | bytes, tmp_path: Path) -> None:
    report = read_report(given, read_template(TEMPLATE.encode()), name="mine")
    assert (report.id, report.title, report.path) == ("mine", "Group 7", "report.md")
    assert [f.rule for f in judge(report).findings] == ["too-few-words"]
    looked_up = read_report(given, read_template(TEMPLATE), folder=tmp_path)
    assert "image-missing" in [finding.rule for finding in judge(looked_up).findings]


def test_of_a_text_without_a_folder_no_file_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something was looked up")

    template = read_template(TEMPLATE)
    local = "![a](figures/a.png) ![b](../../b.JPG) ![d](%2e%2e%252fd.png) ![e](e.pdf)"
    with monkeypatch.context() as patched:
        for module, name in ((os, "scandir"), (os, "lstat"), (builtins, "open"), (Path, "open")):
            patched.setattr(module, name, refuse)
        report = read_report(fill(q3=f"{local} ![c](https://example.org/c.png)"), template)
    answer = report.answer("question-3")
    assert answer is not None
    assert [(image.file.state, image.file.format) for image in answer.images] == [
        ("ok", "PNG"),
        ("ok", "JPEG"),
        ("outside", None),
        ("not-an-image", None),
        ("remote", None),
    ]


def test_without_a_template_the_reports_own_prompts_judge_it() -> None:
    report = read_report(fill(q2="Three words here"))
    assert report.template is None
    assert [finding.rule for finding in judge(report).findings] == ["too-few-words"]


def test_the_closest_of_several_templates_is_taken() -> None:
    other = TEMPLATE.replace("Explain how you made the dough, and", "Tell in short words").replace("10-20", "30-40")
    templates = [read_template(other, name="old.md"), read_template(TEMPLATE, name="new.md")]
    report = read_report(fill(), templates)
    assert report.template is templates[1]
    assert read_report(fill(), templates[:1]).template is templates[0]


@pytest.mark.parametrize("content", ["", "hello", "\ud800\udcff", b"\xff\xfe\x00", b"\0" * 99, "```\n<!--\n", GOOD[3]])
def test_whatever_a_report_holds_raises_nothing(content: str | bytes) -> None:
    for template in (None, read_template(TEMPLATE)):
        assert judge(read_report(content, template)).verdict is Verdict.ERROR


def test_errors_are_of_one_family_and_for_people(groups: Path) -> None:
    (groups / "empty").mkdir()
    (groups / "bad.yml").write_text("severity: {too-few-words: mild}\n")
    wrong: list[tuple[Callable[[], object], str]] = [
        (check, "check: no path is given. Name a report, or a folder with reports"),
        (lambda: check("none"), "none: there is no such file or folder."),
        (lambda: check("groups/empty"), "groups/empty: there is no report in this folder. Name the file itself."),
        (lambda: check("groups", templates="no*.md"), "templates: no file matches “no*.md”."),
        (lambda: check("groups", settings="groups/bad.yml"), "groups/bad.yml:1: severity: too-few-words: “mild” is no"),
        (lambda: read_settings("none.yml"), "none.yml: the file cannot be read."),
        (lambda: read_report(Path("none.md")), "none.md: file not found."),
        (lambda: read_report(Path("groups")), "groups: it is a folder. Use check() for folders."),
        (lambda: read_report("groups/a/README.md"), "To name a file, use Path('groups/a/README.md')."),
        (lambda: read_template(Path("none.md")), "none.md: the file cannot be read: No such file or directory."),
        (lambda: read_template("# Nothing\n", name="mine.md"), "mine.md:1: The template has no question."),
        (lambda: read_template(b"\xff\xfea\0"), "template.md:1: The template cannot be read: it contains UTF-16 text."),
    ]
    for call, message in wrong:
        with pytest.raises(CourseError, match=re.escape(message)):
            call()
    assert issubclass(SettingsError, CourseError)
    assert issubclass(TemplateError, CourseError)


# What they cost


def modules(code: str) -> set[str]:
    """Return what a new process has imported at the end."""
    command = [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.slow
def test_to_import_the_package_costs_no_more_than_the_command() -> None:
    imported = modules("import mkdocs_report")
    assert imported <= modules("import mkdocs_report.cli.main")
    assert not imported & {"mkdocs", "properdocs", "material", "nh3", "jinja2", "PIL", "click", "rich.console"}


SAMPLE = """
from pathlib import Path

import mkdocs_report
from mkdocs_report import Answer, Course, CourseError, Finding, Judged, Question, Report, Settings, Severity, Verdict

settings: Settings = mkdocs_report.read_settings("course.yml")
course: Course = mkdocs_report.check("groups", Path("more"), templates=["a.md", Path("b.md")], settings=settings)
for judged in course.reports:
    for answer in judged.report.answers:
        question: Question = answer.question
        verdict: Verdict = judged.verdict_of(answer)
        words: int = answer.count.rendered
        found: tuple[Finding, ...] = judged.findings_of(answer)
        least: int | None = answer.limits.words.least if answer.limits.words else None
    errors: int = judged.count(Severity.ERROR)

try:
    template = mkdocs_report.read_template("# text", name="t.md")
    report: Report = mkdocs_report.read_report(b"bytes", [template], name="one", folder=Path("x"))
    one: Judged = mkdocs_report.judge(report)
    first: Answer | None = report.answer("question-1")
except CourseError as error:
    print(error)
"""
WRONG = """
from mkdocs_report import check, read_report
read_report(3)
check("groups", template="a.md")
check("groups").reports[0].report = 4
check("groups").reports[0].findings[0].line = 4
"""


@pytest.mark.slow
def test_a_script_is_checked_strictly(tmp_path: Path) -> None:
    (tmp_path / "sample.py").write_text(SAMPLE)
    (tmp_path / "wrong.py").write_text(WRONG)
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", str(tmp_path / "cache")]
    package = Path(mkdocs_report.__file__).parent
    assert (package / "py.typed").is_file()
    result = subprocess.run(
        [*command, "--follow-imports=silent", "sample.py", "wrong.py"],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.findall(r"^(\S+):(\d+): error: .*\[([\w-]+)\]$", result.stdout, re.M)
    expected = [("3", "arg-type"), ("4", "call-arg"), ("5", "misc"), ("5", "assignment"), ("6", "misc")]
    assert found == [("wrong.py", *each) for each in expected], result.stdout + result.stderr
