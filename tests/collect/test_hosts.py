"""Which machines are asked, and which of them get a token: a server that writes down what it was sent."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mkdocs_report.collect.address import Address, AddressError, read_address
from mkdocs_report.collect.errors import GitError
from mkdocs_report.collect.git import Git
from mkdocs_report.collect.hosts import has_proxy, refusal_reason, settings_for
from mkdocs_report.collect.plan import CollectPlan, GroupOutcome
from mkdocs_report.collect.run import collect
from mkdocs_report.config.roster import RosterEntry
from tests.support.git_server import Server

pytestmark = pytest.mark.slow

OWN = (
    *(
        "127.0.0.1",
        "127.1",
        "127.8.8.8",
        "0x7f000001",
        "0x7f.1",
        "2130706433",
        "017700000001",
        "0177.0.0.1",
        "0",
        "0.0.0.0",
    ),
    *(
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[::127.0.0.1]",
    ),
    *("localhost", "LOCALHOST", "localhost.", "a.localhost", "a.b.localhost.", "localhost.localdomain"),
    *("169.254.169.254", "0xa9fea9fe", "2852039166", "[fd00:ec2::254]", "[::ffff:169.254.169.254]", "[fe80::1]"),
    *("metadata.google.internal", "metadata", "100.100.100.200", "168.63.129.16", "255.255.255.255", "224.0.0.1"),
)
SECRET = "c2VzYW1l"


@pytest.mark.parametrize("host", OWN)
@pytest.mark.parametrize("way", ["https://{}/a/b", "https://{}:8443/a/b.git", "ssh://git@{}/a/b"])
def test_addresses_of_this_machine(way: str, host: str) -> None:
    with pytest.raises(AddressError, match=r"this machine or its cloud|is not a host"):
        read_address(way.format(host))


@pytest.mark.parametrize("host", ["169.254.169.254", "metadata.google.internal", "[fd00:ec2::254]"])
def test_the_cloud_is_not_asked_in_tests_either(host: str) -> None:
    with pytest.raises(AddressError):
        read_address(f"https://{host}/a/b", local=True)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "::1",
            "169.254.169.254",
            "0.0.0.0",
            "fd00:ec2::254",
            "fe80::1",
            "100.100.100.200",
            "168.63.129.16",
        ),
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "::7f00:1"),
        "2001:0:4136:e378:8000:63bf:80ff:fffe",  # Teredo: 127.0.0.1
    ],
)
def test_names_that_lead_to_this_machine(address: str) -> None:
    assert "this machine" in refusal_reason("git.example.org", ["8.8.8.8", address], ["git.example.org"])


def test_private_networks_are_for_trusted_hosts() -> None:
    for address in ("10.1.2.3", "172.16.0.1", "192.168.1.1", "fd12::1", "100.64.0.1"):
        assert "--trusted-host git.example.org" in refusal_reason("git.example.org", [address], ["github.com"])
        assert refusal_reason("git.example.org", [address], ["git.example.org:8443"]) == ""
    for address in ("8.8.8.8", "64:ff9b::808:808", "::ffff:8.8.8.8", "2002:808:808::1"):
        assert refusal_reason("git.example.org", [address], []) == ""


def test_a_name_is_looked_up_before_git_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 443))]
    monkeypatch.setattr("mkdocs_report.collect.hosts.socket.getaddrinfo", lambda *_, **__: found)
    plan = CollectPlan(tmp_path / "groups", tmp_path / "cache")
    [outcome] = collect([RosterEntry("one", 1, repository="https://git.example.org/a/b")], plan)
    assert outcome.error
    assert "git.example.org has an internal address of this machine" in outcome.error


def test_git_connects_to_no_other_address_than_those_that_were_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name may have an address of this machine a moment later."""
    asked: list[Address] = []

    def run(*_: object, remote: Address, **__: object) -> bytes:
        asked.append(remote)
        raise GitError("nothing is there", permanent=True)

    monkeypatch.setattr("mkdocs_report.collect.run.resolve", lambda *_: ("8.8.8.8", "2001:4860:4860::8888"))
    monkeypatch.setattr("mkdocs_report.collect.git.Git.uses_proxy", lambda *_: False)
    monkeypatch.setattr("mkdocs_report.collect.git.Git.run", run)
    collect(
        [RosterEntry("one", 1, repository="https://git.example.org:8443/a/b")],
        CollectPlan(tmp_path / "to", tmp_path / "cache"),
    )
    environment = Git()._environment(None, asked[0])
    assert "git.example.org:8443:8.8.8.8,[2001:4860:4860::8888]" in environment.values()


def test_a_name_without_an_address_is_not_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have an address of this machine a moment later."""
    asked: list[object] = []
    monkeypatch.setattr("mkdocs_report.collect.run.resolve", lambda *_: ())
    monkeypatch.setattr("mkdocs_report.collect.git.Git.uses_proxy", lambda *_: False)
    monkeypatch.setattr("mkdocs_report.collect.git.Git.run", lambda *_, **more: asked.append(more))
    plan = CollectPlan(tmp_path / "groups", tmp_path / "cache", tries=2, pause=0)
    [outcome] = collect([RosterEntry("one", 1, repository="https://git.example.org/a/b")], plan)
    assert outcome.error == "the host git.example.org was not found. Check the address in the roster"
    assert asked == []


def test_who_looks_names_up_behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    host = "git.example.org"
    assert not has_proxy(host, [("http.proxyauthmethod", "basic"), ("http.proxy", ""), ("http.sslverify", "true")])
    assert has_proxy(host, [("http.proxy", "http://proxy:3128")])
    assert has_proxy(host, [("http.https://git.example.org.proxy", "http://proxy:3128")])
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy:3128")
    assert has_proxy(host, [])
    monkeypatch.setenv("NO_PROXY", "example.org")
    assert not has_proxy(host, [])


def test_settings_that_are_bound_to_no_host() -> None:
    bound = [
        ("credential.https://git.example.org.helper", "a"),
        ("http.https://git.example.org/.extraheader", "b"),
        ("http.proxy", "c"),
    ]
    loose = [
        ("credential.helper", "d"),
        ("credential.https://.helper", "e"),
        ("credential.https://*.helper", "f"),
        ("core.askpass", "g"),
        ("http.extraheader", "h"),
        ("http.cookiefile", "i"),
    ]
    assert settings_for([*bound, *loose], "https://other.example.org/x", ["github.com"]) == bound
    assert settings_for([*bound, *loose], "https://github.com/x", ["github.com"]) == [*bound, *loose]
    assert settings_for([*bound, *loose], "https://github.com:8443/x", ["github.com"]) == bound


class Thief(ThreadingHTTPServer):
    """Asks everybody for a password, or sends them elsewhere, and keeps the headers that it got."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Ask)
        self.onward = ""
        self.headers: list[str] = []
        self.place = f"127.0.0.1:{self.server_address[1]}"


class _Ask(BaseHTTPRequestHandler):
    server: Thief

    def log_message(self, *_: object) -> None: ...

    def do_GET(self) -> None:
        self.server.headers.append(str(self.headers))
        self.send_response(301 if self.server.onward else 401)
        if self.server.onward:
            self.send_header("Location", self.server.onward + self.path)
        else:
            self.send_header("WWW-Authenticate", 'Basic realm="x"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET  # noqa: N815 - the base class's name


@pytest.fixture
def thief() -> Iterator[Thief]:
    server = Thief()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home from which a token comes in every way that is bound to no host."""
    folder = tmp_path / "home"
    folder.mkdir()
    helper = folder / "helper"
    helper.write_text("#!/bin/sh\necho username=x\necho password=sesame\n")
    askpass = folder / "askpass"
    askpass.write_text("#!/bin/sh\necho sesame\n")
    for program in (helper, askpass):
        program.chmod(0o755)
    netrc = folder / ".netrc"
    netrc.write_text("default login x password sesame\n")
    netrc.chmod(0o600)
    (folder / ".gitconfig").write_text(
        f"[credential]\n\thelper = {helper}\n[http]\n\textraHeader = X-Token: {SECRET}\n[core]\n\taskPass = {askpass}\n"
    )
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("GIT_ASKPASS", str(askpass))
    for name in ("GIT_CONFIG_GLOBAL", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    return folder


def run(tmp_path: Path, url: str, *trusted: str) -> GroupOutcome:
    plan = CollectPlan(tmp_path / "groups", tmp_path / "cache", local=True, seconds=60, pause=0.01, trusted=trusted)
    return collect([RosterEntry("one", 1, repository=url)], plan)[0]


def secrets(thief: Thief) -> list[str]:
    return [head for head in thief.headers if "authorization" in head.lower() or SECRET in head]


@pytest.mark.usefixtures("home")
class TestTokens:
    def test_no_token_for_a_host_that_is_not_trusted(self, thief: Thief, tmp_path: Path) -> None:
        outcome = run(tmp_path, f"http://{thief.place}/a/b", "github.com")
        assert thief.headers
        assert secrets(thief) == []
        assert f"add --trusted-host {thief.place}" in (outcome.error or "")

    def test_a_trusted_host_gets_it(self, thief: Thief, tmp_path: Path) -> None:
        run(tmp_path, f"http://{thief.place}/a/b", thief.place)
        assert secrets(thief)  # what the tests above look for is there to be found

    @pytest.mark.parametrize("user", ["", "x:sesame@"])
    def test_no_token_is_carried_elsewhere(self, user: str, thief: Thief, tmp_path: Path) -> None:
        other = Thief()
        thread = threading.Thread(target=other.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        thief.onward = f"http://{other.place}"
        outcome = run(tmp_path, f"http://{user}{thief.place}/a/b", thief.place, other.place)
        other.shutdown()
        other.server_close()
        thread.join()
        assert other.headers == []
        assert f"the server redirects to http://{other.place}/a/b" in (outcome.error or "")

    def test_a_host_may_send_on_to_itself(self, server: Server, tmp_path: Path) -> None:
        outcome = run(tmp_path, f"{server.url}/moved/all/01.git")
        assert (outcome.error, outcome.record is not None) == (None, True)
        assert outcome.record
        assert outcome.record.repository == f"{server.url}/moved/all/01.git"


def test_every_guide_binds_a_token_to_its_host() -> None:
    """A helper that is bound to no host hands the token to each server that asks."""
    root = Path(__file__).parent.parents[1]
    texts = [*(root / "docs").rglob("*.md"), *(root / "mkdocs_report/cli/init/starters").rglob("*"), root / "README.md"]
    settings = [
        name
        for file in texts
        if file.is_file() and file.suffix in {".md", ".yml", ".yaml"}
        for name in re.findall(r"(?:git config|-c) .*?(credential\.\S*helper\b)", file.read_text(encoding="utf-8"))
    ]
    assert settings
    assert {name for name in settings if not name.startswith("credential.https://")} == set()
