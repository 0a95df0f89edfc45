"""Find questions that are quoted prompts: one under its heading, or several under one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from mkdocs_report.model.base import record
from mkdocs_report.parsing.limits.parser import is_asking
from mkdocs_report.parsing.limits.sentences import is_example
from mkdocs_report.parsing.markdown.lines import normalise, unquote
from mkdocs_report.parsing.template.drafts import Document, TemplatePart
from mkdocs_report.parsing.template.tokens import TokenKind
from mkdocs_report.runtime.lazy_pattern import LazyPattern

_LABEL = re.compile(r"[\s*_]*([^\W\d_][^:.!?]{0,30}?)[\s*_]*[:：][\s*_]*$")
_ENUMERATED = LazyPattern(r"[\s>*_(]*(?:[A-Za-z]{1,10}\s?)?\d{1,3}[a-z]?\s?[.):]|[\s>*_]*\(?[a-zA-Z][).:]\s")


@record
class Quote:
    """A quoted prompt.

    - `part`: the part that it is in
    - `first`, `stop`: its lines, from 0
    - `label`: the label that closes it
    - `is_alert`: whether it is an alert of GitHub
    """

    part: TemplatePart
    first: int
    stop: int
    label: str | None
    is_alert: bool

    def asks(self, document: Document) -> bool:
        """Whether it asks for something."""
        texts = (token.text for token in document.tokens[self.first : self.stop])
        return is_asking(" ".join(filter(None, texts)))


def quotes_of(document: Document) -> list[Quote]:
    """Return the quotes of a template, those of one prompt joined, in the order of the file."""
    runs = document.tokens.quotes
    labels = _common_labels([_label(document.lines[first:stop]) for first, stop in runs])
    starts = [part.at for part in document.parts]
    joined: list[Quote] = []
    for (first, stop), label in zip(runs, labels, strict=True):
        part = document.parts[bisect_right(starts, first) - 1]
        before = joined[-1] if joined and joined[-1].part is part else None
        quote = Quote(part, first, stop, label, document.tokens[first].kind is TokenKind.ALERT)
        if before and _continues(document, before, quote, any(labels)):
            joined[-1] = replace(quote, first=before.first, is_alert=before.is_alert)
        else:
            joined.append(quote)
    return joined


def _continues(document: Document, before: Quote, quote: Quote, labelled: bool) -> bool:
    """Whether a quote belongs to the prompt that the one before it began: only blank lines are between them."""
    if (
        before.label
        or before.is_alert != quote.is_alert
        or any(document.lines[i].strip() for i in range(before.stop, quote.first))
    ):
        return False
    if labelled or not before.asks(document):
        return True
    return not (_ENUMERATED.match(document.lines[quote.first]) or quote.asks(document))


def _label(quote: Sequence[str]) -> str | None:
    """Return the short last line of a prompt that ends with a colon: "Answer:"."""
    last = next((text for line in reversed(quote) if (text := unquote(line).strip())), "")
    match = _LABEL.match(last)
    if match and len(match[1].split()) <= 3 and not is_example(last):
        return match[1]
    return None


def _common_labels(labels: Sequence[str | None]) -> list[str | None]:
    """Keep only labels that close most prompts: "Describe these:" closes one, "Answer:" closes all."""
    counts = Counter(normalise(label) for label in labels if label)
    usual = {label for label, count in counts.items() if 3 * count >= len(labels) or label in {"answer", "answers"}}
    return [label if label and normalise(label) in usual else None for label in labels]
