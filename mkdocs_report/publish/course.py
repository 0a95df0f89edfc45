"""What of a course is published: groups with consent, images that were decoded, nobody's number, address or name."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mkdocs_report.config.roster import Roster
from mkdocs_report.course.assemble import assemble, report_sort_key, with_distinct_titles
from mkdocs_report.course.discovery import make_unique
from mkdocs_report.errors import SettingsError
from mkdocs_report.images.faults import ImageFault
from mkdocs_report.images.prepare import (
    ImageJob,
    ImageLookup,
    PreparedImage,
    PreparedOrFault,
    encode_image,
    probe_image,
    validate_result,
    write_blank,
)
from mkdocs_report.masking.mask import Mask
from mkdocs_report.model.course import Problem
from mkdocs_report.publish.consent import ReportNames, ids_left, left_out, renamed, roster_warnings
from mkdocs_report.publish.context import PublishContext, ReportTask
from mkdocs_report.publish.incremental import forget_report, publish_report
from mkdocs_report.publish.publication import ImageLookups, PublishedCourse, PublishedReport
from mkdocs_report.publish.report import everybody, outran
from mkdocs_report.runtime.background import Background
from mkdocs_report.runtime.codec import Codec, CodecError
from mkdocs_report.runtime.pool import READING_FAILED, JobStoppedError, Workers


class PendingImages:
    """Images that are being made, while so many pages are."""

    def __init__(self, unmade: Mapping[str, tuple[ImageJob, PreparedImage]], workers: Workers, pages: int = 0) -> None:
        self._unmade = tuple(unmade.values())
        jobs = [job for job, _ in self._unmade]
        self._background: Background[JobStoppedError | None] = workers.begin(encode_image, None, jobs, pages)

    def use_all_workers(self) -> None:
        """Make them as fast as the machine can: there is nothing else to do."""
        self._background.use_all_workers()

    def finish(self) -> list[Path]:
        """Wait until they are all there; return the files of those that had to be left empty.

        Raises:
            OSError: nothing can be written.
        """
        failed = []
        for (job, prepared), made in zip(self._unmade, self._background.results(), strict=True):
            if isinstance(made, JobStoppedError):
                if made.errno:
                    raise OSError(made.errno, os.strerror(made.errno))
                write_blank(job, prepared)
                failed.append(job.file)
        return failed


def publish(
    tasks: Sequence[ReportTask],
    terms: PublishContext,
    workers: Workers,
    roster: Roster,
    shown_roster: str,
    without: Collection[str],
    hidden: Collection[str] = (),
) -> PublishedCourse:
    """Return what is published of a course.

    A report whose group did not agree is not even read where its id tells the group.

    Args:
        tasks: its reports.
        terms: on what terms.
        workers: the processes that read, decode, mask and render.
        roster: who agreed.
        shown_roster: its path in messages.
        without: the ids of groups that are left out, also those under which reports were collected.
        hidden: the ids of reports that are left out for another reason.

    Raises:
        SettingsError: nobody knows whether a group agreed.
    """
    every = tasks
    gone = {task.name for task in every if roster.withholds(task.name)}.union(without, hidden)
    tasks = [task for task in every if task.name not in gone]
    hash(terms)  # the digests in it are made here, once, and not by each process again
    done = dict(zip((task.name for task in tasks), _done(tasks, terms, workers), strict=True))
    names = {name: ReportNames(name, made.title, made.recorded) for name, (made, _) in done.items()}
    try:
        left = left_out(names.values(), roster, shown_roster, without)
    except SettingsError as error:
        raise SettingsError(Mask(terms.privacy, "", everybody(terms)).path(str(error)), error.at) from None
    for task in tasks:
        if task.name in left:
            forget_report(terms, task, done[task.name][0])
    gone = gone.union(left, (names[name].recorded for name in left)) - {""}
    tasks = [task for task in tasks if task.name not in gone]
    done = {task.name: done[task.name] for task in tasks}
    outcomes = _outcomes(done)
    unknown = _unknown(tasks, done, outcomes, terms)
    looked = workers.map(probe_image, None, unknown)
    outcomes |= {
        job.key: _fault_of(each) if isinstance(each, JobStoppedError) else each
        for job, each in zip(unknown, looked, strict=True)
    }
    outcomes = {key: validate_result(each, key, terms.cache) for key, each in outcomes.items()}
    again = [replace(task, faults=faults) for task in tasks if (faults := _new_faults(done[task.name], outcomes))]
    done |= dict(zip((task.name for task in again), _done(again, terms, workers), strict=True))
    unmade = {
        job.key: (job, outcome)
        for job in unknown
        if isinstance(outcome := outcomes[job.key], PreparedImage) and not outcome.made
    }
    told = {task.path: names[task.name] for task in tasks}
    publication = _publication(
        tasks, _without_waivers_of(terms, roster, gone), done, outcomes, unmade, ids_left(every, tasks)
    )
    warnings = tuple(map(publication.rename, roster_warnings(told, roster, shown_roster)))
    notes = tuple(f"{shown_roster}:{column.line}: {column.message}" for column in roster.unused)
    return replace(publication, warnings=warnings, notes=notes, whole=len(tasks) == len(every))


def _fault_of(why: JobStoppedError) -> ImageFault:
    return ImageFault.UNREADABLE if why.errno else ImageFault.TOO_LARGE


def _without_waivers_of(terms: PublishContext, roster: Roster, without: Collection[str]) -> PublishContext:
    """The terms without the waivers of groups that are left out, of which no complaint may speak."""
    settings = terms.settings
    kept = [each for each in settings.waivers if each.group not in without and not roster.withholds(each.group)]
    if len(kept) == len(settings.waivers):
        return terms
    return replace(terms, settings=replace(settings, waivers=tuple(kept)))


def _done(
    tasks: Sequence[ReportTask], terms: PublishContext, workers: Workers
) -> Iterator[tuple[PublishedReport, ImageLookups]]:
    """Each report as it is published, and what was seen of its images."""
    codec = Codec(terms.interned)
    results = workers.map(publish_report, terms, tasks)[::-1]
    for task in tasks:
        made = results.pop()  # packed and unpacked together would be twice as much to hold
        if isinstance(made, JobStoppedError):
            yield outran(terms, task, made), {}
            continue
        packed, lookups = made
        published = _unpacked(packed, codec)
        if published is not None:
            yield published, lookups
        elif task.fresh:
            yield outran(terms, task, JobStoppedError(READING_FAILED)), {}
        else:
            yield next(_done([replace(task, fresh=True)], terms, workers))


def _unpacked(packed: bytes, codec: Codec) -> PublishedReport | None:
    """A report that was packed; None where what was kept is something else."""
    try:
        return codec.decode(PublishedReport, packed)  # type: ignore[no-any-return]
    except CodecError:
        return None


def _outcomes(done: Mapping[str, tuple[PublishedReport, ImageLookups]]) -> dict[str, PreparedOrFault]:
    """What is known of the images, by their keys."""
    seen = [each for _, lookups in done.values() for each in lookups.values() if isinstance(each, ImageLookup)]
    return {each.key: each.outcome for each in seen if each.outcome is not None}


def _unknown(
    tasks: Sequence[ReportTask],
    done: Mapping[str, tuple[PublishedReport, ImageLookups]],
    outcomes: Mapping[str, PreparedOrFault],
    terms: PublishContext,
) -> list[ImageJob]:
    """The images of which nothing is known yet, each once.

    The largest file comes first, that it is not left for the end; not all large ones, since who makes one holds it.
    """
    jobs: dict[str, ImageJob] = {}
    for task in tasks:
        for path, each in done[task.name][1].items():
            if isinstance(each, ImageLookup) and each.key not in outcomes:
                jobs.setdefault(each.key, ImageJob(task.file.parent / path, each.key, terms.options, terms.cache))
    largest = max((_bytes_of(job.file) for job in jobs.values()), default=0)
    return sorted(jobs.values(), key=lambda job: _bytes_of(job.file) < largest)


def _bytes_of(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _new_faults(
    done: tuple[PublishedReport, ImageLookups], outcomes: Mapping[str, PreparedOrFault]
) -> dict[str, ImageFault]:
    """The images of a report that turned out to have a fault after it was read."""
    found = {}
    for path, each in done[1].items():
        outcome = outcomes[each.key] if isinstance(each, ImageLookup) and each.outcome is None else None
        if isinstance(outcome, ImageFault):
            found[path] = outcome
    return found


def _publication(
    tasks: Sequence[ReportTask],
    terms: PublishContext,
    done: Mapping[str, tuple[PublishedReport, ImageLookups]],
    outcomes: Mapping[str, PreparedOrFault],
    unmade: Mapping[str, tuple[ImageJob, PreparedImage]],
    left: Mapping[str, str],
) -> PublishedCourse:
    names = Mask(terms.privacy, "", everybody(terms))
    course = assemble(
        [published.judged for published, _ in done.values()],
        {waiver for published, _ in done.values() for waiver in published.used},
        terms.versions,
        terms.settings,
    )
    order = sorted(course.reports, key=lambda judged: report_sort_key(left[judged.report.id], judged.report.path))
    before = [judged.report.id for judged in order]
    ids = dict(zip(before, make_unique([names.path(left[name]) for name in before]), strict=True))
    reports = tuple(
        replace(judged, report=replace(judged.report, id=ids[judged.report.id], path=names.path(judged.report.path)))
        for judged in (renamed(judged, done[judged.report.id][0].title, left, names) for judged in order)
    )
    problems = tuple(Problem(names.path(p.path), p.line, names.text(p.message)) for p in course.problems)
    every: list[PublishedReport] = [done[name][0] for name in ids]
    images = {
        (ids[name], new): prepared
        for name in ids
        for path, new in done[name][0].images.items()
        if isinstance(prepared := outcomes.get(_key_of(done[name][1], path)), PreparedImage)
    }
    paths = {task.name: task.path for task in tasks}
    return PublishedCourse(
        with_distinct_titles(replace(course, reports=reports, problems=problems)),
        {ids[name]: paths[name] for name in ids},
        images,
        {ids[name]: done[name][0] for name in ids},
        _together(published.prompts for published in every),
        _together(published.lines for published in every),
        names.path,
        unmade,
    )


def _key_of(lookups: ImageLookups, path: str) -> str:
    each = lookups[path]
    return each.key if isinstance(each, ImageLookup) else ""


def _together(parts: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {text: html for part in parts for text, html in part.items()}
