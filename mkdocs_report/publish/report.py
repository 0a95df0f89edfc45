"""Publish one report: judge it, mask it, render it, and drop the data that only judging needs.

Only the result is sent to the process that builds the site. So a course of a thousand reports takes little more memory
than its text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from mkdocs_report.config.roster import candidate_members
from mkdocs_report.course.group_folders import group_folder
from mkdocs_report.course.judging import judge_report, stopped_report, used_waivers
from mkdocs_report.course.report_ids import make_unique
from mkdocs_report.images.faults import ImageFault
from mkdocs_report.images.prepare import ImageLookup
from mkdocs_report.images.report_images import with_faults
from mkdocs_report.masking.mask import Mask
from mkdocs_report.masking.matching import PersonMatcher
from mkdocs_report.model.course import Judged
from mkdocs_report.model.image import Image
from mkdocs_report.model.report import Answer, Extra, Report
from mkdocs_report.model.template import Question, prompt_of
from mkdocs_report.parsing.collect_record import recorded_group
from mkdocs_report.parsing.markdown import lines
from mkdocs_report.parsing.template.numbering import id_of
from mkdocs_report.publish.context import PublishContext, ReportTask
from mkdocs_report.publish.html import key_of, render_report, search_parts
from mkdocs_report.publish.own_numbers import own_numbers
from mkdocs_report.publish.publication import ImageLookups, PublishedReport
from mkdocs_report.runtime.codec import encode
from mkdocs_report.runtime.digest import digest
from mkdocs_report.runtime.pool import JobStoppedError


def judge_and_render(
    context: PublishContext, task: ReportTask, report: Report, lookups: ImageLookups, key: str, recorded: str = ""
) -> PublishedReport:
    """Judge a report, mask it, and render it.

    Args:
        context: everything else that publishing depends on.
        task: the report's file and id.
        report: the report as it was read.
        lookups: what is known about its images.
        key: a digest of all inputs.
        recorded: the group from which it was collected; empty if it was not collected.
    """
    faults = faults_of(task, lookups)
    privacy = context.privacy
    kept = own_numbers(report, privacy, context.roster, recorded) if privacy.keeps_own_numbers else frozenset[str]()
    members = candidate_members(context.roster, task.name, report.title, recorded)
    mask = Mask(replace(privacy, roster={task.name: members}), task.name, roster_matcher(context), kept)
    mask.text(report.title)  # numbers the people in the title first
    judged = judge_report(with_faults(report, faults), context.settings, mask.text)
    used = tuple(used_waivers(judged, context.settings))
    judged = replace(judged, report=_without_judging_data(judged.report))
    shown = [path for path in lookups if path not in faults]
    images = dict(zip(shown, make_unique([mask.text(path) for path in shown]), strict=True))
    rendered = render_report(judged.report, images, context.versions, mask, context.repository)
    ids = _ids(judged.report, mask)
    bodies = {ids.get(name, name): body for name, body in rendered.bodies.items()}
    masked = _without_people(replace(judged, report=_without_text(judged.report)), mask, ids)
    if any(new != mask.text(path) for path, new in images.items()):  # two images have the same masked name
        masked = replace(masked, report=_with_paths(masked.report, judged.report, images))
    html = {name: body.html.encode() for name, body in bodies.items()}
    return PublishedReport(
        masked,
        report.title,
        key,
        html,
        rendered.prompts,
        rendered.lines,
        json.dumps(search_parts(masked.report, bodies), ensure_ascii=False, separators=(",", ":")).encode(),
        images,
        {answer.question.id: _answer_digest(masked, answer, html[key_of(answer)]) for answer in masked.report.answers},
        used,
        recorded,
        len(kept),
    )


def publish_stopped(context: PublishContext, task: ReportTask, why: JobStoppedError) -> PublishedReport:
    """Return the published form of a report whose reading was stopped."""
    stopped = stopped_report(task.name, task.path, why, context.settings)
    mask = Mask(context.privacy, task.name, roster_matcher(context))
    stopped = replace(stopped, report=replace(stopped.report, title=mask.path(task.name)))
    key = digest("stopped", task.name, task.path, str(why))
    return PublishedReport(stopped, task.name, key, recorded=recorded_group(group_folder(task.file)))


@lru_cache(maxsize=2)
def roster_matcher(context: PublishContext) -> PersonMatcher:
    """Return the matcher for all people of the roster. It is made once in each process."""
    return PersonMatcher(member for members in context.roster.values() for member in members)


def _ids(report: Report, mask: Mask) -> Mapping[str, str]:
    """Return a unique masked id for each question of a report without a template; a template names no people."""
    if report.template is not None:
        return {}
    old = [answer.question.id for answer in report.answers]
    return dict(zip(old, make_unique([_id(answer.question, mask) for answer in report.answers]), strict=True))


def _id(question: Question, mask: Mask) -> str:
    """Return the masked id of a question. If its heading contains a person, the id is made from the masked heading."""
    masked = mask.text(question.heading)
    return mask.path(question.id if masked == question.heading else id_of(lines.normalise(masked)) or question.id)


def _without_people(judged: Judged, mask: Mask, ids: Mapping[str, str]) -> Judged:
    """Mask the people in a report; `ids` are the new ids of its own questions."""
    report, new_ids = judged.report, ids if judged.report.template is None else None
    return replace(
        judged,
        report=replace(mask.value(report, new_ids), id=report.id, path=report.path),
        findings=mask.value(judged.findings, new_ids),
        limits={ids.get(question, question): limits for question, limits in judged.limits.items()},
        overridden=frozenset(ids.get(question, question) for question in judged.overridden),
    )


def _without_judging_data(report: Report) -> Report:
    """Drop the data of a report that only judging needs."""
    return replace(report, answers=tuple(_answer_without_judging_data(answer) for answer in report.answers), kinds=())


def _answer_without_judging_data(answer: Answer) -> Answer:
    is_usual = "\n".join(answer.prompt) == prompt_of(answer.question)
    return replace(
        answer,
        line_of=(),
        kept=(),
        seen_text="",
        count=replace(answer.count, source=answer.count.raw),
        links=(),
        headings=(),
        code=(),
        unsafe=(),
        unreadable=(),
        prompt=() if is_usual else answer.prompt,
    )


def _without_text(report: Report) -> Report:
    return replace(
        report,
        answers=tuple(replace(answer, text="", html="") for answer in report.answers),
        extras=tuple(replace(extra, text="", html="") for extra in report.extras),
    )


_SHOWN = attrgetter(
    *("limits", "lines", "ranges", "count", "measures", "images", "prompt", "prompt_line", "copies", "beyond")
)


def _answer_digest(judged: Judged, answer: Answer, html: bytes) -> str:
    question = answer.question if judged.report.template is None else answer.question.id
    limits = judged.limits[answer.question.id], answer.question.id in judged.overridden
    shown = (question, _SHOWN(answer), judged.verdict_of(answer), judged.findings_of(answer), limits, html)
    return hashlib.sha256(encode(shown)).hexdigest()[:32]


def _with_paths(masked: Report, report: Report, images: Mapping[str, str]) -> Report:
    """Give each image of a masked report its published path."""

    def with_paths(part: Answer | Extra, old: Answer | Extra) -> tuple[Image, ...]:
        return tuple(
            replace(image, file=replace(image.file, path=images.get(was.file.path or "", image.file.path)))
            for image, was in zip(part.images, old.images, strict=True)
        )

    answers = zip(masked.answers, report.answers, strict=True)
    extras = zip(masked.extras, report.extras, strict=True)
    return replace(
        masked,
        answers=tuple(replace(each, images=with_paths(each, old)) for each, old in answers),
        extras=tuple(replace(each, images=with_paths(each, old)) for each, old in extras),
    )


def faults_of(task: ReportTask, lookups: ImageLookups) -> dict[str, ImageFault]:
    """Return the faults of a report's images that cannot be published, by path."""
    outcomes = {path: each.outcome if isinstance(each, ImageLookup) else each for path, each in lookups.items()}
    return {path: fault for path, fault in (outcomes | dict(task.faults)).items() if isinstance(fault, ImageFault)}
