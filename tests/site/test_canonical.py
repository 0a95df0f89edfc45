"""Settings as text: what differs for a template differs, and what is not the same in another process has no text."""

from __future__ import annotations

import os
import re
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions import toc
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_report.site.page_cache.canonical import NoPlainFormError, canonical_text


class Zone(tzinfo):
    """A zone of which nobody knows what it does."""

    def utcoffset(self, _: datetime | None) -> timedelta:
        return timedelta(minutes=time.localtime().tm_min)

    def dst(self, _: datetime | None) -> None:
        return None

    def tzname(self, _: datetime | None) -> None:
        return None


class Text(str):
    __slots__ = ()


RECURSIVE: dict[str, Any] = {}
RECURSIVE["self"] = RECURSIVE
DIFFERENT: list[Any] = [
    *(
        None,
        True,
        False,
        1,
        0,
        1.0,
        "1",
        b"1",
        "True",
        "None",
        "",
        [],
        {},
        (),
        set(),
        [[]],
        [{}],
        Markup("1"),
        Decimal(1),
    ),
    *(date(2026, 1, 1), date(2026, 10, 1), "2026-01-01", datetime(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)),
    *(
        datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=1))),
        timedelta(1),
        1j,
        Path("a"),
        "a",
        [1, 2],
        (1, 2),
        {1, 2},
    ),
    *([2, 1], {"a": 1}, {"a": "1"}, {1: "a"}, {"1": "a"}, {"a": 1, "b": 2}, {"b": 2, "a": 1}, frozenset({1, 2})),
    *(re.compile("a"), re.compile("a", re.IGNORECASE), ["a", "b"], ["a,b"], ["a", ["b"]], {"a": {}}, {"a": []}, "a,b"),
]
NO_FORM: dict[str, Any] = {
    "a function": print,
    "an object": object(),
    "in a list": [1, [lambda: 1]],
    "in a mapping": {"a": {"b": time.time}},
    "a key": {print: 1},
    "itself": RECURSIVE,
    "a zone": datetime(2026, 1, 1, tzinfo=Zone()),
    "a text with more to it": Text("a"),
    "a mapping that makes values up": defaultdict(list),
    "a generator": iter([1]),
    "a module": os,
}


def test_what_differs_is_told_apart() -> None:
    texts = list(map(canonical_text, DIFFERENT))
    assert [(a, b) for (a, x), (b, y) in combinations(zip(DIFFERENT, texts, strict=True), 2) if x == y] == []


@pytest.mark.parametrize("what", NO_FORM)
def test_what_another_process_would_not_know_has_no_text(what: str) -> None:
    with pytest.raises(NoPlainFormError):
        canonical_text(NO_FORM[what])


def test_what_is_equal_has_the_same_text() -> None:
    assert canonical_text({"b", "a", "c"}) == canonical_text({"c", "b", "a"})
    assert canonical_text(OrderedDict(a=1)) == canonical_text(OrderedDict(a=1))
    for text in ("a: 2026-01-01\nb: [1, 0x1F, ~, yes, 1.5]\n", "- {a: &x [1], b: *x}\n"):
        assert canonical_text(yaml.safe_load(text)) == canonical_text(yaml.safe_load(text))


def local(value: str) -> Callable[[], str]:
    return lambda: value


def test_functions_that_can_be_imported_are_known_by_their_names_where_no_template_calls_them() -> None:
    known = [toc.slugify, partial(toc.slugify, separator="-"), partial(toc.slugify, separator="_"), os.path.join]
    assert len({canonical_text(each, functions=True) for each in known}) == len(known)
    for unknown in (local("a"), partial(local("a")), object(), partial(toc.slugify, object())):
        with pytest.raises(NoPlainFormError):
            canonical_text(unknown, functions=True)


def test_all_settings_that_pages_show_have_a_plain_form() -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "T", "theme": "material", "exclude_docs": "a", "extra": {"a": date(2026, 1, 1)}})
    config.validate()
    without = set()
    for name, value in config.items():
        try:
            canonical_text(value, functions=name == "mdx_configs")
        except NoPlainFormError:
            without.add(name)
    assert without <= {"plugins", "exclude_docs", "draft_docs", "not_in_nav", "hooks"}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.dates() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=8,
)


@given(VALUES, VALUES)
def test_two_values_have_one_text_only_if_they_look_the_same(one: Any, other: Any) -> None:
    assert (canonical_text(one) == canonical_text(other)) == (repr(one) == repr(other))
