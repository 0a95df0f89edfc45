"""List the images that a report shows, and add the faults of their files to the report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from mkdocs_report.images.faults import ImageFault, fault_of
from mkdocs_report.model.caps import MAX_PUBLISHED_IMAGES
from mkdocs_report.model.image import Image, ImageFile, ImageState
from mkdocs_report.model.report import Answer, Extra, Report

_STATES = {
    ImageFault.BROKEN: ImageState.NOT_AN_IMAGE,
    ImageFault.TOO_LARGE: ImageState.TOO_LARGE,
    ImageFault.UNREADABLE: ImageState.UNREADABLE,
}


def images_of(report: Report) -> list[Image]:
    """Return the images that a report shows, in order."""
    answers = [image for answer in report.answers for image in answer.images]
    return [*answers, *(image for extra in report.extras for image in extra.images)]


def publishable_paths(report: Report) -> tuple[str, ...]:
    """Return the paths of the images that a report shows, each once, in the order of the report."""
    return paths_of([image.file for image in images_of(report)])


def paths_of(shown: Iterable[ImageFile]) -> tuple[str, ...]:
    """Return the paths of images that can be published; an SVG cannot, since it may contain scripts."""
    paths = (file.path for file in shown if file.state is ImageState.OK and file.format != "SVG")
    return tuple(dict.fromkeys(path for path in paths if path))


def with_examined_images(report: Report, folder: Path) -> Report:
    """Return a report with the faults of its image files, as a build finds them.

    Args:
        report: the report, with its images resolved in the folder.
        folder: the folder of the report.
    """
    found = {path: fault_of(f"{folder}{os.sep}{path}") for path in publishable_paths(report)[:MAX_PUBLISHED_IMAGES]}
    return with_faults(report, {path: fault for path, fault in found.items() if fault})


def with_faults(report: Report, faults: Mapping[str, ImageFault]) -> Report:
    """Return a report with the given faults of its images, by path; those beyond the cap are marked."""
    too_many = dict.fromkeys(publishable_paths(report)[MAX_PUBLISHED_IMAGES:], ImageState.TOO_MANY)
    states = too_many | {path: _STATES[fault] for path, fault in faults.items()}
    if not states:
        return report

    def with_state(image: Image) -> Image:
        state = states.get(image.file.path or "")
        return replace(image, file=replace(image.file, state=state)) if state else image

    def answer(part: Answer) -> Answer:
        return replace(part, images=tuple(map(with_state, part.images)))

    def extra(part: Extra) -> Extra:
        return replace(part, images=tuple(map(with_state, part.images)))

    return replace(report, answers=tuple(map(answer, report.answers)), extras=tuple(map(extra, report.extras)))
