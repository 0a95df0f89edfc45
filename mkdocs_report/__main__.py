"""`python -m mkdocs_report`."""

from mkdocs_report.cli import entry

entry("python -m mkdocs_report")
