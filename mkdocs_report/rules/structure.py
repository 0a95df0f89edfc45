"""Whether the report still has the template's structure: questions, order, sections, prompts, labels, fences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from mkdocs_report.lines import key
from mkdocs_report.model import Report
from mkdocs_report.rules.finding import Case, Draft, Rule, Severity, plural, question_name

_DIFF_WORDS = 12


def question_missing(report: Report) -> Iterator[Draft]:
    """The template has a question that the report has not."""
    last = 1
    for answer in report.answers:
        if answer.lines is not None:
            last = answer.lines.last
            continue
        yield Draft(
            f"{question_name(answer.question)} is missing.",
            f"Put back “{'#' * answer.question.level} {answer.question.heading}” with its prompt, and answer it.",
            last,
            last,
            expected=answer.question.heading,
            question=answer.question.id,
        )


def question_duplicated(report: Report) -> Iterator[Draft]:
    """A question stands in the report more than once."""
    for answer in report.answers:
        for line in answer.copies:
            first = answer.lines.first if answer.lines else 1
            yield Draft(
                f"{question_name(answer.question)} stands in the report again; the one in line {first} is read.",
                "Join the two answers under one heading and delete the other.",
                line,
                line,
                observed=1 + len(answer.copies),
                expected=1,
                question=answer.question.id,
            )


def question_unexpected(report: Report) -> Iterator[Draft]:
    """The report has a question that the template has not."""
    for extra in report.extras:
        if extra.duplicate_of is None:
            yield Draft(
                f"“{extra.heading}” is no question of the template; it is shown, and not judged.",
                "Move its text into the answer that it belongs to.",
                extra.span.first,
                extra.span.last,
                observed=extra.heading,
            )


def question_out_of_order(report: Report) -> Iterator[Draft]:
    """A question stands before one that comes first in the template."""
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
            f"{question_name(answer.question)} stands in another place than in the template: {after}.",
            "Move it back to its place.",
            line,
            line,
            question=answer.question.id,
        )


def _longest_rising(numbers: list[int]) -> set[int]:
    """The longest rising part of a list of different numbers: what is in order."""
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
    """A section heading of the template is gone or renamed."""
    for title in report.sections_missing:
        line = next((a.lines.first for a in report.answers if a.lines and a.question.section == title), 1)
        yield Draft(
            f"The section heading “{title}” is missing.",
            "Put it back above its first question.",
            line,
            line,
            expected=title,
        )


def prompt_changed(case: Case) -> Iterator[Draft]:
    """The quoted prompt of a question is not the template's."""
    answer = case.answer
    if answer.lines is None:
        return
    wanted = _said(case.question.prompt)
    if case.question.label:
        wanted = wanted.removesuffix(key(case.question.label)).rstrip()
    mine = _said(answer.prompt)
    heading = answer.heading_line is None
    if mine == wanted and not heading:
        return
    if heading and mine == wanted:
        change = f"the heading “{case.question.heading}” is gone"
    else:
        change = _difference(wanted.split(), mine.split())
    line = answer.prompt_line or answer.lines.first
    yield case.draft(
        f"The prompt of {case.name} is not the template's: {change}.",
        "Put the template's words back, so that readers see what was asked.",
        line=line,
        observed=change,
    )


@lru_cache(maxsize=1024)
def _said(lines: tuple[str, ...]) -> str:
    return " ".join(filter(None, map(key, lines)))


def _difference(wanted: list[str], mine: list[str]) -> str:
    """What was taken out and what was put in, in a few words."""
    if not mine:
        return "it is gone"
    gone: list[str] = []
    new: list[str] = []
    matcher = SequenceMatcher(None, wanted[:400], mine[:400], autojunk=False)
    for _, first, last, start, stop in (code for code in matcher.get_opcodes() if code[0] != "equal"):
        gone += wanted[first:last]
        new += mine[start:stop]
    parts = [f"−“{_cut(gone)}”"] if gone else []
    parts += [f"+“{_cut(new)}”"] if new else []
    return " ".join(parts)


def _cut(text: list[str]) -> str:
    return " ".join(word[:40] for word in text[:_DIFF_WORDS]) + (" …" if len(text) > _DIFF_WORDS else "")


def answer_label_missing(case: Case) -> Iterator[Draft]:
    """The label that closes the prompt is gone."""
    answer = case.answer
    if case.question.label and not answer.label_found and answer.lines is not None and not any(prompt_changed(case)):
        yield case.draft(
            f"{case.name} has lost its “{case.question.label}:”.",
            f"Put “> {case.question.label}:” back between prompt and answer.",
            line=answer.prompt_line or answer.lines.first,
            expected=case.question.label,
        )


def answer_in_prompt(case: Case) -> Iterator[Draft]:
    """The answer stands inside the prompt's quote."""
    if case.answer.in_prompt:
        yield case.draft(
            f"The answer to {case.name} stands in the prompt's quote.",
            "Write it below the quote, after a blank line, without “>”.",
        )


def heading_in_answer(case: Case) -> Iterator[Draft]:
    """An answer has headings of its own, which break the report's outline."""
    headings = case.answer.headings
    if headings:
        first = headings[0]
        yield case.draft(
            f"The answer to {case.name} has {plural(len(headings), 'heading')} of its own: “{first.text[:60]}”"
            f"{' …' if len(headings) > 1 else ''}.",
            "Use bold text instead; a line of code that begins with # belongs between ``` lines.",
            line=first.line,
            end_line=headings[-1].line,
            observed=len(headings),
            expected=0,
        )


def unclosed_fence(report: Report) -> Iterator[Draft]:
    """A code fence, a comment or a raw HTML block is never closed."""
    opened = [(a.unclosed, a.question.id) for a in report.answers if a.unclosed]
    if report.unclosed:
        opened.insert(0, (report.unclosed, None))  # type: ignore[arg-type]
    for (kind, line), question in opened:
        end = {"code fence": "```", "comment": "-->"}.get(kind, "its end tag")
        yield Draft(
            f"The {kind} that begins here is never closed; on GitHub it swallows all that follows.",
            f"Close it with {end} on a line of its own.",
            line,
            line,
            question=question,
        )


def merge_conflict(report: Report) -> Iterator[Draft]:
    """Git's conflict markers still stand in the file."""
    places = [(a.conflict_line, a.question.id) for a in report.answers if a.conflict_line]
    if report.conflict_line:
        places.append((report.conflict_line, None))  # type: ignore[arg-type]
    for line, question in sorted(places):
        yield Draft(
            "Git's conflict markers stand here: a merge was committed without being finished.",
            "Keep what is right of the two versions, and delete the lines with <<<<<<<, ======= and >>>>>>>.",
            line or 1,
            line or 1,
            question=question,
        )


RULES = (
    Rule(
        "question-missing",
        Severity.HARD,
        "A question of the template is missing.",
        """
Neither the question's heading nor its prompt stands in the report. Put the heading back as the template has it,
with its prompt, and answer it there.
""",
        report=question_missing,
    ),
    Rule(
        "question-duplicated",
        Severity.HARD,
        "A question stands in the report more than once.",
        "\nThe one with an answer is read, the other is shown beside it. Join them under one heading.\n",
        report=question_duplicated,
    ),
    Rule(
        "unclosed-fence",
        Severity.HARD,
        "A code fence, comment or raw HTML block is never closed.",
        """
On GitHub everything up to the end of the file becomes code, or vanishes. Here it costs only its own answer: the
questions that the template expects are found again.
""",
        report=unclosed_fence,
    ),
    Rule(
        "merge-conflict",
        Severity.HARD,
        "Git's conflict markers stand in the report.",
        "\nLines with `<<<<<<<`, `=======` or `>>>>>>>` are left from a merge. Keep what is right, delete the rest.\n",
        report=merge_conflict,
    ),
    Rule(
        "question-unexpected",
        Severity.SOFT,
        "The report has a question that the template has not.",
        "\nIt is shown, so that nothing is lost, and not judged.\n",
        report=question_unexpected,
    ),
    Rule(
        "question-out-of-order",
        Severity.SOFT,
        "A question stands in another place than in the template.",
        "\nIt is read all the same; readers look for it where the template has it.\n",
        report=question_out_of_order,
    ),
    Rule(
        "section-missing",
        Severity.SOFT,
        "A section heading of the template is missing.",
        "\nIt was deleted or renamed. Its questions are found all the same.\n",
        report=section_missing,
    ),
    Rule(
        "prompt-changed",
        Severity.SOFT,
        "The prompt of a question is not the template's.",
        """
Words were taken out of the quoted prompt or put into it; the finding shows which. White space, line breaks, case,
punctuation and emphasis are no change, nor is what Prettier makes of them.
""",
        answer=prompt_changed,
    ),
    Rule(
        "answer-label-missing",
        Severity.SOFT,
        "The label between prompt and answer is gone.",
        "\nThe template closes each prompt with a label such as `> Answer:`. Put it back above the answer.\n"
        "\nWhere more of the prompt was changed, `prompt-changed` says it all.\n",
        answer=answer_label_missing,
    ),
    Rule(
        "answer-in-prompt",
        Severity.SOFT,
        "An answer stands inside the prompt's quote.",
        """
It is read and counted all the same, but on GitHub it looks like a part of the question. Write it below the quote,
after a blank line, without `>`.
""",
        answer=answer_in_prompt,
    ),
    Rule(
        "heading-in-answer",
        Severity.SOFT,
        "An answer has headings of its own.",
        """
They break the outline of the report. Use bold text. Often it is code without its fence: a line that begins with
`#` is a heading outside of ```` ``` ````.
""",
        answer=heading_in_answer,
    ),
)
