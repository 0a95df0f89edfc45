"""Settings from options as they are written in YAML."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs_report.config.options import read_options
from mkdocs_report.config.read_settings import faults, make_settings
from mkdocs_report.config.settings import Settings


def settings_from(options: Mapping[str, Any], folder: Path) -> Settings:
    """Check options, and return the settings; raise the first error."""
    for error in faults(options):
        raise error
    return make_settings(read_options(options), folder)
