"""Look up names of one to three words in a sentence: "password", "user name", "mot de passe"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mkdocs_report.parsing.limits.word_token import WordToken

MAX_NAME = 3
"""The most tokens of a name."""
_ENDING = 5
"""The least letters of a name that may be the end of a longer word."""


class Names:
    """A list of names. With `joined`, a word that ends with a name is one too: German "Wörterliste", "Testkorpus"."""

    def __init__(self, names: Iterable[tuple[str, ...]], joined: bool) -> None:
        self._names = frozenset(tuple(" ".join(name).split()) for name in names)
        single = (name[0] for name in self._names if len(name) == 1)
        self._endings = tuple(sorted(name for name in single if len(name) >= _ENDING)) if joined else ()

    def starting(self, tokens: Sequence[WordToken], k: int) -> int:
        """Return the number of tokens of the longest name that starts at a token, 0 if none does."""
        if not 0 <= k < len(tokens):
            return 0
        for length in range(min(MAX_NAME, len(tokens) - k), 0, -1):
            words = " ".join(token.text for token in tokens[k : k + length]).split()
            if tuple(words) in self._names:
                return length
        return int(bool(self._endings) and tokens[k].text.endswith(self._endings))
