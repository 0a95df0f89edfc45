"""What a page shows of the site besides the course: each kind, changed between two builds, is seen in the second."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment, FunctionLoader
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_report.pages.fragments.bytecode import CompiledTemplates
from mkdocs_report.pages.fragments.environment import TEMPLATES, make_environment, overrides_fragments
from mkdocs_report.site.plugin import ReportPlugin
from tests.site.test_incremental import cold, different, every_byte
from tests.support.builds import project
from tests.support.forked_builds import build
from tests.support.reports import fill

Files = Mapping[str, str]
FOOT = '{{% extends "base.html" %}}{{% block footer %}}<p>{}</p>{{% endblock %}}'
GROUP = "groups/one/index.html"
ICON = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M{} 1"/></svg>'
OWN = {"overrides/main.html": FOOT.format("{{ config.extra.day }}")}
EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}


def shows(expression: str) -> Files:
    return {"overrides/main.html": FOOT.format(expression)}


def hook(text: str) -> Files:
    return {"hook.py": f"import datetime, os\n{text}\n"}


DAY = "datetime.date(2026, int(os.environ['MONTH']), 1)"
NOW = "int(os.environ['MONTH'])"
SHOWN: dict[str, tuple[Files, str, str]] = {
    "a date": ({**OWN, "+": "extra: {day: 2026-0@-01}"}, "2026-01-01", "2026-02-01"),
    "a date of the environment": ({**OWN, "+": "extra: {day: !ENV DATE}"}, "2026-01-01", "2026-02-01"),
    "an inherited date": (
        {**OWN, "+": "INHERIT: shared/base.yml", "shared/base.yml": "extra: {day: 2026-0@-01}"},
        "2026-01-01",
        "2026-02-01",
    ),
    "a date of a hook": ({**OWN, **hook(f"def on_config(config): config.extra['day'] = {DAY}")}, "2026-01", "2026-02"),
    "an object of a hook": (
        {
            **OWN,
            **hook(
                f"def on_config(config): config.extra['day'] = type('D', (), {{'__str__': lambda _: str({DAY})}})()"
            ),
        },
        "2026-01",
        "2026-02",
    ),
    "the order of a mapping": (
        {
            **shows("{{ config.extra.days | join('-') }}"),
            "+": "INHERIT: base.yml",
            "base.yml": "extra: {days: {x@: 0, x1: 0, x2: 0}}",
        },
        "x1-x2",
        "x2-x1",
    ),
    "the date of the build": (shows("{{ build_date_utc.strftime('%Y') }}"), "2023", "2024"),
    "an icon": (
        {"overrides/.icons/own/x.svg": ICON.format("@"), "theme": "icon: {logo: own/x}"},
        "M1 1",
        "M2 1",
    ),
    "a text that is included": (
        {**shows('{% include "foot.txt" %}'), "overrides/foot.txt": "foot @"},
        "<p>foot 1</p>",
        "<p>foot 2</p>",
    ),
    "a language": (
        {"overrides/partials/languages/en.html": "{% macro t(key) %}{{ key }}@{% endmacro %}"},
        "search.placeholder1",
        "search.placeholder2",
    ),
    "a global of a hook": (
        {**shows("{{ day }}"), **hook(f"def on_env(env, config, files): env.globals['day'] = {DAY}")},
        "2026-01",
        "2026-02",
    ),
    "a function of a hook": (
        {**shows("{{ day() }}"), **hook(f"def on_env(env, config, files): env.globals['day'] = lambda: {DAY}")},
        "2026-01",
        "2026-02",
    ),
    "a filter of a hook": (
        {
            **shows("{{ 5 | plus }}"),
            **hook(f"def on_env(env, config, files): env.filters['plus'] = lambda n: n + {NOW}"),
        },
        "<p>6</p>",
        "<p>7</p>",
    ),
    "what a hook changes behind all plugins": (
        {
            **OWN,
            **hook(
                f"def on_env(env, config, files): config.extra['day'] = {DAY}\n"
                "from mkdocs.plugins import event_priority\n"
                "on_env = event_priority(-5000)(on_env)"
            ),
        },
        "2026-01",
        "2026-02",
    ),
    "what a plugin holds": (
        {
            **shows("{{ config.plugins['material/search'].own }}"),
            **hook(f"def on_config(config): config.plugins['material/search'].own = {DAY}"),
        },
        "2026-01",
        "2026-02",
    ),
    "the text of another page": (
        {**shows("{{ nav.pages[0].content }}"), "docs/index.md": "# Home\n\nbread @\n"},
        "bread 1",
        "bread 2",
    ),
    "the contents of another page": (
        {
            **shows("{{ nav.pages[0].toc.items[0].children | map(attribute='title') | join }}"),
            "docs/index.md": "# Home\n\n## Part @\n",
        },
        "<p>Part 1</p>",
        "<p>Part 2</p>",
    ),
    "all pages": (
        {**shows("{% for f in pages %}{{ f.page.markdown }}{% endfor %}"), "docs/more.md": "# H\n\nbread @\n"},
        "bread 1",
        "bread 2",
    ),
}


def write(root: Path, files: Files, month: str) -> Mapping[str, str]:
    """Write files of a site, `@` replaced by a month; return the environment of a build."""
    config = yaml.safe_load((root / "plain.yml").read_text())
    config["theme"] = {"name": "material", "font": False, "custom_dir": "overrides"}
    config["theme"].update(yaml.safe_load(files.get("theme", "{}")))
    if "hook.py" in files:
        config["hooks"] = ["hook.py"]
    for name, text in files.items():
        if name not in ("+", "theme"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text.replace("@", month))
    more = files.get("+", "").replace("@", month)
    (root / "mkdocs.yml").write_text(f"{yaml.safe_dump(config)}{more}\n")
    year = {"1": "1700000000", "2": "1710000000"}[month]
    return {"MONTH": month, "DATE": f"2026-0{month}-01", "SOURCE_DATE_EPOCH": year}


def a_site(root: Path) -> Path:
    project(root, {"one": fill()}, report={"fail_on": "never"})
    (root / "mkdocs.yml").rename(root / "plain.yml")
    (root / "overrides").mkdir()
    return root


@pytest.mark.slow
@pytest.mark.parametrize("what", SHOWN)
def test_what_a_page_shows_of_the_site_is_never_old(tmp_path: Path, what: str) -> None:
    files, before, after = SHOWN[what]
    root = a_site(tmp_path)
    for month, text in (("1", before), ("2", after)):
        built = build(root, **write(root, files, month))
        assert built.code == 0, built.log
        assert text in (built.site / GROUP).read_text()


def moved(root: Path) -> None:
    (root / "overrides/partials").mkdir()
    (root / "overrides/copyright.html").rename(root / "overrides/partials/copyright.html")


def linked(root: Path) -> None:
    (root / "real").mkdir()
    (root / "overrides/partials").symlink_to(root / "real")
    (root / "real/copyright.html").write_text("<p>OURS</p>")


def comes(root: Path) -> None:
    (root / "overrides/partials").mkdir()
    shutil.copy(root / "overrides/copyright.html", root / "overrides/partials")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="makes symbolic links")
@pytest.mark.parametrize("change", [moved, linked, comes])
def test_a_template_is_found_where_it_lies_now(tmp_path: Path, change: Callable[[Path], None]) -> None:
    root = a_site(tmp_path)
    environment = write(root, {"overrides/copyright.html": "<p>OURS</p>"}, "1")
    assert "OURS" not in (build(root, **environment).site / GROUP).read_text()
    change(root)
    assert "OURS" in (build(root, **environment).site / GROUP).read_text()


@pytest.mark.slow
def test_pages_that_are_built_see_those_that_stand_in(tmp_path: Path) -> None:
    """A theme that shows the contents of other pages, and a list of all pages."""
    root = project(
        tmp_path,
        {"one": fill(), "two": fill(q1="8")},
        theme={"name": "readthedocs", "custom_dir": "overrides"},
        nav=[{"A": "groups/one/README.md"}, {"B": "groups/two/README.md"}, {"Home": "index.md"}],
        report={"fail_on": "never"},
    )
    (root / "overrides").mkdir()
    (root / "overrides/main.html").write_text(FOOT.format("{{ pages | length }} {{ nav.pages[0].content | length }}"))
    build(root, **EPOCH)
    for text in ("bread", "rolls"):
        (root / "docs/index.md").write_text(f"# Home\n\n{text}\n")
        warm = every_byte(build(root, **EPOCH))
        assert different(warm, every_byte(cold(root, build, **EPOCH))) == []


def test_each_build_of_a_preview_finds_new_fragments(tmp_path: Path) -> None:
    plugin = ReportPlugin()
    plugin.load_config({"templates": ["template.md"]})
    plugin.on_startup(command="serve", dirty=False)
    for text in ("One", "Two"):
        config = MkDocsConfig()
        config.load_dict({"site_name": "T", "theme": {"name": None, "custom_dir": str(tmp_path)}})
        config.validate()
        plugin.on_config(config)
        if text == "Two":
            assert plugin.build.env is not None
            assert plugin.build.env.get_template("report/pager.html").filename == str(tmp_path / "report/pager.html")
        else:
            (tmp_path / "report").mkdir()
            (tmp_path / "report/pager.html").write_text(text)
    plugin.on_shutdown()


@pytest.mark.parametrize("source", ["{{ 'x' | plus }}", "{{ 'x' is plus }}", "{{ ['x'] | map('plus') | join }}"])
def test_compiled_templates_of_one_project_are_not_those_of_another(tmp_path: Path, source: str) -> None:
    """Filters of constants are called when a template is compiled."""

    def shown(text: str) -> str:
        loader = FunctionLoader(lambda _: (source, str(TEMPLATES / "report/pager.html"), None))
        env = Environment(loader=loader, bytecode_cache=CompiledTemplates(tmp_path), autoescape=True)
        env.filters["plus"] = env.tests["plus"] = lambda _: text
        return env.get_template("a").render()

    assert (shown("one"), shown("two")) == ("one", "two")


def test_a_course_may_have_fragments_of_its_own(tmp_path: Path) -> None:
    assert not overrides_fragments(make_environment([str(tmp_path)]))
    (tmp_path / "report").mkdir()
    (tmp_path / "report/added.html").write_text("no fragment of ours is replaced")
    assert not overrides_fragments(make_environment([str(tmp_path)]))
    (tmp_path / "report/macros.html").write_text("one is")
    assert overrides_fragments(make_environment([str(tmp_path)]))
