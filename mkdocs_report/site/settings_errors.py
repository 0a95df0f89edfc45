"""Report settings that cannot be used: the build ends, or `mkdocs serve` shows the error until it is fixed."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mkdocs_report.config.options import Options
from mkdocs_report.errors import CourseError
from mkdocs_report.runtime.text import visible
from mkdocs_report.site.config import located, settings_file
from mkdocs_report.site.loader import mask_message
from mkdocs_report.site.log import plugin_error, plugin_logger
from mkdocs_report.site.mkdocs_config import project_folder
from mkdocs_report.site.serve import show_only

log = plugin_logger(__name__)


def refuse(error: CourseError, options: Options, files: Files, config: MkDocsConfig, *, ends: bool) -> Files:
    """Log an error with people masked, and return the files of a site that shows only the error.

    Args:
        error: the error in the settings.
        options: the plugin's settings.
        files: the files of the site.
        config: the site's settings.
        ends: whether the build ends. The first build of `mkdocs serve` does not, so that the server can notice the fix.

    Raises:
        PluginError: the error, if the build ends.
    """
    read = settings_file(config.config_file_path)
    message = mask_message(str(located(error, read)), options, project_folder(config))
    if ends:
        raise plugin_error(message) from None
    log.error(message)
    return show_only(files, visible(message), config)
