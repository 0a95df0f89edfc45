"""One group's repository: what its server says, and a bare, blobless copy of it in the cache.

The copy has no branches, no configuration of its own worth the name and no lock files: commits are fetched and asked
for by their hashes. So whoever is killed in the middle of it leaves nothing behind that another could trip over.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from mkdocs_report.collect.address import Address, redact
from mkdocs_report.collect.copies import create_copy, is_unmodified
from mkdocs_report.collect.errors import DamagedError, GitError
from mkdocs_report.collect.git import Git, Timeout
from mkdocs_report.collect.objects import MAX_FILE, GitCommit, Head, TreeFile

MAX_FILES = 200_000
"""How many files a repository may have; beyond, somebody has committed a dataset or an environment."""
MAX_LISTING = 48 * 1024 * 1024
MAX_COMMITS = 100_000
"""How many commits of a branch are looked at for the one before a deadline."""
MAX_HISTORY = 1024 * 1024 * 1024
"""How large the history may be without the files' contents, in bytes."""
_REDIRECTS = 4
_SHOWN = 10
"""The number of branches that a message names."""
_LONGEST = 100
"""Characters of the longest name of a branch that a message shows. It shows no part of a name: that could be a part of
a person's, which nothing masks."""
_AT_ONCE = 64 * 1024 * 1024
_HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_FETCH = (
    *("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--no-recurse-submodules"),
    *("--refmap=", "--filter=blob:none"),
)


class Repository:
    """One repository, and its copy in the cache.

    Args:
        git: runs git.
        address: where it is.
        cache: the folder of all copies.
        deadline: when the work on it is given up.
    """

    def __init__(self, git: Git, address: Address, cache: Path, timeout: Timeout) -> None:
        self.address = address
        self.folder = cache / f"{hashlib.sha256(address.url.encode()).hexdigest()[:24]}.git"
        self._git, self._timeout, self._current_address = git, timeout, address

    def head(self, branch: str = "", hint: str = "") -> Head:
        """Ask the server for a branch's last commit; without a name, for that of its default branch.

        `hint` is a branch that is taken if there is one of that name.

        Raises:
            GitError: there is no such branch, or no commit at all.
        """
        wanted = [f"refs/heads/{name}" for name in (branch, hint) if name]
        listed = self._ls_remote("--symref", "origin", "HEAD", *wanted)
        heads: dict[str, str] = {}
        default = "HEAD"
        for line in listed.decode("utf-8", "replace").split("\n"):
            value, _, name = line.partition("\t")
            if value.startswith("ref: refs/heads/") and name == "HEAD":
                default = value.removeprefix("ref: refs/heads/")
            elif _HASH.fullmatch(value):
                heads[name] = value
        for name in wanted:
            if name in heads:
                return Head(name.removeprefix("refs/heads/"), heads[name])
        if branch:
            there = f"; the default branch is “{default}”" if "HEAD" in heads else ""
            raise GitError(f"there is no branch “{branch}”{there}", permanent=True)
        if "HEAD" not in heads:
            return self._only_branch()
        return Head(default, heads["HEAD"])

    def _only_branch(self) -> Head:
        """Return the one branch of a repository whose default branch does not exist."""
        listed = self._ls_remote("--heads", "origin").decode("utf-8", "replace").splitlines()
        pairs = [line.partition("\t") for line in listed]
        heads = {name.removeprefix("refs/heads/"): value for value, _, name in pairs if _HASH.fullmatch(value)}
        if not heads:
            raise GitError("the repository is empty: nothing was pushed to it", permanent=True)
        shown = sorted(name for name in heads if len(name) <= _LONGEST)[:_SHOWN]
        names = ", ".join(f"“{name}”" for name in shown) or f"called by names of more than {_LONGEST} characters"
        if len(heads) > 1:
            more = f" and {len(heads) - len(shown)} more" if len(heads) > len(shown) else ""
            raise GitError(
                f"its default branch does not exist. Its branches are {names}{more}: write one into the roster’s column"
                " “branch”",
                permanent=True,
            )
        [(branch, commit)] = heads.items()
        return Head(branch, commit, f"its default branch does not exist; its only branch {names} was taken")

    def _ls_remote(self, *arguments: str) -> bytes:
        """Ask the server for references. Where it sends on to another place on the same host, that is asked."""
        for _ in range(_REDIRECTS):
            try:
                return self._git.run(
                    *("ls-remote", *arguments),
                    repository=None,
                    timeout=self._timeout,
                    remote=self._current_address,
                    most=1 << 20,
                )
            except GitError as error:
                if not error.location:
                    raise
                old, new = (
                    urlsplit(self._current_address.url),
                    urlsplit(urljoin(f"{self._current_address.url}/info/refs", error.location)),
                )
                if (old.scheme, old.netloc) != (new.scheme, new.netloc) or not new.path.endswith("/info/refs"):
                    where = redact(f"{new.scheme}://{new.netloc}{new.path.removesuffix('/info/refs')}")[:200]
                    raise GitError(
                        f"the server sends on to {where}. If that is right, write this address into the roster",
                        permanent=True,
                    ) from None
                path = new.path.removesuffix("/info/refs")
                self._current_address = replace(self._current_address, url=f"{old.scheme}://{old.netloc}{path}")
        raise GitError("the server sends on from one address to the next without end", permanent=True)

    def fetch(self, commit: str, earlier: str = "") -> None:
        """Fetch a commit with its history and its trees, without the contents of files; nothing if they are there.

        `earlier` is an earlier commit: where the copy has it, only what is new is fetched.
        """
        if self.folder.exists() and not is_unmodified(self.folder):
            self.forget()  # somebody changed it: its configuration could name commands, or another server
        if not self.folder.exists():
            create_copy(self._git, self.folder, len(commit), self._timeout)
        elif self.has(commit):
            return
        tip = [f"--negotiation-tip={earlier}"] if _HASH.fullmatch(earlier) and self.has(earlier) else []
        self._remote(*_FETCH, *tip, "origin", commit, largest=MAX_HISTORY)

    def has(self, commit: str) -> bool:
        """Whether a commit, with all that it needs, is in the copy."""
        if not self.folder.exists():
            return False
        try:
            self._local("rev-parse", "--verify", "--quiet", f"{commit}^{{tree}}")
        except GitError:
            return False
        return True

    def forget(self) -> None:
        """Delete the copy."""
        with tempfile.TemporaryDirectory(dir=self.folder.parent, ignore_cleanup_errors=True) as gone:
            if self.folder.exists():
                os.replace(self.folder, Path(gone, "git"))  # noqa: PTH105 - at once, for whoever else uses it

    def commit(self, commit: str) -> GitCommit:
        """Return one commit."""
        return next(iter(self._commits("-1", commit)))

    def with_parents(self, commit: GitCommit) -> dict[str, GitCommit]:
        """Return a commit and its parents, by their hashes."""
        return {each.hash: each for each in self._commits("--no-walk", commit.hash, *commit.parents)}

    def history(self, commit: str) -> dict[str, GitCommit]:
        """Return a commit and all from which it comes, by their hashes."""
        commits = {each.hash: each for each in self._commits(f"--max-count={MAX_COMMITS}", commit)}
        if len(commits) == MAX_COMMITS:
            raise GitError(f"more than {MAX_COMMITS:,} commits", permanent=True)
        return commits

    def count(self, since: str, commit: str) -> int:
        """Return how many commits there are in the history of one, and not in that of an earlier one."""
        return int(self._read("rev-list", "--count", commit, f"^{since}"))

    def is_ancestor(self, old: str, new: str) -> bool | None:
        """Whether a commit, which was fetched with all its history, comes from an older one; None for no hash."""
        if not _HASH.fullmatch(old) or len(old) != len(new):
            return None
        return self.has(old) and self.count(new, old) == 0

    def files(self, commit: str) -> list[TreeFile]:
        """Return all names in a commit, sorted by path."""
        try:
            listed = self._local("ls-tree", "-r", "-z", "--full-tree", commit, most=MAX_LISTING)
        except GitError as error:
            if error.too_large:
                raise GitError(f"more than {MAX_FILES:,} files: is an environment committed?", permanent=True) from None
            raise DamagedError from None
        entries = listed.split(b"\0")[:-1]
        if len(entries) > MAX_FILES:
            raise GitError(f"more than {MAX_FILES:,} files: is an environment committed?", permanent=True)
        found = []
        for entry in entries:
            head, _, name = entry.partition(b"\t")
            mode, _, oid = head.decode("ascii").split(" ")
            found.append(TreeFile(name.decode("utf-8", "backslashreplace"), mode, oid))
        return sorted(found, key=lambda file: file.path)

    def sizes(self, commit: str, oids: Sequence[str]) -> dict[str, int]:
        """Fetch the contents of a commit's files; return their sizes, without those that are larger than may be."""
        known = self._sizes(oids)
        missing = [oid for oid in dict.fromkeys(oids) if oid not in known]
        if not missing:
            return known
        try:
            self._fetch_contents(missing)
        except GitError as error:
            if "unadvertised object" not in str(error):
                raise
            self.forget()  # an old server, that gives whole commits only
            create_copy(self._git, self.folder, len(commit), self._timeout)
            self._remote(*_FETCH[:-1], "--no-filter", "origin", commit, largest=MAX_HISTORY)
        return self._sizes(oids)

    def _sizes(self, oids: Sequence[str]) -> dict[str, int]:
        if not oids:
            return {}
        output = self._read("cat-file", "--batch-check", feed="".join(f"{oid}\n" for oid in dict.fromkeys(oids)))
        lines = [line.split() for line in output.splitlines()]
        return {oid: int(size) for oid, kind, size in (line for line in lines if len(line) == 3) if kind == "blob"}

    def _fetch_contents(self, oids: Sequence[str]) -> None:
        """Fetch contents, all at once; what is too large is found by halving, and left out."""
        feed = "".join(f"{oid}\n" for oid in oids).encode()
        # no negotiation: we have the commits, so the server would think that we have what is in them
        command = ("-c", "fetch.negotiationAlgorithm=noop", *_FETCH, "--stdin", "origin")
        try:
            self._remote(*command, feed=feed, largest=MAX_FILE)
        except GitError as error:
            if not error.too_large:
                raise
            if len(oids) > 1:
                middle = len(oids) // 2
                self._fetch_contents(oids[:middle])
                self._fetch_contents(oids[middle:])

    def contents(self, sizes: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
        """Yield the contents of files that were fetched, some at a time, by what `sizes` told of them."""
        batch: list[str] = []
        room = _AT_ONCE
        for oid, size in sizes.items():
            if batch and size > room:
                yield from self._contents(batch)
                batch, room = [], _AT_ONCE
            batch.append(oid)
            room -= size
        yield from self._contents(batch)

    def _contents(self, oids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        if not oids:
            return
        try:
            output = self._local("cat-file", "--batch", feed="".join(f"{oid}\n" for oid in oids), most=2 * _AT_ONCE)
        except GitError:
            raise DamagedError from None
        at = 0
        for oid in oids:
            end = output.index(b"\n", at)
            fields = output[at:end].split()
            if len(fields) != 3 or fields[0].decode() != oid:
                raise DamagedError
            size = int(fields[2])
            yield oid, output[end + 1 : end + 1 + size]
            at = end + size + 2

    def _commits(self, *arguments: str) -> Iterator[GitCommit]:
        output = self._read("log", "-z", "--no-show-signature", "--format=%H%n%P%n%ct%n%cI%n%s", *arguments, "--")
        for entry in output.split("\0")[:-1]:
            commit, parents, seconds, date, *subject = entry.split("\n")
            yield GitCommit(commit, tuple(parents.split()), int(seconds or 0), date, " ".join(subject)[:200])

    def _remote(self, *arguments: str, feed: bytes = b"", largest: int | None = None) -> None:
        self._git.run(
            *arguments,
            repository=self.folder,
            timeout=self._timeout,
            remote=self._current_address,
            feed=feed,
            largest=largest,
        )

    def _local(self, *arguments: str, feed: str = "", most: int = 1 << 26) -> bytes:
        return self._git.run(*arguments, repository=self.folder, timeout=self._timeout, feed=feed.encode(), most=most)

    def _read(self, *arguments: str, feed: str = "") -> str:
        """What git prints about the copy, as text; where it can not, the copy is damaged."""
        try:
            return self._local(*arguments, feed=feed).decode("utf-8", "replace")
        except GitError as error:
            if error.permanent:
                raise
            raise DamagedError from None
