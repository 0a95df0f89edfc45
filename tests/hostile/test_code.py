"""Coloured code: text that lexers take long for. The time of a report is limited, and so is that of its code."""

from __future__ import annotations

import time

import pytest

from mkdocs_report.publish.github.code import MAX_CODE, CodeColours
from mkdocs_report.publish.github.languages import LANGUAGES
from mkdocs_report.runtime.job_limits import SECONDS

REPEATED = (
    "(",
    '"',
    "'",
    "`",
    "\\",
    "<",
    "$",
    "a ",
    "a(",
    "a\n",
    "\n",
    "  ",
    "_",
    "{{",
    "/*",
    '"\\',
    "a.",
    "@",
    "//",
    "-",
)


@pytest.mark.slow
@pytest.mark.parametrize("language", sorted(set(LANGUAGES.values())))
def test_no_code_takes_long(language: str) -> None:
    for text in REPEATED:
        code = (text * MAX_CODE)[:MAX_CODE].replace("&", "&amp;").replace("<", "&lt;")
        started = time.process_time()
        CodeColours().colour(f'<pre><code class="language-{language}">{code[: MAX_CODE - 2]}</code></pre>')
        assert time.process_time() - started < SECONDS / 10, text
