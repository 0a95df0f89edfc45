"""Rules for the length of an answer: `unanswered`, `too-few-words`, `too-many-words`, `answer-too-large`."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_report.model.caps import MAX_ANSWER, MAX_IMAGES, MAX_LINKS, MAX_NESTING, MAX_REPORT_TAGS, MAX_TAGS
from mkdocs_report.model.finding import Severity
from mkdocs_report.model.report import Count
from mkdocs_report.rules.rule import Case, Draft, Rule
from mkdocs_report.runtime.text import plural


def unanswered(case: Case) -> Iterator[Draft]:
    """Find questions without an answer."""
    answer = case.answer
    if answer.answered or answer.lines is None:
        return
    words, images = case.limits.words, case.limits.images
    wanted = []
    if words:
        wanted.append(f"{words} words")
    if images:
        wanted.append(f"{images} {'image' if images.most == 1 else 'images'}")
    optional = words is not None and words.least == 0 and not (images and images.least)
    yield case.draft(
        f"{case.name} has no answer.",
        f"Write one under the prompt{': ' + ' and '.join(wanted) if wanted else ''}."
        + (" It may stay empty, as 0 words are enough." if optional else ""),
        line=answer.marker_line or answer.lines.first,
        downgraded=optional,
    )


def _seen(count: Count, low: int, high: int) -> str:
    """Return the number of words in a message, with the most different other count if conventions differ."""
    if low == high:
        return plural(count.rendered, "word")
    other = high if high - count.rendered >= count.rendered - low else low
    return f"{plural(count.rendered, 'word')} as a reader counts them, {other:,} by another count,"


def too_few_words(case: Case) -> Iterator[Draft]:
    """Find answers with fewer words than the prompt asks for."""
    words, count = case.limits.words, case.answer.count
    if words is None or words.least is None or count.rendered >= words.least:
        return
    low, high = count.range
    disputed = high >= words.least
    more = words.least - count.rendered
    yield case.draft(
        f"{case.name} has {_seen(count, low, high) if disputed else plural(count.rendered, 'word')};"
        f" {words} are {_asked(case)}.".replace(",;", ";"),
        f"Write at least {plural(more, 'more word')}.",
        observed=count.rendered,
        expected=words.pair,
        downgraded=case.limits.advisory or disputed,
    )


def too_many_words(case: Case) -> Iterator[Draft]:
    """Find answers with more words than the prompt asks for."""
    words, count = case.limits.words, case.answer.count
    if words is None or words.most is None or count.rendered <= words.most:
        return
    low, high = count.range
    disputed = low <= words.most
    yield case.draft(
        f"{case.name} has {_seen(count, low, high) if disputed else plural(count.rendered, 'word')};"
        f" {words} are {_asked(case)}.".replace(",;", ";"),
        f"Take out at least {plural(count.rendered - words.most, 'word')}.",
        observed=count.rendered,
        expected=words.pair,
        downgraded=case.limits.advisory or disputed,
    )


def _asked(case: Case) -> str:
    return "recommended" if case.limits.advisory else "asked for"


_COUNTING = """
A word is what a reader of the page would count: the text as GitHub shows it, split at white space, each piece that
holds a letter or a digit. Code blocks, tables, comments and images are left out; `inline code` and links count.

Other conventions are reasonable too: counting code and tables, or the raw Markdown. The finding is hard only when
every one of them puts the answer outside the limit; otherwise it is soft and shows both numbers. It is soft, too,
where the prompt only recommends a length. `mkdocs-report check --explain-words 14 REPORT` shows what was counted.
"""


def answer_too_large(case: Case) -> Iterator[Draft]:
    """Find answers that are too long, or nested too deeply, to be rendered."""
    if case.answer.beyond:
        yield case.draft(
            f"{case.name} has more than {case.answer.beyond}; it is shown as it was typed, without Markdown.",
            "Put logs, data and code into files beside the report.",
            observed=case.answer.beyond,
        )


RULES = (
    Rule(
        "answer-too-large",
        Severity.ERROR,
        "An answer is too large to be rendered.",
        f"""
It has more than {MAX_ANSWER:,} characters or {MAX_TAGS:,} HTML tags, \
or its lists, quotes and elements stand in each other more than
{MAX_NESTING} deep; or all answers of the report have more than {MAX_REPORT_TAGS:,} HTML tags, \
{MAX_IMAGES} images or {MAX_LINKS:,} links. Nothing of it is
lost: it is shown as it was typed, without Markdown and images.
""",
        answer=answer_too_large,
    ),
    Rule(
        "unanswered",
        Severity.ERROR,
        "A question has no answer.",
        """
Nothing stands under the prompt but blank lines, dashes or the fill marker. Write an answer; “We did not do this,
because …” is one. Where the prompt is content with 0 words, the finding is soft.

An unanswered question has this finding only: it is not also too short and without images.
""",
        answer=unanswered,
    ),
    Rule(
        "too-few-words",
        Severity.ERROR,
        "An answer is shorter than asked for.",
        _COUNTING,
        about="words",
        answer=too_few_words,
    ),
    Rule(
        "too-many-words",
        Severity.ERROR,
        "An answer is longer than asked for.",
        _COUNTING,
        about="words",
        answer=too_many_words,
    ),
)
