"""The words of the pages in one language: English texts are the keys of a catalogue.

A text may have placeholders, such as `%(group)s`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mkdocs_report.model.limits import Bounds, Limit
from mkdocs_report.runtime.messages import N_, NN_, P_

Message = tuple[str, str]
"""A context, which is mostly empty, and an English text."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language.

    Attributes:
        language: its code, such as `de`.
        forms: the translations of each message: one, or one for each plural form.
        plural_form: the plural form of a number.
        digest: a digest of all of it; empty for the texts in the code.
        thousands: what separates groups of three digits.
        decimal: what separates the fraction of a number.
    """

    language: str = "en"
    forms: Mapping[Message, tuple[str, ...]] = field(default_factory=dict)
    plural_form: Callable[[int], int] = lambda number: int(number != 1)
    digest: str = ""
    thousands: str = ","
    decimal: str = "."

    def raw(self, message: str, context: str = "") -> str:
        """Return the translation of a message with its placeholders."""
        found = self.forms.get((context, message))
        return found[0] if found else message

    def raw_plural(self, one: str, many: str, number: int) -> str:
        """Return the translation of a message about a number of things, with its placeholders."""
        found = self.forms.get(("", one))
        if found and len(found) > 1:
            return found[self.plural_form(number)]
        return one if number == 1 else many

    def gettext(self, message: str, /, **values: object) -> str:
        """Return a message in this language; numbers among the values are written as the language does."""
        return self.raw(message) % self._shown(values)

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """Return a message that has several meanings in English; the context is which one is meant."""
        return self.raw(message, context) % self._shown(values)

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Return a message about a number of things, which is `%(num)s` in it."""
        return self.raw_plural(one, many, number) % self._shown({"num": number, **values})

    def _shown(self, values: Mapping[str, object]) -> dict[str, object]:
        return {name: self.number(each) if type(each) is int else each for name, each in values.items()}

    def number(self, value: float, form: str = ",") -> str:
        """Return a number as the language writes it: `1,000` in English, `1.000` in German."""
        text = format(value, form)
        if self.thousands == "," and self.decimal == ".":
            return text
        return text.translate({ord(","): self.thousands, ord("."): self.decimal})

    def count(self, number: int, noun: str) -> str:
        """Return a number of things: `1 word`, `2,000 words`."""
        return self.of_count(number, noun) % {"num": self.number(number)}

    def of_count(self, number: int, noun: str) -> str:
        """Return the text of a number of things, with the placeholder of the number."""
        return self.raw_plural(*COUNTED.get(noun, (f"%(num)s {noun}", f"%(num)s {noun}s")), number)

    def noun(self, number: int, noun: str) -> str:
        """Return the word for a number of things, without the number."""
        return (self.of_count(number, noun) % {"num": ""}).strip()


ENGLISH = Words()
"""The texts as they are in the code."""


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """The languages on a page.

    Attributes:
        words: our own words.
        page: the language that the page states, such as that of the theme; empty for that of the words.
        reports: the language of answers and prompts; empty if it is not known.
    """

    words: Words = ENGLISH
    page: str = ""
    reports: str = ""


IN_ENGLISH = PageLanguage()
"""Pages in English."""


TALLIED: Mapping[str, Message] = {
    "passed": P_("after a number", "passed"),
    "warning": P_("after a number", "warning"),
    "error": P_("after a number", "error"),
    "unanswered": P_("after a number", "unanswered"),
    "no report": P_("after a number", "no report"),
}
"""The verdicts after the number of answers or groups that have it: “3 passed”."""
COUNTED: Mapping[str, tuple[str, str]] = {
    "word": NN_("%(num)s word", "%(num)s words"),
    "image": NN_("%(num)s image", "%(num)s images"),
    "character": NN_("%(num)s character", "%(num)s characters"),
    "sentence": NN_("%(num)s sentence", "%(num)s sentences"),
    "paragraph": NN_("%(num)s paragraph", "%(num)s paragraphs"),
    "link": NN_("%(num)s link", "%(num)s links"),
    "table": NN_("%(num)s table", "%(num)s tables"),
    "code block": NN_("%(num)s code block", "%(num)s code blocks"),
    "group": NN_("%(num)s group", "%(num)s groups"),
    "question": NN_("%(num)s question", "%(num)s questions"),
    "answer": NN_("%(num)s answer", "%(num)s answers"),
    "finding": NN_("%(num)s finding", "%(num)s findings"),
    "rule": NN_("%(num)s rule", "%(num)s rules"),
    "error": NN_("%(num)s error", "%(num)s errors"),
    "warning": NN_("%(num)s warning", "%(num)s warnings"),
    "waived": NN_("%(num)s waived", "%(num)s waived"),
    "tick": NN_("%(num)s tick", "%(num)s ticks"),
    "item": NN_("%(num)s item", "%(num)s items"),
    "line": NN_("%(num)s line", "%(num)s lines"),
    "point": NN_("%(num)s point", "%(num)s points"),
    "year": NN_("%(num)s year", "%(num)s years"),
    "course": NN_("%(num)s course", "%(num)s courses"),
    "later commit": NN_("%(num)s later commit", "%(num)s later commits"),
    "more problem": NN_("%(num)s more problem", "%(num)s more problems"),
}
"""The nouns after numbers."""
UNITS: Mapping[str, str] = {
    "word": N_("words"),
    "image": N_("images"),
    "character": N_("characters"),
    "sentence": N_("sentences"),
    "paragraph": N_("paragraphs"),
    "link": N_("links"),
    "table": N_("tables"),
    "code block": N_("code blocks"),
}
"""The units of limits, in the plural."""
NAMES: tuple[str, ...] = (
    N_("passed"),
    N_("warning"),
    N_("error"),
    N_("unanswered"),
    N_("no report"),
    N_("waived"),
    N_("required"),
    N_("recommended"),
    N_("ticked, and found"),
    N_("ticked, but not found"),
    N_("found, but not ticked"),
    N_("neither ticked nor found"),
    N_("files not known"),
    N_("footnotes"),
    N_("references"),
    N_("captions"),
    N_("code"),
    N_("headings"),
    N_("quoted prompt"),
    N_("heading"),
    N_("numbered or lettered"),
    N_("bold"),
    N_("table"),
    N_("field"),
    N_("paragraph"),
    N_("an unknown date"),
    N_("Note"),
    N_("Tip"),
    N_("Important"),
    N_("Warning"),
    N_("Caution"),
)
"""Words of other rooms that pages show: verdicts, demands, evidence, kinds of texts, forms, alerts."""


def bounds_text(words: Words, bounds: Bounds) -> str:
    """Return bounds as text: `at least 10`, `10–20`."""
    least, most = bounds.pair
    if least is None:
        return words.gettext("at most %(number)s", number=str(most))
    if most is None:
        return words.gettext("at least %(number)s", number=str(least))
    return str(bounds)


def demand_text(words: Words, limit: Limit) -> str:
    """Return a limit with its demand: `required 200–300`, `recommended at most 80`."""
    bounds = bounds_text(words, limit.bounds)
    if limit.advisory:
        return words.gettext("recommended %(bounds)s", bounds=bounds)
    return words.gettext("required %(bounds)s", bounds=bounds)


def limit_unit(words: Words, limit: Limit) -> str:
    """Return the word for what a limit counts, in the form for its last bound: `at least 1 image`, `10–20 words`."""
    least, most = limit.bounds.pair
    number = least if most is None else most
    return words.noun(number or 0, limit.unit.noun)


def limit_text(words: Words, limit: Limit) -> str:
    """Return a limit with its unit: `10–20 words`, `1 image for each part`."""
    text = f"{bounds_text(words, limit.bounds)} {limit_unit(words, limit)}"
    return words.gettext("%(limit)s for each part", limit=text) if limit.part else text


def with_more(words: Words, message: str, more: int) -> str:
    """Return a message, and how many other messages there are."""
    return words.gettext("%(message)s (and %(more)s more)", message=message, more=more) if more else message
