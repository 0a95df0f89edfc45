"""Rules for prompts: `prompt-changed`, `answer-label-missing`, `answer-in-prompt`, `heading-in-answer`."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import takewhile

from mkdocs_report.model.finding import Severity
from mkdocs_report.model.template import Question, QuestionForm
from mkdocs_report.parsing.markdown.lines import normalise
from mkdocs_report.rules.rule import Case, Draft, Rule
from mkdocs_report.runtime.text import plural

_DIFF_WORDS = 12


def prompt_changed(case: Case) -> Iterator[Draft]:
    """Find prompts that differ from the template's."""
    answer = case.answer
    if answer.lines is None or case.report.template is None or not _is_changed(case):
        return
    wanted = _wanted(case.question)
    if _said(answer.prompt) == wanted:
        change = f"the heading “{case.question.heading}” is missing"
    else:
        masked = case.mask("\n".join(answer.prompt)).split("\n")  # the change may be half of a name
        change = _difference(wanted, _said(tuple(masked)))
    line = answer.prompt_line or answer.lines.first
    yield case.draft(
        f"{case.name}: the prompt differs from the template's: {change}.",
        "Restore the template's prompt.",
        line=line,
        observed=change,
    )


def _is_changed(case: Case) -> bool:
    """Whether the heading is missing, or the words of the prompt differ; most groups change neither."""
    question, mine = case.question, case.answer.prompt
    if question.form is not QuestionForm.QUOTED:
        return False  # groups may delete a prompt that is not quoted
    if case.answer.heading_line is None:
        return True
    asked = question.asked
    as_it_was = mine == asked[: len(mine)] and not _said(asked[len(mine) :])
    return not as_it_was and _said(mine) != _wanted(question)


def _wanted(question: Question) -> str:
    """Return the words of a question's prompt, without the label that closes it."""
    return _said(question.asked)


@lru_cache(maxsize=1024)
def _said(lines: tuple[str, ...]) -> str:
    return " ".join(filter(None, map(normalise, lines)))


@lru_cache(maxsize=1024)  # groups that began with the same copy of the template changed the same words
def _difference(asked: str, said: str) -> str:
    """Return a short description of the words that a group deleted from a prompt and those that it added."""
    if not said:
        return "it is missing"
    gone: list[str] = []
    new: list[str] = []
    wanted, mine = asked.split()[:400], said.split()[:400]
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(wanted, mine, strict=False)))
    wanted, mine = wanted[same:], mine[same:]  # most groups changed only one or two words
    matcher = SequenceMatcher(None, wanted, mine, autojunk=False)
    for _, first, last, start, stop in (code for code in matcher.get_opcodes() if code[0] != "equal"):
        gone += wanted[first:last]
        new += mine[start:stop]
    parts = [f"−“{_cut(gone)}”"] if gone else []
    parts += [f"+“{_cut(new)}”"] if new else []
    return " ".join(parts) or "its last words differ"


def _cut(text: list[str]) -> str:
    return " ".join(word[:40] for word in text[:_DIFF_WORDS]) + (" …" if len(text) > _DIFF_WORDS else "")


def answer_label_missing(case: Case) -> Iterator[Draft]:
    """Find questions whose label, which closes the prompt, is missing."""
    answer = case.answer
    if case.question.label and not answer.label_found and answer.lines is not None and not _is_changed(case):
        yield case.draft(
            f"{case.name}: the label “{case.question.label}:” is missing.",
            f"Add “> {case.question.label}:” between the prompt and the answer.",
            line=answer.prompt_line or answer.lines.first,
            expected=case.question.label,
        )


def answer_in_prompt(case: Case) -> Iterator[Draft]:
    """Find answers inside the quoted prompt."""
    if case.answer.in_prompt:
        yield case.draft(
            f"{case.name}: the answer is inside the quoted prompt.",
            "Move it below the quote, after a blank line, without “>”.",
        )


def heading_in_answer(case: Case) -> Iterator[Draft]:
    """Find headings in answers, which break the report's outline, unless they divide an answer that has parts."""
    headings = case.answer.headings
    if headings and not case.limits.parts:
        first = headings[0]
        text = case.quote(first.text, 60)
        yield case.draft(
            f"{case.name}: {plural(len(headings), 'heading')} in the answer: “{text}”"
            f"{' …' if len(headings) > 1 else ''}.",
            "Use bold text. If the line is code, put it between ``` lines.",
            line=first.line,
            end_line=headings[-1].line,
            observed=len(headings),
            expected=0,
        )


RULES = (
    Rule(
        "prompt-changed",
        Severity.WARNING,
        "A prompt differs from the template's.",
        """
Words of the quoted prompt were removed or added; the finding shows which. Changes of white space, line breaks, case,
punctuation and emphasis are ignored, and so is the formatting of Prettier.
""",
        answer=prompt_changed,
    ),
    Rule(
        "answer-label-missing",
        Severity.WARNING,
        "The label between prompt and answer is missing.",
        "\nThe template ends each prompt with a label such as `> Answer:`. Add it above the answer.\n"
        "\nIf more of the prompt was changed, only `prompt-changed` is reported.\n",
        answer=answer_label_missing,
    ),
    Rule(
        "answer-in-prompt",
        Severity.WARNING,
        "An answer is inside the quoted prompt.",
        """
The answer is read and counted, but on GitHub it looks like a part of the question. Move it below the quote, after a
blank line, without `>`.
""",
        about="quote",
        answer=answer_in_prompt,
    ),
    Rule(
        "heading-in-answer",
        Severity.WARNING,
        "An answer has headings.",
        """
Headings in an answer break the outline of the report. Use bold text. A common cause is code without a fence: a line
that starts with `#` is a heading outside ```` ``` ```` lines.

If the prompt has a limit for each part of the answer, headings may name the parts, and there is no finding.
""",
        about="headings",
        answer=heading_in_answer,
    ),
)
