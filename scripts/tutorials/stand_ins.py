"""Commands of the manual that are not run as they are written, and what runs instead."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class StandIn:
    """A replacement for a command that tests do not run, with the reason."""

    pattern: re.Pattern[str]
    instead: str
    reason: str


def _stand_in(pattern: str, instead: str, reason: str) -> StandIn:
    return StandIn(re.compile(pattern), instead, reason)


_INSTALLED = "python -c 'import mkdocs_report'"
STAND_INS = (
    _stand_in(r"python3 -I -m venv \.venv", "true", "the environment of this process has all packages"),
    _stand_in(r"(?:source|\.) \.venv/bin/activate", "true", "the environment is in PATH"),
    _stand_in(
        r"(?:\.venv/bin/)?pip install (?:-q )?(?:-e )?(?:\.|'\.\[(?:dev|docs)\]'|\.\./mkdocs-report)",
        _INSTALLED,
        "tests install no packages; the package is installed",
    ),
    _stand_in(r"pip install properdocs", "python -c 'import properdocs'", "tests install no packages"),
    _stand_in(
        r"(?:\.venv/bin/)?mkdocs serve",
        'mkdocs build -q -d "$SERVED"',
        "it runs until it is stopped; the site is built instead",
    ),
    _stand_in(r"\.venv/bin/python -m pytest -n auto", "python -m pytest --version", "it would run this test as well"),
    _stand_in(
        r"(?:TMPDIR=/dev/shm )?python -m (?P<module>benchmarks\.\w+)(?: .*)?",
        r'PYTHONPATH="$ROOT" python -m \g<module> --help',
        "it takes minutes; a test checks its options",
    ),
    _stand_in(
        r"mkdocs-report html .* --pdf\b.*",
        "mkdocs-report html --help",
        "Chromium may be missing; tests/browser/test_html.py uses it",
    ),
    _stand_in(
        r"(?P<command>mkdocs-report html .*) --keep-numbers(?P<more> .*)",
        r"\g<command>\g<more>",
        "the demo's template asks for no student numbers; tests/export/test_hand_in.py uses the option",
    ),
    _stand_in(r"jq -r .*", "python -m json.tool", "jq may be missing; the input is checked to be JSON"),
    _stand_in(r'eval "\$\((?P<command>.*)\)"', r"\g<command>", "it may be for another shell; the script is printed"),
    _stand_in(
        r"(?P<command>_MKDOCS_REPORT_COMPLETE=\w+ mkdocs-report)(?P<into> > .*)?",
        r"\g<command>",
        "it changes the settings of the user; the script is printed",
    ),
)
