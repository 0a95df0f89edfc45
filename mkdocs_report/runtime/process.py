"""One process that runs limited work, job after job: its start, its limits, its answers."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any

from mkdocs_report.runtime.codec import Codec, result_type
from mkdocs_report.runtime.pickling import JobPickler, Shared

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_SHARED, _JOB = b"s", b"j"
DONE, NO_MEMORY, FAILED, RAISED = b"d", b"m", b"f", b"r"
"""The first byte of an answer; the result, nothing, or the name of the exception follows."""
PATIENCE = 3
"""The factor from the time that a job may compute to the time that it may take by the clock, on a busy machine."""
_CLOCK: int | None = getattr(signal, "SIGPROF", None)
"""The signal with which the system ends a process that computes for too long, if the system supports that."""
_START_SECONDS = 60.0
MOST_BYTES = 512 * 1024 * 1024
"""The largest result that is accepted from a process, in bytes, since it may claim any length."""
_GRACE = 5.0
"""The seconds after its time limit at which a process ends itself if its parent has ended."""


class Worker:
    """A process with a pipe to it.

    Raises:
        OSError, ImportError, AssertionError, EOFError: no process can be started here.
    """

    def __init__(
        self, method: str, shared: Shared | None, seconds: float, megabytes: int, work: Callable[..., object]
    ) -> None:
        from multiprocessing import get_context  # `mkdocs-report explain` needs none

        context: Any = get_context(method)
        self.pipe, theirs = context.Pipe()
        self.shared, self.used, self.due, self.index = shared, False, 0.0, -1
        self._seconds = seconds
        arguments = (theirs, shared, seconds, megabytes, work)
        self._process = context.Process(target=_serve, args=arguments, daemon=True, name="mkdocs-report")
        try:
            with _main_hidden(), _safe_path():
                self._process.start()
        except BaseException:
            self.pipe.close()
            raise
        finally:
            theirs.close()

    def wait_until_ready(self) -> None:
        """Wait until the process has started; raise EOFError if it could not start."""
        try:
            if not self.pipe.poll(_START_SECONDS):
                raise EOFError
            self.pipe.recv_bytes()
        except (EOFError, OSError):
            self.end()
            raise EOFError from None

    def give(self, index: int, job: bytes, shared: Shared | None) -> None:
        """Send a pickled job, and before it the shared data if that has changed."""
        self.index, self.due = index, time.monotonic() + PATIENCE * self._seconds
        with contextlib.suppress(OSError):  # it has ended, which reading its answer shows
            if shared is not None and shared != self.shared:
                self.pipe.send_bytes(_SHARED + pickle.dumps(shared, pickle.HIGHEST_PROTOCOL))
                self.shared = shared
            self.pipe.send_bytes(_JOB + job)

    def answer(self) -> tuple[bytes, bytes] | None:
        """Return the kind and the data of its answer; None if it has ended, or the answer is too long."""
        try:
            data = self.pipe.recv_bytes(MOST_BYTES)
        except (EOFError, OSError):
            return None
        self.used = True
        return data[:1], data[1:]

    @property
    def exceeded_time(self) -> bool:
        """Whether it was ended because it computed for too long."""
        self._process.join(_GRACE)
        return _CLOCK is not None and self._process.exitcode == -_CLOCK

    def end(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.pipe.close()


@contextlib.contextmanager
def _main_hidden() -> Iterator[None]:
    """Prevent a spawned process from running the script that this process was started with."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextlib.contextmanager
def _safe_path() -> Iterator[None]:
    """Prevent a process that is spawned by `python -c` from importing modules of the working folder."""
    name = "PYTHONSAFEPATH"
    before = os.environ.get(name)
    os.environ[name] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _serve(
    pipe: Connection, shared: Shared | None, seconds: float, megabytes: int, _work: Callable[..., object]
) -> None:
    """Do one job after the other until the process or its parent ends.

    `_work` is named so that its modules are imported before time is measured.
    """
    _settle(megabytes)
    pickler, codec = JobPickler(shared), codec_for(shared)
    pipe.send_bytes(b"ready")
    while True:
        message = pipe.recv_bytes()
        if message[:1] == _SHARED:
            shared = pickle.loads(message[1:])  # noqa: S301 - from the process that started this one
            pickler, codec = JobPickler(shared), codec_for(shared)
            continue
        with _timed(seconds):
            answer = _done(message[1:], shared, pickler, codec)
        pipe.send_bytes(answer)


def codec_for(shared: Shared | None) -> Codec:
    """Return the codec for the results of jobs that share this data."""
    return Codec(shared.interned if shared else ())


def _done(job: bytes, shared: Shared | None, pickler: JobPickler, codec: Codec) -> bytes:
    try:
        work, each, is_given = pickler.unpack(job)
        result = work(shared if is_given else None, each)
        return DONE + (codec if is_given else Codec()).encode(result_type(work), result)
    except MemoryError:
        return NO_MEMORY
    except Exception as error:
        if isinstance(error, OSError) and error.errno:  # errors of the machine have a number, others have none
            return FAILED + str(error.errno).encode()
        return RAISED + type(error).__name__.encode()


def _settle(megabytes: int) -> None:
    """Make this process quiet, limit its memory, and let it end together with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent process gets the signal as well, and ends this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a crash is reported as a finding
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(5)  # the parent process has priority, since it has the most work
    gc.freeze()  # objects from before the fork are not searched again
    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system has limits
        import resource

        most = _own_memory() + megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _leave_with_parent() -> None:
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(0)


def _own_memory() -> int:
    """Return the size of the address space of this process in bytes, if the system reports it."""
    try:
        with open("/proc/self/statm", "rb") as file:  # a file of numbers that the kernel makes up
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


@contextlib.contextmanager
def _timed(seconds: float) -> Iterator[None]:
    """Have the system end this process after some seconds of computing, even inside an extension module."""
    if _CLOCK is None:
        yield
        return
    signal.signal(_CLOCK, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE * seconds + _GRACE)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)


def usual_method() -> str:
    """Return the way to start a process: `fork` on Linux while this process has a single thread, else `spawn`."""
    if sys.platform != "linux":
        return "spawn"
    try:
        threads = len(os.listdir("/proc/self/task"))  # those of extensions, too
    except OSError:
        threads = threading.active_count()
    return "fork" if threads == 1 else "spawn"


def usable_cores() -> int:
    """Return the number of processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
