"""What keeps pages small: a theme's empty lines, a task that stands once, prompts of a large course."""

from pathlib import Path

import pytest

from mkdocs_report.publish.html import prompt_html, split_lead
from mkdocs_report.site.cohort_pages import MAX_GROUPS_WITH_PROMPTS
from mkdocs_report.site.head import close_gaps
from tests.support.builds import build, project
from tests.support.reports import fill

pytestmark = pytest.mark.slow


def test_gaps_are_closed_where_white_space_is_nothing() -> None:
    page = "<nav>\n\n    <ul>\n  \n  <li>One  two\n </ul>\n"
    assert close_gaps(page) == "<nav>\n<ul>\n<li>One  two\n</ul>\n"


@pytest.mark.parametrize("element", ["pre", "textarea", "script", "style", "PRE"])
def test_gaps_stay_where_they_are_text(element: str) -> None:
    inside = f"<{element} id='a'>\n\n   x\n  </{element}>"
    assert close_gaps(f"<p>\n\n{inside}\n\n</p>\n\n{inside}") == f"<p>\n{inside}\n</p>\n{inside}"


def test_a_prompt_begins_with_its_task() -> None:
    prompt = prompt_html("**Explain your\nnotes**\n\nAnswer length: 10-20 words.\n\nExample: *We ...*")
    lead, rest = split_lead(prompt, "Explain your notes")
    assert lead == "<strong>Explain your\nnotes</strong>"
    assert rest.startswith("<p>Answer length")
    assert f"<p>{lead}</p>\n{rest}" == prompt


@pytest.mark.parametrize(
    ("prompt", "task"),
    [
        ("**Explain** it, in 10-20 words", "Explain it"),
        ("See [the site](https://example.org)", "See [the site](https://example.org)"),
        ("![A plan](plan.png) Explain", "![A plan](plan.png) Explain"),
        ("* Explain\n* Draw", "Explain"),
        ("", ""),
    ],
)
def test_what_is_more_than_its_task_stays_whole(prompt: str, task: str) -> None:
    html = prompt_html(prompt)
    assert split_lead(html, task) == ("", html)


def test_prompts_of_a_large_course_stand_on_the_pages_of_questions(tmp_path: Path) -> None:
    changed = fill().replace("how you made the dough", "how one makes a dough")
    groups = {f"g{number:03}": fill(q1=str(number)) for number in range(MAX_GROUPS_WITH_PROMPTS)}
    built = build(project(tmp_path, {**groups, "other": changed}))
    page, other = (built.page(f"groups/{name}/index.html") for name in ("g000", "other"))
    task = page.xpath("//p[@class='mr-prompt'][starts-with(., 'Explain how you made')]")
    assert len(task) == 1
    assert not page.xpath("//details[@class='mr-prompt']")
    (link,) = page.xpath("//h3[@id='question-2']/following::p[@class='mr-meta'][1]/a/@href")
    question = built.page(f"{link.removeprefix('../../')}index.html")
    assert "Answer length: 10-20 words." in question.xpath("string(//details[@class='mr-prompt mr-task'])")
    (own,) = other.xpath("//details[@class='mr-prompt']")
    assert own.xpath("string(summary)").startswith("Explain how you made")
    assert own.xpath("string(p[1])").startswith("Explain how one makes")
    assert own.xpath("string(p[2])") == "Answer length: 10-20 words."
