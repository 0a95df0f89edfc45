"""`python -m mkdocs_report`."""

from mkdocs_report.cli import entry

entry()
