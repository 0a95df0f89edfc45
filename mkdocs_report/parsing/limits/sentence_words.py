"""Know what the words of a sentence are: verbs, instructions, nouns, and the names of texts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.clause_words import ADVERBS, CLAUSES, COMMANDS, OPENS
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import Vocabulary
from mkdocs_report.parsing.limits.word_token import WordToken
from mkdocs_report.parsing.tasks import has_task

_PASSED = (
    Role.OPTIONAL, Role.ADVICE, Role.EXACTLY, Role.ABOUT, Role.LENGTH, Role.IN_ALL, Role.ARTICLE, Role.THESE,
    Role.LIMIT, Role.LEAST, Role.MOST, Role.PER, Role.EACH,
)  # fmt: skip
"""Roles of the words between a number and what it belongs to."""
_VERBS = (Role.NEED, Role.IS, Role.MAY, Role.PAST)

_VERBAL = frozenset({*_VERBS, *COMMANDS, Role.WRITTEN})
"""Roles of all words that may be verbs."""


class SentenceWords:
    """The words of a sentence by their places; a method with `k` asks what the token at a place is."""

    def __init__(self, sentence: str, tokens: Sequence[WordToken], vocabulary: Vocabulary) -> None:
        self.sentence, self.tokens, self.vocabulary = sentence, tokens, vocabulary
        self.words = [token.text for token in tokens]
        self.firsts = [text.partition(" ")[0] for text in self.words]
        self._roles = [token.roles for token in tokens]
        lists = self.vocabulary.function_words
        self.orders, self.prepositions, self.holding, self.people, self.pronouns, self.owners = lists

    def isa(self, k: int, *roles: Role) -> bool:
        """Whether there is a token of one of these roles."""
        return 0 <= k < len(self._roles) and not self._roles[k].isdisjoint(roles)

    @cached_property
    def asks(self) -> bool:
        """Whether the sentence is a question or an instruction, or speaks of those who write, or of their texts."""
        return self._is_ours or self.is_task

    @cached_property
    def is_task(self) -> bool:
        """Whether the sentence is a question or an instruction."""
        if not self.tokens:
            return False
        if self.isa(len(self.tokens) - 1, Role.STOP) and self.tokens[-1].text == "?":
            return True
        if any(token.isa(Role.NEED) and token.text in ADVERBS for token in self.tokens):
            return True  # "please"
        return any(self._begins_command(k) for k in range(len(self.tokens))) or has_task(self.sentence)

    @cached_property
    def begins_with_command(self) -> bool:
        """Whether the sentence begins with an instruction: "Describe the route you took"."""
        return bool(self.tokens) and (self._begins_command(0) or has_task(self.words[0]))

    @cached_property
    def _is_ours(self) -> bool:
        """Whether its subject is known: "you should", "your answer", "we expect"."""
        if not self.tokens:
            return False
        people = [k for k, word in enumerate(self.words) if word in self.people]
        if any(self.isa(m, Role.NEED, Role.MAY, Role.ADVICE) for k in people for m in (k - 1, k + 1, k + 2)):
            return True
        if any(token.isa(Role.NEED) and token.text.split()[0] in self.people for token in self.tokens):
            return True  # "we want"
        return any(self.names_text(k) and (k < 2 or self.words[k - 1] in self.owners) for k in range(len(self.words)))

    def _begins_command(self, k: int) -> bool:
        """Whether an instruction begins at a token: a verb of asking at the beginning of a clause."""
        if k and not (self.isa(k - 1, *OPENS, Role.NEED) or self.words[k - 1] in ADVERBS or self.begins_clause(k - 1)):
            return False
        if not (self.is_command_word(k) or (self.isa(k, Role.NEED) and k == 0) or self.words[k] in self.orders):
            return False
        return not self.isa(k - 1, Role.COMMA) or self._is_introduced(k)

    def _is_introduced(self, k: int) -> bool:
        """Whether an instruction may follow a comma: "In brief, explain", not "Bees, as a rule, return"."""
        start = self.clause_start(k)
        if self._begins_command(start) or self.firsts[start] in ADVERBS:
            return True
        if self.isa(start, Role.ARTICLE, Role.THESE) and not self.is_preposition(start):
            return False
        return not self.is_unknown(start) or self.firsts[start].endswith(("ing", "ly"))

    def is_command_word(self, k: int) -> bool:
        """Whether it may be a verb of asking."""
        return self.isa(k, *COMMANDS) or self.is_written(k)

    def is_command(self, verbs: range) -> bool:
        """Whether one of these verbs asks for something: not "has", "is"."""
        return any(self.is_command_word(k) and not self.is_having(k) and not self.isa(k, Role.IS) for k in verbs)

    def is_written(self, k: int) -> bool:
        """Whether it is a verb of writing, or another one before a length."""
        return self.isa(k, Role.WRITTEN) and not self.is_preposition(k) and not self.isa(k, Role.IS)

    def is_writing(self, k: int) -> bool:
        """Whether it asks for a text, and for nothing else: "write", not "provide"."""
        return self.is_written(k) and not self.isa(k, Role.ASK)

    def has_verb_in(self, places: range) -> bool:
        """Whether there is a verb of a statement."""
        return any(self.is_verb(k) and not self.isa(k, *COMMANDS) for k in places)

    def clause_start(self, k: int) -> int:
        """Return the first place of a clause."""
        return next((m + 1 for m in range(k - 1, -1, -1) if self.isa(m, Role.STOP)), 0)

    def begins_clause(self, k: int) -> bool:
        """Whether a clause, or a part of it, begins behind it."""
        if k and self.isa(k, Role.DASH) and self.tokens[k].start == self.tokens[k - 1].end:
            return False  # Portuguese "palavra-passe"
        return self.isa(k, *OPENS) or (self.words[k] in CLAUSES and not self.names_text(k))

    def names_text(self, k: int) -> bool:
        """Whether the name of a text begins there, or that of a part of an answer."""
        return self.text_name(k) > 0 or self.isa(k, Role.WHOLE, Role.PLACE)

    def text_name(self, k: int) -> int:
        """Return the number of places of the name of a text that begins there, 0 if none does."""
        return self.vocabulary.texts.starting(self.words, k)

    def is_text(self, k: int) -> bool:
        """Whether it is the noun of a text's part: "sentence", "paragraph"."""
        return self.tokens[k].unit in (Unit.SENTENCES, Unit.PARAGRAPHS)

    def is_ours_at(self, k: int) -> bool:
        """Whether it is the name of a text, or "your"."""
        return self.names_text(k) or self.words[k] in self.owners

    def is_passed(self, k: int) -> bool:
        """Whether it may stand between a number and what the number belongs to."""
        if self.isa(k, *OPENS) or self.is_preposition(k) or self.is_verb(k):
            return False
        return self.isa(k, *_PASSED) or self.words[k] in ADVERBS

    def is_preposition(self, k: int) -> bool:
        """Whether it is a preposition."""
        return 0 <= k < len(self.words) and self.firsts[k] in self.prepositions

    def is_negation(self, k: int) -> bool:
        """Whether it is a negation."""
        return self.isa(k, Role.NOT) and not self.is_preposition(k)

    def is_verb(self, k: int) -> bool:
        """Whether it is a verb."""
        if not 0 <= k < len(self.words) or (self._roles[k].isdisjoint(_VERBAL) and not self.is_having(k)):
            return False
        if self.isa(k, Role.COMMA, Role.AND) or self.is_preposition(k):
            return False
        if k and self.names_text(k) and not self.isa(k - 1, *OPENS):
            return False
        if self.is_having(k) or self.isa(k, *_VERBS):
            return True
        return self.is_command_word(k) and not self._is_english_noun(k)

    def is_having(self, k: int) -> bool:
        """Whether it is a verb with which a text has its length: "contains"."""
        return self.firsts[k] in self.vocabulary.having

    def is_modal(self, k: int) -> bool:
        """Whether it is a verb that demands or allows: "must", "may"."""
        return self.isa(k, Role.NEED, Role.MAY) and not self.is_having(k)

    def _is_english_noun(self, k: int) -> bool:
        """Whether a verb of asking is a noun here: "a vocabulary list"."""
        if not self.vocabulary.compounds or k == 0 or self.words[k].endswith("s"):
            return False
        before = self.tokens[k - 1]
        determined = before.isa(Role.UNIT, Role.UNCOUNTED, Role.ARTICLE, Role.THESE, Role.EACH) and not before.isa(
            Role.NEED, Role.WRITTEN
        )
        unknown = before.roles <= {Role.WORD} and before.text not in ADVERBS | CLAUSES | self.people
        return determined or (unknown and before.text not in self.vocabulary.common and not before.text.endswith("ly"))

    def is_noun(self, k: int) -> bool:
        """Whether it may be a noun, or an adjective before one."""
        known = self.isa(k, Role.ARTICLE, Role.THESE, Role.NUMBER, *OPENS) or self.is_preposition(k)
        verb = self.is_verb(k) and not self.isa(k - 1, Role.ARTICLE, Role.THESE)
        return not known and not verb and self.words[k] not in CLAUSES | self.people

    def is_unknown(self, k: int) -> bool:
        """Whether it is a word without a role."""
        return self.tokens[k].roles <= {Role.WORD} and not self.is_preposition(k)

    def count_unknown(self, places: range) -> int:
        """Return the number of unknown words at some places."""
        return sum(self.isa(k, Role.WORD) and not self.names_text(k) for k in places)

    def is_small(self, k: int) -> bool:
        """Whether it is one of the words that change nothing: "then", "there"."""
        return self.words[k] in ADVERBS or self.words[k] in self.vocabulary.common or self.words[k].endswith("ly")
