"""What the wall of images shows: every image of an answer that can be shown, by question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_report.images.report_images import publishable_paths
from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.image import Image, ImageState
from mkdocs_report.pages.by_question import Column

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
class Shot:
    """One image: the group, the file's path in the group's folder, and where on the group's page it stands."""

    group: str
    title: str
    path: str
    alt: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Wall:
    """The images of a question; of none, those in text that belongs to no question.

    `slug` is the question's, "" for none; `question` its id.
    """

    slug: str
    heading: str
    task: str
    question: str | None
    shots: tuple[Shot, ...]


@dataclass(frozen=True, slots=True)
class Unseen:
    """Images that can not be shown: how many, why, and the rule that finds them."""

    number: int
    reason: str
    rule: str


@dataclass(frozen=True, slots=True)
class Figures:
    """All images of a course. An image that an answer shows twice counts once."""

    walls: tuple[Wall, ...]
    unseen: tuple[Unseen, ...]

    @property
    def shown(self) -> int:
        """The number of images."""
        return sum(len(wall.shots) for wall in self.walls)

    @property
    def hidden(self) -> int:
        """How many can not be shown."""
        return sum(each.number for each in self.unseen)

    @property
    def groups(self) -> int:
        """How many groups show at least one."""
        return len({shot.group for wall in self.walls for shot in wall.shots})


def has_figures(course: Course) -> bool:
    """Whether any image can be shown."""
    return any(publishable_paths(judged.report) for judged in course.reports)


def figures(course: Course, questions: Sequence[Column]) -> Figures:
    """Return what the wall of images shows."""
    files = {judged.report.id: _published(judged) for judged in course.reports}
    unseen: Counter[ImageState] = Counter()
    walls = []
    for column in questions:
        shots: list[Shot] = []
        for entry in column.entries:
            images = entry.answer.images
            shots += _shots(entry.judged, images, files[entry.group], entry.answer.question.id)
            unseen.update(_unseen(images, files[entry.group]))
        question = column.question
        walls.append(Wall(column.slug, question.heading, question.task, question.id, tuple(shots)))
    rest: list[Shot] = []
    for judged in course.reports:
        for number, extra in enumerate(judged.report.extras, 1):
            rest += _shots(judged, extra.images, files[judged.report.id], f"mr-extra-{number}")
            unseen.update(_unseen(extra.images, files[judged.report.id]))
    walls.append(Wall("", "Also in the reports", "", None, tuple(rest)))
    return Figures(
        tuple(wall for wall in walls if wall.shots),
        tuple(Unseen(number, _REASONS[state], _RULES.get(state, "image-missing")) for state, number in _sorted(unseen)),
    )


def _published(judged: Judged) -> frozenset[str]:
    return frozenset(publishable_paths(judged.report))


def _is_shown(image: Image, files: frozenset[str]) -> bool:
    return image.file.state is ImageState.OK and image.file.path in files


def _shots(judged: Judged, images: Sequence[Image], files: frozenset[str], anchor: str) -> list[Shot]:
    alts: dict[str, str] = {}
    for image in images:
        path = image.file.path
        if path and _is_shown(image, files):
            alts[path] = alts.get(path) or image.alt  # of an image that stands twice, the first text
    report = judged.report
    return [Shot(report.id, report.title, path, alt, anchor) for path, alt in alts.items()]


def _unseen(images: Sequence[Image], files: frozenset[str]) -> Iterator[ImageState]:
    sources: set[str] = set()
    for image in images:
        if not _is_shown(image, files) and not image.is_placeholder and image.src not in sources:
            sources.add(image.src)
            yield image.file.state


def _sorted(unseen: Counter[ImageState]) -> list[tuple[ImageState, int]]:
    return sorted(unseen.items(), key=lambda pair: (-pair[1], pair[0]))
