"""A hostile template in its preview: every line is shown as text, nothing runs, and nothing is asked for."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser

from mkdocs_report.errors import Fault
from mkdocs_report.export.html.template import render_template
from mkdocs_report.model.template import Template
from mkdocs_report.parsing.template.lint import lint_template
from tests.hostile.allowed import twice
from tests.hostile.cases import CASES
from tests.support.browser import MARKS
from tests.support.paper import opened
from tests.support.previewed import SHOWN, explained

TAGS = frozenset(
    "html head meta title link style body nav main article section div ul li a h1 h2 p code dl dt dd span mark i em b"
    " bdi small".split()
)
ATTRIBUTES = frozenset("lang charset name content http-equiv rel href class id aria-label".split())
BAD = "</span></style><script>canary=1</script><img src=x onerror=canary=1>\" ' onclick=x {{ 7*7 }} &lt;b&gt;"


@functools.cache
def every_case() -> Template:
    return explained(f"{SHOWN}\n" + "\n\n".join(case.text.replace("\0", "") for case in CASES))


def rendered(template: Template, *faults: Fault) -> bytes:
    return render_template(template, faults, lint_template(template))


def parts(data: bytes) -> Any:
    """Return a page, which has no elements and attributes but ours."""
    page = lxml_html.document_fromstring(data)
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)} <= TAGS
    assert {name for element in page.iter() for name in element.attrib} <= ATTRIBUTES
    assert {link.partition("#")[0] for link in page.xpath("//a/@href")} == {""}
    assert twice(page) == []
    return page


def lines_of(page: Any) -> list[str]:
    return [line.text_content() for line in page.xpath("//span[@class='mr-line-text']")]


@pytest.mark.parametrize("where", ["line", "heading", "title", "prompt", "limit", "path"])
def test_no_element_and_no_attribute_comes_from_it(where: str) -> None:
    text = {
        "line": f"{SHOWN}\n{BAD}\n",
        "heading": SHOWN.replace("### Looking back", f"### Looking back {BAD}"),
        "title": SHOWN.replace("# The robot arm", f"# {BAD} The robot arm"),
        "prompt": SHOWN.replace("Describe 2 plots.", f"Describe 2 plots {BAD}."),
        "limit": SHOWN.replace("1 to 2* photographs", f"1 to 2* <b onclick=x>photographs {BAD}"),
        "path": SHOWN,
    }[where]
    template = explained(text)
    template = replace(template, path=BAD if where == "path" else template.path)
    page = parts(rendered(template, Fault(3, BAD, BAD)))
    assert BAD in page.text_content()


@pytest.mark.slow
def test_each_hostile_case_is_shown_as_text() -> None:
    assert len(lines_of(parts(rendered(every_case())))) == len(every_case().lines)


def test_signs_that_steer_a_text_stay_in_their_line() -> None:
    text = f"{SHOWN}\na\x07b\x1b[31m\tc \u202edrow x{chr(0x301) * 500}\n"
    line = lines_of(lxml_html.fromstring(rendered(explained(text)).decode()))[-1]
    assert not set(line) & {"\x07", "\x1b", "\t"}
    assert line.startswith("a\ufffdb\ufffd[31m")
    assert line.count("\u202e") == line.count("\u202c") == 1
    assert line.count("\u0301") < 100


def test_a_long_line_costs_little() -> None:
    rendered(explained(f"{SHOWN}\n{'> ' * 50_000}{'a *_ ' * 50_000}\n"))


class TestInChromium:
    pytestmark = MARKS

    def test_nothing_runs_and_nothing_is_asked_for(self, browser: Browser, tmp_path: Path) -> None:
        file = tmp_path / "template.html"
        file.write_bytes(rendered(every_case(), Fault(3, BAD, BAD)))
        with opened(browser, file) as page:
            assert page.evaluate("typeof canary") == "undefined"
            assert page.title() == "The robot arm: report"
