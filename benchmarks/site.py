"""Measure builds, compared with plain MkDocs Material on the same Markdown, in alternating rounds.

    python -m benchmarks.site [--groups 1 28 100 300 1000] [--reports FOLDER] [--template GLOB]... [--rounds 5]
                              [--no-plain] [--no-memory] [--no-serve] [--no-check] [--profile]

Prints for each size the medians of a cold build (no cache, no site), a build without changes, and a build with one
changed report; then, for `mkdocs serve`, the seconds from saving a report until its new text is served; then
`mkdocs-report check` as a whole process. For 1,000 groups there are at most three rounds. Memory is measured in
separate rounds, since measuring it slows a process. `--profile` prints the slowest functions of a cold build of the
largest size.

If possible, use a folder in memory (TMPDIR=/dev/shm). Each round deletes thousands of files, after which an ext4 disk
is slower.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from benchmarks.courses import DEMO, arguments, make_course

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
BUILD = [sys.executable, "-m", "mkdocs", "build", "-q"]


@dataclass(frozen=True)
class Cost:
    """The time of a process and its children, in seconds: wall time and processor time."""

    wall: float
    cpu: float


def cost(command: Sequence[str], folder: Path) -> Cost:
    """Run a command and return its cost."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    usage = _ended(process)
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime)


def held(command: Sequence[str], folder: Path) -> float:
    """Run a command and return the peak memory of it and its children together, in megabytes."""
    process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    most = [0.0]
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.1):
            most[0] = max(most[0], memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        usage = _ended(process)
    finally:
        ended.set()
        watcher.join()
    return max(most[0], usage.ru_maxrss / 1000)


def _ended(process: subprocess.Popen[bytes]) -> resource.struct_rusage:
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # `check` exits with 1 if there are errors
        raise SystemExit(f"{process.args!r} failed")
    return usage


def memory(pid: int) -> float:
    """Return the memory of a process and its children in megabytes, with shared memory counted once."""
    total, todo = 0.0, [pid]
    while todo:
        one = todo.pop()
        with suppress(OSError, ValueError):
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000
            for task in Path(f"/proc/{one}/task").iterdir():
                todo += map(int, (task / "children").read_text().split())
    return total


def size(site: Path) -> float:
    """Return the megabytes of a site."""
    return sum(file.stat().st_size for file in site.rglob("*") if file.is_file()) / 1e6


def change(root: Path, number: int) -> tuple[Path, str]:
    """Add a word to an answer of the first report; return its file and the word."""
    file = sorted(root.glob("docs/groups/*/README.md"))[0]
    word = f"benchmarkword{number}x{os.getpid()}"
    lines = file.read_text(encoding="utf-8").split("\n")
    place = max(range(len(lines)), key=lambda i: len(lines[i]) * (lines[i][:1].isalpha()))
    lines[place] = f"{lines[place].partition(' benchmarkword')[0]} {word}"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file, word


def forget(root: Path) -> Path:
    """Delete the cache and the site of a project; return the project."""
    shutil.rmtree(root / ".cache", ignore_errors=True)
    shutil.rmtree(root / "site", ignore_errors=True)
    return root


@dataclass
class Row:
    """The rounds of one kind of build, and those of plain Material."""

    name: str
    ours: list[Cost]
    plain: list[Cost]
    held: list[tuple[float, float]]
    pages: int
    megabytes: float

    def line(self) -> str:
        """Return the medians as a line: seconds, ratio, milliseconds per page, memory."""
        wall = statistics.median(each.wall for each in self.ours)
        cells = [
            f"{self.name:<34}",
            f"{wall:8.2f}",
            f"{statistics.median(each.cpu for each in self.ours):8.2f}",
            f"{statistics.median(mine for mine, _ in self.held):8.0f}" if self.held else f"{'':8}",
            f"{self.megabytes:8.1f}",
            f"{wall / self.pages * 1000:8.1f}",
        ]
        if self.plain:
            ratios = [mine.wall / theirs.wall for mine, theirs in zip(self.ours, self.plain, strict=True)]
            cells += [
                f"{statistics.median(each.wall for each in self.plain):8.2f}",
                f"{statistics.median(ratios):8.2f}",
            ]
        if self.held and self.plain:
            cells.append(f"{statistics.median(mine / theirs for mine, theirs in self.held):8.2f}")
        return " ".join(cells)


HEAD = (
    f"{'':<34} {'wall s':>8} {'CPU s':>8} {'MB held':>8} {'MB site':>8} {'ms/page':>8} {'plain s':>8} {'ratio':>8}"
    f" {'memory':>8}"
)


def builds(folder: Path, groups: int, rounds: int, given: argparse.Namespace, templates: list[str]) -> Iterator[Row]:
    """Yield the rows of one size; all builds of a round are compared with the plain build of that round."""
    ours, plain = folder / f"ours-{groups}", folder / f"plain-{groups}"
    make_course(ours, groups, given.reports, templates)
    if not given.no_plain:
        make_course(plain, groups, given.reports, templates, plain=True)
    costs: dict[str, list[Cost]] = {"cold": [], "unchanged": [], "one changed": []}
    theirs: list[Cost] = []
    for number in range(rounds):
        costs["cold"].append(cost(BUILD, forget(ours)))
        if not given.no_plain:
            theirs.append(cost(BUILD, forget(plain)))
        costs["unchanged"].append(cost(BUILD, ours))
        change(ours, number)
        costs["one changed"].append(cost(BUILD, ours))
    memories: dict[str, list[tuple[float, float]]] = {name: [] for name in costs}
    for number in range(0 if given.no_memory else rounds):
        beside = 0.0 if given.no_plain else held(BUILD, forget(plain))
        memories["cold"].append((held(BUILD, forget(ours)), beside))
        memories["unchanged"].append((held(BUILD, ours), beside))
        change(ours, rounds + number)
        memories["one changed"].append((held(BUILD, ours), beside))
    pages = sum(1 for _ in (ours / "site").rglob("index.html"))
    for name, each in costs.items():
        yield Row(f"{groups:,} groups, {name}", each, theirs, memories[name], pages, size(ours / "site"))


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Run `mkdocs serve` for a project; yield its address when the first page is served."""
    port = 8700 + os.getpid() % 1000
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=root, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        wait_for(lambda: bool(get(address)), 600)
        yield address
    finally:
        process.terminate()
        process.wait()


def get(url: str) -> str:
    """Return a page; empty if it is not served yet."""
    with suppress(OSError), urlopen(url, timeout=60) as answer:
        return str(answer.read().decode("utf-8", "replace"))
    return ""


def wait_for(seen: Callable[[], bool], seconds: float) -> float:
    """Wait until a condition is true; return the seconds."""
    start = time.perf_counter()
    while not seen():
        if time.perf_counter() - start > seconds:
            raise SystemExit(f"nothing happened in {seconds:.0f} seconds")
        time.sleep(0.01)
    return time.perf_counter() - start


def saved_to_served(root: Path, rounds: int) -> list[float]:
    """Return the seconds from saving a report until its new word is served."""
    seconds = []
    with served(root) as address:
        time.sleep(1)
        for number in range(rounds + 1):
            start = time.perf_counter()
            file, word = change(root, 1000 + number)
            page = f"{address}groups/{file.parent.name}/"
            wait_for(lambda page=page, word=word: word in get(page), 600)  # type: ignore[misc]
            seconds.append(time.perf_counter() - start)
            time.sleep(1)
    return seconds[1:]  # the first round is slower


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--groups", type=int, nargs="+", default=[1, 28, 100, 300, 1000])
    parser.add_argument("--rounds", type=int, default=5)
    for name in ("plain", "memory", "serve", "check"):
        parser.add_argument(f"--no-{name}", action="store_true")
    parser.add_argument("--profile", action="store_true")
    arguments(parser)
    given = parser.parse_args()
    templates = given.template or [str(DEMO / "TEMPLATE.md")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(HEAD)
        for groups in given.groups:
            rounds = min(given.rounds, 3) if groups >= 1000 else given.rounds
            for row in builds(folder, groups, rounds, given, templates):
                print(row.line(), flush=True)
        for groups in given.groups if not given.no_serve else ():
            seconds = saved_to_served(folder / f"ours-{groups}", given.rounds)
            print(f"{groups:,} groups, saved to served: {statistics.median(seconds):.2f} s", flush=True)
        for groups in given.groups if not given.no_check else ():
            command = [sys.executable, "-m", "mkdocs_report", "check", "docs/groups", "--template", "templates/*.md"]
            each = [cost(command, folder / f"ours-{groups}") for _ in range(given.rounds)]
            walls = sorted(one.wall for one in each)
            print(f"{groups:,} reports, check: {statistics.median(walls):.2f} s ({walls[0]:.2f} to {walls[-1]:.2f})")
        if given.profile:
            profile(folder / f"ours-{given.groups[-1]}")


def profile(root: Path) -> None:
    """Print the slowest functions of a cold build."""
    shutil.rmtree(root / ".cache", ignore_errors=True)
    command = [sys.executable, "-m", "cProfile", "-s", "tottime", "-m", "mkdocs", "build", "-q"]
    output = subprocess.run(command, cwd=root, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout
    print("\n".join(output.splitlines()[:50]))


if __name__ == "__main__":
    main()
