"""Each row of the manual's table about deadlines, with real git: what a group did late, and which commit is taken."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from mkdocs_report.collect.deadline import read_moment
from mkdocs_report.collect.plan import CollectPlan, GroupOutcome
from mkdocs_report.collect.run import collect
from mkdocs_report.config.roster import RosterEntry
from mkdocs_report.course.templates import load_templates
from tests.support.git_server import clean_environment
from tests.support.reports import TEMPLATE, fill

GUIDE = Path(__file__).parent.parent.parent / "docs/guide/collect.md"
DEADLINE = "2026-01-23T23:59Z"
EARLY, ON_TIME, LATE = (f"2026-01-{day}T10:00Z" for day in (20, 22, 24))
_OPTIONS = ("user.name=A", "user.email=a@example.org", "init.defaultBranch=main", "pull.rebase=false")


@dataclass
class Clone:
    """Somebody's clone of the group's repository."""

    folder: Path

    def git(self, *arguments: str, date: str = LATE) -> str:
        options = [part for option in _OPTIONS for part in ("-c", option)]
        environment = {**clean_environment(), "GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date}
        done = subprocess.run(
            ["git", *options, *arguments], cwd=self.folder, capture_output=True, check=True, env=environment
        )
        return done.stdout.decode().strip()

    def commit(self, date: str, report: str = "", note: str = "") -> str:
        """Commit a report with this answer, or another file; return the commit."""
        file = self.folder / ("reports/README.md" if report else f"{note}.txt")
        file.parent.mkdir(exist_ok=True)
        file.write_text(fill(q1=report) if report else note)
        self.git("add", "-A", date=date)
        self.git("commit", "-qm", report or note, date=date)
        return self.git("rev-parse", "HEAD")

    def push(self, where: str = "HEAD:main") -> None:
        self.git("push", "-qf", "--follow-tags", "origin", where)


@dataclass
class Group:
    """A group of two: Alice pushed on time, Bob has a commit of the same day that he has not pushed."""

    root: Path

    @classmethod
    def made(cls, root: Path) -> Group:
        """Make the repositories."""
        group = cls(root)
        Clone(root).git("init", "-q", "--bare", "server.git")
        alice, bob = group.clone("alice"), group.clone("bob")
        alice.commit(EARLY, "base")
        alice.push()
        bob.git("pull", "-q", "origin", "main")
        bob.git("checkout", "-qB", "main", "origin/main")
        alice.commit(ON_TIME, "Alice")
        alice.push()
        bob.commit(ON_TIME, note="bob")
        return group

    def copied(self, root: Path) -> Group:
        """Return the same group in another folder."""
        shutil.copytree(self.root, root)
        for name in ("alice", "bob"):
            config = root / name / ".git/config"
            config.write_text(config.read_text().replace(str(self.root), str(root)))
        return Group(root)

    @property
    def alice(self) -> Clone:
        return Clone(self.root / "alice")

    @property
    def bob(self) -> Clone:
        return Clone(self.root / "bob")

    @cached_property
    def pushed(self) -> str:
        """What Alice pushed; asked for before the repository changes."""
        return self.alice.git("rev-parse", "HEAD")

    def clone(self, name: str) -> Clone:
        Clone(self.root).git("clone", "-q", f"file://{self.root}/server.git", name)
        return Clone(self.root / name)

    def collect(self, branch: str = "") -> GroupOutcome:
        (self.root / "template.md").write_text(TEMPLATE)
        versions = load_templates([self.root / "template.md"], self.root)
        moment = read_moment(DEADLINE)
        plan = CollectPlan(self.root / "groups", self.root / "cache", moment, versions=versions, local=True)
        return collect([RosterEntry("one", 1, repository=f"file://{self.root}/server.git", branch=branch)], plan)[0]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Group:
    return Group.made(tmp_path_factory.mktemp("made"))


@pytest.fixture
def group(made: Group, tmp_path: Path) -> Group:
    group = made.copied(tmp_path / "group")
    assert group.pushed
    return group


Row = Callable[[Group], str]
"""What was done, to a group that has pushed on time; returns the commit that is taken."""


def late_commits(group: Group) -> str:
    group.alice.commit(LATE, "later")
    group.alice.push()
    return group.pushed


def late_fast_forward(group: Group) -> str:
    group.alice.git("checkout", "-qb", "feature")
    feature = group.alice.commit(ON_TIME, "feature")
    group.alice.git("checkout", "-q", "main")
    group.alice.git("merge", "-q", "--ff-only", "feature")
    group.alice.push()
    return feature


def late_merge(group: Group) -> str:
    group.alice.git("checkout", "-qb", "feature")
    group.alice.commit(ON_TIME, "feature")
    group.alice.git("checkout", "-q", "main")
    group.alice.git("merge", "-q", "--no-ff", "--no-edit", "feature")
    group.alice.push()
    return group.pushed


def late_squash(group: Group) -> str:
    group.alice.git("checkout", "-qb", "feature")
    group.alice.commit(ON_TIME, "feature")
    group.alice.git("checkout", "-q", "main")
    group.alice.git("merge", "-q", "--squash", "feature")
    group.alice.git("commit", "-qm", "Everything")
    group.alice.push()
    return group.pushed


def late_rebase(group: Group) -> str:
    group.bob.git("pull", "-q", "--rebase", "origin", "main")
    group.bob.push()
    return group.pushed


def late_force_push(group: Group) -> str:
    first = group.alice.git("rev-parse", "HEAD~")
    group.alice.git("commit", "-q", "--amend", "-m", "Amended")
    group.alice.push()
    return first


def late_pull(*arguments: str) -> Row:
    def row(group: Group) -> str:
        group.bob.git("fetch", "-q")
        group.bob.git(*(part.replace("ROOT", str(group.root)) for part in arguments))
        group.bob.push()
        return group.pushed

    return row


def late_pull_into_a_branch(group: Group) -> str:
    group.bob.git("checkout", "-qb", "feature")
    group.bob.git("pull", "-q", "--no-edit", "origin", "main")
    group.bob.push()
    return group.pushed


def late_pull_under_another_name(*, url: bool) -> Row:
    def row(group: Group) -> str:
        other = group.root / "old-name.git"
        (group.root / "server.git").rename(other)
        if url:
            group.bob.git("pull", "-q", "--no-edit", f"file://{other}", "main")
        else:
            group.bob.git("remote", "add", "classroom", f"file://{other}")
            group.bob.git("fetch", "-q", "classroom")
            group.bob.git("merge", "-q", "--no-edit", "classroom/main")
        other.rename(group.root / "server.git")
        group.bob.push()
        return group.pushed

    return row


def late_pull_without_a_branch(group: Group) -> str:
    group.bob.git("pull", "-q", "--no-edit", f"file://{group.root}/alice")
    group.bob.push()
    return group.pushed


def late_pull_of_the_template(group: Group) -> str:
    Clone(group.root).git("clone", "-q", f"file://{group.root}/server.git", "template")
    template = Clone(group.root / "template")
    template.git("checkout", "-q", "--orphan", "main2")
    (template.folder / "reports/README.md").write_text(TEMPLATE)
    template.git("add", "-A", date=EARLY)
    template.git("commit", "-qm", "Template", date=EARLY)
    template.git("branch", "-qM", "main")
    template.commit(ON_TIME, note="handout")
    pull = ("pull", "-q", "--no-edit", "--allow-unrelated-histories", "-X", "ours")
    group.alice.git(*pull, f"file://{group.root}/template", "main")
    group.alice.push()
    return group.pushed


def late_merge_without_a_word(group: Group) -> str:
    group.alice.git("checkout", "-qb", "feature")
    group.alice.commit(ON_TIME, "feature")
    group.alice.git("checkout", "-q", "main")
    group.alice.git("merge", "-q", "--no-ff", "-m", "Final version", "feature")
    group.alice.push()
    return group.pushed


def another_branch(group: Group) -> str:
    group.alice.git("checkout", "-qb", "final")
    group.alice.commit(ON_TIME, "final")
    group.alice.push("HEAD:final")
    return group.pushed


def late_tag(group: Group) -> str:
    group.bob.git("tag", "-a", "submission", "-m", "submission")
    group.bob.git("push", "-q", "origin", "submission")
    return group.pushed


ELSEWHERE, UNKNOWN = "from another address", "does not name the branch"
ROWS: dict[str, tuple[tuple[Row, str], ...]] = {
    "Commits that are pushed late": ((late_commits, ""),),
    "A branch, fast-forwarded late": ((late_fast_forward, ""),),
    "A branch, merged late": ((late_merge, ""),),
    "A branch, squashed late": ((late_squash, ""),),
    "A late rebase": ((late_rebase, ""),),
    "A late force-push": ((late_force_push, ""),),
    "A late pull of the branch": (
        (late_pull("pull", "-q", "--no-edit", "origin", "main"), ""),
        (late_pull("merge", "-q", "--no-edit", "origin/main"), ""),
        (late_pull("merge", "-q", "--no-edit", "refs/remotes/origin/main"), ""),
        (late_pull("pull", "-q", "--no-edit", "file://ROOT/server.git"), ""),
        (late_pull_into_a_branch, ""),
    ),
    "The same, by another address": (
        (late_pull_under_another_name(url=True), ELSEWHERE),
        (late_pull_under_another_name(url=False), ELSEWHERE),
        (late_pull_without_a_branch, ELSEWHERE),
    ),
    "A late pull of the course's template": ((late_pull_of_the_template, ELSEWHERE),),
    "A late merge whose message was rewritten": ((late_merge_without_a_word, UNKNOWN),),
    "Another branch": ((another_branch, ""),),
    "A tag": ((late_tag, ""),),
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "remark"), [each for rows in ROWS.values() for each in rows], ids=[n for n in ROWS for _ in ROWS[n]]
)
def test_which_commit_is_taken(row: Row, remark: str, group: Group) -> None:
    expected = row(group)
    outcome = group.collect()
    assert outcome.error is None
    assert outcome.record is not None
    assert outcome.record.commit == expected
    assert remark in "; ".join(outcome.record.remarks)
    assert bool(remark) == bool(outcome.record.remarks)
    assert str(group.root) not in "; ".join(outcome.record.remarks)


def test_the_manual_has_these_rows() -> None:
    table = GUIDE.read_text().partition("## The deadline")[2].partition("\n## ")[0]
    assert re.findall(r"^\| ([^|]+?) \|", table, re.MULTILINE)[1:] == list(ROWS)


def test_a_force_push_is_told_where_the_commit_was_collected_before(group: Group) -> None:
    assert group.collect().record is not None
    late_force_push(group)
    record = group.collect().record
    assert record is not None
    assert record.rewritten == (group.pushed,)


def test_a_tag_is_no_branch(group: Group) -> None:
    late_tag(group)
    assert "there is no branch “submission”" in str(group.collect("submission").error)
