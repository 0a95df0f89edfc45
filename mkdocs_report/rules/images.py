"""Rules for images in answers: `too-few-images`, `too-many-images`, `image-in-code`, `image-as-link`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from mkdocs_report.model.finding import Severity
from mkdocs_report.model.image import is_placeholder
from mkdocs_report.model.report import Answer, Link
from mkdocs_report.rules.rule import Case, Draft, Rule
from mkdocs_report.runtime.text import plural

_IN_CODE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)>\s]+)|<img\b[^<>]{0,500}?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_PICTURE_NAME = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?)$", re.IGNORECASE)


def _path(src: str) -> str:
    return unquote(src.partition("#")[0].partition("?")[0])


def _in_code(case: Case) -> list[tuple[str, int]]:
    """Return images in code, where no reader sees them: the address and the line of each."""
    return [
        (match[1] or match[2], code.line)
        for code in case.answer.code
        for match in _IN_CODE.finditer(code.text)
        if not is_placeholder(match[1] or match[2])
    ]


def linked(answer: Answer) -> list[Link]:
    """Return the links of an answer that lead to an image file."""
    return [
        link
        for link in answer.links
        if _PICTURE_NAME.search(_path(link.href)) and not re.match(r"[a-z]+:|//", link.href, re.IGNORECASE)
    ]


def too_few_images(case: Case) -> Iterator[Draft]:
    """Find answers with fewer images than the prompt asks for."""
    images, shown = case.limits.images, case.shown
    if images is None or not case.short_of_pictures:
        return
    if in_code := _in_code(case):
        src, line = in_code[0]
        todo = f"“{src}” in line {line} stands in code: write it outside the code."
    elif links := linked(case.answer):
        src, line = links[0].href, links[0].line
        todo = f"“{src}” in line {line} is a link: write ![what it shows]({src})."
    else:
        todo = "Put the file into figures/ and write ![what it shows](figures/name.png) in the answer."
    yield case.draft(
        f"{case.name} shows {plural(shown, 'picture') if shown else 'no picture'};"
        f" {images} {'is' if images.least == images.most == 1 else 'are'} asked for.",
        todo,
        observed=shown,
        expected=images,
        softened=case.limits.images_advisory,
    )


def too_many_images(case: Case) -> Iterator[Draft]:
    """Find answers with more images than the prompt asks for."""
    images, shown = case.limits.images, case.shown
    if images is None or images.most is None or shown <= images.most:
        return
    yield case.draft(
        f"{case.name} shows {plural(shown, 'picture')}; {images} {'is' if images.most == 1 else 'are'} asked for.",
        "Keep the one that matters most." if images.most == 1 else f"Keep the {images.most} that matter most.",
        observed=shown,
        expected=images,
    )


def image_in_code(case: Case) -> Iterator[Draft]:
    """Find images inside code, where readers see only their source."""
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
    """Find images that are only linked, if the prompt asks for images."""
    if case.limits.images is None or case.short_of_pictures:
        return
    shown = {_path(image.src) for image in case.answer.images}
    for link in linked(case.answer):
        if _path(link.href) not in shown:
            yield case.draft(
                f"{case.name} links to a picture instead of showing it: “{link.href}”.",
                f"Put an exclamation mark before it: ![what it shows]({link.href}).",
                line=link.line,
                observed=link.href,
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
        "too-many-images",
        Severity.SOFT,
        "An answer shows more pictures than asked for.",
        "\nThe prompt asks for a number of pictures, and the answer shows more. Keep those that matter most.\n",
        about="pictures",
        answer=too_many_images,
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
