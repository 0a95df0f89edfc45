"""The roles that words and signs of a sentence may have in the grammar of limits."""

from __future__ import annotations

import enum


class Role(enum.Enum):
    """The role of a token in the grammar; the first group has the words of a language."""

    LEAST = enum.auto()  # "at least", "minimum"
    MOST = enum.auto()  # "at most", "maximum", "up to"
    OVER = enum.auto()  # "more than": the least, or the most after "not"
    UNDER = enum.auto()  # "fewer than": the most, or the least after "not"
    ABOUT = enum.auto()
    EXACTLY = enum.auto()
    OR_MORE = enum.auto()
    OR_FEWER = enum.auto()
    BETWEEN = enum.auto()
    FROM = enum.auto()
    TO = enum.auto()
    AND = enum.auto()
    OR = enum.auto()
    NOT = enum.auto()
    REFUSED = enum.auto()  # "will not be accepted": turns "fewer than" and "over" around
    LIMIT = enum.auto()  # the noun
    KEEP = enum.auto()  # "limit", "restrict", "keep": with a number after it, that is the most
    LENGTH = enum.auto()  # "length", "count", "number of"
    PLUS_MINUS = enum.auto()
    PERCENT = enum.auto()
    EACH = enum.auto()
    PER = enum.auto()
    WHOLE = enum.auto()  # "answer", "question", "group": after "each", the whole answer
    PLACE = enum.auto()  # "section", "task": after "each" in a text about all questions, the whole answer
    IN_ALL = enum.auto()
    OPTIONAL = enum.auto()
    MAY = enum.auto()  # "may", "can": before a verb of asking, it allows
    IF = enum.auto()  # at the start of a sentence, before a comma: what is asked for may not apply
    ADVICE = enum.auto()
    EXCLUDING = enum.auto()  # before the things
    EXCLUDED = enum.auto()  # after the things
    INCLUDING = enum.auto()
    ASK = enum.auto()  # "include", "upload": with a number right after it
    HAND_IN = enum.auto()  # "upload": also with a thing of the group's own after it, "your diagram"
    PAST = enum.auto()  # "had", "were": a number after it is only mentioned
    ASK_WITH = enum.auto()  # "illustrate ... with"
    WITH = enum.auto()
    NEED = enum.auto()
    WRITTEN = enum.auto()  # "in three sentences", "write two paragraphs"
    THESE = enum.auto()  # "the", "these": before a number of things that exist already
    ARTICLE = enum.auto()
    VAGUE = enum.auto()  # "a few"
    NO = enum.auto()
    IS = enum.auto()
    OF = enum.auto()
    UNCOUNTED = enum.auto()  # "pages"
    THING = enum.auto()
    UNIT = enum.auto()

    NUMBER = enum.auto()
    WORD = enum.auto()
    COMMA = enum.auto()
    COLON = enum.auto()
    STOP = enum.auto()  # ";", ".", "!", "?"
    OPEN = enum.auto()
    CLOSE = enum.auto()
    DASH = enum.auto()
    SLASH = enum.auto()
    SIGN = enum.auto()

    __hash__ = object.__hash__  # roles are looked up in sets all the time, and each exists once
