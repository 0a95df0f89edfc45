"""CONTRIBUTING.md holds: its paths exist, its rooms and their numbers are those of the architecture's test."""

from __future__ import annotations

import re

import pytest

from tests.support.source_code import PACKAGE, ROOT
from tests.test_architecture import ROWS

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PATH = re.compile(r"`([\w.-]*/[\w./-]*|[\w-]+\.\w+)`|\]\(([^)#:]+)[^):]*\)")


def paths(text: str) -> list[str]:
    """Return the paths in code marks and in links."""
    return [code or link for code, link in PATH.findall(text)]


def test_every_path_exists() -> None:
    named = paths(TEXT)
    assert len(named) > 20
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("text", ["`mkdocs_report/rules/none.py`", "`NONE.md`", "[it](docs/none.md#here)", "`.no/run`"])
def test_a_path_that_is_missing_is_found(text: str) -> None:
    (path,) = paths(text)
    assert not (ROOT / path).exists()


def test_every_room_has_a_line_with_its_number() -> None:
    rows = re.findall(r"^\| (\d+) \| (`[^|]+`) \| [^|]+ \|$", TEXT, re.M)
    named = [(int(number), room) for number, rooms in rows for room in re.findall(r"`(\w+)`", rooms)]
    assert sorted(named) == sorted((number, room) for number, rooms in enumerate(ROWS, 1) for room in rooms)


def test_the_drawing_shows_the_rooms() -> None:
    drawing = TEXT.split("```text\n")[1].split("```")[0]
    rooms = {word for word in re.findall(r"[a-z/]+", drawing) if (PACKAGE / word).is_dir()}
    assert rooms >= {"parsing", "rules", "course", "publish", "pages", "export", "export/html", "site"}


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("rules/judge.py", "FAMILIES"),
        ("export/outputs.py", "FORMATS"),
        ("export/outputs.py", "render"),
        ("site/course_pages.py", "course_pages"),
        ("model/template.py", "QuestionForm"),
        ("parsing/template/find_questions.py", "_LISTS"),
        ("parsing/report/filled_lines.py", "text_behind_title"),
    ],
)
def test_every_name_to_change_exists(module: str, name: str) -> None:
    assert f"`{name}`" in TEXT
    assert f"`mkdocs_report/{module}`" in TEXT
    assert re.search(rf"^(def |class )?{name}\b", (PACKAGE / module).read_text(encoding="utf-8"), re.M)


def test_the_commands_are_those_of_the_readme_and_of_ci() -> None:
    quick, lint, whole = re.findall(r"```bash\n(.+)\n```", TEXT)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    install, _, tests = quick.rpartition(" && .venv/bin/")
    assert f"{install} && " in readme
    assert tests in readme
    script = (ROOT / whole).read_text(encoding="utf-8")
    for command in lint.split(" && "):
        program, *rest = command.removeprefix(".venv/bin/").split()
        assert " ".join([f'"$bin/{program}"', *rest]) in script


def test_it_is_one_screen() -> None:
    assert len(TEXT.splitlines()) <= 75
