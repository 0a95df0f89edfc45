"""Rules for the structure of a report: its questions, their order, sections, open fences and git conflicts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from mkdocs_report.model.finding import Severity
from mkdocs_report.model.report import Report
from mkdocs_report.model.template import Question, question_name
from mkdocs_report.rules.rule import Draft, Rule

MOST = 20
"""The most unknown or repeated questions with a finding each; the rest share one finding."""


def question_missing(report: Report) -> Iterator[Draft]:
    """Find questions of the template that are missing from the report."""
    last = 1
    for answer in report.answers:
        if answer.lines is not None:
            last = answer.lines.last
            continue
        yield Draft(
            f"{question_name(answer.question)}: missing from the report.",
            f"Add “{_title(answer.question)}” with its prompt, and answer it.",
            last,
            last,
            expected=answer.question.heading,
            question=answer.question.id,
        )


def _title(question: Question) -> str:
    """Return the title of a question as it is in the template."""
    return f"{'#' * question.level} {question.heading}" if question.level else question.heading


def question_duplicated(report: Report) -> Iterator[Draft]:
    """Find questions that are in the report more than once."""
    for answer in report.answers:
        for line in answer.copies[:MOST]:
            first = answer.lines.first if answer.lines else 1
            yield Draft(
                f"{question_name(answer.question)}: repeated. The one in line {first} is judged.",
                "Merge the answers under one heading and delete the other.",
                line,
                line,
                observed=1 + len(answer.copies),
                expected=1,
                question=answer.question.id,
            )


def question_unexpected(report: Report) -> Iterator[Draft]:
    """Find questions of the report that are not in the template."""
    foreign = [extra for extra in report.extras if extra.duplicate_of is None and not extra.loose]
    what, help_ = "not a question of the template", "Move its text to the answer that it belongs to."
    if report.template is None:
        what, help_ = (
            "not a question: it has no quoted prompt",
            f"{help_} If it is a question, quote its prompt with “> ”.",
        )
    for extra in foreign[:MOST]:
        yield Draft(
            f"“{extra.heading}” is {what}. It is shown but not judged.",
            help_,
            extra.span.first,
            extra.span.last,
            observed=extra.heading,
        )
    if len(foreign) > MOST:
        yield Draft(
            f"{len(foreign) - MOST:,} more headings are not questions{' of the template' if report.template else ''}.",
            "Check that this report belongs to this course.",
            foreign[MOST].span.first,
            foreign[-1].span.last,
            observed=len(foreign),
        )


def text_outside_questions(report: Report) -> Iterator[Draft]:
    """Find text outside of the questions."""
    loose = [extra for extra in report.extras if extra.loose and not extra.is_expected]
    for extra in loose[:MOST]:
        yield Draft(
            f"{extra.heading}: text that belongs to no question. It is shown but not judged.",
            "Move it to the answer that it belongs to, if it is one.",
            extra.span.first,
            extra.span.last,
            observed=extra.heading,
        )
    if len(loose) > MOST:
        yield Draft(
            f"{len(loose) - MOST:,} more texts are outside of the questions.",
            "Move them to the answers that they belong to.",
            loose[MOST].span.first,
            loose[-1].span.last,
            observed=len(loose),
        )


def question_out_of_order(report: Report) -> Iterator[Draft]:
    """Find questions that come before one that precedes them in the template."""
    numbers = {answer.question.id: index for index, answer in enumerate(report.answers)}
    places = sorted(
        (answer.lines.first, numbers[answer.question.id]) for answer in report.answers if answer.lines is not None
    )
    kept = _longest_rising([number for _, number in places])
    for (line, number), (_, before) in zip(places, [(0, -1), *places], strict=False):
        if number in kept:
            continue
        answer = report.answers[number]
        after = f"after {question_name(report.answers[before].question)}" if before >= 0 else "first"
        yield Draft(
            f"{question_name(answer.question)}: not in the template's order, it comes {after}.",
            "Move it to its place in the template.",
            line,
            line,
            question=answer.question.id,
        )


def _longest_rising(numbers: list[int]) -> set[int]:
    """Return the longest rising part of a list of different numbers: the questions that are in order."""
    tails: list[int] = []
    came_from: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        came_from[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    kept: set[int] = set()
    current = tails[-1] if tails else None
    while current is not None:
        kept.add(current)
        current = came_from[current]
    return kept


def section_missing(report: Report) -> Iterator[Draft]:
    """Find section headings of the template that are missing or renamed."""
    for title in report.sections_missing:
        line = next((a.lines.first for a in report.answers if a.lines and a.question.section == title), 1)
        yield Draft(
            f"The section heading “{title}” is missing.",
            "Add it above its first question.",
            line,
            line,
            expected=title,
        )


def unclosed_fence(report: Report) -> Iterator[Draft]:
    """Find a code fence, a comment or a raw HTML block that is never closed."""
    opened = [(report.unclosed, None), *((a.unclosed, a.question.id) for a in report.answers)]
    for unclosed, question in opened:
        if not unclosed:
            continue
        end = {"code fence": "```", "comment": "-->"}.get(unclosed.kind, "its end tag")
        yield Draft(
            f"The {unclosed.kind} that starts here is never closed. On GitHub it includes everything that follows.",
            f"Close it with {end} on its own line.",
            unclosed.line,
            unclosed.line,
            question=question,
        )


def merge_conflict(report: Report) -> Iterator[Draft]:
    """Find git's conflict markers in the file."""
    places = [(a.conflict_line, a.question.id) for a in report.answers if a.conflict_line]
    if report.conflict_line:
        places.append((report.conflict_line, None))  # type: ignore[arg-type]
    for line, question in sorted(places):
        yield Draft(
            "Git conflict markers: a merge was committed before it was finished.",
            "Keep the right version, and delete the lines with <<<<<<<, ======= and >>>>>>>.",
            line or 1,
            line or 1,
            question=question,
        )


RULES = (
    Rule(
        "question-missing",
        Severity.ERROR,
        "A question of the template is missing.",
        """
The report has neither the question's heading nor its prompt. Add both as they are in the template, and answer the
question there.
""",
        report=question_missing,
    ),
    Rule(
        "question-duplicated",
        Severity.ERROR,
        "A question is in the report more than once.",
        "\nThe one with an answer is judged, the other is only shown. Merge them under one heading.\n",
        report=question_duplicated,
    ),
    Rule(
        "unclosed-fence",
        Severity.ERROR,
        "A code fence, comment or raw HTML block is never closed.",
        """
On GitHub everything up to the end of the file is shown as code, or is hidden. Here only the one answer is affected: the
template's next question is still found.
""",
        report=unclosed_fence,
    ),
    Rule(
        "merge-conflict",
        Severity.ERROR,
        "The report has git conflict markers.",
        "\nA merge left lines with `<<<<<<<`, `=======` or `>>>>>>>`. Keep the right version, and delete the rest.\n",
        report=merge_conflict,
    ),
    Rule(
        "question-unexpected",
        Severity.WARNING,
        "The report has a question that is not in the template.",
        "\nIt is shown, so that nothing is lost, but not judged.\n",
        report=question_unexpected,
    ),
    Rule(
        "text-outside-questions",
        Severity.WARNING,
        "Text belongs to no question.",
        """
The text stands above the first question, under the heading of a section, or behind the heading of a question. It is
shown on the group's page, so that nothing is lost, but not judged. If it is an answer, move it to its question. Text
under a heading that the course names in `skip_headings`, such as "References", is no finding.
""",
        report=text_outside_questions,
    ),
    Rule(
        "question-out-of-order",
        Severity.WARNING,
        "A question is not in the template's order.",
        "\nIt is judged anyway. Readers look for it in the template's order.\n",
        report=question_out_of_order,
    ),
    Rule(
        "section-missing",
        Severity.WARNING,
        "A section heading of the template is missing.",
        "\nThe heading was deleted or renamed. Its questions are found anyway.\n",
        report=section_missing,
    ),
)
