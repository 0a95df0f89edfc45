"""Write the two courses of the demo: `python -m scripts.demo`; with `--check`, only compare them.

`--check --quick` paints one image of each kind, and takes the others from disk: painting all takes 15 seconds.

The courses, the stream and the students are invented. `scripts/demo/sources/` has one file for each group, with only
the text that the group wrote, so that the template is changed in one place. This script combines both into reports,
with typical mistakes of students, and paints the images.

A group's file consists of parts, each of which begins with a line of its own:

    @@ title <text>          the first heading of the report
    @@ tick <mark> <n> ...   the boxes of the checklist with this mark, counted from 1
    @@ answer <n>            the text that replaces the fill marker of question n
    @@ block <n>             the text that replaces the whole question n, including its heading;
                             a line "{prompt m}" in it is replaced by the heading and the prompt of question m

`collected.toml` describes the files that collecting the groups' repositories would write beside the reports.

The second course is made by `scripts/demo/myths.py`.

The same sources and version of Pillow give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_report.model.group_folder import RECORD
from mkdocs_report.parsing.collect_record import STATES, Collected, State, write_collected, write_state
from scripts.demo.charts import bars, curves, depth_profile
from scripts.demo.dish import dish
from scripts.demo.images import as_jpeg, as_png
from scripts.demo.myths import myths
from scripts.demo.scenes import landscape
from scripts.demo.sketches import diagram, site_map

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PIL import Image

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "scripts" / "demo" / "sources"
TARGET = ROOT / "docs"
FOLDER = "groups"
"""The folder of the first course in docs/."""

PAINTERS: dict[str, Callable[..., Image.Image]] = {
    painter.__name__: painter for painter in (bars, curves, depth_profile, diagram, dish, landscape, site_map)
}

_PART = re.compile(r"^@@ (title|tick|answer|block) (.*)\n", re.MULTILINE)
_QUESTION = re.compile(r"^### Question (\d+)\n(?:(?!#{1,3} ).*\n?)*", re.MULTILINE)
_MARKER = re.compile(r"^--- question \d+ fill here ---$", re.MULTILINE)
_BOX = re.compile(r"^\* \[ \]", re.MULTILINE)


def fill(template: str, source: str) -> str:
    """Return the report of a group: the template filled with the group's source."""
    questions = {int(match[1]): match[0] for match in _QUESTION.finditer(template)}
    title, marks = "", dict[int, str]()
    parts = _PART.split(source)
    if parts[0].strip():
        raise ValueError(f"text before the first part: {parts[0].strip()[:40]}")
    filled = dict(questions)
    for kind, words, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        if kind == "title":
            title = words
        elif kind == "tick":
            mark, *numbers = words.split()
            marks |= {int(number): mark for number in numbers}
        elif kind == "answer":
            filled[int(words)] = _answered(questions[int(words)], text.strip())
        else:
            filled[int(words)] = _block(questions, text.strip())
    report = _QUESTION.sub(lambda match: filled[int(match[1])], template)
    boxes = iter(range(1, len(_BOX.findall(template)) + 1))
    report = _BOX.sub(lambda _: f"* [{marks.get(next(boxes), ' ')}]", report)
    if title:
        report = re.sub(r"^# .*", lambda _: f"# {title}", report, count=1)
    return report.rstrip("\n") + "\n"


def _answered(question: str, answer: str) -> str:
    return _MARKER.sub(lambda _: answer, question)


def _block(questions: dict[int, str], text: str) -> str:
    def prompt(match: re.Match[str]) -> str:
        return _MARKER.split(questions[int(match[1])])[0].strip()

    block = re.sub(r"^\{prompt (\d+)\}$", prompt, text, flags=re.MULTILINE)
    return f"{block}\n\n" if block else ""


def image(spec: dict[str, Any]) -> bytes:
    """Paint one image of the catalogue, in the format of its file name."""
    options = {key: value for key, value in spec.items() if key not in {"file", "kind"}}
    image = PAINTERS[spec["kind"]](**options)
    return as_jpeg(image) if spec["file"].endswith(".jpg") else as_png(image)


def course(quick: bool = False) -> dict[str, bytes]:
    """Return the files of the first course by their paths below `docs/groups/`.

    Args:
        quick: whether to paint one image of each kind only. The others are those on disk, if they are there.
    """
    template = (SOURCE / "template.md").read_text(encoding="utf-8")
    files = {
        "TEMPLATE.md": template.encode(),
        "waivers.yml": (SOURCE / "waivers.yml").read_bytes(),
        "evidence.yml": (SOURCE / "evidence.yml").read_bytes(),
    }
    for source in sorted(SOURCE.glob("[0-9][0-9]-*.md")):
        files[f"{source.stem}/README.md"] = fill(template, source.read_text(encoding="utf-8")).encode()
    catalogue = tomllib.loads((SOURCE / "images.toml").read_text(encoding="utf-8"))
    first = {spec["kind"]: spec["file"] for spec in reversed(catalogue["image"])}
    for spec in catalogue["image"]:
        file = TARGET / FOLDER / spec["file"]
        is_taken = quick and spec["file"] != first[spec["kind"]] and file.is_file()
        files[spec["file"]] = file.read_bytes() if is_taken else image(spec)
    return files | dict(records(files))


def courses(quick: bool = False) -> dict[str, bytes]:
    """Return the files of both courses by their paths below `docs/`; `quick` is as for `course`."""
    return {f"{FOLDER}/{name}": content for name, content in course(quick).items()} | myths()


def records(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the files that collecting would write beside the reports. Hashes of the groups' names replace commits."""
    source = tomllib.loads((SOURCE / "collected.toml").read_text(encoding="utf-8"))
    for spec in source["group"]:
        group = spec["id"]
        own = {name.removeprefix(f"{group}/"): data for name, data in files.items() if name.startswith(f"{group}/")}
        record = Collected(
            group=group,
            repository=source["host"] + group,
            branch="main",
            commit=hashlib.sha1(group.encode()).hexdigest(),
            date=spec["date"],
            path="README.md",
            before=source["before"],
            late=spec.get("late", 0),
            names=tuple(sorted([*own, *spec["names"]])),
            files=tuple((name, hashlib.sha256(data).hexdigest()) for name, data in sorted(own.items())),
        )
        yield f"{group}/{RECORD}", write_collected(record).encode()
        if "error" in spec:
            state = State(group, record.repository, record.commit, error=spec["error"])
            yield f"{STATES}/{group}.json", write_state(state).encode()


def leftovers(files: dict[str, bytes]) -> list[str]:
    """Return the files in the groups' folders that the script does not write, such as those of an older version."""
    folders = sorted({"/".join(name.split("/")[:2]) for name in files if name.count("/") > 1})
    found = (path for folder in folders for path in sorted((TARGET / folder).rglob("*")) if path.is_file())
    return [name for path in found if (name := path.relative_to(TARGET).as_posix()) not in files]


def main(arguments: list[str] | None = None) -> int:
    """Write the demo courses, or print the files that differ; return the exit code, 1 if one differs."""
    parser = argparse.ArgumentParser(description="Write the demo courses to docs/groups/ and docs/myths/.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file on disk differs")
    parser.add_argument("--quick", action="store_true", help="with --check: paint one image of each kind only")
    options = parser.parse_args(arguments)
    files = courses(options.check and options.quick)
    stale = leftovers(files)
    differing = [
        name
        for name, content in files.items()
        if not (TARGET / name).is_file() or (TARGET / name).read_bytes() != content
    ]
    if options.check:
        for name in sorted([*differing, *stale]):
            sys.stderr.write(f"docs/{name} differs from its source. Run: python -m scripts.demo\n")
        return 1 if differing or stale else 0
    for name in stale:
        (TARGET / name).unlink()
    for name in differing:
        (TARGET / name).parent.mkdir(parents=True, exist_ok=True)
        (TARGET / name).write_bytes(files[name])
    sys.stdout.write(f"{len(files)} files, {len(differing)} written, {len(stale)} removed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
