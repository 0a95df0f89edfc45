"""Rules for limits: `too-few-words`, `too-many-words`, and the same for each other unit that is counted in text.

The rules for the number of images are in `images`, because they also look for images that are not shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_report.model.finding import Severity
from mkdocs_report.model.limits import Unit
from mkdocs_report.rules.rule import LIMIT_TOPIC, Rule, limit_check


@dataclass(frozen=True, slots=True)
class _Counted:
    """A unit, as its two rules describe it: what is counted (`how`), and where conventions differ (`others`)."""

    unit: Unit
    how: str
    others: str


_UNITS = (
    _Counted(
        Unit.WORDS,
        """
Words are counted as a reader of the page counts them: the text as GitHub shows it, split at white space, without
pieces that have no letter and no digit. Code blocks, tables, comments and images do not count; `inline code` and links
do.
""",
        """
Other conventions also count code and tables, or the raw Markdown, or leave out footnotes, references, captions,
formulas and emoji codes.
""",
    ),
    _Counted(
        Unit.CHARACTERS,
        """
Characters are counted in the text as GitHub shows it, with single spaces. Markdown signs and the addresses of links do
not count. Code blocks, tables, comments and images do not count either.
""",
        """
Other conventions leave out white space, footnotes, references, captions, formulas and emoji codes, count an emoji as
one character, or count code, tables or the raw Markdown.
""",
    ),
    _Counted(
        Unit.SENTENCES,
        """
A sentence ends with a full stop, a question mark or an exclamation mark before white space, or with its paragraph or
list item. Abbreviations (“e.g.”), initials and decimal numbers end none. Headings, code blocks and tables do not count.
""",
        """
Other conventions count each full stop, or headings, or leave out list items without a full stop, footnotes, references
and captions.
""",
    ),
    _Counted(
        Unit.PARAGRAPHS,
        """
A paragraph is a block of running text between blank lines. List items, quotes, headings, captions, references,
footnotes, tables and code blocks do not count.
""",
        """
Other conventions count these, or a whole list as one paragraph, or line breaks as ends, or leave out a paragraph that
only introduces a list.
""",
    ),
    _Counted(
        Unit.LINKS,
        """
Links to different pages or files count, also bare addresses (`https://example.org`). The same page counts once. Links
to a heading, to an image or to a mail address do not count.
""",
        """
Other conventions count each entry of a list of references (“[1] …”), each footnote, repeated links, remote images and
addresses in code, or only links to other sites.
""",
    ),
    _Counted(
        Unit.TABLES,
        """
Tables count as GitHub shows them, also those in lists and quotes.
""",
        """
Other conventions count tables that are drawn in code or in text, and images of tables, or leave out tables that only
arrange images.
""",
    ),
    _Counted(
        Unit.CODE_BLOCKS,
        """
Fenced and indented code blocks count, also those in lists and quotes. Empty ones and `inline code` do not.
""",
        """
Other conventions count empty code blocks and lines of inline code, count code blocks in succession as one, or leave out
diagrams and formulas (`mermaid`, `math`).
""",
    ),
)


def _rule(counted: _Counted, *, few: bool) -> Rule:
    unit = counted.unit
    summary = f"An answer has {'fewer' if few else 'more'} {unit.many} than {'required' if few else 'allowed'}."
    return Rule(
        f"too-{'few' if few else 'many'}-{unit.many.replace(' ', '-')}",
        Severity.ERROR,
        summary,
        f"""{counted.how}{counted.others}
The finding is an error only if the answer is outside the limit by every convention. Otherwise it is a
warning and shows both numbers. It is also a warning if the prompt only recommends the number. A limit for each part of
the answer is checked in each part. `mkdocs-report check --explain-words 14 REPORT` shows what was counted.
""",
        about=LIMIT_TOPIC[unit],
        answer=limit_check(unit, few=few),
    )


RULES = tuple(_rule(counted, few=few) for counted in _UNITS for few in (True, False))
