"""Limits outside of the prompts, for every question, and the labels of answers."""

from __future__ import annotations

import pytest

from mkdocs_report.model.limits import Bounds, Unit
from mkdocs_report.parsing.limits.parser import ContradictionError, read_limits_for_all, states_limits_for_all
from mkdocs_report.parsing.template.labels import ANSWER_LABELS
from mkdocs_report.parsing.template.limit_warnings import warnings_outside_prompts


@pytest.mark.parametrize(
    ("text", "unit", "bounds"),
    [
        ("Each answer: at most 200 words.", Unit.WORDS, Bounds(None, 200)),
        ("Each answer has 5 to 10 words.", Unit.WORDS, Bounds(5, 10)),
        ("Every section has at most 2 figures.", Unit.IMAGES, Bounds(None, 2)),
        ("max. 2,000 characters per section", Unit.CHARACTERS, Bounds(None, 2000)),
        ("Answers should be 100-200 words long.", Unit.WORDS, Bounds(100, 200)),
        ("Write 50 to 80 words per question.", Unit.WORDS, Bounds(50, 80)),
        ("Jede Antwort umfasst höchstens 200 Wörter.", Unit.WORDS, Bounds(None, 200)),
        ("Hvert svar: højst 100 ord.", Unit.WORDS, Bounds(None, 100)),
        ("Chaque réponse : 100 mots au maximum.", Unit.WORDS, Bounds(None, 100)),
    ],
)
def test_a_text_that_is_meant_for_every_question(text: str, unit: Unit, bounds: Bounds) -> None:
    (limit,) = read_limits_for_all(["Read this first.", "", text]).limits
    assert (limit.unit, limit.bounds, limit.part) == (unit, bounds, False)
    assert states_limits_for_all([text])
    assert list(warnings_outside_prompts([text], 1)) == []


@pytest.mark.parametrize("text", ["The whole report has at most 2,000 words.", "We measured for 3 days.", "2 figures"])
def test_a_text_that_is_not(text: str) -> None:
    assert read_limits_for_all([text]).limits == ()
    assert not states_limits_for_all([text])


def test_a_limit_outside_that_holds_for_no_answer_is_a_warning() -> None:
    (warning,) = warnings_outside_prompts(["Welcome.", "", "The report has at most 2,000 words."], 5)
    assert (warning.kind, warning.line, warning.question) == ("limit-outside-prompt", 7, None)
    assert "“at most 2,000 words”" in warning.message


def test_a_contradiction_outside() -> None:
    with pytest.raises(ContradictionError, match="two different numbers of words"):
        read_limits_for_all(["Each answer: 5-9 words.", "", "Each answer: 20-30 words."])


def test_labels_are_compared_without_case() -> None:
    assert {"answer", "antwort", "svar", "réponse", "respuesta", "risposta", "resposta", "antwoord", "odpowiedź"} <= (
        ANSWER_LABELS
    )
    assert {label.casefold().strip() for label in ANSWER_LABELS} == ANSWER_LABELS
