"""Caps on the size of one report. Each is at least three times the largest value in 28 real reports.

The process that builds the site stores each of these things. Without caps, one large report could stop all others.
"""

from __future__ import annotations

from collections.abc import Callable

MAX_EXTRAS = 100
"""Extra sections of a report that each have a place of their own; the rest is joined into one. Real reports: 2."""
MAX_QUESTIONS = 100
"""Questions of a report that has no template; the rest are extra sections. Real reports have up to 31."""
MAX_ITEMS = 1_000
"""Items of a report's checklist; real reports have up to 53."""
MAX_ITEM = 2_000
"""Characters of one item of a checklist; real reports have up to 187."""
MAX_TITLE = 300
"""Characters of a heading: of a question, a section, an extra section, or of a part of the checklist. Real: 37."""
MAX_PROMPT = 500
"""Lines of one prompt; real prompts have up to 13."""
MAX_ANSWER = 100_000
"""Characters of one answer that is rendered as Markdown; the longest of 806 real ones has 3,979."""
MAX_NESTING = 100
"""The deepest nesting of elements in one answer; the deepest of 806 real answers has three."""
MAX_PUBLISHED_IMAGES = 200
"""Image files of one report that are published; the largest of 28 real reports shows 11."""
MAX_IMAGES = 500
"""Images of all answers of one report; real reports show up to 11."""
MAX_ATTACHMENTS = 100
"""Images of one report that were pasted into GitHub and are fetched; the largest of 28 real reports shows 11 images."""
MAX_ATTACHMENT = 20 * 1024 * 1024
"""Bytes of one image that was pasted into GitHub. GitHub itself accepts up to 10 MB."""
MAX_ATTACHMENT_TOTAL = 50 * 1024 * 1024
"""Bytes of all images of one report that were pasted into GitHub, which are held in memory until they are written."""
MAX_LINKS = 2_000
"""Links of all answers of one report; real reports have up to 24."""
MAX_ALT = 1_000
"""Characters of the alternative text of an image; real ones have up to 59."""
MAX_TAGS = 20_000
"""HTML tags of one answer: its cells, list items, links, images and footnotes. Real answers have up to 240."""
MAX_REPORT_TAGS = 100_000
"""HTML tags of all answers of one report; no real report can have more than 7,500."""
MAX_ALIKE = 50
"""Findings of one rule in one answer; the rest is one finding that counts them."""
MAX_FINDINGS = 1_200
"""Findings of one report; beyond, those of one rule in one answer are one that counts them. Real reports: 120."""
MAX_SPAN = 100
"""Columns or rows that one cell of a table may span; the largest real table has 5 columns."""
MAX_FORMULA = 2_000
"""Characters of one formula that is shown as MathML; a page of a textbook has 3,000."""
MAX_FORMULA_NESTING = 50
"""The deepest nesting of groups in one formula. The library that reads formulas recurses: 5,000 end the process."""


SPARE = 1_000
"""Characters beyond a cap that are kept until people are masked. The longest name that is looked for has 400."""
SPARE_LINES = 16
"""Lines beyond a cap, likewise. A name has up to 8 words, each of which may stand on a line of its own."""


def cut_masked(text: str, most: int, mask: Callable[[str], str]) -> str:
    """Return a text, or the beginning of the masked text where it has more than `most` characters.

    A text that is cut before it is masked may end with half a name, which nothing finds.

    Args:
        text: the text, or its first `most + SPARE` characters.
        most: the number of characters that are shown.
        mask: masks people in a text; `str` to mask nothing.
    """
    if len(text) <= most:
        return text
    masked = mask(text[: most + SPARE])
    if len(text) >= most + SPARE:  # its end may be half a name
        masked = masked[: -SPARE // 2]
    return masked[: most - 1] + "…"
