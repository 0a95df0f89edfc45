"""`template check` names each line that looks like a question or a place for an answer, and is not used as one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_report.errors import TemplateError
from mkdocs_report.model.template import Template, TemplateForm
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.tasks import has_question_mark, has_task
from mkdocs_report.parsing.template.drafts import Document
from mkdocs_report.parsing.template.lint import lint_template
from mkdocs_report.parsing.template.parser import inspect_template
from mkdocs_report.parsing.template.template_warning import TemplateWarning
from mkdocs_report.parsing.template.tokens import TokenKind
from tests.support.template_forms import TEMPLATES, FormOfTemplate

ANY = TemplateForm()
ASKING = {TokenKind.TEXT, TokenKind.ITEM, TokenKind.BULLET, TokenKind.BOLD, TokenKind.COMMENT, TokenKind.HEADING}
PLACES = {TokenKind.MARKER, TokenKind.PLACEHOLDER, TokenKind.LABEL}
QUOTED = "> **Why {}?**\n>\n> Answer:\n\n--- fill here ---\n"
LABELLED = f"# Form\n\n## Question 1\n\n{QUOTED.format('so')}\n"


def read(text: str, form: TemplateForm = ANY) -> Template:
    return inspect_template(decode(text.encode(), "template.md"), form)[0]


def found(text: str, form: TemplateForm = ANY) -> list[TemplateWarning]:
    return list(lint_template(read(text, form)))


@pytest.mark.parametrize("form", TEMPLATES, ids=lambda form: form.name.replace(" ", "-"))
def test_a_template_of_any_form_has_no_warning(form: FormOfTemplate) -> None:
    assert found(form.template) == []


CHUNKS = st.sampled_from(
    [
        "# Form", "## Question 1", "## Question 2", "## Results", "### What now?", "## How to hand in",
        "## Design (5 points)", "### Answer", "---", "```\nwhat?\n```", "- [ ] Is it done?", "Some text.",
        "> Why is it so?", "> Late work is refused.", "> Describe the pump.\n>\n> Answer:",
        "> [!NOTE]\n> Mind the gap.", "> [!TIP]\n> What is a tip?", "--- question 1 fill here ---", "[your answer]",
        "TODO", "____", "Answer:", "**Svar:**", "1. What is it?\n2. Where is it?", "1. Open the lid.\n2. Close it.",
        "a) How?\n\nb) Why?", "**What then?**", "**Note**", "Name: ____", "Group:", "- What?\n- Where?", "Who is it?",
        "Describe the tank.", "| A | B |\n|---|---|\n| Why? | |", "| Name | Mail |\n|---|---|\n| | |",
        "<!-- Why? -->", "<!-- your answer -->", "Read https://example.org/?a=b first.",
    ]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(CHUNKS, max_size=12), st.booleans())
def test_each_line_is_in_a_question_or_named(chunks: list[str], labelled: bool) -> None:
    text = "\n\n".join(chunks)
    try:
        template = read(f"{LABELLED}\n{text}\n" if labelled else text)
    except TemplateError:
        return
    named = {line for warning in lint_template(template) for line in lines_of(warning)}
    unused = {line for line in watched(template) if template.kinds[line - 1].question is None}
    assert unused <= named


def lines_of(warning: TemplateWarning) -> set[int]:
    """Return the lines that a warning names: "lines 3, 7 and 9-12"."""
    places = re.findall(r"\b[Ll]ines? (\d+(?:-\d+)?(?:(?:, | and )\d+(?:-\d+)?)*)", f"{warning.message} {warning.help}")
    spans = [span.partition("-") for place in places for span in re.split(r", | and ", place)]
    return {warning.line, *(n for a, _, b in spans for n in range(int(a), int(b or a) + 1))}


def watched(template: Template) -> set[int]:
    """Return the lines of a template that look like a question or a place for an answer."""
    document = Document(template.lines, ANY)
    lines = set()
    for index, token in enumerate(document.tokens):
        is_title = token.kind is TokenKind.HEADING and token.text == template.title
        asks = token.kind in ASKING and has_question_mark(token.text) and not is_title
        if asks or token.kind in PLACES:
            lines.add(index + 1)
    for first, stop in document.tokens.quotes:
        text = " ".join(token.text for token in document.tokens[first:stop])
        is_alert = document.tokens[first].kind is TokenKind.ALERT
        if text.strip() and (has_question_mark(text) or (has_task(text) and not is_alert)):
            lines.add(first + 1)
    return lines
