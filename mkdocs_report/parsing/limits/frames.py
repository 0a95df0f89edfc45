"""Decide from its sentence whether a number is a limit of the answer: only in sentences that are known to state limits.

A sentence states a limit if the number stands alone ("Answer length: 100-200 words."), if it belongs to an instruction
("Write at least 200 words", "In one paragraph, explain why"), to a question, or to a subject that is known to be the
answer or those who write it ("your answer", "each part", "you"). A number of any other sentence may be that of another
thing: "the password has at least 12 characters", "children say 50 words".
"""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.amount import BOUNDS, Amount
from mkdocs_report.parsing.limits.bare_numbers import BareNumbers
from mkdocs_report.parsing.limits.clause_words import ADVERBS, CLAUSES, ENDS, OPENS
from mkdocs_report.parsing.limits.frame import Frame, FrameFacts
from mkdocs_report.parsing.limits.nouns import AS, Nouns
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.sentence_words import SentenceWords
from mkdocs_report.parsing.limits.subjects import Subjects
from mkdocs_report.parsing.limits.uncertain import UncertainNumbers
from mkdocs_report.parsing.limits.vocabulary import TEXT
from mkdocs_report.parsing.tasks import has_task

_FOLLOWING = frozenset(Role) - {Role.WORD, Role.UNCOUNTED, Role.NUMBER, Role.SIGN, Role.PERCENT, Role.PAST, Role.IS}
"""Roles of the words that may follow a number of the answer: anything else may turn it into another statement."""
_LABEL = 2
"""The most unknown words before a number with a bound, if there is no verb; without a bound it is one."""
_CLITIC = 4
"""The most letters of a pronoun that is joined to a verb: "-en", "-nous"."""
_GIVING = frozenset("add give provide show submit".split())
"""Verbs with which a number of things is asked for: "submit a gallery of five photos", not "use a corpus of"."""
_OF = frozenset("of de d' di af av van von z".split())


class Frames:
    """The frames of the numbers of a sentence."""

    def __init__(self, sentence: str, nouns: Nouns, amounts: Sequence[Amount]) -> None:
        self.nouns, self.tokens, self.isa = nouns, nouns.tokens, nouns.isa
        self.said = SentenceWords(sentence, nouns.tokens, nouns.vocabulary)
        self.words = self.said.words
        self.subjects, self.bare, self.uncertain = (
            Subjects(self.said),
            BareNumbers(self.said, nouns),
            UncertainNumbers(self.said, amounts),
        )
        self._amounts = [each for each in amounts if each.unit is not None]
        self._found: dict[int, Frame] = {}

    def of(self, amount: Amount) -> Frame:
        """Return the frame of an amount."""
        found = self._found.get(id(amount))
        if found is None:
            found = self._of(amount)
            if found is Frame.ASKED and amount.unit in TEXT and self._is_conditional(amount):
                found = Frame.UNSURE
            if found in (Frame.ASKED, Frame.OF_SUBJECT) and self.uncertain.has(amount):
                found = Frame.UNSURE
            if self.uncertain.is_quoted(amount):
                found = Frame.OTHER
            if found is Frame.ASKED and not self._is_followed_well(amount):
                alone = self.said.clause_start(amount.start) == amount.start and amount.stop < len(self.tokens)
                found = Frame.OTHER if alone and self.isa(amount.stop, Role.WORD) else Frame.UNSURE
            self._found[id(amount)] = found
        return found

    def facts(self, amounts: Sequence[Amount]) -> FrameFacts:
        """Return the facts about amounts."""
        counted = [each for each in amounts if each.unit is not None]
        one_thing = any(each.most == 1 and each.unit not in TEXT for each in counted)
        return FrameFacts(
            frozenset(id(each) for each in counted if self.of(each) is Frame.OTHER),
            frozenset(id(each) for each in counted if self._tells_past(each)),
            frozenset(id(each) for each in counted if each.article and self._follows_first_verb(each)),
            one_thing and self.said.begins_with_command,
        )

    def _tells_past(self, amount: Amount) -> bool:
        """Whether a number is only one of the past: "the corpus had 300 words"."""
        start = self.said.clause_start(amount.start)
        comma = next((k + 1 for k in range(amount.start - 1, start, -1) if self.isa(k, Role.COMMA)), start)
        before = range(comma, amount.start)
        return self.of(amount) is Frame.OTHER and not amount.bounded and any(self.isa(k, Role.PAST) for k in before)

    def _follows_first_verb(self, amount: Amount) -> bool:
        """Whether it follows the first word of a clause, maybe an unknown verb: French "ajoutez-y une photo"."""
        k = amount.start - 1
        while k > 0 and (self.isa(k, Role.DASH) or (self.isa(k - 1, Role.DASH) and len(self.words[k]) <= _CLITIC)):
            k -= 1
        first = k == 0 or self.isa(k - 1, *OPENS) or self.words[k - 1] in ADVERBS
        return k >= 0 and first and self.tokens[k].roles <= {Role.WORD} and not self.said.is_preposition(k)

    def _of(self, amount: Amount) -> Frame:
        if amount.unit_first or amount.tolerance or self._is_whole(amount):
            return Frame.ASKED
        if amount.consequence:
            return self.bare.unknown_of(amount, range(self.said.clause_start(amount.start), amount.core))
        if self._is_compound(amount):
            return self._of_compound(amount)
        if amount.soft and any(self.isa(m, Role.PLUS_MINUS) for m in range(amount.stop, len(self.tokens))):
            return Frame.UNSURE  # a tolerance that is not read
        k = amount.start
        while k >= 0 and (k == amount.start or self.said.is_passed(k)) and not self.said.is_verb(k):
            if self.words[k] in self.said.holding:
                break
            k -= 1
        inside = next((m for m in range(amount.start, amount.core) if self.said.is_verb(m)), None)
        if inside is not None and self.said.is_preposition(inside - 1) and self.said.is_command_word(inside):
            return Frame.ASKED if self.said.asks else Frame.UNSURE  # "explain without using more than 75 words"
        if inside is not None:
            return self.subjects.frame(amount, k)
        if k < 0 or self.isa(k, Role.STOP):
            return self.bare.alone(amount)
        before = next((each for each in self._amounts if each is not amount and each.stop in (k, k + 1)), None)
        if before is not None and (before.stop == k + 1 or self.isa(k, *OPENS, Role.WITH)):
            inside = before.unit not in TEXT and amount.unit in TEXT and self.said.is_preposition(k)
            return Frame.UNSURE if inside else self.of(before)  # "a mind map with 15 words"
        return self._by_word(amount, k)

    def _by_word(self, amount: Amount, k: int) -> Frame:
        """Return the frame of an amount by the word before it."""
        if self.isa(k, *OPENS) and not self.said.is_preposition(k):
            return self.bare.apart(amount, k)
        if self.said.is_verb(k):
            return self.subjects.frame(amount, k)
        if self.words[k] in AS and self.said.asks:
            return Frame.ASKED
        if self.words[k] in self.said.holding and (found := self._held(amount, k)) is not None:
            return found
        if self.said.is_preposition(k):
            return self._inside(amount, k)
        if self.isa(k, Role.EACH, Role.PER) or self.said.names_text(k):
            return Frame.ASKED
        if self.said.names_text(k - 1):
            ours = any(self.words[m] in self.said.owners for m in range(k))
            ours = ours or amount.bounded or amount.least != amount.most
            return Frame.ASKED if ours else Frame.UNSURE  # "your comment spans 200 words"
        if any(self.isa(m, Role.LIMIT) for m in range(amount.start, amount.stop)) and self.said.is_small(k):
            return Frame.ASKED  # "there's a limit of 90 words"
        if self.words[k] in self.said.people:
            asked = any(self.isa(m, Role.ADVICE, Role.NEED) for m in range(k, amount.core))
            return Frame.ASKED if asked else Frame.UNSURE  # "we recommend 250 words"
        if self.words[k] in self.said.pronouns:
            return Frame.ASKED if self.said.asks else Frame.OF_SUBJECT
        if self.said.asks and self._follows_phrase(k):
            return Frame.ASKED
        unsure = self.said.asks or self.isa(k - 1, *ENDS) or self._ends_label(amount)
        return Frame.UNSURE if unsure else Frame.OTHER

    def _ends_label(self, amount: Amount) -> bool:
        """Whether only a few words without a verb are before it, and nothing is behind it: "Methods 200 words"."""
        before = range(self.said.clause_start(amount.start), amount.start)
        if any(self.isa(k, Role.ARTICLE, Role.THESE) for k in before):
            return False  # "the leaflet carries 70 words"
        short = self.said.count_unknown(before) <= (_LABEL if amount.bounded else 1) and not self.said.has_verb_in(
            before
        )
        return short and self.nouns.ends(amount.stop) and amount.unit is not Unit.CHARACTERS

    def _inside(self, amount: Amount, k: int) -> Frame:
        """Return the frame of an amount behind a preposition: "in 200 words"."""
        verb = next((m for m in range(k - 1, max(-1, k - 4), -1) if not self._is_between(m)), -1)
        states = verb >= 0 and self.said.is_verb(verb) and not self.said.is_command_word(verb)
        if states and (self.said.is_modal(verb) or not self.said.is_task):
            return self.subjects.frame(amount, verb)
        if self.said.asks:
            believed = self.isa(k, Role.WRITTEN, Role.WITH) and not self.bare.is_remark(k)
            return Frame.ASKED if believed else Frame.UNSURE  # "stop after 200 words"
        return self.bare.inside(k)

    def _is_conditional(self, amount: Amount) -> bool:
        """Whether it is asked for on a condition: "if you work alone, write 200 words"."""
        start = self.said.clause_start(amount.start)
        return self.isa(start, Role.IF) and not self.isa(start, Role.OPTIONAL) and amount.start > start + 1

    def _is_whole(self, amount: Amount) -> bool:
        """Whether it is a sentence of its own: "300 words is the maximum"."""
        if any(self.isa(m, Role.COLON) for m in range(amount.start, amount.core)):
            return True  # "limit: 300 words"
        return any(
            self.isa(m, Role.IS) and not self.said.is_preposition(m) for m in range(amount.core + 1, amount.stop)
        )

    def _is_compound(self, amount: Amount) -> bool:
        """Whether it is the first part of a noun: "a 200-word abstract"."""
        dash = amount.core + 1
        joined = self.isa(dash, Role.DASH) and self.tokens[dash].start == self.tokens[amount.core].end
        other = self.isa(amount.stop, Role.WORD, Role.THING)
        return joined and amount.stop == dash + 2 and other and amount.unit in TEXT

    def _of_compound(self, amount: Amount) -> Frame:
        nouns = range(
            amount.stop, next((k for k in range(amount.stop, len(self.words)) if not self.said.is_noun(k)), amount.stop)
        )
        verb = amount.start - 1
        while self.isa(verb, Role.ARTICLE, Role.THESE):
            verb -= 1
        known = any(self.said.names_text(k) for k in nouns) or not nouns or verb < 0
        return Frame.ASKED if known or self.said.is_writing(verb) else Frame.OTHER

    def _is_between(self, k: int) -> bool:
        """Whether a word may stand between a verb and its preposition: "has to fit into"."""
        return self.tokens[k].roles <= {Role.WORD} or self.said.is_preposition(k) or self.isa(k, Role.NOT)

    def _follows_phrase(self, k: int) -> bool:
        """Whether a phrase with a preposition ends at a token: "write for each list 50 words"."""
        while k >= 0 and self.said.is_noun(k):
            k -= 1
        if self.isa(k, Role.EACH):
            return True
        while self.isa(k, Role.ARTICLE, Role.THESE):
            k -= 1
        return self.said.is_preposition(k)

    def _held(self, amount: Amount, k: int) -> Frame | None:
        """Return the frame of "a text of 200 words": that of the noun that has them; `None` if there is no noun."""
        first = k - 1
        while first >= 0 and self.said.is_noun(first):
            first -= 1
        nouns = range(first + 1, k)
        counted = next((each for each in self._amounts if each is not amount and each.stop == k), None)
        if counted is not None and counted.unit in TEXT:
            return self.of(counted)  # "two paragraphs of 80 words"
        if any(self.said.names_text(m) or self.said.is_text(m) for m in nouns) or self._is_item(amount, k):
            start = self.said.clause_start(k)
            alone = all(self.said.is_passed(m) or self.said.is_preposition(m) for m in range(start, first + 1))
            if amount.unit in TEXT and not self._is_own_text(first, nouns):
                return Frame.UNSURE
            bare = alone and not self.said.has_verb_in(range(len(self.tokens)))
            return Frame.ASKED if self.said.asks or bare else Frame.UNSURE
        if not nouns or any(self.isa(m, Role.LENGTH, Role.LIMIT, *BOUNDS) for m in nouns):
            return None
        if not self.isa(first, Role.ARTICLE) and self.words[k] not in _OF:
            return None  # "describe the corpus with at most 200 words"
        verb = first - 1 if self.isa(first, Role.ARTICLE, Role.THESE, Role.NUMBER) else first
        if self.said.is_writing(verb):
            return Frame.ASKED
        if amount.unit not in TEXT and (self.isa(verb, Role.HAND_IN) or (verb >= 0 and self.words[verb] in _GIVING)):
            return Frame.ASKED
        return Frame.UNSURE if amount.unit not in TEXT and self.said.asks and self.said.is_verb(verb) else Frame.OTHER

    def _is_own_text(self, first: int, nouns: range) -> bool:
        """Whether a text is asked for: not "find an article of 1,000 words", "has entries of 200 characters"."""
        if not self.isa(first, Role.ARTICLE):
            many = self.said.vocabulary.compounds and self.words[nouns[-1]].endswith("s")
            return not many or self.isa(first, Role.NUMBER) or self.said.is_text(nouns[-1])
        before = first - 1
        if before < 0 or self.said.is_command_word(before) or self.words[before] in self.said.orders:
            writing = self.said.is_written(before) or self.isa(before, Role.HAND_IN) or self.words[before] in _GIVING
            return before < 0 or writing
        return not self.said.is_preposition(before) or self.isa(before, Role.WRITTEN)  # not "ask for a text"

    def _is_item(self, amount: Amount, k: int) -> bool:
        """Whether it is the length of parts that are asked for: "3 bullet points of 15 words each"."""
        counted = self.isa(k - 1, Role.UNCOUNTED) and any(self.tokens[m].digits for m in range(max(0, k - 4), k))
        return counted and amount.unit is not Unit.CHARACTERS

    def _is_followed_well(self, amount: Amount) -> bool:
        """Whether nothing unknown follows a number: not "200 words flat", "three photos, tops"."""
        k = amount.stop
        if k >= len(self.tokens) or self._is_compound(amount):
            return True
        if self.isa(k, Role.COMMA, Role.DASH):
            end = next((m for m in range(k + 1, len(self.tokens)) if self.isa(m, Role.STOP)), len(self.tokens))
            tail = range(k + 1, end)
            return amount.bounded or not 0 < len(tail) < 3 or not all(self.tokens[m].roles <= {Role.WORD} for m in tail)
        if self.isa(k, Role.OPEN) and self.isa(k + 2, Role.CLOSE) and not amount.bounded:
            return not self.tokens[k + 1].roles <= {Role.WORD}  # "200 words (strict)"
        if amount.unit not in TEXT or self.isa(k, *_FOLLOWING) or self.said.is_preposition(k) or self.said.is_verb(k):
            return True
        word = self.words[k]
        return (
            word in CLAUSES | self.said.people | self.said.pronouns
            or word in self.said.vocabulary.common
            or self.said.names_text(k)
            or word in self.said.orders
            or has_task(word)
            or not self.said.vocabulary.roles.get(Role.ARTICLE)  # Polish "100 słów komentarza"
            or (self.said.is_preposition(amount.start - 1) and not self.nouns.ends(k + 1))
            or (self.said.vocabulary.compounds and word.endswith("ing"))
        )
