"""Measure collecting real repositories, compared with a loop of `git clone`, over file:// and http on loopback.

    python -m benchmarks.collect [--groups 60] [--commits 40] [--kilobytes 300] [--jobs 8]

Each repository has a report with three images, the given number of commits, and other files of the given size. The
first run has no cache; the second finds no changes.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from mkdocs_report.collect.plan import CollectPlan, GroupOutcome
from mkdocs_report.collect.run import collect
from mkdocs_report.config.roster import RosterEntry
from tests.support.git_server import File, Made, clean_environment, make, serving
from tests.support.reports import fill


def history(number: int, commits: int, kilobytes: int) -> list[Made]:
    """Return the commits of one group: a report that grows, and data that changes slightly each time."""
    chance = random.Random(number)
    images = {f"reports/figures/{n}.png": chance.randbytes(60_000) for n in range(3)}
    report = fill(q3="".join(f"![Loaf](figures/{n}.png)\n\n" for n in range(3)))
    made = []
    data = [chance.randbytes(1024) for _ in range(kilobytes)]
    for commit in range(commits):
        data[commit % len(data)] = chance.randbytes(1024)
        files: dict[str, File] = {
            **images,
            "reports/README.md": f"{report}\nVersion {commit}.\n",
            **{f"data/{n}.bin": b"".join(data[n::10]) for n in range(10)},
        }
        made.append(Made(files))
    return made


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds that a function takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def clone(urls: list[str], into: Path, *options: str) -> None:
    """Clone each repository, one after the other."""
    for number, url in enumerate(urls):
        subprocess.run(
            ["git", "clone", "--quiet", *options, url, str(into / str(number))],
            check=True,
            env=clean_environment(),
        )


def pull(count: int, into: Path) -> None:
    """Pull in each clone."""
    for number in range(count):
        subprocess.run(["git", "-C", str(into / str(number)), "pull", "--quiet"], check=True, env=clean_environment())


def size(folder: Path) -> float:
    """Return the megabytes in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def row(name: str, seconds_taken: float, note: str = "") -> None:
    """Print a line of the table."""
    print(f"  {name:<44}{seconds_taken:>8.2f} s   {note}", flush=True)


def measure(base: str, folder: Path, arguments: argparse.Namespace) -> None:
    """Print the table for one protocol."""
    count = arguments.groups
    urls = [f"{base}/{number}.git" for number in range(count)]
    entries = [RosterEntry(str(number), number, repository=url) for number, url in enumerate(urls)]
    plan = CollectPlan(folder / "groups", folder / "cache", jobs=arguments.jobs, local=True)
    outcomes: list[GroupOutcome] = []

    def run() -> None:
        outcomes[:] = collect(entries, plan)
        failed = [outcome.error for outcome in outcomes if outcome.error]
        if failed:
            raise SystemExit(str(failed))

    row("collect, first run", seconds(run), f"{size(folder / 'cache'):.1f} MB kept")
    row("collect, nothing has changed", seconds(run), str({outcome.status.value for outcome in outcomes}))
    row(
        "git clone, one after the other",
        seconds(lambda: clone(urls, folder / "clones")),
        f"{size(folder / 'clones'):.1f} MB kept",
    )
    row("git clone --depth 1, one after the other", seconds(lambda: clone(urls, folder / "shallow", "--depth", "1")))
    row("git pull, nothing has changed", seconds(lambda: pull(count, folder / "clones")))


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--groups", type=int, default=60)
    parser.add_argument("--commits", type=int, default=40)
    parser.add_argument("--kilobytes", type=int, default=300)
    parser.add_argument("--jobs", type=int, default=8)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="collect-"))
    try:
        for number in range(arguments.groups):
            made = history(number, arguments.commits, arguments.kilobytes)
            make(folder / "served" / f"{number}.git", made)
        print(f"{arguments.groups} repositories of {arguments.commits} commits, {arguments.jobs} jobs")
        print("file://")
        measure(f"file://{folder}/served", folder / "file", arguments)
        with serving(folder / "served") as server:
            print("http on loopback, git's own backend")
            measure(f"{server.url}/all", folder / "http", arguments)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
