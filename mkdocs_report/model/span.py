"""Where in a file something stands."""

from __future__ import annotations

from mkdocs_report.model.base import record


@record
class Span:
    """Lines of a file, from the `first` to the `last`, both included."""

    first: int
    last: int

    def __contains__(self, line: object) -> bool:
        return isinstance(line, int) and self.first <= line <= self.last
