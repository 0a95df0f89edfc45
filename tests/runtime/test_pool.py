"""Work in processes of their own: what it returns, and what becomes of it when it outruns its limits."""

from __future__ import annotations

import errno
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.discovery import find_reports
from mkdocs_report.course.reader import make_course
from mkdocs_report.export.json import to_json
from mkdocs_report.model.course import Course
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.rules.policy import Policy
from mkdocs_report.runtime import pickling, pool
from mkdocs_report.runtime import process as worker
from mkdocs_report.runtime.pool import JobStoppedError, Workers
from tests.support import jobs
from tests.support.jobs import SECONDS
from tests.support.reports import fill, matcher, write_group

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
WAIT = 60.0
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes as Linux has them")


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[:1]


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """Have the processes that a test starts listen to an interrupt, which those of a shell's background do not."""
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, usual)


def wait_for(done: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize("number", [1, 2, 5])
def test_results_come_in_the_order_of_the_jobs(number: int) -> None:
    with Workers(number) as workers:
        assert workers.map(jobs.work, None, range(200)) == [2 * n for n in range(200)]
        assert workers.map(jobs.work, None, []) == []
        assert workers.map(jobs.work, None, [7]) == [14]


@pytest.mark.parametrize("how", jobs.WAYS)
def test_what_outruns_its_limits_is_ended_and_no_other(how: str) -> None:
    with Workers(2, seconds=SECONDS) as workers:
        results = workers.map(jobs.work, None, [1, 2, how, *range(3, 20)])
    stopped = results.pop(2)
    assert isinstance(stopped, JobStoppedError)
    assert str(stopped) == jobs.WAYS[how]
    assert stopped.errno == (errno.ENOSPC if how == "has no room" else 0)
    assert results == [2 * n for n in range(1, 20)]


def test_many_that_outrun_their_limits() -> None:
    every: list[int | str] = [step for how in jobs.WAYS for step in (how, 1)]
    with Workers(1, seconds=SECONDS) as workers:
        results = workers.map(jobs.work, None, every)
        assert [str(result) for result in results[::2]] == list(jobs.WAYS.values())
        assert results[1::2] == [2] * len(jobs.WAYS)
        assert workers.map(jobs.work, None, range(5)) == [0, 2, 4, 6, 8]


def test_what_another_job_has_left_behind_is_no_ones_fault() -> None:
    with Workers(1) as workers:
        assert workers.map(jobs.soil, None, ["soil", "trip", "soil", "trip"]) == ["soil", "trip", "soil", "trip"]


def test_what_is_kept_arrives_as_it_is() -> None:
    shared = jobs.kitchen()
    with Workers(2, method="spawn") as workers:
        for _ in range(2):
            results = workers.map(jobs.question, shared, range(4))
            for number, result in enumerate(results):
                assert isinstance(result, tuple)
                assert result[0] == number
                assert result[1] is shared.matcher.template.questions[number]
            shared = jobs.kitchen()  # another, to the same processes


@linux
def test_work_goes_on_while_something_else_is_done() -> None:
    with Workers(2) as workers:
        begun = workers.begin(jobs.process, None, range(4))
        assert os.getpid() not in begun.results()
        assert len(begun.results()) == 4


@linux
def test_one_core_is_left_to_who_begins_until_there_is_a_hurry(tmp_path: Path) -> None:
    with Workers(2) as workers:
        assert len(set(workers.map(jobs.process, None, range(8)))) <= 2  # processes that are there already help, too
        begun = workers.begin(jobs.meet, None, [(tmp_path, number, 1 if number < 4 else 2) for number in range(8)])
        while len(list(tmp_path.iterdir())) < 5:
            time.sleep(0.01)
        assert len(jobs.processes(tmp_path)) == 1
        begun.use_all_workers()
        assert begun.results() == [None] * 8
        assert len(jobs.processes(tmp_path)) == 2


@linux
def test_what_comes_from_a_process_is_not_unpickled(monkeypatch: pytest.MonkeyPatch) -> None:
    def unpickled(*_: object) -> None:
        raise AssertionError

    with Workers(2, method="spawn") as workers:  # a forked process would have what follows
        assert workers.map(jobs.work, None, [1, 2]) == [2, 4]
        for name in ("loads", "load"):
            monkeypatch.setattr(pickle, name, unpickled)
        for kind in (*pickle.Unpickler.__subclasses__(), *pickling._Unpickler.__subclasses__()):
            monkeypatch.setattr(kind, "load", unpickled)
        with pytest.raises(AssertionError):
            pickling.JobPickler(None).unpack(b"")
        results = workers.map(jobs.question, jobs.kitchen(), range(4))
        assert [result[0] for result in results if isinstance(result, tuple)] == [0, 1, 2, 3]


def test_a_result_that_is_too_large_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MOST_BYTES", 1_000)
    monkeypatch.setattr(worker, "_GRACE", 0.1)
    with Workers(1) as workers:
        first, large, last = workers.map(jobs.text, None, [3, 5_000, 4])
    assert (first, str(large), last) == ("xxx", "reading it failed", "xxxx")


def test_work_has_to_say_what_it_returns() -> None:
    with Workers(1) as workers, pytest.raises(TypeError, match="untold has to name the type of its result"):
        workers.map(jobs.untold, None, [1])


def test_processes_are_kept_until_they_are_closed() -> None:
    with Workers(2) as workers:
        first = set(workers.map(jobs.process, None, range(4)))
        assert set(workers.map(jobs.process, None, range(4))) == first
        assert len(first) == 2
        assert os.getpid() not in first
    assert not [process for process in first if isinstance(process, int) and is_there(process)]


@linux
def test_processes_are_ended_when_their_work_is_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    workers = Workers(2)
    processes = workers.map(jobs.process, None, range(4))

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pool._Batch, "_take", interrupted)
    with pytest.raises(KeyboardInterrupt):
        workers.map(jobs.work, None, range(4))
    assert not [process for process in processes if isinstance(process, int) and is_there(process)]


def test_without_processes_all_is_done_in_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(pool, "Worker", none)
    with Workers() as workers:
        every: list[int | str] = [1, 2, "raises"]
        *results, stopped = workers.map(jobs.work, None, every)
        assert results == [2, 4]
        assert str(stopped) == "reading it failed (UnsentError)"
        assert workers.map(jobs.process, None, [1]) == [os.getpid()]


@linux
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_nothing_is_left_when_its_parent_is_killed(tmp_path: Path, method: str) -> None:
    files = [tmp_path / name for name in ("a", "b", "c")]
    ways = [(str(file), how) for file, how in zip(files, ("sleeps", "spins", "spins in an extension"), strict=True)]
    script = (
        "from pathlib import Path\nfrom mkdocs_report.runtime.pool import Workers\nfrom tests.support import jobs\n"
        f"Workers(3, 2, '{method}').map(jobs.stay, None, [(Path(file), how) for file, how in {ways}])\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT) as parent:
        try:
            wait_for(lambda: all(file.exists() for file in files))
        finally:
            parent.kill()
    processes = [int(file.read_text()) for file in files]
    wait_for(lambda: not any(map(is_there, processes)))


@linux
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_when_the_command_is_interrupted(tmp_path: Path, how: signal.Signals) -> None:
    for number in range(500):  # more than are read before the signal comes
        write_group(tmp_path / str(number))
    command = [sys.executable, "-m", "mkdocs_report", "check", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        wait_for(lambda: bool(children(process.pid)))
        workers = children(process.pid)
        process.send_signal(how)
        output, error = process.communicate(timeout=WAIT)
    assert "500 reports" not in output, "it was done before the signal came"
    assert "Traceback" not in error
    wait_for(lambda: not any(map(is_there, workers)))


def children(process: int) -> list[int]:
    """Return the processes that a process has started."""
    try:
        tasks = Path(f"/proc/{process}/task").glob("*/children")
        return [int(child) for task in tasks for child in task.read_text().split()]
    except OSError:
        return []


def test_a_script_is_not_run_again(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "print('once')\nfrom mkdocs_report.runtime.pool import Workers\nfrom tests.support import jobs\n"
        "print(Workers(2, method='spawn').map(jobs.work, None, [1, 2]))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, check=True)
    assert result.stdout == "once\n[2, 4]\n"


GROUPS = {"fast": fill(q1="6"), "hostile": fill(q1="7"), "last": fill(q1="8", q2="Too short.")}


def course(tmp_path: Path, text: str, versions: TemplateVersions, policy: Policy, workers: Workers | None) -> Course:
    files = [write_group(tmp_path / name, text if name == "hostile" else GROUPS[name]) for name in GROUPS]
    return make_course(files, versions, Settings(policy=policy), tmp_path, workers)


def told(course: Course) -> str:
    """Return all that is said of the groups who wrote as one writes."""
    return to_json(Course(tuple(judged for judged in course.reports if judged.report.id != "hostile")))


REPORTS = [how for how in jobs.WAYS if how not in {"answers nonsense", "can not be sent"}]


@pytest.mark.parametrize(
    ("step", "how"),
    # both steps run in the same processes; those that wait longest are tried in one
    [("parse", how) for how in REPORTS]
    + [("judge", how) for how in REPORTS if how not in {"sleeps", "spins in an extension"}],
)
def test_a_report_that_outruns_its_limits_stops_no_other(tmp_path: Path, how: str, step: str) -> None:
    versions, policy = (
        (jobs.Trap([matcher()]), Policy()) if step == "parse" else (TemplateVersions([matcher()]), jobs.EndlessPolicy())
    )
    usual = course(tmp_path, GROUPS["hostile"], versions, policy, None)
    with Workers(2, seconds=SECONDS) as workers:
        found = course(tmp_path, fill(q4=f"It {how}"), versions, policy, workers)
    hostile = found.reports[1]
    (finding,) = hostile.findings
    assert (finding.rule, finding.severity.value, finding.line) == ("too-slow", "error", 1)
    assert finding.message == f"The file was not read: {jobs.WAYS[how]}."
    assert (hostile.report.id, hostile.report.path) == ("hostile", "hostile/README.md")
    assert told(found) == told(usual)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no such files")
def test_a_named_pipe_stops_no_other(tmp_path: Path) -> None:
    usual = course(tmp_path, GROUPS["hostile"], TemplateVersions([matcher()]), Policy(), None)
    (tmp_path / "hostile/README.md").unlink()
    os.mkfifo(tmp_path / "hostile/README.md")
    files = [tmp_path / name / "README.md" for name in GROUPS]
    with Workers(2, seconds=SECONDS) as workers:
        found = make_course(files, TemplateVersions([matcher()]), Settings(), tmp_path, workers)
    assert [finding.rule for finding in found.reports[1].findings] == ["not-a-report"]
    assert told(found) == told(usual)


def test_a_file_that_can_not_be_looked_into_is_found(tmp_path: Path) -> None:
    course(tmp_path, fill(q4="It sleeps"), TemplateVersions([matcher()]), Policy(), None)
    (tmp_path / "notes.md").write_text("# Notes\n")
    with Workers(2, seconds=SECONDS) as workers:
        found = find_reports(tmp_path, jobs.Trap([matcher()]), (), workers)
    assert found == [tmp_path / name / "README.md" for name in GROUPS]


def test_processes_and_this_one_come_to_the_same(tmp_path: Path) -> None:
    versions = TemplateVersions([matcher()])
    here = course(tmp_path, fill(q4="flour " * 40_000), versions, Policy(), None)
    for number, method in ((1, None), (2, None), (2, "spawn")):
        with Workers(number, method=method) as workers:
            assert course(tmp_path, fill(q4="flour " * 40_000), versions, Policy(), workers) == here


def test_how_a_report_is_read_does_not_hang_on_the_others(tmp_path: Path) -> None:
    near = fill(q2="Explain how you made the dough, and what you would do another way next time, please.")
    files = [write_group(tmp_path / f"{n:03}", near.replace("the dough", f"the dough {n}")) for n in range(300)]
    versions = TemplateVersions([matcher()])
    every = make_course(files, versions, Settings(), tmp_path).reports
    alone = make_course(files[-1:], TemplateVersions([matcher()]), Settings(), tmp_path).reports
    assert every[-1].report.answers[1].text == alone[0].report.answers[1].text
