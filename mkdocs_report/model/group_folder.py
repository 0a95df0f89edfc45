"""Names of files and folders in a group's folder."""

from __future__ import annotations

REPORT_FOLDERS = frozenset({"report", "reports"})
"""Folders that are a part of a group's folder, not a group's own."""
RECORD = "collected.json"
"""The record that collecting leaves in a group's folder; it is never published."""
ATTACHMENTS = ".attachments"
"""The folder of images that were pasted into GitHub. Files of a group below a name with a dot are not collected."""
