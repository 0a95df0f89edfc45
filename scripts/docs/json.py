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
`mkdocs-report check groups --format json` prints one object to standard output; messages about the command itself go
to standard error. The [exit code](cli.md#exit-codes) is the same as without `--format`.

Keys may be added. No key is renamed, removed or given another meaning unless `schema_version` increases. The same
reports and settings give the same bytes. Lines are 1-based and inclusive. Paths use `/` and are relative to the
working directory.
"""

_JSON_USE = """
List the groups with errors, with [jq](https://jqlang.org/):

```bash
mkdocs-report check groups --format json | jq -r '.reports[] | select(.verdict == "error") | .id'
```

Or list the questions with most errors, in Python:

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
        "schema_version": "1. Check it before you read other keys.",
        "summary": "The number of reports, of reports of each verdict, and of errors, warnings and waived findings.",
        "problems": "Problems of the course itself, such as a waiver without effect: path, line, message.",
        "reports": "The reports, in the order of their ids.",
    },
    "A report": {
        "id": "The name of its folder, without `reports/`. Waivers use it.",
        "path": "The path of the file.",
        "template": "The version of the template that it was judged by; `null` if it was judged by its own prompts.",
        "title": "The name of the group, from its own answer; otherwise the id.",
        "verdict": "`error`, `warning` or `passed`: the worst finding that is not waived.",
        "checklist": "The number of boxes, and of ticked boxes; with an evidence file, also `evidence`.",
        "questions": "The template's questions in its order, with or without an answer.",
        "findings": "All findings of the file, in the order of their lines.",
    },
    "A question": {
        "id": "The heading in lower case, with dashes: `question-14`.",
        "number": "The number in the heading, or its position in the template.",
        "heading": "The heading in the template.",
        "section": "The section heading above it, or `null`.",
        "lines": "First and last line of the question in the report; `null` if the report does not contain it.",
        "answer_lines": "The ranges of lines that the group wrote; several if lines of the template are in between.",
        "answered": "Whether there is an answer.",
        "marker_left": "Whether the fill marker is still there.",
        "words": "The number of words in the answer.",
        "words_range": "The smallest and the largest number by other ways of counting.",
        "images": "The number of images in the answer (`shown`), of those found (`ok`), and of those on other sites "
        "(`remote`).",
        "limits": "The limits: `words` and `images` as minimum and maximum, and whether they are a recommendation.",
        "limits_from": "`prompt`, or `settings` if the course has changed them.",
        "verdict": "`passed`, `warning`, `error` or `unanswered`.",
        "findings": "The findings about this answer: indices into the report's list, from 0.",
    },
    "Evidence of an item": {
        "item": "The item of the checklist in the group's report.",
        "line": "Its line.",
        "claimed": "Whether its box is ticked.",
        "proof": "`found` or `missing`: the box is ticked, and the evidence is complete or not. `unclaimed` or `open`: "
        "the same for a box that is not ticked. `unknown`: the names of the group's files are not known.",
        "wanted": "The required evidence: `what` in the evidence file, or its globs.",
        "found": "Names of matching files, at most three if any file is enough; `null` if names are not known.",
    },
    "A finding": {
        "rule": "The [rule](rules/index.md).",
        "severity": "`error` or `warning`.",
        "question": "The number of the question; `null` for the whole file.",
        "line": "The first line.",
        "end_line": "The last line.",
        "message": "The problem, as a sentence.",
        "help": "The solution.",
        "observed": "The observed value: a number, a short text, or `null`.",
        "expected": "The required value: a number, minimum and maximum, a short text, or `null`.",
        "waived": "The reason for waiving it; `null` if it is not waived.",
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
        "## Example",
        "One of the twelve questions of [Group 4](../groups/04-minnow/README.md) in the demo course, its finding, and "
        "one item of the checklist with its evidence:",
        f"```json\n{_folded(example)}\n```",
        *parts,
        "## Schema",
        "The [JSON Schema](https://json-schema.org/) of the output, also as a file: "
        "[check.schema.json](check.schema.json).",
        f"```json\n{SCHEMA.read_text(encoding='utf-8').strip()}\n```",
    )


def _described(title: str, fields: Mapping[str, str], known: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for gone in fields.keys() - known.keys():
        raise SystemExit(f"“{gone}” ({title}) is not in the schema. Remove its description.")
    for name, value in known.items():
        text = fields.get(name) or value.get("description")
        if not text:
            raise SystemExit(f"“{name}” ({title}) has no description. Add one here or in the schema.")
        yield f"`{name}`", text


def _excerpt(course: Course) -> dict[str, Any]:
    """Return the demo course as JSON, cut down to one report, one item, one question and its finding."""
    data = to_data(course)
    report = next(report for report in data["reports"] if report["id"] == "04-minnow")
    question = next(question for question in report["questions"] if question["verdict"] == "error")
    findings = [report["findings"][index] for index in question["findings"]]
    question["findings"] = list(range(len(findings)))
    evidence = [each for each in report["checklist"]["evidence"] if each["proof"] == "missing"][:1]
    checklist = {**report["checklist"], "evidence": evidence}
    return {**data, "reports": [{**report, "checklist": checklist, "questions": [question], "findings": findings}]}


def _folded(text: str) -> str:
    """Return JSON with short lists of numbers on one line."""
    return re.sub(r"\[\s+(-?\d+|null)(?:,\s+(-?\d+|null))?\s+\]", _joined, text)


def _joined(match: re.Match[str]) -> str:
    return "[" + ", ".join(group for group in match.groups() if group) + "]"
