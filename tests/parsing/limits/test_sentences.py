"""Sentences that state limits, in a table: each is read right, or a warning says what was not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_report.parsing.limits.parser import read_limits, read_prompt

HERE = Path(__file__).parent


def table(name: str) -> list[tuple[str, str]]:
    """Return the rows of a table: a sentence, its lines divided by "|", and what it states."""
    rows = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [
        (said.strip(), stated.strip())
        for row in rows
        if row.strip() and not row.startswith("#")
        for said, _, stated in [row.rpartition(" => ")]
    ]


def stated(prompt: list[str]) -> str:
    """Return what a prompt states, as the tables write it."""
    found = []
    for limit in read_limits(prompt).limits:
        least, most = limit.bounds.pair
        words = [f"{limit.unit} {'' if least is None else least}..{'' if most is None else most}"]
        if limit.part:
            words.insert(0, "part")
        if limit.advisory:
            words.append("advisory")
        if limit.excluding:
            words.append("without " + ",".join(sorted(limit.excluding)))
        found.append(" ".join(words))
    unread = [each for each in read_prompt(prompt).statements if each.unread]
    return "; ".join(sorted(found) + ["?"] * bool(unread)) or "-"


def expected(text: str) -> str:
    return "; ".join(sorted(part.strip() for part in text.split(";") if part.strip() != "?") + ["?"] * ("?" in text))


@pytest.mark.parametrize(
    ("said", "states"),
    [row for path in sorted(HERE.glob("sentences_*.txt")) for row in table(path.name)],
)
def test_sentences(said: str, states: str) -> None:
    assert stated(said.split("|")) == expected(states)
