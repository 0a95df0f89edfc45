"""GitHub's hosts for images, all of them on a port of this machine: each request names the host that it is for."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from tests.support.loopback import LoopbackServer, running
from tests.support.reports import PNG

TOKEN = "ghp_abcdefghijklmnopqrstuvwxyz0123456789"
"""The token that may read everything."""
SIGNED = "https://private-user-images.githubusercontent.com/7/70-{}.png?jwt=aaa.bbb.ccc"


@dataclass(frozen=True)
class Sent:
    """A reply: its status, its body, and its headers; `length` is what it says of its body."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    endless: bool = False


def moved(to: str) -> Sent:
    return Sent(302, headers={"Location": to})


def pasted(number: int) -> str:
    """Return the lasting address of an attachment."""
    return f"https://github.com/user-attachments/assets/{uuid(number)}"


def uuid(number: int) -> str:
    return f"{number:08x}-1111-4222-8333-444444444444"


class FakeGitHub(LoopbackServer):
    """A server that knows each host and path in `replies`; `asked` is what it was asked, and with which token."""

    def __init__(self) -> None:
        super().__init__(_Handler)
        self.replies: dict[str, Sent | Callable[[bytes], Sent]] = {}
        self.asked: list[tuple[str, str]] = []

    def connect(self, host: str, seconds: float) -> http.client.HTTPConnection:
        """Return a connection to this server, in place of one of GitHub's hosts."""
        assert re.fullmatch(r"[a-z0-9.-]+", host)
        return http.client.HTTPConnection("127.0.0.1", self.server_address[1], timeout=seconds)

    def gives(self, number: int, data: bytes = PNG) -> None:
        """Let an attachment be found by its signed address, which `/markdown` gives to the token."""
        self.replies[SIGNED.format(uuid(number))] = Sent(body=data)
        self.replies["https://api.github.com/markdown"] = self._sign

    def _sign(self, body: bytes) -> Sent:
        found = re.findall(r"!\[\]\(\S*?assets/(?:\d+/)?([0-9a-f-]{36})\)", json.loads(body)["text"])
        images = (SIGNED.format(each) for each in found)
        known = [image.replace("&", "&amp;") for image in images if image in self.replies]
        return Sent(body="".join(f'<p><img src="{image}" alt=""></p>' for image in known).encode())

    @property
    def with_token(self) -> list[str]:
        """Return the addresses that were sent a token."""
        return [url for url, secret in self.asked if secret]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FakeGitHub

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Print nothing: `FakeGitHub.asked` has the requests."""

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, body: bytes) -> None:
        url = f"https://{self.headers['Host']}{self.path}"
        secret = self.headers.get("Authorization", "")
        self.server.asked.append((url, secret))
        if "Cookie" in self.headers:
            raise AssertionError
        known = self.server.replies.get(url, Sent(404))
        sent = known(body) if callable(known) else known
        if url.startswith("https://api.github.com/") and secret != f"Bearer {TOKEN}":
            sent = Sent(401)
        self.send_response(sent.status)
        for name, value in {"Set-Cookie": "a=b", **sent.headers}.items():
            self.send_header(name, value)
        if sent.endless:
            self.send_header("Connection", "close")
            self.end_headers()
            while not self.server.closing.wait(0.02):
                self.wfile.write(sent.body)
            return
        self.send_header("Content-Length", str(len(sent.body) if sent.length is None else sent.length))
        self.end_headers()
        self.wfile.write(sent.body)
        if sent.length:
            self.close_connection = True


@contextmanager
def fake_github() -> Iterator[FakeGitHub]:
    """Serve until the block ends."""
    with running(FakeGitHub()) as server:
        yield server
