"""Requirements of GitHub Pages: files that a site needs, and its largest size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs_report.runtime.files import files_in

MAX_SITE_BYTES = 1_000_000_000
"""The largest site, in bytes: https://docs.github.com/pages/getting-started-with-github-pages/github-pages-limits"""
MAX_FILE_BYTES = 100 * 1024 * 1024
"""The largest file that GitHub accepts, in bytes."""
_WARNING_SHARE = 0.8
_MAX_NAMED = 3


def prepare_for_github_pages(site: Path) -> Iterator[str]:
    """Write `.nojekyll`, so that names that begin with `_` are served; yield warnings about sizes."""
    (site / ".nojekyll").touch()
    sizes = sorted(((size, file) for _, size, file in files_in(site)), reverse=True)
    for size, file in sizes:
        if size > MAX_FILE_BYTES:
            yield f"{_name(file, site)} has {size / 1e6:.0f} MB. GitHub accepts files up to {MAX_FILE_BYTES >> 20} MB."
    total = sum(size for size, _ in sizes)
    if total > _WARNING_SHARE * MAX_SITE_BYTES:
        named = ", ".join(f"{_name(file, site)} ({size / 1e6:.1f} MB)" for size, file in sizes[:_MAX_NAMED])
        yield (
            f"The site has {total / 1e6:.0f} MB. GitHub Pages publishes at most {MAX_SITE_BYTES / 1e6:,.0f} MB."
            f" The largest files: {named}."
        )


def _name(file: str, site: Path) -> str:
    return Path(file).relative_to(site).as_posix()
