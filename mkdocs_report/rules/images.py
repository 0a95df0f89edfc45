"""Rules for images in answers: `too-few-images`, `too-many-images`, `image-in-code`, `image-as-link`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from mkdocs_report.model.finding import Severity
from mkdocs_report.model.image import is_placeholder
from mkdocs_report.model.limits import Unit
from mkdocs_report.model.report import Answer, Link
from mkdocs_report.rules.rule import LIMIT_TOPIC, Case, Draft, Rule, limit_check

_IN_CODE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)>\s]+)|<img\b[^<>]{0,500}?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_FEW, _MANY = limit_check(Unit.IMAGES, few=True), limit_check(Unit.IMAGES, few=False)
_IMAGE_NAME = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?)$", re.IGNORECASE)


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
        if _IMAGE_NAME.search(_path(link.href)) and not re.match(r"[a-z]+:|//", link.href, re.IGNORECASE)
    ]


def too_few_images(case: Case) -> Iterator[Draft]:
    """Find answers with fewer images than the prompt requires."""
    for draft in _FEW(case):
        yield replace(draft, help=_todo(case))


def _todo(case: Case) -> str:
    """Return what to do about a missing image; an image that is not shown is named."""
    if in_code := _in_code(case):
        src, line = in_code[0]
        return f"Move “{src}” in line {line} out of the code."
    if links := linked(case.answer):
        src, line = links[0].href, links[0].line
        return f"“{src}” in line {line} is a link. Write ![description]({src}) instead."
    images = case.answer.measure(Unit.IMAGES)
    if images and images.most > images.number:
        return "Not every convention counts a Mermaid diagram as an image. Add an image file, or ask the course."
    return "Add the file to figures/ and write ![description](figures/name.png) in the answer."


def image_in_code(case: Case) -> Iterator[Draft]:
    """Find images inside code, where readers see only their source."""
    if case.too_few_images:
        return
    for src, line in _in_code(case):
        yield case.draft(
            f"{case.name}: an image is inside code and is not shown: “{src}”.",
            "Remove the backticks around it.",
            line=line,
            observed=src,
        )


def image_as_link(case: Case) -> Iterator[Draft]:
    """Find images that are only linked, if the prompt requires images."""
    if case.limits.images is None or case.too_few_images:
        return
    shown = {_path(image.src) for image in case.answer.images}
    for link in linked(case.answer):
        if _path(link.href) not in shown:
            yield case.draft(
                f"{case.name}: an image is linked but not shown: “{link.href}”.",
                f"Add an exclamation mark: ![description]({link.href}).",
                line=link.line,
                observed=link.href,
            )


RULES = (
    Rule(
        "too-few-images",
        Severity.ERROR,
        "An answer has fewer images than required.",
        """
The prompt requires a number of images (“Upload 1 to 3 screenshots”), and the answer shows fewer. Add the file to
`figures/`, beside the report, and write `![description](figures/name.png)` in the answer.

An image counts if the page shows it: `![...](...)` or `<img>`, outside code and comments. An image that is only linked
or is between backticks does not count; the finding names it. If the prompt asks for a diagram, one in a `mermaid` block
counts by another convention, and the finding is a warning.
""",
        about=LIMIT_TOPIC[Unit.IMAGES],
        answer=too_few_images,
    ),
    Rule(
        "too-many-images",
        Severity.WARNING,
        "An answer has more images than allowed.",
        "\nThe prompt limits the number of images, and the answer shows more. Keep the most important ones.\n",
        about=LIMIT_TOPIC[Unit.IMAGES],
        answer=_MANY,
    ),
    Rule(
        "image-in-code",
        Severity.WARNING,
        "An image is inside code and is not shown.",
        """
`![plot](figures/plot.png)` between backticks or in a code block is shown as text. Move it out of the code. If the
answer has too few images without it, `too-few-images` reports it instead and names this image.
""",
        about="image-number",
        answer=image_in_code,
    ),
    Rule(
        "image-as-link",
        Severity.WARNING,
        "An image is linked but not shown.",
        """
`[plot](figures/plot.png)` is a link; `![plot](figures/plot.png)` is an image. The rule applies to prompts that require
images. If the answer has too few images without it, `too-few-images` reports it instead and names this image.
""",
        about="image-number",
        answer=image_as_link,
    ),
)
