"""Every command judges by the settings of the build, however they are written, or refuses them with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load

from mkdocs_report.config.cohort_options import each_cohort
from mkdocs_report.config.lookup import choose_settings, find_site
from mkdocs_report.config.options import PublishOptions, read_options
from mkdocs_report.config.read_settings import make_settings
from mkdocs_report.config.settings import Settings
from mkdocs_report.config.settings_file import plugin_entries, read_settings_file
from mkdocs_report.errors import SettingsError
from mkdocs_report.export.html.load import read_setup
from mkdocs_report.site.plugin import ReportPlugin
from tests.support.reports import TEMPLATE, write_group

WHERE = re.compile(r"^(\.\./)*(mkdocs|properdocs|base)\.ya?ml:\d+: ")
REPORT = "docs/groups/one/README.md"
SETTINGS: dict[str, dict[str, Any]] = {
    "templates": {"templates": ["other.md"]},
    "one template": {"templates": "other.md"},
    "reports": {"reports": ["groups/*/README.md"]},
    "one glob": {"reports": "./groups//*/README.md"},
    "severity": {"severity": {"too-few-words": "off", "image-remote": False}},
    "limits": {"limits": {2: {"words": "5-6"}}},
    "waivers": {"waivers": "waivers.yml"},
    "title_question": {"title_question": 1},
    "publish": {"publish": {"roster": "roster.csv", "without": ["two"], "numbers": "q[0-9]{4}"}},
    "cohorts": {"cohorts": {2026: {"reports": "groups/*/README.md", "templates": "other.md", "roster": "roster.csv"}}},
}
"""Settings that reports are judged, named or masked by."""


@dataclass(frozen=True)
class Written:
    """A course as it was written: its settings file, and where commands are run."""

    root: Path
    file: Path
    folder: Path
    named: bool = False


def _text(options: Any, **more: Any) -> str:
    return yaml.safe_dump({"site_name": "x", **more, "plugins": ["search", {"report": options}]}, sort_keys=False)


def _tagged(text: str, value: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """Put a value behind a tag: into a variable of the environment that only the build reads."""
    if isinstance(value, dict | list):
        inner = next(iter(value.values() if isinstance(value, dict) else value))
        return _tagged(text, inner, monkeypatch) if isinstance(inner, dict | list) else _tag(text, inner, monkeypatch)
    return _tag(text, value, monkeypatch)


def _tag(text: str, value: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    shown = yaml.safe_dump(value).removesuffix("\n").removesuffix("\n...")
    assert shown in text
    monkeypatch.setenv("A_SETTING", str(value))
    return text.replace(f" {shown}\n", " !ENV A_SETTING\n", 1)


def _write(root: Path, text: str, name: str = "mkdocs.yml", folder: str = ".", named: bool = False) -> Written:
    (root / name).write_text(text)
    return Written(root, root / name, root / folder, named)


def _inherited(root: Path, options: Any, inherit: str = "base.yml") -> Written:
    (root / "base.yml").write_text(_text(options))
    return _write(root, f"INHERIT: {inherit}\nsite_name: heir\n")


def _aliased(root: Path, options: Any, tagged: str = "") -> Written:
    """The options stand elsewhere, and are merged into those of the plugin."""
    lines = yaml.safe_dump({"extra": {"course": options}}, sort_keys=False) if options else ""
    lines = (tagged or lines).replace("course:", "course: &course", 1)
    return _write(root, f"site_name: x\n{lines}plugins:\n- report:\n    <<: *course\n")


def _mapped(root: Path, options: Any) -> Written:
    return _write(root, yaml.safe_dump({"site_name": "x", "plugins": {"search": {}, "report": options}}))


Way = Callable[[Path, Any, pytest.MonkeyPatch], Written]
WAYS: dict[str, Way] = {
    "mkdocs.yml": lambda root, options, _: _write(root, _text(options)),
    "mkdocs.yaml": lambda root, options, _: _write(root, _text(options), "mkdocs.yaml"),
    "properdocs.yml": lambda root, options, _: _write(root, _text(options), "properdocs.yml"),
    "properdocs.yaml": lambda root, options, _: _write(root, _text(options), "properdocs.yaml"),
    "named": lambda root, options, _: _write(root, _text(options), "base.yml", named=True),
    "subfolder": lambda root, options, _: _write(root, _text(options), folder="docs/groups"),
    "INHERIT": lambda root, options, _: _inherited(root, options),
    "INHERIT behind a tag": lambda root, options, _: _inherited(root, options, "!ENV [NO_BASE, base.yml]"),
    "plugins as pairs": lambda root, options, _: _mapped(root, options),
    "an alias": lambda root, options, _: _aliased(root, options),
    "!ENV": lambda root, options, patch: _write(root, _tagged(_text(options), options, patch)),
    "!ENV in an alias": lambda root, options, patch: _aliased(
        root, options, _tagged(yaml.safe_dump({"extra": {"course": options}}, sort_keys=False), options, patch)
    ),
    "docs_dir": lambda root, options, _: _write(root, _text(options, docs_dir="docs/./")),
}
"""Ways to write the settings of a course. MkDocs understands each."""


def built(course: Written) -> dict[str, tuple[Settings, PublishOptions]]:
    """Return what the build goes by, of each cohort: MkDocs reads the file, tags included."""
    with course.file.open() as stream:
        data = yaml_load(stream)
    plugin = ReportPlugin()
    options = dict(plugin_entries(data["plugins"]))["report"]
    assert plugin.load_config(options, str(course.file)) == ([], [])
    return {
        name: (make_settings(each, course.root), each.publish)
        for name, each in each_cohort(plugin.config.options).items()
    }


def by_settings(course: Written) -> Iterator[tuple[str, Settings, PublishOptions | None]]:
    """Yield what `check`, `repair` and `collect` go by."""
    named = str(course.file) if course.named else None
    settings = choose_settings(named, (), course.folder).settings
    for name, each in {"": settings, **{cohort.name: cohort.settings for cohort in settings.cohorts}}.items():
        if name or not settings.cohorts:
            yield name, each, None


def by_html(course: Written) -> Iterator[tuple[str, Settings, PublishOptions | None]]:
    """Yield what `html` goes by, of the one cohort that a report is in."""
    read = read_settings_file(course.file, course.file.name) if course.named else find_site(course.folder)
    assert read is not None
    ground = read_setup((), read, course.folder, course.root / REPORT)
    yield next(iter(each_cohort(read_options(read.options or {})))), ground.settings, ground.options


COMMANDS = {"check, repair, collect": by_settings, "html": by_html}


@pytest.mark.parametrize(("way", "name"), list(product(WAYS, SETTINGS)))
def test_a_command_judges_as_the_build_or_refuses(
    way: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    for file in ("template.md", "other.md"):
        (tmp_path / file).write_text(TEMPLATE)
    (tmp_path / "waivers.yml").write_text("[{group: one, question: 2, rule: too-few-words, reason: Ill.}]\n")
    (tmp_path / "roster.csv").write_text("group,member\none,Ada Example\n")
    for group in ("one", "two"):
        write_group(tmp_path / "docs/groups" / group)
    course = WAYS[way](tmp_path, SETTINGS[name], monkeypatch)
    monkeypatch.chdir(course.folder)
    expected = built(course)
    for command, judged_by in COMMANDS.items():
        found, refused = [], ""
        try:
            found = list(judged_by(course))
        except SettingsError as error:
            refused = str(error)
        if refused:
            assert WHERE.match(refused), (command, refused)
            assert "tag" in way or "!ENV" in way, (command, refused)
            continue
        for cohort, settings, publishing in found:
            same, masked = expected[cohort]
            assert settings.policy == same.policy, command
            assert settings.waivers == same.waivers, command
            assert settings.title_question == same.title_question, command
            assert [Path(course.folder, each).resolve() for each in settings.templates] == [
                Path(each).resolve() for each in same.templates
            ], command
            assert publishing in (None, masked), command
        assert {cohort for cohort, _, _ in found} == set(expected), command
