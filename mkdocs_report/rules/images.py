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
_IMAGE_NAME = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?)$", re.IGNORECASE)


def _path(src: str) -> str:
    return unquote(src.partition("#")[0].partition("?")[0])


def _in_code(case: Case) -> list[tuple[str, int]]:
    """Return images in code, where no reader sees them: the address and the line of each."""
    return [
        (match[1] or match[2], line)
        for text, line in case.answer.code
        for match in _IN_CODE.finditer(text)
        if not is_placeholder(match[1] or match[2])
    ]


def linked(answer: Answer) -> list[Link]:
    """Return the links of an answer that lead to an image file."""
    return [
        link
        for link in answer.links
        if _IMAGE_NAME.search(_path(link.href)) and not re.match(r"[a-z]+:|//", link.href, re.IGNORECASE)
    ]


def too_few_images(case: Case) -> Iterator[Draft]:
    """Find answers with fewer images than the prompt asks for."""
    images, shown = case.limits.images, case.shown
    if images is None or not case.too_few_images:
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
        f"{case.name} shows {plural(shown, 'image') if shown else 'no image'};"
        f" {images} {'is' if images.least == images.most == 1 else 'are'} asked for.",
        todo,
        observed=shown,
        expected=images.pair,
        downgraded=case.limits.images_advisory,
    )


def too_many_images(case: Case) -> Iterator[Draft]:
    """Find answers with more images than the prompt asks for."""
    images, shown = case.limits.images, case.shown
    if images is None or images.most is None or shown <= images.most:
        return
    yield case.draft(
        f"{case.name} shows {plural(shown, 'image')}; {images} {'is' if images.most == 1 else 'are'} asked for.",
        f"Keep the {'one' if images.most == 1 else images.most} that matter most.".replace(
            "one that matter", "one that matters"
        ),
        observed=shown,
        expected=images.pair,
    )


def image_in_code(case: Case) -> Iterator[Draft]:
    """Find images inside code, where readers see only their source."""
    if case.too_few_images:
        return
    for src, line in _in_code(case):
        yield case.draft(
            f"{case.name} has an image in code, where nobody sees it: “{src}”.",
            "Take the line out of the back-ticks.",
            line=line,
            observed=src,
        )


def image_as_link(case: Case) -> Iterator[Draft]:
    """Find images that are only linked, if the prompt asks for images."""
    if case.limits.images is None or case.too_few_images:
        return
    shown = {_path(image.src) for image in case.answer.images}
    for link in linked(case.answer):
        if _path(link.href) not in shown:
            yield case.draft(
                f"{case.name} links to an image instead of showing it: “{link.href}”.",
                f"Put an exclamation mark before it: ![what it shows]({link.href}).",
                line=link.line,
                observed=link.href,
            )


RULES = (
    Rule(
        "too-few-images",
        Severity.ERROR,
        "An answer shows fewer images than asked for.",
        """
The prompt asks for a number of images (“Upload 1 to 3 screenshots”), and a reader of the answer sees fewer. Put
the file into `figures/`, beside the report, and write `![what it shows](figures/name.png)` in the answer.

An image counts when a reader sees it: `![...](...)` or `<img>`, outside code and comments. One that is only
linked, or that stands in back-ticks, does not; the finding names it.
""",
        about="image-number",
        answer=too_few_images,
    ),
    Rule(
        "too-many-images",
        Severity.WARNING,
        "An answer shows more images than asked for.",
        "\nThe prompt asks for a number of images, and the answer shows more. Keep those that matter most.\n",
        about="image-number",
        answer=too_many_images,
    ),
    Rule(
        "image-in-code",
        Severity.WARNING,
        "An image stands in code, where nobody sees it.",
        """
`![plot](figures/plot.png)` in back-ticks or in a code block is shown as text. Take it out. Where the answer then
has too few images, `too-few-images` says so instead, and names this one.
""",
        about="image-number",
        answer=image_in_code,
    ),
    Rule(
        "image-as-link",
        Severity.WARNING,
        "An image is linked, where images are asked for.",
        """
`[plot](figures/plot.png)` is a link; `![plot](figures/plot.png)` is an image. Where the answer then has too few
images, `too-few-images` says so instead, and names this one.
""",
        about="image-number",
        answer=image_as_link,
    ),
)
