"""The top of a group's page: all problems, errors first, linked to their answers, and counts in their own colours."""

from __future__ import annotations

from dataclasses import replace

from lxml import html

from mkdocs_report.model.finding import Severity
from mkdocs_report.model.limits import Unit
from mkdocs_report.pages.fragments.environment import make_environment
from mkdocs_report.pages.report import ReportPage, report_page
from tests.support.reports import fill, judged

TEXT = (
    fill(q2="Too short.", q3="Short.", q4="--- question 4 fill here ---") + "\n## More\n\n### Question 9\n\nUnasked.\n"
)
"""A report with errors and a warning of answers, and a finding about the whole report."""


def summary(page: ReportPage) -> html.HtmlElement:
    template = make_environment().get_template("report/summary.html")
    return html.fromstring(f"<div>{template.render(page=page, link=None, source_url=lambda *_: None)}</div>")


def test_all_problems_are_listed_with_errors_first_and_then_in_the_order_of_the_questions() -> None:
    report = judged(TEXT)
    page = report_page(report)
    counted = [finding for finding in report.findings if finding.counts]
    assert len(page.problems) == len(counted) > 4
    assert {problem.finding for problem in page.problems} == set(counted)
    severities = [problem.finding.severity for problem in page.problems]
    assert severities == sorted(severities, key=[Severity.ERROR, Severity.WARNING].index)
    assert "" in {problem.question for problem in page.problems}
    for severity in Severity:
        questions = [problem.question for problem in page.problems if problem.finding.severity is severity]
        assert questions == sorted(questions)


def test_each_leads_to_its_answer_and_says_what_is_asked() -> None:
    page = report_page(judged(TEXT))
    items = summary(page).xpath("//*[@class='mr-problem']")
    for item, problem in zip(items, page.problems, strict=True):
        assert item.xpath("string(i)") == problem.finding.severity
        links = item.xpath("a[starts-with(@href, '#')]/@href")
        assert links == ([f"#{problem.question}"] if problem.question else [])
        assert (problem.finding.help in item.text_content()) == (not problem.question)
    first = next(item.text_content() for item in items if "#question-2" in item.xpath("a/@href"))
    assert " ".join(first.split()) == "error 2 · Explain how you made the dough, and… 2 words, required 10–20."


def test_the_first_dozen_is_shown_and_the_rest_is_folded() -> None:
    page = report_page(judged(TEXT))
    for number in (12, 13, 30):
        tree = summary(replace(page, problems=(page.problems * 9)[:number]))
        assert len(tree.xpath("//*[@class='mr-problem'][not(ancestor::details)]")) == 12
        assert len(tree.xpath("//details//*[@class='mr-problem']")) == number - 12
        folded = [" ".join(each.text_content().split()) for each in tree.xpath("//details/summary")]
        assert folded == {12: [], 13: ["1 more problem"], 30: ["18 more problems"]}[number]
    assert not summary(report_page(judged(fill()))).xpath("//*[@class='mr-problem'] | //details")


def test_a_number_outside_a_recommended_limit_is_a_warning_and_a_required_one_an_error() -> None:
    views = {view.id: view for section in report_page(judged(TEXT)).sections for view in section.questions}
    words, images = (
        next(meter for meter in views["question-3"].meters if getattr(meter, "unit", None) is unit)
        for unit in (Unit.WORDS, Unit.IMAGES)
    )
    assert (words.within, words.severity) == (False, Severity.WARNING)
    assert (images.within, images.severity) == (False, Severity.ERROR)


def test_counts_have_the_colours_of_their_severities() -> None:
    page = report_page(judged(TEXT))
    headline = summary(page).xpath("//*[@class='mr-headline']//span")
    assert [(each.get("class"), each.text_content().split()[1].rstrip("s")) for each in headline] == [
        ("mr-error", "error"),
        ("mr-warning", "warning"),
    ]


def test_each_square_is_a_link_with_its_reason() -> None:
    squares = summary(report_page(judged(TEXT))).xpath("//ol[contains(@class, 'mr-strip')]//a")
    assert [square.get("href") for square in squares] == [f"#question-{number}" for number in (1, 2, 3, 4)]
    assert squares[1].get("title") == "2 · Explain how you made the dough, and…: error. 2 words, required 10–20."
    assert squares[0].get("title") == "1 · Enter the number of your group: passed"
