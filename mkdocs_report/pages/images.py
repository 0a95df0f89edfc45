"""What the wall of images shows: every image of an answer that can be shown, by question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_report.images.report_images import publishable
from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.image import Image, ImageState
from mkdocs_report.pages.by_question import CourseQuestion

_REASONS = {
    ImageState.REMOTE: "on another site",
    ImageState.MISSING: "missing",
    ImageState.WRONG_CASE: "named with other capital letters",
    ImageState.HIDDEN: "in hidden folders",
    ImageState.OUTSIDE: "outside the report’s folder",
    ImageState.LFS_POINTER: "left behind in Git LFS",
    ImageState.NOT_AN_IMAGE: "not images",
    ImageState.UNREADABLE: "in files that cannot be read",
    ImageState.TOO_LARGE: "too large",
    ImageState.TOO_MANY: "too many",
    ImageState.OK: "of a type that is not published",
}
_RULES = {
    ImageState.REMOTE: "image-remote",
    ImageState.OK: "image-type",
    ImageState.OUTSIDE: "path-escape",
    ImageState.TOO_LARGE: "image-too-large",
    ImageState.TOO_MANY: "image-too-large",
}
"""The rule that finds an image for each reason, where it is not `image-missing`."""


@dataclass(frozen=True, slots=True)
class ShownImage:
    """One image: the group, the file's path in the group's folder, and where on the group's page it stands."""

    group: str
    title: str
    path: str
    alt: str
    anchor: str


@dataclass(frozen=True, slots=True)
class QuestionImages:
    """The images of a question; of none, those in text that belongs to no question.

    `slug` is the question's, "" for none; `question` its id.
    """

    slug: str
    heading: str
    task: str
    question: str | None
    images: tuple[ShownImage, ...]


@dataclass(frozen=True, slots=True)
class HiddenImages:
    """Images that can not be shown: how many, why, and the rule that finds them."""

    number: int
    reason: str
    rule: str


@dataclass(frozen=True, slots=True)
class ImagesPage:
    """All images of a course. An image that an answer shows twice counts once."""

    sections: tuple[QuestionImages, ...]
    hidden_images: tuple[HiddenImages, ...]

    @property
    def shown_count(self) -> int:
        """The number of images."""
        return sum(len(section.images) for section in self.sections)

    @property
    def hidden_count(self) -> int:
        """How many can not be shown."""
        return sum(each.number for each in self.hidden_images)

    @property
    def group_count(self) -> int:
        """How many groups show at least one."""
        return len({image.group for section in self.sections for image in section.images})


def has_images(course: Course) -> bool:
    """Whether any image can be shown."""
    return any(publishable(judged.report) for judged in course.reports)


def images_page(course: Course, questions: Sequence[CourseQuestion]) -> ImagesPage:
    """Return what the wall of images shows."""
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
    sections.append(QuestionImages("", "Also in the reports", "", None, tuple(rest)))
    return ImagesPage(
        tuple(section for section in sections if section.images),
        tuple(
            HiddenImages(number, _REASONS[state], _RULES.get(state, "image-missing"))
            for state, number in _sorted(hidden_images)
        ),
    )


def _published(judged: Judged) -> frozenset[str]:
    return frozenset(publishable(judged.report))


def _is_shown(image: Image, files: frozenset[str]) -> bool:
    return image.file.state is ImageState.OK and image.file.path in files


def _shown_images(judged: Judged, images: Sequence[Image], files: frozenset[str], anchor: str) -> list[ShownImage]:
    alts: dict[str, str] = {}
    for image in images:
        path = image.file.path
        if path and _is_shown(image, files):
            alts[path] = alts.get(path) or image.alt  # of an image that stands twice, the first text
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
