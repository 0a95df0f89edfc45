"""Changes of a site drawn by chance: from all settings that MkDocs has, and all that Material's templates ask for.

Nothing is listed by hand that can be read from MkDocs' schema, its classes, or the themes' templates. A change that no
build accepts is fine: who draws it takes it back.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir
from mkdocs.utils.templates import TemplateContext

Change = Callable[[Path, random.Random], None]
TEMPLATES = Path(get_theme_dir("material"))
_APART = {
    "site_dir",
    "docs_dir",
    "config_file_path",
    "plugins",
    "theme",
    "hooks",
    "extra",
    "pages",
    "strict",
    "dev_addr",
}
"""Settings that are drawn otherwise, or that say where the site goes."""
_WORDS = ("kneading", "proving", "Baking & co.", "2026", "true", "ünïcode", "10%", "a/b", "{{ x }}", "index.md")
_DATES = ("2026-01-01", "2026-10-01", "2026-10-01 12:00:00", "12:30:45", "1.5", "0x1F", "~", "yes", "[1, 2]", "{1: a}")
"""What YAML reads as something other than a text."""


@cache
def asked_for(pattern: str, where: str = "**/*.html") -> list[str]:
    """Return what Material's templates ask for, by a regular expression with one group."""
    files = [file for file in TEMPLATES.glob(where) if ".icons" not in file.parts]
    return sorted({found for file in files for found in re.findall(pattern, file.read_text(encoding="utf-8"))})


@cache
def icons() -> list[str]:
    """Return some of the names of Material's icons."""
    folder = TEMPLATES / ".icons"
    return sorted(file.relative_to(folder).with_suffix("").as_posix() for file in folder.glob("octicons/*-16.svg"))


def word(chance: random.Random) -> str:
    return f"{chance.choice(_WORDS)} {chance.randrange(99)}"


def scalar(chance: random.Random) -> Any:
    return yaml.safe_load(chance.choice(_DATES)) if chance.random() < 0.5 else word(chance)


def tree(chance: random.Random, depth: int = 0) -> Any:
    """Draw a value of any form, with keys that templates ask for."""
    kind = chance.randrange(5) if depth < 3 else 0
    if kind < 2:
        return scalar(chance)
    if kind == 2:
        return [tree(chance, depth + 1) for _ in range(chance.randrange(3))]
    keys = chance.sample(asked_for(r"\w\.([a-z_]{2,})\b"), chance.randrange(1, 4))
    named: dict[str, Any] = {key: tree(chance, depth + 1) for key in keys}
    if chance.random() < 0.3:
        named["icon"] = chance.choice(icons())
    return named


def value_of(option: Any, chance: random.Random) -> Any:
    """Draw a value for an option of a schema.

    Raises:
        LookupError: nothing is known of options of this type.
    """
    if isinstance(option, c.Optional):
        return None if chance.random() < 0.3 else value_of(option.option, chance)
    if isinstance(option, c.Deprecated | c.Private):
        raise LookupError
    if isinstance(option, c.SubConfig):
        schema = getattr(option.config_class, "_schema", ())
        return settings_from_file(schema, chance) or tree(chance)
    if isinstance(option, c.ListOfItems):
        return [value_of(option.option_type, chance) for _ in range(chance.randrange(3))]
    if isinstance(option, c.Choice):
        return chance.choice(list(option.choices))
    if isinstance(option, c.URL):
        return f"https://example.org/{chance.randrange(9)}/"
    if isinstance(option, c.ExtraScript):
        plain = f"js/{chance.randrange(9)}.js"
        return plain if chance.random() < 0.5 else {"path": plain, "defer": chance.random() < 0.5, "type": "module"}
    if isinstance(option, c.PathSpec):
        return f"/drafts-{chance.randrange(9)}\n"
    if isinstance(option, c.Nav):
        pages: list[Any] = [{word(chance): "index.md"}, {word(chance): "https://example.org/"}, "course/index.md"]
        return [*chance.sample(pages, 2), {word(chance): chance.sample(pages, 1)}]
    if isinstance(option, c.MarkdownExtensions):
        known = ["tables", "footnotes", "admonition", "attr_list", "pymdownx.superfences", "pymdownx.tabbed"]
        marks = {"permalink": chance.choice([True, "¶"]), "title": word(chance), "toc_depth": chance.randrange(1, 5)}
        return [*chance.sample(known, 2), {"toc": marks}]
    kind = getattr(option, "_type", None)
    if kind is bool:
        return chance.random() < 0.5
    if kind is int:
        return chance.randrange(9)
    if kind is list:
        return [f"{chance.choice('abc')}.css" for _ in range(chance.randrange(3))]
    if kind is dict:
        return tree(chance)
    if kind is str or isinstance(option, c.EditURI | c.EditURITemplate | c.RepoName):
        return word(chance)
    if type(option).__name__.endswith(("LogLevel", "LinksValidation")):
        return chance.choice(["warn", "info", "ignore"])
    raise LookupError


def settings_from_file(schema: Any, chance: random.Random) -> dict[str, Any]:
    found = {}
    for name, option in chance.sample(list(schema), min(2, len(schema))):
        try:
            found[name] = value_of(option, chance)
        except LookupError:
            continue
    return found


def edit(root: Path, change: Callable[[dict[str, Any]], None], file: str = "mkdocs.yml") -> None:
    """Change the settings in a file."""
    path = root / file
    config = yaml.safe_load(path.read_text()) if path.exists() else {}
    change(config)
    path.write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True))


def _a_setting(chance: random.Random) -> dict[str, Any]:
    names = [(name, option) for name, option in MkDocsConfig._schema if name not in _APART]
    while True:
        name, option = chance.choice(names)
        try:
            return {name: value_of(option, chance)}
        except LookupError:
            continue


def any_setting(root: Path, chance: random.Random) -> None:
    edit(root, lambda config: config.update(_a_setting(chance)))


def setting_goes(root: Path, chance: random.Random) -> None:
    def change(config: dict[str, Any]) -> None:
        names = [name for name in config if name not in ("site_name", "plugins", "theme", "INHERIT")]
        if names:
            del config[chance.choice(names)]

    edit(root, change)


def begin(root: Path, chance: random.Random) -> None:
    """Have the settings inherit two files, the second with values of the environment; show, override and hook some."""
    edit(root, lambda config: config.update(INHERIT="shared/base.yml"))
    (root / "shared").mkdir()
    (root / "shared/base.yml").write_text("INHERIT: env.yml\n")
    (root / "shared/env.yml").write_text("copyright: !ENV NOTE\nextra: {day: !ENV DAY}\n")
    (root / "env").write_text("{}")
    more = chance.choice([any_hook, any_document, another_theme])
    for change in (shows_something, any_override, any_override, override_moves, more):
        change(root, chance)


def inherited_setting(root: Path, chance: random.Random) -> None:
    """Change a file that the settings inherit, in a folder of its own."""
    drawn = _a_setting(chance) if chance.random() < 0.5 else {"extra": {"own": scalar(chance)}}
    edit(root, lambda config: config.update(drawn), "shared/base.yml")


def environment_changes(root: Path, chance: random.Random) -> None:
    """Change a variable that the settings name, or the time of the build."""
    days = {
        "DAY": chance.choice(["2026-0{}-01", "2026-01-0{} 12:00:00", "day {}", "{}"]).format(chance.randrange(1, 9)),
        "NOTE": word(chance),
        "SOURCE_DATE_EPOCH": f"1{chance.randrange(10**9)}",
    }
    name = chance.choice(list(days))
    edit(root, lambda names: names.update({name: days[name]}), "env")


def environment_of(root: Path) -> Mapping[str, str]:
    """Return the variables that a build of the project gets."""
    known = yaml.safe_load((root / "env").read_text())
    return {"DAY": "2026-01-01", "NOTE": "a", "SOURCE_DATE_EPOCH": "1700000000", **known}


def any_extra(root: Path, chance: random.Random) -> None:
    names = [*asked_for(r"config\.extra\.(\w+)"), "day", "own"]

    def change(config: dict[str, Any]) -> None:
        extra = config.setdefault("extra", {})
        if isinstance(extra, dict):
            extra[chance.choice(names)] = tree(chance)
            if chance.random() < 0.3:
                config["extra"] = dict(reversed(extra.items()))

    edit(root, change)


def any_theme_setting(root: Path, chance: random.Random) -> None:
    names = [*asked_for(r"config\.theme\.(\w+)"), "locale", "nav_style", "highlightjs", "navigation_depth", "shortcuts"]

    def change(config: dict[str, Any]) -> None:
        theme, name = config["theme"], chance.choice([*names, "features", "icon", "language", "palette"])
        if name == "features":
            known = asked_for(r'"([a-z]+(?:\.[a-z]+)+)" in features')
            theme[name] = chance.sample(known, chance.randrange(4))
        elif name == "icon":
            theme[name] = {chance.choice(asked_for(r"config\.theme\.icon\.(\w+)")): chance.choice(icons())}
        elif name == "language":
            theme[name] = chance.choice(["de", *(file.stem for file in (TEMPLATES / "partials/languages").iterdir())])
        elif name == "palette":
            theme[name] = {"scheme": chance.choice(["default", "slate"]), "primary": word(chance)}
        elif name == "locale":
            theme[name] = chance.choice(["de", "fr", "pt_BR", "zh_CN"])
        elif name != "name":
            theme[name] = chance.choice([tree(chance), chance.random() < 0.5])

    edit(root, change)


def another_theme(root: Path, chance: random.Random) -> None:
    edit(root, lambda config: config["theme"].update(name=chance.choice(["material", "mkdocs", "readthedocs"])))


def any_plugin_setting(root: Path, chance: random.Random) -> None:
    def change(config: dict[str, Any]) -> None:
        search = {"lang": chance.choice(["en", "de"]), "separator": chance.choice([r"[\s\-]+", r"[\s,]+"])}
        config["plugins"][0] = {"search": search}

    edit(root, change)


@cache
def expressions() -> list[str]:
    """Return what a template may show: each setting, each attribute of a page, a file and the navigation."""

    def of(kind: type) -> list[str]:
        names = {*dir(kind), *kind.__annotations__}
        return [name for name in names if not name.startswith("_") and not callable(getattr(kind, name, None))]

    pages = ["page", "nav.pages[0]", "nav.homepage", "page.next_page"]
    return sorted(
        [
            *(f"config.{name}" for name, _ in MkDocsConfig._schema),
            *(f"config.theme.{name}" for name in (*of(Theme), *asked_for(r"config\.theme\.(\w+)"))),
            *(f"config.extra.{name}" for name in (*asked_for(r"config\.extra\.(\w+)"), "day", "own")),
            *(f"config.plugins.{name}" for name in ("search.config.lang", "report.config.prefix", "report.course")),
            *(f"{page}.{name}" for page in pages for name in of(Page)),
            *(f"page.file.{name}" for name in of(File)),
            *(f"(pages | last).page.{name}" for name in ("title", "meta", "content", "markdown", "toc")),
            *TemplateContext.__annotations__,
            *("pages | length", "nav | length", "config | length", "config.items() | list | length", "nav.items"),
            *("config.extra | dictsort", "config.extra.items() | list", "stamp() if stamp is callable else stamp"),
            "(7 | stamped) if 'stamped' is filter else 7",
            *("page.ancestors | map(attribute='title') | join", "nav.pages | map(attribute='meta.status') | join"),
            *("nav.pages | map(attribute='toc') | map('list') | map('length') | join", "config.theme.locale.language"),
        ]
    )


def override(root: Path) -> Path:
    """Return the folder of the site's own templates."""
    folder = root / "overrides"
    folder.mkdir(exist_ok=True)
    (folder / "keep.txt").touch()
    edit(root, lambda config: config["theme"].update(custom_dir="overrides"))
    return folder


def _shown(expression: str) -> str:
    """Return what shows a value, if there is one, and if it has a form that is the same in each process."""
    parts = re.split(r"\.(?![^(]*\))", expression) if "| " not in re.sub(r"\([^)]*\)", "", expression) else [expression]
    known = " and ".join(".".join(parts[: number + 1]) for number in range(len(parts)))
    show = "{{ x | truncate(300) }}"
    return f"{{% set x = ({known}) | string %}}<i>{{% if ' at 0x' not in x %}}{show}{{% endif %}}</i>"


def shows_something(root: Path, chance: random.Random) -> None:
    """Show what is known of the site, on each page, as far as it has any form that is the same in each build."""
    folder = override(root)
    changing = chance.sample(["config.extra.day", "config.copyright", "build_date_utc", "config.extra.own"], 2)
    shown = "".join(map(_shown, [*changing, *chance.sample(expressions(), chance.randrange(3))]))
    text = f'{{% extends "base.html" %}}{{% block footer %}}<p>{shown}</p>{{{{ super() }}}}{{% endblock %}}'
    (folder / "main.html").write_text(text)


def any_override(root: Path, chance: random.Random) -> None:
    """Put a file of any kind into `custom_dir`: a template of the theme's, an icon, a language, a fragment, a text."""
    folder = override(root)
    ours = Path(__file__).parent.parent.parent / "mkdocs_report/pages/templates"
    kind = chance.randrange(5)
    if kind == 0:
        theirs = TEMPLATES / "partials" / chance.choice(asked_for(r'include "partials/([\w-]+\.html)"'))
        target, text = folder / theirs.relative_to(TEMPLATES), theirs.read_text() if theirs.exists() else ""
    elif kind == 1:
        usual = asked_for(r'or "([a-z]+/[a-z-]+)"')
        source = TEMPLATES / ".icons" / f"{chance.choice(usual)}.svg"
        target, text = folder / source.relative_to(TEMPLATES), source.read_text().replace("M", "m", 1)
    elif kind == 2:
        source = TEMPLATES / "partials/languages" / chance.choice(["en.html", "de.html"])
        target, text = folder / source.relative_to(TEMPLATES), source.read_text().replace("Search", word(chance))
    elif kind == 3:
        source = chance.choice(sorted((ours / "report").iterdir()))
        target, text = folder / source.relative_to(ours), source.read_text()
    else:
        target, text = folder / "foot.txt", ""
        show = '{% include ["new.txt", "foot.txt"] %}{{ super() }}'
        (folder / "main.html").write_text(f'{{% extends "base.html" %}}{{% block content %}}{show}{{% endblock %}}')
        target = folder / chance.choice(["foot.txt", "new.txt"])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"{text}{{# {chance.random()} #}}<i>{chance.randrange(99)}</i>")


def override_moves(root: Path, chance: random.Random) -> None:
    """Move a file of `custom_dir` to another of its folders, or remove it, or have a link in its place."""
    folder = override(root)
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    file, kind = chance.choice(files), chance.randrange(3)
    if kind == 0:
        file.unlink()
    elif kind == 1:
        target = chance.choice([folder, *sorted(each for each in folder.rglob("*") if each.is_dir())]) / file.name
        if target != file:
            file.replace(target)
    else:
        aside = root / f"aside-{chance.randrange(10**6)}"
        shutil.move(file, aside)
        file.symlink_to(aside)


def linked_override_changes(root: Path, chance: random.Random) -> None:
    """Change the file that a link in `custom_dir` leads to."""
    for file in sorted(root.glob("aside-*")):
        file.write_text(f"{file.read_text()}<b>{chance.random()}</b>")


HOOKS = (
    "def on_env(env, config, files): env.globals['stamp'] = {value!r}",
    "def on_env(env, config, files): env.globals['stamp'] = lambda: {value!r}",
    "def on_env(env, config, files): env.filters['stamped'] = lambda n: f'{{n}} {{os.environ[\"DAY\"]}}'",
    "def on_env(env, config, files): env.{option} = True",
    "def on_config(config): config.extra['day'] = datetime.date.fromordinal(len(os.environ['DAY']))",
    "def on_config(config): config.extra['day'] = type('Day', (), {{'__str__': lambda _: os.environ['DAY']}})()",
    "def on_page_content(html, page, config, files): page.meta['status'] = os.environ['DAY']",
    "def on_nav(nav, config, files): nav.items[0].own = os.environ['DAY']",
    "def on_page_context(context, page, config, nav): context['stamp'] = page.title",
    "def on_post_template(output_content, template_name, config): return f'<script>{{os.environ[\"DAY\"]}}</script>'",
)


def any_hook(root: Path, chance: random.Random) -> None:
    """Have a hook change the environment of templates, the settings, pages or the navigation."""
    option = chance.choice(["trim_blocks", "lstrip_blocks", "keep_trailing_newline", "autoescape"])
    text = chance.choice(HOOKS).format(value=word(chance), option=option)
    (root / "hook.py").write_text(f"import datetime, os\n{text}\n")
    edit(root, lambda config: config.update(hooks=["hook.py"] if chance.random() < 0.8 else []))


def any_document(root: Path, chance: random.Random) -> None:
    """Put a file of any kind into `docs_dir`, or move or remove one."""
    docs = root / "docs"
    kind = chance.randrange(5)
    folder = docs / chance.choice(["", "more", "more/deep"])
    folder.mkdir(parents=True, exist_ok=True)
    if kind < 2:
        keys = asked_for(r"page\.meta\.(\w+)")
        meta = {chance.choice(keys): scalar(chance), "icon": chance.choice(icons()), "status": word(chance)}
        heads = "\n".join(f"## {word(chance)}" for _ in range(chance.randrange(3)))
        text = f"---\n{yaml.safe_dump(meta)}---\n# {word(chance)}\n\n{heads}\n"
        (folder / f"{chance.choice('abc')}.md").write_text(text)
    elif kind == 2:
        (folder / chance.choice(["a.css", "b.js", "c.txt", "d.svg", "e.csv"])).write_text(word(chance))
    else:
        files = [file for file in docs.rglob("*") if file.is_file() and "groups" not in file.parts]
        file = chance.choice(sorted(files))
        if file != docs / "index.md":
            file.unlink() if kind == 3 else file.replace(folder / file.name)


DRAWN: tuple[Change, ...] = (
    *(any_setting, setting_goes, any_extra, any_theme_setting, another_theme, any_plugin_setting, shows_something),
    *(inherited_setting, inherited_setting, environment_changes, environment_changes, any_hook),
    *(any_override, any_override, any_override, override_moves, override_moves, linked_override_changes),
    *(any_document, any_document),
)
