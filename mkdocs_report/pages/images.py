"""Data of the images page: every published image of an answer, by question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_report.images.report_images import publishable_paths
from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.image import Image, ImageState
from mkdocs_report.pages.by_question import CourseQuestion
from mkdocs_report.runtime.messages import N_

_REASONS = {
    ImageState.REMOTE: N_("on another site"),
    ImageState.MISSING: N_("missing"),
    ImageState.WRONG_CASE: N_("with different capitalization"),
    ImageState.HIDDEN: N_("in hidden folders"),
    ImageState.OUTSIDE: N_("outside the report’s folder"),
    ImageState.LFS_POINTER: N_("not fetched from Git LFS"),
    ImageState.NOT_AN_IMAGE: N_("not images"),
    ImageState.UNREADABLE: N_("unreadable"),
    ImageState.TOO_LARGE: N_("too large"),
    ImageState.TOO_MANY: N_("over the limit"),
    ImageState.OK: N_("of an unsupported type"),
}
_RULES = {
    ImageState.REMOTE: "image-remote",
    ImageState.OK: "image-type",
    ImageState.OUTSIDE: "path-escape",
    ImageState.TOO_LARGE: "image-too-large",
    ImageState.TOO_MANY: "image-too-large",
}
"""The rule that reports images in each state; for other states it is `image-missing`."""


@dataclass(frozen=True, slots=True)
class ShownImage:
    """An image: the group, the path in the group's folder, and the anchor on the group's page."""

    group: str
    title: str
    path: str
    alt: str
    anchor: str


@dataclass(frozen=True, slots=True)
class QuestionImages:
    """The images of a question, or of the text outside the questions.

    Outside the questions, `slug` is empty and `question` is None.
    """

    slug: str
    heading: str
    task: str
    question: str | None
    images: tuple[ShownImage, ...]


@dataclass(frozen=True, slots=True)
class HiddenImages:
    """Images that are not shown: their number, the reason, and the rule that reports them."""

    number: int
    reason: str
    rule: str


@dataclass(frozen=True, slots=True)
class ImagesPage:
    """All images of a course. An image that is twice in an answer counts once."""

    sections: tuple[QuestionImages, ...]
    hidden_images: tuple[HiddenImages, ...]

    @property
    def shown_count(self) -> int:
        """The number of images shown."""
        return sum(len(section.images) for section in self.sections)

    @property
    def hidden_count(self) -> int:
        """The number of images not shown."""
        return sum(each.number for each in self.hidden_images)

    @property
    def group_count(self) -> int:
        """The number of groups with an image."""
        return len({image.group for section in self.sections for image in section.images})


def has_images(course: Course) -> bool:
    """Whether the page has any image."""
    return any(publishable_paths(judged.report) for judged in course.reports)


def images_page(course: Course, questions: Sequence[CourseQuestion]) -> ImagesPage:
    """Return the data of the images page."""
    files = {judged.report.id: _published(judged) for judged in course.reports}
    hidden_images: Counter[ImageState] = Counter()
    sections = []
    for course_question in questions:
        found: list[ShownImage] = []
        for group_answer in course_question.group_answers:
            images = group_answer.answer.images
            found += _shown_images(
                group_answer.judged, images, files[group_answer.group], group_answer.answer.question.id
            )
            hidden_images.update(_hidden_states(images, files[group_answer.group]))
        question = course_question.question
        sections.append(
            QuestionImages(course_question.slug, question.heading, question.task, question.id, tuple(found))
        )
    rest: list[ShownImage] = []
    for judged in course.reports:
        for number, extra in enumerate(judged.report.extras, 1):
            rest += _shown_images(judged, extra.images, files[judged.report.id], f"mr-extra-{number}")
            hidden_images.update(_hidden_states(extra.images, files[judged.report.id]))
    sections.append(QuestionImages("", "Images outside the questions", "", None, tuple(rest)))
    return ImagesPage(
        tuple(section for section in sections if section.images),
        tuple(
            HiddenImages(number, _REASONS[state], _RULES.get(state, "image-missing"))
            for state, number in _sorted(hidden_images)
        ),
    )


def _published(judged: Judged) -> frozenset[str]:
    return frozenset(publishable_paths(judged.report))


def _is_shown(image: Image, files: frozenset[str]) -> bool:
    return image.file.state is ImageState.OK and image.file.path in files


def _shown_images(judged: Judged, images: Sequence[Image], files: frozenset[str], anchor: str) -> list[ShownImage]:
    alts: dict[str, str] = {}
    for image in images:
        path = image.file.path
        if path and _is_shown(image, files):
            alts[path] = alts.get(path) or image.alt  # the first alternative text of an image
    report = judged.report
    return [ShownImage(report.id, report.title, path, alt, anchor) for path, alt in alts.items()]


def _hidden_states(images: Sequence[Image], files: frozenset[str]) -> Iterator[ImageState]:
    sources: set[str] = set()
    for image in images:
        if not _is_shown(image, files) and not image.is_placeholder and image.src not in sources:
            sources.add(image.src)
            yield image.file.state


def _sorted(hidden_images: Counter[ImageState]) -> list[tuple[ImageState, int]]:
    return sorted(hidden_images.items(), key=lambda pair: (-pair[1], pair[0]))
