"""Work that does what hostile input would have ours do; named by tests for processes of their own."""

from __future__ import annotations

import errno
import os
import re
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from mkdocs_report.model.limits import Limits
from mkdocs_report.model.report import Answer
from mkdocs_report.model.template import Question
from mkdocs_report.parsing.template.matcher import TemplateMatcher
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.rules.policy import Policy
from tests.support.reports import matcher

SECONDS = 1.1
"""The processor time of one job in tests of what outruns it. By the clock, three times as much."""
_soiled = False


@dataclass(frozen=True)
class Kitchen:
    """What jobs share: a template, of which they return parts."""

    matcher: TemplateMatcher

    @property
    def interned(self) -> tuple[object, ...]:
        return (self.matcher.template, *self.matcher.template.questions)


def kitchen() -> Kitchen:
    return Kitchen(matcher())


def question(shared: Kitchen, number: int) -> tuple[int, Question]:
    return number, shared.matcher.template.questions[number]


def process(_: None, number: int) -> int:
    del number
    time.sleep(0.05)  # so that another gets one, too
    return os.getpid()


class UnsentError(Exception):
    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError


def misbehave(how: str) -> object:
    """Do what is not to be done, in any of many ways."""
    match how:
        case "sleeps":
            time.sleep(600)
        case "spins":
            while True:
                pass
        case "spins in an extension":
            re.match("(a+)+$", "a" * 60 + "b")
        case "eats":
            return len(b"x" * 20_000_000_000)
        case "leaves":
            os._exit(0)
        case "exits":
            raise SystemExit
        case "crashes":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "is killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "raises":
            raise UnsentError
        case "has no room":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "out.webp")
        case "answers nonsense":
            return "no number"
        case "can not be sent":
            return lambda: None
    return None


WAYS = {
    "sleeps": f"it took more than {SECONDS} seconds",
    "spins": f"it took more than {SECONDS} seconds",
    "spins in an extension": f"it took more than {SECONDS} seconds",
    "eats": "it took more than 2 GB of memory",
    "leaves": "reading it failed",
    "exits": "reading it failed",
    "crashes": "reading it failed",
    "is killed": "reading it failed",
    "raises": "reading it failed (UnsentError)",
    "has no room": f"reading it failed: {os.strerror(errno.ENOSPC)}",
    "answers nonsense": "reading it failed",
    "can not be sent": "reading it failed (TypeError)",
}


def meet(_: None, job: tuple[Path, int, int]) -> None:
    """Sign a book in a folder; wait until so many processes have."""
    book, number, asked = job
    (book / f"{number}-{os.getpid()}").touch()
    until = time.monotonic() + 30
    while len(processes(book)) < asked:
        assert time.monotonic() < until
        time.sleep(0.01)


def processes(book: Path) -> set[str]:
    """Return who has signed."""
    return {file.name.partition("-")[2] for file in book.iterdir()}


def work(_: None, job: int | str) -> int | None:
    return cast("int | None", misbehave(job)) if isinstance(job, str) else job * 2


def text(_: None, length: int) -> str:
    return "x" * length


def untold(_: None, job: int) -> object:
    return job


def soil(_: None, step: str) -> str:
    """Come to grief, but only where another job has been."""
    global _soiled  # noqa: PLW0603 - it tells whether the process was used before
    if step == "trip" and _soiled:
        os._exit(1)
    _soiled = True
    return step


def stay(_: None, job: tuple[Path, str]) -> None:
    """Tell the process's number in a file, and never end."""
    file, how = job
    file.with_suffix(".new").write_text(str(os.getpid()))
    file.with_suffix(".new").rename(file)
    misbehave(how)


class Trap(TemplateVersions):
    """A template whose comparing with a report that says so never ends, or worse."""

    def closest(self, lines: object) -> TemplateMatcher | None:
        for line in lines:  # type: ignore[attr-defined]
            misbehave(line.removeprefix("It "))
        return super().closest(lines)  # type: ignore[arg-type]


class EndlessPolicy(Policy):
    """Limits that are never found for an answer that says so."""

    def limits_of(self, answer: Answer) -> Limits:
        misbehave(answer.text.removeprefix("It "))
        return super().limits_of(answer)
