"""Seconds that one hostile report adds to the build of a course.

python -m benchmarks.whole_builds
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.forms import fill
from tests.sites import build, project

REPORTS = {
    "honest": fill(q1="9"),
    "125,000 foreign questions": fill() + "".join(f"\n### Question {n}\n\na\n" for n in range(5, 125_005)),
    "60,000 items": fill().replace("# Report on the kitchen", "# Report\n\n" + "* [ ] a\n" * 60_000),
    "a table of cells that span": fill(
        q4="<table>" + "<tr><td colspan=999 rowspan=999>a</td></tr>" * 2_000 + "</table>"
    ),
}
"""What the third group wrote."""


def seconds(report: str) -> float:
    """Return how long it takes to build a course of two honest reports and this one, from nothing.

    Raises:
        RuntimeError: the build failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = project(Path(folder) / "course", {"one": fill(), "two": fill(q1="8"), "three": report})
        start = time.perf_counter()
        built = build(root)
        if built.code:
            raise RuntimeError(built.log)
        return time.perf_counter() - start


def main() -> None:
    """Print a row for each report, or for those whose names were given."""
    print(f"{'':30}{'seconds':>10}{'more':>10}")
    plain = seconds(REPORTS["honest"])
    for name, report in REPORTS.items():
        if len(sys.argv) == 1 or name in sys.argv[1:]:
            took = seconds(report)
            print(f"{name:30}{took:10.2f}{took - plain:10.2f}", flush=True)


if __name__ == "__main__":
    main()
