"""Images that were pasted into GitHub: which requests are sent, what is stored, and what a hostile reply can do."""

from __future__ import annotations

import dataclasses
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mkdocs_report.collect.address import Address
from mkdocs_report.collect.attachments import Attachments, fetch, repository_on_github
from mkdocs_report.collect.git import Git, Timeout
from mkdocs_report.collect.git_config import user_settings
from mkdocs_report.collect.github import GitHub
from mkdocs_report.collect.plan import CollectPlan, GroupOutcome, Status
from mkdocs_report.collect.run import collect
from mkdocs_report.collect.token import find_token
from mkdocs_report.config.roster import RosterEntry
from mkdocs_report.images.attachments import stored_path
from mkdocs_report.images.resolve import ReportFolder
from mkdocs_report.model.image import ImageState
from mkdocs_report.parsing.template.versions import TemplateVersions
from tests.support.git_server import Made, Server, make, serving, tree
from tests.support.github_server import SIGNED, TOKEN, FakeGitHub, Sent, fake_github, moved, pasted, uuid
from tests.support.reports import PNG, fill, matcher

OWN = "example/heron"
STORAGE = "https://github-production-user-asset-6210df.s3.amazonaws.com/7/70.png?X-Amz-Signature=abc"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def github() -> Iterator[FakeGitHub]:
    with fake_github() as server:
        yield server


def fetched(server: FakeGitHub, *addresses: str, token: str = TOKEN, seconds: float = 20) -> Attachments:
    found = Attachments()
    fetch(found, addresses, OWN, token, GitHub(server.connect), seconds)
    assert TOKEN not in repr(found)
    return found


def test_addresses_are_signed_in_one_request_and_fetched_without_the_token(github: FakeGitHub) -> None:
    """With a fine-grained token, GitHub answers 404 at the address itself."""
    for number in (1, 2):
        github.gives(number)
    assert fetched(github, pasted(1), pasted(2)).files == {pasted(1): PNG, pasted(2): PNG}
    assert github.with_token == ["https://api.github.com/markdown"]
    assert len(github.asked) == 3


def test_an_address_that_is_not_signed_is_asked_itself(github: FakeGitHub) -> None:
    older = f"https://github.com/{OWN.title()}/assets/7/{uuid(2)}"
    github.replies |= {pasted(1): moved(STORAGE), older: moved(pasted(1)), STORAGE: Sent(body=PNG)}
    assert set(fetched(github, pasted(1), older).files) == {pasted(1), older}
    assert {url for url in github.with_token if "api." not in url} == {pasted(1), older}


def test_the_token_is_not_used_for_another_repository(github: FakeGitHub) -> None:
    """It may read what the group may not: another group's repository."""
    other = f"https://github.com/example/swan/assets/7/{uuid(1)}"
    github.gives(1)
    github.replies[other] = Sent(404)
    assert fetched(github, other).unfetched == (other,)
    assert github.with_token == []


def test_nothing_is_asked_without_a_token(github: FakeGitHub) -> None:
    found = fetched(github, pasted(1), token="")
    assert github.asked == []
    [note] = found.notes
    assert "git has no token for github.com. Give it one" in note


HOSTILE = {
    "another host": (moved("https://example.org/a.png"), "is not known as one of its images"),
    "a host that only begins like it": (moved("https://github.com.example.org/a.png"), "not known"),
    "http": (moved(STORAGE.replace("https", "http")), "not known"),
    "this machine": (moved("https://127.0.0.1/a.png"), "not known"),
    "a private address": (moved("https://10.0.0.1/a.png"), "not known"),
    "no host": (moved("//[::1"), "not known"),
    "a file": (moved("file:///etc/passwd"), "not known"),
    "a user": (moved("https://x@objects.githubusercontent.com/a.png"), "not known"),
    "a port": (moved("https://objects.githubusercontent.com:8443/a.png"), "not known"),
    "another page of github.com": (moved("https://github.com/settings/tokens"), "not known"),
    "the interface": (moved("https://api.github.com/user"), "not known"),
    "a blank": (moved("https://objects.githubusercontent.com/a b"), "not known"),
    "itself": (moved(pasted(1)), "redirects more than"),
    "no address": (Sent(302), "redirects more than"),
    "html": (Sent(body=b"<!doctype html><title>Sign in"), "is not a PNG, JPEG, GIF or WebP image"),
    "svg": (Sent(body=SVG, headers={"Content-Type": "image/png"}), "is not a PNG"),
    "empty": (Sent(), "is not a PNG"),
    "compressed": (Sent(body=PNG, headers={"Content-Encoding": "gzip"}), "compressed"),
    "too large": (Sent(body=PNG, length=1 << 40), "larger than 20 MiB"),
    "shorter than it says": (Sent(body=PNG, length=len(PNG) + 1), "before the reply was complete. Collect again"),
    "gone": (Sent(404), "GitHub does not show it to this token. Use a token that may read the repository"),
    "broken": (Sent(503), "status 503. Collect again later"),
}


def test_hostile_replies(github: FakeGitHub) -> None:
    for name, (reply, reason) in HOSTILE.items():
        github.replies[pasted(1)] = reply
        [note] = fetched(github, pasted(1)).notes
        assert reason in note, name
        assert set(github.with_token) <= {pasted(1), "https://api.github.com/markdown"}, name


def test_an_endless_reply_ends(github: FakeGitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    github.replies[pasted(1)] = Sent(body=b"\x89PNG\r\n\x1a\n", endless=True)
    start = time.monotonic()
    assert "the time limit was reached. Collect again" in fetched(github, pasted(1), seconds=0.3).notes[0]
    assert time.monotonic() - start < 5
    monkeypatch.setattr("mkdocs_report.collect.github.MAX_ATTACHMENT", 20)
    assert "it is larger than" in fetched(github, pasted(1)).notes[0]


def test_github_asks_to_wait(github: FakeGitHub) -> None:
    for reply in (Sent(429), Sent(403, headers={"X-RateLimit-Remaining": "0"})):
        github.asked.clear()
        github.replies |= {pasted(n): reply for n in range(1, 6)}
        [note] = fetched(github, *map(pasted, range(1, 6))).notes
        assert "5 images pasted into GitHub not fetched: GitHub limits the number of requests. Collect again" in note
        assert note.endswith("and 2 more)")
        assert len(github.asked) == 2  # to have them signed, and the first of them


def test_a_thousand_addresses(github: FakeGitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_report.collect.attachments.MAX_ATTACHMENTS", 30)
    monkeypatch.setattr("mkdocs_report.collect.attachments.MAX_ATTACHMENT_TOTAL", 25 * len(PNG))
    for number in range(30):
        github.gives(number)
    found = fetched(github, *map(pasted, range(1000)))
    assert len(found.files) == 25
    assert len(github.asked) == 32
    assert [note.partition(":")[0] for note in found.notes] == [
        "970 images pasted into GitHub not fetched",
        "5 images pasted into GitHub not fetched",
    ]


@pytest.mark.parametrize(
    ("url", "repository"),
    [
        ("https://github.com/example/heron", OWN),
        ("https://github.com/example/heron.git", OWN),
        ("ssh://git@github.com/example/heron.git", OWN),
        ("https://gitlab.com/example/heron", ""),
        ("https://github.com.example.org/example/heron", ""),
        ("https://github.com/example/heron/more", ""),
    ],
)
def test_repositories_on_github(url: str, repository: str) -> None:
    assert repository_on_github(url) == repository


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without credentials."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name in ("GIT_CONFIG_GLOBAL", "XDG_CONFIG_HOME", "GIT_ASKPASS"):
        monkeypatch.delenv(name, raising=False)
    return folder


HELPER = '!f() {{ test "$1" = get && echo username=x && echo "password={}"; }}; f'


def configure(home: Path, name: str, value: str) -> None:
    subprocess.run(["git", "config", "--file", str(home / ".gitconfig"), name, value], check=True)


@pytest.mark.parametrize(
    ("name", "value", "trusted", "found"),
    [
        ("credential.https://github.com.helper", HELPER.format(TOKEN), (), True),
        ("credential.helper", HELPER.format(TOKEN), ("github.com",), True),
        ("credential.helper", HELPER.format(TOKEN), ("git.example.org",), False),
        ("credential.https://example.org.helper", HELPER.format(TOKEN), ("github.com",), False),
        ("http.https://github.com/.extraheader", f"Authorization: Bearer {TOKEN}", (), True),
        ("http.https://github.com/.extraheader", "AUTHORIZATION: basic eDpnaHBfYWJjZGVmZ2hp", (), True),
        ("http.https://example.org/.extraheader", f"Authorization: Bearer {TOKEN}", ("github.com",), False),
        ("http.https://github.com/.extraheader", "X-Other: something", (), False),
        ("credential.https://github.com.helper", HELPER.format("with blanks in it"), (), False),
    ],
)
def test_the_token_is_where_git_has_it(
    home: Path, name: str, value: str, trusted: tuple[str, ...], found: bool
) -> None:
    configure(home, name, value)
    git = Git(user_settings(), trusted=trusted)
    token = find_token(git, Address(f"https://github.com/{OWN}"), OWN, Timeout(20))
    assert bool(token) == found
    assert token in {"", TOKEN, "ghp_abcdefghi"}


def test_the_token_of_an_address_and_of_netrc(home: Path) -> None:
    address = Address(f"https://github.com/{OWN}")
    assert find_token(Git(), dataclasses.replace(address, user="x", password=TOKEN), OWN, Timeout(20)) == TOKEN
    (home / ".netrc").write_text(f"machine github.com login x password {TOKEN}\n")
    assert find_token(Git(trusted=()), address, OWN, Timeout(20)) == TOKEN
    (home / ".netrc").write_text(f"default login x password {TOKEN}\n")
    assert find_token(Git(), address, OWN, Timeout(20)) == TOKEN
    assert find_token(Git(trusted=()), address, OWN, Timeout(20)) == ""


class OneGroup:
    """A course of one group, whose repository is taken to be on GitHub."""

    def __init__(self, server: Server, github: FakeGitHub, root: Path) -> None:
        self.repository = server.root / "heron.git"
        self._entry = RosterEntry("one", 1, repository=f"{server.url}/all/heron.git")
        self._plan = CollectPlan(
            root / "groups",
            root / "cache",
            versions=TemplateVersions((matcher(),)),
            local=True,
            github=server.url.removeprefix("http://"),
            connect=github.connect,
        )
        self.folder = self._plan.into / "one"

    def collect(self) -> GroupOutcome:
        [outcome] = collect([self._entry], self._plan)
        assert outcome.error is None
        return outcome

    def states(self) -> list[ImageState]:
        return [ReportFolder(self.folder).resolve(pasted(number)).state for number in (1, 2)]


@pytest.fixture
def group(github: FakeGitHub, tmp_path: Path) -> Iterator[OneGroup]:
    (tmp_path / "git").mkdir()
    with serving(tmp_path / "git") as server:
        yield OneGroup(server, github, tmp_path)


@pytest.mark.slow
def test_a_pasted_image_becomes_the_groups_own(github: FakeGitHub, home: Path, group: OneGroup, tmp_path: Path) -> None:
    text = fill(q3=f'The loaf.\n\n![Loaf]({pasted(1)})\n\n<img width="300" src="{SIGNED.format(uuid(2))}">')
    make(group.repository, [Made({"README.md": text})])
    [note] = group.collect().notes
    assert "2 images pasted into GitHub not fetched: git has no token" in note
    assert github.asked == []
    configure(home, "credential.https://github.com.helper", HELPER.format(TOKEN))
    github.gives(1)
    assert "GitHub does not show it to this token" in group.collect().notes[0]
    assert group.states() == [ImageState.OK, ImageState.REMOTE]
    github.gives(2, b"\xff\xd8\xff and more")
    github.asked.clear()
    outcome = group.collect()
    assert outcome.record
    assert outcome.notes == ()
    stored = {pasted(1): stored_path(pasted(1), ".png"), pasted(2): stored_path(pasted(2), ".jpg")}
    assert dict(outcome.record.attachments) == stored
    assert {name for name, _ in outcome.record.files} == {"README.md", *stored.values()}
    assert [url for url, _ in github.asked] == ["https://api.github.com/markdown", SIGNED.format(uuid(2))]
    # GitHub loses them, and the report changes
    github.replies.clear()
    github.asked.clear()
    make(group.repository, [Made({"README.md": text}), Made({"README.md": text + "\nMore.\n"})])
    assert group.collect().status is Status.UPDATED
    assert group.states() == [ImageState.OK, ImageState.OK]
    assert github.asked == []
    written = {**tree(tmp_path / "groups"), **tree(tmp_path / "cache")}
    assert TOKEN.encode() not in b"".join(written.values())
    assert b"jwt" not in b"".join(data for name, data in written.items() if name.endswith(".json"))
    # the group no longer shows one of them
    make(group.repository, [Made({"README.md": fill(q3=f"![Loaf]({pasted(2)})")})])
    group.collect()
    assert set(tree(group.folder)) == {"README.md", "collected.json", stored[pasted(2)]}
