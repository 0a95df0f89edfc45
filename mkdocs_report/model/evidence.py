"""What a group's files say about a box of its checklist."""

from __future__ import annotations

from mkdocs_report.model.base import OneOf, record


class Proof(OneOf):
    """How a box and the group's files fit together."""

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
"""The same in words."""


@record
class Evidence:
    """One item of a report's checklist, and what was found for it.

    `line` and `item` are the item's place and text, `claimed` whether its box is ticked, `wanted` what was looked for,
    in words. `found` holds some names that fit, None where the group's files are not known; `missing` the globs that
    would have to fit, and do not.
    """

    line: int
    item: str
    claimed: bool
    wanted: str
    found: tuple[str, ...] | None = None
    missing: tuple[str, ...] = ()

    @property
    def unproven(self) -> bool:
        """Whether the box is ticked, and what would prove it was looked for and not found."""
        return self.proof is Proof.MISSING

    @property
    def proof(self) -> Proof:
        """How the box and the files fit together."""
        if self.found is None:
            return Proof.UNKNOWN
        if self.missing:
            return Proof.MISSING if self.claimed else Proof.OPEN
        return Proof.FOUND if self.claimed else Proof.UNCLAIMED
