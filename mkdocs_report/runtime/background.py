"""Jobs that run in a thread while the caller does something else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Background(Generic[Result]):
    """Jobs that run in the background; `use_all_workers` lets all processes help if there is no other work."""

    def __init__(self, work: Callable[[], list[Result]], use_all_workers: Callable[[], None]) -> None:
        self._work, self.use_all_workers = work, use_all_workers
        self._results: list[Result] = []
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="mkdocs-report", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._results = self._work()
        except BaseException as error:  # raised again in `results`
            self._error = error

    def results(self) -> list[Result]:
        """Wait until all jobs are done, and return their results."""
        self._thread.join()
        if self._error:
            raise self._error
        return self._results
