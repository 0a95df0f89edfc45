"""A folder whose git repository names commands: they are never run, and what git knows of it is still told."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_report.cli.main import main
from mkdocs_report.collect.git_config import user_settings
from mkdocs_report.course.git_history import last_commits, tracked_names
from mkdocs_report.runtime.working_copy import open_query, working_copy
from tests.course.test_git_history import GIT, git
from tests.support.builds import build, project
from tests.support.reports import fill

pytestmark = pytest.mark.slow

COMMANDS = (
    *("alias.log", "alias.ls-files", "alias.ls-tree", "alias.rev-parse", "alias.version", "alias.config"),
    *("core.alternateRefsCommand", "core.askPass", "core.editor", "core.fsmonitor", "core.gitProxy", "core.pager"),
    *("core.sshCommand", "credential.helper", "credential.https://example.org.helper", "diff.external"),
    *("diff.evil.command", "diff.evil.textconv", "difftool.evil.cmd", "difftool.evil.path", "diff.guitool"),
    *("filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "gpg.program", "gpg.openpgp.program"),
    *("gpg.ssh.program", "gpg.ssh.defaultKeyCommand", "gpg.x509.program", "guitool.evil.cmd", "hook.evil.command"),
    *("imap.tunnel", "instaweb.httpd", "interactive.diffFilter", "man.evil.cmd", "man.evil.path", "browser.evil.cmd"),
    *("browser.evil.path", "merge.evil.driver", "mergetool.evil.cmd", "mergetool.evil.path", "notes.rewriteRef"),
    *("pager.log", "pager.ls-files", "pager.ls-tree", "receive.procReceiveRefs", "remote.evil.receivepack"),
    *("remote.evil.uploadpack", "remote.evil.vcs", "remote.evil.proxy", "sendemail.smtpServer", "sendemail.toCmd"),
    *("sendemail.ccCmd", "sendemail.headerCmd", "sendemail.sendmailCmd", "sequence.editor", "submodule.evil.update"),
    *("svn.authorsProg", "tar.evil.command", "trailer.evil.cmd", "trailer.evil.command", "trace2.eventTarget"),
    *("uploadpack.packObjectsHook", "web.browser", "init.templateDir", "core.hooksPath", "core.attributesFile"),
)
"""Keys of git's manual whose values are, or lead to, commands."""
BESIDES = """\
[log]
\tshowSignature = true
\tmailmap = true
[hook "evil"]
\tevent = post-index-change
[diff "evil"]
\tbinary = true
[merge]
\tverifySignatures = true
[protocol]
\tallow = always
[protocol "ext"]
\tallow = always
[extensions]
\tpartialClone = evil
\tworktreeConfig = true
\tnotOfThisWorld = true
[core]
\trepositoryformatversion = 1
\tuntrackedCache = true
\tworktree = /
\tbare = maybe
"""
"""Settings that switch such commands on; and two by which git itself would give up."""


def entry(key: str, value: str) -> str:
    section, _, rest = key.partition(".")
    middle, _, name = rest.rpartition(".")
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'[{section}{f" {chr(34)}{middle}{chr(34)}" if middle else ""}]\n\t{name} = "{quoted}"\n'


class Trap:
    """A project in a repository, and a folder in which every command that is run leaves its name."""

    def __init__(self, root: Path) -> None:
        self.root, self.ran = project(root / "project"), root / "ran"
        self.ran.mkdir()
        (self.root / ".gitattributes").write_text("* diff=evil filter=evil merge=evil\n*.md evil\n")
        (self.root / "évidence.csv").write_text("x")
        git(self.root, "init", "-q")
        git(self.root, "add", ".")
        git(self.root, "commit", "-qm", "All")
        self.reports = [self.root / f"docs/groups/{name}/README.md" for name in ("one", "two")]
        self.reports[1].write_text(fill(q1="9"))
        git(self.root, "commit", "-qam", "Two", date="2026-02-01T08:00:00Z")
        self.git = self.root / ".git"
        self.tree = git(self.root, "rev-parse", "HEAD^{tree}")

    def command(self, name: str) -> str:
        """Return a program that leaves this name."""
        program = self.ran.parent / "programs" / name.replace("/", "-")
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\ntouch "{self.ran}/{program.name}"\n')
        program.chmod(0o755)
        return str(program)

    def promise(self, file: Path | None = None) -> str:
        """Name a remote that runs a command for each object that is missing."""
        text = (
            f'[remote "evil"]\n\tpromisor = true\n\turl = "ext::{self.command("lazy")}"\n'
            "[extensions]\n\tpartialClone = evil\n[core]\n\trepositoryformatversion = 1\n"
            '[protocol "ext"]\n\tallow = always\n'
        )
        with (file or self.git / "config").open("a") as stream:
            stream.write(text)
        return text

    def lose(self, oid: str) -> None:
        """Delete an object."""
        (self.git / "objects" / oid[:2] / oid[2:]).unlink()

    def hooks(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        for name in (
            "post-index-change",
            "reference-transaction",
            "fsmonitor-watchman",
            "post-checkout",
            "pre-auto-gc",
        ):
            Path(self.command(f"hook-{name}")).rename(folder / name)

    def honest(self, *arguments: str) -> None:
        """Run git as a person would who trusts the folder."""
        environment = {**GIT, "GIT_ALLOW_PROTOCOL": "ext"}
        subprocess.run(
            ["git", *arguments], cwd=self.root, env=environment, capture_output=True, check=False, timeout=20
        )

    def heard(self) -> set[str]:
        return {file.name for file in self.ran.iterdir()}


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    return Trap(tmp_path)


def knows_all(trap: Trap) -> bool:
    """Whether our answers are those of a repository that has no settings at all."""
    days = {file.parent.name: commit.day for file, commit in last_commits(trap.reports, trap.root).items()}
    return days == {"one": "2026-01-23", "two": "2026-02-01"} and "évidence.csv" in tracked_names(trap.root)


@pytest.mark.parametrize("key", COMMANDS)
def test_a_command_in_the_configuration(key: str, trap: Trap) -> None:
    with (trap.git / "config").open("a") as stream:
        stream.write(entry(key, trap.command("it")) + BESIDES)
    assert knows_all(trap)
    assert trap.heard() == set()


def plain(trap: Trap, text: str) -> None:
    (trap.git / "config").write_text(text)


def include(trap: Trap, text: str, head: str) -> None:
    (trap.root / "settings").write_text(text)
    (trap.git / "config").write_text(f"[core]\n\trepositoryformatversion = 0\n{head}\n\tpath = ../settings\n")


def worktree(trap: Trap, text: str) -> None:
    (trap.git / "config.worktree").write_text(text)
    (trap.git / "config").write_text("[core]\n\trepositoryformatversion = 1\n[extensions]\n\tworktreeConfig = true\n")


WAYS: dict[str, Callable[[Trap, str], None]] = {
    "config": plain,
    "include": lambda trap, text: include(trap, text, "[include]"),
    "includeIf": lambda trap, text: include(trap, text, '[includeIf "gitdir:**"]'),
    "config.worktree": worktree,
}


@pytest.mark.parametrize("way", WAYS)
def test_wherever_settings_are_kept(way: str, trap: Trap) -> None:
    trap.hooks(trap.git / "hooks")
    text = "".join(entry(key, trap.command(key)) for key in COMMANDS if not key.startswith("alias"))
    WAYS[way](trap, text)
    assert knows_all(trap)
    assert trap.heard() == set()
    trap.honest("status")
    assert "core.fsmonitor" in trap.heard()  # the trap works


def all_commands(trap: Trap) -> str:
    return "".join(entry(key, trap.command(key)) for key in COMMANDS) + BESIDES


class TestCommands:
    """Everything of ours that asks git, in a folder that sets every trap at once."""

    @pytest.fixture
    def armed(self, trap: Trap, monkeypatch: pytest.MonkeyPatch) -> Trap:
        settings = trap.root / "mkdocs.yml"
        settings.write_text(settings.read_text().replace("templates:", "evidence: evidence.yml\n    templates:"))
        (trap.root / "evidence.yml").write_text("- {item: hands, any: 'photos/*'}\n")
        trap.hooks(trap.git / "hooks")
        with (trap.git / "config").open("a") as stream:
            stream.write(all_commands(trap))
        trap.promise()
        monkeypatch.chdir(trap.root)
        return trap

    @pytest.mark.parametrize("lost", [False, True])
    @pytest.mark.parametrize(
        "arguments",
        [
            ("html", "docs/groups/one", "--template", "template.md", "-o", "one.html"),
            ("html", "docs/groups", "--settings", "mkdocs.yml", "--all", "-o", "all"),
            ("check", "docs/groups/one/README.md", "--settings", "mkdocs.yml"),
            ("check", "docs/groups", "--settings", "mkdocs.yml"),
            ("doctor",),
        ],
        ids=lambda arguments: " ".join(arguments[:2]),
    )
    def test_a_command(
        self, arguments: tuple[str, ...], lost: bool, armed: Trap, capsys: pytest.CaptureFixture[str]
    ) -> None:
        if lost:
            armed.lose(armed.tree)
        assert main(list(arguments)) in {0, 1}
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert armed.heard() == set()

    def test_a_site(self, armed: Trap) -> None:
        built = build(armed.root)
        assert built.code == 0, built.log
        assert "of <time" in (built.site / "groups/one/index.html").read_text(encoding="utf-8")
        assert armed.heard() == set()

    def test_the_users_own_settings(self, armed: Trap) -> None:
        user_settings()
        assert armed.heard() == set()


def test_an_object_that_a_remote_has_promised(trap: Trap) -> None:
    trap.promise()
    trap.lose(git(trap.root, "rev-parse", "HEAD~1^{tree}"))
    assert last_commits(trap.reports, trap.root) == {}
    assert trap.heard() == set()
    trap.honest("log", "--name-only")
    assert trap.heard() == {"lazy"}


def test_an_index_of_folders(trap: Trap) -> None:
    git(trap.root, "sparse-checkout", "set", "--cone", "--sparse-index", "docs")
    assert "docs/groups/one/README.md" in tracked_names(trap.root)
    git(trap.root, "sparse-checkout", "set", "--cone", "--sparse-index", "nothing")
    names = tracked_names(trap.root)
    assert "docs/groups/one/README.md" in names
    docs = git(trap.root, "rev-parse", "HEAD:docs")
    trap.promise()
    trap.lose(docs)
    assert "docs/groups/one/README.md" not in tracked_names(trap.root)
    assert trap.heard() == set()
    trap.honest("ls-files")
    assert trap.heard() == {"lazy"}


def test_an_index_in_two_parts(trap: Trap) -> None:
    git(trap.root, "update-index", "--split-index")
    (trap.root / "more").write_text("x")
    git(trap.root, "add", "more")
    assert "évidence.csv" in tracked_names(trap.root)  # from the commit


class TestElsewhere:
    """A folder that passes another repository off as its own."""

    @pytest.fixture
    def lair(self, trap: Trap, tmp_path: Path) -> Path:
        folder = tmp_path / "unzipped"
        (folder / "docs/groups/one").mkdir(parents=True)
        (folder / "docs/groups/one/README.md").write_text(trap.reports[0].read_text())
        return folder

    def nothing_is_known(self, lair: Path) -> None:
        assert last_commits([lair / "docs/groups/one/README.md"], lair) == {}
        assert tracked_names(lair) == ()

    @pytest.mark.parametrize("way", ["gitdir", "link", "commondir", "alternates", "objects", "worktree"])
    def test_a_repository_that_is_not_its_own(self, way: str, trap: Trap, lair: Path) -> None:
        own = lair / ".git"
        if way == "gitdir":
            own.write_text(f"gitdir: {trap.git}\n")
        elif way == "link":
            own.symlink_to(trap.git)
        elif way == "worktree":
            git(trap.root, "worktree", "add", "-q", str(lair.parent / "tree"))
            own.write_text(f"gitdir: {trap.git}/worktrees/tree\n")
        else:
            own.mkdir()
            for name in ("HEAD", "index"):
                (own / name).write_bytes((trap.git / name).read_bytes())
            (own / "packed-refs").write_text(f"{git(trap.root, 'rev-parse', 'HEAD')} refs/heads/master\n")
            (own / "refs").mkdir()
            if way == "commondir":
                (own / "commondir").write_text(f"{trap.git}\n")
                shutil.copytree(trap.git / "objects", own / "objects")
            elif way == "objects":
                (own / "objects").symlink_to(trap.git / "objects")
            else:
                (own / "objects/info").mkdir(parents=True)
                (own / "objects/info/alternates").write_text(f"{trap.git}/objects\n")
        self.nothing_is_known(lair)

    @pytest.mark.parametrize("way", ["loose folder", "loose file", "pack", "pack folder", "info"])
    def test_objects_that_are_links_to_those_of_another(self, way: str, trap: Trap, lair: Path) -> None:
        own = lair / ".git"
        (own / "refs").mkdir(parents=True)
        for name in ("HEAD", "index"):
            (own / name).write_bytes((trap.git / name).read_bytes())
        (own / "packed-refs").write_text(f"{git(trap.root, 'rev-parse', 'HEAD')} refs/heads/master\n")
        if way.startswith("pack"):
            git(trap.root, "repack", "-adq")
        for source in [file for file in (trap.git / "objects").rglob("*") if file.is_file()]:
            place = own / "objects" / source.relative_to(trap.git / "objects")
            place.parent.parent.mkdir(parents=True, exist_ok=True)
            if way.endswith("folder"):
                if not place.parent.is_symlink():
                    place.parent.symlink_to(source.parent)
            else:
                place.parent.mkdir(exist_ok=True)
                place.write_bytes(source.read_bytes()) if way == "info" else place.symlink_to(source)
        if way == "info":
            (own / "objects/info").mkdir(exist_ok=True)
            (own / "objects/info/packs").symlink_to(trap.git / "HEAD")
        self.nothing_is_known(lair)

    @pytest.mark.parametrize(
        "text", ["gitdir: circle", "gitdir: circle/deeper", f"gitdir: {'x' * 300}", "gitdir: ..\0"]
    )
    def test_a_file_that_leads_nowhere(self, text: str, lair: Path) -> None:
        (lair / "circle").symlink_to("circle")
        (lair / ".git").write_text(text)
        self.nothing_is_known(lair)

    @pytest.mark.parametrize("name", ["commondir", "gitdir"])
    def test_a_worktree_that_leads_in_a_circle(self, name: str, lair: Path) -> None:
        own = lair / "store/worktrees/one"
        own.mkdir(parents=True)
        (lair / "circle").symlink_to("circle")
        (lair / ".git").write_text(f"gitdir: {own}")
        (own / "commondir").write_text("../..")
        (own / "gitdir").write_text(f"{lair}/.git")
        (own / name).write_text(f"{lair}/circle")
        self.nothing_is_known(lair)

    def test_submodules_in_submodules_without_end(self, lair: Path) -> None:
        place = lair
        for _ in range(400):
            place = place / "m"
            place.mkdir()
            (place / ".git").write_text("gitdir: .")
        assert tracked_names(place) == ()

    def test_a_repository_that_cannot_be_looked_into(self, trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
        scan = os.scandir

        def refuse(path: str | Path) -> object:
            if Path(path).is_relative_to(trap.git):
                raise PermissionError(13, "Permission denied")
            return scan(path)

        monkeypatch.setattr("mkdocs_report.runtime.working_copy.os.scandir", refuse)
        self.nothing_is_known(trap.root)

    def test_a_bare_repository_in_a_folder(self, trap: Trap, lair: Path) -> None:
        for name in ("HEAD", "config", "index"):
            (lair / name).write_bytes((trap.git / name).read_bytes())
        (trap.git / "objects").rename(lair / "objects")
        (trap.git / "refs").rename(lair / "refs")
        with (lair / "config").open("a") as stream:
            stream.write(entry("core.fsmonitor", trap.command("bare")) + "[core]\n\tbare = false\n\tworktree = .\n")
        self.nothing_is_known(lair)
        assert trap.heard() == set()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
@pytest.mark.parametrize("name", ["HEAD", "index", "packed-refs", "refs/heads/master", ".git"])
def test_nobody_waits_for_a_pipe(name: str, trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_report.runtime.working_copy.SECONDS", 1)
    if name == ".git":
        trap.git.rename(trap.root / "away")
    place = trap.root / ".git" if name == ".git" else trap.git / name
    place.unlink(missing_ok=True)
    os.mkfifo(place)
    begin = time.monotonic()
    last_commits(trap.reports, trap.root)
    tracked_names(trap.root)
    assert time.monotonic() - begin < 5


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_git_is_ended_in_time(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_report.runtime.working_copy.SECONDS", 0.3)
    oid = git(trap.root, "rev-parse", "HEAD^{tree}")
    place = trap.git / "objects" / oid[:2] / oid[2:]
    place.unlink()
    os.mkfifo(place)
    assert last_commits(trap.reports, trap.root) == {}


def test_what_changes_a_history_in_one_copy_alone(trap: Trap) -> None:
    first, second = git(trap.root, "rev-parse", "HEAD~1"), git(trap.root, "rev-parse", "HEAD")
    (trap.git / "info").mkdir(exist_ok=True)
    (trap.git / "info/grafts").write_text(f"{second}\n")
    git(trap.root, "update-ref", f"refs/replace/{second}", first)
    assert knows_all(trap)


def test_a_damaged_repository(trap: Trap) -> None:
    for file in sorted(trap.git.rglob("*")):
        if file.is_file() and "objects" in file.parts:
            file.chmod(0o644)
            file.write_bytes(b"\xff" * 100)
    (trap.git / "index").write_bytes(b"DIRC\xff\xff\xff\xff")
    assert last_commits(trap.reports, trap.root) == {}
    assert tracked_names(trap.root) == ()


@pytest.mark.skipif(sys.platform != "linux", reason="needs limits for other processes")
def test_an_index_that_unfolds_to_any_size(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names in version 4 of the index repeat the name before: a megabyte holds a gigabyte of them."""
    monkeypatch.setattr("mkdocs_report.runtime.working_copy._MEMORY", 1 << 25)
    length, many = 60_000, 10_000
    blob = bytes.fromhex(git(trap.root, "rev-parse", "HEAD:mkdocs.yml"))
    head = bytes(24) + (0o100644).to_bytes(4, "big") + bytes(12) + blob + (0xFFF).to_bytes(2, "big")
    first = head + b"\0" + b"a" * length + b"00000\0"
    rest = (head + b"\5" + b"%05d\0" % number for number in range(1, many))
    data = b"DIRC" + (4).to_bytes(4, "big") + many.to_bytes(4, "big") + first + b"".join(rest)
    (trap.git / "index").write_bytes(data + hashlib.sha1(data, usedforsecurity=False).digest())
    copy = working_copy(trap.root)
    assert copy is not None
    with open_query(copy) as asked:
        assert asked.add_index()
        assert asked.ask("ls-files", "-z", "--", "nothing") is None
        assert asked.ask("ls-tree", "-z", asked.head)
    assert "évidence.csv" in tracked_names(trap.root)  # from the commit
