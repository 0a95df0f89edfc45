"""Send jobs to processes as bytes: pickled by the process that gives a job, unpickled by the one that does it."""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Sequence
from typing import Any, Protocol


class Shared(Protocol):
    """Data that all jobs share, sent to each process once. Equal data counts as the same."""

    @property
    def interned(self) -> Sequence[object]:
        """Return objects to which jobs and results often refer; they are sent as numbers."""


class JobPickler:
    """A pickler for jobs that writes interned objects as numbers.

    Jobs are pickled, since a process trusts its parent process. Results are never pickled, since hostile input may have
    taken over the process; see `codec`.
    """

    def __init__(self, shared: Shared | None) -> None:
        self._interned = shared.interned if shared else ()
        self._numbers = {id(each): number for number, each in enumerate(self._interned)}
        self._table = {**copyreg.dispatch_table, **dict.fromkeys(map(type, self._interned), self._reduced)}

    def pack(self, job: object) -> bytes:
        """Return a job as bytes."""
        out = io.BytesIO()
        pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
        pickler.dispatch_table = self._table
        pickler.dump(job)
        return out.getvalue()

    def unpack(self, data: bytes) -> Any:
        """Return an object that the parent process packed; it may contain functions."""
        return _Unpickler(data, self._interned).load()

    def _reduced(self, each: object) -> Any:
        number = self._numbers.get(id(each))
        return each.__reduce_ex__(pickle.HIGHEST_PROTOCOL) if number is None else (_interned, (number,))


def _interned(number: int) -> object:
    """Return an interned object; a placeholder that `_Unpickler` replaces by its own function."""
    raise pickle.UnpicklingError(f"number {number} outside of a job")


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, interned: Sequence[object]) -> None:
        super().__init__(io.BytesIO(data))
        self._at_hand = interned

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, _interned.__name__):
            return self._at_hand.__getitem__
        return super().find_class(module, name)
