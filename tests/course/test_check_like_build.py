"""Whatever a report is, a check finds in it what a build finds: same rules, severities, lines, messages, waivers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from mkdocs_report.config.lookup import choose_settings
from mkdocs_report.course.check import CheckPlan, check_reports
from mkdocs_report.errors import SettingsError
from mkdocs_report.model.course import Course
from mkdocs_report.runtime.background import Background
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.pool import Workers
from mkdocs_report.site.loader import load_site
from mkdocs_report.site.report_templates import TemplateCache
from tests.support.any_reports import Content, Group, courses
from tests.support.reports import TEMPLATE, fill

SHOWN = {"publish": {"students": "keep", "emails": "keep"}}
WAIVERS = """\
- {group: one, rule: unanswered, reason: Ill.}
- {group: one, question: 2, rule: too-few-words, reason: Ill.}
- {group: two, rule: image-missing, reason: Lost.}
- {group: 07-heron, rule: prompt-changed, question: question-3, reason: Agreed.}
- {group: one, item: wash your hands, rule: claimed-not-found, reason: Seen.}
"""
EVIDENCE = """\
- {item: wash your hands, any: "**/*.png"}
- {item: clean the table, all: [figures/loaf.png, a.png]}
"""
DECIDED = {
    "waivers": "waivers.yml",
    "evidence": "evidence.yml",
    "severity": {"image-missing": "warning", "unanswered": "off", "heading-in-answer": "error"},
    "limits": {"2": {"words": [1, 5]}, "question-4": {"images": [1, 1]}, "99": {"words": [1, 2]}},
    "title_question": 1,
}
COHORTS = {
    "first": {"reports": ["groups/[!a-s]*/**/README.md"], "waivers": "waivers.yml"},
    "second": {"reports": ["groups/[a-s]*/**/README.md"], "templates": []},
}
OPTIONS: Mapping[str, dict[str, Any]] = {
    "usual": {"templates": ["template.md"]},
    "no template": {},
    "decided": {"templates": ["template.md", "older.md"], "reports": ["groups/**/README.md"], **DECIDED},
    "cohorts": {"templates": ["template.md"], "cohorts": COHORTS},
    "masked": {"templates": ["template.md"], "publish": {"roster": "roster.csv"}, **DECIDED},
}
MASKED = "masked"
LINKED = Group("README.md", Content(fill().encode()), links=frozenset({"README.md"}))
USUAL = Group("README.md", Content(fill(q2="Too short.").encode()), {"figures/loaf.png": "cut off"})


class Here(Workers):
    """Does all work in this process, and makes no image."""

    def map(self, work: Callable[[Any, Any], Any], shared: Any, jobs: Iterable[Any]) -> list[Any]:
        return [work(shared, job) for job in jobs]

    def begin(self, *_: Any, **__: Any) -> Background[Any]:
        return Background(list, lambda: None)


class Site:
    """A course whose reports change."""

    def __init__(self, root: Path, options: Mapping[str, Any]) -> None:
        self.root = root
        (root / "docs").mkdir(parents=True)
        (root / "elsewhere").mkdir()
        (root / "template.md").write_text(TEMPLATE)
        (root / "older.md").write_text(TEMPLATE.replace("10-20 words", "5-8 words").replace("table", "floor"))
        (root / "waivers.yml").write_text(WAIVERS)
        (root / "evidence.yml").write_text(EVIDENCE)
        (root / "roster.csv").write_text("group,name\none,Ada Lovelace\ntwo,Will Answer\n7,The Loaf\n")
        plugins = [{"report": {**SHOWN, **options}}]
        written = {"site_name": "Kitchen", "theme": {"name": "mkdocs"}, "plugins": plugins}
        (root / "mkdocs.yml").write_text(yaml.safe_dump(written))
        self.config = load_config(str(root / "mkdocs.yml"))
        # the plugin's object has others when the next site is read
        self.options = self.config.plugins["report"].config.options

    def write(self, groups: Mapping[str, Group]) -> None:
        for folder in ("docs", "elsewhere"):
            shutil.rmtree(self.root / folder)
            (self.root / folder).mkdir()
        shelf = self.root / "docs" / ("groups" if self.options.reports or self.options.cohorts else "")
        for name, group in groups.items():
            group.write(shelf / name, self.root / "elsewhere")

    def check(self) -> list[Course]:
        """Return what `mkdocs-report check docs` finds, each cohort as a course."""
        decided = choose_settings("mkdocs.yml", (), self.root).settings
        try:
            return [check_reports([Path("docs")], CheckPlan((), decided, self.root, Here(), brief=True)).course]
        except SettingsError as error:
            if "there is no report" not in str(error):
                raise
            return []

    def build(self) -> list[Course]:
        """Return what a build finds, as it publishes it."""
        cache = Cache(self.root / "cache")
        loaded = load_site(self.options, get_files(self.config), self.config, cache, Here(), TemplateCache())
        published = [cohort.publication.course for cohort in loaded.cohorts.values()]
        return [course for course in published if course.reports]  # a check does not read the settings of the others


def told(courses: Iterable[Course], masked: bool) -> list[tuple[object, ...]]:
    """Return all that is told of each report, report by report, and of the course; no texts where they are masked."""
    lines: list[tuple[object, ...]] = []
    for course in courses:
        lines += [(problem.line, "" if masked else (problem.path, problem.message)) for problem in course.problems]
        for judged in course.reports:
            report = judged.report
            lines.append(("" if masked else (report.path, report.id, _without_year(report.title)), judged.verdict))
            lines += [
                (f.rule, f.severity, f.line, f.end_line, f.waived, "" if masked else (f.question, f.message, f.help))
                for f in judged.findings
            ]
    return lines


def _without_year(title: str) -> str:
    """Return a title as a build shows it: a check lists all years, and names the year of titles that are the same."""
    return title.removesuffix(" (first)").removesuffix(" (second)")


def assert_alike(checked: list[tuple[object, ...]], built: list[tuple[object, ...]]) -> None:
    differing = [line for line in checked if line not in built], [line for line in built if line not in checked]
    assert checked == built, f"only in a check: {differing[0][:5]}, only in a build: {differing[1][:5]}"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Site]]:
    with pytest.MonkeyPatch.context() as patch:
        root = tmp_path_factory.mktemp("alike")
        patch.chdir(root)
        yield {name: Site(root / name, options) for name, options in OPTIONS.items()}


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(groups=courses, kind=st.sampled_from(sorted(OPTIONS)))
@example(groups={"one": USUAL, "two": LINKED}, kind="usual")
@example(groups={"one": LINKED}, kind="cohorts")
@example(groups={"a\u00a0b": USUAL}, kind="decided")
def test_a_check_finds_what_a_build_finds(
    sites: dict[str, Site], monkeypatch: pytest.MonkeyPatch, groups: Mapping[str, Group], kind: str
) -> None:
    site = sites[kind]
    site.write(groups)
    monkeypatch.chdir(site.root)
    masked = kind == MASKED
    checked = told(site.check(), masked)
    assert_alike(checked, told(site.build(), masked))
    assert_alike(checked, told(site.build(), masked))  # from the cache
