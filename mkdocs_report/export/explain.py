"""Print what was counted in an answer, and what was not."""

from __future__ import annotations

from rich.console import Console
from rich.style import Style
from rich.text import Text

from mkdocs_report.export.text import judged_by
from mkdocs_report.export.text_tables import words_limit
from mkdocs_report.model.course import Judged
from mkdocs_report.model.limits import Limit, Limits, Unit
from mkdocs_report.model.report import Answer
from mkdocs_report.model.template import question_name
from mkdocs_report.parsing.counting.measure import MeasuredAnswer
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.content import words
from mkdocs_report.parsing.markdown.visible_blocks import BlockKind, Mark
from mkdocs_report.parsing.report.renderer import html_of
from mkdocs_report.runtime.text import plural, visible, visible_wrapped


def print_counts(judged: Judged, answer: Answer, console: Console) -> None:
    """Print what was counted in an answer: its words, the words that are not counted, and what other limits count."""
    limits = judged.limits[answer.question.id]
    title = Text(visible(f"{judged.report.title}: {question_name(answer.question)}"), style="bold")
    console.print(title.append(f"  {judged_by(judged.report)}", style=Style(bold=True, dim=True)), soft_wrap=True)
    if not answer.answered:
        console.print("  No answer.")
        return
    place = f"  lines {answer.line}–{answer.end_line} of {visible(judged.report.path)}"
    console.print(Text(place, style="dim"), soft_wrap=True)
    _print_words(answer, limits, console)
    for limit in limits.limits:
        if limit.part or limit.unit not in {Unit.WORDS, Unit.IMAGES}:
            _print_limit(answer, limit, console)


def _print_words(answer: Answer, limits: Limits, console: Console) -> None:
    seen = engine.read(html_of(answer))
    count = answer.count
    limit = f" ({'' if limits.advisory else 'required '}{words_limit(limits)})" if limits.words else ""
    excluding = getattr(limits.of(Unit.WORDS), "excluding", ())
    tally = MeasuredAnswer(answer).tally(Unit.WORDS, excluding)
    console.print(f"  {plural(answer.words.number, 'word')} counted{limit}:")
    _print_aside(" ".join(tally.items if excluding else words(seen.text)), console, style="")
    if excluding:
        console.print(f"  not counted, as the prompt says: {', '.join(excluding)}")
    for name, text in (("code blocks", seen.code_text), ("tables", seen.table_text)):
        left_out = words(text)
        if left_out:
            console.print(f"  not counted, {plural(len(left_out), 'word')} in {name}:")
            _print_aside(" ".join(left_out), console)
    if seen.comments:
        console.print("  not counted, in comments, which are not shown:")
        _print_aside(" ".join(" ".join(seen.comments).split()), console)
    if seen.images:
        console.print(f"  not counted, the texts of {plural(len(seen.images), 'image')}:")
        _print_aside("; ".join(alt or src for src, alt, _ in seen.images), console)
    blocks = [block for block, _ in MeasuredAnswer(answer).blocks if block.kind is not BlockKind.TABLE]
    formulas = words(" ".join(text for block in blocks for text in block.marked(Mark.FORMULA)))
    if formulas:
        console.print(
            f"  counted, but left out by some other ways of counting, {plural(len(formulas), 'word')} in formulas:"
        )
        _print_aside(" ".join(formulas), console)
    low, high = min(tally.range[0], answer.words.least), max(tally.range[1], answer.words.most)
    console.print(f"  Other ways of counting: {low} to {high} words. Raw Markdown: {plural(count.raw, 'word')}.")


def _print_limit(answer: Answer, limit: Limit, console: Console) -> None:
    """Print what a limit counts in an answer, or in each of its parts, and the numbers of other conventions."""
    measured = MeasuredAnswer(answer)
    demand = f"({limit.demand} {limit.bounds}{' for each part' if limit.part else ''})"
    if limit.part and not measured.parts:
        console.print(f"  {limit.unit.many.capitalize()} {demand}: no parts were found.")
    for part in measured.parts if limit.part else [None]:
        tally = measured.tally_of_part(part, limit.unit, limit.excluding) if part else None
        tally = tally or measured.tally(limit.unit, limit.excluding)
        place = f"part “{visible(part.label)}”: " if part else ""
        end = ":" if tally.items else "."
        console.print(Text(f"  {place}{plural(tally.number, limit.unit.noun)} counted {demand}{end}"), soft_wrap=True)
        joiner = " " if limit.unit in {Unit.WORDS, Unit.CHARACTERS} else "\n"
        if tally.items:
            _print_aside(joiner.join(tally.items), console, style="")
        for convention, number in tally.others.items():
            if number != tally.number:
                console.print(Text(f"    {convention}: {number:,}", style="dim"))


def _print_aside(text: str, console: Console, style: str = "dim") -> None:
    for line in text.split("\n"):
        console.print(Text(f"    {visible_wrapped(line)}", style=style))
