"""A whole build with people in every place at once: no file of the site, no export and no line of the log has them."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import unicodedata
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from mkdocs_report.export.outputs import FORMATS
from mkdocs_report.parsing.collect_record import State, state_file, write_state
from tests.course.test_evidence import WASH, collect, tick
from tests.support.builds import Built, build, project
from tests.support.reports import PNG, fill

pytestmark = pytest.mark.slow

SPELLINGS: tuple[Callable[[str], str], ...] = (
    lambda number: f"s{number}",
    lambda number: f"S {number[:3]} {number[3:]}",
    lambda number: f"s{number[:2]}**{number[2:4]}**{number[4:]}",
    lambda number: f"s{number[:3]}\u200b{number[3:]}",
    lambda number: f"&#115;{number}",
    lambda number: "".join(chr(ord(sign) + 0xFEE0) for sign in f"s{number}"),
    lambda number: f"s{number[:2]}*{number[2:]}*",
    lambda number: f"s{number[:3]}<wbr>{number[3:]}",
)
NAME = "Ada Lovelace"
NAMES = (NAME, "**Ada** Lovelace", "A**da** Love*lace*", "Lovelace, Ada", "ADA LOVELACE", "ada_lovelace")


class Secrets:
    """Student numbers, another for each place, so that one that is left says where it was."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}

    def new(self, place: str) -> str:
        """Return six digits for a place, those of a student number."""
        number = str(700_011 + 137 * len(self.places))
        self.places[number] = place
        return number

    def all(self, place: str) -> str:
        """Return a number in all spellings, and a name in all of its own."""
        numbers = [spell(self.new(f"{place}, spelling {index}")) for index, spell in enumerate(SPELLINGS)]
        return " and ".join([*numbers, *NAMES])

    def file(self, place: str) -> str:
        """Return a number and a name for the name of a file."""
        return f"s{self.new(place)}-ada-lovelace"


def report(secrets: Secrets) -> str:
    """Return a report with people in each of its parts."""
    text = fill(
        q1=f"Group 7 {secrets.all('title')}",
        q2=f"TODO {secrets.all('answer')} --- fill {secrets.all('marker')} here ---",
        q3=f"![{secrets.all('alt')}](figures/{secrets.file('missing image')}.png)\n\n"
        f'![x](figures/ada-lovelace.png "{secrets.all("image title")}")\n![y](figures/Student-1.png)\n'
        f"[a](https://example.org/{quote(secrets.all('link'))})",
        q4=f"# {secrets.all('heading in an answer')}\n\n"
        f"<details><summary>{secrets.all('summary')}</summary>x</details>\n",
    )
    text = text.replace("* [ ] Clean the table", f"* [ ] Clean the {secrets.all('own item')}")
    text = text.replace("### After", f"### After {secrets.all('section')}")
    text = text.replace("> Answer length: 10-20 words.", f"> Answer length: 10-20 words {secrets.all('prompt')}.")
    text = text.replace(
        "## Looking back", f"## Looking back {secrets.all('part')}\n\n{secrets.all('beside questions')}"
    )
    return text + f"\n### Question 9\n\n> **{secrets.all('own question')}**\n>\n> Answer:\n\nbread\n"


def write(root: Path, secrets: Secrets, template: bool) -> Path:
    """Write a project whose every text of a group has people in it."""
    folder = secrets.file("folder")
    other = secrets.file("folder of two")
    options = {
        "templates": ["template.md"] if template else [],
        "reports": ["groups/*/README.md"],
        "fail_on": "warning",
        "waivers": "waivers.yml",
        "evidence": "evidence.yml",
        "publish": {"roster": "roster.csv", "repository": True, "badges": True},
        "export": {name: f"out/{name}" for name in FORMATS},
    }
    if template:
        shared = {"templates": options.pop("templates"), "reports": options.pop("reports")}
        options["cohorts"] = {"2025": shared}
    groups = {folder: tick(report(secrets), WASH), other: tick(fill(q1=f"8 {secrets.all('title of two')}"), WASH)}
    project(root, groups, report=options, repo_url="https://github.com/example/course", edit_uri="edit/main/docs/")
    for name in groups if template else ():  # where reports are collected, no address of the course is written
        record(root / "docs/groups" / name, secrets)
    figures = root / "docs/groups" / folder / "figures"
    for name in ("ada-lovelace.png", "Student-1.png"):
        (figures / name).write_bytes(PNG)
    if template:  # without cohorts, MkDocs publishes such a file as any other
        stray = root / "docs/strays" / secrets.file("stray report") / "README.md"
        stray.parent.mkdir(parents=True)
        stray.write_text(fill())
    link = root / "docs/groups" / secrets.file("link")
    link.symlink_to(root, target_is_directory=True)
    reason = secrets.all("waiver").replace('"', "")
    gone = secrets.file("waiver of nobody")
    (root / "waivers.yml").write_text(
        f'- group: {folder}\n  rule: prompt-changed\n  reason: "{reason}"\n'
        f'- group: {folder}\n  rule: image-missing\n  reason: "{reason}"\n'
        f"- group: {gone}\n  rule: image-missing\n  reason: gone\n"
    )
    numbers = ",".join(f"s{number}" for number in list(secrets.places)[:2])
    (root / "roster.csv").write_text(f"group,student_1,student_2,student_3\nx1,{NAME},{numbers}\n")
    (root / "evidence.yml").write_text(
        "- {item: hands, any: ['photos/**']}\n- {item: recipe, all: [recipe.md, '*.csv']}\n"
    )
    commit(root, secrets)
    return root


def record(folder: Path, secrets: Secrets) -> None:
    """Leave what `collect` leaves beside a report, with people in each of its texts."""
    names = tuple(f"photos/{secrets.file('evidence')}-{index}.jpg" for index in range(2))
    collect(
        folder,
        group=secrets.file("group of the record"),
        repository=f"https://github.com/{secrets.file('owner')}/{secrets.file('repository')}",
        branch=secrets.file("branch"),
        path=f"{secrets.file('folder of the report')}/README.md",
        names=(*names, f"photos/{secrets.all('evidence as people write it')}.jpg", "recipe.md"),
        warnings=(f"committed by {secrets.all('author')}: {secrets.all('subject')}",),
    )
    state = State(folder.name, error=f"fatal: {secrets.all('reason')}", notes=(secrets.all("note"),))
    state_file(folder).parent.mkdir(exist_ok=True)
    state_file(folder).write_text(write_state(state), encoding="utf-8")


def commit(root: Path, secrets: Secrets) -> None:
    """Commit a project: author, branch and subject are people."""
    name = f"{NAME} s{secrets.new('author of a commit')}"
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
           for what, value in (("NAME", name), ("EMAIL", "ada.lovelace@example.org"))}  # fmt: skip
    branch = secrets.file("branch of the course")
    subject = secrets.all("subject of a commit")
    for arguments in (["init", "-q", "-b", branch], ["add", "docs"], ["commit", "-q", "--no-gpg-sign", "-m", subject]):
        subprocess.run(["git", *arguments], cwd=root, env={**os.environ, **who}, check=True)


def workflow(root: Path, secrets: Secrets) -> dict[str, str]:
    """Return what GitHub tells a workflow, in a fork whose owner is a person."""
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_STEP_SUMMARY": str(root / "out/step-summary"),
        "GITHUB_WORKSPACE": str(root),
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": f"{secrets.file('owner of a fork')}/{secrets.file('fork')}",
        "GITHUB_ACTOR": secrets.file("actor"),
        "GITHUB_HEAD_REF": secrets.file("branch of a pull request"),
        "GITHUB_SHA": "0" * 40,
    }


def plain(data: bytes) -> str:
    """Return what a reader finds in a file: decoded, without tags, Markdown, accents and invisible characters."""
    text = data.decode("utf-8", "replace")
    for _ in range(3):
        text = unquote(unescape(text))
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    text = re.sub(r"</?(?:strong|em|b|i|wbr|mark|code|span)\b[^<>]*>|[*`]", "", text)
    text = "".join(
        sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign) not in {"Mn", "Cf"}
    )
    return text.casefold()


def left(built: Built, root: Path, secrets: Secrets) -> list[str]:
    """Return where a person is found, with the text around."""
    files = {name: (built.site / name).read_bytes() for name in built.files()}
    files |= {f"out/{file.name}": file.read_bytes() for file in (root / "out").rglob("*") if file.is_file()}
    files["the log"] = built.log.replace(str(root), "").encode()
    files["the names of the files"] = "\n".join(built.files()).encode()
    found = []
    for name, data in files.items():
        if name.endswith((".png", ".webp", ".js", ".map", ".css")):
            continue
        text = plain(gzip.decompress(data) if name.endswith(".gz") else data)
        numbers = re.finditer(r"s[ _-]?(7\d\d)\W?(\d{3})(?!\d)", text)
        known = [(match, secrets.places.get(match[1] + match[2])) for match in numbers]
        known += [(match, "name") for match in re.finditer(r"ada[\W_]*lovelace|lovelace[\W_]*ada", text)]
        found += [f"{name}: {place}: {text[max(0, m.start() - 60) : m.end() + 20]!r}" for m, place in known if place]
    return found


@pytest.mark.parametrize("template", [True, False])
def test_nobody_is_left_in_a_site_its_exports_and_its_log(template: bool, tmp_path: Path) -> None:
    secrets = Secrets()
    root = write(tmp_path, secrets, template)
    built = build(root, **workflow(root, secrets))
    assert (built.site / "index.html").exists(), built.log
    assert {file.name for file in (root / "out").iterdir()} == {*FORMATS, "step-summary"}, built.log
    assert "::warning file=" in built.log
    assert len([name for name in built.files() if "/badges/" in name]) == 2
    pages = [(built.site / name).read_bytes() for name in built.files() if "groups/" in name and name.endswith("html")]
    assert any(b"photos/" in page for page in pages) == template
    found = left(built, root, secrets)
    assert not found, f"{len(found)} left:\n" + "\n".join(found)


def test_an_error_that_ends_a_build_names_nobody(tmp_path: Path) -> None:
    folder = "ada-lovelace-s700011"
    options = {"publish": {"roster": "roster.csv", "without": [f"{folder}x"]}}
    root = project(tmp_path, {folder: fill(), "two": fill(q1="8")}, report=options)
    (root / "roster.csv").write_text(f"group,student_1\nx1,{NAME}\n")
    built = build(root)
    assert "there is no group “Student-1-Student-2x”. Did you mean “Student-1-Student-2”?" in built.log
