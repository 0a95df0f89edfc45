"""The page about the plugin's options, from the records that declare them and the text below each option."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from typing import Any

import yaml

from mkdocs_report.config.options import Options, options_in
from scripts.docs.markdown import NOTE, page

_SETTINGS_INTRO = """
This page lists the options of the plugin `report` in `mkdocs.yml`. All of them are optional. Paths of templates,
waivers and similar files start at the folder of `mkdocs.yml`, those of reports at `docs_dir`.

`mkdocs-report check --settings FILE` reads the same options, from a `mkdocs.yml` or from a file that contains only
them. It uses `templates`, `questions`, `skip_headings`, `severity`, `limits`, `waivers`, `evidence`, `title_question`
and `cohorts`; the [command line](cli.md) names the reports.
Without `--settings` and `--template`, it reads the `mkdocs.yml` in the working folder if that names the plugin.
`mkdocs-report html` uses `publish` and `commits` as well. `repair` and `collect` read the templates in the same way.
The options `--questions` and `--skip-heading` replace `questions` and `skip_headings`, also those of a cohort.

Commands read the same values as a build: through `INHERIT`, aliases, `mkdocs.yaml` and `properdocs.yml`, and from a
folder below. The value of a tag such as `!ENV` is known to the build alone. A command that needs it stops and names
file and line. An option without a value is ignored, except for `publish: roster`, which is an error.

**Globs.** `*`, `?` and `[…]` match within a name, `**/` is any number of folders. Globs are case-sensitive on every
system: `groups/*/README.md` is not `groups/*/readme.md`. A leading `./` or `/` and doubled slashes change nothing. A
glob that names no file is an error: `""`, `.`, `/`, `groups/`, `groups/**`.

`mkdocs build` and the command report invalid settings in the same words, with the line and a suggestion:
`mkdocs.yml:9: severity: there is no rule “too-few-word”. Did you mean “too-few-words”?`
[`mkdocs-report doctor`](../guide/doctor.md) finds valid settings without effect.
"""

_SETTINGS_EXAMPLE = """
plugins:
  - search
  - report:
      templates: ["templates/*.md"]
      reports: ["groups/*/README.md"]
      fail_on: error
      severity:
        marker-left: error
        too-many-words: warning
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

A key is the number of a question or its id (`question-5`: the heading in lower case, with dashes). The value replaces
*all* limits of the prompt, so set each of them:

| Key | Value |
|---|---|
| `words` | `[50, 150]` or `50-150`; `[40, null]` for at least 40; `[null, 80]` for at most 80 |
| `images` | the same: `[1, 3]`, `1-3`, `[1, null]`; `2` for exactly 2 |
| `characters`, `sentences`, `paragraphs` | the same: [how each is counted](../guide/words.md#other-units) |
| `links`, `tables`, `code_blocks` | the same |
| `parts` | limits for [each part of the answer](../guide/words.md#parts): `{words: [50, 80], images: 1}` |
| `excluding` | what is not counted, a list of `footnotes`, `references`, `captions`, `code`, `tables`, `headings` |
| `advisory` | `true` makes all of them a recommendation, whose findings are warnings; default `false` |

The page shows a changed limit under the prompt.

## Files for other programs

`export` names a file for each [format](../guide/ci.md#formats), and a folder for `badges`. Paths start at the folder of
`mkdocs.yml` and must not lead into `docs_dir`. Each build writes the files; `mkdocs serve` does not.

## The waiver file

The file is a list in YAML. An entry waives one rule for one group: for one question, for the items of the checklist
that contain the text `item`, or, without either, for the whole report. The reason is public.

```yaml
- group: 08-lamprey
  question: 5
  rule: too-few-words
  reason: The stream was closed for the spawning season; agreed on 12 May.
```

`group` is the name of the report's folder (the `id` in `mkdocs-report check --format json`). An unused
waiver is reported.

## The evidence file

The file is a list in YAML. An entry names items of the checklist, and the files of a group that support them:
[Evidence](../guide/evidence.md).

| Key | Value |
|---|---|
| `item` | a text that the item contains, or a list of such texts; case, white space and punctuation do not matter |
| `any` | a glob, or a list of globs, of which at least one must match a name |
| `all` | a list of globs, each of which must match a name; instead of `any` |
| `what` | a description of the evidence; optional |
"""


@dataclass(frozen=True)
class Entry:
    """An option on the page: its name, its values, its default in YAML, and its description."""

    name: str
    kind: str
    default: str
    text: str


def entries(record: type[Any] = Options, inside: str = "") -> Iterator[Entry]:
    """Yield the options of a record in the order of the source, each with the text below it."""
    texts, known = _texts(record), options_in(record)
    for each in fields(record):
        option = known[each.name]
        if option.record:
            yield Entry(each.name, "the options below", "see there", texts[each.name])
            yield from entries(option.record, f"{each.name}.")
        else:
            default = each.default if each.default_factory is MISSING else each.default_factory()
            shown = "none" if default is None else f"`{_in_yaml(default)}`"
            yield Entry(inside + each.name, option.kind.shown, shown, texts[each.name])


def _texts(record: type[Any]) -> dict[str, str]:
    """Return the text below each option of a record, as it is in the source."""
    body = next(
        node.body
        for node in ast.walk(ast.parse(inspect.getsource(record)))
        if isinstance(node, ast.ClassDef) and node.name == record.__name__
    )
    texts = {}
    for node, below in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            if not (isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)):
                raise SystemExit(f"{record.__name__}: the option “{node.target.id}” has no text below it.")
            texts[node.target.id] = " ".join(str(below.value.value).split())
    return texts


def _in_yaml(value: object) -> str:
    plain = list(value) if isinstance(value, tuple) else value
    return yaml.safe_dump(plain, default_flow_style=True, width=1000).removesuffix("...\n").strip()


def settings_page() -> str:
    """Return the page about the plugin's options."""
    parts: list[str] = []
    for option in entries():
        parts += [
            f"### {option.name} {{: #{option.name.replace('_', '-')} }}",
            f"{option.kind[0].upper()}{option.kind[1:]}; by default: {option.default}.",
            option.text,
        ]
    example = f"```yaml\n{_SETTINGS_EXAMPLE.strip()}\n```"
    return page("# Settings", NOTE, _SETTINGS_INTRO, example, "## Options", *parts, _SETTINGS_NOTES)
