"""Pictures in answers: how many, whether they are there, of which type, and pictures that no reader sees."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from mkdocs_report.image import Image, ImageState, is_placeholder
from mkdocs_report.rules.finding import Case, Draft, Rule, Severity, pair, plural

_IN_CODE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)>\s]+)|<img\b[^<>]{0,500}?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_PICTURE_NAME = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?)$", re.IGNORECASE)
_USUAL = {"PNG": {".png"}, "JPEG": {".jpg", ".jpeg"}}


def _path(src: str) -> str:
    return unquote(src.partition("#")[0].partition("?")[0])


def _in_code(case: Case) -> list[tuple[str, int]]:
    """Pictures that stand in code, where no reader sees them: the address, the line."""
    return [
        (match[1] or match[2], line)
        for text, line in case.answer.code
        for match in _IN_CODE.finditer(text)
        if not is_placeholder(match[1] or match[2])
    ]


def _linked(case: Case) -> list[tuple[str, int]]:
    """Pictures that are only linked: the address, the line."""
    return [
        (link.href, link.line)
        for link in case.answer.links
        if _PICTURE_NAME.search(_path(link.href)) and not re.match(r"[a-z]+:|//", link.href, re.IGNORECASE)
    ]


def too_few_images(case: Case) -> Iterator[Draft]:
    """Fewer pictures are shown than the prompt asks for."""
    images, shown = case.limits.images, case.shown
    if images is None or not case.short_of_pictures:
        return
    if in_code := _in_code(case):
        src, line = in_code[0]
        todo = f"“{src}” in line {line} stands in code: write it outside the code."
    elif linked := _linked(case):
        src, line = linked[0]
        todo = f"“{src}” in line {line} is a link: write ![what it shows]({src})."
    else:
        todo = "Put the file into figures/ and write ![what it shows](figures/name.png) in the answer."
    yield case.draft(
        f"{case.name} shows {plural(shown, 'picture') if shown else 'no picture'};"
        f" {images} {'is' if images.least == images.most == 1 else 'are'} asked for.",
        todo,
        observed=shown,
        expected=pair(images),
        softened=case.limits.images_advisory,
    )


def too_many_images(case: Case) -> Iterator[Draft]:
    """More pictures are shown than the prompt asks for."""
    images, shown = case.limits.images, case.shown
    if images is None or images.most is None or shown <= images.most:
        return
    yield case.draft(
        f"{case.name} shows {plural(shown, 'picture')}; {images} {'is' if images.most == 1 else 'are'} asked for.",
        f"Keep the {'one' if images.most == 1 else images.most} that matter most.".replace(
            "one that matter", "one that matters"
        ),
        observed=shown,
        expected=pair(images),
    )


_REASONS = {
    ImageState.MISSING: "there is no such file",
    ImageState.WRONG_CASE: "the file is written with other capital letters, which GitHub tells apart",
    ImageState.LFS_POINTER: "the file is a Git LFS pointer, not the picture",
    ImageState.NOT_A_PICTURE: "the file holds no picture",
}


def image_missing(case: Case) -> Iterator[Draft]:
    """A picture can not be shown: no such file, wrong case, an LFS pointer, no picture."""
    for image in case.answer.images:
        reason = _REASONS.get(image.picture.state)
        if reason and image.src.startswith("data:"):
            reason = "it is written into the text as data, which GitHub does not show"
        if reason is None or image.is_placeholder:
            continue
        yield case.draft(
            f"{case.name} shows a picture that can not be seen: “{unquote(image.src)[:120]}”: {reason}.",
            _mend(image),
            line=image.line,
            observed=image.src[:120],
            expected=image.picture.meant,
        )


def _mend(image: Image) -> str:
    picture = image.picture
    if picture.meant:
        return f"Was “{picture.meant}” meant? Write that path."
    if picture.state is ImageState.LFS_POINTER:
        return "Commit the picture itself: git lfs untrack it, or fetch it with git lfs pull before you collect it."
    if picture.state is ImageState.NOT_A_PICTURE:
        return "Save the picture again, as PNG or JPEG."
    return "Add the file, or correct the path; a path starts at the report's folder, as in figures/name.png."


def image_too_large(case: Case) -> Iterator[Draft]:
    """A picture has more pixels or bytes than are read, or is one of too many."""
    rest = [image for image in case.answer.images if image.picture.state is ImageState.TOO_MANY]
    if rest:
        yield case.draft(
            f"{case.name} shows {plural(len(rest), 'picture')} beyond the first 200 of the report; they are left out.",
            "Keep those that matter most.",
            line=rest[0].line,
            observed=len(rest),
        )
    for image in case.answer.images:
        if image.picture.state is ImageState.TOO_LARGE:
            yield case.draft(
                f"{case.name} shows a picture that is too large to be shown: “{unquote(image.src)[:120]}”.",
                "Make it smaller: a picture as wide as a screen has 2 megapixels; 40, and 50 MB, are the most.",
                line=image.line,
                observed=image.src[:120],
            )


def path_escape(case: Case) -> Iterator[Draft]:
    """A picture's path leads out of the report's folder; nothing there is looked at."""
    for image in case.answer.images:
        if image.picture.state is ImageState.OUTSIDE:
            yield case.draft(
                f"{case.name} shows a picture from outside the report's folder: “{unquote(image.src)[:120]}”.",
                "Copy the picture itself, not a link to it, into figures/ and write its path from the report.",
                line=image.line,
                observed=image.src[:120],
            )


def image_type(case: Case) -> Iterator[Draft]:
    """A picture is neither PNG nor JPEG, or its name says another type than it has."""
    for image in case.answer.images:
        picture = image.picture
        if picture.state is not ImageState.OK or picture.path is None or image.is_placeholder:
            continue
        suffix = posixpath.splitext(picture.path)[1].lower()
        if suffix in _USUAL.get(picture.format or "", set()):
            continue
        name = suffix.lstrip(".").upper() or "no type"
        what = picture.format if suffix not in {".png", ".jpg", ".jpeg"} else f"{picture.format} named {name}"
        yield case.draft(
            f"{case.name} shows a picture that is {what}: “{picture.path}”; PNG or JPEG is asked for.",
            "Save it as PNG (drawings, screenshots) or JPEG (photographs), under a name that says so.",
            line=image.line,
            observed=picture.format,
            expected="PNG or JPEG",
        )


def image_remote(case: Case) -> Iterator[Draft]:
    """A picture is fetched from another site."""
    for image in case.answer.images:
        if image.picture.state is ImageState.REMOTE:
            yield case.draft(
                f"{case.name} shows a picture from another site: “{image.src[:120]}”.",
                "Download it into figures/ and show that copy: the other site may lose it or ask for a login.",
                line=image.line,
                observed=image.src[:120],
            )


def image_in_code(case: Case) -> Iterator[Draft]:
    """A picture stands in code, where readers see only its source."""
    if case.short_of_pictures:
        return
    for src, line in _in_code(case):
        yield case.draft(
            f"{case.name} has a picture in code, where nobody sees it: “{src}”.",
            "Take the line out of the back-ticks.",
            line=line,
            observed=src,
        )


def image_as_link(case: Case) -> Iterator[Draft]:
    """A picture is only linked, where pictures are asked for."""
    if case.limits.images is None or case.short_of_pictures:
        return
    shown = {_path(image.src) for image in case.answer.images}
    for src, line in _linked(case):
        if _path(src) not in shown:
            yield case.draft(
                f"{case.name} links to a picture instead of showing it: “{src}”.",
                f"Put an exclamation mark before it: ![what it shows]({src}).",
                line=line,
                observed=src,
            )


RULES = (
    Rule(
        "too-few-images",
        Severity.HARD,
        "An answer shows fewer pictures than asked for.",
        """
The prompt asks for a number of pictures (“Upload 1 to 3 screenshots”), and a reader of the answer sees fewer. Put
the file into `figures/`, beside the report, and write `![what it shows](figures/name.png)` in the answer.

A picture counts when a reader sees it: `![...](...)` or `<img>`, outside code and comments. One that is only
linked, or that stands in back-ticks, does not; the finding names it.
""",
        about="pictures",
        answer=too_few_images,
    ),
    Rule(
        "image-missing",
        Severity.HARD,
        "A picture can not be shown.",
        """
The answer shows a picture that readers will not see, because there is no such file, its name is written with other
capital letters, it is a Git LFS pointer, or the file holds no picture. The
finding says which, and names the file that was probably meant.

A path starts at the report's folder (`figures/name.png`); one that starts with `/` is read from the repository's
root, as on GitHub. `Figure.PNG` and `figure.png` are two files there, even if your own machine thinks otherwise.
""",
        about="images",
        answer=image_missing,
    ),
    Rule(
        "path-escape",
        Severity.HARD,
        "A picture's path leads out of the report's folder.",
        """
The path climbs out with `..`, starts at a drive or at the repository's root and does not come back, or leads through
a symbolic link. Only files in the report's own folder are read and published; whether there is anything at the end
of such a path is not even looked at. Copy the picture into `figures/`, beside the report.
""",
        about="images",
        answer=path_escape,
    ),
    Rule(
        "image-too-large",
        Severity.HARD,
        "A picture is too large to be shown.",
        """
More than 40 megapixels, all its frames counted, or more than 50 MB; or it is none of the first 200 of its report. A
small file can unfold to a picture of gigabytes, so it is not decoded. Save it smaller: a screen shows about 2
megapixels.
""",
        about="images",
        answer=image_too_large,
    ),
    Rule(
        "too-many-images",
        Severity.SOFT,
        "An answer shows more pictures than asked for.",
        "\nThe prompt asks for a number of pictures, and the answer shows more. Keep those that matter most.\n",
        about="pictures",
        answer=too_many_images,
    ),
    Rule(
        "image-type",
        Severity.SOFT,
        "A picture is not PNG or JPEG, by content or by name.",
        """
PNG and JPEG are seen everywhere. Other types (GIF, WebP, SVG, HEIC) are not, and a name that says `.png` over a
JPEG confuses tools. Save the picture again under a name that says what it is.
""",
        about="images",
        answer=image_type,
    ),
    Rule(
        "image-remote",
        Severity.SOFT,
        "A picture is fetched from another site.",
        """
The picture's address starts with `http`. Its owner may change it, delete it or ask readers to log in, and every
reader's visit is told to that site. Download it into `figures/` and show that copy.
""",
        about="images",
        answer=image_remote,
    ),
    Rule(
        "image-in-code",
        Severity.SOFT,
        "A picture stands in code, where nobody sees it.",
        """
`![plot](figures/plot.png)` in back-ticks or in a code block is shown as text. Take it out. Where the answer then
has too few pictures, `too-few-images` says so instead, and names this one.
""",
        about="pictures",
        answer=image_in_code,
    ),
    Rule(
        "image-as-link",
        Severity.SOFT,
        "A picture is linked, where pictures are asked for.",
        """
`[plot](figures/plot.png)` is a link; `![plot](figures/plot.png)` is a picture. Where the answer then has too few
pictures, `too-few-images` says so instead, and names this one.
""",
        about="pictures",
        answer=image_as_link,
    ),
)
