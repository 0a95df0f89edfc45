"""Check that any bytes are read as a report, judged and exported, and that each finding points into the file."""

from __future__ import annotations

import json
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["mkdocs_report"]):
    from mkdocs_report.config.settings import Settings
    from mkdocs_report.course.judging import judge_report
    from mkdocs_report.export.json import to_json
    from mkdocs_report.export.log import log_lines
    from mkdocs_report.images.resolve import ReportFolder
    from mkdocs_report.model.course import Course
    from mkdocs_report.parsing.report.parser import parse_report
    from mkdocs_report.parsing.source import decode
    from mkdocs_report.parsing.template.matcher import TemplateMatcher
    from mkdocs_report.parsing.template.parser import OwnPrompts, parse_template

import seeds

_TEMPLATE = b"""# Report
## Checklist
* [ ] Wash
## The bread
### Question 1
> **Enter the number of your group**
>
> Answer:

--- question 1 fill here ---

### Question 2
> **Explain how you made the dough.**
>
> Answer length: 10-20 words + 1 to 3 images.
>
> Answer:

--- question 2 fill here ---
"""
_FORM = TemplateMatcher(parse_template(decode(_TEMPLATE, "template.md")))
_FOLDER = ReportFolder(Path(__file__).parent)


def fuzz_one(data: bytes) -> None:
    """Read bytes as a report, with a template and by its own prompts."""
    source = seeds.source_of(data)
    for matcher in (_FORM, OwnPrompts().matcher_of(source)):
        report = parse_report(source, matcher, _FOLDER.resolve, "group")
        judged = judge_report(report, Settings())
        assert len(report.kinds) == report.line_count
        for finding in judged.findings:
            assert 1 <= finding.line <= finding.end_line <= max(1, report.line_count)
        for answer in report.answers:
            for image in answer.images:
                path = image.file.path
                assert not path or not (path.startswith("/") or ".." in path.split("/"))
        course = Course((judged,))
        assert json.loads(to_json(course))["summary"]["reports"] == 1
        assert all("\n" not in line and "\x1b" not in line for _, line in log_lines(course, "error"))


atheris.Setup(seeds.arguments(), fuzz_one)
atheris.Fuzz()
