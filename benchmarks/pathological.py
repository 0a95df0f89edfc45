"""Seconds that each pathological answer costs: read, judge, render.

    python -m benchmarks.pathological [--profile NAME]

The bar is two seconds for each; what is over it has a `!`.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from pathlib import Path

from mkdocs_report import safety
from mkdocs_report.course import judge_report
from mkdocs_report.model import Answer, Extra
from mkdocs_report.people import Mask, Privacy
from mkdocs_report.pictures import Folder
from mkdocs_report.report import html_of, parse_report
from mkdocs_report.settings import Settings
from mkdocs_report.source import decode
from tests.forms import fill, form
from tests.hostile.pathological import TEXTS

BAR = 2.0


def cost(text: str) -> tuple[float, float, float]:
    """Return the seconds to read, to judge, and to render a report with this text as an answer."""
    times = [time.perf_counter()]
    report = parse_report(decode(fill(q4=text).encode(), "README.md"), form(), Folder(Path()).resolve, "group")
    times.append(time.perf_counter())
    judge_report(report, Settings())
    times.append(time.perf_counter())
    masked = Mask(Privacy(), "group").every(report)
    parts: list[Answer | Extra] = [*masked.answers, *masked.extras]
    for part in parts:
        safety.text_of(safety.sanitise(html_of(part), lambda _, url: url))
    times.append(time.perf_counter())
    return times[1] - times[0], times[2] - times[1], times[3] - times[2]


def main() -> None:
    """Print a line for each, or profile one."""
    if "--profile" in sys.argv:
        profile = cProfile.Profile()
        profile.runcall(cost, TEXTS[sys.argv[-1]])
        pstats.Stats(profile).sort_stats("tottime").print_stats(12)
        return
    print(f"{'':28}{'read':>8}{'judge':>8}{'render':>8}{'all':>8}")
    for name, text in TEXTS.items():
        parts = cost(text)
        whole = sum(parts)
        print(f"{name:28}" + "".join(f"{t:8.2f}" for t in (*parts, whole)) + (" !" if whole > BAR else ""), flush=True)


if __name__ == "__main__":
    main()
