"""A small course whose settings limit every unit, with an answer for each case."""

from __future__ import annotations

from typing import Any

from tests.support.reports import fill

LIMITS: dict[str, Any] = {
    "2": {"characters": [None, 60], "sentences": 2, "advisory": False},
    "3": {"paragraphs": [1, 2], "images": 1, "tables": [1, None], "excluding": ["captions"]},
    "4": {"links": [2, None], "code_blocks": 1, "parts": {"words": [3, 8]}},
}
ANSWERS = {
    "good": {
        1: "7",
        2: "We mixed flour and water. We waited.",
        3: "The loaf is brown.\n\n![The loaf](figures/loaf.png)\n\n*The loaf after it was baked*\n\n"
        "| g |\n|---|\n| 9 |",
        4: "a) Take your time, and read [this](https://example.com/time).\n\n"
        "b) Fold it as in [this](https://example.com/fold).\n\n```\nfold(4)\n```",
    },
    "bad": {
        1: "8",
        2: "We mixed flour and water. We waited over night! We baked it in the morning, e.g. at six.",
        3: "The loaf is brown.\n\nIt is round.\n\nIt is ours.\n\n- It is big.",
        4: "a) Take it.\n\nb) Fold it, and then fold it once more after an hour.\n\n"
        "[1] Smith, A book on bread. [2] Jones.",
    },
}
COURSE = {name: fill(answers) for name, answers in ANSWERS.items()}
TEMPLATE = """\
# Lab report

## Question 1

> **Enter the number of your group**
>
> Answer:

--- question 1 fill here ---

## Question 2

> **Summarise the method in two sentences, at most 60 characters.**
>
> Answer:

--- question 2 fill here ---

## Question 3

> **Show the result in one or two paragraphs, with one image and at least one table.**
>
> Answer:

--- question 3 fill here ---

## Question 4

> **Cite at least two sources, and paste one code block. Write 3 to 8 words for each step.**
>
> Answer:

--- question 4 fill here ---
"""
"""The same limits, stated by prompts."""


def filled(answers: dict[int, str]) -> str:
    """Return `TEMPLATE` with these answers."""
    text = TEMPLATE
    for number, answer in answers.items():
        text = text.replace(f"--- question {number} fill here ---", answer)
    return text
