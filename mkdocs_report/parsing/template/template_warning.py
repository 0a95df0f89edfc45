"""A warning about a line of a template, as `template check` prints it, and the texts that it quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_report.runtime.text import shortened

_SHOWN = 80
"""The most characters of a sentence that are quoted."""
_NAMED = 12
"""The most lines that a message names one by one."""


@dataclass(frozen=True, slots=True)
class TemplateWarning:
    """A warning about one line of a template: a short name for its kind, a message, and advice."""

    kind: str
    line: int
    question: str | None
    message: str
    help: str


def short(text: str) -> str:
    """Return a text as a message quotes it: on one line, without emphasis at its ends, shortened."""
    return shortened(" ".join(text.split()).strip("*_ ").removesuffix("."), _SHOWN)


def lines_text(indices: Sequence[int]) -> str:
    """Return the places of lines in words, from their indices: "line 3", "lines 3, 9 and 12-14"."""
    runs: list[list[int]] = []
    for index in sorted(set(indices)):
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    shown = [str(run[0] + 1) if len(run) == 1 else f"{run[0] + 1}-{run[-1] + 1}" for run in runs]
    if len(runs) > _NAMED:
        shown = [*shown[:_NAMED], f"{len(runs) - _NAMED} more"]
    noun = "line" if len(runs) == 1 and len(runs[0]) == 1 else "lines"
    return f"{noun} {in_words(shown)}"


def in_words(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: "a, b and c"."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
