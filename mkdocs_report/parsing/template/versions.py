"""Choose the version of a template for each report: the closest one judges it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from mkdocs_report.model.template import Question, Template
from mkdocs_report.parsing.markdown.lines import normalise, unquote
from mkdocs_report.parsing.source import Source
from mkdocs_report.parsing.template.matcher import TemplateMatcher, words_of_line, words_of_prompt

_OPENS = frozenset(">#")
"""The first characters of a template's quotes and headings."""


class TemplateVersions:
    """Several versions of one template; the closest one judges each report. A course without any has `OwnPrompts`."""

    def __init__(self, matchers: Sequence[TemplateMatcher]) -> None:
        limits = {said: q.limits for matcher in matchers for q in matcher.template.questions if (said := _asked(q))}
        self.matchers = (
            tuple(matcher.with_limits_of_all(limits) for matcher in matchers) if len(matchers) > 1 else tuple(matchers)
        )
        sets = [frozenset(matcher.line_keys) for matcher in self.matchers]
        self._common = frozenset.intersection(*sets) if sets else frozenset()
        self._owners = {
            said: tuple(i for i, each in enumerate(sets) if said in each)
            for said in frozenset().union(*sets) - self._common
        }
        lines = {line for matcher in self.matchers for line in matcher.template.lines}
        self._shared = frozenset(line for line in lines if normalise(line) in self._common)
        known = lines | {unquote(line) for line in lines}
        self._known = {line: words_of_line(line) for line in known}
        pairs = [_pairs(matcher.line_keys, self._common) for matcher in self.matchers]
        shared_pairs = frozenset.intersection(*pairs) if pairs else frozenset()  # they distinguish no versions
        self._pairs = [each - shared_pairs for each in pairs]

    @classmethod
    def of_all(cls, several: Iterable[TemplateVersions]) -> TemplateVersions:
        """Return the templates of several courses as versions of one template, each once."""
        every = list(several)
        matchers = {matcher.template.key: matcher for each in every for matcher in each.matchers}
        return every[0] if every and not matchers else cls(list(matchers.values()))

    @property
    def interned(self) -> tuple[object, ...]:
        """Return the objects of the templates that all reports of a course share; see `pickling.Shared`."""
        questions = [question for matcher in self.matchers for question in matcher.template.questions]
        return (
            *(matcher.template for matcher in self.matchers),
            *questions,
            *(question.limits for question in questions),
        )

    def matcher_of(self, source: Source) -> TemplateMatcher | None:
        """Return the template by which a report is read: the closest, or its own prompts; None if it has none."""
        closest = self.closest(source.lines)
        own = self.own_template(source) if closest is None else None
        return closest if own is None else TemplateMatcher(own, is_report=True)

    def own_template(self, source: Source) -> Template | None:  # noqa: ARG002 - that of `OwnPrompts` reads it
        """Return the prompts of a report as its template, where no template is named; None if it has no prompts."""
        return None

    def closest(self, lines: Sequence[str]) -> TemplateMatcher | None:
        """Return the template that a report was made from, the last of equals, or None if there is none.

        Versions are compared first by the lines in the report that not all versions share: those with most of them win.
        Missing lines count less, since a group may have deleted them: among equals, the version with the fewest pairs
        of neighbouring words that only one of the two has is the closest. Only lines that may be the template's are
        compared.
        """
        if len(self.matchers) < 2:
            return self.matchers[0] if self.matchers else None
        shared, known = self._shared, self._known
        said = [
            known.get(line) or words_of_line(line)
            for line in map(str.rstrip, lines)
            if line not in shared and (line in known or line[:1] in _OPENS or ("[" in line and "[" in line[:8]))
        ]
        held = [0] * len(self.matchers)
        for owners, number in Counter(filter(None, map(self._owners.get, set(said)))).items():
            for owner in owners:
                held[owner] += number
        most = max(held)
        best = [i for i, number in enumerate(held) if number == most]
        if len(best) > 1:
            pairs = _pairs(said, self._common)
            best.sort(key=lambda i: (2 * len(self._pairs[i] & pairs) - len(self._pairs[i]), i))
        return self.matchers[best[-1]]


def _asked(question: Question) -> str:
    said = words_of_prompt(question.prompt)
    return said.removesuffix(normalise(question.label)).rstrip() if question.label else said


def _pairs(keys: Sequence[str], without: frozenset[str]) -> frozenset[tuple[str, str]]:
    """Return the pairs of neighbouring words of lines, read as one line, so that wrapping does not matter."""
    words = " ".join([line for line in keys if line not in without]).split()
    return frozenset(pairwise(words))
