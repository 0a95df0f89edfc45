"""The hostile course, built once for all that look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hostile.case import Case, Place
from tests.hostile.cases import ON_PAGES, write_course
from tests.support.browser import serve_quickly
from tests.support.builds import Built, build

FRIENDLY = (
    Case("link", "friendly", Place.LINK, "https://example.org/"),
    Case("source", "friendly", Place.SRC, "https://example.org/loaf.png"),
    Case("missing", "friendly", Place.SRC, "figures/laof.png"),
    Case("alt", "friendly", Place.ALT, "The loaf"),
    Case("file", "friendly", Place.FILE, "own.png"),
    Case("code", "friendly", Place.ANSWER, "```py\nx = 1\n```\n\n`y`"),
    Case("unanswered", "friendly", Place.ANSWER, ""),
    Case("handler", "friendly", Place.ANSWER, "<b onclick=x>Well</b>"),
    Case("item", "friendly", Place.ITEM, "*Oil* the `tin`, ~~twice~~, **well**, $$x$$"),
    Case("waiver", "friendly", Place.WAIVER, "Joined late."),
    Case("extra", "friendly", Place.EXTRA, "More"),
    Case("prompt", "friendly", Place.PROMPT, "What would you say?"),
)
"""An innocent group of each kind: what stands in their pages is what our templates make."""


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(write_course(tmp_path_factory.mktemp("hostile"), ON_PAGES))


@pytest.fixture(scope="session")
def friendly(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(write_course(tmp_path_factory.mktemp("friendly"), FRIENDLY))


@pytest.fixture(scope="session")
def address(hostile: Built) -> Iterator[str]:
    with serve_quickly(hostile.site) as url:
        yield url
