"""Find the noun that a number of a sentence counts, and tell it from the parts of other names."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.clause_words import SUBORDINATE, VERBS
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import TEXT, Vocabulary
from mkdocs_report.parsing.limits.word_token import WordToken

_FILLERS = 3
"""The most words between a number and its noun: "3 clear and sharp figures" has too many."""
_NO_COMPOUND = frozenset(
    "taken shown drawn made below above here next near inside beside along via during before after while because since"
    " too also everywhere please only well instead thereof yourself yourselves maximum minimum optional".split()
)
"""Words after a noun with which it is no part of another name."""
FILLER = frozenset({Role.WORD, Role.OPTIONAL, Role.ADVICE, Role.IN_ALL, Role.EXACTLY, Role.KEEP})
"""Roles of the words that may stand between a number and its noun."""
_LINK = tuple("link hyper hiper web url lien länk lenke enlace liga odno colleg verw vínc external".split())
AS = frozenset({"as", "als", "som", "como", "come", "comme", "jako"})
"""Words before the form of what is handed in: "include it as an image"."""
_GENITIVE = frozenset({"of", "di", "de", "af", "av", "van", "von"})
_SOURCES = frozenset({"source", "sources", "fonti", "fonte", "fuentes", "fuente", "fontes"})


class Nouns:
    """The tokens of a sentence, and what is asked of them: their roles, and the units that their nouns name."""

    def __init__(self, tokens: Sequence[WordToken], vocabulary: Vocabulary) -> None:
        self.tokens, self.vocabulary = tokens, vocabulary
        self._roles = [token.roles for token in tokens]

    def at(self, i: int) -> WordToken | None:
        """Return a token, `None` beyond the ends."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def isa(self, i: int, *roles: Role) -> bool:
        """Whether there is a token of one of these roles."""
        return 0 <= i < len(self._roles) and not self._roles[i].isdisjoint(roles)

    def number(self, i: int) -> int | None:
        """Return the number of a token, `None` if it has none."""
        return self.tokens[i].number if 0 <= i < len(self.tokens) else None

    def is_unit(self, k: int) -> bool:
        """Whether a token is the noun of a unit, and not a part of another name: "map function", "Figure 3"."""
        token = self.at(k)
        if token is None or token.unit is None:
            return False
        before, after = self.at(k - 1), self.at(k + 1)
        if before and before.text in self.vocabulary.not_units:
            return False
        if after is None:
            return True
        counted = before is not None and before.number is not None
        if after.digits and not counted and token.unit not in (Unit.WORDS, Unit.CHARACTERS):
            return False  # "Figure 3"
        if token.unit is Unit.LINKS and after.isa(Role.OF) and after.text in _GENITIVE and token.text in _SOURCES:
            return False
        if token.plural or token.unit in TEXT or not self.vocabulary.compounds:
            return True
        return not self._is_compound(k + 1)

    def _is_compound(self, k: int) -> bool:
        token = self.tokens[k]
        if token.isa(Role.UNIT, Role.UNCOUNTED) and not token.isa(Role.OF, Role.WITH):
            return True
        word = token.text
        return (
            token.roles <= {Role.WORD, Role.THING, Role.PLACE}
            and word not in self.vocabulary.common
            and word not in _NO_COMPOUND
            and not word.endswith(("ing", "ed", "ly"))
        )

    def unit_after(self, j: int, article: bool) -> int | None:
        """Return the place of the unit of a number, with up to three other words before it."""
        number = self.number(j - 1)
        if self.isa(j, Role.DASH) and self.number(j + 1) is None:
            j += 1
        for k in range(j, min(j + _FILLERS + 1, len(self.tokens))):
            token = self.tokens[k]
            if token.unit is not None:
                if not self.is_unit(k) or (article and (not token.singular or token.unit in TEXT)):
                    return None
                return k if token.plural or k <= j or number in (1, None) else None  # "a 32-bit word"
            if token.isa(Role.UNCOUNTED) or not (
                token.roles <= FILLER or (token.isa(Role.DASH) and token.start == self.tokens[k - 1].end)
            ):
                return None
        return None

    def ends(self, j: int) -> bool:
        """Whether no noun follows a number that it could count."""
        token = self.at(j)
        return token is None or not token.isa(
            Role.WORD,
            Role.UNCOUNTED,
            Role.UNIT,
            Role.PERCENT,
            Role.THING,
            Role.WHOLE,
            Role.PLACE,
            Role.NUMBER,
            Role.SIGN,
        )

    def is_bare(self, i: int) -> bool:
        """Whether a thing is asked for without an article: "insert image", and in Polish as a rule."""
        token = self.tokens[i]
        if not token.singular or token.plural or token.unit in TEXT or not self.is_unit(i):
            return False
        if i and self.tokens[i - 1].text in AS:
            return True  # German "als Bild"
        if self.vocabulary.roles.get(Role.ARTICLE):
            return self.isa(i - 1, Role.HAND_IN)
        return self.isa(i - 1, Role.ASK)

    def is_link(self, k: int) -> bool:
        """Whether it is a link to something, "include a link to your repository": a task, and no number of sources."""
        token = self.tokens[k]
        return token.unit is Unit.LINKS and token.text.startswith(_LINK)

    def may_head(self, i: int) -> bool:
        """Whether a noun may stand before its number, "figures: 3", and is not "significant figures: 3"."""
        before = self.at(i - 1)
        return not (before and before.text in self.vocabulary.not_units)

    def uncounted_after(self, j: int) -> int | None:
        """Return the place of the noun of a unit that is not counted, such as "pages", after a number."""
        if self.isa(j, Role.DASH):
            j += 1
        for k in range(j, min(j + 3, len(self.tokens))):
            if self.isa(k, Role.UNCOUNTED):
                return k
            if not self.tokens[k].roles <= {Role.WORD}:
                return None
        return None

    def is_label(self, k: int) -> bool:
        """Whether a number names what is before it: "page 32", "COVID-19"."""
        before = self.at(k - 1)
        if before is None or not self.tokens[k].digits:
            return False
        if before.isa(Role.DASH) and before.end == self.tokens[k].start:
            return True
        if before.isa(Role.PLACE, Role.WHOLE, Role.UNCOUNTED, Role.UNIT) and not before.isa(Role.WRITTEN):
            return before.unit not in TEXT  # "Figure 2", not "words 151-300"
        prepositions = self.vocabulary.function_words[1]
        inside = self.isa(k - 2, Role.WRITTEN) or (k > 1 and self.tokens[k - 2].text in prepositions)
        verbal = not self.vocabulary.compounds and self._has(k + 1)  # "er sollte kaum 200 haben"
        first = k == 1 and not self.ends(k + 1)  # not "Ceiling 80."
        return self.is_unknown(k - 1) and (inside or first) and not verbal

    def _has(self, k: int) -> bool:
        token = self.at(k)
        return token is not None and token.text in self.vocabulary.having

    def counts_nothing(self, k: int) -> bool:
        """Whether no noun follows a number, but a preposition, a verb, or nothing."""
        if self.ends(k):
            return True
        token, function_words = self.tokens[k], self.vocabulary.function_words
        return token.text in SUBORDINATE | VERBS or any(token.text in words for words in function_words[1:4])

    def is_unknown(self, k: int) -> bool:
        """Whether it is a word without a role, and no frequent one."""
        token = self.at(k)
        return token is not None and token.roles <= {Role.WORD} and token.text not in self.vocabulary.common
