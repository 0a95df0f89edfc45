"""A small template, and reports made from it: what most tests read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.judging import judge_report
from mkdocs_report.images.resolve import ReportFolder
from mkdocs_report.model.base import Span
from mkdocs_report.model.course import Judged
from mkdocs_report.model.image import ImageFile, ImageState
from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.report import Report
from mkdocs_report.parsing.report.parser import parse_report
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.matcher import TemplateMatcher
from mkdocs_report.parsing.template.parser import OwnPrompts, parse_template

TEMPLATE = """\
# Report on the kitchen

Replace the lines between dashes.

## Checklist

### Before

* [ ] Wash your hands
* [ ] Read the `recipe` twice

### After

* [ ] Clean the table

## The group

### Question 1
> **Enter the number of your group**
>
> Answer:

--- question 1 fill here ---

## The bread

> In this section we want to learn about the bread that you have made together.

### Question 2

> **Explain how you made the dough, and what you would do in another way next time.**
>
> Answer length: 10-20 words.
>
> Example:
> *We used ... flour and ... water, and kneaded for ... minutes.*
>
> Answer:

--- question 2 fill here ---

### Question 3

> **Upload 1 to 2 photographs of the loaf.**
>
> Recommended answer length: 5-30 words + 1 to 2 images.
>
> Answer:

--- question 3 fill here ---

## Looking back

### Question 4

> **What would you tell somebody who bakes for the first time?**
>
> Answer:

--- question 4 fill here ---
"""

GOOD = {
    1: "7",
    2: "We mixed flour, water and salt in the evening and let it stand over night.",
    3: "The loaf is brown, and it is round.\n\n![The loaf](figures/loaf.png)",
    4: "Take your time.",
}

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)
"""An image of one pixel."""


def fill(answers: dict[int, str] | None = None, **changes: str) -> str:
    """Return the template filled in: each answer in the place of its fill marker.

    `changes` are answers by `q2="..."`; what is not named is answered well.
    """
    every = {**GOOD, **(answers or {}), **{int(name[1:]): text for name, text in changes.items()}}
    text = TEMPLATE
    for number, answer in every.items():
        text = text.replace(f"--- question {number} fill here ---", answer)
    return text


def matcher(text: str = TEMPLATE) -> TemplateMatcher:
    """Return a template made ready."""
    return TemplateMatcher(parse_template(decode(text.encode(), "template.md")))


def any_image(src: str) -> ImageFile:
    """Find every local image, and call the others remote."""
    return ImageFile(ImageState.REMOTE) if "//" in src else ImageFile(ImageState.OK, src, "PNG")


def parse(text: str | bytes, template: str | None = TEMPLATE) -> Report:
    """Read a report against a template."""
    data = text.encode() if isinstance(text, str) else text
    source = decode(data, "README.md")
    ready = matcher(template) if template else OwnPrompts().matcher_of(source)
    return parse_report(source, ready, any_image, "group")


def judged(text: str | bytes, template: str | None = TEMPLATE, settings: Settings | None = None) -> Judged:
    """Read and judge a report."""
    return judge_report(parse(text, template), settings or Settings())


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring lines of a report that are the same thing; the pieces of a report cover it line by line."""

    kind: PieceKind
    span: Span
    question: str | None = None


def pieces_of(report: Report) -> tuple[Piece, ...]:
    """Return a report from its first line to its last, neighbouring lines of one kind together."""
    found = []
    first = 1
    for line, run in groupby(report.kinds):
        last = first + len(list(run)) - 1
        found.append(Piece(line.kind, Span(first, last), line.question))
        first = last + 1
    return tuple(found)


def rules(text: str | bytes, template: str | None = TEMPLATE) -> list[str]:
    """Return the names of the rules that find something in a report, in the order of the lines."""
    return [finding.rule for finding in judged(text, template).findings]


def answer_text(text: str, number: int, template: str | None = TEMPLATE) -> str:
    """Return the cleaned text of one answer."""
    report = parse(text, template)
    return next(a.text for a in report.answers if a.question.number == number)


def write_group(folder: Path, text: str | None = None) -> Path:
    """Write a group's folder, with an image; return its report."""
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    (folder / "figures" / "loaf.png").write_bytes(PNG)
    report = folder / "README.md"
    report.write_text(fill() if text is None else text, encoding="utf-8")
    return report


def parse_in(folder: Path, text: str) -> Report:
    """Read a report as if it stood in `folder`, with the images that are there."""
    return parse_report(decode(text.encode(), "README.md"), matcher(), ReportFolder(folder).resolve, "group")
