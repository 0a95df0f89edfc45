"""Check and publish the reports of a course. Each answer is judged by the limits that the template states.

    from mkdocs_report import check

    for judged in check("groups", templates="template.md").reports:
        print(judged.report.title, judged.verdict)

The names in `__all__` are the public interface. Minor versions do not change it. A name is imported when it is first
used, so that the command starts quickly.
"""

import sys

if sys.argv[:1] == ["-m"] and not sys.flags.safe_path:
    # `python -m mkdocs_report` puts the working folder first: a file logging.py in it would be imported and run.
    del sys.path[0]

import importlib
import typing

from mkdocs_report.version import __version__ as __version__

if typing.TYPE_CHECKING:
    from mkdocs_report.api import check, judge, read_report, read_settings, read_template
    from mkdocs_report.config.settings import Settings
    from mkdocs_report.errors import CourseError, SettingsError, TemplateError
    from mkdocs_report.model.course import Course, Judged
    from mkdocs_report.model.finding import Finding, Severity, Verdict
    from mkdocs_report.model.report import Answer, Report
    from mkdocs_report.model.template import Question, QuestionForm, Template

__all__ = [
    "Answer",
    "Course",
    "CourseError",
    "Finding",
    "Judged",
    "Question",
    "QuestionForm",
    "Report",
    "Settings",
    "SettingsError",
    "Severity",
    "Template",
    "TemplateError",
    "Verdict",
    "check",
    "judge",
    "read_report",
    "read_settings",
    "read_template",
]

_MODULES = {
    "api": ("check", "judge", "read_report", "read_settings", "read_template"),
    "config.settings": ("Settings",),
    "errors": ("CourseError", "SettingsError", "TemplateError"),
    "model.course": ("Course", "Judged"),
    "model.finding": ("Finding", "Severity", "Verdict"),
    "model.report": ("Answer", "Report"),
    "model.template": ("Question", "QuestionForm", "Template"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> typing.Any:
    """Import a public name when it is first used."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(importlib.import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    return value


def __dir__() -> list[str]:
    """Return the names of the module, including public names that are not imported yet."""
    return sorted({*globals(), *__all__})
