"""A reader that follows a page: it writes and changes files, runs the commands, and compares their output."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scripts.tutorials.blocks import ROOT, TUTORIALS, Block
from scripts.tutorials.stand_ins import STAND_INS

BIN = Path(sys.executable).parent
SHELL = {"bash", "sh", "console"}
_PIECE = re.compile(r"'[^']*'|\"[^\"]*\"|&&|\|\||\||[^'\"&|]+|.", re.S)
_JOINTS = {"&&", "||", "|"}
_ELLIPSIS = re.compile(r" ?…")
_KNOWN = {
    "cat", "cd", "cp", "echo", "export", "git", "grep", "ls", "mkdir", "mkdocs", "mkdocs-report", "mv", "printf",
    "properdocs", "python", "rm", "test", "true",
}  # fmt: skip
"""The commands that are run unchanged. Any other command needs a replacement, or the example fails."""


@dataclass(frozen=True)
class Done:
    """A command that was run: its line, its exit code, and its output."""

    line: str
    code: int
    output: str


class FollowingError(AssertionError):
    """A page that cannot be followed. The text names the place and the difference."""


@dataclass
class Reader:
    """A reader with a shell, who follows pages.

    Attributes:
        folder: the folder in which the reader starts.
        state: a folder for the state of the shell, outside of `folder`.
        here: the current folder.
        last: the commands of the last block, until a block shows their output.
        typed: the last block of commands.
        start: starts a single command of `OURS` instead of a shell, from its words, folder and environment, and returns
            its exit code and output.
    """

    folder: Path
    state: Path
    here: Path = field(init=False)
    last: list[Done] = field(default_factory=list)
    typed: Block | None = None
    start: Callable[[list[str], Path, dict[str, str]], tuple[int, str]] | None = None

    def __post_init__(self) -> None:
        """Create both folders, an empty home folder, and the repositories that the reader has on GitHub."""
        self.here = self.folder
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.state / "home").mkdir(parents=True)
        (self.state / "exports").write_text("")
        for name in _HOSTED:
            subprocess.run(["git", "init", "-q", "--bare", self.state / "hosts" / name], check=True)

    @property
    def served(self) -> Path:
        """The site that the last `mkdocs serve` would have shown."""
        return self.state / "served"

    def follow(self, every: Iterable[Block]) -> None:
        """Follow blocks one after the other.

        Raises:
            FollowingError: a block cannot be followed, or an output differs from the page.
        """
        for block in every:
            self.do(block)
        self._settle()

    def do(self, block: Block) -> None:
        """Follow one block."""
        if block.language == "diff":
            self._change(block)
        elif block.title:
            self._write(block)
        elif block.language in SHELL:
            self._settle()
            self.typed = block
            self.last = [self.type(line, block) for line in lines(block.text)]
        elif block.language == "text" and self.last:
            self._compare(block)
            self.last = []

    def type(self, line: str, block: Block) -> Done:
        """Run a line; return its exit code and output."""
        command = stood_in(line, block).replace('"$SERVED"', shlex.quote(str(self.served)))
        code, output = 0, ""
        for part in self._parts(command):
            words = shlex.split(part) if self.start and _SINGLE.fullmatch(part) else []
            if self.start and words:
                code, said = self.start(words, self.here, {**self._environment(), **self._exported()})
            else:
                code, said = self._shell(part)
            output += said
            if code:
                break
        if "Traceback (most recent call last)" in output or code > 2:
            raise FollowingError(f"{block.place}: `{line}` ended with {code}:\n{output}")
        return Done(line, code, "\n".join(each.rstrip() for each in output.splitlines()) + "\n")

    def _parts(self, command: str) -> list[str]:
        """Return the commands that && joins, but for `true`, if `start` can run one of them; else the whole command."""
        pieces = list(commands(command))
        parts = [piece for piece in pieces if piece not in {"&&", "true"}]
        joined = self.start is not None and not _JOINTS.difference({"&&"}).intersection(pieces)
        return parts if joined and any(_SINGLE.fullmatch(part) for part in parts) else [command]

    def _shell(self, command: str) -> tuple[int, str]:
        script = (
            f'. "$STATE/exports"\ncd "$(cat "$STATE/here")"\n{command}\n'
            'code=$?\nexport -p > "$STATE/exports"\npwd > "$STATE/here"\nexit $code\n'
        )
        (self.state / "here").write_text(f"{self.here}\n")
        ended = subprocess.run(
            ["bash", "--noprofile", "--norc", "-o", "pipefail", "-c", script],
            cwd=self.folder,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        self.here = Path((self.state / "here").read_text().strip())
        return ended.returncode, ended.stdout

    def _exported(self) -> dict[str, str]:
        """Return the variables that the shell has kept, as `export -p` writes them."""
        said = shlex.split((self.state / "exports").read_text())
        pairs = [word.partition("=") for word in said if "=" in word]
        return {name: value for name, sign, value in pairs if name.isidentifier()}

    def _environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("GIT_", "GITHUB_", "CI_", "MKDOCS_REPORT_"))
        }
        home = self.state / "home"
        hosts = self.state / "hosts"
        settings = {"url." + f"file://{hosts}/" + ".insteadOf": "https://github.com/", "init.defaultBranch": "main"}
        git_config = {
            f"GIT_CONFIG_{kind}_{index}": each
            for index, pair in enumerate(settings.items())
            for kind, each in zip(("KEY", "VALUE"), pair, strict=True)
        }
        return {
            **kept,
            **git_config,
            "GIT_CONFIG_COUNT": str(len(settings)),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_ALLOW_PROTOCOL": "file",
            **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in _PERSON.items()},
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
            "ROOT": str(ROOT),
            "STATE": str(self.state),
            "SERVED": str(self.served),
            "NO_COLOR": "1",
            "TERM": "dumb",
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def _write(self, block: Block) -> None:
        file = self.here / block.title
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, encoding="utf-8")

    def _change(self, block: Block) -> None:
        """Replace the lines with a minus by those with a plus. The old lines must occur exactly once."""
        file = self.here / block.title
        text = file.read_text(encoding="utf-8")
        each = [(line[:1], line[1:]) for line in block.text.splitlines(keepends=True)]
        before = "".join(line if sign != "\n" else "\n" for sign, line in each if sign != "+")
        after = "".join(line if sign != "\n" else "\n" for sign, line in each if sign != "-")
        if text.count(before) != 1:
            raise FollowingError(f"{block.place}: the lines to change occur {text.count(before)} times in the file.")
        file.write_text(text.replace(before, after), encoding="utf-8")

    def _compare(self, block: Block) -> None:
        output = "".join(done.output for done in self.last)
        if not shows(output, block.text):
            raise FollowingError(f"{block.place}: the page shows:\n{block.text}\nThe output is:\n{output}")

    def _settle(self) -> None:
        """Raise an error if a command failed, and the page shows no output of it."""
        for done in self.last:
            tutorial = self.typed is not None and self.typed.page.startswith(TUTORIALS)
            if done.code > 1 or (done.code and (tutorial or not done.line.startswith(_MAY_FAIL))):
                place = self.typed.place if self.typed else ""
                raise FollowingError(f"{place}: `{done.line}` ended with {done.code}:\n{done.output}")
        self.last = []


_HOSTED = ("OWNER/bread.git",)
"""The repositories that a tutorial creates on GitHub, and that tests keep on this machine."""
_PERSON = {"NAME": "A Reader", "EMAIL": "reader@example.org"}
OURS = ("mkdocs-report", "mkdocs")
_SINGLE = re.compile(rf"(?:{'|'.join(OURS)})(?: (?:'[^']*'|[^;&|<>$`(){{}}*?#~\\'])*)?")
"""A command of ours that needs nothing of a shell but that it splits words and removes quotes."""
_MAY_FAIL = (
    "mkdocs-report template check",
    "mkdocs-report check",
    "mkdocs-report doctor",
    "mkdocs build --strict",
    "properdocs build --strict",
)
"""The commands whose exit code 1 means that there are findings."""


def lines(text: str) -> Iterator[str]:
    """Yield the lines of a block; a line that ends with a backslash is joined with the next."""
    for line in text.replace("\\\n", " ").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            yield line.strip()


def commands(line: str) -> Iterator[str]:
    """Yield the single commands of a line, and the operators between them."""
    command = ""
    for piece in _PIECE.findall(line):
        if piece in _JOINTS:
            yield command.strip()
            yield piece
            command = ""
        else:
            command += piece
    yield command.strip()


def stood_in(line: str, block: Block) -> str:
    """Return a line with replacements.

    Raises:
        FollowingError: a command is neither known nor replaced.
    """
    return " ".join(piece if piece in _JOINTS else _stood_in(piece, block) for piece in commands(line))


def _stood_in(command: str, block: Block) -> str:
    for each in STAND_INS:
        match = each.pattern.fullmatch(command)
        if match:
            return match.expand(each.instead)
    if shlex.split(command)[0] not in _KNOWN:
        raise FollowingError(
            f"{block.place}: unknown command `{command}`. Add a stand-in to scripts/tutorials/stand_ins.py."
        )
    return command


def shows(output: str, shown: str) -> bool:
    """Whether an output is the same as on a page, where … replaces any text."""
    first, *parts = _ELLIPSIS.split(shown.strip("\n"))
    text = output.strip("\n")
    if not parts:
        return text == first
    *between, last = parts
    if not text.startswith(first):
        return False
    at = len(first)
    for part in between:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return text.endswith(last) and len(text) - len(last) >= at


def folder_for(tutorial: str, root: Path) -> Path:
    """Create the folder for a tutorial, with a checkout of this repository, as the tutorial requires."""
    folder = root / Path(tutorial).stem
    folder.mkdir(parents=True)
    (folder / "mkdocs-report").symlink_to(ROOT, target_is_directory=True)
    return folder
