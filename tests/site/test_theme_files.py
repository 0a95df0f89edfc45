"""The theme's files are listed without hidden ones, which MkDocs leaves out in any case."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from mkdocs_report.site.theme_files import list_visible_files


@pytest.mark.parametrize("name", ["material", "mkdocs", "readthedocs"])
def test_the_site_gets_the_same_files(name: str, tmp_path: Path) -> None:
    for path in (".hidden/a.css", "shown/.hidden/b.css", "shown/.c.css", "shown/d.css", "e.js"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    theme = Theme(name, custom_dir=str(tmp_path))
    config = MkDocsConfig()
    config.load_dict({"site_name": "A site", "theme": theme, "site_dir": str(tmp_path / "site")})

    def files() -> list[tuple[str, str | None]]:
        found = Files([])
        found.add_files_from_theme(theme.get_env(), config)
        return [(file.src_uri, file.abs_src_path) for file in found]

    usual = files()
    list_visible_files(theme)
    assert files() == usual
    assert {"shown/d.css", "e.js"} <= {uri for uri, _ in usual}
    env = theme.get_env()
    assert not [each for each in env.list_templates() if each.startswith(".") or "/." in each]
    assert env.loader is not None
    assert env.loader.get_source(env, ".hidden/a.css")[0] == ""
