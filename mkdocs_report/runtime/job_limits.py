"""Limits of one job that a process of `pool` does."""

from __future__ import annotations

SECONDS = 20.0
"""How long one job may compute; a usual report takes some milliseconds. By the clock it has `PATIENCE` times that."""
MEGABYTES = 2_000
"""How much memory a process may use on top of what it starts with, where the system can limit it."""
