"""What all processes of a test run share: made by the first that asks for it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

WAIT = 300.0


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that `make` has filled, in this process or another one of the run. No test may change it.

    Raises:
        TimeoutError: another process began to make it, and did not end within `WAIT` seconds.
    """
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    ended = folder.with_suffix(".ended")
    try:
        folder.mkdir()
    except FileExistsError:
        until = time.monotonic() + WAIT
        while not ended.exists():
            if time.monotonic() > until:
                raise TimeoutError(f"{folder} is not there after {WAIT:.0f} seconds.") from None
            time.sleep(0.1)
        assert ended.read_text() == "made", f"{name} could not be made: see the test that was the first to need it."
        return folder
    how = "failed"
    try:
        make(folder)
        how = "made"
    finally:
        ended.with_suffix(".new").write_text(how)
        ended.with_suffix(".new").rename(ended)
    return folder
