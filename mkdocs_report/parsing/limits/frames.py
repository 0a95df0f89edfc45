"""Decide from its sentence whether a number is a limit of the answer: only in sentences that are known to state limits.

A sentence states a limit if the number stands alone ("Answer length: 100-200 words."), if it belongs to an instruction
("Write at least 200 words", "In one paragraph, explain why"), to a question, or to a subject that is known to be the
answer or those who write it ("your answer", "each part", "you"). A number of any other sentence may be that of another
thing: "the password has at least 12 characters", "children say 50 words".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.amount import BOUNDS, Amount
from mkdocs_report.parsing.limits.clause_words import RELATIVE, SUBORDINATE
from mkdocs_report.parsing.limits.frame import Frame
from mkdocs_report.parsing.limits.nouns import Nouns
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import TEXT
from mkdocs_report.parsing.tasks import has_task


_ENDS = (Role.STOP, Role.COLON, Role.OPEN, Role.CLOSE)
_OPENS = (*_ENDS, Role.COMMA, Role.DASH, Role.AND, Role.OR, Role.SLASH)
_PASSED = (
    Role.OPTIONAL, Role.ADVICE, Role.EXACTLY, Role.ABOUT, Role.LENGTH, Role.IN_ALL, Role.ARTICLE, Role.THESE,
    Role.LIMIT, Role.LEAST, Role.MOST, Role.PER, Role.EACH,
)  # fmt: skip
"""Roles of the words between a number and what it belongs to."""
_VERBS = (Role.NEED, Role.IS, Role.MAY, Role.PAST)
_COMMANDS = (Role.ASK, Role.HAND_IN, Role.KEEP, Role.ASK_WITH)
_FOLLOWING = (
    *_OPENS, Role.WITH, Role.TO, Role.FROM, Role.OF, Role.EACH, Role.PER, Role.OPTIONAL, Role.ADVICE, Role.LENGTH,
    Role.LIMIT, Role.WHOLE, Role.PLACE, Role.IN_ALL, Role.NEED, Role.ASK, Role.IF, Role.EXCLUDING, Role.WRITTEN,
    Role.KEEP, Role.ABOUT, Role.THESE, Role.ARTICLE, Role.MAY, Role.UNIT, Role.INCLUDING, Role.OR_MORE, Role.OR_FEWER,
    Role.LEAST, Role.MOST, Role.EXACTLY, Role.PLUS_MINUS, Role.REFUSED, Role.ASK_WITH, Role.THING, Role.EXCLUDED,
)  # fmt: skip
"""Roles of the words that may follow a number of the answer: anything else may turn it into another statement."""
_CLAUSES = SUBORDINATE | RELATIVE
_LABEL = 6
"""The most unknown words of a label without a verb: "Abstract of the paper: 200 words"."""
_SMALL = frozenset(
    "us me just only also here below then another good own please uns mir nur noch bitte auch hier moi mig os meg oss ons"
    " mij ci nam mi".split()
)


class Frames:
    """The frames of the numbers of a sentence."""

    def __init__(self, sentence: str, nouns: Nouns, amounts: Sequence[Amount]) -> None:
        self.sentence, self.nouns, self.tokens, self.isa = sentence, nouns, nouns.tokens, nouns.isa
        self.vocabulary = nouns.vocabulary
        self.words = [token.text for token in nouns.tokens]
        self._prepositions, self._holding, self._people, self._pronouns, self._owners = self.vocabulary.function_words
        self._amounts = [each for each in amounts if each.unit is not None]
        self._found: dict[int, Frame] = {}

    def of(self, amount: Amount) -> Frame:
        """Return the frame of an amount."""
        found = self._found.get(id(amount))
        if found is None:
            found = self._of(amount)
            if found is Frame.ASKED and not self._is_followed_well(amount):
                found = Frame.UNSURE
            self._found[id(amount)] = found
        return found

    def _of(self, amount: Amount) -> Frame:
        if amount.unit_first:
            return Frame.ASKED
        k = amount.start
        if not self._is_verb(k):
            k -= 1
            while k >= 0 and self._is_passed(k):
                k -= 1
        if k < 0 or self.isa(k, Role.STOP):
            return self._alone(amount)
        before = next((each for each in self._amounts if each is not amount and each.stop in (k, k + 1)), None)
        if before is not None and (before.stop == k + 1 or self.isa(k, *_OPENS, Role.WITH)):
            return self.of(before)
        if self.isa(k, *_OPENS):
            return self._apart(amount, k)
        if self._is_verb(k):
            return self._of_verb(amount, k)
        if self.words[k] in self._holding and (found := self._held(amount, k)) is not None:
            return found
        if self._is_preposition(k):
            return Frame.ASKED if self.asks else self._otherwise(amount, k)
        if self.isa(k, Role.WHOLE, Role.PLACE, Role.EACH, Role.PER) or self._names_text(k):
            return Frame.ASKED
        return Frame.UNSURE if self.asks else Frame.OTHER

    # The sentence

    @cached_property
    def asks(self) -> bool:
        """Whether the sentence is a question or an instruction, or speaks of those who write, or of their texts."""
        if not self.tokens:
            return False
        if self.isa(len(self.tokens) - 1, Role.STOP) and self.tokens[-1].text == "?":
            return True
        return any(self._begins_command(k) for k in range(len(self.tokens))) or has_task(self.sentence) or self._is_ours

    @cached_property
    def _is_ours(self) -> bool:
        """Whether its subject is known: "you should", "your answer", "we expect"."""
        people = [k for k, word in enumerate(self.words) if word in self._people]
        if any(self.isa(m, Role.NEED, Role.MAY, Role.ADVICE) for k in people for m in (k - 1, k + 1, k + 2)):
            return True
        return any(self._names_text(k) and (k < 2 or self.words[k - 1] in self._owners) for k in range(len(self.words)))

    def _begins_command(self, k: int) -> bool:
        """Whether an instruction begins at a token: a verb of asking at the beginning of a clause."""
        if not (self.isa(k, *_COMMANDS) or self._is_written(k) or (self.isa(k, Role.NEED) and k == 0)):
            return False
        return k == 0 or self.isa(k - 1, *_OPENS) or self.words[k - 1] in _SMALL or self.isa(k - 1, Role.NEED)

    def _is_written(self, k: int) -> bool:
        return self.isa(k, Role.WRITTEN) and not self._is_preposition(k) and not self.isa(k, Role.IS)

    @cached_property
    def _has_verb(self) -> bool:
        """Whether it has a verb of a statement."""
        return any(self._is_verb(k) and not self.isa(k, *_COMMANDS) for k in range(len(self.tokens)))

    def _names_text(self, k: int) -> bool:
        return self.vocabulary.texts.starting(self.words, k) > 0 or self.isa(k, Role.WHOLE, Role.PLACE)

    def _is_passed(self, k: int) -> bool:
        if self.isa(k, *_OPENS) or self._is_preposition(k) or self._is_verb(k):
            return False
        return self.isa(k, *_PASSED) or self.words[k] in _SMALL

    def _is_preposition(self, k: int) -> bool:
        return 0 <= k < len(self.words) and (self.words[k] in self._prepositions or self.words[k].split()[-1] in self._prepositions)

    def _is_verb(self, k: int) -> bool:
        if not 0 <= k < len(self.words) or self.isa(k, Role.COMMA, Role.AND) or self._is_preposition(k):
            return False
        having = not self.vocabulary.having.isdisjoint(self.words[k].split())
        return having or self.isa(k, *_VERBS, *_COMMANDS) or self._is_written(k)

    # The places of a number

    def _alone(self, amount: Amount) -> Frame:
        """Return the frame of a number at the beginning of a sentence: "200 words.", "200 words is too much"."""
        verb = next((k for k in range(amount.stop, len(self.tokens)) if self._ends_phrase(k)), len(self.tokens))
        if not self._is_verb(verb) or amount.consequence or self.isa(verb, *_COMMANDS, Role.MAY):
            return Frame.ASKED if not self._is_judged(amount) else Frame.OTHER
        asked = (Role.NEED, Role.ADVICE, Role.OPTIONAL, Role.LIMIT)
        return Frame.ASKED if any(self.isa(m, *asked) for m in range(verb, verb + 4)) else Frame.OTHER

    def _ends_phrase(self, k: int) -> bool:
        return self._is_verb(k) or self.isa(k, *_ENDS) or self.words[k] in _CLAUSES

    def _is_judged(self, amount: Amount) -> bool:
        """Whether a statement follows behind a comma: "200 mots, c'est trop"."""
        if not self.isa(amount.stop, Role.COMMA, Role.DASH) or amount.bounded or self.asks:
            return False
        return any(self.isa(k, Role.IS) and not self._is_preposition(k) for k in range(amount.stop + 1, amount.stop + 4))

    def _apart(self, amount: Amount, k: int) -> Frame:
        """Return the frame of a number behind a sign: "Explain why (200 words)", "Abstract: 200 words"."""
        if self.asks:
            return Frame.ASKED
        if not self._has_verb:
            return Frame.ASKED if self._unknown(range(k)) <= _LABEL else Frame.UNSURE
        if any(token.isa(Role.LIMIT, Role.LENGTH) for token in self.tokens[:k]):
            return Frame.ASKED
        return Frame.UNSURE if any(self._is_modal(m) for m in range(k)) else Frame.OTHER

    def _unknown(self, places: range) -> int:
        return sum(self.isa(k, Role.WORD) and not self._names_text(k) for k in places)

    def _otherwise(self, amount: Amount, k: int) -> Frame:
        """Return the frame of "in 200 words" in a sentence that does not plainly ask."""
        if k == 0 or self.isa(k - 1, *_OPENS):
            return Frame.ASKED
        if not self._has_verb:
            return Frame.ASKED if self._unknown(range(len(self.tokens))) <= _LABEL else Frame.UNSURE
        return Frame.UNSURE if any(self._is_modal(m) for m in range(len(self.tokens))) else Frame.OTHER

    def _held(self, amount: Amount, k: int) -> Frame | None:
        """Return the frame of "a text of 200 words": that of the noun that has them; `None` if there is no noun."""
        first = k - 1
        while first >= 0 and self._is_noun(first):
            first -= 1
        nouns = range(first + 1, k)
        if any(self._names_text(m) or self._is_text(m) for m in nouns):
            return Frame.ASKED if self.asks or not self._has_verb else Frame.UNSURE
        if not nouns or any(self.isa(m, Role.LENGTH, Role.LIMIT, *BOUNDS) for m in nouns):
            return None
        if self.isa(k, Role.WITH) and (not self.isa(first, Role.ARTICLE) or self.isa(first, Role.THESE)):
            return None  # "describe the corpus with at most 200 words"
        verb = first - 1 if self.isa(first, Role.ARTICLE, Role.THESE, Role.NUMBER) else first
        if self.isa(verb, Role.HAND_IN) or self._is_written(verb):
            return Frame.ASKED
        return Frame.UNSURE if amount.unit not in TEXT and self.asks and self._is_verb(verb) else Frame.OTHER

    def _is_text(self, k: int) -> bool:
        return self.tokens[k].unit in TEXT and self.tokens[k].number is None

    def _is_noun(self, k: int) -> bool:
        known = self.isa(k, Role.ARTICLE, Role.THESE, Role.NUMBER, *_OPENS) or self._is_preposition(k)
        verb = self._is_verb(k) and not self.isa(k - 1, Role.ARTICLE, Role.THESE)
        return not known and not verb and self.words[k] not in _CLAUSES | self._people

    def _of_verb(self, amount: Amount, last: int) -> Frame:
        """Return the frame of a number behind a verb: that of its subject, or an instruction."""
        k = last
        while k >= 0 and (self._is_verb(k) or self.isa(k, Role.NOT) or self._is_adverb(k)):
            k -= 1
        verbs = range(k + 1, last + 1)
        if k < 0 or self._begins_clause(k):
            return self._without_subject(amount, verbs)
        start = k
        while start >= 0 and not self._begins_clause(start):
            start -= 1
        return self._of_subject(amount, range(start + 1, k + 1), verbs)

    def _begins_clause(self, k: int) -> bool:
        if k and self.isa(k, Role.DASH) and self.tokens[k].start == self.tokens[k - 1].end:
            return False  # Portuguese "palavra-passe"
        return self.isa(k, *_OPENS) or self.words[k] in _CLAUSES

    def _is_adverb(self, k: int) -> bool:
        return self.tokens[k].roles <= {Role.WORD} and self.words[k] not in self._people and self._is_verb(k - 1)

    def _without_subject(self, amount: Amount, verbs: range) -> Frame:
        command = self._is_command(verbs)
        k = verbs.start - 1
        if command and (k < 0 or self.words[k] not in RELATIVE):
            return Frame.ASKED
        if k >= 0 and (self.words[k] in RELATIVE or (self.isa(k, Role.COMMA) and self._is_noun(k - 1))):
            ours = any(self._names_text(m) for m in range(max(0, k - 3), k))
            return Frame.ASKED if ours else self._unknown_subject(amount, verbs)
        if k >= 0 and not self.isa(k, *_ENDS):  # "your text must be short and have at most 200 words"
            first = next((m for m in range(k) if self._is_verb(m)), 0)
            if first > 0:
                return self._of_subject(amount, range(first), range(first, verbs.stop))
            return Frame.ASKED if self.asks else self._unknown_subject(amount, verbs)
        return Frame.OF_SUBJECT

    def _is_command(self, verbs: range) -> bool:
        return any(
            (self.isa(k, *_COMMANDS) or self._is_written(k)) and self.vocabulary.having.isdisjoint(self.words[k].split())
            for k in verbs
        )

    def _is_modal(self, k: int) -> bool:
        return self.isa(k, Role.NEED, Role.MAY) and self.vocabulary.having.isdisjoint(self.words[k].split())

    def _of_subject(self, amount: Amount, subject: range, verbs: range) -> Frame:
        """Return the frame of a number by the subject of its verb."""
        if any(self.words[k] in self._people for k in subject):
            says = self._is_command(verbs) or any(self._is_modal(k) for k in verbs) or self._has(verbs)
            return Frame.ASKED if says else Frame.UNSURE
        if len(subject) == 1 and self.words[subject.start] in self._pronouns:
            return Frame.OF_SUBJECT
        inside = self._is_preposition(subject.start)
        if inside and self._is_command(verbs):
            return Frame.ASKED  # "in this part include two photos"
        head = subject
        if not inside:
            stop = next((k for k in subject if k > subject.start and self._is_preposition(k)), subject.stop)
            head = range(subject.start, stop)
        if any(self._is_known(k) for k in head):
            return Frame.ASKED
        if self._is_command(verbs) and all(self._is_small(k) for k in subject):
            return Frame.ASKED
        return self._unknown_subject(amount, verbs)

    def _is_known(self, k: int) -> bool:
        return self._names_text(k) or self._is_text(k) or self.isa(k, Role.LENGTH, Role.LIMIT, Role.EACH)

    def _is_small(self, k: int) -> bool:
        return self.words[k] in _SMALL or self.words[k] in self.vocabulary.common or self.words[k].endswith("ly")

    def _has(self, verbs: range) -> bool:
        return any(not self.vocabulary.having.isdisjoint(self.words[k].split()) for k in verbs)

    def _unknown_subject(self, amount: Amount, verbs: range) -> Frame:
        modal = any(self._is_modal(k) for k in verbs) and amount.unit is not Unit.CHARACTERS
        return Frame.UNSURE if modal or (self._is_command(verbs) and self.asks) else Frame.OTHER

    # What follows

    def _is_followed_well(self, amount: Amount) -> bool:
        """Whether nothing unknown stands behind a number: not "200 words tops", "three photos, tops"."""
        k = amount.stop
        if k >= len(self.tokens):
            return True
        if self.isa(k, Role.COMMA, Role.DASH):
            tail = range(k + 1, next((m for m in range(k + 1, len(self.tokens)) if self.isa(m, Role.STOP)), len(self.tokens)))
            return amount.bounded or not 0 < len(tail) < 3 or not all(self.tokens[m].roles <= {Role.WORD} for m in tail)
        if amount.unit not in TEXT or self.isa(k, *_FOLLOWING) or self._is_preposition(k) or self._is_verb(k):
            return True
        word = self.words[k]
        return (
            word in _CLAUSES | self._people | self._pronouns
            or word in self.vocabulary.common
            or self._names_text(k)
            or has_task(word)
            or (self.vocabulary.compounds and word.endswith("ing"))
        )
