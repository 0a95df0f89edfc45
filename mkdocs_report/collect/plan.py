"""What collecting asks for, and what came of it for each group."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from mkdocs_report.collect.hosts import TRUSTED
from mkdocs_report.parsing.collect_record import Collected
from mkdocs_report.parsing.template.versions import TemplateVersions

_WAY = 2
"""Raised when the same commit would be collected as other files than before."""


class Status(enum.Enum):
    """What came of a group."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    LEFT = "left"
    """It is no longer on the roster; its folder is kept."""


@dataclass(frozen=True, slots=True)
class GroupOutcome:
    """What came of one group.

    `record` is that of the folder as it is now, None where there is none; `error` why the group could not be
    collected; `notes` what of its repository was not taken, or what has changed about it.
    """

    group: str
    status: Status
    record: Collected | None = None
    error: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def stale(self) -> bool:
        """Whether the group's folder holds an earlier report than its repository may have."""
        return self.error is not None and self.record is not None


@dataclass(frozen=True)
class CollectPlan:
    """What is asked for of all groups.

    Args:
        into: the folder of the groups' folders.
        cache: the folder of the repositories' copies.
        before: the deadline.
        path: where the report is in each repository, where the roster does not say.
        versions: the versions of the template, made ready; `templates` are their files' bytes.
        jobs: how many repositories are worked on at a time.
        seconds: how long one may take, all tries together.
        tries: how often a failing server is asked.
        pause: the seconds before the second try; each further one waits four times as long.
        local: whether repositories on this machine can be collected: for tests.
        trusted: the hosts that get credentials which are bound to none, and may be in a private network.
    """

    into: Path
    cache: Path
    before: datetime | None = None
    path: str = ""
    versions: TemplateVersions = field(default_factory=lambda: TemplateVersions(()))
    templates: Sequence[bytes] = ()
    jobs: int = 8
    seconds: float = 120
    tries: int = 3
    pause: float = 1.0
    local: bool = False
    trusted: tuple[str, ...] = TRUSTED

    def asked(self, branch: str, path: str, before: datetime | None, required: bool = False) -> str:
        """Return a hash of everything, but for the repository, that decides what is taken of a group."""
        templates = [hashlib.sha256(template).hexdigest() for template in self.templates]
        return hashlib.sha256(
            json.dumps([_WAY, branch, path, required, before.isoformat() if before else None, templates]).encode()
        ).hexdigest()
