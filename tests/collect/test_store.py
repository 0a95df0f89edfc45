"""Interrupted at any moment, each group's folder is as it was or wholly new, and the next run ends as ever."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_report.collect.plan import CollectPlan, Status
from mkdocs_report.collect.run import collect
from mkdocs_report.collect.store import Store, StoreError
from mkdocs_report.collect.swap import exchange
from mkdocs_report.config.roster import RosterEntry
from mkdocs_report.parsing.collect_record import (
    Collected,
    State,
    read_collected,
    read_state,
    write_collected,
    write_state,
)
from tests.support.collect_cases import held, usual
from tests.support.git_server import Made, make, tree

pytestmark = pytest.mark.slow

GROUPS = 6
RECORD = Collected("one", "https://example.org/x", "main", "1" * 40, "2026-01-01T00:00:00+00:00", "README.md")


class Killed(BaseException):
    """The end of the process, as far as the code under test can tell."""


def groups_in(folder: Path) -> dict[str, dict[str, bytes]]:
    """Return each group's folder as it is, its record included."""
    return {each.name: tree(each) for each in folder.iterdir() if each.name != ".collected"}


def whole(folder: Path) -> dict[str, bytes]:
    """Return all that a run leaves, the states of the groups included."""
    return {name: data for name, data in tree(folder).items() if not name.endswith("/lock")}


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course that was collected, has changed since, and was collected again: the folders before and after."""
    root = tmp_path_factory.mktemp("versions")
    entries = []
    for number in range(GROUPS):
        made = make(root / f"{number}.git", [Made(usual(number))])
        entries.append(RosterEntry(f"g{number}", 1, repository=f"file://{made}"))
    (root / "roster.csv").write_text("group,repository\n" + "".join(f"{e.group},{e.repository}\n" for e in entries))
    collect(entries, CollectPlan(root / "old", root / "cache", local=True))
    shutil.copytree(root / "old", root / "new")
    for number in range(GROUPS):
        make(root / f"{number}.git", [Made(usual(number)), Made(usual(number + 50))])
    collect(entries, CollectPlan(root / "new", root / "cache-new", local=True))
    assert groups_in(root / "new")["g1"].keys() == {*held(1), "collected.json"}
    assert not any(
        old == new for old, new in zip(groups_in(root / "old").values(), groups_in(root / "new").values(), strict=True)
    )
    return root


def command(root: Path, place: Path) -> list[str]:
    arguments = ("collect", root / "roster.csv", "--into", place / "groups", "--cache", place / "cache", "--jobs", "2")
    return [sys.executable, "-m", "mkdocs_report", *map(str, arguments)]


@pytest.mark.parametrize("seed", range(int(os.environ.get("KILL_SEEDS", "6"))))
def test_killed_at_a_random_moment(seed: int, versions: Path, tmp_path: Path) -> None:
    shutil.copytree(versions / "old", tmp_path / "groups")
    shutil.copytree(versions / "cache", tmp_path / "cache")
    environment = {**os.environ, "MKDOCS_REPORT_COLLECT_LOCAL": "1"}
    process = subprocess.Popen(
        command(versions, tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    )
    with process:
        assert process.stderr is not None
        chance = random.Random(f"{seed} {os.getpid()}")
        for _ in range(chance.randrange(GROUPS)):  # some groups are done,
            process.stderr.readline()
        time.sleep(chance.uniform(0, 0.5 if seed % 2 else 0.03))  # and others at any point
        process.kill()
    old, new = groups_in(versions / "old"), groups_in(versions / "new")
    for name, files in groups_in(tmp_path / "groups").items():
        assert files in (old[name], new[name]), name
    entries = [RosterEntry(f"g{n}", 1, repository=f"file://{versions}/{n}.git") for n in range(GROUPS)]
    outcomes = collect(entries, CollectPlan(tmp_path / "groups", tmp_path / "cache", local=True))
    assert [outcome.error for outcome in outcomes] == [None] * GROUPS
    assert whole(tmp_path / "groups") == whole(versions / "new")


@pytest.mark.parametrize("exchanges", [True, False])
@pytest.mark.parametrize("step", range(8))
def test_killed_between_two_steps(step: int, exchanges: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each call that changes a name is the last one, in turn; where folders can not change places, too."""
    store = Store(tmp_path / "groups")
    folder = store.into / "one"
    with store.locked():
        store.put("one", RECORD, [("README.md", b"old"), ("a/b.png", b"old")])
    old = tree(folder)
    calls = 0

    def counted(work: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            nonlocal calls
            if calls == step:
                raise Killed
            calls += 1
            return work(*arguments, **options)

        return call

    with monkeypatch.context() as patch:
        patch.setattr("mkdocs_report.collect.store.os.replace", counted(os.replace))
        patch.setattr("mkdocs_report.collect.store.shutil.rmtree", counted(shutil.rmtree))
        patch.setattr("mkdocs_report.collect.store.exchange", counted(exchange) if exchanges else lambda *_: False)
        try:
            with store.locked():
                store.put("one", RECORD, [("README.md", b"new"), ("c.png", b"new")])
                store.set_state("one", State("one", error="x"))
        except Killed:
            pass
    with store.locked():  # the next run
        files = tree(folder)
        assert files == old or {n: d for n, d in files.items() if n != "collected.json"} == {
            "README.md": b"new",
            "c.png": b"new",
        }
        assert store.is_complete("one")
        store.check_unmodified("one")
        assert not (store.into / ".collected/old").exists()
        assert not (store.into / ".collected/new").exists()


def test_the_system_lets_folders_change_places(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    if exchange(tmp_path / "one", tmp_path / "other"):
        assert (tmp_path / "one/file").read_text() == "other"
        assert (tmp_path / "other/file").read_text() == "one"
    assert not exchange(tmp_path / "one", tmp_path / "gone")


def test_two_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_report.collect.store.PATIENCE", 0)
    store = Store(tmp_path)
    with store.locked(), pytest.raises(StoreError, match="is running in"), Store(tmp_path).locked():
        pass
    with Store(tmp_path).locked():
        pass


def test_no_folder_is_followed_out(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "groups").mkdir()
    (tmp_path / "groups/one").symlink_to(tmp_path / "elsewhere")
    made = make(tmp_path / "one.git", [Made(usual(1))])
    plan = CollectPlan(tmp_path / "groups", tmp_path / "cache", local=True)
    outcome = collect([RosterEntry("one", 1, repository=f"file://{made}")], plan)[0]
    assert outcome.status is Status.FAILED
    assert "not a collected folder" in (outcome.error or "")
    assert list((tmp_path / "elsewhere").iterdir()) == []
    shutil.rmtree(tmp_path / "groups/.collected")
    (tmp_path / "groups/.collected").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="symbolic link"):
        collect([], plan)


class TestWhatHtmlMade:
    """Files that `mkdocs-report html` put into a group's folder stay there, and stop no collecting."""

    HTML = b'<!doctype html><meta name="generator" content="mkdocs-report 1">'
    PDF = b"%PDF-1.4 a report\n% made by mkdocs-report\n"

    @pytest.fixture
    def store(self, tmp_path: Path) -> Store:
        store = Store(tmp_path)
        with store.locked():
            store.put("one", RECORD, [("README.md", b"old")])
        return store

    @pytest.mark.parametrize(("name", "data"), [("README.html", HTML), ("out/one.pdf", PDF)])
    def test_is_kept(self, name: str, data: bytes, store: Store) -> None:
        file = store.into / "one" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
        store.check_unmodified("one")
        record = store.put("one", RECORD, [("README.md", b"new")])
        assert (file.read_bytes(), (store.into / "one/README.md").read_bytes()) == (data, b"new")
        assert [path for path, _ in record.files] == ["README.md"]
        store.check_unmodified("one")

    @pytest.mark.parametrize(("name", "data"), [("README.html", b"<p>By hand"), ("one.pdf", PDF[:9]), ("empty", b"")])
    def test_other_files_are_somebodys(self, name: str, data: bytes, store: Store) -> None:
        (store.into / "one" / name).write_bytes(data)
        with pytest.raises(StoreError, match=f"{name} was added by hand"):
            store.check_unmodified("one")

    def test_a_report_that_was_replaced_by_one_was_changed(self, store: Store) -> None:
        (store.into / "one/README.md").write_bytes(self.HTML)
        with pytest.raises(StoreError, match=r"README\.md was changed by hand"):
            store.check_unmodified("one")

    def test_a_link_to_one_is_somebodys(self, store: Store, tmp_path: Path) -> None:
        (tmp_path / "far.html").write_bytes(self.HTML)
        (store.into / "one/far.html").symlink_to(tmp_path / "far.html")
        with pytest.raises(StoreError, match="was added by hand"):
            store.check_unmodified("one")


def test_a_group_without_a_line_and_a_folder_is_forgotten(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with store.locked():
        for group in ("one", "two", "three"):
            store.set_state(group, State(group, error="gone"))
        store.put("one", RECORD, [("README.md", b"")])
    (tmp_path / "two").symlink_to("nowhere")
    plan = CollectPlan(tmp_path, tmp_path.with_name("cache"), local=True)
    assert [(each.group, each.status) for each in collect([], plan)] == [("one", Status.LEFT), ("two", Status.LEFT)]
    assert store.groups() == ["one", "two"]


class TestRecords:
    def test_they_are_read_as_they_were_written(self, tmp_path: Path) -> None:
        folder = tmp_path / "groups/one"
        folder.mkdir(parents=True)
        (folder.parent / ".collected").mkdir()
        (folder / "collected.json").write_text(write_collected(RECORD))
        state = State("one", "https://example.org/x", "1" * 40, "x", "y", "it failed", ("ærlig",))
        (folder.parent / ".collected/one.json").write_text(write_state(state), encoding="utf-8")
        assert read_collected(folder) == RECORD
        assert read_state(folder) == state

    @pytest.mark.parametrize(
        "text", ["", "[]", "{", '{"group": 1}', '{"names": 3}', '{"files": [[1]]}', '{"notes": {}}', "[" * 9999]
    )
    def test_what_is_none_is_none(self, text: str, tmp_path: Path) -> None:
        folder = tmp_path / "one"
        folder.mkdir()
        (tmp_path / ".collected").mkdir()
        (folder / "collected.json").write_text(text)
        (tmp_path / ".collected/one.json").write_text(text)
        assert read_collected(folder) is None
        assert read_state(folder) is None
