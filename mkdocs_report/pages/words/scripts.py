"""The words of the scripts: the messages that they contain, as the catalogue in `words.mjs`."""

from __future__ import annotations

import json

from mkdocs_report.pages.words.words import Words

NAME = "mkdocs-report/words.mjs"
"""The script that has the words of all scripts."""
_EMPTY = "const CATALOGUE = null;"
_NUMBERS = 200
"""The numbers whose plural forms are listed: the rules of all languages repeat after each hundred."""


def with_words(code: str, words: Words, scripts: str) -> str:
    """Return the code of `words.mjs` with the words of a language.

    Args:
        code: the code without a catalogue.
        words: the words.
        scripts: the code of all scripts: only their messages are needed.
    """
    if not words.forms:
        return code
    messages = {
        message: forms
        for (context, message), forms in sorted(words.forms.items())
        if not context and json.dumps(message, ensure_ascii=False) in scripts
    }
    plurals = "".join(str(words.plural_form(number)) for number in range(_NUMBERS))
    catalogue = {"language": words.language, "messages": messages, "plurals": plurals}
    return code.replace(_EMPTY, f"const CATALOGUE = {json.dumps(catalogue, ensure_ascii=False)};")
