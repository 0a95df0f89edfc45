"""Measure the processor time of hostile reports: read, judge, render, build, and lay out in a browser.

    python -m benchmarks.pathological [NAME]... [--profile NAME]

The seconds are processor time of all processes, so that other work on the machine makes no difference. Reading,
judging and rendering may take two seconds together; a slower report has a `!`. The large reports are also built, each
in a course with two normal groups. `more` is the time in addition to the same course with a third normal group. If
Chromium is installed, `layout` is the time to load and lay out the group's page, without the start of the browser. The
tests build the small answers as courses.
"""

from __future__ import annotations

import cProfile
import pstats
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.judging import judge_report
from mkdocs_report.export.html.chromium import PROGRAM_NAMES
from mkdocs_report.images.resolve import ReportFolder
from mkdocs_report.masking.mask import Mask, Privacy
from mkdocs_report.model.report import Answer, Extra
from mkdocs_report.parsing.markdown import sanitizer
from mkdocs_report.parsing.report.parser import parse_report
from mkdocs_report.parsing.report.renderer import html_of
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.parser import OwnPrompts
from tests.hostile.pathological import TEXTS
from tests.support.builds import build, project
from tests.support.reports import fill, matcher

BAR = 2.0
HONEST = "a normal report"
ITEMS = "# Report\n\n" + "* [ ] a\n" * 60_000
OWN = "".join(f"\n### Item {n}?\n\n> **Tell {n}**\n>\n> Answer:\n\na\n" for n in range(60_000))
BUILDS: Mapping[str, tuple[str, bool]] = {
    HONEST: (fill(q1="9"), True),
    "125,000 foreign questions": (fill() + "".join(f"\n### Question {n}\n\na\n" for n in range(5, 125_005)), True),
    "60,000 items": (fill().replace("# Report on the kitchen", ITEMS), True),
    "60,000 items, no template": (fill().replace("# Report on the kitchen", ITEMS), False),
    "60,000 questions, no template": ("# Report\n" + OWN, False),
    "a table of cells that span": (
        fill(q4="<table>" + "<tr><td colspan=999 rowspan=999>a</td></tr>" * 2_000 + "</table>"),
        True,
    ),
    "closing tags that close nothing": (fill(q4="<div></x>" * 10_000), True),
}
"""The third group's report, and whether the course has a template."""
_CHROMIUM = ("--headless", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage", "--no-sandbox", "--dump-dom")


def cost(whole: str, template: bool = True) -> tuple[float, float, float]:
    """Return the seconds to read, to judge, and to render a report."""
    times = [time.process_time()]
    source = decode(whole.encode(), "README.md")
    report = parse_report(
        source, matcher() if template else OwnPrompts().matcher_of(source), ReportFolder(Path()).resolve, "group"
    )
    times.append(time.process_time())
    judge_report(report, Settings())
    times.append(time.process_time())
    masked = Mask(Privacy(), "group").value(report)
    parts: list[Answer | Extra] = [*masked.answers, *masked.extras]
    for part in parts:
        sanitizer.text_of(sanitizer.sanitise(html_of(part), lambda _, url: url))
    times.append(time.process_time())
    return times[1] - times[0], times[2] - times[1], times[3] - times[2]


def built(report: str, template: bool) -> tuple[float, float | None]:
    """Return the seconds to build a course of two normal reports and this one, and to lay out its page.

    Raises:
        RuntimeError: the build failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        groups = {"one": fill(), "two": fill(q1="8"), "three": report}
        root = project(Path(folder) / "course", groups, **({} if template else {"report": {"templates": []}}))
        start = _children()
        result = build(root)
        seconds = _children() - start
        if result.code:
            raise RuntimeError(result.log)
        program = next(filter(None, map(shutil.which, PROGRAM_NAMES)), None)
        if program is None:
            return seconds, None
        page = (result.site / "groups" / "three" / "index.html").as_uri()
        profile = f"--user-data-dir={folder}/profile"
        return seconds, _opened(program, profile, page) - _opened(program, profile, "about:blank")


def _opened(program: str, profile: str, address: str) -> float:
    start = _children()
    subprocess.run([program, *_CHROMIUM, profile, address], capture_output=True, check=True, timeout=300)
    return _children() - start


def _children() -> float:
    """Return the CPU seconds of all ended child processes."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _row(name: str, *seconds: float | None, mark: str = "") -> None:
    print(f"{name:40}" + "".join(f"{'–' if s is None else format(s, '.2f'):>8}" for s in seconds) + mark, flush=True)


def main() -> None:
    """Print a line for each report, or for those that are named; or profile one."""
    if "--profile" in sys.argv:
        profile = cProfile.Profile()
        profile.runcall(cost, fill(q4=TEXTS[sys.argv[-1]]))
        pstats.Stats(profile).sort_stats("tottime").print_stats(12)
        return
    named = sys.argv[1:]
    columns = ("read", "judge", "render", "all", "build", "more", "layout")
    print(f"{'':40}" + "".join(f"{column:>8}" for column in columns))
    plain: dict[bool, float] = {}
    for name, (report, template) in BUILDS.items():
        if named and name not in named:
            continue
        if template not in plain:
            built(BUILDS[HONEST][0], template)  # the first build fills caches
            plain[template] = built(BUILDS[HONEST][0], template)[0]
        parts = cost(report, template)
        seconds, layout = built(report, template)
        _row(name, *parts, sum(parts), seconds, seconds - plain[template], layout, mark=" !" * (sum(parts) > BAR))
    for name, text in TEXTS.items():
        if not named or name in named:
            parts = cost(fill(q4=text))
            _row(name, *parts, sum(parts), None, None, None, mark=" !" * (sum(parts) > BAR))


if __name__ == "__main__":
    main()
