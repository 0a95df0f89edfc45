"""Cut the texts of a report to their caps, after people were masked.

Parsing keeps slightly more of each text than is shown (`caps.SPARE`), since a text that is cut before people are masked
may end with half a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from mkdocs_report.model import caps
from mkdocs_report.model.image import Image
from mkdocs_report.model.origin import MAX_REASON
from mkdocs_report.model.report import Answer, Extra, Report
from mkdocs_report.model.template import Question
from mkdocs_report.parsing.display_text import one_line_safe

Masked = Callable[[str], str]
"""A function that masks people in a text."""


def within_caps(report: Report, mask: Masked = str) -> Report:
    """Return a report in which no text and no prompt is longer than its cap.

    Args:
        report: as it was read.
        mask: masks people in the texts that are cut; `str` to mask nothing. It is not called for other texts.
    """
    if not any(_is_over(report)):  # nearly all reports
        return report
    origin = report.origin
    return replace(
        report,
        answers=tuple([_answer(answer, report.template is None, mask) for answer in report.answers]),
        checklist=tuple(
            [
                replace(item, text=_cut(item.text, caps.MAX_ITEM, mask), subsection=_title(item.subsection, mask))
                for item in report.checklist
            ]
        ),
        evidence=tuple([replace(each, item=_cut(each.item, caps.MAX_ITEM, mask)) for each in report.evidence]),
        extras=tuple([_extra(extra, mask) for extra in report.extras]),
        origin=origin
        and replace(
            origin,
            stale=origin.stale and _cut(origin.stale, MAX_REASON, mask),
            remarks=tuple([_cut(remark, MAX_REASON, mask) for remark in origin.remarks]),
        ),
        own_title=_title(report.own_title, mask),
    )


def _is_over(report: Report) -> Iterator[bool]:
    """Yield for each text of a report whether it is longer than its cap."""
    own = report.template is None
    yield len(report.own_title) > caps.MAX_TITLE
    for answer in report.answers:
        yield len(answer.prompt) > caps.MAX_PROMPT
        if own:
            question = answer.question
            yield max(len(question.heading), len(question.section or "")) > caps.MAX_TITLE
            yield max(len(question.prompt), len(question.quote)) > caps.MAX_PROMPT
    parts: list[Answer | Extra] = [*report.answers, *report.extras]
    yield any(len(image.alt) > caps.MAX_ALT for part in parts for image in part.images)
    for extra in report.extras:
        yield len(extra.heading) > caps.MAX_TITLE
    for item in report.checklist:
        yield len(item.text) > caps.MAX_ITEM or len(item.subsection) > caps.MAX_TITLE
    if report.origin:
        yield any(len(text) > MAX_REASON for text in (report.origin.stale or "", *report.origin.remarks))


def _answer(answer: Answer, has_own_questions: bool, mask: Masked) -> Answer:
    return replace(
        answer,
        question=_question(answer.question, mask) if has_own_questions else answer.question,
        prompt=_prompt(answer.prompt, mask),
        images=_images(answer.images, mask),
    )


def _question(question: Question, mask: Masked) -> Question:
    return replace(
        question,
        heading=_title(question.heading, mask),
        section=None if question.section is None else _title(question.section, mask),
        quote=_prompt(question.quote, mask),
        prompt=_prompt(question.prompt, mask),
    )


def _extra(extra: Extra, mask: Masked) -> Extra:
    return replace(extra, heading=_title(extra.heading, mask), images=_images(extra.images, mask))


def _images(images: tuple[Image, ...], mask: Masked) -> tuple[Image, ...]:
    return tuple([replace(image, alt=_cut(image.alt, caps.MAX_ALT, mask)) for image in images])


def _prompt(lines: tuple[str, ...], mask: Masked) -> tuple[str, ...]:
    """Return a prompt's lines, masked and then cut to the cap, since a name may be split over two lines."""
    if len(lines) <= caps.MAX_PROMPT:
        return lines
    masked = mask("\n".join(lines)).split("\n")
    return tuple(masked[: min(caps.MAX_PROMPT, len(masked) - caps.SPARE_LINES // 2)])


def _title(text: str, mask: Masked) -> str:
    return _cut(text, caps.MAX_TITLE, mask)


def _cut(text: str, most: int, mask: Masked) -> str:
    return text if len(text) <= most else one_line_safe(caps.cut_masked(text, most, mask))
