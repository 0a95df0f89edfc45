"""Whatever HTML a group writes: what is left of it is on the list, and stays so when it is read once more."""

from __future__ import annotations

import re
from html import escape

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from mkdocs_report.parsing.markdown import engine, sanitizer
from mkdocs_report.publish.formulas import with_formulas
from tests.hostile.allowed import TAGS, strange_in
from tests.hostile.case import Place
from tests.hostile.cases import CASES

NAMES = sorted(TAGS | {"a", "svg", "math", "style", "script", "template", "noscript", "select", "form", "h1", "mtext",
                       "annotation-xml", "foreignObject", "title", "textarea", "frameset", "x-y", "image"})  # fmt: skip
ATTRIBUTES = ("href", "src", "title", "class", "id", "name", "onclick", "style", "lang", "start", "open", "srcset")
VALUES = ("javascript:a", "https://example.org/", "a.png", "language-py", "mr-answer", "</p><script>", "'\">", "#x", "")

opening = st.builds(
    lambda name, attributes, end: f"<{name}{''.join(attributes)}{end}",
    st.sampled_from(NAMES),
    st.lists(
        st.builds(lambda n, v: f' {n}="{escape(v)}"', st.sampled_from(ATTRIBUTES), st.sampled_from(VALUES)), max_size=3
    ),
    st.sampled_from([">", "/>", ""]),
)
closing = st.builds(lambda name: f"</{name}>", st.sampled_from(NAMES))
rest = st.sampled_from(
    ["<!--", "-->", "]]>", "<![CDATA[", "text", "\n\n", "&lt;", "&#0;", "<", "`", "**", "> ", "\n- "]
)
written = st.sampled_from([c.text for c in CASES if c.place is Place.ANSWER and c.text.isprintable()])
fragment = st.lists(st.one_of(opening, closing, rest, written, st.text(max_size=8)), max_size=14).map("".join)


@settings(deadline=None)
@example(text='<h1 title="a">')
@example(text='<h1 lang="en">')
@example(text=r"$\eqref{a}$")
@given(fragment)
def test_what_is_left_is_on_the_list_and_stays(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    for html in (text, engine.render(text)):
        once = sanitizer.sanitise(html, lambda _, url: url, top=1)
        assert sanitizer.sanitise(once, lambda _, url: url, top=1) == once
        shown, _ = with_formulas(sanitizer.sanitise(html, lambda _, url: url))
        tree = lxml_html.fragment_fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", shown), create_parent="div")
        assert list(strange_in(tree)) == []
        assert "<" not in sanitizer.text_of(shown)


@settings(deadline=None)
@example(text='<code title="a">')
@given(fragment)
def test_a_line_holds_nothing_but_emphasis(text: str) -> None:
    line = sanitizer.sanitise_line(engine.render(text.encode("utf-8", "replace").decode()))
    assert re.sub(r"</?(?:code|em|strong|del|kbd|sub|sup|mr-formula)>", "", line).count("<") == 0
