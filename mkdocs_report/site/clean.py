"""The site's folder, emptied before a build that MkDocs would write over an earlier one."""

from __future__ import annotations

from pathlib import Path

from mkdocs.utils import clean_directory

from mkdocs_report.site.log import plugin_error, plugin_logger

log = plugin_logger(__name__)


def empty_site(folder: Path) -> None:
    """Remove what an earlier build wrote, hidden files and links to folders aside, which no build writes.

    Raises:
        PluginError: something is still there. It may be the page of a group that left, so it is not named.
    """
    clean_directory(str(folder))  # passes over what it can not remove
    found = folder.iterdir() if folder.is_dir() else ()
    left = [path for path in found if not path.name.startswith(".") and not path.is_symlink()]
    if left:
        raise plugin_error(
            f"site_dir: {folder.name} holds pages of an earlier build that can not be removed. Delete the folder."
        )
    log.info("With the plugin report, --dirty cleans the site folder, too: no page of a removed group stays.")
