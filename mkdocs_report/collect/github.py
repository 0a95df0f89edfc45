"""Fetch images that were pasted into GitHub, from GitHub's own hosts.

GitHub documents no way to read an attachment with a token. Two ways are known to work, and are tried in this order:

1. `POST /markdown`, in the context of the repository, returns HTML in which the address of each attachment is signed
   for five minutes. It accepts fine-grained tokens, too.
2. The address of the attachment itself redirects to a signed one. It accepts classic tokens and those of OAuth, and
   answers 404 to fine-grained tokens.
"""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from mkdocs_report.collect.web import Connect, Reply, Web, WebError, connect_securely
from mkdocs_report.images.attachments import attachment_address, image_suffix, signed_uuid, uuid_of
from mkdocs_report.model.caps import MAX_ATTACHMENT

WEB, API = "github.com", "api.github.com"
"""The hosts that get the token."""
STORAGE = frozenset(
    {
        "user-images.githubusercontent.com",
        "private-user-images.githubusercontent.com",
        "objects.githubusercontent.com",
        "github-production-user-asset-6210df.s3.amazonaws.com",
    }
)
"""The hosts at which GitHub stores attachments. They get no token."""
SECONDS = 30.0
"""The time limit for one image, with all redirects."""
AT_ONCE = 20
"""The number of addresses that one request has signed. The last of them must be fetched within five minutes."""
_HOPS = 4
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SOURCE = re.compile(r'\bsrc="([^"\s]{1,5000})"')
_TARGET = re.compile(r"[!-~]{1,5000}")
COMMIT = "Ask the group to commit the image to its repository"
"""The solution for an image that GitHub never gives."""
_LATER = "Collect again later"


class AttachmentError(Exception):
    """An image that cannot be fetched. The text is the reason and the solution."""


class GitHub:
    """GitHub, for all groups of a run. After it asked to wait, no further request is sent.

    Args:
        connect: opens a connection to one of the hosts; for tests.
    """

    def __init__(self, connect: Connect = connect_securely) -> None:
        self._web = Web(connect)
        self._limited = False

    def stop(self) -> None:
        """End all requests, and send no new ones."""
        self._web.stop()

    def signed(self, repository: str, addresses: Iterable[str], token: str, end: float) -> dict[str, str]:
        """Return the signed addresses of attachments, which need no token, without those that GitHub does not sign.

        Args:
            repository: the group's repository, as `OWNER/NAME`.
            addresses: the lasting addresses.
            token: the token that may read the repository.
            end: the moment at which the work must end, by the monotonic clock.
        """
        wanted = {uuid_of(address): address for address in addresses}
        text = "\n\n".join(f"![]({address})" for address in wanted.values())
        body = json.dumps({"text": text, "mode": "gfm", "context": repository}).encode()
        try:
            reply = self._ask("POST", f"https://{API}/markdown", token, end, body)
        except AttachmentError:
            return {}  # the addresses themselves are tried
        if reply.status != 200:
            return {}
        sources = (html.unescape(source) for source in _SOURCE.findall(reply.body.decode("utf-8", "replace")))
        found = {signed_uuid(source): source for source in sources if "?" in source}
        return {address: found[uuid] for uuid, address in wanted.items() if uuid in found}

    def image(self, url: str, token: str, end: float) -> bytes:
        """Return the bytes of an image.

        Args:
            url: the lasting or the signed address of an attachment.
            token: the token, which is sent to `github.com` alone; empty to send none.
            end: the moment at which the work must end, by the monotonic clock.

        Raises:
            AttachmentError: GitHub does not give it, or it is no image.
        """
        end = min(end, time.monotonic() + SECONDS)
        for _ in range(_HOPS):
            reply = self._ask("GET", url, token, end)
            if reply.status not in _REDIRECTS:
                return _checked_image(reply)
            url = _joined(url, reply.location)
        raise AttachmentError(f"GitHub redirects more than {_HOPS - 1} times. {COMMIT}")

    def _ask(self, method: str, url: str, token: str, end: float, body: bytes | None = None) -> Reply:
        """Return the reply to a request, after checking that its address is one of GitHub's."""
        if self._limited:
            raise AttachmentError(f"GitHub limits the number of requests. {_LATER}")
        host, target = _checked_address(url)
        try:
            reply = self._web.ask(method, host, target, dict(_headers(host, token, body)), end, MAX_ATTACHMENT, body)
        except WebError as error:
            raise AttachmentError(f"{error}. {COMMIT if error.lasting else _LATER}") from None
        if reply.status == 429 or (reply.status == 403 and reply.is_limited):
            self._limited = True
            raise AttachmentError(f"GitHub limits the number of requests. {_LATER}")
        return reply


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        return ""


def _checked_address(url: str) -> tuple[str, str]:
    """Return host and target of an address, if it may be asked.

    Raises:
        AttachmentError: it is not https, or not at a host of GitHub, or not an attachment of `github.com`.
    """
    try:
        parts = urlsplit(url)
        host = parts.netloc  # with user and port, which no such address has
    except ValueError:
        host = ""
    target = url.removeprefix(f"https://{host}").partition("#")[0]
    is_known = host in STORAGE or (host == WEB and attachment_address(url) == url) or url == f"https://{API}/markdown"
    if url != f"https://{host}{target}" or not is_known or not _TARGET.fullmatch(target):
        raise AttachmentError(f"GitHub redirects to an address that is not known as one of its images. {COMMIT}")
    return host, target


def _headers(host: str, token: str, body: bytes | None) -> Iterator[tuple[str, str]]:
    if token and host in {WEB, API}:
        yield "Authorization", f"Bearer {token}"
    if body is not None:
        yield "Content-Type", "application/json"
        yield "X-GitHub-Api-Version", "2022-11-28"


def _checked_image(reply: Reply) -> bytes:
    """Return the image in a reply, if it is one."""
    if reply.status in {401, 403, 404, 410}:
        raise AttachmentError(
            "GitHub does not show it to this token. Use a token that may read the repository, or ask the group to"
            " commit the image"
        )
    if reply.status != 200:
        raise AttachmentError(f"GitHub answers with status {reply.status}. {_LATER}")
    if not image_suffix(reply.body):
        raise AttachmentError(f"it is not a PNG, JPEG, GIF or WebP image. {COMMIT} as PNG")
    return reply.body
