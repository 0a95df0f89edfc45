"""Give each report a short name, its id."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

from mkdocs_report.model.group_folder import REPORT_FOLDERS


def report_ids(files: Sequence[Path]) -> list[str]:
    """Return a short name for each report: its folder, without `reports/`, and more of its path if needed."""
    folders = [os.path.abspath(file).split(os.sep)[1:-1] for file in files]
    whole = [[part for part in folder if part not in REPORT_FOLDERS] for folder in folders]
    levels = zip(*whole, strict=False)
    shared = sum(
        1 for _ in takewhile(lambda level: len(set(level)) == 1, levels)
    )  # the path of the course, which distinguishes nothing
    paths = [parts[max(0, min(shared, len(parts) - 1)) :] for parts in whole]
    names = [_name(parts, 1) for parts in paths]
    for depth in range(2, 6):
        counts = Counter(names)
        names = [_name(p, depth) if counts[n] > 1 else n for p, n in zip(paths, names, strict=True)]
    counts = Counter(names)
    stems = [file.stem for file in files]
    return make_unique([f"{n}-{s}" if counts[n] > 1 else n for n, s in zip(names, stems, strict=True)])


def make_unique(names: Sequence[str]) -> list[str]:
    """Return distinct names: a name that is already taken gets a number, as `a:b` and `a?b` become one name."""
    taken: set[str] = set()
    unique = []
    for name in names:
        new, number = name, 1
        while new in taken or (number > 1 and new in names):
            number += 1
            new = f"{name}-{number}"
        taken.add(new)
        unique.append(new)
    return unique


def _name(parts: Sequence[str], depth: int) -> str:
    return re.sub(r"[^\w.-]+", "-", "-".join(parts[-depth:])).strip("-") or "report"
