"""Embed images into an HTML file."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from jinja2 import Environment
from markupsafe import Markup

from mkdocs_report.images.prepare import PreparedImage
from mkdocs_report.model.image import Image, ImageState
from mkdocs_report.pages.fragments.addresses import Addresses
from mkdocs_report.pages.fragments.answers import AnswerRenderer
from mkdocs_report.publish.publication import PublishedReport
from mkdocs_report.runtime.files import read_regular

MAX_REPEATED_BYTES = 8_000_000
"""The maximum size of repeated images in a file: a report may show the same image many times."""
_MEDIA_TYPES = {".webp": "image/webp", ".png": "image/png", ".jpg": "image/jpeg"}


def data_uri(image: PreparedImage) -> str:
    """Return an image as a `data:` URL.

    Raises:
        OSError: its file cannot be read.
    """
    return f"data:{_MEDIA_TYPES[image.suffix]};base64,{base64.b64encode(read_regular(image.file)).decode()}"


class InlineImageRenderer(AnswerRenderer):
    """Renders a group's answers with embedded images. A link to an image leads to the image in the page."""

    def __init__(
        self, env: Environment, images: Mapping[tuple[str, str], PreparedImage], shown: Mapping[str, PublishedReport]
    ) -> None:
        super().__init__(env, images, shown)
        self._numbers = {key: number for number, key in enumerate(images, 1)}
        self._embedded: set[tuple[str, str]] = set()
        self._repeated_bytes = 0

    def image_link(self, group: str, path: str, links: Addresses) -> str | None:
        """Return the anchor of an image in the page."""
        number = self._numbers.get((group, path))
        return f"#{_anchor(number)}" if number else None

    def question_link(self, group: str, question: str, links: Addresses) -> str:
        """Return the anchor of a question: the file has one report, and may get another name."""
        return f"#{question}"

    def image(self, group: str, image: Image, links: Addresses) -> str:
        """Return an image or its placeholder; past `MAX_REPEATED_BYTES`, a repeated image becomes a placeholder."""
        key = group, image.file.path or ""
        if image.file.state is not ImageState.OK or key not in self._images:
            return super().image(group, image, links)
        if key in self._embedded:
            self._repeated_bytes += self._images[key].file.stat().st_size
            if self._repeated_bytes > MAX_REPEATED_BYTES:
                return Markup('<span class="mr-image-placeholder">Image shown above{}</span>').format(
                    f": {image.alt}" if image.alt else ""
                )
            return _load_eagerly(super().image(group, image, links))
        self._embedded.add(key)
        html = _load_eagerly(super().image(group, image, links))
        return html.replace("<img ", f'<img id="{_anchor(self._numbers[key])}" ', 1)


def _anchor(number: int) -> str:
    return f"mr-image-{number}"


def _load_eagerly(html: str) -> str:
    """Remove lazy loading: an embedded image is already loaded, and print needs it."""
    return html.replace(' loading="lazy"', "")
