"""Write the reference pages: `python scripts/make_docs.py`, or with `--check` only compare.

What stands in docs/reference/ is said once, in the code: the rules say what they are for, options and the Python API
have docstrings, the commands have help. This script sets it into pages, with findings of the demo course as examples.
"""

from __future__ import annotations

import argparse
import ast
import html
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import python_docs
import yaml

from mkdocs_report.cli import cli
from mkdocs_report.course import Course, Judged
from mkdocs_report.discovery import find_reports, load_forms, template_files
from mkdocs_report.export.json import to_data
from mkdocs_report.reading import make_course
from mkdocs_report.rules import FAMILIES, Finding, Rule
from mkdocs_report.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "reference"
CONFIG = ROOT / "mkdocs_report" / "site" / "config.py"
SCHEMA = ROOT / "mkdocs_report" / "export" / "check.schema.json"
COPIED = ("check.schema.json", "collect.schema.json", "template.schema.json")

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|!])")
_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_KEPT = re.compile(r"^[ \t]*(?:\x08|\\b)[ \t]*\n")
"""What opens a paragraph of a command's help that click shall not wrap."""
_PRESENT = {"hard": "**hard**", "soft": "soft"}

_NOTE = "<!-- Written by scripts/make_docs.py; change the code that it reads. -->"

_RULES_INTRO = """
A rule is one thing that may be wrong with a report. Where it does not hold, there is a **finding**: what was seen,
what was asked for, in which line, and what to do about it.

A **hard** finding fails `mkdocs build --strict` and makes `mkdocs-report check` end with 1. A soft one is only shown.
A course may change that for [each rule](../../guide/courses.md#severities), or switch a rule off.

One cause gives one finding: a question that is not answered is not also too short. A finding of a hard rule is
still soft where the prompt only recommends something, or where
[reasonable ways of counting](../../guide/words.md) disagree.
"""

_SETTINGS_INTRO = """
The options of the plugin `report` in `mkdocs.yml`. All of them may be left out. Paths of templates, waivers and the
like start at the folder of `mkdocs.yml`, those of reports at `docs_dir`.

`mkdocs-report check --settings FILE` reads the same options, from a `mkdocs.yml` or from a file that holds nothing
but them. It uses `templates`, `severity`, `limits`, `waivers`, `evidence`, `title_question` and `cohorts`; which
reports are judged is said on the [command line](cli.md). `mkdocs-report html` uses `publish` and `commits` as well.

What can not be used is refused, by `mkdocs build` and by the command in the same words, with the line and the word that
was probably meant: `mkdocs.yml:9: severity: there is no rule “too-few-word”. Did you mean “too-few-words”?`
[`mkdocs-report doctor`](../guide/doctor.md) tells what can be used and is of no use.
"""

_SETTINGS_EXAMPLE = """
plugins:
  - search
  - report:
      templates: ["templates/*.md"]
      reports: ["groups/*/README.md"]
      fail_on: hard
      severity:
        marker-left: hard
        too-many-words: soft
        section-missing: off
      limits:
        3: {words: [50, 150]}
        question-5: {words: 60-150, images: 1-3}
        11: {words: [40, null], advisory: true}
      waivers: waivers.yml
      evidence: evidence.yml
      title_question: 1
      export: {csv: out/answers.csv, junit: out/junit.xml}
"""

_SETTINGS_NOTES = """
## Limits

A key is the number of a question or its id (`question-5`: the heading in lower case, with dashes). The value takes
the place of *all* that the prompt asks, so name the words and the pictures:

| Key | Value |
|---|---|
| `words` | `[50, 150]` or `50-150`; `[40, null]` for at least 40; `[null, 80]` for at most 80 |
| `images` | the same: `[1, 3]`, `1-3`, `[1, null]`; `2` for exactly 2 |
| `advisory` | `true` makes both a recommendation, whose findings are soft; `false` unless said |

A page whose limit was changed says so under the prompt.

## Files for other programs

`export` names a file for each format that is wanted, and a folder for `badges`; [which formats there
are](../guide/ci.md#formats). Paths start at the folder of `mkdocs.yml` and can not lead into `docs_dir`. They are
written with each build, and not by `mkdocs serve`.

## The waiver file

A list in YAML. An entry excuses one rule for one group: for one question, for the items of the checklist that contain
the text `item`, or, without either, for the whole report. The reason is shown to everybody.

```yaml
- group: 08-lamprey
  question: 5
  rule: too-few-words
  reason: The stream was closed for the spawning season; agreed on 12 May.
```

`group` is the name of the report's folder (the `id` in `mkdocs-report check --format json`). A waiver that excuses
nothing any more is reported, so that the list does not outlive its reasons.

## The evidence file

A list in YAML. An entry says which items of the checklist it is about, and which names among a group's files prove
them: [Evidence](../guide/evidence.md).

| Key | Value |
|---|---|
| `item` | a text that the item contains, or a list of such texts; case, white space and punctuation aside |
| `any` | a glob, or a list of which one has to fit a name |
| `all` | a list of globs, each of which has to fit a name; in the place of `any` |
| `what` | what is looked for, in words; may be left out |
"""

_CLI_INTRO = """
`mkdocs-report` does what the site does, without a site: in a terminal, in a hook, in CI. It needs no `mkdocs.yml`.
"""

_CLI_EXIT = """
## Completion

Press Tab, and the shell offers commands, options, rules (`explain`), formats (`--format`), the questions of the
template (`--explain-words`) and files. Once, for the shell that you use:

```bash
# Bash 4.4 or later: into ~/.bashrc
eval "$(_MKDOCS_REPORT_COMPLETE=bash_source mkdocs-report)"

# Zsh: into ~/.zshrc, after compinit
eval "$(_MKDOCS_REPORT_COMPLETE=zsh_source mkdocs-report)"

# Fish
_MKDOCS_REPORT_COMPLETE=fish_source mkdocs-report > ~/.config/fish/completions/mkdocs-report.fish
```

It has to be the command `mkdocs-report`; `python -m mkdocs_report` is not completed. Bash takes the sign `=` for the
end of a word, so it offers no files after `--format sarif=`.

## Exit codes

| Code | Meaning |
|---|---|
| 0 | Nothing hard was found. |
| 1 | At least one hard finding, in whichever report. |
| 2 | The command could not be used: a file that is not there or can not be written, a setting that can not be read. |

Soft and waived findings never change the code, nor does `fail_on`, which is for `mkdocs build --strict`.

`mkdocs-report doctor` ends with 1 when something does harm, and with 2 when the settings can not be used.

`mkdocs-report collect` ends with 1 when a group could not be collected, and with 2 when the roster or an option can
not be used. `mkdocs-report template check` ends with 1 where there are warnings and `--strict` was given, and with 2
where a template can not be read. `mkdocs-report html` ends with 0 when its files were written, whatever was found, and
with 2 when they were not.
"""

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
mkdocs-report check groups --format json | jq -r '.reports[] | select(.verdict == "hard") | .id'
```

Or in Python, which questions give most trouble:

```python
import collections, json, sys

course = json.load(sys.stdin)
hard = collections.Counter(
    question["number"]
    for report in course["reports"]
    for question in report["questions"]
    if question["verdict"] in ("hard", "unanswered")
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
        "verdict": "`hard`, `soft` or `passed`: the worst finding that is not waived.",
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
        "images": "Pictures that the answer shows; how many are there (`ok`), how many on another site (`remote`).",
        "limits": "What was asked for: `words` and `images` as least and most, and whether it was a recommendation.",
        "limits_from": "`prompt`, or `settings` where the course has changed them.",
        "verdict": "`passed`, `soft`, `hard` or `unanswered`.",
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
        "severity": "`hard` or `soft`.",
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


def escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\1", html.escape(text, quote=False))


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a Markdown table; a bar in a cell is written out."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(re.sub(r"(?<!\\)\|", r"\|", cell) for cell in row) + " |" for row in lines)


def page(*parts: str) -> str:
    """Return the parts with blank lines between them, ending in a line feed."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def demo_course() -> Course:
    """Judge the demo course by the settings of this site."""
    settings = read_settings(ROOT / "mkdocs.yml", "mkdocs.yml")
    templates = template_files(settings.templates, ROOT)
    forms = load_forms(templates, ROOT)
    return make_course(find_reports(ROOT / "docs" / "groups", forms, templates), forms, settings, ROOT)


# The rules


def rules_index() -> str:
    """Return the page that lists all rules by family."""
    families: list[str] = []
    for family, rules in FAMILIES.items():
        rows = [(f"[{rule.name}]({rule.name}.md)", _PRESENT[rule.severity], rule.summary) for rule in rules]
        families += [f"## {family}", table(("Rule", "By default", "What it finds"), rows)]
    return page("# Rules", _NOTE, _RULES_INTRO, *families)


def rule_page(rule: Rule, family: str, course: Course) -> str:
    """Return the page of one rule."""
    example = next(
        ((judged, finding) for judged in course.reports for finding in judged.findings if finding.rule == rule.name),
        None,
    )
    other = "soft" if rule.severity == "hard" else "hard"
    return page(
        f"# {rule.name}",
        _NOTE,
        f"{_PRESENT[rule.severity]} by default · {family} · [all rules](index.md)",
        f"**{rule.summary}**",
        rule.help,
        *(_example(*example) if example else ()),
        "## Change it",
        f"```yaml\nplugins:\n  - report:\n      severity:\n        {rule.name}: {other}  # or off\n```",
        "A single group is excused by a [waiver](../../guide/courses.md#waivers).",
    )


def _example(judged: Judged, finding: Finding) -> Iterator[str]:
    """A finding of the demo course, with a link to where it stands on this site."""
    folder = Path(judged.report.path).parent.name
    target = f"../../groups/{folder}/README.md" + (f"#{finding.question}" if finding.question else "")
    yield "## In the demo course"
    yield f"[{escaped(judged.report.title)}]({target}), line {finding.line}:"
    excuse = f"  \n> *Waived: {escaped(finding.waived)}*" if finding.waived else ""
    yield f"> {escaped(finding.message)}  \n> {escaped(finding.help)}{excuse}"


# The settings


@dataclass(frozen=True)
class Option:
    """An option of the plugin: its name, what may stand there, its default in YAML, what it does."""

    name: str
    kind: str
    default: str
    text: str


def plugin_options(of: str = "ReportConfig", inside: str = "") -> Iterator[Option]:
    """Yield the options of a class in the order of the source, each with the docstring under it."""
    module = ast.parse(CONFIG.read_text(encoding="utf-8"))
    body = next(node for node in module.body if isinstance(node, ast.ClassDef) and node.name == of).body
    for node, below in zip(body, [*body[1:], None], strict=True):
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        name = node.targets[0].id
        if not (isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)):
            raise SystemExit(f"{CONFIG.name}:{node.lineno}: the option “{name}” has no docstring.")
        call = node.value
        if not isinstance(call, ast.Call):
            raise SystemExit(f"{CONFIG.name}:{node.lineno}: the option “{name}” is built in a way not known here.")
        if (
            isinstance(call.args[0], ast.Name)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr == "SubConfig"
        ):
            yield Option(name, "the options below", "each as it says", " ".join(str(below.value.value).split()))
            yield from plugin_options(call.args[0].id, f"{name}.")
            continue
        given = next((ast.literal_eval(k.value) for k in call.keywords if k.arg == "default"), None)
        default = "none" if given is None else f"`{_in_yaml(given)}`"
        yield Option(inside + name, _kind(call), default, " ".join(str(below.value.value).split()))


def _in_yaml(value: object) -> str:
    return yaml.safe_dump(value, default_flow_style=True, width=1000).removesuffix("...\n").strip()


def _kind(node: ast.expr) -> str:
    """What may stand in an option, in words: from `c.Type(bool)`, `c.Choice(("hard", "soft"))` and their kin."""
    names = {"bool": "`true` or `false`", "str": "a text", "int": "a number", "dict": "`name: value` pairs"}
    match node:
        case ast.Call(func=ast.Attribute(attr="ListOfItems"), args=[ast.Call(args=[inner])]):
            return f"a list of {_kind(inner).removeprefix('a ')}s"
        case ast.Call(func=ast.Attribute(attr="Choice"), args=[choices, *_]):
            return ", ".join(f"`{choice}`" for choice in ast.literal_eval(choices))
        case ast.Call(args=[inner, *_]):
            return _kind(inner)
        case ast.Tuple(elts=kinds):
            return " or ".join(_kind(kind) for kind in kinds)
        case ast.Name(id=name) if name in names:
            return names[name]
    raise SystemExit(f"{CONFIG.name}: no words are known here for “{ast.unparse(node)}”.")


def settings_page() -> str:
    """Return the page about the plugin's options."""
    parts: list[str] = []
    for option in plugin_options():
        parts += [
            f"### {option.name} {{: #{option.name.replace('_', '-')} }}",
            f"{option.kind[0].upper()}{option.kind[1:]}; by default: {option.default}.",
            option.text,
        ]
    example = f"```yaml\n{_SETTINGS_EXAMPLE.strip()}\n```"
    return page("# Settings", _NOTE, _SETTINGS_INTRO, example, "## Options", *parts, _SETTINGS_NOTES)


# The command line


def cli_page() -> str:
    """Return the page about the command and its subcommands."""
    root = click.Context(cli, info_name="mkdocs-report", **cli.context_settings)
    parts: list[str] = []
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        if command and not command.hidden:
            parts += _commands(command, click.Context(command, info_name=name, parent=root))
    return page("# Command line", _NOTE, _CLI_INTRO, *_about(cli), *parts, _CLI_EXIT)


def _commands(command: click.Command, context: click.Context) -> Iterator[str]:
    """A command, or those of a group."""
    if not isinstance(command, click.Group):
        yield from _command(command, context)
        return
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        if inner:
            yield from _commands(inner, click.Context(inner, info_name=name, parent=context))


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path}"
    yield f"```text\n{context.command_path} {' '.join(command.collect_usage_pieces(context))}\n```"
    yield from _about(command)
    options = [each for each in command.params if isinstance(each, click.Option) and not each.hidden]
    records = [record for option in options if (record := option.get_help_record(context))]
    if records:
        yield table(
            ("Option", "Meaning"), [(_code(names), escaped(text).replace("\n", " ")) for names, text in records]
        )


def _code(text: str) -> str:
    """A text in code; a bar would end the cell of a table, and can not be escaped in back-ticks everywhere."""
    return f"`{text}`" if "|" not in text else f"<code>{html.escape(text).replace('|', '&#124;')}</code>"


def _about(command: click.Command) -> Iterator[str]:
    """A command's help; a paragraph that click leaves as it is holds examples."""
    for paragraph in _BLANK_LINES.split((command.help or "").strip()):
        kept = _KEPT.sub("", paragraph)
        if kept != paragraph:
            yield "```bash\n" + "\n".join(line.strip() for line in kept.splitlines()) + "\n```"
        else:
            yield escaped(" ".join(paragraph.split()))


# The JSON contract


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
        _NOTE,
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
    question = next(question for question in report["questions"] if question["verdict"] == "hard")
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


# All pages


def pages() -> dict[Path, str]:
    """Return every page by its path."""
    course = demo_course()
    schema = SCHEMA.read_text(encoding="utf-8")
    written = {
        TARGET / "settings.md": settings_page(),
        TARGET / "cli.md": cli_page(),
        TARGET / "json.md": json_page(json.loads(schema), course),
        TARGET / "python.md": page("# Python", _NOTE, *python_docs.parts(ROOT)),
        **{TARGET / name: SCHEMA.with_name(name).read_text(encoding="utf-8") for name in COPIED},
        TARGET / "rules" / "index.md": rules_index(),
    }
    for family, rules in FAMILIES.items():
        for rule in rules:
            written[TARGET / "rules" / f"{rule.name}.md"] = rule_page(rule, family, course)
    return written


def main() -> int:
    """Write the pages, or compare them; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 and name files that differ")
    check = parser.parse_args().check
    written = pages()
    stale = [file for file in sorted((TARGET / "rules").glob("*.md")) if file not in written]
    differ = [file for file, text in written.items() if not file.exists() or file.read_text(encoding="utf-8") != text]
    for file in sorted([*differ, *stale]):
        sys.stdout.write(f"{file.relative_to(ROOT).as_posix()}\n")
    if check:
        return 1 if differ or stale else 0
    for file in differ:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written[file], encoding="utf-8")
    for file in stale:
        file.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
