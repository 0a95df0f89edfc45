"""Scripts for those who develop mkdocs-report: `python -m scripts.NAME`."""
