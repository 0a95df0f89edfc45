"""Rules for image files: `image-missing`, `image-type`, `image-remote`, `path-escape`, `image-too-large`.

The files themselves are examined in `images`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from unicodedata import normalize
from urllib.parse import unquote

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
    ImageState.MISSING: "there is no such file",
    ImageState.WRONG_CASE: "the file is written with other capital letters, which GitHub tells apart",
    ImageState.LFS_POINTER: "the file is a Git LFS pointer, not the image",
    ImageState.NOT_AN_IMAGE: "the file holds no image",
    ImageState.UNREADABLE: "the file cannot be read on this machine",
    ImageState.HIDDEN: "the name of the file, or of its folder, begins with a dot; such files are not published",
}
_MOST = 120
"""The characters of a path that a message quotes."""
_ODD_NAME = "the file holds a {}, but its name does not end as that of an image"


def image_missing(case: Case) -> Iterator[Draft]:
    """Find images that cannot be shown: no such file, wrong case, an LFS pointer, not an image."""
    for image in case.answer.images:
        reason = _reason(image)
        if reason is None or image.is_placeholder:
            continue
        yield case.draft(
            f"{case.name} shows an image that can not be seen: “{_path(case, image)}”: {reason}.",
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
        return "it is written into the text as data, which GitHub does not show"
    if _differs_in_accents(file):
        what = "the path in the report" if _is_composed(file.meant) else "the file's name"
        return f"{what} has its accents as characters of their own (decomposed Unicode), which GitHub tells apart"
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
            return "Write the path again, in composed Unicode, or rename the file without accents."
        return "Rename the file, without accents, and write its new name in the report."
    if file.meant:
        return f"Was “{file.meant}” meant? Write that path."
    if file.state is ImageState.UNREADABLE:
        return "Allow this program to read the file, then check again. The report needs no change."
    if file.state is ImageState.LFS_POINTER:
        return "Commit the image itself: git lfs untrack it, or fetch it with git lfs pull before you collect it."
    if file.state is ImageState.HIDDEN:
        return "Move the file into figures/ and write its new path."
    if file.format == "HEIC":
        return "Convert it to PNG or JPEG."
    if file.state is ImageState.NOT_AN_IMAGE and file.format and not _is_named_as_image(file):
        return "Rename the file, so that its name ends in .png or .jpg, and write its new name in the report."
    if file.state is ImageState.NOT_AN_IMAGE:
        return "Save the image again, as PNG or JPEG."
    return "Add the file, or correct the path; a path starts at the report's folder, as in figures/name.png."


def image_too_large(case: Case) -> Iterator[Draft]:
    """Find images with more pixels or bytes than are read, and images beyond the cap on their number."""
    rest = [image for image in case.answer.images if image.file.state is ImageState.TOO_MANY]
    if rest:
        yield case.draft(
            f"{case.name} shows {plural(len(rest), 'image')} beyond the first {MAX_PUBLISHED_IMAGES} of the report;"
            " they are left out.",
            "Keep those that matter most.",
            line=rest[0].line,
            observed=len(rest),
        )
    for image in case.answer.images:
        if image.file.state is ImageState.TOO_LARGE:
            yield case.draft(
                f"{case.name} shows an image that is too large to be shown: “{_path(case, image)}”.",
                "Make it smaller: an image as wide as a screen has 2 megapixels;"
                f" {MAX_PIXELS // 1_000_000}, and {MAX_BYTES >> 20} MB, are the most.",
                line=image.line,
                observed=case.quote(image.src, _MOST),
            )


def path_escape(case: Case) -> Iterator[Draft]:
    """Find image paths that lead out of the report's folder; nothing there is opened."""
    for image in case.answer.images:
        if image.file.state is ImageState.OUTSIDE:
            yield case.draft(
                f"{case.name} shows an image from outside the report's folder: “{_path(case, image)}”.",
                f"Was “{meant}” meant? Write that path: one that starts with / is read from the repository's root."
                if (meant := image.file.meant)
                else "Copy the image itself, not a link to it, into figures/ and write its path from the report.",
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
            f"{case.name} shows an image that is {what}: “{file.path}”; PNG or JPEG is asked for.",
            "Save it as PNG (drawings, screenshots) or JPEG (photographs), under a name that says so.",
            line=image.line,
            observed=file.format,
            expected="PNG or JPEG",
        )


def image_remote(case: Case) -> Iterator[Draft]:
    """Find images that are loaded from another site."""
    for image in case.answer.images:
        if image.file.state is ImageState.REMOTE:
            yield case.draft(
                f"{case.name} shows an image from another site: “{case.quote(image.src, _MOST)}”.",
                "Download it into figures/ and show that copy: the other site may lose it or ask for a login.",
                line=image.line,
                observed=case.quote(image.src, _MOST),
            )


RULES = (
    Rule(
        "image-missing",
        Severity.ERROR,
        "An image can not be shown.",
        """
The answer shows an image that readers will not see, because there is no such file, its name is written with other
capital letters or with accents that are encoded in another way, it lies in a hidden folder, it is a Git LFS pointer,
or the file is damaged, of a type that GitHub does not show (HEIC), or holds no image. The finding says which, and
names the file that was probably meant.

A path starts at the report's folder (`figures/name.png`); one that starts with `/` is read from the repository's
root, as on GitHub. `Figure.PNG` and `figure.png` are two files there, even if your own machine thinks otherwise.
""",
        about="images",
        answer=image_missing,
    ),
    Rule(
        "path-escape",
        Severity.ERROR,
        "An image's path leads out of the report's folder.",
        """
The path climbs out with `..`, starts at a drive or at the repository's root and does not come back, or leads through
a symbolic link. Only files in the report's own folder are read and published; whether there is anything at the end
of such a path is not even looked at. Copy the image into `figures/`, beside the report.
""",
        about="images",
        answer=path_escape,
    ),
    Rule(
        "image-too-large",
        Severity.ERROR,
        "An image is too large to be shown.",
        f"""
More than {MAX_PIXELS // 1_000_000} megapixels, all its frames counted, or more than {MAX_BYTES >> 20} MB; \
or it is none of the first {MAX_PUBLISHED_IMAGES} of its report. A
small file can unfold to an image of gigabytes, so it is not decoded. Save it smaller: a screen shows about 2
megapixels.
""",
        about="images",
        answer=image_too_large,
    ),
    Rule(
        "image-type",
        Severity.WARNING,
        "An image is not PNG or JPEG, by content or by name.",
        """
PNG and JPEG are seen everywhere. Other types (GIF, WebP, SVG, HEIC) are not, and a name that says `.png` over a
JPEG confuses tools. Save the image again under a name that says what it is.
""",
        about="images",
        answer=image_type,
    ),
    Rule(
        "image-remote",
        Severity.WARNING,
        "An image is fetched from another site.",
        """
The image's address starts with `http`. Its owner may change it, delete it or ask readers to log in, and every
reader's visit is told to that site. Download it into `figures/` and show that copy.
""",
        about="images",
        answer=image_remote,
    ),
)
