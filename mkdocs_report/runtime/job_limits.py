"""Limits of one job in a process of `pool`."""

from __future__ import annotations

SECONDS = 20.0
"""The seconds of processor time of one job; a usual report takes milliseconds. By the clock, `PATIENCE` times more."""
MEGABYTES = 2_000
"""The megabytes of memory that a process may use in addition to its start, if the system can limit it."""
