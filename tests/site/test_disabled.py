"""`enabled: false`: what the plugin would mask, or ask consent for, is not published raw."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.support.builds import project
from tests.support.reports import fill

PATHS = {"templates": ["docs/template.md"], "waivers": "docs/waivers.yml"}
ROSTER = "group,name,consent\none,Ada Lovelace,yes\ntwo,Bo Berg,yes\n"


def site_of(
    root: Path,
    caplog: pytest.LogCaptureFixture,
    groups: int,
    publish: dict[str, Any],
    *,
    dirty: bool = False,
    hooks: list[str] | None = None,
    **report: Any,
) -> tuple[set[str], list[str]]:
    """Build a site whose plugin is off; return its files, and the warnings."""
    project(
        root,
        dict(list({"one": fill(q4="Ada Lovelace, s123456"), "two": fill()}.items())[:groups]),
        theme="mkdocs",
        hooks=hooks or [],
        report={
            "enabled": False,
            "templates": ["docs/template.md"],
            "waivers": "docs/waivers.yml",
            "publish": publish,
            **report,
        },
    )
    (root / "template.md").rename(root / "docs" / "template.md")
    (root / "docs" / "waivers.yml").write_text("[]\n")
    if "roster" in str([publish, report]):
        (root / "docs" / "roster.csv").write_text(ROSTER)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
    config.plugins.on_startup(command="build", dirty=dirty)
    caplog.clear()
    build_site(config, dirty=dirty)
    told = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    return {file.relative_to(root / "site").as_posix() for file in (root / "site").rglob("*") if file.is_file()}, told


PROTECTED: dict[str, tuple[int, dict[str, Any], dict[str, Any]]] = {
    "roster": (2, {"roster": "docs/roster.csv"}, {}),
    "roster and one report": (1, {"roster": "docs/roster.csv"}, {}),
    "no report yet": (0, {"roster": "docs/roster.csv"}, {}),
    "without": (1, {"without": ["one"]}, {}),
    "numbers of one report": (1, {"numbers": r"z\d{4}"}, {}),
    "students of one report": (1, {"students": "mask"}, {}),
    "several reports": (2, {}, {}),
    "addresses of several": (2, {"students": "keep"}, {}),
    "roster, all kept": (2, {"roster": "docs/roster.csv", "students": "keep", "emails": "keep"}, {}),
    "cohorts": (2, {}, {"cohorts": {"a": {"reports": ["groups/*/README.md"], "roster": "docs/roster.csv"}}}),
}


@pytest.mark.parametrize("case", PROTECTED)
def test_protected_reports_are_withheld_while_the_plugin_is_off(
    case: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    groups, publish, report = PROTECTED[case]
    files, told = site_of(tmp_path, caplog, groups, publish, **report)
    assert "index.html" in files
    assert not [name for name in files if name.startswith(("groups", "roster", "template", "waivers"))]
    assert "Lovelace" not in "".join(
        (tmp_path / "site" / name).read_text() for name in files if name.endswith((".html", ".json", ".xml"))
    )
    [line] = told
    assert "switched off" in line
    assert "Remove “enabled: false”" in line


COPYING = """
from pathlib import Path
from mkdocs.structure.files import File

ROSTER = {roster!r}


def add(files, config, when):
    copy = Path(config.config_file_path).with_name(f"{{when}}.csv")
    copy.write_text(ROSTER)
    files.append(File.generated(config, f"{{when}}-made.csv", content=ROSTER))
    files.append(File.generated(config, f"{{when}}-copied.csv", abs_src_path=str(copy)))


def on_config(config):
    Path(config.docs_dir, "copied.csv").write_text(ROSTER)


def on_files(files, config):
    add(files, config, "early")


def on_env(env, config, files):
    add(files, config, "late")
"""


@pytest.mark.parametrize("enabled", [True, False])
def test_copies_of_private_files_are_withheld(enabled: bool, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    hook = tmp_path / "hook.py"
    hook.write_text(COPYING.format(roster=ROSTER))
    publish = {"roster": "docs/roster.csv"}
    files, _ = site_of(tmp_path / "a", caplog, 2, publish, hooks=[str(hook)], enabled=enabled, fail_on="never")
    assert [name for name in files if name.endswith(".csv")] == []


def test_a_template_that_cannot_be_read_ends_the_build_while_the_plugin_is_off(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        site_of(tmp_path, caplog, 2, {"roster": "docs/roster.csv"}, templates=["gone.md"])
    assert "no file matches “gone.md”" in caplog.text


def test_dirty_leaves_no_page_of_an_earlier_build_while_the_plugin_is_off(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    old = tmp_path / "site" / "groups" / "one" / "index.html"
    old.parent.mkdir(parents=True)
    old.write_text("Ada Lovelace")
    site_of(tmp_path, caplog, 2, {"roster": "docs/roster.csv"}, dirty=True)
    assert not old.exists()


NOBODY: dict[str, tuple[int, dict[str, Any]]] = {
    "a report of one's own": (1, {}),
    "nobody is masked": (2, {"students": "keep", "emails": "keep"}),
}


@pytest.mark.parametrize("case", NOBODY)
def test_where_nobody_is_to_be_protected_the_plugin_is_simply_off(
    case: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    groups, publish = NOBODY[case]
    files, told = site_of(tmp_path, caplog, groups, publish)
    assert told == []
    assert "s123456" in (tmp_path / "site" / "groups" / "one" / "index.html").read_text()
    assert "groups/one/figures/loaf.png" in files
