"""Find the changes that are safe and fix a report.

Each change is tried alone. It is kept if the report, read again, differs in nothing else and has no new finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from mkdocs_report.model.finding import Finding
from mkdocs_report.model.image import Image, ImageState
from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.report import Answer, Link, Report
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.lines import BOX_MARK, opaque_blocks
from mkdocs_report.parsing.report.parser import parse_report
from mkdocs_report.parsing.report.renderer import Resolve, html_of
from mkdocs_report.parsing.source import Source
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.repair.answer_content import content_of, is_changed_only_by, reader_words, word_counts
from mkdocs_report.rules.images import linked
from mkdocs_report.rules.judge import judge
from mkdocs_report.rules.policy import Policy

FIXABLE = ("checklist-mark", "image-as-link", "too-few-images", "marker-left", "image-missing")
"""The rules whose findings can be fixed; for `too-few-images`, images that are only linked are shown."""
_COVERED_BY_TOO_FEW = frozenset({"image-as-link", "image-in-code"})
MAX_CHANGES = 300
"""The most changes that are tried in one report: for each, the report is parsed again."""
_BOX = re.compile(
    rf"([ \t]*(?:>[ \t]*)*(?:[-*+]|\d{{1,9}}[.)])[ \t]+)\[(?!\])(?:{BOX_MARK})\](?![(\[:])(?=(\s)?)", re.IGNORECASE
)
_LINK = re.compile(r"(?<![!\\])\[[^\[\]]{0,500}\]\(\s*<?([^()<>\s]+(?:\([^()<>\s]*\)[^()<>\s]*)*|(?<=<)[^<>]+)")
_ADDRESS = re.compile(r"(?:\]\(\s*<?|\bsrc\s*=\s*[\"']?)([^()<>\"']*?)(?=[\s)>\"'])", re.IGNORECASE)
_CHECKED = '<input type="checkbox" checked='


@dataclass(frozen=True, slots=True)
class Fix:
    """One change: the line, its new text (None if the line is deleted), the rule, and a description of the change."""

    line: int
    new: str | None
    rule: str
    what: str


@dataclass(frozen=True, slots=True)
class _Version:
    """A version of the file: its lines, the parsed report, and its findings."""

    lines: tuple[str, ...]
    report: Report
    findings: tuple[Finding, ...]


Comparison = Callable[[Report, Report], bool]
"""A function that returns whether two versions of a report are equal except for one change."""


def find_fixes(source: Source, versions: TemplateVersions, resolve: Resolve, policy: Policy) -> tuple[Fix, ...]:
    """Return the changes that fix a report, by the line numbers of the file before the changes.

    Args:
        source: the report, decoded; a report that is not UTF-8 is not fixed.
        versions: the versions of its template.
        resolve: finds the file of an image's address.
        policy: the settings of the course; findings of rules that are off are not fixed.
    """
    return () if source.faults else _Fixer(source, versions, resolve, policy).run()


class _Fixer:
    def __init__(self, source: Source, versions: TemplateVersions, resolve: Resolve, policy: Policy) -> None:
        self.source, self.versions, self.resolve, self.policy = source, versions, resolve, policy
        self.matcher, self.tried = versions.closest(source.lines), 0
        self.now = self.read(source.lines)
        self.shown = reader_words(source.lines)
        self.hidden = {i for block in opaque_blocks(source.lines) for i in range(block.first + 1, block.last + 2)}

    def read(self, lines: tuple[str, ...]) -> _Version:
        source = replace(self.source, lines=lines)
        report = parse_report(source, self.matcher or self.versions.matcher_of(source), self.resolve, "")
        return _Version(lines, report, tuple(judge(report, self.policy)))

    def run(self) -> tuple[Fix, ...]:
        done: list[Fix] = []
        rules = {finding.rule for finding in self.now.findings} & set(FIXABLE)
        if "checklist-mark" in rules:
            done += self._fix_boxes()
        for answer in self.now.report.answers if rules - {"checklist-mark"} else ():
            found = {finding.rule for finding in self.now.findings if finding.question == answer.question.id}
            if found & {"image-as-link", "too-few-images"}:
                done += self._fix_links(answer.question.id)
            if "image-missing" in found:
                done += self._fix_addresses(answer.question.id)
            if "marker-left" in found:
                done += self._fix_markers(answer.question.id)
        last = {fix.line: fix for fix in done}  # a line may be changed twice; the last change counts
        fixes = sorted((replace(fix, new=last[fix.line].new) for fix in done), key=lambda fix: fix.line)
        gone = {fix.line for fix in fixes if fix.new is None}  # only now, so that line numbers stayed valid until here
        after = self.read(tuple(line for number, line in enumerate(self.now.lines, 1) if number not in gone))
        same = _all_equal(self.now.report, after.report) and reader_words(after.lines) == self.shown
        if not same or not _has_no_new_findings(self.now.findings, after.findings):
            fixes = [replace(fix, new="") if fix.new is None else fix for fix in fixes]
        return tuple(fixes)

    def answer(self, name: str) -> Answer:
        """Return an answer of the current version."""
        return next(answer for answer in self.now.report.answers if answer.question.id == name)

    def _try_change(self, number: int, line: str, same: Comparison, lost: str = "", gained: str = "") -> bool:
        """Keep a change if nothing else changes: of the visible words, only `lost` and `gained` may differ."""
        if self.tried >= MAX_CHANGES:
            return False
        self.tried += 1
        lines = (*self.now.lines[: number - 1], line, *self.now.lines[number:])
        new = self.read(lines)
        if not _has_no_new_findings(self.now.findings, new.findings) or not same(self.now.report, new.report):
            return False
        shown = reader_words(lines)
        if not is_changed_only_by(self.shown, shown, word_counts([lost]), word_counts([gained])):
            return False
        self.now, self.shown = new, shown
        return True

    def _fix_boxes(self) -> Iterator[Fix]:
        for item in self.now.report.checklist:
            line = self.now.lines[item.line - 1]
            if not item.checked or item.shown_checked or not _BOX.match(line):
                continue
            new = _BOX.sub(lambda m: f"{m[1]}[x]{'' if m[2] else ' '}", line, count=1)
            before = self._checked()
            before_change = self.now, self.shown
            if self._try_change(item.line, new, _all_equal, lost=item.mark):
                if self._checked() == before + 1:
                    yield Fix(item.line, new, "checklist-mark", f"[{item.mark}] → [x]")
                else:  # GitHub shows no box there, since it is code
                    self.now, self.shown = before_change

    def _checked(self) -> int:
        return engine.render("\n".join(self.now.lines)).count(_CHECKED)

    def _fix_links(self, name: str) -> Iterator[Fix]:
        for link in linked(self.answer(name)):
            answer = self.answer(name)
            limits = self.policy.limits_of(answer).images
            if limits is None or (limits.most is not None and answer.image_count >= limits.most):
                return
            if self.resolve(link.href).state is not ImageState.OK or any(i.src == link.href for i in answer.images):
                continue
            number = link.line
            line = self.now.lines[number - 1]
            for match in _LINK.finditer(line):
                new = f"{line[: match.start()]}!{line[match.start() :]}"
                if unquote(match[1]) == unquote(link.href) and self._try_change(
                    number, new, _shown_instead_of_linked(name, link), gained=link.href
                ):
                    yield Fix(number, new, "image-as-link", f"“{link.href}” is shown, not linked")
                    break

    def _fix_addresses(self, name: str) -> Iterator[Fix]:
        for image in self.answer(name).images:
            meant = image.file.meant
            if image.file.state is not ImageState.WRONG_CASE or meant is None:
                continue
            line = self.now.lines[image.line - 1]
            for match in _ADDRESS.finditer(line):
                address = _with_case_of(match[1], meant)
                if unquote(match[1]) != unquote(image.src) or address is None:
                    continue
                new = line[: match.start(1)] + address + line[match.end(1) :]
                if self._try_change(image.line, new, _address_corrected(name, image), lost=image.src, gained=address):
                    yield Fix(image.line, new, "image-missing", f"“{unquote(image.src)}” → “{unquote(address)}”")
                    break

    def _fix_markers(self, name: str) -> Iterator[Fix]:
        report, matcher = self.now.report, self.matcher
        answer = self.answer(name)
        span = answer.lines
        pattern = matcher.questions[name].marker if matcher else None
        for number in range(span.first, span.last + 1) if span else ():
            line = self.now.lines[number - 1]
            kind = report.kinds[number - 1].kind if report.kinds[number - 1].question == name else None
            if number in self.hidden or "`" in line or line[:4] == "    " or line[:1] == "\t":
                continue
            if kind is PieceKind.MARKER and answer.marker_line is not None:
                fixed = self._without_line(number)
                if fixed:
                    yield fixed
            elif kind is PieceKind.ANSWER and pattern and (match := pattern.search(line)):
                new = f"{line[: match.start()]} {line[match.end() :]}".strip()
                if new and self._try_change(number, new, _all_equal, lost=match[0]):
                    yield Fix(number, new, "marker-left", "the fill marker is removed")

    def _without_line(self, number: int) -> Fix | None:
        """Empty the line of a marker; delete it if there is a blank line beside it."""
        lines = self.now.lines
        if not self._try_change(number, "", _all_equal, lost=lines[number - 1]):
            return None
        beside = [lines[i - 1].strip() for i in (number - 1, number + 1) if 1 <= i <= len(lines)]
        alone = len(beside) < 2 or not all(beside)
        return Fix(number, None if alone else "", "marker-left", "the fill marker is removed")


def _has_no_new_findings(before: Sequence[Finding], after: Sequence[Finding]) -> bool:
    """Whether there are no new findings, except those that `too-few-images` covered before."""
    new = Counter((f.rule, f.question) for f in after)
    old = Counter((f.rule, f.question) for f in before)
    return all(rule in _COVERED_BY_TOO_FEW and ("too-few-images", question) in old for rule, question in new - old)


def _items(report: Report) -> list[tuple[str, bool]]:
    return [(item.text, item.checked) for item in report.checklist]


def _all_equal(before: Report, after: Report, but: str | None = None) -> bool:
    """Whether two reports are equal, except for the answer to the question `but`."""
    same = all(
        old.question.id == new.question.id and (old.question.id == but or _is_equal(old, new))
        for old, new in zip(before.answers, after.answers, strict=True)
    )
    return (
        same and [e.text for e in before.extras] == [e.text for e in after.extras] and _items(before) == _items(after)
    )


def _is_equal(old: Answer, new: Answer) -> bool:
    if old.text == new.text and old.html == new.html:
        return True
    return content_of(old) == content_of(new) and old.answered == new.answered


def _shown_instead_of_linked(name: str, link: Link) -> Comparison:
    """Return a comparison: the answer shows the image that it linked before, and lost only the text of the link."""

    def same(before: Report, after: Report) -> bool:
        old, new = before.answer(name), after.answer(name)
        if old is None or new is None or not _all_equal(before, after, but=name):
            return False
        _, code, _, images, links = content_of(old)
        _, new_code, _, new_images, new_links = content_of(new)
        shown = Counter(new_images) - Counter(images)
        lost = Counter(links) - Counter(new_links)
        gone = _visible_words(old) - _visible_words(new)
        return (
            code == new_code
            and [block.text for block in old.code] == [block.text for block in new.code]
            and [src for src, _ in shown.elements()] == [link.href] == [href for href, _ in lost.elements()]
            and not Counter(images) - Counter(new_images)
            and not Counter(new_links) - Counter(links)
            and not _visible_words(new) - _visible_words(old)
            and gone == word_counts([link.text])
        )

    return same


def _visible_words(answer: Answer) -> Counter[str]:
    content = engine.read(html_of(answer))
    return word_counts([content.text, content.table_text])


def _address_corrected(name: str, image: Image) -> Comparison:
    """Return a comparison: the answer shows the image that was meant, and is otherwise equal."""

    def same(before: Report, after: Report) -> bool:
        old, new = before.answer(name), after.answer(name)
        if old is None or new is None or not _all_equal(before, after, but=name):
            return False
        now = [i for i, j in zip(old.images, new.images, strict=False) if i.src != j.src]
        found = [j for i, j in zip(old.images, new.images, strict=False) if i.src != j.src]
        return (
            len(old.images) == len(new.images)
            and [i.src for i in now] == [image.src]
            and [j.alt for j in found] == [image.alt]
            and found[0].file.state is not ImageState.WRONG_CASE
            and found[0].file.path == image.file.meant
            and content_of(old)._replace(images=[]) == content_of(new)._replace(images=[])
            and [block.text for block in old.code] == [block.text for block in new.code]
        )

    return same


def _with_case_of(address: str, meant: str) -> str | None:
    """Return an address with the case of the file that was meant; None if the path differs otherwise."""
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    rest = address[len(path) :]
    plain = unquote(path)
    if plain.casefold().endswith(meant.casefold()):
        new = plain[: len(plain) - len(meant)] + meant
    else:
        return None
    return (quote(new, safe="/:@!$&'*+,;=~.-_") if "%" in path else new) + rest
