"""Rules for files that cannot be read as a report: `not-utf8`, `too-large`, `too-many`, `too-slow`, `not-a-report`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mkdocs_report.model.caps import MAX_ALT, MAX_EXTRAS, MAX_ITEM, MAX_ITEMS, MAX_PROMPT, MAX_QUESTIONS, MAX_TITLE
from mkdocs_report.model.finding import Severity
from mkdocs_report.model.report import Report
from mkdocs_report.parsing.source import MAX_BYTES
from mkdocs_report.rules.rule import Draft, Rule
from mkdocs_report.runtime.job_limits import MEGABYTES, SECONDS


def _fault(name: str, message: str, help_: str) -> Callable[[Report], Iterator[Draft]]:
    def check(report: Report) -> Iterator[Draft]:
        for fault in report.faults:
            if fault.rule == name:
                text = message.format(seen=fault.found)
                yield Draft(text, help_, fault.line, fault.line, observed=fault.found or None)

    return check


def not_a_report(report: Report) -> Iterator[Draft]:
    """Find a file without questions: those of the template, or any, if no template was named."""
    for fault in report.faults:
        if fault.rule != "not-a-report":
            continue
        message, help_ = _WITH_TEMPLATE if report.template else _WITHOUT_TEMPLATE
        if fault.found:
            message = f"The file cannot be read as a report: {fault.found}."
        yield Draft(message, help_, fault.line, fault.line, observed=fault.found or None)


_WITH_TEMPLATE = (
    "The file has none of the template's questions.",
    "Copy the template into it and answer the questions there.",
)
_WITHOUT_TEMPLATE = (
    "No question is found in the file: it has no quoted prompt with an answer below it.",
    (
        "Begin each line of a prompt with “> ”, and end it with “> Answer:”. If the course has a template, name it: "
        "`--template FILE`."
    ),
)


RULES = (
    Rule(
        "not-utf8",
        Severity.ERROR,
        "The file is not UTF-8 text.",
        """
GitHub, MkDocs and this tool expect UTF-8, and every editor can save it. The readable part is shown and judged; invalid
bytes are shown as �.
""",
        report=_fault(
            "not-utf8", "The file is not UTF-8 text: it contains {seen}.", "Save it as UTF-8 in your editor."
        ),
    ),
    Rule(
        "too-large",
        Severity.ERROR,
        "The file is too large to be a report.",
        f"""
A report of more than {MAX_BYTES >> 20} MiB is not read. The usual cause is an image that is embedded in the text as
data.
""",
        report=_fault(
            "too-large",
            "The file was not read: it has {seen}.",
            "Save images in figures/, and code and data as files beside the report.",
        ),
    ),
    Rule(
        "too-many",
        Severity.ERROR,
        "The report exceeds a limit of what is shown.",
        f"""
A report may have {MAX_EXTRAS} sections that the template does not have, and {MAX_ITEMS:,} items in its checklist, of
{MAX_ITEM:,} characters each. Further sections are joined into one and shown as plain text; further items are not read.
Without a template, the first {MAX_QUESTIONS} questions are read as questions, and the rest as sections. Headings are
cut after {MAX_TITLE} characters, prompts after {MAX_PROMPT} lines, and alternative texts after {MAX_ALT:,} characters.
Real reports have less than a third of that.
""",
        report=_fault("too-many", "The report has {seen}.", "Delete repeated text."),
    ),
    Rule(
        "too-slow",
        Severity.ERROR,
        "Reading the file takes too long.",
        f"""
Reading the file took more than {SECONDS:g} seconds or {MEGABYTES / 1000:g} GB of memory, or it crashed. It was stopped
so that the other groups' reports could be shown. Typical causes are tens of thousands of brackets, or deeply nested
quotes. If the file looks normal, please report a bug.
""",
        report=_fault("too-slow", "The file was not read: {seen}.", "Check that this file is a report."),
    ),
    Rule(
        "not-a-report",
        Severity.ERROR,
        "The file has none of the template's questions.",
        """
The file has none of the template's headings and prompts. It is empty, is not a report, or belongs to another course.
Start from the template. If no template was named, the file has no quoted prompt.
""",
        report=not_a_report,
    ),
)
