"""The page about the plugin's options, from the class that declares them and the docstring under each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from scripts.docs.markdown import NOTE, ROOT, page

CONFIG = ROOT / "mkdocs_report" / "site" / "config.py"

_SETTINGS_INTRO = """
This page lists the options of the plugin `report` in `mkdocs.yml`. All of them are optional. Paths of templates,
waivers and similar files start at the folder of `mkdocs.yml`, those of reports at `docs_dir`.

`mkdocs-report check --settings FILE` reads the same options, from a `mkdocs.yml` or from a file that contains only
them. It uses `templates`, `severity`, `limits`, `waivers`, `evidence`, `title_question` and `cohorts`; the
[command line](cli.md) names the reports.
Without `--settings` and `--template`, it reads the `mkdocs.yml` in the working folder if that names the plugin.
`mkdocs-report html` uses `publish` and `commits` as well. `repair` and `collect` read the templates in the same way.

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
*all* limits of the prompt, so set both words and images:

| Key | Value |
|---|---|
| `words` | `[50, 150]` or `50-150`; `[40, null]` for at least 40; `[null, 80]` for at most 80 |
| `images` | the same: `[1, 3]`, `1-3`, `[1, null]`; `2` for exactly 2 |
| `advisory` | `true` makes both a recommendation, whose findings are warnings; default `false` |

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
class Option:
    """An option of the plugin: its name, its values, its default in YAML, and its description."""

    name: str
    kind: str
    default: str
    text: str


def plugin_options(of: str = "ReportConfig", inside: str = "") -> Iterator[Option]:
    """Yield the options of a class in the order of the source, each with its docstring."""
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
            raise SystemExit(f"{CONFIG.name}:{node.lineno}: the option “{name}” is declared in an unknown way.")
        if (
            isinstance(call.args[0], ast.Name)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr == "SubConfig"
        ):
            yield Option(name, "the options below", "see there", " ".join(str(below.value.value).split()))
            yield from plugin_options(call.args[0].id, f"{name}.")
            continue
        given = next((ast.literal_eval(k.value) for k in call.keywords if k.arg == "default"), None)
        default = "none" if given is None else f"`{_in_yaml(given)}`"
        yield Option(inside + name, _kind(call), default, " ".join(str(below.value.value).split()))


def _in_yaml(value: object) -> str:
    return yaml.safe_dump(value, default_flow_style=True, width=1000).removesuffix("...\n").strip()


def _kind(node: ast.expr) -> str:
    """Describe the values of an option, from `c.Type(bool)`, `c.Choice(("error", "warning"))` and the like."""
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
    raise SystemExit(f"{CONFIG.name}: there is no description for “{ast.unparse(node)}”.")


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
    return page("# Settings", NOTE, _SETTINGS_INTRO, example, "## Options", *parts, _SETTINGS_NOTES)
