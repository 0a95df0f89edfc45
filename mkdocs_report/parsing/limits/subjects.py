"""Decide by the subject of its verb whether a number is a limit of the answer: "your answer must have 200 words"."""

from __future__ import annotations

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.amount import Amount
from mkdocs_report.parsing.limits.clause_words import ADVERBS, ENDS, RELATIVE
from mkdocs_report.parsing.limits.frame import Frame
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.sentence_words import SentenceWords
from mkdocs_report.parsing.limits.vocabulary import TEXT


class Subjects:
    """The verbs of a sentence and their subjects."""

    def __init__(self, said: SentenceWords) -> None:
        self.said, self.tokens, self.words, self.isa = said, said.tokens, said.words, said.isa
        self.vocabulary = said.vocabulary

    def frame(self, amount: Amount, last: int) -> Frame:
        """Return the frame of a number behind a verb: that of its subject, or an instruction."""
        k = last
        while k >= 0 and (
            self.said.is_verb(k) or self.said.is_negation(k) or self._is_adverb(k) or self._is_joint(k, last)
        ):
            k -= 1
        if self.said.is_preposition(k) and k < last and self.said.is_command(range(k + 1, last + 1)):
            allowed = self.isa(k - 1, Role.NEED, Role.OPTIONAL, Role.ADVICE, Role.MAY)
            return Frame.ASKED if self.said.asks or allowed else Frame.UNSURE  # "without using"
        verbs = range(k + 1, max(last + 1, amount.core))
        while verbs and not self.said.is_verb(verbs.start) and not self.isa(verbs.start, Role.NOT):
            k, verbs = k + 1, verbs[1:]  # "the word limit", of which "limit" belongs to the number
        if any(self.isa(m, Role.PAST) for m in verbs):
            return Frame.OTHER
        if k < 0 or self.said.begins_clause(k):
            return self._without_subject(amount, verbs)
        start = k
        while start >= 0 and not self.said.begins_clause(start):
            start -= 1
        if start > 0 and self.words[start] in RELATIVE and self._ends_relative(verbs):
            return self._of_subject(amount, range(start), verbs)  # "the list that you hand in must have 50 words"
        return self._of_subject(amount, range(start + 1, k + 1), verbs)

    def _is_joint(self, k: int, last: int) -> bool:
        """Whether a word joins two verbs: "needs to have"."""
        return (
            k < last
            and self.said.is_preposition(k)
            and self.said.is_verb(k - 1)
            and not self.said.is_command_word(k - 1)
        )

    def _is_adverb(self, k: int) -> bool:
        return (
            self.tokens[k].roles <= {Role.WORD} and self.words[k] not in self.said.people and self.said.is_verb(k - 1)
        )

    def _ends_relative(self, verbs: range) -> bool:
        first = next((k for k in verbs if self.said.is_modal(k)), verbs.start)
        return any(self.said.is_command_word(k) for k in range(verbs.start, first))

    def _without_subject(self, amount: Amount, verbs: range) -> Frame:
        command = self.said.is_command(verbs)
        k = verbs.start - 1
        if command and (k < 0 or self.words[k] not in RELATIVE):
            return Frame.ASKED
        if k >= 0 and self.words[k] in RELATIVE:
            ours = any(self.said.names_text(m) for m in range(max(0, k - 3), k))
            return Frame.ASKED if ours else self._unknown_subject(amount, range(0), verbs)
        if k >= 0 and not self.isa(k, *ENDS):  # "your text must be short and have at most 200 words"
            first = next((m for m in range(k) if self.said.is_verb(m)), 0)
            if first > 0:
                return self._of_subject(amount, range(first), range(first, verbs.stop))
            return Frame.ASKED if self.said.asks else self._unknown_subject(amount, range(0), verbs)
        return Frame.OF_SUBJECT

    def _of_subject(self, amount: Amount, subject: range, verbs: range) -> Frame:
        """Return the frame of a number by the subject of its verb."""
        places = (k for k in subject if k == subject.start or not self.said.is_preposition(k))  # Danish "i"
        if any(self.words[k] in self.said.people for k in places):
            says = self.said.is_command(verbs) or any(self.said.is_modal(k) for k in verbs) or self._has(verbs)
            allowed = amount.unit in TEXT and amount.soft and any(self.isa(k, Role.MAY) for k in verbs)
            return Frame.ASKED if says and not allowed else Frame.UNSURE  # "you might need 250 words"
        if len(subject) == 1 and self.words[subject.start] in self.said.pronouns:
            if amount.soft and not any(self.said.is_modal(k) for k in verbs) and not self.said.is_command(verbs):
                return Frame.UNSURE  # "it has about 30 words"
            return Frame.ASKED if any(self.said.names_text(k) for k in range(subject.start)) else Frame.OF_SUBJECT
        inside = self.said.is_preposition(subject.start)
        if inside and self.said.is_command(verbs):
            return Frame.ASKED  # "in this part include two photos"
        head = subject
        if not inside:
            stop = next((k for k in subject if k > subject.start and self.said.is_preposition(k)), subject.stop)
            head = range(subject.start, stop)
        if self.vocabulary.compounds:  # the last noun decides: "the password policy"
            last = next((k for k in reversed(head) if self.words[k] not in ADVERBS), head.start)
            head = range(next((k for k in head if self.said.text_name(k) == last + 1 - k), last), last + 1)
        if any(self._is_known(k, subject) for k in head):
            return Frame.ASKED if self._is_normative(amount, subject, verbs) else Frame.UNSURE
        if any(self.isa(k, Role.EACH) for k in subject) and amount.unit is not Unit.CHARACTERS:
            return Frame.ASKED if self._is_normative(amount, subject, verbs) else Frame.UNSURE
        if any(self.isa(m, Role.LIMIT) for m in range(amount.start, amount.stop)) and all(
            map(self.said.is_small, subject)
        ):
            return Frame.ASKED  # "there is a limit of 200 words"
        if self.said.is_command(verbs) and all(self.said.is_small(k) for k in subject):
            return Frame.ASKED
        return self._unknown_subject(amount, subject, verbs)

    def _is_known(self, k: int, subject: range) -> bool:
        if self.said.names_text(k) or self.said.is_text(k):
            return True
        if not self.isa(k, Role.LENGTH, Role.LIMIT, Role.LEAST, Role.MOST) or self.isa(k - 1, Role.WORD):
            return False  # "the invoice number"
        rest = range(k + 1, subject.stop)
        return not rest or any(self.said.names_text(m) or self.tokens[m].unit is not None for m in rest)

    def _is_normative(self, amount: Amount, subject: range, verbs: range) -> bool:
        """Whether a statement about a text asks for it: not "the article has 900 words", which may be one to read."""
        if amount.bounded or amount.least != amount.most or amount.unit not in TEXT:
            return True
        inside = any(self.said.is_preposition(k) for k in subject)  # "each entry in the glossary has two sentences"
        each = not inside and any(self.isa(k, Role.EACH) for k in subject)
        ours = each or any(self.words[k] in self.said.owners for k in subject) or self.said.is_command(verbs)
        plain = not any(self.said.is_unknown(k) and not self.said.names_text(k) for k in subject)  # no "model answer"
        ours = ours or (plain and any(self.isa(k, Role.WHOLE, Role.PLACE) for k in subject))
        return (
            ours
            or (Role.ABOUT in amount.marks and amount.unit is Unit.WORDS)
            or any(token.isa(Role.ADVICE) for token in self.tokens)
            or any(self.said.is_modal(k) for k in verbs)
            or any(self.isa(k, Role.LENGTH, Role.LIMIT) for k in subject)
        )

    def _has(self, verbs: range) -> bool:
        return any(self.said.is_having(k) for k in verbs)

    def _unknown_subject(self, amount: Amount, subject: range, verbs: range) -> Frame:
        """Return the frame of a number of an unknown thing: a statement about it is no limit, a demand may be one."""
        ours = any(self.words[k] in self.said.owners for k in subject)
        demanded = (
            any(self.isa(k, Role.NEED) and not self.said.is_having(k) for k in verbs)
            or amount.bounded
            or (self.said.is_command(verbs) and self.said.asks)
        )
        return Frame.UNSURE if ours or (demanded and amount.unit is not Unit.CHARACTERS) else Frame.OTHER
