"""Which commit is taken before a deadline: clocks that are wrong, time zones, merges."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from mkdocs_report.collect.deadline import commit_before, date_warnings, read_moment
from mkdocs_report.collect.errors import GitError
from mkdocs_report.collect.objects import GitCommit
from mkdocs_report.collect.plan import CollectPlan, Status
from mkdocs_report.collect.run import collect
from mkdocs_report.config.roster import RosterEntry
from tests.support.collect_cases import usual
from tests.support.git_server import Made, make
from tests.support.reports import fill

pytestmark = pytest.mark.slow

DEADLINE = "2026-01-23T23:59+01:00"
PLACE = "https://github.com/example/bread"


def seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def taken(*commits: str, branch: str = "main") -> str:
    """Return which commit is taken of a history: each is "name parents date subject", parents joined by +."""
    history = {}
    for text in commits:
        name, parents, date, *subject = text.split(" ", 3)
        parents = parents.replace("-", "")
        known = tuple(parents.split("+")) if parents else ()
        history[name] = GitCommit(name, known, seconds(date), date, "".join(subject))
    return commit_before(history, name, branch, PLACE, read_moment(DEADLINE)).commit.hash


class TestWhichCommit:
    def test_the_last_one_before(self) -> None:
        assert taken("a - 2026-01-20T10:00Z", "b a 2026-01-23T20:00Z", "c b 2026-01-24T10:00Z") == "b"

    def test_the_very_second_still_counts(self) -> None:
        assert taken("a - 2026-01-20T10:00Z", "b a 2026-01-23T22:59:00Z", "c b 2026-01-23T22:59:01Z") == "b"

    def test_time_zones_are_those_of_the_commits(self) -> None:
        history = ("a - 2026-01-23T17:58-05:00", "b a 2026-01-24T08:59+10:00", "c b 2026-01-23T18:00-05:00")
        assert taken(*history) == "b"

    def test_a_commit_in_the_future_is_passed_over_and_hides_none_before_it(self) -> None:
        assert taken("a - 2026-01-20T10:00Z", "b a 2031-01-01T00:00Z", "c b 2026-01-22T10:00Z") == "c"
        assert taken("a - 2026-01-20T10:00Z", "b a 2031-01-01T00:00Z") == "a"

    def test_dates_out_of_order(self) -> None:
        """The commit nearest to the branch's end counts, not the one with the latest date."""
        history = ("a - 2026-01-23T12:00Z", "b a 2026-01-02T10:00Z", "c b 2026-01-24T10:00Z", "d c 2026-01-25T10:00Z")
        assert taken(*history) == "b"

    def test_work_that_was_merged_late_is_late(self) -> None:
        history = ("a - 2026-01-20T10:00Z", "m a 2026-01-23T10:00Z", "f a 2026-01-23T20:00Z")
        assert taken(*history, "x m+f 2026-01-24T10:00Z Merge pull request #3 from example/feature") == "m"

    @pytest.mark.parametrize(
        ("subject", "expected"),
        [
            ("Merge branch 'main' of github.com:example/bread", "pushed"),
            ("Merge branch 'main' of https://github.com/Example/bread.git into main", "pushed"),
            ("Merge remote-tracking branch 'origin/main'", "pushed"),
            ("Merge branch 'main' of https://github.com/course/template", "mine"),
            ("Merge remote-tracking branch 'upstream/main'", "mine"),
            ("Merge branch 'main' of github.com:example/bread into feature", "pushed"),
            ("Merge branch 'main' into 'feature'", "pushed"),
            ("Merge remote-tracking branch 'refs/remotes/origin/main'", "pushed"),
            ("Merge https://github.com/example/bread", "pushed"),
            ("Merge branch 'feature' into 'main'", "mine"),
            ("Merge branch 'feature' of github.com:example/bread", "mine"),
            ("Merge pull request #3 from example/main", "mine"),
            ("Merge branch 'main' of github.com:example/bread, conflicts resolved", "pushed"),
            ("Merge branch 'main' of github.com:example/bread into main (again)", "pushed"),
            ("Merge feature/main into main", "mine"),
            ("Final version", "mine"),
            ("Merge branch 'feature'", "mine"),
        ],
    )
    def test_a_pull_is_followed_to_what_was_pushed(self, subject: str, expected: str) -> None:
        history = ("a - 2026-01-20T10:00Z", "pushed a 2026-01-22T10:00Z", "mine a 2026-01-23T10:00Z")
        assert taken(*history, f"x mine+pushed 2026-01-24T10:00Z {subject}") == expected

    @pytest.mark.parametrize(
        "subject",
        [
            "Merge branch 'main' of https://github.com/example/old-name",
            "Merge branch 'main' of git@work:example/bread",
            "Merge branch 'main' of ../bread into feature",
            "Merge remote-tracking branch 'upstream/main'",
            "Merge git@work:example/bread",
            "Merge ../bread",
        ],
    )
    def test_the_work_in_a_pull_from_another_address_decides(self, subject: str) -> None:
        history = {
            name: GitCommit(name, tuple(parents), seconds(date), date, subject)
            for name, parents, date in (
                ("a", "", "2026-01-20T10:00Z"),
                ("p", "a", "2026-01-22T10:00Z"),
                ("m", "a", "2026-01-22T11:00Z"),
                ("x", "mp", "2026-01-24T10:00Z"),
            )
        }
        found = commit_before(history, "x", "main", PLACE, read_moment(DEADLINE), lambda _: True)
        assert (found.commit.hash, "so they were used" in found.remarks[0]) == ("p", True)
        found = commit_before(history, "x", "main", PLACE, read_moment(DEADLINE), lambda _: False)
        assert (found.commit.hash, "so they were not used" in found.remarks[0]) == ("m", True)

    @pytest.mark.parametrize("subject", ["Final version", "Merge commit 'abc'", "Merge tag 'v1' of ../bread", "Merge"])
    def test_a_merge_that_does_not_tell_is_a_remark(self, subject: str) -> None:
        history = {
            "a": GitCommit("a", (), seconds("2026-01-20T10:00Z"), ""),
            "x": GitCommit("x", ("a", "a"), seconds("2026-01-24T10:00Z"), "", subject),
        }
        [remark] = commit_before(history, "x", "main", PLACE, read_moment(DEADLINE)).remarks
        assert "does not name the branch that it merged" in remark

    def test_none_before(self) -> None:
        with pytest.raises(
            GitError, match=re.escape("no commit before 2026-01-23T23:59:00+01:00; the first commit is from 2026")
        ):
            taken("a - 2026-01-24T10:00Z", "b a 2026-01-25T10:00Z")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-01-23", "the time of day is missing"),
        ("2026-01-23T23:59", "the time zone is missing"),
        ("tomorrow", "is not a date and time"),
        ("", "is not a date and time"),
    ],
)
def test_a_moment_is_exact(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_moment(text)


def test_collected_before_a_deadline(tmp_path: Path) -> None:
    """In a real repository: out of order, in other time zones, one from the future, two that are late."""
    dates = ("2026-01-20T10:00+01:00", "2031-05-05T10:00+00:00", "2026-01-23T17:58-05:00", "2026-01-24T00:00+01:00")
    stamps = [f"{seconds(date)} {date[-6:].replace(':', '')}" for date in (*dates, "2026-01-21T10:00+01:00")]
    made = make(tmp_path / "one.git", [Made(usual(n), stamp) for n, stamp in enumerate(stamps[:4])])
    plan = CollectPlan(tmp_path / "groups", tmp_path / "cache", read_moment(DEADLINE), local=True)
    entry = RosterEntry("one", 1, repository=f"file://{made}")
    outcome = collect([entry], plan)[0]
    assert outcome.error is None
    record = outcome.record
    assert record is not None
    assert (record.date, record.before, record.late) == ("2026-01-23T17:58:00-05:00", "2026-01-23T23:59:00+01:00", 1)
    assert (tmp_path / "groups/one/README.md").read_text() == fill(q1="2")
    make(made, [Made(usual(n), stamp) for n, stamp in enumerate(stamps)])  # the last one's clock is three days slow
    outcome = collect([entry], plan)[0]
    assert outcome.record is not None
    assert (outcome.status, outcome.record.date, outcome.record.late) == (
        Status.UPDATED,
        "2026-01-21T10:00:00+01:00",
        0,
    )
    without = collect([entry], CollectPlan(tmp_path / "groups", tmp_path / "cache", local=True))[0].record
    assert without is not None
    assert (without.before, without.late) == (None, 0)


class TestWarnings:
    """Dates that cannot be true, of the commit that was taken and of those before it."""

    NOW = 1_770_000_000  # 2026-02-02
    DEADLINE = datetime.fromisoformat("2026-01-23T23:59+01:00")

    def warnings(self, *days: str) -> str:
        """What is said of the last of some commits, each the parent of the next; a day of 0 is no date."""
        history = {}
        for number, day in enumerate(days):
            seconds = int(datetime.fromisoformat(f"{day}T12:00+00:00").timestamp()) if day else 0
            parents = (f"{number - 1:040x}",) if number else ()
            history[f"{number:040x}"] = GitCommit(f"{number:040x}", parents, seconds, day)
        return "; ".join(date_warnings(history, list(history.values())[-1], self.DEADLINE, self.NOW))

    def test_honest_dates(self) -> None:
        assert self.warnings("2026-01-01", "2026-01-02", "2026-01-02") == ""

    @pytest.mark.parametrize(
        ("days", "said"),
        [
            (("",), "has no date"),
            (("1999-01-01",), "before git existed"),
            (("2027-01-01",), "in the future"),
            (("2026-01-05", "2026-01-04"), "earlier than the commit before it: 2026-01-05"),
            (("2026-01-01", "2026-01-30", "2026-01-20"), "dated after the deadline: 2026-01-30"),
            (("2026-01-10", "2026-01-05", "2026-01-20"), "an earlier commit has a date that cannot be right: 0000000"),
            (("1999-01-01", "", "2026-01-20"), "2 earlier commits have dates that cannot be right"),
        ],
    )
    def test_dates_that_cannot_be_true(self, days: tuple[str, ...], said: str) -> None:
        assert said in self.warnings(*days)
