"""The page about `--format json`, from its schema and the demo course."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_report.export.json import to_data
from mkdocs_report.model.course import Course
from scripts.docs.markdown import NOTE, ROOT, page, table

SCHEMA = ROOT / "mkdocs_report" / "export" / "check.schema.json"

_JSON_INTRO = """
This page describes the output of `mkdocs-report check groups --format json`: one object on standard output. Messages
about the command itself go to standard error. The [exit code](cli.md#exit-codes) is the same as without `--format`.

- The format is stable. Keys may be added. A key is renamed, removed or changed in meaning only with a higher
  `schema_version`.
- The same reports and settings give the same bytes.
- Lines are 1-based and inclusive. Paths contain `/` and start at the working directory.
"""

_JSON_USE = """
List the groups with errors, with [jq](https://jqlang.org/):

```bash
mkdocs-report check groups --format json | jq -r '.reports[] | select(.verdict == "error") | .id'
```

Or list the questions with the most errors, in Python:

```python
import collections, json, sys

course = json.load(sys.stdin)
failed = collections.Counter(
    question["number"]
    for report in course["reports"]
    for question in report["questions"]
    if question["verdict"] in ("error", "unanswered")
)
for number, groups in failed.most_common(5):
    print(f"Question {number}: {groups} groups")
```
"""

_FIELDS: Mapping[str, Mapping[str, str]] = {
    "The course": {
        "schema_version": "1. Check it first.",
        "summary": "The number of reports, of each verdict, and of counted and waived findings.",
        "problems": "Problems of the course itself, such as an unused waiver: path, line, message.",
        "reports": "The reports, in the order of their ids.",
    },
    "A report": {
        "id": "The name of the group's folder, leaving out `reports/`. Waivers use it.",
        "path": "The file.",
        "template": "The version of the template that it was judged by; `null` if it was judged by its own prompts.",
        "title": "The name of the group, from its own answer; otherwise the id.",
        "verdict": "`error`, `warning` or `passed`: the worst finding that is not waived.",
        "checklist": "The number of boxes, and of ticked boxes; with an evidence file, `evidence`.",
        "questions": "All questions of the template, in its order.",
        "findings": "All findings of the file, in the order of their lines.",
    },
    "A question": {
        "id": "The heading in lower case, with dashes: `question-14`.",
        "number": "The number in the heading, or its position in the template.",
        "heading": "The heading in the template.",
        "section": "The section heading above it, or `null`.",
        "lines": "First and last line of the question in the report; `null` if it is missing.",
        "answer_lines": "The ranges of lines that the group wrote, divided by lines of the template.",
        "answered": "Whether the answer has any content.",
        "marker_left": "Whether the fill marker is still there.",
        "words": "The number of words that a reader sees, without what the prompt leaves out.",
        "words_range": "The smallest and the largest number that any way of counting gives.",
        "images": "The number of images in the answer: existing files (`ok`), and images on another site (`remote`).",
        "counts": "The numbers of other units (`characters`, `sentences`, `paragraphs`, `links`, `tables`, "
        "`code_blocks`), and those in the parts of the answer; only where a limit asks for them. `number` is compared "
        "with the limit; `range` is the smallest and the largest number that any way of counting gives.",
        "limits": "`words` and `images` as minimum and maximum, and whether they are a recommendation. Other units "
        "have keys where they have limits; then `all` lists every limit with its details.",
        "limits_from": "`prompt`, or `settings` if the course has changed them.",
        "verdict": "`passed`, `warning`, `error` or `unanswered`.",
        "findings": "The findings about this answer, as indexes into the report's list, from 0.",
    },
    "Evidence of an item": {
        "item": "The item of the checklist, in the words of the group's report.",
        "line": "Its line.",
        "claimed": "Whether its box is ticked.",
        "proof": "`found`: ticked, and the evidence was found. `missing`: ticked, and at least a part was not found. "
        "`unclaimed` and `open`: the same, not ticked. `unknown`: the names of the group's files are not known.",
        "wanted": "The `what` of the evidence file, or its globs.",
        "found": "Names of matching files, at most three for `any`; `null` if the names are not known.",
    },
    "A finding": {
        "rule": "The [rule](rules/index.md).",
        "severity": "`error` or `warning`.",
        "question": "The number of the question; `null` for the file as a whole.",
        "line": "The first line of the place.",
        "end_line": "The last line of the place.",
        "message": "The problem, in a sentence.",
        "help": "What to do.",
        "observed": "The observed value: a number, a short text, or `null`.",
        "expected": "The required value: a number, minimum and maximum, a short text, or `null`.",
        "waived": "The reason of its waiver; `null` without one.",
    },
}


def json_page(schema: Mapping[str, Any], course: Course) -> str:
    """Return the page about `--format json`."""
    known = {
        "The course": schema,
        "A report": schema["$defs"]["report"],
        "A question": schema["$defs"]["question"],
        "Evidence of an item": schema["$defs"]["evidence"],
        "A finding": schema["$defs"]["finding"],
    }
    parts: list[str] = []
    for title, fields in _FIELDS.items():
        parts += [f"## {title}", table(("Key", "Meaning"), list(_described(title, fields, known[title]["properties"])))]
    example = json.dumps(_excerpt(course), ensure_ascii=False, indent=2)
    return page(
        "# JSON",
        NOTE,
        _JSON_INTRO,
        _JSON_USE,
        "## An example",
        "This is one of the twelve questions of [Group 4](../groups/04-minnow/README.md) in the demo course, with its "
        "finding, and one of the boxes with evidence:",
        f"```json\n{_folded(example)}\n```",
        *parts,
        "## Schema",
        "The [JSON Schema](https://json-schema.org/) is also a file: [check.schema.json](check.schema.json).",
        f"```json\n{SCHEMA.read_text(encoding='utf-8').strip()}\n```",
    )


def _described(title: str, fields: Mapping[str, str], known: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for gone in fields.keys() - known.keys():
        raise SystemExit(f"“{gone}” ({title}) is described here, but the schema does not have it.")
    for name, value in known.items():
        text = fields.get(name) or value.get("description")
        if not text:
            raise SystemExit(f"“{name}” ({title}) is in the schema, but not described here.")
        yield f"`{name}`", text


def _excerpt(course: Course) -> dict[str, Any]:
    """Return the demo course as JSON, cut to one report, one box, one question and its finding."""
    data = to_data(course)
    report = next(report for report in data["reports"] if report["id"] == "04-minnow")
    question = next(question for question in report["questions"] if question["verdict"] == "error")
    findings = [report["findings"][index] for index in question["findings"]]
    question["findings"] = list(range(len(findings)))
    evidence = [each for each in report["checklist"]["evidence"] if each["proof"] == "missing"][:1]
    checklist = {**report["checklist"], "evidence": evidence}
    return {**data, "reports": [{**report, "checklist": checklist, "questions": [question], "findings": findings}]}


def _folded(text: str) -> str:
    """Write short lists of numbers on one line, as a person would."""
    return re.sub(r"\[\s+(-?\d+|null)(?:,\s+(-?\d+|null))?\s+\]", _joined, text)


def _joined(match: re.Match[str]) -> str:
    return "[" + ", ".join(group for group in match.groups() if group) + "]"
