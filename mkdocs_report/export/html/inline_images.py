"""Pictures inside the file that shows them."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from jinja2 import Environment
from markupsafe import Markup

from mkdocs_report.images.prepare import Prepared
from mkdocs_report.model.image import Image, ImageState
from mkdocs_report.pages.fragments.addresses import Addresses
from mkdocs_report.pages.fragments.answers import Answers
from mkdocs_report.publish.publication import PublishedReport
from mkdocs_report.runtime.files import read_regular

AGAIN = 8_000_000
"""How many bytes of pictures a file holds a second time: a report may show one picture as often as it likes."""
_KINDS = {".webp": "image/webp", ".png": "image/png", ".jpg": "image/jpeg"}


def data_uri(picture: Prepared) -> str:
    """Return a picture as an address that is the picture itself.

    Raises:
        OSError: its file can not be read.
    """
    return f"data:{_KINDS[picture.suffix]};base64,{base64.b64encode(read_regular(picture.file)).decode()}"


class InnerAnswers(Answers):
    """One group's answers with the pictures inside. A link to a picture leads to where it is shown."""

    def __init__(
        self, env: Environment, pictures: Mapping[tuple[str, str], Prepared], shown: Mapping[str, PublishedReport]
    ) -> None:
        super().__init__(env, pictures, shown)
        self._numbers = {key: number for number, key in enumerate(pictures, 1)}
        self._seen: set[tuple[str, str]] = set()
        self._again = 0

    def linked(self, group: str, path: str, links: Addresses) -> str | None:  # noqa: ARG002
        """Return the place of a picture in the page."""
        number = self._numbers.get((group, path))
        return f"#{_anchor(number)}" if number else None

    def picture(self, group: str, image: Image, links: Addresses) -> str:
        """Return a picture, or what is said in its place; past `AGAIN`, those that were shown before are only named."""
        key = group, image.picture.path or ""
        if image.picture.state is not ImageState.OK or key not in self._pictures:
            return super().picture(group, image, links)
        if key in self._seen:
            self._again += self._pictures[key].file.stat().st_size
            if self._again > AGAIN:
                return Markup('<span class="mr-nopicture">Picture shown above{}</span>').format(
                    f": {image.alt}" if image.alt else ""
                )
            return _now(super().picture(group, image, links))
        self._seen.add(key)
        html = _now(super().picture(group, image, links))
        return html.replace("<img ", f'<img id="{_anchor(self._numbers[key])}" ', 1)


def _anchor(number: int) -> str:
    return f"mr-picture-{number}"


def _now(html: str) -> str:
    """A picture that need not wait until it comes into sight: it is there, and paper has no sight."""
    return html.replace(' loading="lazy"', "")
