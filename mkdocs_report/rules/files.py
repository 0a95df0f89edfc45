"""Rules for files that cannot be read as a report: `not-utf8`, `too-large`, `too-many`, `too-slow`, `not-a-report`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mkdocs_report.model.caps import MAX_ALT, MAX_EXTRAS, MAX_ITEM, MAX_ITEMS, MAX_PROMPT, MAX_QUESTIONS, MAX_TITLE
from mkdocs_report.model.finding import Severity
from mkdocs_report.model.report import Report
from mkdocs_report.parsing.source import MAX_BYTES
from mkdocs_report.rules.rule import Draft, Rule
from mkdocs_report.runtime.job_limits import MEGABYTES, SECONDS


def _fault(name: str, message: str, mend: str, without: str = "") -> Callable[[Report], Iterator[Draft]]:
    def check(report: Report) -> Iterator[Draft]:
        for rule, line, seen in report.faults:
            if rule == name:
                text = message.format(seen=seen) if seen or not without else without
                yield Draft(text, mend, line, line, observed=seen or None)

    return check


RULES = (
    Rule(
        "not-utf8",
        Severity.ERROR,
        "The file is not UTF-8 text.",
        """
Every editor can save a file as UTF-8, and GitHub, MkDocs and this tool expect it. What could be read is shown and
judged; bytes that mean nothing in UTF-8 are shown as �.
""",
        report=_fault("not-utf8", "The file is not UTF-8 text: it holds {seen}.", "Save it as UTF-8 in your editor."),
    ),
    Rule(
        "too-large",
        Severity.ERROR,
        "The file is too large to be a report.",
        f"""
A report of more than {MAX_BYTES >> 20} MiB is not read. Images pasted into the text as data are the usual cause.
""",
        report=_fault(
            "too-large",
            "The file is not read: it has {seen}.",
            "Put images into figures/ as files, and code and data beside the report.",
        ),
    ),
    Rule(
        "too-many",
        Severity.ERROR,
        "The report has more of something than is shown.",
        f"""
A report may have {MAX_EXTRAS} sections that the template does not have, and {MAX_ITEMS:,} items in its checklist, of
{MAX_ITEM:,} characters each. Further sections are joined into one and shown as they were typed; further items are not
read. Without a template, the first {MAX_QUESTIONS} questions are read as questions, and the rest as sections. The end
of what is longer is left out: a heading of {MAX_TITLE} characters, a prompt of {MAX_PROMPT} lines, an alternative text
of {MAX_ALT:,} characters. Real reports have less than a third of that.
""",
        report=_fault("too-many", "The report has {seen}.", "Delete what was repeated by mistake."),
    ),
    Rule(
        "too-slow",
        Severity.ERROR,
        "Reading the file takes too long.",
        f"""
A file that is built to be slow to read, or became so by accident: ten thousands of brackets, quotes in quotes in
quotes. Reading it took more than {SECONDS:g} seconds or {MEGABYTES / 1000:g} GB of memory, or \
broke off; it was ended so that the other groups'
reports could be shown. Where nothing in the file is odd, the fault is ours: please report it.
""",
        report=_fault("too-slow", "The file is not read: {seen}.", "Is this a report?"),
    ),
    Rule(
        "not-a-report",
        Severity.ERROR,
        "The file holds none of the template's questions.",
        """
None of the template's headings or prompts stands in it: it is empty, or another file, or the report of another
course. Start from the template.
""",
        report=_fault(
            "not-a-report",
            "The file can not be read as a report: {seen}.",
            "Copy the template's text into it and answer the questions there.",
            without="The file holds none of the template's questions.",
        ),
    ),
)
