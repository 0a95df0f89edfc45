"""One report as it is published: judged, masked, rendered, without all that only reading it took.

Nothing else of a report reaches the process that builds the site, so that a course of a thousand is no heavier than
the words in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter

from mkdocs_report.cache import digest
from mkdocs_report.codec import encode
from mkdocs_report.contained import OutranError
from mkdocs_report.course import Judged, judge_report, outrun, used_waivers
from mkdocs_report.image import Image, ImageState, Picture
from mkdocs_report.indexing import search_parts
from mkdocs_report.model import Answer, Extra, Report
from mkdocs_report.people import Mask
from mkdocs_report.prepared import PictureFault, Sighting
from mkdocs_report.rendering import key_of, prompt_of, render_report
from mkdocs_report.roster import members_of
from mkdocs_report.settings import Waiver
from mkdocs_report.terms import Task, Terms

_STATES = {PictureFault.BROKEN: ImageState.NOT_A_PICTURE, PictureFault.TOO_LARGE: ImageState.TOO_LARGE}
Sightings = Mapping[str, Sighting | PictureFault]
"""What was seen of each picture's file, by its path from the report."""


@dataclass(frozen=True, slots=True)
class Published:
    """A report as it is published.

    Attributes:
        judged: the report with its findings, masked, without the text of its answers.
        title: its title as the group wrote it.
        key: a digest of all that this was made from.
        bodies: its answers and extras as HTML in UTF-8, by `rendering.key_of`: text of which one sign is none of
            Western Europe's takes twice the room in Python.
        prompts: its prompts as HTML, by their Markdown, where they are not the template's.
        lines: the items of its checklist, likewise.
        search: what search finds of it, `indexing.search_parts` as JSON in UTF-8.
        pictures: the path in the published report of each picture, by the path of its file.
        parts: for each answer, by the question's id, a digest of all that is shown of it.
        used: the waivers that excused something.
    """

    judged: Judged
    title: str
    key: str
    bodies: Mapping[str, bytes] = field(default_factory=dict)
    prompts: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    search: bytes = b"[]"
    pictures: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    used: tuple[Waiver, ...] = ()


def published(terms: Terms, task: Task, report: Report, sightings: Sightings, key: str) -> Published:
    """Judge a report, mask it, render it; `key` is a digest of all that this hangs on."""
    judged = judge_report(report, terms.settings)
    faults = faults_of(task, sightings)
    states = {path: _STATES[fault] for path, fault in faults.items()}
    too_many = {path: ImageState.TOO_MANY for path in publishable(report) if path not in sightings}
    if states or too_many:
        judged = judge_report(_with_states(report, states | too_many), terms.settings)
    used = tuple(used_waivers(judged, terms.settings))
    mask = Mask(
        replace(terms.privacy, roster={task.name: members_of(terms.roster, task.name, report.title)}), task.name
    )
    masked = _masked(judged, mask)
    pictures = {path: mask.text(path) for path in sightings if path not in states}
    rendered = render_report(masked.report, frozenset(pictures.values()), terms.forms)
    lean = replace(masked, report=_without_text(masked.report))
    html = {name: body.html.encode() for name, body in rendered.bodies.items()}
    return Published(
        lean,
        report.title,
        key,
        html,
        rendered.prompts,
        rendered.lines,
        json.dumps(search_parts(masked.report, rendered.bodies), ensure_ascii=False, separators=(",", ":")).encode(),
        pictures,
        {answer.question.id: _part(lean, answer, html[key_of(answer)]) for answer in lean.report.answers},
        used,
    )


def outran(terms: Terms, task: Task, why: OutranError) -> Published:
    """Return what stands for a report whose reading was ended."""
    gone = outrun(task.name, task.path, why, terms.settings)
    mask = Mask(terms.privacy, task.name)
    gone = replace(gone, report=replace(gone.report, title=mask.path(task.name)))
    return Published(gone, task.name, digest("outran", task.name, task.path, str(why)))


def _masked(judged: Judged, mask: Mask) -> Judged:
    """A report without its people, and without what only judging it took."""
    own = judged.report.template is None
    answers = tuple(_rendered_part(answer) for answer in judged.report.answers)
    report = replace(judged.report, answers=answers, kinds=())
    return replace(
        judged,
        report=replace(mask.every(report, own), id=report.id, path=report.path),
        findings=mask.every(judged.findings, own),
        limits={mask.path(question): limits for question, limits in judged.limits.items()},
        overridden=frozenset(map(mask.path, judged.overridden)),
    )


def _rendered_part(answer: Answer) -> Answer:
    usual = "\n".join(answer.prompt) == prompt_of(answer.question)
    return replace(
        answer,
        line_of=(),
        seen_text="",
        count=replace(answer.count, source=answer.count.raw),
        links=(),
        headings=(),
        code=(),
        unsafe=(),
        prompt=() if usual else answer.prompt,
    )


def _without_text(report: Report) -> Report:
    return replace(
        report,
        answers=tuple(replace(answer, text="", html="") for answer in report.answers),
        extras=tuple(replace(extra, text="", html="") for extra in report.extras),
    )


_SHOWN = attrgetter("limits", "lines", "ranges", "count", "images", "prompt", "prompt_line", "copies", "beyond")


def _part(judged: Judged, answer: Answer, html: bytes) -> str:
    question = answer.question if judged.report.template is None else answer.question.id
    limits = judged.limits[answer.question.id], answer.question.id in judged.overridden
    shown = (question, _SHOWN(answer), judged.verdict_of(answer), judged.findings_of(answer), limits, html)
    return hashlib.sha256(encode(shown)).hexdigest()[:32]


def images_of(report: Report) -> list[Image]:
    """Return the pictures that a report shows, in its order."""
    answers = [image for answer in report.answers for image in answer.images]
    return [*answers, *(image for extra in report.extras for image in extra.images)]


def publishable(report: Report) -> tuple[str, ...]:
    """Return the paths of the pictures that a report shows, each once, in the order of the report."""
    return paths_of([image.picture for image in images_of(report)])


def paths_of(shown: Iterable[Picture]) -> tuple[str, ...]:
    """The paths of what can be published; an SVG can not: it may hold scripts."""
    paths = (picture.path for picture in shown if picture.state is ImageState.OK and picture.format != "SVG")
    return tuple(dict.fromkeys(path for path in paths if path))


def _with_states(report: Report, states: Mapping[str, ImageState]) -> Report:
    """The report with what became known of some of its pictures."""

    def known(image: Image) -> Image:
        state = states.get(image.picture.path or "")
        return replace(image, picture=replace(image.picture, state=state)) if state else image

    def answer(each: Answer) -> Answer:
        return replace(each, images=tuple(map(known, each.images)))

    def extra(each: Extra) -> Extra:
        return replace(each, images=tuple(map(known, each.images)))

    return replace(report, answers=tuple(map(answer, report.answers)), extras=tuple(map(extra, report.extras)))


def faults_of(task: Task, sightings: Sightings) -> dict[str, PictureFault]:
    """Return which of a report's pictures can not be published, by their paths."""
    known = {path: each.outcome if isinstance(each, Sighting) else each for path, each in sightings.items()}
    return {path: fault for path, fault in (known | dict(task.faults)).items() if isinstance(fault, PictureFault)}
