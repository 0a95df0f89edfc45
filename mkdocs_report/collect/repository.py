"""Access the repository of a group: ask its server, and keep a bare copy without file contents in the cache.

The copy has no branches, no configuration of its own and no lock files, since commits are fetched and read by their
hashes. So a run that is killed leaves nothing that could disturb the next one.
"""

from __future__ import annotations

import hashlib
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
"""The most files of a repository. One with more holds a committed dataset or environment."""
_TOO_MANY_FILES = f"the repository has more than {MAX_FILES:,} files. Remove committed environments and datasets"
MAX_LISTING = 48 * 1024 * 1024
MAX_COMMITS = 100_000
"""The most commits of a branch that are searched for the one before a deadline."""
MAX_HISTORY = 1024 * 1024 * 1024
"""The size of the largest history, without file contents, in bytes."""
_REDIRECTS = 4
_SHOWN = 10
"""The number of branches that a message names."""
_LONGEST = 100
"""The characters of the longest branch name that a message shows. A name is never cut, since a part of a person's name
could not be masked."""
_AT_ONCE = 64 * 1024 * 1024
_HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_FETCH = (
    *("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--no-recurse-submodules"),
    *("--refmap=", "--filter=blob:none"),
)


class Repository:
    """A repository and its copy in the cache.

    Args:
        git: runs git.
        address: the address of the repository.
        cache: the folder of all copies.
        timeout: the time limit for all work on it.
    """

    def __init__(self, git: Git, address: Address, cache: Path, timeout: Timeout) -> None:
        self.address = address
        self.folder = cache / f"{hashlib.sha256(address.url.encode()).hexdigest()[:24]}.git"
        self._git, self._timeout, self._current_address = git, timeout, address

    def head(self, branch: str = "", hint: str = "") -> Head:
        """Ask the server for the last commit of a branch, or without one, of `hint` if it exists or the default branch.

        Raises:
            GitError: the branch does not exist, or the repository has no commit.
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
        """Return the only branch of a repository whose default branch does not exist."""
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
                f"its default branch does not exist. Its branches are {names}{more}: write one into the column “branch”"
                " of the roster",
                permanent=True,
            )
        [(branch, commit)] = heads.items()
        return Head(branch, commit, f"its default branch does not exist; its only branch {names} was used")

    def _ls_remote(self, *arguments: str) -> bytes:
        """Ask the server for references. Redirects to another path on the same host are followed."""
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
                        f"the server redirects to {where}. If that is right, write this address into the roster",
                        permanent=True,
                    ) from None
                path = new.path.removesuffix("/info/refs")
                self._current_address = replace(self._current_address, url=f"{old.scheme}://{old.netloc}{path}")
        raise GitError(f"the server redirects more than {_REDIRECTS - 1} times", permanent=True)

    def fetch(self, commit: str, earlier: str = "") -> None:
        """Fetch a commit with its history and trees, without file contents, unless the copy has it.

        If the copy has the commit `earlier`, only newer objects are fetched.
        """
        if self.folder.exists() and not is_unmodified(self.folder):
            self.forget()  # it was changed: its configuration could name commands, or another server
        if not self.folder.exists():
            create_copy(self._git, self.folder, len(commit), self._timeout)
        elif self.has(commit):
            return
        tip = [f"--negotiation-tip={earlier}"] if _HASH.fullmatch(earlier) and self.has(earlier) else []
        self._remote(*_FETCH, *tip, "origin", commit, largest=MAX_HISTORY)

    def has(self, commit: str) -> bool:
        """Whether a commit and its tree are in the copy."""
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
                self.folder.replace(Path(gone, "git"))  # in one step, since other threads may use it

    def commit(self, commit: str) -> GitCommit:
        """Return one commit."""
        return next(iter(self._commits("-1", commit)))

    def with_parents(self, commit: GitCommit) -> dict[str, GitCommit]:
        """Return a commit and its parents, by their hashes."""
        return {each.hash: each for each in self._commits("--no-walk", commit.hash, *commit.parents)}

    def history(self, commit: str) -> dict[str, GitCommit]:
        """Return a commit and all its ancestors, by their hashes."""
        commits = {each.hash: each for each in self._commits(f"--max-count={MAX_COMMITS}", commit)}
        if len(commits) == MAX_COMMITS:
            raise GitError(f"the branch has more than {MAX_COMMITS:,} commits", permanent=True)
        return commits

    def count(self, since: str, commit: str) -> int:
        """Return the number of commits in the history of a commit that are not in that of an earlier one."""
        return int(self._read("rev-list", "--count", commit, f"^{since}"))

    def is_ancestor(self, old: str, new: str) -> bool | None:
        """Whether a fetched commit has an older one in its history; None if that is not a hash."""
        if not _HASH.fullmatch(old) or len(old) != len(new):
            return None
        return self.has(old) and self.count(new, old) == 0

    def files(self, commit: str) -> list[TreeFile]:
        """Return all files of a commit, sorted by path."""
        try:
            listed = self._local("ls-tree", "-r", "-z", "--full-tree", commit, most=MAX_LISTING)
        except GitError as error:
            if error.too_large:
                raise GitError(_TOO_MANY_FILES, permanent=True) from None
            raise DamagedError from None
        entries = listed.split(b"\0")[:-1]
        if len(entries) > MAX_FILES:
            raise GitError(_TOO_MANY_FILES, permanent=True)
        found = []
        for entry in entries:
            head, _, name = entry.partition(b"\t")
            mode, _, oid = head.decode("ascii").split(" ")
            found.append(TreeFile(name.decode("utf-8", "backslashreplace"), mode, oid))
        return sorted(found, key=lambda file: file.path)

    def sizes(self, commit: str, oids: Sequence[str]) -> dict[str, int]:
        """Fetch the contents of files of a commit; return the size of each, without files that are too large."""
        known = self._sizes(oids)
        missing = [oid for oid in dict.fromkeys(oids) if oid not in known]
        if not missing:
            return known
        try:
            self._fetch_contents(missing)
        except GitError as error:
            if "unadvertised object" not in str(error):
                raise
            self.forget()  # an old server, which sends only whole commits
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
        """Fetch contents in one request; files that are too large are found by halving, and left out."""
        feed = "".join(f"{oid}\n" for oid in oids).encode()
        # no negotiation: we have the commits, so the server would assume that we have their contents
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
        """Yield the contents of fetched files, some at a time; `sizes` are the result of the method `sizes`."""
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
        """Return the output of git about the copy, as text; a failure means that the copy is damaged."""
        try:
            return self._local(*arguments, feed=feed).decode("utf-8", "replace")
        except GitError as error:
            if error.permanent:
                raise
            raise DamagedError from None
