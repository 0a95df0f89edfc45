"""Recognise numbers of other things than the answer: "a password has at least 12 characters", "a list of 50 words".

The vocabularies name such things. A number of words, sentences or images belongs to the answer unless its noun is one
of them. A number of characters is more often that of an identifier or a field than that of an answer. It belongs to the
answer only if its noun names a text, a part of the report or the people who write it, or if it is "your" noun.
"""

from __future__ import annotations

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.amount import Amount
from mkdocs_report.parsing.limits.clause_words import SUBORDINATE
from mkdocs_report.parsing.limits.names import MAX_NAME
from mkdocs_report.parsing.limits.nouns import Nouns
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import TEXT

_SHORT_UNITS = frozenset({Unit.WORDS, Unit.CHARACTERS})
_OF = frozenset("of de d' di af av van von z aus från fra uit".split())
_OF_VERB = _OF | {"en", "em", "da", "por", "på", "ze"}
_IN = frozenset("in im i en dans nel nella no na w".split())
_WITH = frozenset(
    """
        with containing comprising having holding mit avec contenant con com med på met om ze da conteniendo contenente
        contendo contenenti zawierający zawierającą zawierające innehållande
    """.split()
)
"""With "a" before the noun, "a corpus with 900 words": not in "describe the corpus with at most 90 words"."""
_PREPOSITIONS = frozenset(
    """
        about for from in of on to under with within für in im bei mit zu zur zum i för på med till til voor op met bij
        pour dans sur avec en para con sobre per su nel nella em com no na dla w z do o om över über
    """.split()
)
_AWAY = SUBORDINATE | _PREPOSITIONS
"""Words after a number that begin something else: not "in 200 words your view on too much noise"."""
_RELATIVE = frozenset("that which who die der das den dem som dat que qui che który która które którą".split())
_OPENINGS = SUBORDINATE | (_RELATIVE - {"der", "die", "das", "den", "dem"})
"""Words with which a subject ends to the left; German "der" is an article too."""
_OWN = frozenset(
    """
        your our ihr ihre ihren euer eure dein deine unser unsere votre vos ton ta notre su sus tu tus vuestro vuestra
        nuestro tuo tua vostro vostra seu sua teu vosso vossa jeres din ditt dit jouw je uw jullie deres er ert twój
        twoja twoje wasz wasza wasze
    """.split()
)
_VERBS = (Role.NEED, Role.IS, Role.MAY, Role.NOT)
_DETERMINERS = (Role.THESE, Role.ARTICLE, Role.EACH, Role.NO)
_BREAKS = (
    Role.STOP, Role.COMMA, Role.COLON, Role.DASH, Role.OPEN, Role.CLOSE, Role.AND, Role.OR, Role.SLASH,
)  # fmt: skip
_FOR = frozenset("for für för til till voor pour para per dla of in".split())
_REACH = 12
"""The most words between the beginning of a subject and its verb."""
_BETWEEN = 5
"""The most words between a number and what is said of it: "200 words, that would be too much"."""


class OtherThings:
    """Tells the numbers of other things in a sentence from those of the answer."""

    def __init__(self, nouns: Nouns) -> None:
        self.nouns, self.tokens, self.isa = nouns, nouns.tokens, nouns.isa
        self.vocabulary = nouns.vocabulary
        self.words = [token.text for token in nouns.tokens]

    def has(self, amount: Amount) -> bool:
        """Whether an amount is that of another thing, or of no thing: "200 words is too much"."""
        if amount.unit_first or amount.article:
            return False
        return self._is_judged(amount) or self._is_held(amount) or self._is_of_subject(amount)

    def _is_judged(self, amount: Amount) -> bool:
        """Whether it is only said to be too much, too little or enough: "200 mots, c'est trop"."""
        if amount.bounded:
            return False
        stop = amount.stop
        while stop < amount.stop + _BETWEEN and stop < len(self.tokens):
            length = self.vocabulary.judgements.starting(self.words, stop)
            if length and (stop > amount.stop or not self._is_content(stop + length)):
                return True  # not "give in 100 words enough details"
            ends = self.isa(stop, Role.STOP, Role.NUMBER, Role.AND, Role.WITH, Role.EXCLUDING, Role.OPEN)
            if ends or self.words[stop] in _AWAY:
                return False
            if self.isa(stop, Role.NOT) and not self.isa(stop, *_VERBS[:-1]):
                return False
            stop += 1
        return False

    def _is_held(self, amount: Amount) -> bool:
        """Whether the noun beside it holds it: "a list of 50 words", "a 300-word vocabulary"."""
        after = amount.stop + self.isa(amount.stop, Role.DASH)
        if (self.vocabulary.compounds or after > amount.stop) and self._is_compound(after, amount):
            return True
        if amount.unit in TEXT and after < len(self.words) and self.words[after] in _IN:
            while self.isa(after + 1, *_DETERMINERS):
                after += 1
            if self._other_from(after + 1, amount):
                return True  # "at least 900 words in the corpus"
        while after < len(self.words) and self._is_verb(after):
            after += 1
        if amount.stop < after < len(self.words) and self.words[after] in _FOR:
            after += 1
            while self.isa(after, *_DETERMINERS):
                after += 1
            length = self._other_from(after, amount)
            if length and not self._goes_on(after + length, len(self.words), amount):
                return True  # "12 characters are needed for the password"
        for m in range(max(0, amount.start - 1), amount.core):  # German "von" is a part of "von 50 Wörtern"
            compared = self.isa(m, Role.OVER, Role.UNDER) and not self.isa(m - 1, Role.UNIT)
            if (self.words[m] in _OF or compared) and self._other_before(m, amount):
                return True
            if self.words[m] in _WITH and (length := self._other_before(m, amount)):
                return not self._is_definite(m - 1 - length)
        length = self._other_before(amount.start, amount)
        if not self.vocabulary.roles.get(Role.ARTICLE):
            return length > 0  # Polish "lista 50 słów"
        return length > 0 and self._is_inverted(amount.start - 1 - length)

    def _is_compound(self, k: int, amount: Amount) -> bool:
        length = self._other_from(k, amount)
        return length > 0 and (not self._is_content(k + length) or self.isa(k + length, *_VERBS))

    def _is_definite(self, k: int) -> bool:
        """Whether a noun phrase that goes on to a token begins with "the": German "den neuen Datensatz"."""
        while self._is_content(k) and not self.isa(k, Role.ASK, *_DETERMINERS):
            k -= 1
        return self.isa(k, Role.THESE) and not self.isa(k, Role.ARTICLE)

    def _is_inverted(self, k: int) -> bool:
        """Whether a verb stands before the noun phrase: German "deshalb muss das Passwort 12 Zeichen haben"."""
        while self._is_content(k) and not self.isa(k, *_VERBS):
            k -= 1
        while self.isa(k, *_DETERMINERS) and not self.isa(k, *_VERBS):
            k -= 1
        return self.isa(k, *_VERBS) or (k >= 0 and self.words[k] in self.vocabulary.having)

    def _is_of_subject(self, amount: Amount) -> bool:
        """Whether the subject of "must have" is another thing: "the password must have at least 12 characters"."""
        k = last = amount.start - (not self.isa(amount.start, *_VERBS))  # "may not exceed" is a part of its amount
        if k > 0 and self.words[k] in _OF_VERB and self._is_verb(k - 1):
            k -= 1  # Dutch "moet uit 12 tekens bestaan"
        while k >= 0 and (self._is_verb(k) or (k < last and self._is_adverb(k, amount) and self._is_verb(k - 1))):
            k -= 1
        if k == last:
            return False
        start = k
        while start >= 0 and k - start < _REACH and not self._breaks(start):
            start -= 1
        if start > 0 and (self.words[start] in _RELATIVE or self.isa(start, Role.COMMA)):
            last = start - self.isa(start - 1, Role.COMMA)
            if self._other_before(last, amount):
                return True  # "a corpus that has 900 words", "the list that you hand in must have 50 words"
        return self._is_other_phrase(start + 1, k + 1, amount)

    def _is_adverb(self, k: int, amount: Amount) -> bool:
        return self._is_content(k) and not self._is_name(k, amount)

    def _is_verb(self, k: int) -> bool:
        if k < 0 or self.isa(k, Role.COMMA, Role.AND, Role.ASK_WITH):
            return False
        word = self.words[k].partition(" ")[0] if self.isa(k, Role.WRITTEN) else self.words[k]  # "consist of"
        return self.isa(k, *_VERBS) or word in self.vocabulary.having

    def _breaks(self, k: int) -> bool:
        if k and self.isa(k, Role.DASH) and self.tokens[k].start == self.tokens[k - 1].end:
            return False  # Portuguese "palavra-passe"
        return self.isa(k, *_BREAKS) or self.words[k] in _OPENINGS

    def _is_other_phrase(self, start: int, stop: int, amount: Amount) -> bool:
        """Whether the first noun of these tokens names another thing; for characters, whether it names no text."""
        k, own, inside = start, False, False
        while k < stop and not self._is_noun(k, amount):
            own = own or self.words[k] in _OWN
            inside = inside or (self.words[k] in _PREPOSITIONS and not self.isa(k, *_DETERMINERS))
            k += 1
        if k == stop or (inside and amount.unit is not Unit.CHARACTERS):
            return False
        plain = True
        while k < stop and self._is_noun(k, amount):
            if self.vocabulary.texts.starting(self.words, k):
                return False
            length = self._other_from(k, amount)
            if length and not (self.vocabulary.compounds and self._goes_on(k + length, stop, amount)):
                return True
            plain = plain and self.tokens[k].roles <= {Role.WORD}
            k += 1
        return amount.unit is Unit.CHARACTERS and plain and not own

    def _goes_on(self, k: int, stop: int, amount: Amount) -> bool:
        """Whether a noun is only the first of a compound: "the password policy", not "passwords usually have"."""
        return k < stop and self._is_noun(k, amount) and not self.words[k].endswith(("ly", "ed"))

    def _is_noun(self, k: int, amount: Amount) -> bool:
        return self._is_content(k) or self._is_name(k, amount)

    def _is_name(self, k: int, amount: Amount) -> bool:
        return (self._other_from(k, amount) or self.vocabulary.texts.starting(self.words, k)) > 0

    def _is_content(self, k: int) -> bool:
        """Whether a token is a noun, an adjective or another word that only a dictionary knows."""
        if not self.isa(k, Role.WORD, Role.THING, Role.UNCOUNTED):
            return False
        text = self.words[k]
        return text not in self.vocabulary.common and text not in _PREPOSITIONS and not self.isa(k, *_VERBS)

    def _other_from(self, k: int, amount: Amount) -> int:
        """Return the number of tokens of the name of another thing that starts at a token, 0 if none does."""
        short = amount.unit in _SHORT_UNITS
        found = self.vocabulary.others.starting(self.words, k)
        return found or (self.vocabulary.short_texts.starting(self.words, k) if short else 0)

    def _other_before(self, k: int, amount: Amount) -> int:
        """Return the number of tokens of the name of another thing that ends before a token, 0 if none does."""
        lengths = range(1, MAX_NAME + 1)
        return next((length for length in lengths if k >= length and self._other_from(k - length, amount) == length), 0)
