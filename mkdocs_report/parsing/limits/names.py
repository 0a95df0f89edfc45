"""Look up names of one to three words in a sentence: "password", "user name", "mot de passe"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MAX_NAME = 3
"""The most words of a name."""
_ENDING = 5
"""The least letters of a name that may be the end of a longer word."""


class Names:
    """A list of names. With `joined`, a word that ends with a name is one too: German "Wörterliste", "Testkorpus"."""

    def __init__(self, names: Iterable[tuple[str, ...]], joined: bool) -> None:
        self._names = frozenset(tuple(" ".join(name).split()) for name in names)
        self._firsts = frozenset(name[0] for name in self._names)
        single = (name[0] for name in self._names if len(name) == 1)
        self._endings = tuple(sorted(name for name in single if len(name) >= _ENDING)) if joined else ()

    def starting(self, words: Sequence[str], k: int) -> int:
        """Return the number of places of the longest name that starts at a place of a sentence, 0 if none does.

        A place may have several words: "must have".
        """
        if not 0 <= k < len(words):
            return 0
        word = words[k]
        if word.partition(" ")[0] in self._firsts:
            for length in range(min(MAX_NAME, len(words) - k), 0, -1):
                if tuple(" ".join(words[k : k + length]).split()) in self._names:
                    return length
        return int(bool(self._endings) and word.endswith(self._endings))
