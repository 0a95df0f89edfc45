"""Other plugins, extensions and hooks: the pages stay complete beside them, or the build reports why not."""

from __future__ import annotations

import html
import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import markdown
import pytest
import yaml
from lxml import html as lxml_html
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirModifiedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
)

from mkdocs_report.cli.doctor.facts import Level
from mkdocs_report.config.plugin_names import EARLY, NAMES
from mkdocs_report.masking.mask import Privacy
from mkdocs_report.masking.matching import Member
from mkdocs_report.pages.fragments.environment import ASSETS
from mkdocs_report.site.mask_check import MaskCheck
from mkdocs_report.site.other_plugins import warnings
from mkdocs_report.site.report_pages import as_markdown
from mkdocs_report.site.serve import Watcher
from mkdocs_report.site.slots import fill as set_in
from mkdocs_report.site.slots import missing_slots, slot
from tests.cli.test_doctor import facts, told
from tests.support.builds import build, project
from tests.support.reports import TEMPLATE, fill

pytestmark = pytest.mark.slow

HOOK = """\
import re
from pathlib import Path

def on_page_content(html, page, config, files):
    assert "mkdocs-report" not in html
    return re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)

def on_env(env, config, files):
    for file in files:
        assert file.abs_src_path and Path(file.abs_src_path).is_file(), file
        assert "111111" not in file.abs_src_path
        if file.generated_by and file.is_documentation_page():
            assert file.edit_uri is None
            assert Path(config.docs_dir) not in Path(file.abs_src_path).parents
            Path(config.config_file_path).with_name("paths.txt").write_text(file.abs_src_path)
"""


def test_answers_survive_a_hook_that_strips_comments_and_each_file_has_a_path(tmp_path: Path) -> None:
    root = project(tmp_path, {"s111111": fill(), "two": fill(q1="8")}, hooks=["hook.py"])
    (root / "hook.py").write_text(HOOK)
    built = build(root, "--strict")
    assert built.code == 0, built.log
    page = built.page("groups/two/index.html")
    assert len(page.xpath("//*[@data-question]")) == 4
    assert page.xpath("string(//h1)").startswith("Group 8")
    assert len(built.page("course/index.html").xpath("//table//tr//a[contains(., 'Group')]")) == 2
    path = (root / "paths.txt").read_text()
    assert not Path(path).exists()
    every = b"".join(file.read_bytes() for file in built.site.rglob("*.html"))
    assert path.encode() not in every
    assert b"data-mr-place" not in every


def test_a_hook_that_removes_the_places_ends_the_build_with_an_error(tmp_path: Path) -> None:
    root = project(tmp_path, hooks=["hook.py"])
    (root / "hook.py").write_text(
        "import re\n\ndef on_page_markdown(markdown, **more):\n    return re.sub(r'<div[^>]*></div>', '', markdown)\n\n"
        "def on_page_content(html, **more):\n    return html\n"
    )
    built = build(root)
    assert built.code == 1
    assert "The rendered page has no slot for" in built.log
    assert "These change pages: hook hook.py.\n" in built.log
    assert "Traceback" not in built.log


READER = """\
import json
from pathlib import Path
from mkdocs.plugins import event_priority

SEEN = []

def note(event, page, *texts):
    if page.file.src_uri == "groups/two/README.md":
        SEEN.append([event, *texts])

@event_priority({0})
def on_page_markdown(markdown, page, **more):
    note("page_markdown", page, markdown)

@event_priority({0})
def on_page_content(html, page, **more):
    note("page_content", page, html, page.content, page.markdown)

@event_priority({0})
def on_env(env, config, files):
    for file in files.documentation_pages():
        note("env", file.page, file.page.content, file.page.markdown)

@event_priority({0})
def on_page_context(context, page, **more):
    note("page_context", page, page.content, page.markdown)

@event_priority({0})
def on_post_page(output, page, **more):
    note("post_page", page, output, page.content)

@event_priority({0})
def on_post_build(config):
    index = Path(config.site_dir, "search/search_index.json")
    pages = [file.page for file in config.files.documentation_pages()]
    for page in pages:
        note("post_build", page, page.content, page.markdown, *([index.read_text()] if index.is_file() else []))
    Path(config.config_file_path).with_name("seen{0}.json").write_text(json.dumps(SEEN))

@event_priority(-1001)
def on_files(files, config):
    config.files = files
"""


@pytest.mark.parametrize("events", ["all", "late"])
def test_plugins_of_any_priority_find_the_answers(tmp_path: Path, events: str) -> None:
    """`late`: nothing has an `on_page_content`, so answers are set in when the content is read."""
    name = {"all": "material", "late": "mkdocs"}[events]
    hooks = {priority: f"reader{priority}.py" for priority in (-100, 0, 100)}
    root = project(tmp_path, {"one": fill(), "two": fill(q1="8")}, hooks=[*hooks.values()], theme={"name": name})
    for priority, hook in hooks.items():
        text = READER.replace("{0}", str(priority))
        (root / hook).write_text(text if events == "all" else text.replace("def on_page_content", "def other"))
    for _ in range(2):  # in a build from the cache, too
        built = build(root, "--strict")
        assert built.code == 0, built.log
        for priority in hooks:
            seen = json.loads((root / f"seen{priority}.json").read_text())
            first, *later = seen
            assert first[0] == "page_markdown"
            assert first[1].startswith("# Group 8 {")
            assert "We mixed flour" not in first[1]
            lacking = [
                (event, number)
                for event, *texts in later
                for number, text in enumerate(texts)
                if text.count("We mixed flour, water and salt") < 1 or "data-mr-place" in text
            ]
            assert lacking == []
            expected = {"page_content", "env", "page_context", "post_page", "post_build"}
            assert {event for event, *_ in later} == expected - ({"page_content"} if events == "late" else set())
            assert len(later[-1]) == (4 if priority < 100 else 3), "the index is there when search has written it"
        assert len({entry["location"] for entry in built.search()}) == len(built.search())


COUNTER = """\
from pathlib import Path
from mkdocs_report.pages.fragments.report import ReportIslands

rendered = []
render = ReportIslands.render
ReportIslands.render = lambda self: (rendered.append(1), render(self))[1]

def EVENT(_, config, files):
    config.files = files

def on_post_build(config):
    for file in config.files.documentation_pages():
        file.page.content if "--read" in config.site_name else file.page.title
    Path(config.config_file_path).with_name("rendered.txt").write_text(str(len(rendered)))
"""


@pytest.mark.parametrize(
    ("event", "site_name", "plugin", "again"),
    [
        ("on_env", "Kitchen", "search", "0"),
        ("on_nav", "Kitchen --read", "search", "2"),
        ("on_nav", "Kitchen", "autorefs", "0"),  # it reads the headings of all pages, and their content in `on_env`
    ],
)
def test_a_reused_page_is_rendered_only_if_its_content_is_read(
    tmp_path: Path, event: str, site_name: str, plugin: str, again: str
) -> None:
    root = project(tmp_path, hooks=["hook.py"], site_name=site_name)
    settings = root / "mkdocs.yml"
    config = yaml.safe_load(settings.read_text())
    config["plugins"] = [plugin, *(each for each in config["plugins"] if each != plugin)]
    settings.write_text(yaml.safe_dump(config))
    (root / "hook.py").write_text(COUNTER.replace("EVENT", event).replace("(_,", f"({event[3:]},"))
    build(root)
    built = build(root)
    assert "from the cache." in built.log
    assert (root / "rendered.txt").read_text() == again


def test_the_markdown_for_other_plugins_is_text() -> None:
    hostile = "[x](javascript:a) <b>b</b> & *c* `d` {{ e }} \\n {f}"
    parts = json.dumps([["Question 1", html.escape(hostile, quote=False)], ["Also <i>", "&lt;g&gt;", "a"]])
    text = as_markdown("A <title> & more", parts.encode())
    shown = markdown.markdown(text, extensions=["attr_list", "md_in_html"])
    assert "".join(lxml_html.fromstring(f"<div>{shown}</div>").itertext()).split() == (
        f"A <title> & more Question 1 {hostile} Also <i> <g>".split()
    )
    assert not lxml_html.fromstring(f"<div>{shown}</div>").xpath("//a | //b | //em | //code | //i")


def test_a_person_that_a_hook_writes_on_a_page_is_a_warning_in_each_build(tmp_path: Path) -> None:
    root = project(tmp_path, copyright="Cy Gray, cy@example.org", report={"publish": {"roster": "roster.csv"}})
    (root / "roster.csv").write_text("group,student_1,student_2\none,Ann Fox,Cy Gray\ntwo,Bo Elm,\n")
    assert build(root, "--strict").code == 0  # whom mkdocs.yml names is there on purpose
    (root / "own").mkdir()
    (root / "own/main.html").write_text('{% extends "base.html" %}{% block footer %}By Ann Fox{% endblock %}')
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("name: material", "name: material\n  custom_dir: own"))
    for _ in range(2):  # such a page is not kept for the next build
        built = build(root, "--strict")
        assert built.code == 1
        [line] = built.warnings()
        assert "outside of the masked report" in line
        assert "the templates in custom_dir" in line
        assert "Fox" not in line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<a href='mailto:ann@example.org'>", True),
        ("<p>s123456</p>", True),
        ("<p>ANN&nbsp;fox</p>", True),
        ("<p>Bo</p>", True),
        ("<p>Fox, Ann</p>", True),
        ("<p>s123-456</p>", True),
        ("<p>Ann Foxglove, about s1234567</p>", False),
        ("<p>git@example.org</p>", False),
        ("<p>help@example.org</p>", False),
    ],
)
def test_people_around_a_masked_report(text: str, shown: bool) -> None:
    privacy = Privacy(roster={"one": [Member("Ann Fox"), Member("Bo")]})
    check = MaskCheck([privacy], "site_name: about us\ncopyright: help@example.org\n")
    assert check.check("a.md", f"<main>\n{text}\nANSWER Ann Fox\n</main>", "ANSWER Ann Fox") is shown
    assert check.pages == ["a.md"] * shown


def test_nothing_is_looked_for_where_nothing_is_masked() -> None:
    check = MaskCheck([Privacy(number=None, emails=False)], "")
    assert not check.check("a.md", "s123456 a@example.org", "")


@pytest.mark.parametrize(
    "content", ['<div data-mr-place="a:b-1"></div>', "<div class=x data-mr-place=a:b-1 >\n</div >"]
)
def test_a_place_is_found_however_it_is_written(content: str) -> None:
    content = content.replace("</div >", "</div>")
    assert missing_slots(slot("a:b-1"), content) == []
    assert set_in(content, {"a:b-1": "x"}) == "x"


def test_a_lost_place_is_named() -> None:
    assert missing_slots(f"{slot('a')}\n{slot('b')}", slot("b")) == ["a"]


@pytest.mark.parametrize("name", [*NAMES, *EARLY])
def test_build_and_doctor_name_plugins_that_go_wrong(tmp_path: Path, name: str) -> None:
    config: Any = SimpleNamespace(plugins={"search": None, name: None})
    [line] = warnings(config)
    assert line.startswith(f"The plugin {name} ")
    above = "site_name: x\nsite_url: https://e.org/\n"
    text = f"{above}plugins:\n  - search\n  - report:\n      templates: [template.md]\n  - {name}\n"
    [(level, said)] = told(facts(tmp_path, text))
    assert level == (Level.ERROR if name in NAMES else Level.WARNING).value
    assert said.startswith(f"mkdocs.yml:7: {name} ")


@pytest.mark.parametrize("style", sorted([*ASSETS.rglob("*.css"), *ASSETS.parent.rglob("standalone.css")]), ids=str)
def test_no_selector_names_a_namespace(style: Path) -> None:
    assert "|" not in style.read_text(encoding="utf-8").replace("||", "")


class Observer:
    """Takes note of the folders that are watched."""

    def __init__(self) -> None:
        self.folders: set[tuple[str, bool]] = set()

    def schedule(self, _: object, folder: str, *, recursive: bool) -> tuple[str, bool]:
        self.folders.add((folder, recursive))
        return folder, recursive

    def unschedule(self, watch: tuple[str, bool]) -> None:
        self.folders.remove(watch)

    def remove_handler_for_watch(self, _: object, watch: tuple[str, bool]) -> None:
        self.folders.remove(watch)


def watching(files: list[Path], patterns: list[str], base: Path) -> tuple[set[tuple[str, bool]], Callable[[Any], bool]]:
    """Watch; return the folders, and a function that tells whether an event asks for a build."""
    server: Any = SimpleNamespace(observer=Observer(), _rebuild_cond=threading.Condition(), _want_rebuild=False)
    watcher = Watcher(server, base)
    watcher.watch(files, patterns)

    def asks(event: Any) -> bool:
        server._want_rebuild = False
        watcher.on_any_event(event)
        return bool(server._want_rebuild)

    return server.observer.folders, asks


def test_new_templates_and_files_that_come_back_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms/a.md").write_text(TEMPLATE)
    waivers = tmp_path / "waivers.yml"
    folders, asks = watching([waivers, tmp_path / "gone/roster.csv"], ["forms/*.md"], tmp_path)
    assert folders == {(str(tmp_path), False), (str(tmp_path / "forms"), False)}
    new = tmp_path / "forms/b.md"
    assert not asks(FileCreatedEvent(str(tmp_path / "forms/notes.txt")))
    assert not asks(FileModifiedEvent(str(tmp_path / "mkdocs.log")))
    assert not asks(DirModifiedEvent(str(tmp_path / "forms")))
    new.write_text(TEMPLATE)
    assert asks(FileCreatedEvent(str(new)))
    new.unlink()
    assert asks(FileDeletedEvent(str(new)))
    assert asks(FileModifiedEvent(str(tmp_path / "forms/a.md")))
    assert asks(FileCreatedEvent(str(waivers)))
    assert asks(FileMovedEvent(str(tmp_path / ".tmp"), str(waivers)))


@pytest.mark.parametrize("pattern", ["forms/2026/*.md", "forms/2026/a.md", "forms/**/a.md"])
def test_a_folder_that_comes_later_and_again_is_watched(tmp_path: Path, pattern: str) -> None:
    folders, asks = watching([], [pattern], tmp_path)
    assert folders == {(str(tmp_path), False)}
    assert not asks(DirCreatedEvent(str(tmp_path / "other")))
    for _ in range(2):
        (tmp_path / "forms/2026").mkdir(parents=True)
        assert asks(DirCreatedEvent(str(tmp_path / "forms")))
        assert (str(tmp_path), False) not in folders
        file = tmp_path / "forms/2026/a.md"
        file.write_text(TEMPLATE)
        assert asks(FileCreatedEvent(str(file)))
        shutil.rmtree(tmp_path / "forms")
        asks(DirDeletedEvent(str(tmp_path / "forms/2026")))
        asks(DirDeletedEvent(str(tmp_path / "forms")))
        assert folders == {(str(tmp_path), False)}
