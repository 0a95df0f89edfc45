"""Rules for the length of an answer: `unanswered`, `too-few-words`, `too-many-words`, `answer-too-large`."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_report.model.caps import MAX_ANSWER, MAX_IMAGES, MAX_LINKS, MAX_NESTING, MAX_REPORT_TAGS, MAX_TAGS
from mkdocs_report.model.finding import Severity
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
        f"{case.name}: no answer.",
        f"Write an answer under the prompt{': ' + ' and '.join(wanted) if wanted else ''}."
        + (" It may stay empty, because the prompt allows 0 words." if optional else ""),
        line=answer.marker_line or answer.lines.first,
        downgraded=optional,
    )


def _message(case: Case, disputed: bool) -> str:
    """Return the message of a wrong number of words; `disputed` adds the count that differs most."""
    count, limits = case.answer.count, case.limits
    low, high = count.range
    other = high if high - count.rendered >= count.rendered - low else low
    note = f" ({other:,} by another count)" if disputed and low != high else ""
    required = "recommended" if limits.advisory else "required"
    return f"{case.name}: {plural(count.rendered, 'word')}{note}, {required} {limits.words}."


def too_few_words(case: Case) -> Iterator[Draft]:
    """Find answers with fewer words than the prompt requires."""
    words, count = case.limits.words, case.answer.count
    if words is None or words.least is None or count.rendered >= words.least:
        return
    disputed = count.range[1] >= words.least
    yield case.draft(
        _message(case, disputed),
        f"Add at least {plural(words.least - count.rendered, 'word')}.",
        observed=count.rendered,
        expected=words,
        downgraded=case.limits.advisory or disputed,
    )


def too_many_words(case: Case) -> Iterator[Draft]:
    """Find answers with more words than the prompt allows."""
    words, count = case.limits.words, case.answer.count
    if words is None or words.most is None or count.rendered <= words.most:
        return
    disputed = count.range[0] <= words.most
    yield case.draft(
        _message(case, disputed),
        f"Remove at least {plural(count.rendered - words.most, 'word')}.",
        observed=count.rendered,
        expected=words,
        downgraded=case.limits.advisory or disputed,
    )


_COUNTING = """
Words are counted as a reader of the page counts them: the text as GitHub shows it, split at white space, without
pieces that have no letter and no digit. Code blocks, tables, comments and images do not count; `inline code` and links
do.

Other conventions also count code and tables, or the raw Markdown. The finding is an error only if the answer is outside
the limit by every convention. Otherwise it is a warning and shows both numbers. It is also a warning if the prompt only
recommends a length. `mkdocs-report check --explain-words 14 REPORT` shows what was counted.
"""


def answer_too_large(case: Case) -> Iterator[Draft]:
    """Find answers that are too long, or nested too deeply, to be rendered."""
    if case.answer.beyond:
        yield case.draft(
            f"{case.name}: more than {case.answer.beyond}. The answer is shown as plain text, without Markdown.",
            "Put logs, data and code into files beside the report.",
            observed=case.answer.beyond,
        )


RULES = (
    Rule(
        "answer-too-large",
        Severity.ERROR,
        "An answer is too large to be rendered.",
        f"""
An answer may have {MAX_ANSWER:,} characters, {MAX_TAGS:,} HTML tags and {MAX_NESTING} levels of lists, quotes and
elements inside each other. All answers of a report may have {MAX_REPORT_TAGS:,} HTML tags, {MAX_IMAGES} images and
{MAX_LINKS:,} links. An answer beyond these limits is shown as plain text, without Markdown and images. Nothing of it is
lost.
""",
        answer=answer_too_large,
    ),
    Rule(
        "unanswered",
        Severity.ERROR,
        "A question has no answer.",
        """
There is only white space, dashes or the fill marker under the prompt. Write an answer; “We did not do this, because …”
is one. If the prompt allows 0 words, the finding is a warning.

An unanswered question has only this finding. It does not also count as too short or as without images.
""",
        answer=unanswered,
    ),
    Rule(
        "too-few-words",
        Severity.ERROR,
        "An answer has fewer words than required.",
        _COUNTING,
        about="words",
        answer=too_few_words,
    ),
    Rule(
        "too-many-words",
        Severity.ERROR,
        "An answer has more words than allowed.",
        _COUNTING,
        about="words",
        answer=too_many_words,
    ),
)
