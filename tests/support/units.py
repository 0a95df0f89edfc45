"""A small course whose settings limit every unit, with an answer for each case."""

from __future__ import annotations

from typing import Any

from tests.support.reports import fill

LIMITS: dict[str, Any] = {
    "2": {"characters": [None, 60], "sentences": 2, "advisory": False},
    "3": {"paragraphs": [1, 2], "images": 1, "tables": [1, None], "excluding": ["captions"]},
    "4": {"links": [2, None], "code_blocks": 1, "parts": {"words": [3, 8]}},
}
GOOD = fill(
    q2="We mixed flour and water. We waited.",
    q3="The loaf is brown.\n\n![The loaf](figures/loaf.png)\n\n*The loaf after it was baked*\n\n| g |\n|---|\n| 9 |",
    q4="a) Take your time, and read [this](https://example.com/time).\n\n"
    "b) Fold it as in [this](https://example.com/fold).\n\n```\nfold(4)\n```",
)
BAD = fill(
    q1="8",
    q2="We mixed flour and water. We waited over night! We baked it in the morning, e.g. at six.",
    q3="The loaf is brown.\n\nIt is round.\n\nIt is ours.\n\n- It is big.",
    q4="a) Take it.\n\nb) Fold it, and then fold it once more after an hour.\n\n[1] Smith, A book on bread. [2] Jones.",
)
COURSE = {"good": GOOD, "bad": BAD}
