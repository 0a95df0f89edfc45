"""Measure the processor time of colouring the worst code of each language.

    python -m benchmarks.lexers [LANGUAGE]...

Each language has code of the greatest length that is coloured: one text, repeated, such as a bracket or another sign
that makes a lexer look far ahead. `text` is the slowest of these texts, and `seconds` its time. A language that
takes more than a tenth of the time of one job has a `!`, and is not for the list in `publish/github/languages.py`.
"""

from __future__ import annotations

import sys
import time
from html import escape

from mkdocs_report.publish.github.code import MAX_CODE, CodeColours
from mkdocs_report.publish.github.languages import LANGUAGES
from mkdocs_report.runtime.job_limits import SECONDS

BAR = SECONDS / 10
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


def cost(language: str, text: str) -> float:
    """Return the seconds to colour a text, repeated to the greatest length, as code of a language."""
    code = escape((text * MAX_CODE)[: MAX_CODE - 2], quote=False)
    started = time.process_time()
    CodeColours().colour(f'<pre><code class="language-{language}">{code}</code></pre>')
    return time.process_time() - started


def main() -> None:
    """Print a line for each language, or for those that are named; the slowest first."""
    languages = sys.argv[1:] or sorted(set(LANGUAGES.values()))
    slowest = {language: max((cost(language, text), text) for text in REPEATED) for language in languages}
    print(f"{'':20}{'seconds':>8}  text")
    for language, (seconds, text) in sorted(slowest.items(), key=lambda each: -each[1][0]):
        print(f"{language:20}{seconds:>8.2f}  {text!r}{' !' * (seconds > BAR)}")


if __name__ == "__main__":
    main()
