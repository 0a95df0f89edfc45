"""Addresses, the user's configuration, private repositories: what git is given, and what nobody ever sees."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from mkdocs_report.collect.address import AddressError, read_address, read_branch, redact
from mkdocs_report.collect.copies import is_unmodified
from mkdocs_report.collect.errors import GitError, StoppedError
from mkdocs_report.collect.git import Git, Timeout
from mkdocs_report.collect.git_config import user_settings
from mkdocs_report.collect.hosts import host_and_port
from mkdocs_report.collect.plan import CollectPlan, GroupOutcome, Status
from mkdocs_report.collect.run import collect
from mkdocs_report.config.roster import RosterEntry
from tests.support.collect_cases import Group
from tests.support.git_server import OPEN, Made, Server, make, tree

pytestmark = pytest.mark.slow

TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyz"
USER, _, PASSWORD = OPEN.partition(":")


class TestAddresses:
    @pytest.mark.parametrize(
        "text",
        [
            "https://github.com/example/bread",
            " https://github.com/example/bread/ ",
            "https://github.com/example/bread.git",
            "http://www.github.com/example/bread",
            "github.com/example/bread",
            "www.GitHub.com/example/bread/",
            "<https://github.com/example/bread>",
            "https://github.com/example/bread/tree/main/reports",
            "https://github.com/example/bread/blob/main/reports/README.md?plain=1#L3",
            "https://github.com/example/bread#readme",
            "https://github.com//example//bread//issues",
        ],
    )
    def test_pages_of_github(self, text: str) -> None:
        url = read_address(text).url
        assert url.removesuffix(".git") == "https://github.com/example/bread"

    @pytest.mark.parametrize(
        ("text", "url"),
        [
            ("git@github.com:example/bread.git", "ssh://git@github.com/example/bread.git"),
            ("github.com:example/bread", "ssh://git@github.com/example/bread"),
            ("ssh://git@example.org:2222/bread", "ssh://git@example.org:2222/bread"),
            ("https://gitlab.example.org/a/b/bread/-/tree/main", "https://gitlab.example.org/a/b/bread"),
            ("https://example.org:8443/bread.git", "https://example.org:8443/bread.git"),
            (f"https://{TOKEN}@github.com/example/bread", "https://github.com/example/bread"),
            ("https://me:pass%20word@example.org/bread", "https://example.org/bread"),
        ],
    )
    def test_others(self, text: str, url: str) -> None:
        assert read_address(text).url == url

    def test_the_branch_of_a_page(self) -> None:
        assert read_address("https://github.com/example/bread/tree/final").branch == "final"
        assert read_address("https://github.com/example/bread/tree/--x").branch == ""

    def test_secrets_are_kept_apart(self) -> None:
        address = read_address(f"https://me:{TOKEN}@example.org/bread")
        assert (address.user, address.password, address.secrets) == ("me", TOKEN, (TOKEN,))
        assert TOKEN not in repr(address)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "has no address"),
            ("--upload-pack=touch /tmp/x", "starts with a dash"),
            ("-oProxyCommand=x", "starts with a dash"),
            ("ext::sh -c touch% /tmp/x", "names a program"),
            ("fd::3", "names a program"),
            ("::x", "names a program"),
            ("git://example.org/bread", "git:// is not supported"),
            ("http://example.org/bread", "http:// is not supported"),
            ("file:///etc", "file:// is not supported"),
            ("ftp://example.org/x", "ftp:// is not supported"),
            ("javascript://example.org/x", "is not supported"),
            ("/etc/passwd", "is invalid"),
            ("../bread", "is invalid"),
            ("C:\\bread", "is invalid"),
            ("C:/bread", "is invalid"),
            ("https:/example.org/bread", "is invalid"),
            ("https:example.org/bread", "is invalid"),
            ("SSH:git@example.org", "is invalid"),
            ("https://github.com./a/b", "is not a host name"),
            ("https://g\u0131thub.com/a/b", "is not a host name"),
            ("https://127\u30020\u30020\u30021/a", "is no|this machine|not collected"),
            ("https://\u2460\u2461\u2466.0.0.1/a", "is no|this machine|not collected"),
            ("https://[fe80::1%25eth0]/a", "this machine"),
            ("https://[2001:db8::1%25eth0]/a", "is not a host name"),
            ("https://h:\u0664\u0664\u0663/a", "host or port"),
            ("https://a.b:443:80/x", "host or port"),
            ("ssh://git@-oProxyCommand=x/a", "is not a host name"),
            ("ssh://-oProxyCommand@h/a", "is not a user name"),
            ("ssh://git@h:-22/a", "host or port"),
            ("host:-path", "names no repository"),
            ("file://example.org/etc", "file:// is not supported"),
            ("bread", "is invalid"),
            ("https://github.com", "names no repository"),
            ("https://github.com/", "names no repository"),
            ("https://example.org/../x", "names no repository"),
            ("https://example.org/%2e%2e/x", "names no repository"),
            ("https://example.org/-x", "names no repository"),
            ("https://-x/bread", "is not a host name"),
            ("https://exa mple.org/x", "contains a space"),
            ("https://exam\nple.org/x", "control characters"),
            ("https://example.org/x\x00", "control characters"),
            ("https://example.org/%0ax", "names no repository"),
            ("https://me:x%0a@example.org/x", "control characters"),
            ("https://example.org:99999/x", "host or port"),
            ("https://[::1/x", "host or port"),
            ("ssh://-oProxyCommand=x/bread", "is no"),
            ("ssh://git:pw@example.org/x", "does not accept a password"),
            ("ssh://-x@example.org/x", "is not a user name"),
            ("-x@example.org:bread", "starts with a dash"),
            ("git@-example.org:bread", "is not a host name"),
            ("git@example.org:-bread", "names no repository"),
            ("https://example.org/" + "x" * 600, "more than 500 characters"),
        ],
    )
    def test_what_git_is_not_given(self, text: str, message: str) -> None:
        with pytest.raises(AddressError, match=message):
            read_address(text)

    def test_no_message_shows_a_secret(self) -> None:
        for text in (f"ftp://me:{TOKEN}@example.org/x", f"https://{TOKEN}:x@example.org", f"{TOKEN}@/x", f"x {TOKEN}"):
            with pytest.raises(AddressError) as caught:
                read_address(text)
            assert TOKEN not in str(caught.value)

    def test_this_machine_for_tests_alone(self) -> None:
        assert read_address("file:///tmp/x.git", local=True).url == "file:///tmp/x.git"
        assert read_address("http://127.0.0.1:81/x.git", local=True).url == "http://127.0.0.1:81/x.git"
        assert read_address("http://[::1]:81/x.git", local=True).url == "http://[::1]:81/x.git"
        for text in ("http://example.org/x", "file://example.org/x", "git://127.0.0.1/x"):
            with pytest.raises(AddressError):
                read_address(text, local=True)

    @pytest.mark.parametrize("text", ["-x", "a..b", "a b", "a:b", "a/", "/a", "a.lock", "a@{1}", "a\\b", "a*", ".a"])
    def test_branches_that_git_does_not_know(self, text: str) -> None:
        with pytest.raises(AddressError):
            read_branch(text)

    @pytest.mark.parametrize("text", ["main", "final/2026", "ærlig", "a.b-c", "refs/heads/main"])
    def test_branches(self, text: str) -> None:
        assert read_branch(text) == text.removeprefix("refs/heads/")


def test_secrets_in_texts() -> None:
    text = f"fatal: https://me:pw@example.org/x Authorization: Basic eDp5 {TOKEN} and hidden"
    assert redact(text, ["hidden"]) == "fatal: https://example.org/x Authorization: ***"
    assert redact(f"a {TOKEN} b hidden", ["hidden"]) == "a *** b ***"


class TestGit:
    def git(self, **options: object) -> Git:
        return Git(local=True, **options)  # type: ignore[arg-type]

    def test_a_command_that_prints_too_much(self, repositories: tuple[Path, dict[str, Group]]) -> None:
        with pytest.raises(GitError, match="more than 0 MiB") as caught:
            self.git().run("log", "main", repository=repositories[0] / "thousand.git", timeout=Timeout(60), most=1000)
        assert caught.value.too_large

    def test_after_a_stop_nothing_begins(self) -> None:
        git = self.git()
        git.stop()
        with pytest.raises(StoppedError):
            git.run("version", repository=None, timeout=Timeout(60))

    def test_no_other_machine_without_a_remote(self, repositories: tuple[Path, dict[str, Group]]) -> None:
        address = f"file://{repositories[0]}/01.git"
        with pytest.raises(GitError, match="not allowed"):
            self.git().run("ls-remote", address, repository=None, timeout=Timeout(60))
        with pytest.raises(GitError, match="not allowed"):
            Git().run("ls-remote", "origin", repository=None, timeout=Timeout(60), remote=read_address(address, True))

    def test_no_git_and_an_old_one(self, tmp_path: Path) -> None:
        with pytest.raises(GitError, match="git is not installed"):
            user_settings({"PATH": str(tmp_path)})
        program = tmp_path / "git"
        program.write_text("#!/bin/sh\necho git version 2.17.1\n")
        program.chmod(0o755)
        with pytest.raises(GitError, match=r"2\.32 or newer is required; this is git version 2\.17\.1"):
            user_settings({"PATH": f"{tmp_path}:{os.environ['PATH']}"})


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose .gitconfig would run programs and lead elsewhere, if anybody followed it."""
    folder = tmp_path / "home"
    folder.mkdir()
    canary = folder / "canary"
    (folder / "hooks").mkdir()
    for name in ("post-checkout", "reference-transaction", "pre-auto-gc", "fsmonitor"):
        hook = folder / "hooks" / name
        hook.write_text(f"#!/bin/sh\ntouch {canary}\n")
        hook.chmod(0o755)
    (folder / ".gitconfig").write_text(
        f"""[alias]
\tfetch = !touch {canary}
\tls-remote = !touch {canary}
[core]
\thooksPath = {folder}/hooks
\tfsmonitor = {folder}/hooks/fsmonitor
\tsshCommand = touch {canary}
\tgitProxy = touch {canary}
[url "file:///nowhere/"]
\tinsteadOf = file://
\tinsteadOf = http://
[fetch]
\trecurseSubmodules = true
\tfsckObjects = true
[uploadpack]
\tpackObjectsHook = touch {canary}
[init]
\ttemplateDir = {folder}/hooks
[remote "origin"]
\tuploadpack = touch {canary}
[protocol]
\tallow = always
"""
    )
    monkeypatch.setenv("HOME", str(folder))
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return folder


def run(tmp_path: Path, url: str, *trusted: str) -> GroupOutcome:
    plan = CollectPlan(tmp_path / "groups", tmp_path / "cache", local=True, seconds=60, pause=0.01, trusted=trusted)
    return collect([RosterEntry("one", 1, repository=url)], plan)[0]


@pytest.mark.parametrize("over", ["file", "http"])
def test_the_users_configuration_runs_nothing(
    over: str,
    home: Path,
    repositories: tuple[Path, dict[str, Group]],
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GIT_TRACE", str(home / "trace"))
    monkeypatch.setenv("GIT_DIR", str(home / "elsewhere"))
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'core.hooksPath=/tmp'")
    base = f"file://{repositories[0]}" if over == "file" else f"{server.url}/all"
    before = set(home.rglob("*"))
    assert run(tmp_path, f"{base}/01.git").error is None
    assert set(home.rglob("*")) == before


def test_what_of_it_holds(home: Path) -> None:
    with (home / ".gitconfig").open("a") as file:
        file.write('[credential]\n\thelper = cache\n[credential "https://example.org"]\n\tusername = me\n')
        file.write(
            '[http]\n\tproxy = http://proxy.example.org\n\tuserAgent = x\n[http "https://a.b/"]\n\tsslCAInfo = /x\n'
        )
    assert user_settings() == [
        ("credential.helper", "cache"),
        ("credential.https://example.org.username", "me"),
        ("http.proxy", "http://proxy.example.org"),
        ("http.https://a.b/.sslcainfo", "/x"),
    ]


class TestPrivate:
    """A repository that asks who is there."""

    @pytest.mark.usefixtures("home")
    def test_without_credentials(self, server: Server, tmp_path: Path) -> None:
        assert "git found no credentials for it" in (run(tmp_path, f"{server.url}/private/01.git").error or "")

    def test_by_a_helper(self, home: Path, server: Server, tmp_path: Path) -> None:
        with (home / ".gitconfig").open("a") as file:
            answer = f"printf 'username={USER}\\\\npassword={PASSWORD}\\\\n'"
            file.write(f'[credential]\n\thelper = "!f() {{ test \\"$1\\" = get && {answer}; }}; f"\n')
        place = server.url.removeprefix("http://")
        assert run(tmp_path, f"{server.url}/private/01.git", place).error is None

    def test_by_askpass(self, home: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        script = home / "askpass"
        script.write_text(f'#!/bin/sh\ncase "$1" in User*) echo "{USER}";; *) echo "{PASSWORD}";; esac\n')
        script.chmod(0o755)
        monkeypatch.setenv("GIT_ASKPASS", str(script))
        place = server.url.removeprefix("http://")
        assert run(tmp_path, f"{server.url}/private/01.git", place).error is None

    @pytest.mark.parametrize("good", [True, False])
    @pytest.mark.usefixtures("home")
    def test_by_the_address(self, good: bool, server: Server, tmp_path: Path) -> None:
        password = PASSWORD if good else TOKEN
        url = server.url.replace("//", f"//{USER}:{password.replace(' ', '%20')}@")
        outcome = run(tmp_path, f"{url}/private/01.git")
        assert (outcome.status is Status.NEW) is good
        written = b"".join(tree(tmp_path / "groups").values()) + b"".join(tree(tmp_path / "cache").values())
        for secret in (password, password.replace(" ", "%20"), f"{USER}:"):
            assert secret.encode() not in written
            assert secret not in repr(outcome)


@pytest.mark.usefixtures("home")
def test_no_argument_and_no_file_holds_a_token(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    popen = subprocess.Popen

    def watch(arguments: list[str], **options: object) -> object:
        seen.append(arguments)
        return popen(arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr("mkdocs_report.collect.git.subprocess.Popen", watch)
    url = server.url.replace("//", f"//{USER}:{PASSWORD.replace(' ', '%20')}@")
    assert run(tmp_path, f"{url}/private/01.git").error is None
    assert seen
    assert "sesame" not in str(seen)
    assert b"sesame" not in b"".join(tree(tmp_path).values())


def test_no_hook_of_a_repository_is_run(tmp_path: Path) -> None:
    made = make(tmp_path / "one.git", [Made({"reports/README.md": "x"})])
    hook = made / "hooks" / "post-update"
    hook.parent.mkdir()
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/canary\n")
    hook.chmod(0o755)
    run(tmp_path, f"file://{made}")
    assert not list((tmp_path / "cache").glob("*/hooks"))
    assert not (tmp_path / "canary").exists()


class TestCopies:
    """A copy in the cache that somebody changed is made anew."""

    @pytest.mark.parametrize("what", ["config", "hooks", "info/attributes", "objects/info/alternates", "refs", "link"])
    @pytest.mark.usefixtures("home")
    def test_a_changed_copy(self, what: str, tmp_path: Path) -> None:
        made = make(tmp_path / "one.git", [Made({"reports/README.md": "x"})])
        assert run(tmp_path, f"file://{made}").error is None
        [copy] = (tmp_path / "cache").glob("*.git")
        files = {
            "config": f'[remote "origin"]\n\turl = ext::touch% {tmp_path}/canary\n',
            "hooks/post-update": "x",
            "info/attributes": "* filter=x\n",
            "objects/info/alternates": f"{made}/objects\n",
            "refs/heads/main": "0" * 40 + "\n",
        }
        if what == "link":
            (copy / "objects").rename(tmp_path / "objects")
            (copy / "objects").symlink_to(tmp_path / "objects")
        for name, text in files.items():
            if name.startswith(what):
                (copy / name).parent.mkdir(exist_ok=True, parents=True)
                with (copy / name).open("a") as stream:
                    stream.write(text)
        make(made, [Made({"reports/README.md": "y"})])
        assert run(tmp_path, f"file://{made}").error is None
        assert is_unmodified(copy)
        assert (tmp_path / "groups/one/README.md").read_text() == "y"
        assert not (tmp_path / "canary").exists()

    @pytest.mark.usefixtures("home")
    def test_an_unchanged_copy_is_kept(self, tmp_path: Path) -> None:
        made = make(tmp_path / "one.git", [Made({"reports/README.md": "x"})])
        run(tmp_path, f"file://{made}")
        [copy] = (tmp_path / "cache").glob("*.git")
        number = copy.stat().st_ino
        make(made, [Made({"reports/README.md": "y"})])
        run(tmp_path, f"file://{made}")
        assert copy.stat().st_ino == number


@pytest.mark.parametrize(
    "text",
    [
        "https://github.com:443@example.org/a/b",
        "https://github.com%40@example.org/a/b",
        "https://github.com\\@example.org/a/b",
        "https://github.com:x@y@example.org/a/b",
        "HTTPS://GITHUB.COM@EXAMPLE.ORG/a/b?x#y",
    ],
)
def test_what_stands_before_the_host_is_never_the_host(text: str) -> None:
    address = read_address(text)
    assert address.url == "https://example.org/a/b"
    assert host_and_port(address.url) == "example.org"
