"""Find a program that the user installed, never one in the working folder; and limit its time and memory."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def find_program(name: str, environment: Mapping[str, str] | None = None) -> str | None:
    """Return the absolute path of a program; None if there is none.

    Only folders of PATH with an absolute path are searched. Windows searches the working folder first, and so does a
    relative folder of PATH: a program there may have come with downloaded files.

    Args:
        name: the program, without `.exe`.
        environment: the variables that hold PATH; those of this process if there are none.
    """
    file = f"{name}.exe" if os.name == "nt" else name
    for folder in os.get_exec_path(environment):
        if Path(folder).is_absolute() and (found := shutil.which(os.path.join(folder, file))):
            return found
    return None


def limit_program(pid: int, what: str, size: int) -> None:
    """Limit a running process and all processes that it starts, if the system supports that.

    Args:
        pid: the process.
        what: `RLIMIT_FSIZE`, the largest file that it writes, or `RLIMIT_DATA`, its memory without files.
        size: in bytes.
    """
    with contextlib.suppress(ImportError, AttributeError, OSError, ValueError):
        import resource  # not every system has it

        resource.prlimit(pid, getattr(resource, what), (size, size))
