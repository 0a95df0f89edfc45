"""What of a course is published: groups with consent, pictures that were decoded, nobody's number, address or name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from mkdocs_report.contained import OutranError, Workers
from mkdocs_report.course import Course, Judged, Problem, judge_report, outrun
from mkdocs_report.form import Forms
from mkdocs_report.image import Image, ImageState
from mkdocs_report.model import Answer, Extra, Report
from mkdocs_report.people import Mask, Privacy
from mkdocs_report.prepared import PictureFault, PictureOptions, Prepared, prepare_all
from mkdocs_report.rendering import Rendered, render_report
from mkdocs_report.roster import Roster
from mkdocs_report.settings import Settings, SettingsError

MAX_PICTURES = 200
"""How many pictures of one report are published; the most of 28 real ones is 11."""
_STATES = {PictureFault.BROKEN: ImageState.NOT_A_PICTURE, PictureFault.TOO_LARGE: ImageState.TOO_LARGE}
Part = TypeVar("Part", Answer, Extra)


@dataclass(frozen=True, slots=True)
class Publication:
    """A course as it is published.

    `sources` gives the path of each group's report as it was read, by the id under which it is published, `pictures`
    each picture by that id and its path in the published report, `rendered` what is shown of the report by that id.
    `rename` takes people out of a path.
    """

    course: Course
    sources: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[tuple[str, str], Prepared] = field(default_factory=dict)
    rendered: Mapping[str, Rendered] = field(default_factory=dict)
    rename: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class _Read:
    """A report as it was read, and what publishing it takes: its own people, and what became of its pictures."""

    judged: Judged
    settings: Settings
    privacy: Privacy
    states: Mapping[str, ImageState]
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Published:
    """A report as it is published; `paths` gives the new path of each of its pictures."""

    judged: Judged
    rendered: Rendered
    paths: Mapping[str, str]


def publish(
    course: Course,
    forms: Forms,
    settings: Settings,
    folders: Mapping[str, Path],
    privacy: Privacy,
    options: PictureOptions,
    cache: Path,
    workers: Workers,
    without: Collection[str] = (),
) -> Publication:
    """Return what is published of a course.

    Args:
        course: the course as it was read and judged.
        forms: the versions of its template.
        settings: by which it was judged; a picture that turns out to be broken has its answer judged again.
        folders: the folder of each report, by the report's id.
        privacy: who is masked.
        options: how pictures are published.
        cache: where prepared pictures are kept.
        workers: the processes that decode, mask and render.
        without: the ids of groups that are left out.
    """
    reports = [judged for judged in course.reports if judged.report.id not in without]
    files = {
        judged.report.id: {path: folders[judged.report.id] / path for path in publishable(judged.report)[:MAX_PICTURES]}
        for judged in reports
    }
    made = prepare_all([file for each in files.values() for file in each.values()], options, cache, workers)
    outcomes = {name: {path: made[file] for path, file in each.items()} for name, each in files.items()}
    jobs = [_read(judged, settings, privacy, outcomes[judged.report.id]) for judged in reports]
    names = Mask(replace(privacy, roster={}), "")
    published, sources, pictures, rendered = [], {}, {}, {}
    for read, done in zip(reports, workers.map(_publish, forms, jobs), strict=True):
        name, path = read.report.id, read.report.path
        if isinstance(done, OutranError):
            gone = outrun(name, path, done, settings)
            gone = replace(gone, report=replace(gone.report, title=names.path(name)))
            done = _Published(gone, Rendered(), {})  # noqa: PLW2901
        report = replace(done.judged.report, id=names.path(name), path=names.path(path))
        published.append(replace(done.judged, report=report))
        sources[report.id] = path
        rendered[report.id] = done.rendered
        for each, new in done.paths.items():
            picture = outcomes[name][each]
            if isinstance(picture, Prepared):
                pictures[report.id, new] = picture
    problems = tuple(
        Problem(names.path(p.path), p.line, names.text(p.message))
        for p in course.problems
        if not any(f"“{name}”" in p.message for name in without)
    )
    shown = replace(course, reports=tuple(published), problems=problems)
    return Publication(shown, sources, pictures, rendered, names.path)


def _read(
    judged: Judged, settings: Settings, privacy: Privacy, outcome: Mapping[str, Prepared | PictureFault]
) -> _Read:
    name = judged.report.id
    states = {path: _STATES[fault] for path, fault in outcome.items() if isinstance(fault, PictureFault)}
    states |= dict.fromkeys(publishable(judged.report)[MAX_PICTURES:], ImageState.TOO_MANY)
    own = replace(privacy, roster={name: privacy.roster.get(name, ())})
    return _Read(judged, settings, own, states, tuple(path for path in outcome if path not in states))


def _publish(forms: Forms, read: _Read) -> _Published:
    """Mask and render a report."""
    judged = read.judged
    if read.states:
        judged = judge_report(_with_states(judged.report, read.states), read.settings)
    mask = Mask(read.privacy, judged.report.id)
    own = judged.report.template is None
    report = mask.every(judged.report, own)
    judged = replace(
        judged,
        report=report,
        findings=mask.every(judged.findings, own),
        limits={mask.path(question): limits for question, limits in judged.limits.items()},
        overridden=frozenset(map(mask.path, judged.overridden)),
    )
    paths = {path: mask.text(path) for path in read.pictures}
    return _Published(judged, render_report(report, frozenset(paths.values()), forms), paths)


def left_out(course: Course, roster: Roster, shown: str, without: Collection[str]) -> frozenset[str]:
    """Return the ids of the groups that are left out: by name, or because the roster says that they did not agree.

    Args:
        course: all reports.
        roster: who agreed.
        shown: the roster's path in messages.
        without: the ids of those that are left out by name.

    Raises:
        SettingsError: a report belongs to no group of the roster, so that nobody knows whether its group agreed.
    """
    withheld = set(without)
    for judged in course.reports if roster.asks_consent else ():
        if judged.report.id in withheld:
            continue
        entries = roster.about(judged.report.id, judged.report.title)
        if not entries:
            raise SettingsError(
                f"publish: roster: {shown} has a column about consent, but no line for the group “{judged.report.id}”. "
                "Add one, or name the group in “publish: without”."
            )
        if not all(entry.consent for entry in entries):
            withheld.add(judged.report.id)
    return frozenset(withheld)


def publishable(report: Report) -> tuple[str, ...]:
    """Return the paths of the pictures that a report shows, each once, in the order of the report.

    An SVG is none: it may hold scripts.
    """
    shown = [image for answer in report.answers for image in answer.images]
    shown += [image for extra in report.extras for image in extra.images]
    paths = [i.picture.path for i in shown if i.picture.state is ImageState.OK and i.picture.format != "SVG"]
    return tuple(dict.fromkeys(path for path in paths if path))


def _with_states(report: Report, states: Mapping[str, ImageState]) -> Report:
    """The report with what became known of some of its pictures."""

    def known(image: Image) -> Image:
        state = states.get(image.picture.path or "")
        return replace(image, picture=replace(image.picture, state=state)) if state else image

    def part(each: Part) -> Part:
        return replace(each, images=tuple(map(known, each.images)))

    return replace(report, answers=tuple(map(part, report.answers)), extras=tuple(map(part, report.extras)))
