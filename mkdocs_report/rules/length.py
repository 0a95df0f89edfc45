"""Rules for answers that are missing, or too large to be shown: `unanswered`, `answer-too-large`."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_report.model.caps import MAX_ANSWER, MAX_IMAGES, MAX_LINKS, MAX_NESTING, MAX_REPORT_TAGS, MAX_TAGS
from mkdocs_report.model.finding import Severity
from mkdocs_report.rules.rule import Case, Draft, Rule


def unanswered(case: Case) -> Iterator[Draft]:
    """Find questions without an answer."""
    answer = case.answer
    if answer.answered or answer.lines is None:
        return
    words, limits = case.limits.words, case.limits.limits
    wanted = [limit.text for limit in limits]
    optional = words is not None and words.least == 0 and not any(limit.bounds.least for limit in limits)
    place = " under the prompt" if case.question.prompt else ""
    yield case.draft(
        f"{case.name}: no answer.",
        f"Write an answer{place}{': ' + ' and '.join(wanted) if wanted else ''}."
        + (" It may stay empty, because the prompt allows 0 words." if optional else ""),
        line=answer.marker_line or answer.lines.first,
        downgraded=optional,
    )


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
)
