"""Tell a text that asks for an answer from a remark: it has a task, or states a limit."""

from __future__ import annotations

from functools import lru_cache

from mkdocs_report.parsing.limits.parser import limits_or_none
from mkdocs_report.parsing.template.tasks import has_task


@lru_cache(maxsize=2048)
def is_asking(text: str) -> bool:
    """Whether a text asks for an answer: it has a question mark, begins with a verb of a task, or states a limit."""
    return has_task(text) or bool(limits_or_none((text,)).limits)
