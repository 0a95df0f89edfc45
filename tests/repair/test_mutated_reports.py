"""Whatever mess a report is in, a repair and a fix lose and hide no word of it, and reveal none.

The checks are made with an HTML parser of their own. With the real reports at hand, they are changed, too.
`MUTATIONS=20000 pytest tests/repair/test_mutated_reports.py` looks longer.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from mkdocs_report.course.template_files import template_files
from mkdocs_report.course.templates import load_templates
from mkdocs_report.errors import RepairError
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.lines import front_matter_height
from mkdocs_report.parsing.source import Source, read_source
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.repair.files import apply_edits
from mkdocs_report.repair.fix import find_fixes
from mkdocs_report.repair.rebuild import repair
from mkdocs_report.rules.policy import Policy
from tests.course.test_corpus import CORPUS
from tests.support.mutations import GROUPS, Change, changed, changes, marked, marks_in
from tests.support.reports import any_image, fill, matcher

pytestmark = pytest.mark.slow
EXAMPLES = int(os.environ.get("MUTATIONS", "120"))
LONG = "We wrote a long answer here that goes on\nfor a second line of prose and then stops.\n\n"
KINDS = {
    "lists": "* first we did one thing\n\n  and then told of it here\n* then another thing was done\n",
    "code": "We ran this one command:\n\n```sh\nmake all the bread now\n```\n\nand it worked out well.",
    "notes": "<!-- a note to ourselves only -->\nWhat we found is this here[^1].\n\n[^1]: It was on a Monday then.",
    "table": "| one | two |\n|---|---|\n| three | four |\n\nWe made a table of that.",
    "html": "<details>\n<summary>More</summary>\n\nThis is hidden at first sight.\n\n</details>",
    "quote": "> She said it should be so\n> and we did it then.\n\nWe agreed with her at once.",
}


@cache
def bases() -> list[tuple[TemplateVersions, list[str]]]:
    """The reports that are changed, with the templates that they are read by: the demo's, ours, the real ones."""
    demo = load_templates([GROUPS / "TEMPLATE.md"], GROUPS)
    found = [(demo, list(read_source(file, "").lines)) for file in sorted(GROUPS.glob("*/README.md"))]
    small = TemplateVersions([matcher()])
    found += [(small, fill(q2=LONG + text, q4=f"{text}\n\n{LONG}").split("\n")) for text in KINDS.values()]
    if CORPUS.is_dir():
        real = load_templates(template_files(["templates/*.md"], CORPUS), CORPUS)
        found += [(real, list(read_source(file, "").lines)) for file in sorted(CORPUS.glob("groups/*/README.md"))]
    return [(versions, marked(lines)) for versions, lines in found]


def seen(lines: list[str] | tuple[str, ...]) -> list[str]:
    """The marked words that a reader sees, in their order."""
    html = engine.render("\n".join(lines[front_matter_height(lines) :]))
    root = lxml_html.fragment_fromstring(html or "<p></p>", create_parent="div")
    for comment in root.xpath("//comment() | //processing-instruction()"):
        comment.drop_tree()
    return marks_in(root.text_content() + " ".join(root.xpath("//img/@alt | //img/@src")))


@st.composite
def messy(draw: st.DrawFn) -> tuple[TemplateVersions, list[str]]:
    """Return a changed report and the templates that it is read by."""
    versions, lines = bases()[draw(st.integers(0, len(bases()) - 1))]
    mess: list[Change] = draw(changes())
    return versions, changed(lines, mess)


@settings(max_examples=EXAMPLES, deadline=None)
@given(messy())
def test_a_repair_loses_and_hides_nothing(case: tuple[TemplateVersions, list[str]]) -> None:
    versions, lines = case
    try:
        result = repair(Source("README.md", tuple(lines)), versions, any_image)
    except RepairError:
        return
    kept, shown = marks_in("\n".join(result.lines)), seen(result.lines)
    assert not Counter(marks_in("\n".join(lines))) - Counter(kept)
    assert not Counter(seen(lines)) - Counter(shown)


@settings(max_examples=EXAMPLES, deadline=None)
@given(messy())
def test_a_fix_changes_what_it_names_and_nothing_else(case: tuple[TemplateVersions, list[str]]) -> None:
    versions, lines = case
    source = Source("README.md", tuple(lines))
    fixes = find_fixes(source, versions, any_image, Policy())
    data = "".join(f"{line}\n" for line in lines).encode()
    after = apply_edits(data, {each.line: each.new for each in fixes}).decode().split("\n")
    assert seen(after) == seen(lines)
    assert marks_in("\n".join(after)) == marks_in("\n".join(lines))
