"""Files that look like reports and belong to no cohort: found once, and looked for again only after a change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from mkdocs_report.course.strays import strays_among
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.pool import JobStoppedError, Workers
from tests.support.reports import TEMPLATE, fill, matcher


class Counted(Workers):
    """Does all work in this process, and counts it. With `most`, a job of more files than that takes too long."""

    def __init__(self, most: int = 1_000) -> None:
        super().__init__()
        self.jobs, self._most_files = 0, most

    def map(self, work: Callable[..., Any], shared: Any, jobs: Iterable[Any]) -> list[Any]:
        found = []
        for job in jobs:
            self.jobs += 1
            too_many = isinstance(job, tuple) and len(job) > self._most_files
            found.append(JobStoppedError("It took too long.") if too_many else work(shared, job))
        return found


@pytest.fixture
def paths(tmp_path: Path) -> dict[str, Path]:
    """Forty pages, of which one is a report."""
    found = {f"{number}.md": tmp_path / f"{number}.md" for number in range(40)}
    for path in found.values():
        path.write_text("# A page\n")
    found["7.md"].write_text(fill(q1="7"))
    return found


def test_most_files_are_handed_out_together(paths: dict[str, Path]) -> None:
    workers = Counted()
    assert strays_among(paths, (), TemplateVersions([matcher()]), workers) == ["7.md"]
    assert workers.jobs == 3


def test_where_several_files_take_too_long_each_is_looked_into_alone(paths: dict[str, Path]) -> None:
    workers = Counted(most=10)
    assert strays_among(paths, (), TemplateVersions([matcher()]), workers) == ["7.md"]
    assert workers.jobs == 3 + 32  # two jobs of 16 files, and one of 8


def test_the_answer_is_kept_until_a_file_or_the_template_changes(paths: dict[str, Path], tmp_path: Path) -> None:
    workers, cache = Counted(), Cache(tmp_path / "cache")

    def found(template: str = TEMPLATE) -> list[str]:
        return strays_among(paths, (), TemplateVersions([matcher(template)]), workers, cache=cache)

    assert found() == found() == ["7.md"]
    assert workers.jobs == 3
    paths["9.md"].write_text(fill(q1="9"))
    assert found() == ["7.md", "9.md"]
    found(TEMPLATE + "\n")
    assert workers.jobs == 9


def test_a_file_that_took_too_long_is_looked_into_again(paths: dict[str, Path], tmp_path: Path) -> None:
    class Slow(Workers):
        def map(self, work: Any, shared: Any, jobs: Any) -> Any:  # none is done
            return [JobStoppedError("It took too long.") for _ in jobs]

    cache = Cache(tmp_path / "cache")
    assert len(strays_among(paths, (), TemplateVersions([matcher()]), Slow(), cache=cache)) == 40
    assert strays_among(paths, (), TemplateVersions([matcher()]), Counted(), cache=cache) == ["7.md"]


def test_a_named_file_in_the_folder_of_a_group_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(fill(q1="7"))
    paths, taken = {"groups/one/old.md": tmp_path / "old.md"}, ["groups/one/README.md"]
    versions = TemplateVersions([matcher()])
    assert strays_among(paths, taken, versions, Counted()) == []
    assert strays_among(paths, taken, versions, Counted(), named=["groups/one/old.md"]) == ["groups/one/old.md"]
