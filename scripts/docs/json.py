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

Three promises: keys may be added, and none is renamed, removed or given another meaning unless `schema_version`
rises. The same reports and settings give the same bytes. Lines are 1-based and inclusive, paths are written with `/`
and start at the working directory.
"""

_JSON_USE = """
Which groups have something to mend, with [jq](https://jqlang.org/):

```bash
mkdocs-report check groups --format json | jq -r '.reports[] | select(.verdict == "error") | .id'
```

Or in Python, which questions give most trouble:

```python
import collections, json, sys

course = json.load(sys.stdin)
hard = collections.Counter(
    question["number"]
    for report in course["reports"]
    for question in report["questions"]
    if question["verdict"] in ("error", "unanswered")
)
for number, groups in hard.most_common(5):
    print(f"Question {number}: {groups} groups")
```
"""

_FIELDS: Mapping[str, Mapping[str, str]] = {
    "The course": {
        "schema_version": "1. Look at it before anything else.",
        "summary": "How many reports there are, how many of each verdict, and how many findings weigh or are waived.",
        "problems": "What is wrong with the course itself, such as a waiver that excuses nothing: path, line, message.",
        "reports": "The reports, in the order of their ids.",
    },
    "A report": {
        "id": "A short name: that of its folder, with `reports/` passed over. Waivers use it.",
        "path": "The file.",
        "template": "The version of the template that it was judged by; `null` where its own prompts were.",
        "title": "What the group calls itself, from its own answer; the id where it does not.",
        "verdict": "`error`, `warning` or `passed`: the worst finding that is not waived.",
        "checklist": "How many boxes there are, and how many are ticked; with an evidence file, `evidence`.",
        "questions": "The template's questions, in its order, answered or not.",
        "findings": "All findings of the file, in the order of their lines.",
    },
    "A question": {
        "id": "The heading in lower case, with dashes: `question-14`.",
        "number": "The number in the heading, or its place in the template.",
        "heading": "The heading, as the template has it.",
        "section": "The section heading above it, or `null`.",
        "lines": "First and last line of the question in the report; `null` where the report does not have it.",
        "answer_lines": "The runs of lines that the group wrote. More than one where the template's stand between.",
        "answered": "Whether anything of substance stands there.",
        "marker_left": "Whether the fill marker still stands.",
        "words": "The words of the answer, as a reader counts them.",
        "words_range": "The smallest and the largest number that another way of counting gives.",
        "images": "Images that the answer shows; how many are there (`ok`), how many on another site (`remote`).",
        "limits": "What was asked for: `words` and `images` as least and most, and whether it was a recommendation.",
        "limits_from": "`prompt`, or `settings` where the course has changed them.",
        "verdict": "`passed`, `warning`, `error` or `unanswered`.",
        "findings": "Which findings of the report are about this answer: their places in its list, from 0.",
    },
    "Evidence of an item": {
        "item": "The item of the checklist, as the group's report has it.",
        "line": "Where it stands.",
        "claimed": "Whether its box is ticked.",
        "proof": "`found` and `missing`: ticked, and something was found for it, or nothing, or only a part. "
        "`unclaimed` and `open`: the same, not ticked. `unknown`: the names of the group's files are not known.",
        "wanted": "What was looked for: the `what` of the evidence file, or its globs.",
        "found": "Some names of files that fit, three at the most where any will do; `null` where names are not known.",
    },
    "A finding": {
        "rule": "The [rule](rules/index.md).",
        "severity": "`error` or `warning`.",
        "question": "The number of the question; `null` for the file as a whole.",
        "line": "Where to look.",
        "end_line": "The last line of the place.",
        "message": "What is wrong, in a sentence.",
        "help": "What to do.",
        "observed": "What was seen: a number or a short text, or `null`.",
        "expected": "What was asked for: a number, least and most, a short text, or `null`.",
        "waived": "The reason why it is excused; `null` where it is not.",
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
        "One of the twelve questions of [Group 4](../groups/04-minnow/README.md) in the demo course, its finding, and "
        "one of the boxes that were looked up:",
        f"```json\n{_folded(example)}\n```",
        *parts,
        "## Schema",
        "The same for machines, in [JSON Schema](https://json-schema.org/), as a file: "
        "[check.schema.json](check.schema.json).",
        f"```json\n{SCHEMA.read_text(encoding='utf-8').strip()}\n```",
    )


def _described(title: str, fields: Mapping[str, str], known: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for gone in fields.keys() - known.keys():
        raise SystemExit(f"“{gone}” ({title}) is described here, but the schema does not have it.")
    for name, value in known.items():
        text = fields.get(name) or value.get("description")
        if not text:
            raise SystemExit(f"“{name}” ({title}) is in the schema, and described nowhere.")
        yield f"`{name}`", text


def _excerpt(course: Course) -> dict[str, Any]:
    """The demo course as JSON, cut down to one report, one box, one question and its finding."""
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
