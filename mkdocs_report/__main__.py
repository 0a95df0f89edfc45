"""The command as a process: `mkdocs-report`, and `python -m mkdocs_report`. It ends quietly whenever it is interrupted.

The command itself is imported below, not above: to interrupt it while it is imported is as quiet as later.
"""

import os
import signal
import sys


def entry(name: str = "mkdocs-report") -> None:
    """Run the command and leave the process with its exit code.

    Args:
        name: by what it was called.
    """
    try:
        from mkdocs_report.cli.main import INTERRUPTED, main
        from mkdocs_report.cli.streams import guard_streams

        guard_streams()
        code = main(name=name)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # from here on there is nothing to tidy
        interrupted = code == INTERRUPTED
    except KeyboardInterrupt:
        code, interrupted = 130, True
    if interrupted and sys.platform != "win32":  # a shell that runs a loop of commands ends it, too
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    sys.exit(code)


if __name__ == "__main__":
    entry("python -m mkdocs_report")
