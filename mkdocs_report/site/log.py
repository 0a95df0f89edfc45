"""The plugin's lines in the log of a build, and the errors that end it."""

from __future__ import annotations

import logging

from mkdocs.exceptions import PluginError
from mkdocs.plugins import PrefixedLogger, get_plugin_logger

from mkdocs_report.runtime.text import visible, visible_lines


def plugin_logger(name: str) -> PrefixedLogger:
    """Return a logger that makes each of its lines fit for a terminal and a build server's log."""
    log = get_plugin_logger(name)
    log.logger.addFilter(_neutral)  # once: a logger has the same filter only once
    return log


def plugin_error(text: str) -> PluginError:
    """Return the error that ends a build with this message, which MkDocs prints."""
    return PluginError(f"report: {visible_lines(text)}")


def _neutral(record: logging.LogRecord) -> bool:
    record.msg, record.args = visible(record.getMessage()), ()
    return True
