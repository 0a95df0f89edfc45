"""Run work on hostile input in separate processes with limits of time and memory.

Each process does many jobs and has its own pipe. A job that exceeds a limit is ended with its process.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from mkdocs_report.runtime.background import Background
from mkdocs_report.runtime.codec import CodecError, result_type
from mkdocs_report.runtime.job_limits import MEGABYTES, SECONDS
from mkdocs_report.runtime.pickling import JobPickler, Shared
from mkdocs_report.runtime.process import DONE, FAILED, NO_MEMORY, Worker, codec_for, usable_cores, usual_method

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Job = TypeVar("Job")
Given = TypeVar("Given", bound=Shared | None)
Result = TypeVar("Result")
MOST = 8
"""The most processes; the parent process needs a core as well."""
_NO_PROCESSES = (ImportError, OSError, AssertionError, EOFError)


class JobStoppedError(Exception):
    """A job was stopped: it took too much time or memory, or crashed. The text gives the reason.

    Args:
        text: what happened.
        errno: the number of the error of the machine, such as a full disk; 0 if what was read is the cause.
    """

    def __init__(self, text: str, errno: int = 0) -> None:
        super().__init__(text)
        self.errno = errno


class Workers:
    """Processes for work on hostile input. They start with the first work, and run until they are closed.

    If the system cannot start processes, jobs run in this one, without limits.

    Args:
        number: the number of processes; by default, that of the cores.
        seconds: the processor time of one job; `SECONDS` by default.
        method: `fork` or `spawn`; by default `fork` on Linux as long as this process has a single thread, since a
            fork would copy the locks that others hold.
        meanwhile: called once, while the first jobs are done: prepares what is needed afterwards, such as imports.
    """

    def __init__(
        self,
        number: int | None = None,
        seconds: float | None = None,
        method: str | None = None,
        meanwhile: Callable[[], object] | None = None,
    ) -> None:
        self.number = number or min(usable_cores(), MOST)
        self._meanwhile = meanwhile
        self._seconds = seconds
        self._method = method
        self._workers: list[Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes; more work would start new ones."""
        while self._workers:
            self._workers.pop().end()

    def do_meanwhile(self) -> None:
        """Call the function that was given as `meanwhile`, the first time only."""
        todo, self._meanwhile = self._meanwhile, None
        if todo:
            todo()

    def map(
        self, work: Callable[[Given, Job], Result], shared: Given, jobs: Iterable[Job]
    ) -> list[Result | JobStoppedError]:
        """Return what `work(shared, job)` returns for each job, in the order of the jobs.

        A job that exceeds a limit, raises or crashes has a JobStoppedError as its result. A crash in a process that
        did other jobs before is tried again in a new process, since another job may be the cause.

        Args:
            work: a function of a module. Its return annotation is the type against which results are checked; `codec`
                must support it.
            shared: data for all jobs, sent to each process once.
            jobs: values that can be pickled.

        Raises:
            TypeError: `work` has no return annotation.
        """
        return self._through(_Batch(self, work, shared, list(jobs)))

    def _through(self, turn: _Batch[Given, Job, Result]) -> list[Result | JobStoppedError]:
        try:
            return turn.results()
        except BaseException:
            self.close()  # some are in the middle of a job
            raise

    def begin(
        self, work: Callable[[Given, Job], Result], shared: Given, jobs: Sequence[Job], beside: int = 0
    ) -> Background[Result | JobStoppedError]:
        """Start the work of `map`, and return at once. Start nothing else before its results were read.

        One core is left to the caller, which works as well. The spared process helps after a call of
        `Background.use_all_workers`. If there are at most `beside` jobs it is ended, since it would only hold memory.
        """
        while 0 < len(jobs) <= beside and len(self._workers) > max(1, self.number - 1):
            self._workers.pop().end()
        turn = _Batch(self, work, shared, list(jobs), spare=1)
        return Background(lambda: self._through(turn), turn.use_all_workers)

    def start_workers(self, number: int, shared: Shared | None, work: Callable[..., object]) -> list[Worker]:
        """Return the given number of processes, ready for work, or as many as the system allows."""
        missing = min(number, self.number) - len(self._workers)
        new = []
        try:
            for _ in range(missing):
                new.append(Worker(self._method or usual_method(), shared, self.seconds, MEGABYTES, work))  # noqa: PERF401 - those that started are kept if one does not start
        except _NO_PROCESSES:
            pass
        for worker in new:
            try:
                worker.wait_until_ready()
            except _NO_PROCESSES:
                continue
            self._workers.append(worker)
        return self._workers

    def end_others(self, shared: Shared | None) -> None:
        """End processes with other shared data if a fork, which inherits the data, is cheaper than sending it."""
        others = [each for each in self._workers if shared is not None and each.shared != shared]
        for each in others if others and (self._method or usual_method()) == "fork" else ():
            self._workers.remove(each)
            each.end()

    def replace_worker(self, worker: Worker, shared: Shared | None, work: Callable[..., object]) -> Worker | None:
        """End a process; return another in its place, if one can be started."""
        self._workers.remove(worker)
        worker.end()
        others = len(self._workers)
        return next(iter(self.start_workers(others + 1, shared, work)[others:]), None)

    @property
    def seconds(self) -> float:
        """Return the processor time of one job, in seconds."""
        return SECONDS if self._seconds is None else self._seconds


class _Batch(Generic[Given, Job, Result]):
    """A list of jobs and their results so far; `spare` processes are left free until `use_all_workers` is called."""

    def __init__(
        self, workers: Workers, work: Callable[[Given, Job], Result], shared: Given, jobs: list[Job], spare: int = 0
    ) -> None:
        self._workers, self._work, self._shared, self._jobs = workers, work, shared, jobs
        self._too_long = f"it took more than {workers.seconds:g} seconds"
        self._pickler, self._codec, self._kind = JobPickler(shared), codec_for(shared), result_type(work)
        self._waiting = deque(range(len(jobs)))
        self._results: dict[int, Result | JobStoppedError] = {}
        self._again: set[int] = set()
        self._busy: dict[Connection, Worker] = {}
        self._at_once = max(1, workers.number - spare)
        self._spared: list[Worker] = []
        self._ends = _pipe() if spare and jobs else None

    def use_all_workers(self) -> None:
        """Let the spared processes help; called from another thread."""
        if self._ends:
            self._ends[1].send_bytes(b"now")

    def results(self) -> list[Result | JobStoppedError]:
        if self._waiting:
            self._codec.prepare(self._kind)
            self._workers.end_others(self._shared)
            workers = self._workers.start_workers(min(len(self._jobs), self._at_once), self._shared, self._work)
            self._spared = workers[self._at_once :]
            for worker in workers[: self._at_once]:
                self._give_next(worker)
            self._workers.do_meanwhile()
        while self._busy:
            from multiprocessing.connection import wait

            soonest = min(worker.due for worker in self._busy.values())
            call = self._ends[:1] if self._ends and self._spared else ()
            ready = wait([*self._busy, *call], max(0.0, soonest - time.monotonic()))
            for pipe in ready:
                if pipe in call:
                    while self._spared:
                        self._give_next(self._spared.pop())
                else:
                    self._take(self._busy.pop(pipe))  # type: ignore[call-overload]
            now = time.monotonic()
            for pipe, worker in list(self._busy.items()):
                if worker.due <= now and pipe not in wait([pipe], 0):
                    del self._busy[pipe]
                    self._fail(worker, JobStoppedError(self._too_long))
        for index in self._waiting:  # the system has no processes (left)
            self._results[index] = self._here(index)
        return [self._results[index] for index in range(len(self._jobs))]

    def _give_next(self, worker: Worker) -> None:
        if self._waiting:
            self._give(worker, self._waiting.popleft())

    def _give(self, worker: Worker, index: int) -> None:
        worker.give(index, self._pickler.pack((self._work, self._jobs[index], self._shared is not None)), self._shared)
        self._busy[worker.pipe] = worker

    def _take(self, worker: Worker) -> None:
        index, was_used = worker.index, worker.used
        answer = worker.answer()
        if answer is None and worker.exceeded_time:
            self._fail(worker, JobStoppedError(self._too_long))
        elif answer is None:
            self._fail(worker, JobStoppedError(READING_FAILED), again=was_used)
        elif answer[0] == NO_MEMORY:
            why = JobStoppedError(f"it took more than {MEGABYTES / 1000:g} GB of memory")
            self._fail(worker, why, again=was_used)
        else:
            self._give_next(worker)  # first, so that it need not wait
            kind, data = answer
            if kind == DONE:
                self._results[index] = self._unpacked(worker, data)
            elif kind == FAILED and data.isdigit():
                self._results[index] = _failed(int(data[:9]))
            else:
                self._results[index] = JobStoppedError(f"{READING_FAILED} ({data.decode(errors='replace')})")

    def _unpacked(self, worker: Worker, data: bytes) -> Result | JobStoppedError:
        try:
            return self._codec.decode(self._kind, data)  # type: ignore[no-any-return]
        except CodecError:  # the bytes are not a result
            if self._busy.pop(worker.pipe, None):
                self._waiting.appendleft(worker.index)
            self._replace(worker)
            return JobStoppedError(READING_FAILED)

    def _fail(self, worker: Worker, error: JobStoppedError, again: bool = False) -> None:
        """Replace a worker's process; repeat its job (`again`) if another job may have been the cause."""
        if again and worker.index not in self._again:
            self._again.add(worker.index)
            self._waiting.appendleft(worker.index)
        else:
            self._results[worker.index] = error
        self._replace(worker)

    def _replace(self, worker: Worker) -> None:
        new = self._workers.replace_worker(worker, self._shared, self._work)
        if new:
            self._give_next(new)

    def _here(self, index: int) -> Result | JobStoppedError:
        if index in self._again:
            return JobStoppedError(READING_FAILED)
        try:
            return self._work(self._shared, self._jobs[index])
        except Exception as error:
            if isinstance(error, OSError) and error.errno:
                return _failed(error.errno)
            return JobStoppedError(f"{READING_FAILED} ({type(error).__name__})")


READING_FAILED = "reading it failed"
"""The reason for a job that crashed, or gave no result of its kind."""


def _failed(number: int) -> JobStoppedError:
    return JobStoppedError(f"{READING_FAILED}: {os.strerror(number)}", errno=number)


def _pipe() -> tuple[Connection, Connection]:
    from multiprocessing import Pipe

    return Pipe(duplex=False)
