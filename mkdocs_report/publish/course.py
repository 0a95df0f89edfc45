"""Publish a course: only groups with consent and images that were decoded, without people's names and numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mkdocs_report.config.roster import Roster
from mkdocs_report.course.assemble import assemble, report_sort_key, with_distinct_titles
from mkdocs_report.course.report_ids import make_unique
from mkdocs_report.errors import SettingsError
from mkdocs_report.images.faults import ImageFault
from mkdocs_report.images.prepare import (
    ImageJob,
    ImageLookup,
    PreparedImage,
    PreparedOrFault,
    probe_image,
    validate_result,
)
from mkdocs_report.masking.mask import Mask
from mkdocs_report.model.course import Problem
from mkdocs_report.publish.absent import absent_groups
from mkdocs_report.publish.consent import ReportNames, published_ids, roster_warnings, with_published_id, withheld_ids
from mkdocs_report.publish.context import PublishContext, ReportTask
from mkdocs_report.publish.incremental import publish_report, remove_cached_report
from mkdocs_report.publish.publication import ImageLookups, PublishedCourse, PublishedReport
from mkdocs_report.publish.report import publish_stopped, roster_matcher
from mkdocs_report.runtime.codec import Codec, CodecError
from mkdocs_report.runtime.pool import READING_FAILED, JobStoppedError, Workers


def publish(
    tasks: Sequence[ReportTask],
    context: PublishContext,
    workers: Workers,
    roster: Roster,
    roster_path: str,
    without: Collection[str],
    hidden: Collection[str] = (),
) -> PublishedCourse:
    """Publish a course.

    A report is not even read if its id shows that its group did not agree.

    Args:
        tasks: the reports of the course.
        context: everything else that publishing depends on.
        workers: the processes that read, decode, mask and render.
        roster: the groups that agreed.
        roster_path: the roster's path in messages.
        without: the ids of groups that are left out; a report that was collected from such a group is left out, too.
        hidden: the ids of reports that are left out for another reason.

    Raises:
        SettingsError: it is not known whether a group agreed.
    """
    all_tasks = tasks
    withheld = {task.name for task in all_tasks if roster.withholds(task.name)}.union(without, hidden)
    tasks = [task for task in all_tasks if task.name not in withheld]
    hash(context)  # makes the digests here, once, instead of in each process
    reports_by_id = dict(zip((task.name for task in tasks), _published_reports(tasks, context, workers), strict=True))
    names = {name: ReportNames(name, made.title, made.recorded) for name, (made, _) in reports_by_id.items()}
    try:
        disagreeing = withheld_ids(names.values(), roster, roster_path, without)
    except SettingsError as error:
        raise SettingsError(Mask(context.privacy, "", roster_matcher(context)).path(str(error)), error.at) from None
    for task in tasks:
        if task.name in disagreeing:
            remove_cached_report(context, task, reports_by_id[task.name][0])
    withheld = withheld.union(disagreeing, (names[name].recorded for name in disagreeing)) - {""}
    tasks = [task for task in tasks if task.name not in withheld]
    reports_by_id = {task.name: reports_by_id[task.name] for task in tasks}
    outcomes, pending_images = _probe_images(tasks, reports_by_id, context, workers)
    faulty = [
        replace(task, faults=faults) for task in tasks if (faults := _new_faults(reports_by_id[task.name], outcomes))
    ]
    reports_by_id |= dict(
        zip((task.name for task in faulty), _published_reports(faulty, context, workers), strict=True)
    )
    report_names = {task.path: names[task.name] for task in tasks}
    context_of_published, new_ids = _without_waivers_of(context, roster, withheld), published_ids(all_tasks, tasks)
    publication = _publication(tasks, context_of_published, reports_by_id, outcomes, pending_images, new_ids)
    warnings = tuple(map(publication.rename, roster_warnings(report_names, roster, roster_path)))
    notes = tuple(f"{roster_path}:{column.line}: {column.message}" for column in roster.unused)
    absent = absent_groups(roster, all_tasks, names.values(), without, context, roster_matcher(context))
    return replace(
        publication,
        course=replace(publication.course, absent=absent),
        warnings=warnings,
        notes=notes,
        is_complete=len(tasks) == len(all_tasks),
    )


def _probe_images(
    tasks: Sequence[ReportTask],
    reports_by_id: Mapping[str, tuple[PublishedReport, ImageLookups]],
    context: PublishContext,
    workers: Workers,
) -> tuple[dict[str, PreparedOrFault], dict[str, tuple[ImageJob, PreparedImage]]]:
    """Probe the images that are not in the cache.

    Returns:
        The outcome of each image, and the images that are not made yet, by their keys.
    """
    outcomes = _known_outcomes(reports_by_id)
    unprobed = _unprobed_jobs(tasks, reports_by_id, outcomes, context)
    probed = workers.map(probe_image, None, unprobed)
    outcomes |= {
        job.key: _fault_of(each) if isinstance(each, JobStoppedError) else each
        for job, each in zip(unprobed, probed, strict=True)
    }
    outcomes = {key: validate_result(each, key, context.cache) for key, each in outcomes.items()}
    pending_images = {
        job.key: (job, outcome)
        for job in unprobed
        if isinstance(outcome := outcomes[job.key], PreparedImage) and not outcome.made
    }
    return outcomes, pending_images


def _fault_of(why: JobStoppedError) -> ImageFault:
    return ImageFault.UNREADABLE if why.errno else ImageFault.TOO_LARGE


def _without_waivers_of(context: PublishContext, roster: Roster, without: Collection[str]) -> PublishContext:
    """Return the context without the waivers of withheld groups, which no message may mention."""
    settings = context.settings
    published = [each for each in settings.waivers if each.group not in without and not roster.withholds(each.group)]
    if len(published) == len(settings.waivers):
        return context
    return replace(context, settings=replace(settings, waivers=tuple(published)))


def _published_reports(
    tasks: Sequence[ReportTask], context: PublishContext, workers: Workers
) -> Iterator[tuple[PublishedReport, ImageLookups]]:
    """Yield each published report, and what is known about its images."""
    codec = Codec(context.interned)
    results = workers.map(publish_report, context, tasks)[::-1]
    for task in tasks:
        made = results.pop()  # frees the encoded report: both forms of all reports would take twice the memory
        if isinstance(made, JobStoppedError):
            yield publish_stopped(context, task, made), {}
            continue
        packed, lookups = made
        published = _decoded(packed, codec)
        if published is not None:
            yield published, lookups
        elif task.fresh:
            yield publish_stopped(context, task, JobStoppedError(READING_FAILED)), {}
        else:
            yield next(_published_reports([replace(task, fresh=True)], context, workers))


def _decoded(packed: bytes, codec: Codec) -> PublishedReport | None:
    """Return the report that was encoded; None if the cached entry is something else."""
    try:
        return codec.decode(PublishedReport, packed)  # type: ignore[no-any-return]
    except CodecError:
        return None


def _known_outcomes(reports_by_id: Mapping[str, tuple[PublishedReport, ImageLookups]]) -> dict[str, PreparedOrFault]:
    """Return what is known about the images, by their keys."""
    seen = [each for _, lookups in reports_by_id.values() for each in lookups.values() if isinstance(each, ImageLookup)]
    return {each.key: each.outcome for each in seen if each.outcome is not None}


def _unprobed_jobs(
    tasks: Sequence[ReportTask],
    reports_by_id: Mapping[str, tuple[PublishedReport, ImageLookups]],
    outcomes: Mapping[str, PreparedOrFault],
    context: PublishContext,
) -> list[ImageJob]:
    """Return a job for each image that was not probed yet.

    The largest file comes first, so that it does not finish last. The others are not sorted: a worker keeps the image
    that it makes in memory, and several large ones at once take too much.
    """
    jobs: dict[str, ImageJob] = {}
    for task in tasks:
        for path, each in reports_by_id[task.name][1].items():
            if isinstance(each, ImageLookup) and each.key not in outcomes:
                jobs.setdefault(each.key, ImageJob(task.file.parent / path, each.key, context.options, context.cache))
    largest = max((_bytes_of(job.file) for job in jobs.values()), default=0)
    return sorted(jobs.values(), key=lambda job: _bytes_of(job.file) < largest)


def _bytes_of(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _new_faults(
    report: tuple[PublishedReport, ImageLookups], outcomes: Mapping[str, PreparedOrFault]
) -> dict[str, ImageFault]:
    """Return the faults that were found in images of a report after it was read."""
    found = {}
    for path, each in report[1].items():
        outcome = outcomes[each.key] if isinstance(each, ImageLookup) and each.outcome is None else None
        if isinstance(outcome, ImageFault):
            found[path] = outcome
    return found


def _publication(
    tasks: Sequence[ReportTask],
    context: PublishContext,
    reports_by_id: Mapping[str, tuple[PublishedReport, ImageLookups]],
    outcomes: Mapping[str, PreparedOrFault],
    pending_images: Mapping[str, tuple[ImageJob, PreparedImage]],
    new_ids: Mapping[str, str],
) -> PublishedCourse:
    names = Mask(context.privacy, "", roster_matcher(context))
    course = assemble(
        [published.judged for published, _ in reports_by_id.values()],
        {waiver for published, _ in reports_by_id.values() for waiver in published.used},
        context.versions,
        context.settings,
    )
    order = sorted(course.reports, key=lambda judged: report_sort_key(new_ids[judged.report.id], judged.report.path))
    before = [judged.report.id for judged in order]
    ids = dict(zip(before, make_unique([names.path(new_ids[name]) for name in before]), strict=True))
    reports = tuple(
        replace(judged, report=replace(judged.report, id=ids[judged.report.id], path=names.path(judged.report.path)))
        for judged in (
            with_published_id(judged, reports_by_id[judged.report.id][0].title, new_ids, names) for judged in order
        )
    )
    problems = tuple(Problem(names.path(p.path), p.line, names.text(p.message)) for p in course.problems)
    all_reports: list[PublishedReport] = [reports_by_id[name][0] for name in ids]
    images = {
        (ids[name], new): prepared
        for name in ids
        for path, new in reports_by_id[name][0].images.items()
        if isinstance(prepared := outcomes.get(_key_of(reports_by_id[name][1], path)), PreparedImage)
    }
    paths = {task.name: task.path for task in tasks}
    return PublishedCourse(
        with_distinct_titles(replace(course, reports=reports, problems=problems)),
        {ids[name]: paths[name] for name in ids},
        images,
        {ids[name]: reports_by_id[name][0] for name in ids},
        _merged(published.prompts for published in all_reports),
        _merged(published.lines for published in all_reports),
        names.path,
        pending_images,
    )


def _key_of(lookups: ImageLookups, path: str) -> str:
    each = lookups[path]
    return each.key if isinstance(each, ImageLookup) else ""


def _merged(parts: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {text: html for part in parts for text, html in part.items()}
