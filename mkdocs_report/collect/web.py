"""Send single requests over HTTPS: no redirects, no cookies, no more than a given size, within a given time."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies_environment, proxy_bypass

from mkdocs_report.collect.errors import StoppedError
from mkdocs_report.version import __version__

Connect = Callable[[str, float], http.client.HTTPConnection]
"""A function that returns a connection to a host, with the seconds after which it gives up a silent one."""
_SILENT = 10.0
"""The seconds after which a silent connection is given up."""
_CHUNK = 1 << 16


class WebError(Exception):
    """A request without a usable reply. `lasting`: another request would fail in the same way."""

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply to a request; `location` is the address of a redirect.

    `is_limited`: the server refuses the request because there were too many.
    """

    status: int
    body: bytes
    location: str = ""
    is_limited: bool = False


def connect_securely(host: str, seconds: float) -> http.client.HTTPConnection:
    """Return a connection to a host, whose certificate is checked; through the proxy of the environment if it has one.

    The name of the host is fixed, so its certificate also proves that no other machine answers.
    """
    context = ssl.create_default_context()
    proxies = getproxies_environment()
    proxy = "" if proxy_bypass(host) else proxies.get("https") or proxies.get("all") or ""
    if not proxy:
        return http.client.HTTPSConnection(host, timeout=seconds, context=context)
    parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    connection = http.client.HTTPSConnection(parts.hostname or "", parts.port or 8080, timeout=seconds, context=context)
    secret = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    headers = {"Proxy-Authorization": f"Basic {b64encode(secret.encode()).decode()}"} if parts.username else {}
    connection.set_tunnel(host, 443, headers)
    return connection


class Web:
    """A sender of requests, which threads may share.

    Args:
        connect: opens a connection to a host.
    """

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    def stop(self) -> None:
        """End all requests, and send no new ones."""
        self._stopped.set()
        with self._lock:
            for sock in self._open:
                _hang_up(sock)

    def ask(
        self,
        method: str,
        host: str,
        target: str,
        headers: Mapping[str, str],
        end: float,
        most: int,
        body: bytes | None = None,
    ) -> Reply:
        """Send a request, and return the reply, whatever its status is.

        Args:
            method: `GET` or `POST`.
            host: the host.
            target: the path and the query.
            headers: the headers of the request, besides those that every request has.
            end: the moment at which the reply must be complete, by the monotonic clock.
            most: the most bytes of a reply.
            body: the body of the request.

        Raises:
            WebError: the host cannot be reached, the reply is too large, incomplete or too late.
            StoppedError: `stop` was called.
        """
        left = end - time.monotonic()
        if left <= 0:
            raise WebError("the time limit was reached")
        connection = self._connect(host, min(left, _SILENT))
        sock = None
        timer = None
        try:
            connection.connect()
            sock = connection.sock
            timer = threading.Timer(max(0.0, end - time.monotonic()), _hang_up, [sock])
            timer.daemon = True
            timer.start()
            with self._lock:
                self._open.add(sock)
            if self._stopped.is_set():
                raise StoppedError
            usual = {"Host": host, "User-Agent": f"mkdocs-report/{__version__}", "Accept-Encoding": "identity"}
            connection.request(method, target, body, {**usual, **headers})
            with connection.getresponse() as response:
                return _read(response, most)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if self._stopped.is_set():
                raise StoppedError from None
            if time.monotonic() >= end:
                raise WebError("the time limit was reached") from None
            raise WebError(_reason(host, error)) from None
        finally:
            if timer:
                timer.cancel()
            with self._lock:
                self._open.discard(sock)
            connection.close()


def _reason(host: str, error: Exception) -> str:
    """Return the reason why there is no reply. The text of the error is left out: it may quote a header."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of {host} is not valid for this machine"
    if isinstance(error, http.client.HTTPException):
        return f"{host} ended the connection before the reply was complete"
    return f"{host} cannot be reached"


def _read(response: http.client.HTTPResponse, most: int) -> Reply:
    """Read a reply; its body must be as long as its headers say."""
    location = response.headers.get("Location") or ""
    limited = response.headers.get("x-ratelimit-remaining") == "0" or "retry-after" in response.headers
    if response.status != 200:
        return Reply(response.status, b"", location, limited)
    length = response.length
    too_large = WebError(f"it is larger than {most >> 20} MiB", lasting=True)
    if length is not None and length > most:
        raise too_large
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise WebError("the reply is compressed", lasting=True)
    body = bytearray()
    while chunk := response.read1(_CHUNK):
        body += chunk
        if len(body) > most:
            raise too_large
    if (length is None and not response.chunked) or (length is not None and length != len(body)):
        raise http.client.IncompleteRead(b"")
    return Reply(200, bytes(body), location, limited)


def _hang_up(sock: socket.socket) -> None:
    """Close a connection for both sides. The thread that waits for it gets an error."""
    try:
        socket.socket.shutdown(sock, socket.SHUT_RDWR)  # of the socket below TLS
    except OSError:
        return  # it was closed
