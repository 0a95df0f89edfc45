"""Write badges for shields.io: a JSON file for each group, with the number of its errors or warnings.

Format: https://shields.io/badges/endpoint-badge. For the badges of answers on a page, see `pages/report.py`.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from pathlib import Path

from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.finding import Verdict
from mkdocs_report.runtime.files import read_head
from mkdocs_report.runtime.text import plural

_COLOURS = {Verdict.PASSED: "brightgreen", Verdict.WARNING: "yellow", Verdict.ERROR: "red"}
_KEYS = {"schemaVersion", "label", "message", "color"}
_MESSAGE = re.compile(r"[1-9]\d* errors?|[1-9]\d* warnings?|passed")
"""The message of a badge."""
_MAX_BADGE_BYTES = 500
"""The largest file that is read as a badge."""
_MAX_NAME_BYTES = 200
"""The most bytes of a group's id in a file name. File systems allow 255."""


def to_badges(course: Course) -> dict[str, str]:
    """Return the badges by their file names; those of a cohort are in a folder of the cohort.

    A badge contains no text of a group.
    """
    return {posixpath.join(judged.cohort, badge_name(judged.report.id)): _badge(judged) for judged in course.reports}


def badge_name(group: str) -> str:
    """Return the file name for a group: its id, shortened if it is too long for a file name."""
    name = re.sub(r"[^\w.-]", "-", group)
    data = name.encode()
    if len(data) > _MAX_NAME_BYTES:
        name = f"{data[: _MAX_NAME_BYTES - 9].decode(errors='ignore')}-{hashlib.sha256(data).hexdigest()[:8]}"
    return f"{name}.json"


def is_badge(file: Path) -> bool:
    """Whether a file is a badge that `to_badges` made."""
    try:
        data = read_head(file, _MAX_BADGE_BYTES + 1)
        badge = json.loads(data) if len(data) <= _MAX_BADGE_BYTES else None
    except (OSError, ValueError, RecursionError):
        return False
    if not isinstance(badge, dict) or set(badge) != _KEYS or not isinstance(badge["message"], str):
        return False
    ours = badge["schemaVersion"] == 1 and badge["label"] == "report" and badge["color"] in _COLOURS.values()
    return ours and _MESSAGE.fullmatch(badge["message"]) is not None


def _badge(judged: Judged) -> str:
    errors, warnings = judged.totals.errors, judged.totals.warnings
    message = plural(errors, "error") if errors else plural(warnings, "warning") if warnings else "passed"
    badge = {"schemaVersion": 1, "label": "report", "message": message, "color": _COLOURS[judged.verdict]}
    return json.dumps(badge) + "\n"
