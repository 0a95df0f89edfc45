"""A course of two years: groups with the same ids and titles, judged by templates that ask for other lengths."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from tests.support.builds import project
from tests.support.reports import TEMPLATE, fill

YEARS = ("2025", "2026")
ASKED_NOW = TEMPLATE.replace("10-20 words", "12-90 words")
OWN_PAGES = ("overview", "matrix", "questions", "checklist", "images", "findings", "statistics")


def dough(year: str) -> str:
    """Return an answer to question 2 that is long enough in 2025, and too short in 2026."""
    return f"In {year} we mixed flour, water and salt, and waited long."


def cohorts(**changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the setting; `changes` are added to the cohort `y2025` or `y2026`."""
    return {
        year: {
            "reports": [f"groups/{year}/*/README.md"],
            "templates": [f"templates/{year}.md"],
            **changes.get(f"y{year}", {}),
        }
        for year in YEARS
    }


def course_of_years(root: Path, report: dict[str, Any] | None = None, **settings: Any) -> Path:
    """Write a project with the groups 1 to 3 in each of two years; `report` changes the plugin's options."""
    groups = {
        f"{year}/{number}": fill(
            q1=str(number), q2=dough(year), q4=f"Patience, {year}." if number < 3 else "--- question 4 fill here ---"
        )
        for year in YEARS
        for number in (1, 2, 3)
    }
    options = {"templates": [], "cohorts": cohorts(), "fail_on": "never", **(report or {})}
    project(root, groups, report=options, site_url="https://example.org/kitchen/", **settings)
    (root / "template.md").unlink()
    (root / "templates").mkdir()
    (root / "templates/2025.md").write_text(TEMPLATE)
    (root / "templates/2026.md").write_text(ASKED_NOW)
    return root


def without_cache(root: Path) -> None:
    """Forget what earlier builds kept."""
    shutil.rmtree(root / ".cache", ignore_errors=True)
