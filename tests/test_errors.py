"""Which name is suggested for a misspelt one, and that none is where none is near."""

from __future__ import annotations

import pytest

from mkdocs_report.errors import nearest_file


@pytest.mark.parametrize(
    ("name", "files", "found"),
    [
        ("figures/laof.png", ["figures/loaf.png", "figures/oven.png"], "figures/loaf.png"),
        ("figures/artifactRegistry.png", ["figures/artifact-registry.png"], "figures/artifact-registry.png"),
        ("img/plot.png", ["figures/plots.png"], "figures/plots.png"),
        ("plot.jpg", ["plot.png", "plot.jpeg"], "plot.png"),
        ("plot.PNG", ["a/plot.jpg", "b/plot.png"], "b/plot.png"),
        ("waivrs.yml", ["mkdocs.yml", "waivers.yml"], "waivers.yml"),
        ("aa.png", ["a.png"], "a.png"),
        ("figure_01.png", ["figure1.png", "figure2.png"], "figure1.png"),
        # only the folder, the suffix or a number is alike
        ("figures/DockerBuild.png", ["figures/build.png"], None),
        ("figures/experiments/a.png", ["figures/experiments/x.png"], None),
        ("roster.yml", ["waivers.yml", "mkdocs.yml"], None),
        ("fig1.png", ["fig2.png", "fig3.png"], None),
        ("report-2025.md", ["report-2026.md"], None),
        ("", ["a.png"], None),
        ("a.png", [], None),
    ],
)
def test_the_nearest_file(name: str, files: list[str], found: str | None) -> None:
    assert nearest_file(name, files) == found
