"""Empty the site's folder before a build that MkDocs would write over an earlier one."""

from __future__ import annotations

from pathlib import Path

from mkdocs.utils import clean_directory

from mkdocs_report.site.log import plugin_error, plugin_logger

log = plugin_logger(__name__)


def empty_site(folder: Path) -> None:
    """Remove the files of an earlier build. Hidden files and links to folders stay: no build writes them.

    Raises:
        PluginError: a file cannot be removed. It may be the page of a withheld group, so the message does not name it.
    """
    clean_directory(str(folder))  # skips files that it cannot remove
    found = folder.iterdir() if folder.is_dir() else ()
    left = [path for path in found if not path.name.startswith(".") and not path.is_symlink()]
    if left:
        raise plugin_error(
            f"site_dir: pages of an earlier build in {folder.name} cannot be removed. Delete the folder."
        )
    log.info("The plugin report empties the site folder despite --dirty, so that pages of removed groups are deleted.")
