"""A rule for formulas that cannot be shown: `formula-not-readable`."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_report.model.caps import MAX_FORMULA, MAX_FORMULA_NESTING
from mkdocs_report.model.finding import Severity
from mkdocs_report.rules.rule import Case, Draft, Rule


def formula_not_readable(case: Case) -> Iterator[Draft]:
    """Find formulas that are shown as they were typed."""
    for formula in case.answer.unreadable:
        why = case.quote(formula.why, 120)
        yield case.draft(
            f"{case.name}: a formula is shown as it was typed: {why}.",
            "Correct the formula. If the text is no formula, write \\$ for each dollar sign.",
            line=formula.line,
            observed=why,
        )


RULES = (
    Rule(
        "formula-not-readable",
        Severity.WARNING,
        "A formula cannot be read, and is shown as it was typed.",
        f"""
Text between dollar signs (`$E = mc^2$`, `$$...$$`, `` $`...`$ ``) and ```` ```math ```` blocks are formulas in LaTeX,
as on GitHub. A formula is shown as it was typed if it has a command that is not known, a brace without its partner,
more than {MAX_FORMULA:,} characters or {MAX_FORMULA_NESTING} levels of nesting,
or if it defines a command (`\\newcommand`). The finding has the
reason. Correct the formula. If the text is no formula, write a backslash before each dollar sign: `\\$5`.
""",
        about="formulas",
        answer=formula_not_readable,
    ),
)
