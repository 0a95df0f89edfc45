"""The plugin's loggers, and the errors that end a build."""

from __future__ import annotations

import logging

from mkdocs.exceptions import PluginError
from mkdocs.plugins import PrefixedLogger, get_plugin_logger

from mkdocs_report.runtime.text import visible, visible_lines


def plugin_logger(name: str) -> PrefixedLogger:
    """Return a logger that neutralises control characters and workflow commands in its lines."""
    log = get_plugin_logger(name)
    log.logger.addFilter(_neutral)  # a second call adds nothing
    return log


def plugin_error(text: str) -> PluginError:
    """Return the error that ends a build with a message, which MkDocs prints."""
    return PluginError(f"report: {visible_lines(text)}")


def _neutral(record: logging.LogRecord) -> bool:
    record.msg, record.args = visible(record.getMessage()), ()
    return True
