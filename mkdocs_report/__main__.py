"""The command as a process: `mkdocs-report`, and `python -m mkdocs_report`.

The process ends without a traceback when it is interrupted, even during its imports. Therefore `entry` imports the
command.
"""

import os
import signal
import sys

from mkdocs_report.runtime.garbage import excluded_from_gc


def entry(name: str = "mkdocs-report") -> None:
    """Run the command and leave the process with its exit code.

    Args:
        name: the name of the command in messages.
    """
    try:
        with excluded_from_gc():
            from mkdocs_report.cli.main import INTERRUPTED, main
            from mkdocs_report.cli.streams import guard_streams

        guard_streams()
        code = main(name=name)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing is left to clean up
        interrupted = code == INTERRUPTED
    except KeyboardInterrupt:
        code, interrupted = 130, True
    if interrupted and sys.platform != "win32":  # so that a shell stops a loop of commands
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    sys.exit(code)


if __name__ == "__main__":
    entry("python -m mkdocs_report")
