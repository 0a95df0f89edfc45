"""A template of any form is understood, and every word of a filled copy has one place, and is shown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_report.model.report import Report
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.parser import parse_template
from tests.support.reports import parse
from tests.support.template_forms import TEMPLATES, FormOfTemplate

EVERY_FORM = pytest.mark.parametrize("form", TEMPLATES, ids=lambda form: form.name.replace(" ", "-"))


def read(form: FormOfTemplate, text: str) -> Report:
    return parse(text.encode(), form.template)


def shown(report: Report) -> str:
    """Return all text of a report that its page shows."""
    texts = [text for answer in report.answers for text in (*answer.prompt, answer.text)]
    texts += [f"{extra.heading}\n{extra.text}" for extra in report.extras]
    return "\n".join([*texts, report.own_title, *(item.text for item in report.checklist)])


@EVERY_FORM
def test_its_questions_are_found(form: FormOfTemplate) -> None:
    template = parse_template(decode(form.template.encode(), "template.md"))
    assert {question.form for question in template.questions} == form.forms
    assert len(template.questions) == form.places
    assert len(template.kinds) == len(template.lines)


@EVERY_FORM
def test_the_empty_template_answers_nothing(form: FormOfTemplate) -> None:
    report = read(form, form.template)
    assert [answer.question.id for answer in report.answers if answer.answered] == []
    assert [answer.question.id for answer in report.answers if answer.lines is None] == []
    assert report.extras == ()


@EVERY_FORM
def test_each_answer_stands_at_its_question(form: FormOfTemplate) -> None:
    report = read(form, form.fill({place: f"Wordnumber{place} of ours" for place in range(form.places)}))
    assert [re.findall(r"Wordnumber\d+", answer.text) for answer in report.answers] == [
        [f"Wordnumber{place}"] for place in range(form.places)
    ]
    assert report.extras == ()


@EVERY_FORM
def test_one_answer_is_at_no_other_question(form: FormOfTemplate) -> None:
    for place in range(form.places):
        report = read(form, form.fill({place: "Ours alone"}))
        assert [answer.answered for answer in report.answers] == [n == place for n in range(form.places)]


OWN_LINES = st.sampled_from(
    ["", "Words of ours", "**Bold of ours**", "- a point of ours", "> a quote of ours", "## Heading of ours",
     "1. first", "| a | cell |", "```", "Yes", "Answer:", "<!-- hidden -->", "---", "# Title of ours", "Name: ours"]
)  # fmt: skip


@settings(deadline=None)
@given(st.data())
def test_no_line_of_a_group_is_lost(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(TEMPLATES))
    words = [f"Ownword{number}" for number in range(20)]
    answers = {
        place: f"{words[place]} {text}".strip()
        for place, text in data.draw(
            st.dictionaries(st.integers(0, form.places - 1), st.sampled_from(["", "and more", "**bold**"]))
        ).items()
    }
    lines = form.fill(answers).split("\n")
    added = data.draw(st.lists(st.tuples(st.integers(0, len(lines)), OWN_LINES), max_size=3))
    for number, (at, line) in enumerate(sorted(added, reverse=True), 10):
        lines.insert(at, f"{line} {words[number]}" if line and line[0] not in "`<-|" else line)
    removed = data.draw(st.sets(st.integers(0, len(lines) - 1), max_size=3))
    kept = [line for number, line in enumerate(lines) if number not in removed or "Ownword" in line]
    report = read(form, "\n".join(kept))
    assert len(report.kinds) == report.line_count
    if not any(answer.lines for answer in report.answers):
        return  # nothing of the template is left
    visible = re.sub(r"<!--.*?-->", "", "\n".join(kept), flags=re.DOTALL)
    visible = visible.partition("<!--")[0]
    everything = shown(report)
    assert [word for word in re.findall(r"Ownword\d+", visible) if word not in everything] == []
