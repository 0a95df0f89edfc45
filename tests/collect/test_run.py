"""Whole collects: sixty repositories over file:// and git's own http backend, and what changes between two runs."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from mkdocs_report.collect.plan import CollectPlan, GroupOutcome, Status
from mkdocs_report.collect.run import collect, status
from mkdocs_report.collect.store import Store
from mkdocs_report.config.roster import RosterEntry
from mkdocs_report.model.template import TemplateForm
from mkdocs_report.parsing.collect_record import read_collected, read_state
from mkdocs_report.parsing.template.versions import TemplateVersions
from tests.support.collect_cases import FIGURE, Group, held, usual
from tests.support.git_server import LINK, File, Made, Server, git, make, tree
from tests.support.reports import PNG, fill, matcher

pytestmark = pytest.mark.slow

Repositories = tuple[Path, dict[str, Group]]


def plan_in(folder: Path) -> CollectPlan:
    return CollectPlan(
        into=folder / "docs/groups",
        cache=folder / "cache",
        versions=TemplateVersions((matcher(),)),
        templates=[(b"kitchen", TemplateForm())],
        seconds=100,
        pause=0.01,
        local=True,
    )


@pytest.fixture
def plan(tmp_path: Path) -> CollectPlan:
    return plan_in(tmp_path)


def by_name(outcomes: list[GroupOutcome]) -> dict[str, GroupOutcome]:
    return {outcome.group: outcome for outcome in outcomes}


def files_of(folder: Path) -> dict[str, bytes]:
    """Return what was collected into a group's folder, without the record of it."""
    return {name: data for name, data in tree(folder).items() if name != "collected.json"}


def entries_of(groups: Mapping[str, Group], root: Path, server: Server | None) -> list[RosterEntry]:
    base = {way: f"{server.url}/{way}" if server else f"file://{root}" for way in ("all", "old", "drop-once")}
    return [RosterEntry(name, 1, repository=f"{base[group.way]}/{name}.git") for name, group in groups.items()]


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(f): (f.lstat().st_size, f.lstat().st_mtime_ns) for f in folder.rglob("*")}


@pytest.mark.parametrize("over", ["file", "http"])
def test_sixty_repositories(
    over: str,
    repositories: Repositories,
    server: Server,
    plan: CollectPlan,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root, every = repositories
    assert len(every) == 60
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "other").write_text("x")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    groups = {name: group for name, group in every.items() if group.way in {"all", "old", "drop-once"}}
    if over == "file":  # which tests alone use: some of each kind
        groups = dict(list(groups.items())[::3])
    before = snapshot(root)
    outcomes = by_name(collect(entries_of(groups, root, server if over == "http" else None), plan))
    assert list(outcomes) == list(groups)
    for name, group in groups.items():
        outcome, folder = outcomes[name], plan.into / name
        if not group.holds:
            assert outcome.status is Status.FAILED, name
            assert outcome.error is not None
            assert group.error in outcome.error, name
            assert not folder.exists()
            continue
        assert (outcome.status, outcome.error) == (Status.NEW, None), name
        assert files_of(folder) == group.holds, name
        for note in group.notes:
            assert any(note in said for said in outcome.notes), (name, outcome.notes)
        record = read_collected(folder)
        assert record == outcome.record
        assert record is not None
        assert record.path == group.path
        assert record.branch == ("HEAD" if name == "detached" else group.branch)
        assert record.commit == git(root / f"{name}.git", "rev-parse", f"refs/heads/{group.branch}")
        assert group.path in record.names
        assert list(record.names) == sorted(record.names)
    assert snapshot(root) == before
    assert {path.name for path in tmp_path.iterdir()} == {"docs", "cache", "home", "other"}
    assert list(home.iterdir()) == []
    states = {file.stem for file in (plan.into / ".collected").glob("*.json")}
    assert states == set(groups)
    assert {path.name for path in plan.into.iterdir()} == {".collected"} | {n for n, g in groups.items() if g.holds}


def test_what_has_not_changed_costs_one_question(repositories: Repositories, server: Server, plan: CollectPlan) -> None:
    root, every = repositories
    groups = {name: every[name] for name in ("01", "02", "thousand", "bomb")}
    entries = entries_of(groups, root, server)
    first = by_name(collect(entries, plan))
    was = tree(plan.into)
    git_cache = sorted(plan.cache.iterdir())
    for copy in git_cache:
        copy.rename(copy.with_suffix(".gone"))  # it is not needed
    server.asked.clear()
    second = by_name(collect(entries, plan))
    assert {outcome.status for outcome in second.values()} == {Status.UNCHANGED}
    assert {name: o.record for name, o in second.items()} == {name: o.record for name, o in first.items()}
    assert second["bomb"].notes == first["bomb"].notes != ()
    assert tree(plan.into) == was
    assert len(server.asked) == 2 * len(groups)  # ls-remote: what can you do, and what is there
    assert not [name for name in plan.cache.iterdir() if name.suffix == ".git"]


def test_a_server_that_hangs_and_one_that_hangs_up(
    repositories: Repositories, server: Server, plan: CollectPlan
) -> None:
    _, every = repositories
    names = ("hangs", "slow", "drops", "01")
    entries = [RosterEntry(name, 1, repository=f"{server.url}/{every[name].way}/{name}.git") for name in names]
    begin = time.monotonic()
    outcomes = by_name(collect(entries, replace(plan, seconds=3)))
    assert time.monotonic() - begin < 60
    assert outcomes["hangs"].error == outcomes["slow"].error == "it took more than 3 seconds and was stopped"
    assert outcomes["drops"].status is Status.FAILED
    assert outcomes["01"].status is Status.NEW


class TestChanges:
    """A group between two runs."""

    @pytest.fixture
    def repository(self, tmp_path: Path) -> Path:
        return make(tmp_path / "one.git", [Made(usual(1)), Made(usual(2))])

    def run(self, plan: CollectPlan, repository: Path, **changes: str) -> GroupOutcome:
        return collect([RosterEntry("one", 1, **{"repository": f"file://{repository}", **changes})], plan)[0]  # type: ignore[arg-type]

    def test_new_commits(self, plan: CollectPlan, repository: Path) -> None:
        self.run(plan, repository)
        make(repository, [Made(usual(1)), Made(usual(2)), Made(usual(3))])
        outcome = self.run(plan, repository)
        assert (outcome.status, outcome.notes) == (Status.UPDATED, ())
        assert files_of(plan.into / "one") == held(3)

    def test_a_history_that_was_rewritten(self, plan: CollectPlan, repository: Path) -> None:
        old = self.run(plan, repository).record
        make(repository, [Made(usual(9))])
        outcome = self.run(plan, repository)
        assert old is not None
        assert outcome.record
        assert outcome.record.remarks == (
            f"its history was rewritten and no longer contains {old.commit[:7]}, collected before",
        )
        assert files_of(plan.into / "one") == held(9)

    def test_another_default_branch(self, plan: CollectPlan, repository: Path) -> None:
        self.run(plan, repository)
        make(repository, [Made(usual(4))], "trunk")
        git(repository, "update-ref", "-d", "refs/heads/main")
        outcome = self.run(plan, repository)
        assert outcome.record is not None
        assert outcome.record.branch == "trunk"
        assert "the branch has changed; before, it was main" in outcome.notes
        assert files_of(plan.into / "one") == held(4)

    def test_a_report_that_moved(self, plan: CollectPlan, repository: Path) -> None:
        plan = replace(plan, path="reports/README.md")
        self.run(plan, repository)
        make(repository, [Made(usual(1)), Made(usual(2)), Made({"final.md": fill(), "figures/loaf.png": PNG})])
        outcome = self.run(plan, repository)
        assert outcome.notes == ("reports/README.md does not exist", "the report was moved from reports/README.md")
        assert files_of(plan.into / "one") == held(7)

    def test_a_report_that_is_gone_from_the_path_of_the_roster(self, plan: CollectPlan, repository: Path) -> None:
        self.run(plan, repository, path="reports/README.md")
        make(repository, [Made(usual(1)), Made(usual(2)), Made({"README.md": fill(), "figures/loaf.png": PNG})])
        outcome = self.run(plan, repository, path="reports/README.md")
        assert outcome.error == "reports/README.md does not exist; the roster names it in its column “path”"
        assert outcome.stale
        assert files_of(plan.into / "one") == held(2)

    def test_another_repository(self, plan: CollectPlan, repository: Path, tmp_path: Path) -> None:
        self.run(plan, repository)
        other = make(tmp_path / "two.git", [Made(usual(8))])
        outcome = self.run(plan, other)
        assert outcome.notes == (f"the repository has changed; before, it was file://{repository}",)
        assert files_of(plan.into / "one") == held(8)

    def test_a_branch_that_the_roster_names(self, plan: CollectPlan, repository: Path) -> None:
        make(repository, [Made(usual(5))], "final")
        assert files_of(plan.into / "one") == {}
        self.run(plan, repository, branch="final")
        assert files_of(plan.into / "one") == held(5)
        outcome = self.run(plan, repository, branch="finale")
        assert outcome.error == "there is no branch “finale”; the default branch is “final”"
        assert files_of(plan.into / "one") == held(5)

    @pytest.mark.parametrize("how", ["gone", "without a report", "emptied"])
    def test_one_that_fails_keeps_its_last_copy(self, plan: CollectPlan, repository: Path, how: str) -> None:
        first = self.run(plan, repository)
        was = tree(plan.into / "one")
        if how == "gone":
            repository.rename(repository.with_suffix(".away"))
        elif how == "emptied":
            git(repository, "update-ref", "-d", "refs/heads/main")
        else:
            make(repository, [Made({"README.md": "# Bread\n", "reports/README.md": (LINK, "/etc/passwd")})])
        outcome = self.run(plan, repository)
        assert (outcome.status, outcome.stale, outcome.record) == (Status.FAILED, True, first.record)
        assert tree(plan.into / "one") == was
        state = read_state(plan.into / "one")
        assert state is not None
        assert state.stale
        assert state.error == outcome.error
        assert [o.error for o in status(Store(plan.into))] == [outcome.error]
        if how == "gone":
            repository.with_suffix(".away").rename(repository)
            assert self.run(plan, repository).status is Status.UNCHANGED
            state = read_state(plan.into / "one")
            assert state is not None
            assert not state.stale

    def test_a_group_that_left_the_roster_keeps_its_folder(self, plan: CollectPlan, repository: Path) -> None:
        self.run(plan, repository)
        was = tree(plan.into / "one")
        outcomes = by_name(collect([RosterEntry("two", 1, repository=f"file://{repository}")], plan))
        assert outcomes["one"].status is Status.LEFT
        assert outcomes["one"].error is None
        assert tree(plan.into / "one") == was

    def test_a_group_without_a_repository_is_named(self, plan: CollectPlan) -> None:
        outcome = collect([RosterEntry("one", 1)], plan)[0]
        assert outcome.error == "the roster names no repository for it"

    @pytest.mark.parametrize("what", ["changed", "added", "linked", "strange"])
    def test_what_somebody_wrote_there_is_kept(self, plan: CollectPlan, repository: Path, what: str) -> None:
        folder = plan.into / "one"
        if what == "strange":
            folder.mkdir(parents=True)
            (folder / "README.md").write_text("Mine.")
        else:
            self.run(plan, repository)
        if what == "changed":
            (folder / "README.md").write_text("Mine.")
        elif what == "added":
            (folder / "notes.md").write_text("Mine.")
        elif what == "linked":
            (folder / "link").symlink_to("/etc")
        make(repository, [Made(usual(9))])
        was = tree(folder)
        outcome = self.run(plan, repository)
        assert outcome.status is Status.FAILED
        assert "away" in (outcome.error or "")
        assert tree(folder) == was

    def test_files_that_were_lost_come_back(self, plan: CollectPlan, repository: Path) -> None:
        self.run(plan, repository)
        was = tree(plan.into / "one")
        (plan.into / "one/figures/loaf.png").unlink()
        (plan.into / "one/.DS_Store").write_text("x")
        assert self.run(plan, repository).error is None
        assert tree(plan.into / "one") == was

    def test_a_state_that_is_older_than_the_folder(self, plan: CollectPlan, repository: Path) -> None:
        """As a run with a deadline leaves it that is killed before it has written the state."""
        make(repository, [Made(usual(1)), Made(usual(2), "1800000000 +0000")])
        self.run(plan, repository)
        state, was = plan.into / ".collected/one.json", tree(plan.into)
        old = state.read_bytes()
        self.run(replace(plan, before=datetime.fromisoformat("2026-12-01T00:00Z")), repository)
        assert files_of(plan.into / "one") == held(1)
        state.write_bytes(old)
        assert self.run(plan, repository).status is Status.UPDATED
        assert tree(plan.into) == was

    def test_a_cache_that_was_damaged_is_made_anew(self, plan: CollectPlan, repository: Path) -> None:
        self.run(plan, repository)
        make(repository, [Made(usual(1)), Made(usual(2)), Made(usual(3))])
        for pack in plan.cache.glob("*/objects/pack/*"):
            pack.chmod(0o600)
            pack.write_bytes(pack.read_bytes()[:100])
        assert self.run(plan, repository).error is None
        assert files_of(plan.into / "one") == held(3)

    def test_a_cache_that_lost_its_trees(self, plan: CollectPlan, repository: Path) -> None:
        self.run(plan, repository)
        for pack in plan.cache.glob("*/objects/pack/*"):
            pack.unlink()
        outcome = self.run(replace(plan, templates=[(b"other", TemplateForm())]), repository)
        assert (outcome.status, outcome.error) == (Status.UNCHANGED, None)

    def test_images_beyond_what_is_taken(
        self, plan: CollectPlan, repository: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for room in ("contents", "repository"):
            monkeypatch.setattr(f"mkdocs_report.collect.{room}.MAX_FILE", 100_000)
        sizes = (90_000, 150_000, 90_000, 400_000, 10)
        files: dict[str, File] = {f"reports/{n}.png": os.urandom(size) for n, size in enumerate(sizes)}
        files["reports/README.md"] = fill(q3="".join(f"![Loaf]({n}.png)\n\n" for n in range(5)))
        make(repository, [Made(files)])
        outcome = self.run(plan, repository)
        assert outcome.error is None
        assert [note.split()[0] for note in outcome.notes] == ["reports/1.png", "reports/3.png"]
        assert set(files_of(plan.into / "one")) == {"README.md", "0.png", "2.png", "4.png"}

    def test_many_files_and_a_tree_that_never_ends(self, plan: CollectPlan, repository: Path) -> None:
        blob = git(repository, "hash-object", "-w", "--stdin", feed=b"x")
        entry = f"100644 blob {blob}\tfile\n"
        for _ in range(25):
            oid = git(repository, "mktree", feed=entry.encode())
            entry = "".join(f"040000 tree {oid}\t{name}\n" for name in "abcd")
        commit = git(repository, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit-tree", oid, "-m", "x")
        git(repository, "update-ref", "refs/heads/main", commit)
        outcome = self.run(plan, repository)
        assert "more than 200,000 files" in (outcome.error or "")


def test_where_the_roster_says_the_report_is(tmp_path: Path, plan: CollectPlan) -> None:
    files: dict[str, File] = {"reports/README.md": fill(), "final/text.md": "Not a report.", FIGURE: PNG}
    made = make(tmp_path / "one.git", [Made(files)])
    outcome = collect([RosterEntry("one", 1, repository=f"file://{made}", path="/final/text.md")], plan)[0]
    assert files_of(plan.into / "one") == {"README.md": b"Not a report."}
    assert outcome.record is not None
    assert outcome.record.path == "final/text.md"
    other = replace(plan, into=tmp_path / "other", path="final/text.md")
    assert collect([RosterEntry("one", 1, repository=f"file://{made}")], other)[0].record is not None
    assert files_of(tmp_path / "other/one") == {"README.md": b"Not a report."}
