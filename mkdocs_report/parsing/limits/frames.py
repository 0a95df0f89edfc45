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
from mkdocs_report.parsing.limits.clause_words import ADVERBS, RELATIVE, SUBORDINATE
from mkdocs_report.parsing.limits.frame import Frame
from mkdocs_report.parsing.limits.nouns import AS, Nouns
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import TEXT
from mkdocs_report.parsing.tasks import has_task, is_question


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
    *_OPENS, Role.WITH, Role.TO, Role.NOT, Role.FROM, Role.OF, Role.EACH, Role.PER, Role.OPTIONAL, Role.ADVICE, Role.LENGTH,
    Role.LIMIT, Role.WHOLE, Role.PLACE, Role.IN_ALL, Role.NEED, Role.ASK, Role.IF, Role.EXCLUDING, Role.WRITTEN,
    Role.KEEP, Role.ABOUT, Role.THESE, Role.ARTICLE, Role.MAY, Role.UNIT, Role.INCLUDING, Role.OR_MORE, Role.OR_FEWER,
    Role.LEAST, Role.MOST, Role.EXACTLY, Role.PLUS_MINUS, Role.REFUSED, Role.VAGUE, Role.NO, Role.ASK_WITH, Role.THING, Role.EXCLUDED,
)  # fmt: skip
"""Roles of the words that may follow a number of the answer: anything else may turn it into another statement."""
_CLAUSES = SUBORDINATE | RELATIVE
_CLITIC = 4
"""The most letters of a pronoun that is joined to a verb: "-en", "-nous"."""
_LABEL = 6
"""The most unknown words of a label without a verb: "Abstract of the paper: 200 words"."""
_PARTICIPLES = (
    "ing", "ed", "en", "wn", "ade", "ant", "ndo", "nti", "nte", "end", "ende", "nde", "é", "ée", "és", "ées", "ado",
    "ados", "ada", "adas", "ati", "ate", "idas", "idos", "gt", "cht", "lt", "zt", "rt",
)  # fmt: skip
"""The endings of participles: "two photos showing the site"."""
_SHORT_LABEL = 2
"""The same before a comma: "Plan B, 200 words"."""
_GIVING = frozenset("add give provide show submit".split())
"""Verbs with which a number of things is asked for: "submit a gallery of five photos", not "use a corpus of"."""
_OF = frozenset("of de d' di af av van von z".split())


class Frames:
    """The frames of the numbers of a sentence."""

    def __init__(self, sentence: str, nouns: Nouns, amounts: Sequence[Amount]) -> None:
        self.sentence, self.nouns, self.tokens, self.isa = sentence, nouns, nouns.tokens, nouns.isa
        self.vocabulary = nouns.vocabulary
        self.words = [token.text for token in nouns.tokens]
        words = self.vocabulary.function_words
        self._orders, self._prepositions, self._holding, self._people, self._pronouns, self._owners = words
        self._amounts = [each for each in amounts if each.unit is not None]
        self._found: dict[int, Frame] = {}

    def of(self, amount: Amount) -> Frame:
        """Return the frame of an amount."""
        found = self._found.get(id(amount))
        if found is None:
            found = self._of(amount)
            if found is Frame.ASKED and amount.unit in TEXT and self._is_conditional(amount):
                found = Frame.UNSURE
            if found is Frame.ASKED and not self._is_followed_well(amount):
                alone = self._clause_start(amount.start) == amount.start and amount.stop < len(self.tokens)
                found = Frame.OTHER if alone and self.isa(amount.stop, Role.WORD) else Frame.UNSURE
            self._found[id(amount)] = found
        return found

    def _of(self, amount: Amount) -> Frame:
        if amount.unit_first or amount.tolerance or self._is_whole(amount):
            return Frame.ASKED
        if amount.consequence:
            return self._unknown_of(amount, range(self._clause_start(amount.start), amount.core))
        if self._is_compound(amount):
            return self._of_compound(amount)
        if amount.soft and any(self.isa(m, Role.PLUS_MINUS) for m in range(amount.stop, len(self.tokens))):
            return Frame.UNSURE  # a tolerance that is not read
        k = amount.start
        while k >= 0 and (k == amount.start or self._is_passed(k)) and not self._is_verb(k):
            if self.words[k] in self._holding:
                break
            k -= 1
        inside = next((m for m in range(amount.start, amount.core) if self._is_verb(m)), None)
        if inside is not None and self._is_preposition(inside - 1) and self._is_command_word(inside):
            return Frame.ASKED if self.asks else Frame.UNSURE  # "explain without using more than 75 words"
        if inside is not None:
            return self._of_verb(amount, k)
        if k < 0 or self.isa(k, Role.STOP):
            return self._alone(amount)
        before = next((each for each in self._amounts if each is not amount and each.stop in (k, k + 1)), None)
        if before is not None and (before.stop == k + 1 or self.isa(k, *_OPENS, Role.WITH)):
            return self.of(before)
        if self.isa(k, *_OPENS) and not self._is_preposition(k):
            return self._apart(amount, k)
        if self._is_verb(k):
            return self._of_verb(amount, k)
        if self.words[k] in AS and self.asks:
            return Frame.ASKED
        if self.words[k] in self._holding and (found := self._held(amount, k)) is not None:
            return found
        if self._is_preposition(k):
            verb = next((m for m in range(k - 1, max(-1, k - 4), -1) if not self._is_between(m)), -1)
            if (
                verb >= 0
                and (self._is_modal(verb) or not self.asks)
                and self._is_verb(verb)
                and not self._is_command_word(verb)
            ):
                return self._of_verb(amount, verb)
            if self.asks:
                return Frame.ASKED if self.isa(k, Role.WRITTEN, Role.WITH) else Frame.UNSURE  # "stop after 200 words"
            return self._otherwise(amount, k)
        if self.isa(k, Role.EACH, Role.PER) or self._names_text(k) or self._names_text(k - 1):
            return Frame.ASKED  # "your comment spans 200 words"
        if any(self.isa(m, Role.LIMIT) for m in range(amount.start, amount.stop)) and self._is_small(k):
            return Frame.ASKED  # "there's a limit of 90 words"
        if self.words[k] in self._people:
            asked = any(self.isa(m, Role.ADVICE, Role.NEED) for m in range(k, amount.core))
            return Frame.ASKED if asked else Frame.UNSURE  # "we recommend 250 words"
        if self.words[k] in self._pronouns:
            return Frame.ASKED if self.asks else Frame.OF_SUBJECT
        if self.asks and self._follows_phrase(k):
            return Frame.ASKED
        return Frame.UNSURE if self.asks or self._begins_clause(k - 1) else Frame.OTHER

    def _is_conditional(self, amount: Amount) -> bool:
        """Whether it is asked for on a condition: "if you work alone, write 200 words"."""
        start = self._clause_start(amount.start)
        return self.isa(start, Role.IF) and not self.isa(start, Role.OPTIONAL) and amount.start > start + 1

    def _is_whole(self, amount: Amount) -> bool:
        """Whether it is a sentence of its own: "300 words is the maximum"."""
        if any(self.isa(m, Role.COLON) for m in range(amount.start, amount.core)):
            return True  # "limit: 300 words"
        return any(self.isa(m, Role.IS) and not self._is_preposition(m) for m in range(amount.core + 1, amount.stop))

    def _is_compound(self, amount: Amount) -> bool:
        """Whether it is the first part of a noun: "a 200-word abstract"."""
        dash = amount.core + 1
        joined = self.isa(dash, Role.DASH) and self.tokens[dash].start == self.tokens[amount.core].end
        return joined and amount.stop == dash + 2 and self.isa(amount.stop, Role.WORD) and amount.unit in TEXT

    def _of_compound(self, amount: Amount) -> Frame:
        nouns = range(
            amount.stop, next((k for k in range(amount.stop, len(self.words)) if not self._is_noun(k)), amount.stop)
        )
        verb = amount.start - 1
        while self.isa(verb, Role.ARTICLE, Role.THESE):
            verb -= 1
        known = any(self._names_text(k) for k in nouns) or not nouns or verb < 0
        return Frame.ASKED if known or self._is_writing(verb) else Frame.OTHER

    def _is_writing(self, k: int) -> bool:
        return self._is_written(k) and not self.isa(k, Role.ASK)

    def _is_between(self, k: int) -> bool:
        """Whether a word may stand between a verb and its preposition: "has to fit into"."""
        return self.tokens[k].roles <= {Role.WORD} or self._is_preposition(k) or self.isa(k, Role.NOT)

    def _follows_phrase(self, k: int) -> bool:
        """Whether a phrase with a preposition ends at a token: "write for each list 50 words"."""
        while k >= 0 and self._is_noun(k):
            k -= 1
        if self.isa(k, Role.EACH):
            return True
        while self.isa(k, Role.ARTICLE, Role.THESE):
            k -= 1
        return self._is_preposition(k)

    def _clause_start(self, k: int) -> int:
        return next((m + 1 for m in range(k - 1, -1, -1) if self.isa(m, Role.STOP)), 0)

    def tells_past(self, amount: Amount) -> bool:
        """Whether a number is only one of the past: "the corpus had 300 words"."""
        before = range(self._clause_start(amount.start), amount.start)
        return self.of(amount) is Frame.OTHER and not amount.bounded and any(self.isa(k, Role.PAST) for k in before)

    @cached_property
    def begins_with_command(self) -> bool:
        """Whether the sentence begins with an instruction: "Describe the route you took"."""
        return bool(self.tokens) and (self._begins_command(0) or has_task(self.words[0]))

    def follows_first_verb(self, amount: Amount) -> bool:
        """Whether it follows the first word of a clause, which may be an unknown verb: French "joignez-en une photo"."""
        k = amount.start - 1
        while k > 0 and (self.isa(k, Role.DASH) or (self.isa(k - 1, Role.DASH) and len(self.words[k]) <= _CLITIC)):
            k -= 1
        first = k == 0 or self.isa(k - 1, *_OPENS) or self.words[k - 1] in ADVERBS
        return k >= 0 and first and self.tokens[k].roles <= {Role.WORD} and not self._is_preposition(k)

    # The sentence

    @cached_property
    def asks(self) -> bool:
        """Whether the sentence is a question or an instruction, or speaks of those who write, or of their texts."""
        if not self.tokens:
            return False
        if self.isa(len(self.tokens) - 1, Role.STOP) and self.tokens[-1].text == "?":
            return True
        if any(token.isa(Role.NEED) and token.text in ADVERBS for token in self.tokens):
            return True  # "please"
        return any(self._begins_command(k) for k in range(len(self.tokens))) or has_task(self.sentence) or self._is_ours

    @cached_property
    def _is_ours(self) -> bool:
        """Whether its subject is known: "you should", "your answer", "we expect"."""
        people = [k for k, word in enumerate(self.words) if word in self._people]
        if any(self.isa(m, Role.NEED, Role.MAY, Role.ADVICE) for k in people for m in (k - 1, k + 1, k + 2)):
            return True
        if any(token.isa(Role.NEED) and token.text.split()[0] in self._people for token in self.tokens):
            return True  # "we want"
        return any(self._names_text(k) and (k < 2 or self.words[k - 1] in self._owners) for k in range(len(self.words)))

    def _begins_command(self, k: int) -> bool:
        """Whether an instruction begins at a token: a verb of asking at the beginning of a clause."""
        if k and not (
            self.isa(k - 1, *_OPENS, Role.NEED) or self.words[k - 1] in ADVERBS or self._begins_clause(k - 1)
        ):
            return False
        return self._is_command_word(k) or (self.isa(k, Role.NEED) and k == 0) or self.words[k] in self._orders

    def _is_command_word(self, k: int) -> bool:
        return self.isa(k, *_COMMANDS) or self._is_written(k)

    def _is_written(self, k: int) -> bool:
        return self.isa(k, Role.WRITTEN) and not self._is_preposition(k) and not self.isa(k, Role.IS)

    def _has_verb_in(self, places: range) -> bool:
        """Whether there is a verb of a statement."""
        return any(self._is_verb(k) and not self.isa(k, *_COMMANDS) for k in places)

    def _names_text(self, k: int) -> bool:
        return self.vocabulary.texts.starting(self.words, k) > 0 or self.isa(k, Role.WHOLE, Role.PLACE)

    def _is_passed(self, k: int) -> bool:
        if self.isa(k, *_OPENS) or self._is_preposition(k) or self._is_verb(k):
            return False
        return self.isa(k, *_PASSED) or self.words[k] in ADVERBS

    def _is_preposition(self, k: int) -> bool:
        return 0 <= k < len(self.words) and (
            self.words[k] in self._prepositions or self.words[k].partition(" ")[0] in self._prepositions
        )

    def _is_verb(self, k: int) -> bool:
        if not 0 <= k < len(self.words) or self.isa(k, Role.COMMA, Role.AND) or self._is_preposition(k):
            return False
        if self._names_text(k) and k and not self.isa(k - 1, *_OPENS):
            return False
        if self._is_having(k) or self.isa(k, *_VERBS):
            return True
        return self._is_command_word(k) and not self._is_english_noun(k)

    def _is_having(self, k: int) -> bool:
        return self.words[k].partition(" ")[0] in self.vocabulary.having

    def _is_english_noun(self, k: int) -> bool:
        """Whether a verb of asking is a noun here: "a vocabulary list"."""
        if not self.vocabulary.compounds or k == 0 or self.words[k].endswith("s"):
            return False
        before = self.tokens[k - 1]
        determined = before.isa(Role.UNIT, Role.UNCOUNTED, Role.ARTICLE, Role.THESE, Role.EACH) and not before.isa(
            Role.NEED, Role.WRITTEN
        )
        unknown = before.roles <= {Role.WORD} and before.text not in ADVERBS | _CLAUSES | self._people
        return determined or (unknown and before.text not in self.vocabulary.common and not before.text.endswith("ly"))

    # The places of a number

    def _alone(self, amount: Amount) -> Frame:
        """Return the frame of a number at the beginning of a sentence: "200 words.", "200 words is too much"."""
        verb = next((k for k in range(amount.stop, len(self.tokens)) if self._ends_phrase(k)), len(self.tokens))
        if not self._is_verb(verb) or self.isa(verb, *_COMMANDS, Role.MAY):
            if self._is_judged(amount):
                return Frame.OTHER
            return Frame.UNSURE if self._may_be_verb(range(amount.stop, verb)) else Frame.ASKED
        asked = (Role.NEED, Role.ADVICE, Role.OPTIONAL, Role.LIMIT)
        if not any(self.isa(m, *asked) for m in range(verb, verb + 4)):
            return Frame.OTHER
        near = range(verb, min(verb + 4, len(self.tokens)))
        purpose = next(
            (m for m in near if self._is_preposition(m) and not self.isa(m - 1, Role.COMMA)), len(self.tokens)
        )
        return self._unknown_of(amount, range(purpose, len(self.tokens)))  # "12 characters are needed for the password"

    def _unknown_of(self, amount: Amount, places: range) -> Frame:
        """Return the frame of a number of the text itself by the nouns at some places: none, a text, or another thing."""
        unknown = self._unknown(places) > 0 and not any(self._names_text(m) or self._is_text(m) for m in places)
        if not unknown or amount.unit not in TEXT:
            return Frame.ASKED
        return Frame.OTHER if amount.unit is Unit.CHARACTERS else Frame.UNSURE

    def _may_be_verb(self, places: range) -> bool:
        """Whether an unknown word behind a number may be a verb: "photos differ in", "photos of the site show a"."""
        words = [self._is_unknown(k) for k in places] + [False]
        follows = [self._is_preposition(k) or self.isa(k, Role.ARTICLE, Role.THESE) for k in places] + [False]
        first = bool(places) and words[0] and follows[1] and not self.words[places.start].endswith(_PARTICIPLES)
        return first or any(
            one and two and after for one, two, after in zip(words, words[1:], follows[2:], strict=False)
        )

    def _is_unknown(self, k: int) -> bool:
        return self.tokens[k].roles <= {Role.WORD} and not self._is_preposition(k)

    def _ends_phrase(self, k: int) -> bool:
        return self._is_verb(k) or self.isa(k, *_ENDS) or self.words[k] in _CLAUSES

    def _is_judged(self, amount: Amount) -> bool:
        """Whether a statement follows behind a comma: "200 mots, c'est trop"."""
        if not self.isa(amount.stop, Role.COMMA, Role.DASH) or amount.bounded or self.asks:
            return False
        return any(
            self.isa(k, Role.IS) and not self._is_preposition(k) for k in range(amount.stop + 1, amount.stop + 4)
        )

    def _apart(self, amount: Amount, k: int) -> Frame:
        """Return the frame of a number behind a sign: "Explain why (200 words)", "Abstract: 200 words"."""
        if self.asks or (self.isa(k, Role.OPEN) and (k == 0 or is_question(self.sentence))):
            return Frame.ASKED  # "What I worked on (80 words)"
        places = range(self._clause_start(amount.start), k)
        if not self._has_verb_in(range(places.start, len(self.tokens))):
            return Frame.ASKED if self._is_label(places) and self._ends_label(amount, k) else Frame.UNSURE
        if any(self.isa(m, Role.LIMIT, Role.LENGTH, Role.OPTIONAL, Role.ADVICE) for m in places):
            return Frame.ASKED
        return Frame.UNSURE if any(self._is_modal(m) for m in places) else Frame.OTHER

    def _unknown(self, places: range) -> int:
        return sum(self.isa(k, Role.WORD) and not self._names_text(k) for k in places)

    def _otherwise(self, amount: Amount, k: int) -> Frame:
        """Return the frame of "in 200 words" in a sentence that does not plainly ask."""
        if any(self.isa(m, Role.PAST) for m in range(k)):
            return Frame.OTHER
        if not self.isa(k, Role.WRITTEN, Role.WITH):
            return Frame.UNSURE
        if k == 0 or self.isa(k - 1, *_OPENS, Role.ADVICE, Role.OPTIONAL):
            return Frame.ASKED
        if not self._has_verb_in(range(len(self.tokens))):
            places = range(self._clause_start(k), k)
            ours = any(self._is_ours_at(m) for m in places) and self._unknown(places) <= _SHORT_LABEL
            return Frame.ASKED if ours else Frame.UNSURE
        return Frame.UNSURE if any(self._is_modal(m) for m in range(len(self.tokens))) else Frame.OTHER

    def _is_ours_at(self, k: int) -> bool:
        return self._names_text(k) or self.words[k] in self._owners

    def _is_label(self, places: range) -> bool:
        """Whether some words without a verb may be a label: few of them, or those of a text."""
        return self._unknown(places) <= _LABEL or any(self._is_ours_at(k) for k in places)

    def _ends_label(self, amount: Amount, k: int) -> bool:
        """Whether a sign behind a label ends it: "Abstract: 200 words", "Abstract (200 words)"."""
        if self.isa(k, Role.COMMA, Role.AND, Role.OR):
            places = range(self._clause_start(k), k)
            return self._unknown(places) <= _SHORT_LABEL or any(self._is_ours_at(m) for m in places)
        if not self.isa(k, Role.OPEN):
            return True
        close = next((m for m in range(amount.stop, len(self.tokens)) if self.isa(m, Role.CLOSE)), len(self.tokens))
        return self.nouns.ends(close + 1) or any(self._is_ours_at(m) for m in range(k))

    def _held(self, amount: Amount, k: int) -> Frame | None:
        """Return the frame of "a text of 200 words": that of the noun that has them; `None` if there is no noun."""
        first = k - 1
        while first >= 0 and self._is_noun(first):
            first -= 1
        nouns = range(first + 1, k)
        counted = next((each for each in self._amounts if each is not amount and each.stop == k), None)
        if counted is not None:
            return self.of(counted)  # "two paragraphs of 80 words"
        if any(self._names_text(m) or self._is_text(m) for m in nouns) or self._is_item(amount, k):
            start = self._clause_start(k)
            alone = all(self.isa(m, Role.ARTICLE, *_PASSED) or self._is_preposition(m) for m in range(start, first + 1))
            bare = alone and not self._has_verb_in(range(len(self.tokens)))
            return Frame.ASKED if self.asks or bare else Frame.UNSURE
        if not nouns or any(self.isa(m, Role.LENGTH, Role.LIMIT, *BOUNDS) for m in nouns):
            return None
        if not self.isa(first, Role.ARTICLE) and self.words[k] not in _OF:
            return None  # "describe the corpus with at most 200 words"
        verb = first - 1 if self.isa(first, Role.ARTICLE, Role.THESE, Role.NUMBER) else first
        if self._is_writing(verb):
            return Frame.ASKED
        if amount.unit not in TEXT and (self.isa(verb, Role.HAND_IN) or (verb >= 0 and self.words[verb] in _GIVING)):
            return Frame.ASKED
        return Frame.UNSURE if amount.unit not in TEXT and self.asks and self._is_verb(verb) else Frame.OTHER

    def _is_item(self, amount: Amount, k: int) -> bool:
        """Whether it is the length of parts that are asked for: "3 bullet points of 15 words each"."""
        counted = self.isa(k - 1, Role.UNCOUNTED) and any(self.tokens[m].digits for m in range(max(0, k - 4), k))
        return counted and amount.unit is not Unit.CHARACTERS

    def _is_text(self, k: int) -> bool:
        return self.tokens[k].unit in (Unit.SENTENCES, Unit.PARAGRAPHS)

    def _is_noun(self, k: int) -> bool:
        known = self.isa(k, Role.ARTICLE, Role.THESE, Role.NUMBER, *_OPENS) or self._is_preposition(k)
        verb = self._is_verb(k) and not self.isa(k - 1, Role.ARTICLE, Role.THESE)
        return not known and not verb and self.words[k] not in _CLAUSES | self._people

    def _of_verb(self, amount: Amount, last: int) -> Frame:
        """Return the frame of a number behind a verb: that of its subject, or an instruction."""
        k = last
        while k >= 0 and (self._is_verb(k) or self._is_negation(k) or self._is_adverb(k) or self._is_joint(k, last)):
            k -= 1
        if self._is_preposition(k) and k < last and self._is_command(range(k + 1, last + 1)):
            allowed = self.isa(k - 1, Role.NEED, Role.OPTIONAL, Role.ADVICE, Role.MAY)
            return Frame.ASKED if self.asks or allowed else Frame.UNSURE  # "without using"
        verbs = range(k + 1, max(last + 1, amount.core))
        while verbs and not self._is_verb(verbs.start) and not self.isa(verbs.start, Role.NOT):
            k, verbs = k + 1, verbs[1:]  # "the word limit", of which "limit" belongs to the number
        if any(self.isa(m, Role.PAST) for m in verbs):
            return Frame.OTHER
        if k < 0 or self._begins_clause(k):
            return self._without_subject(amount, verbs)
        start = k
        while start >= 0 and not self._begins_clause(start):
            start -= 1
        if start > 0 and self.words[start] in RELATIVE and self._ends_relative(verbs):
            return self._of_subject(amount, range(start), verbs)  # "the list that you hand in must have 50 words"
        return self._of_subject(amount, range(start + 1, k + 1), verbs)

    def _ends_relative(self, verbs: range) -> bool:
        first = next((k for k in verbs if self._is_modal(k)), verbs.start)
        return any(self._is_command_word(k) for k in range(verbs.start, first))

    def _begins_clause(self, k: int) -> bool:
        if k and self.isa(k, Role.DASH) and self.tokens[k].start == self.tokens[k - 1].end:
            return False  # Portuguese "palavra-passe"
        return self.isa(k, *_OPENS) or self.words[k] in _CLAUSES

    def _is_joint(self, k: int, last: int) -> bool:
        """Whether a word joins two verbs: "needs to have"."""
        return k < last and self._is_preposition(k) and self._is_verb(k - 1) and not self._is_command_word(k - 1)

    def _is_negation(self, k: int) -> bool:
        return self.isa(k, Role.NOT) and not self._is_preposition(k)

    def _is_adverb(self, k: int) -> bool:
        return self.tokens[k].roles <= {Role.WORD} and self.words[k] not in self._people and self._is_verb(k - 1)

    def _without_subject(self, amount: Amount, verbs: range) -> Frame:
        command = self._is_command(verbs)
        k = verbs.start - 1
        if command and (k < 0 or self.words[k] not in RELATIVE):
            return Frame.ASKED
        if k >= 0 and self.words[k] in RELATIVE:
            ours = any(self._names_text(m) for m in range(max(0, k - 3), k))
            return Frame.ASKED if ours else self._unknown_subject(amount, range(0), verbs)
        if k >= 0 and not self.isa(k, *_ENDS):  # "your text must be short and have at most 200 words"
            first = next((m for m in range(k) if self._is_verb(m)), 0)
            if first > 0:
                return self._of_subject(amount, range(first), range(first, verbs.stop))
            return Frame.ASKED if self.asks else self._unknown_subject(amount, range(0), verbs)
        return Frame.OF_SUBJECT

    def _is_command(self, verbs: range) -> bool:
        return any(self._is_command_word(k) and not self._is_having(k) and not self.isa(k, Role.IS) for k in verbs)

    def _is_modal(self, k: int) -> bool:
        return self.isa(k, Role.NEED, Role.MAY) and not self._is_having(k)

    def _of_subject(self, amount: Amount, subject: range, verbs: range) -> Frame:
        """Return the frame of a number by the subject of its verb."""
        if any(self.words[k] in self._people for k in subject):
            says = self._is_command(verbs) or any(self._is_modal(k) for k in verbs) or self._has(verbs)
            allowed = amount.unit in TEXT and amount.soft and any(self.isa(k, Role.MAY) for k in verbs)
            return Frame.ASKED if says and not allowed else Frame.UNSURE  # "you might need 250 words"
        if len(subject) == 1 and self.words[subject.start] in self._pronouns:
            return Frame.ASKED if any(self._names_text(k) for k in range(subject.start)) else Frame.OF_SUBJECT
        inside = self._is_preposition(subject.start)
        if inside and self._is_command(verbs):
            return Frame.ASKED  # "in this part include two photos"
        head = subject
        if not inside:
            stop = next((k for k in subject if k > subject.start and self._is_preposition(k)), subject.stop)
            head = range(subject.start, stop)
        if self.vocabulary.compounds:
            last = next((k for k in reversed(head) if self.words[k] not in ADVERBS), head.start)
            head = range(
                max(
                    head.start,
                    last - 1
                    if self._names_text(last - 1) and last != head.start and self.isa(last, Role.NUMBER)
                    else last,
                ),
                last + 1,
            )
        if any(self._is_known(k, subject) for k in head):
            return Frame.ASKED if self._is_normative(amount, subject, verbs) else Frame.UNSURE
        if any(self.isa(k, Role.EACH) for k in subject) and amount.unit is not Unit.CHARACTERS:
            return Frame.ASKED
        if any(self.isa(m, Role.LIMIT) for m in range(amount.start, amount.stop)) and all(map(self._is_small, subject)):
            return Frame.ASKED  # "there is a limit of 200 words"
        if self._is_command(verbs) and all(self._is_small(k) for k in subject):
            return Frame.ASKED
        return self._unknown_subject(amount, subject, verbs)

    def _is_normative(self, amount: Amount, subject: range, verbs: range) -> bool:
        """Whether a statement about a text asks for it: not "the article has 900 words", which may be one to read."""
        if amount.bounded or amount.least != amount.most or amount.unit not in TEXT:
            return True
        ours = any(self.words[k] in self._owners or self.isa(k, Role.WHOLE, Role.PLACE, Role.EACH) for k in subject)
        return (
            ours or any(self._is_modal(k) for k in verbs) or any(self.isa(k, Role.LENGTH, Role.LIMIT) for k in subject)
        )

    def _is_known(self, k: int, subject: range) -> bool:
        if self._names_text(k) or self._is_text(k):
            return True
        if not self.isa(k, Role.LENGTH, Role.LIMIT, Role.LEAST, Role.MOST) or self.isa(k - 1, Role.WORD):
            return False  # "the invoice number"
        rest = range(k + 1, subject.stop)
        return not rest or any(self._names_text(m) or self.tokens[m].unit is not None for m in rest)

    def _is_small(self, k: int) -> bool:
        return self.words[k] in ADVERBS or self.words[k] in self.vocabulary.common or self.words[k].endswith("ly")

    def _has(self, verbs: range) -> bool:
        return any(self._is_having(k) for k in verbs)

    def _unknown_subject(self, amount: Amount, subject: range, verbs: range) -> Frame:
        """Return the frame of a number of an unknown thing: a statement about it is no limit, a demand may be one."""
        ours = any(self.words[k] in self._owners for k in subject)
        demanded = (
            any(self.isa(k, Role.NEED) and not self._is_having(k) for k in verbs)
            or amount.bounded
            or (self._is_command(verbs) and self.asks)
        )
        return Frame.UNSURE if ours or (demanded and amount.unit is not Unit.CHARACTERS) else Frame.OTHER

    # What follows

    def _is_followed_well(self, amount: Amount) -> bool:
        """Whether nothing unknown stands behind a number: not "200 words tops", "three photos, tops"."""
        k = amount.stop
        if k >= len(self.tokens) or self._is_compound(amount):
            return True
        if self.isa(k, Role.COMMA, Role.DASH):
            tail = range(
                k + 1, next((m for m in range(k + 1, len(self.tokens)) if self.isa(m, Role.STOP)), len(self.tokens))
            )
            return amount.bounded or not 0 < len(tail) < 3 or not all(self.tokens[m].roles <= {Role.WORD} for m in tail)
        if self.isa(k, Role.OPEN) and self.isa(k + 2, Role.CLOSE) and not amount.bounded:
            return not self.tokens[k + 1].roles <= {Role.WORD}  # "200 words (strict)"
        if amount.unit not in TEXT or self.isa(k, *_FOLLOWING) or self._is_preposition(k) or self._is_verb(k):
            return True
        word = self.words[k]
        return (
            word in _CLAUSES | self._people | self._pronouns
            or word in self.vocabulary.common
            or self._names_text(k)
            or word in self._orders
            or has_task(word)
            or not self.vocabulary.roles.get(Role.ARTICLE)  # Polish "100 słów komentarza"
            or (self._is_preposition(amount.start - 1) and not self.nouns.ends(k + 1))
            or (self.vocabulary.compounds and word.endswith("ing"))
        )
