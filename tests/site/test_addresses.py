"""Addresses and names that a group chooses: safe in themes that escape nothing, unique, and not too long."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html as lxml_html

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.read_report import read_report
from mkdocs_report.errors import OutputError
from mkdocs_report.export.html.targets import check_targets
from mkdocs_report.parsing.template.parser import OwnPrompts
from mkdocs_report.runtime.atomic_write import write_whole
from mkdocs_report.site.destinations import MAX_NAME_BYTES, MAX_PATH_BYTES, Destinations, fold_path, safe_path
from mkdocs_report.site.escaping import encoded, mark_source
from tests.support.builds import Built, build, numbered, project
from tests.support.reports import PNG, TEMPLATE, fill, write_group

pytestmark = pytest.mark.slow

NAMES = (
    '"><img src=x onerror=canary>', "'><img src=x onerror=canary>", "<script>canary<", "a&lt;b&copy", "a\nb", "a\tb",
    "javascript:canary", "%22%3E%3Cimg src=x onerror=canary%3E", "é ø 字", "e\u0301", "\u202ereversed", "a\u2028b",
    ".. dots", "a b", "a#b", "a?b", "a:b", "a;b=c", "`a`", "{{ 7 * 7 }}", "[a](b)", "trailing. ", "con", "NUL.x",
    "</title><meta http-equiv=refresh content=0>", '" onmouseover="canary', "' onfocus='canary", "\\a", "a|b*",
)  # fmt: skip
PRINTED = (
    "page.title", "page.url", "page.edit_url", "page.canonical_url", "page.abs_url", "page.meta.title",
    "page.file.url", "page.previous_page.title", "page.next_page.title",
    "page.previous_page.url", "page.next_page.url", "page.parent.title",
)  # fmt: skip
_VALUE = "".join(
    f"<p>{{{{ {name} }}}}</p><a href=\"{{{{ {name} }}}}\" title='{{{{ {name} }}}}'>x</a>" for name in PRINTED
)
_PATHS = "{% if page.url.startswith('groups/') %}{{ page.file.src_uri }}{{ page.file.dest_uri }}{% endif %}"
_NAV = (
    "{% macro tree(items) %}{% for item in items %}<li title='{{ item.title }}'>{{ item.title }}"
    '<a href="{{ item.url }}">x</a>{{ tree(item.children or []) }}</li>{% endfor %}{% endmacro %}{{ tree(nav.items) }}'
)
_TOC = "{% for item in page.toc recursive %}<i>{{ item.title }}</i>{{ loop(item.children) }}{% endfor %}"
THEME = (
    "<html><head><meta charset=utf-8><title>{{ page.title }}</title></head><body><header>"
    f"{_VALUE}{_PATHS}</header><nav>{_NAV}</nav><aside>{_TOC}</aside>{{{{ page.content }}}}</body></html>"
)
"""A theme that prints what it gets, and escapes nothing."""


class TestDestinations:
    @pytest.mark.parametrize("name", NAMES)
    def test_a_name_is_safe(self, name: str) -> None:
        safe = safe_path(f"groups/{name}/README.md")
        assert not set(safe) & set("<>\"'&\\|*?:#%;`{}[]\n\t\u202e\u2028")
        assert not safe.split("/")[1].endswith((" ", "."))
        assert safe_path(safe) == safe

    @pytest.mark.parametrize("name", ["one", "01-heron", "Group 7", "brød", "a.b", "x_y+z"])
    def test_a_usual_name_stays(self, name: str) -> None:
        assert safe_path(f"groups/{name}/README.md") == f"groups/{name}/README.md"

    @pytest.mark.parametrize("depth", [1, 3, 8, 60])
    @pytest.mark.parametrize("name", ["s" * 255, "é" * 127, "字" * 85])
    def test_a_path_is_never_too_long(self, depth: int, name: str) -> None:
        safe = safe_path("/".join([*[name] * depth, "README.md"]))
        assert len(safe.encode()) <= MAX_PATH_BYTES
        assert max(len(part.encode()) for part in safe.split("/")) <= MAX_NAME_BYTES
        assert safe_path("/".join([*[name] * depth, "README.md"])) == safe

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("g/a/README.md", "g/A/README.md"),
            ("g/\u00e9/README.md", "g/e\u0301/README.md"),
            ("g/a/README.md", "g/a/index.md"),
            ("g/a:b/README.md", "g/a?b/README.md"),
            ("g/a.md", "g/a/README.md"),
            ("g/index.html/README.md", "g/README.md"),
            ("g/README.md", "g/index.html/README.md"),
            ("README.md", "index.md"),
        ],
    )
    @pytest.mark.parametrize("directory_urls", [True, False])
    def test_no_two_are_the_same_file_on_any_system(self, first: str, second: str, directory_urls: bool) -> None:
        places = Destinations(())
        placed = [places.place(uri, directory_urls) for uri in (first, second)]
        from mkdocs.structure.files import File

        one, two = (fold_path(File(uri, None, "", directory_urls).dest_uri) for uri in placed)
        assert one != two
        assert not one.startswith(f"{two}/")
        assert not two.startswith(f"{one}/")

    def test_a_folder_of_images_is_no_file_and_no_other_folder(self) -> None:
        places = Destinations(["images", "g/Images/x.png"])
        assert places.folder("", "images") == "images-2"
        assert places.folder("g", "images") == "g/images-2"


@pytest.mark.parametrize("name", NAMES)
def test_an_edit_link_is_percent_encoded(name: str) -> None:
    url = encoded(f"https://git.example/edit/{name}/README.md")
    assert not set(url) & set("<>\"'\\`{}|^ \n\t")
    assert url.isascii()


def test_an_edit_link_leads_to_the_file_whatever_it_is_called() -> None:
    file: Any = SimpleNamespace()
    config: Any = SimpleNamespace(edit_uri_template=None)
    mark_source(file, "groups/a#b?c%d/README.md", config)
    assert file.edit_uri == "groups/a%23b%3Fc%25d/README.md"


def hostile_course(root: Path, theme: Any) -> Built:
    groups = {name: fill(q1=f"Group {number}", q4=_shown(name)) for number, name in enumerate(NAMES)}
    course = project(
        root,
        groups,
        theme=theme,
        site_url="https://course.example/x/",
        repo_url="https://git.example/x",
        edit_uri="edit/main/docs/",
        report={"fail_on": "never", "title_question": 1, "publish": {"csp": False}},
    )
    for name in NAMES:
        (course / "docs/groups" / name / f"{name.replace('/', '-')}.png").write_bytes(PNG)
    own = course / "docs/own/<img src=x onerror=canary>"
    own.mkdir(parents=True)
    (own / "'><img src=x onerror=canary>.md").write_text("Text.\n")
    (own / "b.md").write_text("Text.\n")
    return build(course)


def _shown(name: str) -> str:
    from urllib.parse import quote

    return f"![x]({quote(name.replace('/', '-'))}.png)"


@pytest.mark.parametrize("kind", ["own", "material", "mkdocs", "readthedocs"])
def test_no_name_of_a_folder_or_file_becomes_markup(tmp_path: Path, kind: str) -> None:
    theme: Any = {"name": kind, **({"font": False, "features": ["content.action.edit"]} if kind == "material" else {})}
    if kind == "own":
        (tmp_path / "theme").mkdir()
        (tmp_path / "theme/main.html").write_text(THEME)
        theme = {"name": None, "custom_dir": "../theme"}
    built = hostile_course(tmp_path / "course", theme)
    assert built.code == 0, built.log
    pages = list(built.site.rglob("*.html"))
    assert len(pages) > len(NAMES)
    edited = 0
    for file in pages:
        tree = lxml_html.fromstring(file.read_bytes())
        strange = "//*[@onerror or @onmouseover or @onfocus] | //img[@src='x']"
        strange += " | //script[starts-with(normalize-space(.), 'canary')]"
        assert tree.xpath(f"{strange} | //meta[translate(@http-equiv, 'R', 'r')='refresh'][@content='0']") == [], file
        assert not [url for url in tree.xpath("//@href") if url.strip().lower().startswith("javascript:canary")]
        edited += bool(tree.xpath("//a[contains(@href, 'git.example/x/edit/main/docs/groups/')]"))
    published = [name for name in NAMES if "/" not in name and not name.startswith(".")]
    assert edited >= len(published) or kind == "own"


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Groups whose folders and images have names that collide, are too long, or belong to the site."""
    groups = {name: fill(q1=str(number)) for number, name in enumerate(("Student-1", "s111111", "A", "a", "s" * 255))}
    root = project(
        tmp_path_factory.mktemp("crowded"),
        groups,
        report={"fail_on": "never", "reports": ["groups/*/README.md", "course/README.md"]},
    )
    write_group(root / "docs/course", fill(q1="99"))
    text = "![a](x.png) ![b](x.webp/y.png) ![c](index.html/z.png) ![d](" + "n" * 251 + ".png)"
    folder = root / "docs/groups/A"
    (folder / "README.md").write_text(fill(q1="2", q4=text))
    for name in ("x.png", "x.webp/y.png", "index.html/z.png", "n" * 251 + ".png"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(PNG)
    return build(root)


class TestCrowded:
    def test_every_group_has_a_page_of_its_own(self, crowded: Built) -> None:
        assert crowded.code == 0, crowded.log
        pages = [name for name in crowded.files() if name.startswith("groups/") and name.endswith("index.html")]
        assert len(pages) == 5
        assert len({fold_path(page) for page in pages}) == 5
        assert "groups/Student-1/index.html" in pages
        for page in pages:
            assert max(len(part.encode()) for part in page.split("/")) <= MAX_NAME_BYTES

    def test_pages_of_the_course_are_not_replaced(self, crowded: Built) -> None:
        assert crowded.page("course/index.html").xpath("//table[contains(@class, 'mr-groups')]")
        assert any(name.startswith("course-2/") for name in crowded.files())

    def test_images_have_names_that_tell_nothing(self, crowded: Built) -> None:
        images = {numbered(name) for name in crowded.files() if name.startswith("groups/A/") and "images" in name}
        assert images == {f"groups/A/images/{number}.webp" for number in range(1, 6)}
        sources = crowded.page("groups/A/index.html").xpath("//*[@data-question='question-4']//img/@src")
        assert len(sources) == 4
        assert all((crowded.site / "groups/A" / src).is_file() for src in sources)

    def test_what_moved_is_told_with_what_to_do(self, crowded: Built) -> None:
        told = "\n".join(crowded.warnings())
        assert "docs/course/README.md: The address of the page is taken" in told
        assert "Shorten the name of the group's folder to at most" in told
        assert "s111111" not in told


def test_an_image_that_can_not_be_written_stops_no_other(tmp_path: Path) -> None:
    root = project(tmp_path, report={"fail_on": "never"})
    (root / "hook.py").write_text(
        "from mkdocs_report.site.image_files import ImageCopy\n"
        "def fail(self):\n    raise OSError(36, 'File name too long')\n"
        "ImageCopy.copy_now = fail\n"
    )
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text() + "hooks: [hook.py]\n")
    built = build(root)
    assert built.code == 0, built.log
    assert "The image cannot be written: File name too long." in built.log
    assert {"groups/one/index.html", "groups/two/index.html"} <= built.files()


def test_a_page_that_can_not_be_written_stops_no_other(tmp_path: Path) -> None:
    root = project(tmp_path, report={"fail_on": "never"}, hooks=["hook.py"])
    (root / "hook.py").write_text(
        "from pathlib import Path\n"
        "def on_env(env, config, files):\n"
        "    (Path(config.site_dir) / 'groups').mkdir(parents=True, exist_ok=True)\n"
        "    (Path(config.site_dir) / 'groups/one').write_text('in the way')\n"
    )
    for _ in range(2):  # the second build takes the other pages from the first
        built = build(root)
        assert built.code == 0, built.log
        [line] = [line for line in built.warnings() if "The page" in line]
        assert "groups/one/README.md: The page cannot be written, so the site lacks it: " in line
        assert {"groups/two/index.html", "course/index.html", "course/matrix/index.html"} <= built.files()


@pytest.mark.parametrize("name", ["s" * 255, "é" * 127, '"><img src=x onerror=canary>'])
def test_names_of_cohorts_folders(tmp_path: Path, name: str) -> None:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/main.html").write_text(THEME)
    hostile = '"><img src=x onerror=canary>'
    cohorts = {
        "2025": {"reports": ["2025/*/README.md"]},
        "2026": {"reports": ["2026/*/README.md"], "templates": ["new.md"]},
    }
    root = project(
        tmp_path / "course",
        {},
        theme={"name": None, "custom_dir": "../theme"},
        report={"fail_on": "never", "cohorts": cohorts, "publish": {"badges": True}},
        repo_url="https://git.example/x",
        edit_uri="edit/main/docs/",
    )
    first, _, rest = TEMPLATE.partition("\n")
    (root / "new.md").write_text(f"{first} {hostile}\n{rest}")
    for cohort in cohorts:
        write_group(root / "docs" / cohort / name, fill(q1=hostile))
        write_group(root / "docs" / cohort / "two", fill(q1="2"))
    built = build(root)
    assert built.code == 0, built.log
    for cohort in cohorts:
        pages = [page for page in built.files() if page.startswith(f"{cohort}/") and page.endswith("index.html")]
        assert len(pages) == 2
        assert max(len(part.encode()) for page in pages for part in page.split("/")) <= MAX_NAME_BYTES
    for file in built.site.rglob("*.html"):
        tree = lxml_html.fromstring(file.read_bytes())
        assert tree.xpath("//*[@onerror] | //img[@src='x']") == [], file


class TestHidden:
    """`exclude_docs`, `draft_docs` and `not_in_nav` hold for reports as for any page."""

    @pytest.mark.parametrize("option", ["exclude_docs", "draft_docs"])
    @pytest.mark.parametrize("pattern", ["groups/secret/\n", "groups/secret/README.md\n"])
    def test_a_report_leaves_no_trace(self, tmp_path: Path, option: str, pattern: str) -> None:
        groups = {"one": fill(), "two": fill(q1="8"), "secret": fill(q1="77", q4="The hidden recipe. TODO")}
        root = project(
            tmp_path, groups, report={"fail_on": "warning", "publish": {"badges": True}}, **{option: pattern}
        )
        built = build(root)
        assert built.code == 0, built.log
        assert "secret" not in built.log
        for name in built.files():
            data = (built.site / name).read_bytes()
            assert "secret" not in name
            assert b"hidden recipe" not in data, name
            assert b"groups/secret" not in data, name

    def test_not_in_nav_is_published(self, tmp_path: Path) -> None:
        built = build(project(tmp_path, {"one": fill()}, not_in_nav="groups/one/\n", report={"fail_on": "never"}))
        assert "groups/one/index.html" in built.files()


ROSTER = "group,name\none,Ada Lovelace\ntwo,Grace Hopper\n"
COPIES = {
    "docs_dir is copied": "def on_config(config):\n    to = tempfile.mkdtemp(dir=os.environ['ELSEWHERE'])\n"
    "    shutil.copytree(config.docs_dir, to, dirs_exist_ok=True)\n    config.docs_dir = to\n    return config\n",
    "files are added": "from mkdocs.structure.files import File\n"
    "def on_files(files, config):\n    for name in ('roster.csv', 'template.md', 'w.yml'):\n"
    "        files.append(File.generated(config, 'copy-' + name, abs_src_path=config.docs_dir + '/' + name))\n"
    "        files.append(File.generated(config, 'text-' + name, content=open(config.docs_dir + '/' + name).read()))\n",
}


@pytest.mark.parametrize("how", COPIES)
def test_private_files_are_withheld_wherever_a_plugin_puts_them(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, how: str
) -> None:
    report = {"templates": ["docs/template.md"], "waivers": "docs/w.yml", "fail_on": "never",
              "reports": ["groups/*/README.md"], "publish": {"roster": "docs/roster.csv"}}  # fmt: skip
    root = project(tmp_path, report=report, hooks=["hook.py"])
    (root / "docs/template.md").write_text(TEMPLATE)
    (root / "docs/roster.csv").write_text(ROSTER)
    (root / "docs/w.yml").write_text("- {group: one, rule: too-few-words, reason: A private reason.}\n")
    (root / "hook.py").write_text(f"import os, shutil, tempfile\n{COPIES[how]}")
    built = build(root, ELSEWHERE=str(tmp_path_factory.mktemp("elsewhere")))
    assert built.code == 0, built.log
    names = [name for name in built.files() if any(part in name for part in ("roster", "template", "w.yml"))]
    assert names == []
    assert not [name for name in built.files() if b"Ada Lovelace" in (built.site / name).read_bytes()]


class TestLinks:
    """Nothing that a group links is followed."""

    @pytest.fixture
    def elsewhere(self, tmp_path: Path) -> Path:
        write_group(tmp_path / "elsewhere", fill(q4="The secret recipe."))
        (tmp_path / "elsewhere/secret.txt").write_text("The secret recipe.")
        write_group(tmp_path / "elsewhere/reports", fill(q4="The secret recipe."))
        return tmp_path / "elsewhere"

    @pytest.mark.parametrize(
        ("globs", "others"),
        [
            ([], {}),
            ([], {"one": fill(), "two": fill(q1="8")}),
            (["groups/*/README.md"], {"one": fill()}),
            (["**/README.md"], {}),
            (["*/*/README.md"], {"one": fill()}),
        ],
    )
    def test_a_linked_folder_is_not_published(
        self, tmp_path: Path, elsewhere: Path, globs: list[str], others: dict[str, str]
    ) -> None:
        root = project(tmp_path / "course", others, report={"reports": globs, "fail_on": "never"} if globs else {})
        (root / "docs/groups").mkdir(exist_ok=True)
        (root / "docs/groups/evil").symlink_to(elsewhere)
        built = build(root)
        assert built.code == 0, built.log
        assert not [n for n in built.files() if b"secret recipe" in (built.site / n).read_bytes()]
        assert "docs/groups/evil: Symbolic link" in built.log

    def test_a_linked_reports_folder_is_not_published(self, tmp_path: Path, elsewhere: Path) -> None:
        root = project(tmp_path / "course", {}, report={"reports": ["groups/*/reports/README.md"], "fail_on": "never"})
        write_group(root / "docs/groups/one/reports", fill())
        (root / "docs/groups/evil").mkdir()
        (root / "docs/groups/evil/reports").symlink_to(elsewhere)
        built = build(root)
        assert not [n for n in built.files() if b"secret recipe" in (built.site / n).read_bytes()]
        assert "docs/groups/evil/reports: Symbolic link" in built.log

    def test_what_the_course_links_is_followed(self, tmp_path: Path) -> None:
        root = project(tmp_path / "course", report={"reports": ["groups/*/README.md"], "fail_on": "never"})
        (root / "docs/groups").rename(tmp_path / "submissions")
        (root / "docs/groups").symlink_to(tmp_path / "submissions")
        (tmp_path / "shared").mkdir()
        (tmp_path / "shared/a.txt").write_text("x")
        (root / "docs/files").symlink_to(tmp_path / "shared")
        built = build(root, "--strict")
        assert built.code == 0, built.log
        assert {"groups/one/index.html", "groups/two/index.html", "files/a.txt"} <= built.files()

    def test_a_loop_of_links_stops_no_build(self, tmp_path: Path) -> None:
        root = project(tmp_path, report={"fail_on": "never"})
        (root / "docs/groups/one/loop").symlink_to("loop")
        (root / "docs/groups/three").mkdir()
        (root / "docs/groups/three/README.md").symlink_to("README.md")
        built = build(root)
        assert "Traceback" not in built.log


class TestPlanted:
    """A link that a group has put where the command reads or writes."""

    def test_html_is_not_written_through_one(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        report = write_group(tmp_path / "one", fill())
        monkeypatch.chdir(tmp_path)
        for planted in ("README.html", "folder"):
            (tmp_path / "one" / planted).symlink_to(tmp_path / f"elsewhere-{planted}")
        (tmp_path / "elsewhere-folder").mkdir()
        for targets in ([report.with_name("README.html")], [tmp_path / "one/folder/a.html"]):
            with pytest.raises(OutputError, match="is a symbolic link, which is not followed"):
                check_targets(targets, [report], force=False, report=report)
        write_whole(tmp_path / "one/README.html", b"ours")
        assert not (tmp_path / "elsewhere-README.html").exists()

    def test_a_report_in_a_linked_folder_is_not_read(self, tmp_path: Path) -> None:
        write_group(tmp_path / "elsewhere", fill(q4="The secret recipe."))
        (tmp_path / "one").mkdir()
        (tmp_path / "one/reports").symlink_to(tmp_path / "elsewhere")
        report = read_report(tmp_path / "one/reports/README.md", "one", "one", OwnPrompts(), Settings())
        assert [fault.rule for fault in report.faults] == ["not-a-report"]
