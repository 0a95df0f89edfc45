"""Real git repositories, made in a moment, and a server on this machine that gives them out, well or badly."""

from __future__ import annotations

import base64
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from tests.support.loopback import LoopbackServer, running

LINK, MODULE, PROGRAM = "120000", "160000", "100755"
CONFIG = """\
[core]
\trepositoryformatversion = 0
\tfilemode = true
\tbare = true
\tcompression = 1
[uploadpack]
\tallowFilter = true
"""
OPEN = "mkdocs:open sesame"
"""User and password of the private repositories."""
KEY = f"Basic {base64.b64encode(OPEN.encode()).decode()}"
File = bytes | str | tuple[str, str]
"""What a file holds; or its mode, and what a link or a submodule points to."""


@dataclass(frozen=True)
class Made:
    """A commit to be made: the files that it has, all of them, when it was committed, and from which it comes.

    `parents` are numbers of earlier ones in the list; without any, the one before it.
    """

    files: Mapping[str, File]
    date: str = "1767225600 +0000"
    subject: str = "A commit"
    parents: Sequence[int] | None = None


@dataclass
class Stream:
    """What git fast-import reads."""

    lines: list[bytes] = field(default_factory=list)

    def line(self, text: str) -> None:
        self.lines.append(f"{text}\n".encode())

    def data(self, data: bytes) -> None:
        self.lines += [f"data {len(data)}\n".encode(), data, b"\n"]


def clean_environment() -> dict[str, str]:
    """Return an environment in which git knows nothing of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}


def git(folder: Path, *arguments: str, feed: bytes = b"") -> str:
    """Run git in a bare repository; return what it prints."""
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        input=feed,
        capture_output=True,
        check=True,
        env={**clean_environment(), "GIT_DIR": str(folder)},
    )
    return done.stdout.decode().strip()


def make(folder: Path, commits: Sequence[Made], branch: str = "main", config: str = CONFIG) -> Path:
    """Make a bare repository, or give one another history, with one branch; return it."""
    for name in ("objects/info", "objects/pack", "refs/heads", "refs/tags"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "config").write_text(config)
    (folder / "HEAD").write_text(f"ref: refs/heads/{branch}\n")
    (folder / "git-daemon-export-ok").touch()
    stream = Stream()
    for number, commit in enumerate(commits):
        stream.line("commit refs/heads/making")
        stream.line(f"mark :{number + 1}")
        stream.line(f"committer Somebody <somebody@example.org> {commit.date}")
        stream.data(commit.subject.encode())
        parents = commit.parents if commit.parents is not None else [number - 1] if number else []
        for word, parent in zip(["from", *["merge"] * len(parents)], parents, strict=False):
            stream.line(f"{word} :{parent + 1}")
        if not parents:
            stream.line("from 0000000000000000000000000000000000000000")
        stream.line("deleteall")
        for path, what in commit.files.items():
            mode, data = what if isinstance(what, tuple) else ("100644", what)
            if mode == MODULE:
                stream.line(f"M {MODULE} {data!s} {quoted(path)}")
            else:
                stream.line(f"M {mode} inline {quoted(path)}")
                stream.data(data.encode() if isinstance(data, str) else data)
    if commits:
        git(folder, "fast-import", "--quiet", "--force", feed=b"".join(stream.lines))
        git(folder, "update-ref", f"refs/heads/{branch}", "refs/heads/making")
        git(folder, "update-ref", "-d", "refs/heads/making")
    return folder


def quoted(path: str) -> str:
    """Return a path as fast-import wants it."""
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.is_symlink()
    }


class Server(LoopbackServer):
    """git's own http backend on a port of this machine.

    Below `/hang/` it never answers, below `/slow/` no fetch; below `/drop/` it hangs up in the middle of a pack, below
    `/drop-once/` only the first time; below `/private/` it asks who is there;
    below `/moved/` it sends on to the rest of the path.
    """

    def __init__(self, root: Path) -> None:
        super().__init__(Handler)
        self.root = root
        self.dropped: set[str] = set()
        self.asked: list[str] = []


class Handler(BaseHTTPRequestHandler):
    """Hands a request on to `git http-backend`, as a web server does."""

    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing; `Server.asked` has it all."""

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        if self.headers.get("Transfer-Encoding", "") == "chunked":
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self._serve(body)

    def _serve(self, body: bytes) -> None:
        self.server.asked.append(self.path)
        path, _, query = self.path.partition("?")
        way, _, rest = path.lstrip("/").partition("/")
        fetches = b"command=fetch" in body
        if way == "hang" or (way == "slow" and fetches):
            while not self.server.closing.wait(0.1):
                pass
            self.close_connection = True
            return
        if way == "moved":
            self._refuse(301, "Location", self.path.removeprefix("/moved"))
            return
        if way == "private" and self.headers.get("Authorization") != KEY:
            self._refuse(401, "WWW-Authenticate", 'Basic realm="here"')
            return
        protocol = "" if way == "old" else self.headers.get("Git-Protocol", "")
        head, _, content = self._ask_git(f"/{rest}", query, body, protocol).partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        self.send_response(int(fields.pop("Status", "200").split()[0]))
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        drops = way == "drop" or (way == "drop-once" and rest.split(".git")[0] not in self.server.dropped)
        if drops and fetches:
            self.server.dropped.add(rest.split(".git")[0])
            content = content[: len(content) // 2]
            self.close_connection = True
        self.wfile.write(content)

    def _refuse(self, code: int, field: str, value: str) -> None:
        self.send_response(code)
        self.send_header(field, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _ask_git(self, path: str, query: str, body: bytes, protocol: str) -> bytes:
        environment = {
            **clean_environment(),
            "GIT_PROJECT_ROOT": str(self.server.root),
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": protocol,
        }
        return subprocess.run(
            ["git", "http-backend"], input=body, capture_output=True, check=False, env=environment
        ).stdout


@contextmanager
def serving(root: Path) -> Iterator[Server]:
    """Serve the repositories below a folder until the block ends."""
    with running(Server(root)) as server:
        yield server
    time.sleep(0.15)  # handlers that hang see that it ended
