"""The settings of a run of collecting, and its result for each group."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from mkdocs_report.collect.github import WEB
from mkdocs_report.collect.hosts import TRUSTED
from mkdocs_report.collect.web import Connect, connect_securely
from mkdocs_report.model.template import TemplateForm
from mkdocs_report.parsing.collect_record import Collected
from mkdocs_report.parsing.template.parser import OwnPrompts
from mkdocs_report.parsing.template.versions import TemplateVersions

_WAY = 3
"""The version of the rules of collecting. Increase it when the same commit gives other files than before."""


class Status(enum.Enum):
    """The result for a group, in one word."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    LEFT = "left"
    """The group is no longer on the roster; its folder is kept."""


@dataclass(frozen=True, slots=True)
class GroupOutcome:
    """The result for one group.

    - `record`: the record in its folder after the run; None if there is none
    - `error`: the reason why it could not be collected; None if it was
    - `notes`: files that were not collected, and changes of its repository
    """

    group: str
    status: Status
    record: Collected | None = None
    error: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def stale(self) -> bool:
        """Whether the folder of the group may hold an older report than its repository."""
        return self.error is not None and self.record is not None


@dataclass(frozen=True)
class CollectPlan:
    """The settings of a run, for all groups.

    Args:
        into: the folder of the groups' folders.
        cache: the folder of the copies of repositories.
        before: the deadline; None for the last commit.
        path: the path of the report in each repository, unless the roster gives one.
        versions: the versions of the template.
        templates: the bytes of their files, and the form of each.
        jobs: the number of repositories that are collected at the same time.
        seconds: the time limit for one repository, all attempts together.
        tries: the most attempts for one repository.
        pause: the seconds before the second attempt; each further pause is four times as long.
        local: whether repositories on this machine can be collected; for tests.
        trusted: the hosts that get credentials which are not bound to a host, and that may be in a private network.
        github: the host of repositories whose reports may show images that were pasted into GitHub; for tests.
        connect: opens a connection to a host of GitHub; for tests.
    """

    into: Path
    cache: Path
    before: datetime | None = None
    path: str = ""
    versions: TemplateVersions = field(default_factory=OwnPrompts)
    templates: Sequence[tuple[bytes, TemplateForm]] = ()
    jobs: int = 8
    seconds: float = 120
    tries: int = 3
    pause: float = 1.0
    local: bool = False
    trusted: tuple[str, ...] = TRUSTED
    github: str = WEB
    connect: Connect = connect_securely

    def settings_digest(self, branch: str, path: str, before: datetime | None, required: bool = False) -> str:
        """Return a hash of all settings, except the repository, that decide which files of a group are collected."""
        templates = [
            [hashlib.sha256(template).hexdigest(), form.questions, form.skip_headings]
            for template, form in self.templates
        ]
        return hashlib.sha256(
            json.dumps([_WAY, branch, path, required, before.isoformat() if before else None, templates]).encode()
        ).hexdigest()
