"""The addresses of style sheets and scripts change with their content."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from mkdocs.config.base import load_config

from mkdocs_report.site.theme_files import add_assets


@pytest.mark.slow
def test_every_page_and_script_asks_for_the_same_version(demo: Path) -> None:
    page = (demo / "groups/04-minnow/index.html").read_text()
    asked = re.findall(r'(?:href|src)="[./]*/(mkdocs-report/[^"]*)"', page)
    own = "\n".join(file.read_text() for file in (demo / "mkdocs-report").glob("*.mjs"))
    asked += re.findall(r'from "\./([^"]*)"', own)
    assert len(asked) > 25
    (version,) = {address.partition("?")[2] for address in asked}
    assert re.fullmatch(r"v=[0-9a-f]{8}", version)
    assert all((demo / "mkdocs-report" / name.partition("?")[0].rpartition("/")[2]).is_file() for name in asked)


def test_every_page_asks_for_the_search_worker_that_is_there(demo: Path) -> None:
    (worker,) = (demo / "assets/javascripts/workers").glob("search.*.js")
    for name in ("index.html", "404.html", "course/index.html", "groups/04-minnow/index.html"):
        settings = re.search(r'id="__config"[^>]*>(.*?)</script>', (demo / name).read_text())
        assert settings is not None
        assert json.loads(settings[1])["search"].endswith(f"assets/javascripts/workers/{worker.name}")


def test_a_replaced_style_sheet_is_another_version(tmp_path: Path) -> None:
    own = tmp_path / "own/mkdocs-report/plots.css"
    own.parent.mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: A\ntheme: {name: material, custom_dir: own}\n")
    asked = []
    for style in (None, "/* red */", "/* blue */"):
        if style is not None:
            own.write_text(style)
        config = load_config(str(tmp_path / "mkdocs.yml"))
        config.extra_css = ["mkdocs-report/plots.css", "site.css"]
        add_assets(config)
        assert config.extra_css[-1] == "site.css"
        assert len(config.extra_css) == 7
        asked += [path for path in config.extra_css if "plots.css" in path]
    assert len(set(asked)) == 3
