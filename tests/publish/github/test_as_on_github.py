"""One file with all that GitHub adds to Markdown, beside what GitHub's documentation says that each becomes.

The documentation: "Basic writing and formatting syntax", "Organizing information with tables", "Organizing information
with collapsed sections", "Creating and highlighting code blocks", "Creating diagrams", "About task lists",
"Autolinked references and URLs", and the specification of GitHub Flavored Markdown.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from tests.course.test_evidence import RECORD, collect
from tests.support.builds import build, project
from tests.support.reports import fill, write_group

pytestmark = pytest.mark.slow
FILE = """\
> [!WARNING]
> Mind the *oven*.

> [!note]
> Rest the dough.

> [!NOTE]

- > [!TIP]
  > Inside a list.

> A quote.

We are **bold**, *slanted*, ~~struck~~ and ~also struck~, at 20 <sup>o</sup>C with H<sub>2</sub>O, and press
<kbd>Ctrl</kbd>. <ins>Underlined.</ins>

Our rocket :rocket: and :+1:, but not `:tada:` and :no_such_thing:.

Flour[^mill], water[^tap], and flour again[^mill].

[^mill]: The leaflet.

- [x] knead
- [ ] bake

| left | centre | right |
|:-----|:------:|------:|
| a    | b      | c     |

<details>
<summary>More</summary>

Inside, **bold**.

</details>

www.example.org and https://example.org/a, bread@example.org

#### Our dough

See [the dough](#our-dough), [question 2](#question-2), [the code](src/bake.py#L3) and ![the loaf](figures/loaf.png).

```python
def bake(): return "bread"
```

```
plain
```

```mermaid
graph TD; A-->B
```

```geojson
{"type": "Point", "coordinates": [0, 0]}
```

```stl
solid cube
```

<!-- a hidden comment -->

<script>alert(1)</script>

[^tap]: The tap.
"""
ANSWER = "//*[@data-question='question-4']"
TABLE = {
    # what is written: (what GitHub's documentation says, where it is on the page, how often)
    "alert": ("a box with a colour and a title", "//div[@class='mr-alert mr-alert--warning'][p='Warning']//em", 1),
    "alert in small letters": ("the same", "//div[@class='mr-alert mr-alert--note'][p='Rest the dough.']", 1),
    "alert without text": ("a quote", "//blockquote[p='[!NOTE]']", 1),
    "alert in a list": ("alerts cannot be nested: a quote", "//li/blockquote[contains(., '[!TIP]')]", 1),
    "quote": ("a quote", "//blockquote[p='A quote.']", 1),
    "bold": ("bold", "//p/strong[.='bold']", 2),
    "italic": ("italic", "//p/em[.='slanted']", 1),
    "strikethrough": ("struck, with one tilde or two", "//del[.='struck' or .='also struck']", 2),
    "subscript": ("subscript", "//sub[.='2']", 1),
    "superscript": ("superscript", "//sup[.='o']", 1),
    "keys": ("a key", "//kbd[.='Ctrl']", 1),
    "underline": ("underlined", "//ins", 1),
    "emoji": ("the emoji", "//p[contains(., 'Our rocket 🚀 and 👍, but not')]", 1),
    "emoji in code": ("code is not changed", "//code[.=':tada:']", 1),
    "unknown emoji": ("text", "//p[contains(., ':no_such_thing:')]", 1),
    "footnote": ("a raised number with a link to the note", "//sup/a[starts-with(@href, '#mr-')][.='1' or .='2']", 3),
    "note": ("a list at the end, numbered in order of use", "//ol[@class='mr-footnotes']/li[@id]", 2),
    "definition elsewhere": ("it may stand anywhere in the file", "//ol[@class='mr-footnotes']/li[2]/p", 1),
    "link back": ("a link back for each use", "//ol[@class='mr-footnotes']//a[starts-with(., '↩')]", 3),
    "done task": ("a ticked box", "//li[@class='mr-task'][.='☑ knead']", 1),
    "open task": ("an empty box", "//li[@class='mr-task'][.='☐ bake']", 1),
    "table": ("a table", "//table//th", 3),
    "alignment to the right": ("aligned by colons", "//table//*[@align='right']", 2),
    "alignment to the centre": ("aligned by colons", "//table//*[@align='center']", 2),
    "details": ("folded until it is opened", "//details[not(@open)][summary='More']//strong", 1),
    "www": ("a link", "//a[@href='http://www.example.org']", 1),
    "address": ("a link, without the comma", "//a[@href='https://example.org/a']", 1),
    "heading": ("a heading with an anchor", "//h4[@id or ../h4[@id]] | //h5[@id] | //h6[@id]", 1),
    "link to a heading": ("a link to the anchor", "//a[starts-with(@href, '#mr-')][.='the dough']", 1),
    "link to a question": ("a link to the anchor", "//a[contains(@href, '#question-2')]", 1),
    "relative link": (
        "the file at the branch; here, at the commit that was collected",
        f"//a[@href='https://github.com/bakers/bread/blob/{RECORD.commit}/src/bake.py#L3']",
        1,
    ),
    "image": ("the image", "//img[@alt='the loaf']", 1),
    "code with a language": ("coloured", "//div[@class='highlight']//code/span[@class='k']", 2),
    "code without a language": ("not coloured", "//pre/code[.='plain\n'][not(span)]", 1),
    "mermaid": ("a diagram; here, its code", "//details[@class='mr-diagram'][@open]/pre[@class='mr-mermaid']/code", 1),
    "geojson": ("a map; here, its code", "//details[contains(summary, 'Map')]//code[@class='language-geojson']", 1),
    "stl": ("a model; here, its code", "//details[contains(summary, '3D')]//code[@class='language-stl']", 1),
    "comment": ("hidden", "//*[contains(text(), 'hidden comment')] | //comment()", 0),
    "script": ("shown as text", "//script", 0),
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The answer on its group's page, and on the page of its question."""
    settings = {"fail_on": "never", "publish": {"repository": True}}
    root = project(tmp_path_factory.mktemp("github"), {"one": fill(q4=FILE), "two": fill()}, report=settings)
    write_group(root / "docs/groups/one", fill(q4=FILE))
    collect(root / "docs/groups/one", repository="https://github.com/bakers/bread.git", path="README.md")
    built = build(root)
    page, across = built.page("groups/one/index.html"), built.page("course/questions/4/index.html")
    (on_page,) = page.xpath(ANSWER)
    (on_question,) = across.xpath("//details[@data-group='one']//div[@class='mr-answer']")
    return {"group": on_page, "question": on_question}


@pytest.mark.parametrize("where", ["group", "question"])
@pytest.mark.parametrize("written", TABLE)
def test_each_becomes_what_github_says(answers: dict[str, Any], where: str, written: str) -> None:
    said, path, number = TABLE[written]
    alone = lxml_html.fragment_fromstring(lxml_html.tostring(answers[where], encoding="unicode"))
    assert len(alone.xpath(path)) == number, said


def test_the_manual_lists_each() -> None:
    manual = (Path(__file__).parents[3] / "docs/guide/markdown.md").read_text(encoding="utf-8")
    table = manual.partition("|---|---|")[2].partition("\n\n")[0]
    for word in ("[!NOTE]", "```python", ":rocket:", "[^1]", "- [x]", ":--:", "~~text~~", "<kbd>", "<sub>", "<details>",
                 "www.", "](#", "](src/", "```mermaid", "```geojson", "```topojson", "```stl"):  # fmt: skip
        assert word in table
