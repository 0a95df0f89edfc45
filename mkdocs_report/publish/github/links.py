"""Keep the links of a report that stay in its repository: to headings of the same file, and to other files.

The address of a heading on GitHub is made from its text, which may contain a name. Here it is a number.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from html import unescape
from urllib.parse import quote, unquote

from mkdocs_report.masking.mask import Mask
from mkdocs_report.model.origin import Origin
from mkdocs_report.publish.github.elements import TAG

_HEADING_ADDRESS = "mkdocs-report-heading/"
QUESTION_ADDRESS = "mkdocs-report-question/"
"""The address of a question: its number among the answers of the report, from 0."""
_LINK = re.compile(rf'<a href="{_HEADING_ADDRESS}([^"]*)"[^>]*>')
_HEADING = re.compile(r"<(h[1-6])(?: (?:title|lang)=[^>]*)?>((?:(?!</?h[1-6][ >]).)*)</\1>", re.DOTALL)
_LINES = re.compile(r"#L\d{1,6}(?:C\d{1,4})?(?:-L\d{1,6}(?:C\d{1,4})?)?")


def heading_address(url: str) -> str:
    """Return a temporary address for a link to a heading, until the headings are known."""
    return _HEADING_ADDRESS + quote(unquote(url.removeprefix("#")).lower())


def link_headings(html: str, questions: Mapping[str, int]) -> str:
    """Return sanitised HTML in which links to headings lead to them; a link to an unknown heading has no address.

    Args:
        html: the HTML of an answer.
        questions: the number of each question, by the address of its heading.
    """
    if _LINK.search(html) is None:
        return html
    wanted = {unquote(match[1]) for match in _LINK.finditer(html)}
    headings = list(_HEADING.finditer(html))
    texts = (unescape(TAG.sub("", heading[2])) for heading in headings)
    numbers = {slug: number for number, slug in enumerate(slugs(texts), 1) if slug in wanted}
    shown = set(numbers.values())
    html = _with_ids(html, [heading for n, heading in enumerate(headings, 1) if n in shown], sorted(shown))

    def link(match: re.Match[str]) -> str:
        slug = unquote(match[1])
        if slug in numbers:
            return f'<a href="#mkdocs-report-heading-{numbers[slug]}">'
        return f'<a href="{QUESTION_ADDRESS}{questions[slug]}">' if slug in questions else "<a>"

    return _LINK.sub(link, html)


def slugs(headings: Iterable[str]) -> list[str]:
    """Return the address of each heading of a file on GitHub: small letters, dashes, a number if there are several."""
    found: dict[str, int] = {}
    made = []
    for text in headings:
        slug = re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")
        number = found[slug] = found.get(slug, -1) + 1
        made.append(f"{slug}-{number}" if number else slug)
    return made


def _with_ids(html: str, headings: list[re.Match[str]], numbers: list[int]) -> str:
    pieces, last = [], 0
    for heading, number in zip(headings, numbers, strict=True):
        end = heading.end(1)
        pieces += [html[last:end], f' id="mkdocs-report-heading-{number}"']
        last = end
    return "".join([*pieces, html[last:]])


def file_address(url: str, origin: Origin | None, mask: Mask) -> str | None:
    """Return the address of a file of the group's repository at the commit that was collected.

    It is None if the host is not known, the path leaves the repository, or the address contains a person.
    """
    path, sharp, place = url.partition("#")
    path = unquote(path.partition("?")[0])
    if origin is None or not path or "\\" in path or not path.isprintable():
        return None
    folder = "" if path.startswith("/") else posixpath.dirname(origin.path)
    whole = posixpath.normpath(posixpath.join("/", folder, path.lstrip("/")))
    if _leaves(posixpath.join(folder, path.lstrip("/"))):
        return None
    address = origin.address_of(quote(whole.lstrip("/")))
    if address is None or mask.find(address) or mask.find(unquote(address)):
        return None
    return address + (f"#{place}" if sharp and _LINES.fullmatch(f"#{place}") else "")


def _leaves(path: str) -> bool:
    return posixpath.normpath(path).split("/")[0] == ".."
