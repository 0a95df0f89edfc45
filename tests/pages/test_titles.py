"""Short titles of questions: the words of the heading, or the first words of the task."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_report.pages.titles import LONGEST, cut, question_title
from tests.support.reports import fill, judged


@pytest.mark.parametrize(
    ("heading", "task", "title"),
    [
        ("Question 14", "Experiments tracked", "14 · Experiments tracked"),
        (
            "Question 14",
            "Describe your stretch of the stream, and tell why",
            "14 · Describe your stretch of the stream…",
        ),
        ("Question 14", "", "Question 14"),
        ("Question 14: Experiments tracked", "Which ones?", "14 · Experiments tracked"),
        ("Spørgsmål 3 – Måling", "Hvordan?", "3 · Måling"),
        ("14. Experiments", "Which ones?", "14 · Experiments"),
        ("Which saying did you check?", "Write it as people say it.", "Which saying did you check?"),
        ("Explain 3 findings", "At length.", "Explain 3 findings"),
        ("2024-05 results", "At length.", "2024-05 results"),
    ],
)
def test_a_title_says_what_a_question_asks(heading: str, task: str, title: str) -> None:
    question = judged(fill()).report.answers[0].question
    assert question_title(replace(question, heading=heading, task=task)) == title


@given(st.text(alphabet=st.sampled_from("ab .:,é\n"), max_size=120))
def test_a_title_is_cut_between_words(text: str) -> None:
    short, words = cut(text), text.split()
    assert len(short) <= LONGEST
    whole = " ".join(words)
    assert whole.startswith(short.removesuffix("…"))
    if short.endswith("…") and " " in whole[:LONGEST]:
        assert whole[len(short) - 1] in " ,;:.–—-("
