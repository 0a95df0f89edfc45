"""Run git as a process with a fixed configuration: no aliases, no hooks, no prompts.

Of the user's configuration, only the settings for credentials and proxies are used. They are passed on in the
environment, so that no secret is written into a file or an argument.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import threading
import time
from base64 import b64encode
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs_report.collect.address import Address
from mkdocs_report.collect.errors import GitError, StoppedError, git_error
from mkdocs_report.collect.git_config import NO_GIT, NO_REPOSITORY
from mkdocs_report.collect.hosts import TRUSTED, has_proxy, host_and_port, netrc_answers_all, settings_for
from mkdocs_report.runtime.programs import find_program, limit_program

_PASSED_ON = re.compile(
    r"GIT_(?:ASKPASS|EXEC_PATH|SSH|SSH_COMMAND|SSH_VARIANT|SSL_\w+|PROXY_SSL_\w+|HTTP_PROXY_AUTHMETHOD)"
)
"""The variables of git that are passed on. Others could make git trace secrets, or read other files."""
_FIXED = (
    ("core.hooksPath", os.devnull),
    ("core.fsmonitor", "false"),
    ("core.bigFileThreshold", "1m"),  # larger files are written to disk, not held in memory
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("protocol.version", "2"),
    ("submodule.recurse", "false"),
    ("fetch.recurseSubmodules", "false"),
    ("transfer.bundleURI", "false"),
    ("http.followRedirects", "false"),
    ("credential.interactive", "false"),
    ("log.showSignature", "false"),
    ("advice.detachedHead", "false"),
)
_TASKKILL = str(Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe"))
_STDERR = 64 * 1024


class Timeout:
    """The time limit for the work on one repository."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Return the seconds that are left, at least 0."""
        return max(0.0, self._end - time.monotonic())

    def exceeded_error(self) -> GitError:
        """Return the error for work that exceeded the time limit."""
        return GitError(f"it took more than {self.seconds:g} seconds and was stopped", permanent=True)


class Git:
    """A runner of git, which threads may share.

    Args:
        user: settings of the user, as `user_settings` returns them.
        local: whether repositories on this machine can be fetched; for tests.
        seconds: the time after which git itself closes a silent connection, even if this process was killed.
        trusted: the hosts that get credentials which are not bound to a host.
    """

    def __init__(
        self,
        user: Sequence[tuple[str, str]] = (),
        local: bool = False,
        seconds: float = 120,
        trusted: Collection[str] = TRUSTED,
    ) -> None:
        silent = (("http.lowSpeedLimit", "1"), ("http.lowSpeedTime", str(max(1, int(seconds)))))
        self._user, self._settings, self.trusted = tuple(user), (*_FIXED, *silent), frozenset(trusted)
        self._protocols = "https:ssh:http:file" if local else "https:ssh"
        self._secrets = tuple(value for name, value in user if name.endswith("extraheader") and value)
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self.stopped = threading.Event()

    def uses_proxy(self, host: str) -> bool:
        """Whether git asks for a host through a proxy, which then resolves its name."""
        return has_proxy(host, self._user)

    def settings_of(self, remote: Address) -> list[tuple[str, str]]:
        """Return the user's settings for an address, with credentials only if its host gets them."""
        return settings_for(self._user, remote.url, self.trusted)

    def stop(self) -> None:
        """End all running processes, and let no new ones start."""
        self.stopped.set()
        with self._lock:
            for process in self._running:
                _kill(process)

    def run(
        self,
        *arguments: str,
        repository: Path | None,
        timeout: Timeout,
        remote: Address | None = None,
        feed: bytes = b"",
        most: int = 1 << 26,
        largest: int | None = None,
    ) -> bytes:
        """Run `git ARGUMENTS`, and return its output.

        Args:
            arguments: the command. Untrusted arguments come after `--`, or were checked.
            repository: the bare repository to work in; None for no repository.
            timeout: the time limit; when it ends, git and all processes that it started are ended.
            remote: the address of `origin`. Without it, git can reach no other machine.
            feed: its standard input.
            most: the most bytes that it may print.
            largest: the size of the largest file that it may write, in bytes, if the system supports that.

        Raises:
            GitError: git failed, took too long, or printed too much.
            StoppedError: `stop` was called.
        """
        environment = self._environment(repository, remote)
        if self.stopped.is_set():
            raise StoppedError
        if not timeout.left:
            raise timeout.exceeded_error()
        process = self._start(arguments, repository, environment, largest)
        late = threading.Event()

        def give_up() -> None:
            late.set()
            _kill(process)

        timer = threading.Timer(timeout.left, give_up)
        timer.daemon = True
        timer.start()
        try:
            output, stderr = _communicate(process, feed, most)
        finally:
            timer.cancel()
            with self._lock:
                self._running.discard(process)
        if self.stopped.is_set():
            raise StoppedError
        if late.is_set():
            raise timeout.exceeded_error()
        if len(output) > most:
            raise GitError(f"git printed more than {most // (1 << 20)} MiB", permanent=True, too_large=True)
        if process.returncode:
            raise git_error(stderr, self._secrets + (remote.secrets if remote else ()), self._untrusted_host(remote))
        return output

    def _start(
        self, arguments: Sequence[str], repository: Path | None, environment: Mapping[str, str], largest: int | None
    ) -> subprocess.Popen[bytes]:
        """Return a running git, which `stop` ends."""
        program = find_program("git")
        if program is None:
            raise GitError(NO_GIT, permanent=True)
        process = subprocess.Popen(  # noqa: S603 - git; see `run`, `arguments`
            [program, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=repository or Path.home().anchor or None,
            start_new_session=True,  # so that the whole family can be ended
        )
        if largest is not None:
            limit_program(process.pid, "RLIMIT_FSIZE", largest)
        with self._lock:
            self._running.add(process)
            if self.stopped.is_set():
                _kill(process)
        return process

    def _untrusted_host(self, remote: Address | None) -> str:
        """Return the host that gets only credentials that are bound to it; empty if it is trusted."""
        place = host_and_port(remote.url) if remote and not remote.url.startswith(("ssh:", "file:")) else ""
        return "" if place in self.trusted else place

    def _environment(self, repository: Path | None, remote: Address | None) -> dict[str, str]:
        kept = {n: v for n, v in os.environ.items() if not n.startswith("GIT_") or _PASSED_ON.fullmatch(n)}
        kept.pop("SSH_ASKPASS", None)  # it would open a window
        user = self.settings_of(remote) if remote else self._user
        settings = [*user, *self._settings, *(_remote_settings(remote) if remote else ())]
        if self._untrusted_host(remote):
            kept.pop("GIT_ASKPASS", None)
            if netrc_answers_all(Path.home()):
                kept["HOME"] = os.devnull
        if remote:  # only the headers name the address of a redirect
            kept |= {"GIT_TRACE_CURL": "1", "GIT_TRACE_CURL_NO_DATA": "1", "GIT_TRACE_REDACT": "1"}
        return {
            **kept,
            "GIT_DIR": str(repository or NO_REPOSITORY),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_COUNT": str(len(settings)),
            **{f"GIT_CONFIG_KEY_{i}": name for i, (name, _) in enumerate(settings)},
            **{f"GIT_CONFIG_VALUE_{i}": value for i, (_, value) in enumerate(settings)},
            **({} if remote else {"GIT_NO_LAZY_FETCH": "1"}),
            "GIT_ALLOW_PROTOCOL": self._protocols if remote else "none",
            "GIT_TERMINAL_PROMPT": "0",
            "GCM_INTERACTIVE": "never",
            "GIT_LFS_SKIP_SMUDGE": "1",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_SSH_COMMAND": kept.get("GIT_SSH_COMMAND", "ssh -oBatchMode=yes -oConnectTimeout=20"),
            "LC_ALL": "C",
        }


def _remote_settings(address: Address) -> Iterable[tuple[str, str]]:
    """Yield the settings that make an address the remote `origin`, from which contents are fetched on demand."""
    yield "remote.origin.url", address.url
    if address.pins:
        parts = urlsplit(address.url)
        port = parts.port or (80 if parts.scheme == "http" else 443)
        pins = ",".join(f"[{pin}]" if ":" in pin else pin for pin in address.pins)
        yield "http.curloptResolve", f"{parts.hostname}:{port}:{pins}"
    yield "remote.origin.promisor", "true"
    yield "remote.origin.partialCloneFilter", "blob:none"
    if address.password or address.is_token:
        secret = b64encode(f"{address.user}:{address.password}".encode()).decode()
        yield f"http.{address.url}.extraHeader", f"Authorization: Basic {secret}"
    elif address.user:
        yield f"credential.{address.url}.username", address.user


def _communicate(process: subprocess.Popen[bytes], feed: bytes, most: int) -> tuple[bytes, bytes]:
    """Return the output of a process, up to slightly more than `most` bytes, and the start of its error output."""
    stdin, stdout, errors = process.stdin, process.stdout, process.stderr
    assert stdin is not None  # all three are pipes
    assert stdout is not None
    assert errors is not None
    stderr = bytearray()

    def listen() -> None:
        with contextlib.suppress(OSError, ValueError):
            while chunk := errors.read1(8192):  # type: ignore[attr-defined]
                stderr.extend(chunk[: max(0, _STDERR - len(stderr))])

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    with contextlib.suppress(OSError):  # it may have ended already
        stdin.write(feed)
    with contextlib.suppress(OSError):
        stdin.close()
    output = bytearray()
    while chunk := stdout.read(1 << 16):
        output += chunk
        if len(output) > most:
            _kill(process)
            break
    stdout.close()
    process.wait()
    listener.join(2)  # a credential cache that git left running may hold the pipe for longer
    if not listener.is_alive():
        errors.close()
    return bytes(output), bytes(stderr)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all processes that it started."""
    if process.returncode is not None:  # it has ended, and another process may have its number
        return
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            subprocess.run(  # noqa: S603 - a program of Windows, with a number
                [_TASKKILL, "/F", "/T", "/PID", str(process.pid)],
                capture_output=True,
                check=False,
            )
