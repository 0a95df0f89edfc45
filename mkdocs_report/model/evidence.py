"""Evidence for a box of the checklist: whether the group's files have what the box claims."""

from __future__ import annotations

from mkdocs_report.model.base import OneOf, record


class Proof(OneOf):
    """The result of comparing a box of the checklist with the group's files."""

    FOUND = "found"
    MISSING = "missing"
    UNCLAIMED = "unclaimed"
    OPEN = "open"
    UNKNOWN = "unknown"


PROOFS = {
    Proof.FOUND: "ticked, and found",
    Proof.MISSING: "ticked, but not found",
    Proof.UNCLAIMED: "found, but not ticked",
    Proof.OPEN: "neither ticked nor found",
    Proof.UNKNOWN: "files not known",
}
"""The results as texts."""


@record
class Evidence:
    """One item of a report's checklist, and the files that were found for it.

    - `line`, `item`: the line and the text of the item
    - `claimed`: whether its box is ticked
    - `wanted`: a description of the files that would prove it
    - `found`: some of the matching names; None if the names of the group's files are unknown
    - `missing`: the globs that should match a file, but do not
    """

    line: int
    item: str
    claimed: bool
    wanted: str
    found: tuple[str, ...] | None = None
    missing: tuple[str, ...] = ()

    @property
    def unproven(self) -> bool:
        """Whether the box is ticked, but a search for its evidence found nothing."""
        return self.proof is Proof.MISSING

    @property
    def proof(self) -> Proof:
        """The result of comparing the box with the files."""
        if self.found is None:
            return Proof.UNKNOWN
        if self.missing:
            return Proof.MISSING if self.claimed else Proof.OPEN
        return Proof.FOUND if self.claimed else Proof.UNCLAIMED
