"""Rules for image files: `image-missing`, `image-type`, `image-remote`, `path-escape`, `image-too-large`.

The files themselves are examined in `images`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from unicodedata import normalize
from urllib.parse import unquote

from mkdocs_report.images.attachments import attachment_address
from mkdocs_report.images.faults import MAX_BYTES
from mkdocs_report.images.pixels import MAX_PIXELS
from mkdocs_report.images.resolve import SUFFIXES
from mkdocs_report.model.caps import MAX_PUBLISHED_IMAGES
from mkdocs_report.model.finding import Severity
from mkdocs_report.model.image import Image, ImageFile, ImageState
from mkdocs_report.rules.rule import Case, Draft, Rule
from mkdocs_report.runtime.text import plural

_USUAL = {"PNG": {".png"}, "JPEG": {".jpg", ".jpeg"}}
_REASONS = {
    ImageState.MISSING: "image not found",
    ImageState.WRONG_CASE: "its name differs from the file's in upper and lower case",
    ImageState.LFS_POINTER: "the file is a Git LFS pointer",
    ImageState.NOT_AN_IMAGE: "the file is not an image",
    ImageState.UNREADABLE: "the file cannot be read on this machine",
    ImageState.HIDDEN: "the file or its folder is hidden, because its name starts with a dot",
}
_ELSEWHERE = "Download it to figures/ and show that copy. The other site may delete it or require a login."
_ATTACHED = (
    "Save it in figures/ and show that file. It was pasted into GitHub, which shows it only to people who may read the"
    " repository."
)
_MOST = 120
"""The most characters of a path that a message quotes."""
_ODD_NAME = "the file is a {}, but its name does not have the suffix of an image"


def image_missing(case: Case) -> Iterator[Draft]:
    """Find images that cannot be shown: no such file, wrong case, an LFS pointer, not an image."""
    for image in case.answer.images:
        reason = _reason(image)
        if reason is None or image.is_placeholder:
            continue
        yield case.draft(
            f"{case.name}: {reason}: “{_path(case, image)}”.",
            _help(image),
            line=image.line,
            observed=case.quote(image.src, _MOST),
            expected=image.file.meant,
        )


def _path(case: Case, image: Image) -> str:
    return case.quote(unquote(image.src), _MOST)


def _reason(image: Image) -> str | None:
    file = image.file
    if image.src.startswith("data:") and file.state in _REASONS:
        return "it is embedded as data, which GitHub does not show"
    if _differs_in_accents(file):
        what = "the path in the report" if _is_composed(file.meant) else "the file's name"
        return f"{what} has accents in decomposed Unicode, which GitHub does not match"
    if file.state is ImageState.NOT_AN_IMAGE and file.format:
        if file.format == "HEIC":
            return "GitHub does not show HEIC images"
        return "the file is damaged or incomplete" if _is_named_as_image(file) else _ODD_NAME.format(file.format)
    return _REASONS.get(file.state)


def _differs_in_accents(file: ImageFile) -> bool:
    """Whether a file has the name in the report, except that its accents are encoded differently."""
    path, meant = file.path or "", file.meant or ""
    return file.state is ImageState.WRONG_CASE and normalize("NFC", path) == normalize("NFC", meant)


def _is_composed(path: str | None) -> bool:
    return path == normalize("NFC", path or "")


def _is_named_as_image(file: ImageFile) -> bool:
    return posixpath.splitext(file.path or "")[1].lower() in SUFFIXES


def _help(image: Image) -> str:
    file = image.file
    if _differs_in_accents(file):
        if _is_composed(file.meant):
            return "Write the path with composed Unicode, or rename the file without accents."
        return "Rename the file without accents and update its path."
    if file.meant:
        return f"Did you mean “{file.meant}”? Use that path."
    if file.state is ImageState.UNREADABLE:
        return "Allow this program to read the file and check again. The report needs no change."
    if file.state is ImageState.LFS_POINTER:
        return "Commit the image itself (git lfs untrack), or run git lfs pull before you collect the report."
    if file.state is ImageState.HIDDEN:
        return "Move the file to figures/ and update its path."
    if file.format == "HEIC":
        return "Convert it to PNG or JPEG."
    if file.state is ImageState.NOT_AN_IMAGE and file.format and not _is_named_as_image(file):
        return "Rename the file so that its name ends in .png or .jpg, and update its path."
    if file.state is ImageState.NOT_AN_IMAGE:
        return "Save the image again as PNG or JPEG."
    return "Add the file or fix the path. Paths are relative to the report's folder, for example figures/name.png."


def image_too_large(case: Case) -> Iterator[Draft]:
    """Find images with more pixels or bytes than are read, and images beyond the cap on their number."""
    rest = [image for image in case.answer.images if image.file.state is ImageState.TOO_MANY]
    if rest:
        yield case.draft(
            f"{case.name}: {plural(len(rest), 'image')} beyond the first {MAX_PUBLISHED_IMAGES} of the report. "
            "They are not published.",
            "Keep the most important images.",
            line=rest[0].line,
            observed=len(rest),
        )
    for image in case.answer.images:
        if image.file.state is ImageState.TOO_LARGE:
            yield case.draft(
                f"{case.name}: image too large: “{_path(case, image)}”.",
                f"Make it smaller. The limits are {MAX_PIXELS // 1_000_000} megapixels and {MAX_BYTES >> 20} MB;"
                " a screen shows about 2 megapixels.",
                line=image.line,
                observed=case.quote(image.src, _MOST),
            )


def path_escape(case: Case) -> Iterator[Draft]:
    """Find image paths that lead out of the report's folder; nothing there is opened."""
    for image in case.answer.images:
        if image.file.state is ImageState.OUTSIDE:
            yield case.draft(
                f"{case.name}: image outside the report's folder: “{_path(case, image)}”.",
                f"Did you mean “{meant}”? A path that starts with / is relative to the repository's root."
                if (meant := image.file.meant)
                else "Copy the image itself, not a link to it, to figures/ and update its path.",
                line=image.line,
                observed=case.quote(image.src, _MOST),
                expected=image.file.meant,
            )


def image_type(case: Case) -> Iterator[Draft]:
    """Find images that are neither PNG nor JPEG, or whose name has the suffix of another type."""
    for image in case.answer.images:
        file = image.file
        if file.state is not ImageState.OK or file.path is None or image.is_placeholder:
            continue
        suffix = posixpath.splitext(file.path)[1].lower()
        if suffix in _USUAL.get(file.format or "", set()):
            continue
        name = suffix.lstrip(".").upper() or "no type"
        what = file.format if suffix not in {".png", ".jpg", ".jpeg"} else f"{file.format} named {name}"
        yield case.draft(
            f"{case.name}: “{_path(case, image) if attachment_address(image.src) else file.path}” is {what},"
            " required PNG or JPEG.",
            "Save it as PNG (drawings, screenshots) or JPEG (photographs), with the matching suffix.",
            line=image.line,
            observed=file.format,
            expected="PNG or JPEG",
        )


def image_remote(case: Case) -> Iterator[Draft]:
    """Find images that are loaded from another site."""
    for image in case.answer.images:
        if image.file.state is ImageState.REMOTE:
            yield case.draft(
                f"{case.name}: image from another site: “{case.quote(image.src, _MOST)}”.",
                _ATTACHED if attachment_address(image.src) else _ELSEWHERE,
                line=image.line,
                observed=case.quote(image.src, _MOST),
            )


RULES = (
    Rule(
        "image-missing",
        Severity.ERROR,
        "An image cannot be shown.",
        """
Readers cannot see the image. The finding names the reason: there is no such file, the path differs from the file's name
in upper and lower case or in the encoding of accents, the file is in a hidden folder, is a Git LFS pointer, is damaged,
is not an image, or has a type that GitHub does not show (HEIC). It also names the file that was probably meant.

A path is relative to the report's folder (`figures/name.png`). A path that starts with `/` is relative to the
repository's root, as on GitHub. `Figure.PNG` and `figure.png` are two different files there, even if they are the same
file on your machine.
""",
        about="images",
        answer=image_missing,
    ),
    Rule(
        "path-escape",
        Severity.ERROR,
        "An image's path leads out of the report's folder.",
        """
The path leaves the report's folder with `..`, starts at a drive or at the repository's root, or goes through a symbolic
link. Only files in the report's own folder are read and published; files outside it are never opened. Copy the image to
`figures/`, beside the report.
""",
        about="images",
        answer=path_escape,
    ),
    Rule(
        "image-too-large",
        Severity.ERROR,
        "An image is too large.",
        f"""
An image may have {MAX_PIXELS // 1_000_000} megapixels, counted over all its frames, and {MAX_BYTES >> 20} MB. A report
may have {MAX_PUBLISHED_IMAGES} images. Larger images are not decoded, because a small file can expand to gigabytes.
Save the image smaller; a screen shows about 2 megapixels.
""",
        about="images",
        answer=image_too_large,
    ),
    Rule(
        "image-type",
        Severity.WARNING,
        "An image is not PNG or JPEG, by content or by name.",
        """
All programs show PNG and JPEG. Some do not show other types (GIF, WebP, SVG, HEIC), or rely on the suffix of the name.
Save the image as PNG or JPEG, with the matching suffix.
""",
        about="images",
        answer=image_type,
    ),
    Rule(
        "image-remote",
        Severity.WARNING,
        "An image is on another site.",
        """
The image's address starts with `http`. Its owner may change it, delete it or require a login, and that site learns of
every reader. Download the image to `figures/` and show that copy.

An image that was pasted into GitHub's editor (`https://github.com/user-attachments/…`) is not in the repository. GitHub
shows it only to people who may read the repository. `mkdocs-report collect` fetches such images if git has a token.
They are then images of the report, without this finding.
""",
        about="images",
        answer=image_remote,
    ),
)
