"""Collect all groups of a roster, some at a time; one that fails stops none of the others."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from queue import SimpleQueue
from urllib.parse import urlsplit

from mkdocs_report.collect.address import Address, AddressError, read_address, read_branch, without_secrets
from mkdocs_report.collect.copies import clean_cache
from mkdocs_report.collect.deadline import commit_before, date_warnings, read_moment
from mkdocs_report.collect.errors import DamagedError, GitError, StoppedError
from mkdocs_report.collect.git import Deadline, Git
from mkdocs_report.collect.git_config import user_settings
from mkdocs_report.collect.hosts import refusal, resolve
from mkdocs_report.collect.locate import Reader, find_report, is_begun, names_of, plain_path
from mkdocs_report.collect.objects import MAX_FILE, Commit, Head, TreeFile
from mkdocs_report.collect.plan import Outcome, Plan, Status
from mkdocs_report.collect.repository import Repository
from mkdocs_report.collect.store import REPORT, Store, StoreError
from mkdocs_report.config.roster import RosterEntry
from mkdocs_report.parsing.collect_record import MAX_BYTES, Collected, State, digest_of
from mkdocs_report.parsing.source import decode
from mkdocs_report.runtime.pool import Workers

MAX_TOTAL = 200 * 1024 * 1024
"""How large the images of a report may be together, in bytes."""
Told = Callable[[str, Outcome | None], None]
"""Is told of each group when the work on it begins, and again with what came of it."""


def check_entry(entry: RosterEntry, local: bool = False) -> None:
    """Check that a group's address, branch, path and deadline can be used; a group without a repository has none yet.

    Raises:
        ValueError: one of them can not.
    """
    _read_entry(entry, local)


def _read_entry(entry: RosterEntry, local: bool) -> tuple[Address | None, str]:
    branch = read_branch(entry.branch)
    if entry.deadline:
        read_moment(entry.deadline)
    plain_path(entry.path)
    return (read_address(entry.repository, local) if entry.repository else None), branch


def collect(entries: Sequence[RosterEntry], plan: Plan, tell: Told = lambda *_: None) -> list[Outcome]:
    """Collect the report of each group.

    Args:
        entries: the roster.
        plan: what is asked for.
        tell: is told of progress, from this thread alone.

    Returns:
        What came of each group in the roster's order, and of those that left the roster.

    Raises:
        GitError: git can not be used at all.
        StoreError: another run is at work in the folder.
        OSError: nothing can be written there.
    """
    git = Git(user_settings(), plan.local, plan.seconds, plan.trusted)
    store = Store(plan.into)
    with store.locked(), Workers(1) as workers:
        reader = Reader(workers)
        plan.cache.mkdir(parents=True, exist_ok=True)
        clean_cache(plan.cache)
        outcomes: dict[str, Outcome] = {}
        events: SimpleQueue[tuple[str, Outcome | BaseException | None]] = SimpleQueue()

        def work(entry: RosterEntry) -> None:
            events.put((entry.folder, None))
            try:
                events.put((entry.folder, _Group(entry, plan, git, store, reader).collect()))
            except BaseException as error:  # whoever waits for it must hear of it
                events.put((entry.folder, error))

        pool = ThreadPoolExecutor(max(1, plan.jobs), thread_name_prefix="collect")
        try:
            for entry in entries:
                pool.submit(work, entry)
            while len(outcomes) < len(entries):
                name, event = events.get()
                if isinstance(event, BaseException):
                    raise event
                if event:
                    outcomes[name] = event
                tell(name, event)
        finally:
            git.stop()
            pool.shutdown(cancel_futures=True)
        names = [entry.folder for entry in entries]
        left = [name for name in store.groups() if name not in names and not store.forget(name)]
        return [outcomes[name] for name in names] + [_left(store, name) for name in left]


def _left(store: Store, name: str) -> Outcome:
    return Outcome(name, Status.LEFT, store.record(name), notes=("no longer on the roster; its folder is kept",))


def status(store: Store) -> Iterator[Outcome]:
    """Yield what the last run found about each group, without asking any server."""
    for name in store.groups():
        state, record = store.state(name), store.record(name)
        error = state.error if state else None
        yield Outcome(name, Status.FAILED if error else Status.UNCHANGED, record, error, state.notes if state else ())


class _Group:
    """The work on one group."""

    def __init__(self, entry: RosterEntry, plan: Plan, git: Git, store: Store, reader: Reader) -> None:
        self.entry, self.plan, self.git, self.store, self.reader = entry, plan, git, store, reader
        self.name = entry.folder

    def collect(self) -> Outcome:
        """Return what came of it; whatever goes wrong, the group's folder is as it was."""
        secrets: tuple[str, ...] = ()
        try:
            address, branch = _read_entry(self.entry, self.plan.local)
            if address is None:
                raise GitError("the roster has no repository for it", lasting=True)
            secrets = address.secrets
            self.store.check_ours(self.name)
            return self._try(address, branch, Deadline(self.plan.seconds))
        except StoppedError:
            raise
        except (GitError, StoreError, AddressError) as error:
            return self._failed(without_secrets(str(error), secrets))
        except DamagedError:
            return self._failed("its copy in the cache can not be read; delete the cache")
        except OSError as error:
            return self._failed(f"it can not be written: {error.strerror}")
        except Exception as error:  # one group's report must not stop the others
            said = without_secrets(f"a mistake of ours: {type(error).__name__}: {error}", secrets)
            return self._failed(said[:2_000])

    def _failed(self, error: str) -> Outcome:
        old = self.store.state(self.name) or State(self.name)
        self.store.set_state(self.name, replace(old, group=self.name, error=error))
        return Outcome(self.name, Status.FAILED, self.store.record(self.name), error, old.notes)

    def _try(self, address: Address, branch: str, deadline: Deadline) -> Outcome:
        repository = Repository(self.git, address, self.plan.cache, deadline)
        for number in range(1, self.plan.tries + 1):
            head = None
            try:
                checked = _checked(address, self.plan, self.git)
                repository = Repository(self.git, checked, self.plan.cache, deadline)
                head = repository.head(branch, address.branch)
                return self._take(repository, head)
            except (GitError, DamagedError) as error:
                if (isinstance(error, GitError) and error.lasting) or number == self.plan.tries:
                    raise
                if isinstance(error, DamagedError) or (head and number == self.plan.tries - 1):
                    repository.forget()  # perhaps it is the copy
                if isinstance(error, GitError):
                    self.git.stopped.wait(min(self.plan.pause * 4 ** (number - 1), deadline.left))
        raise AssertionError  # the last try returns or raises

    def _take(self, repository: Repository, head: Head) -> Outcome:
        plan, name, url = self.plan, self.name, repository.address.url
        given, required = plain_path(self.entry.path or plan.path), bool(self.entry.path.strip())
        before = read_moment(self.entry.deadline) if self.entry.deadline else plan.before
        asked = plan.asked(head.branch, given, before, required)
        old, record = self.store.state(name), self.store.record(name)
        same = old and (old.repository, old.tip, old.asked) == (url, head.commit, asked)
        if old and same and record and old.collected == digest_of(record) and self.store.is_whole(name):
            self.store.set_state(name, replace(old, error=None))
            return Outcome(name, Status.UNCHANGED, record, notes=old.notes)
        repository.fetch(head.commit, old.tip if old else "")
        if before:
            history = repository.history(head.commit)
            begun = partial(self._is_begun, repository, given)
            taken = commit_before(history, head.commit, head.branch, url, before, begun)
            commit, remarks = taken.commit, taken.remarks
            late = repository.count(commit.hash, head.commit) if commit.hash != head.commit else 0
        else:
            commit, late, remarks = repository.commit(head.commit), 0, ()
            history = repository.around(commit)
        files = repository.files(commit.hash)
        read = partial(_contents, repository, commit.hash)
        found = find_report(files, given, plan.forms, read, self.reader, required)
        names, notes = _names(files)
        images, too_large = _within(repository.sizes(commit.hash, [f.oid for f in found.images]), found.images)
        notes = (*([head.note] if head.note else ()), *found.notes, *notes, *too_large)
        new = Collected(
            group=self.entry.group,
            repository=url,
            branch=head.branch,
            commit=commit.hash,
            date=commit.date,
            path=found.report.path,
            before=before.isoformat() if before else None,
            late=late,
            names=names,
            warnings=(*date_warnings(history, commit, before, time.time()), *remarks),
            rewritten=self._rewritten(repository, record, head) if record else (),
        )
        new = self.store.put(name, new, _written(repository, found.report, found.data, images))
        self.store.set_state(name, State(name, url, head.commit, asked, digest_of(new), None, notes))
        changes = self._changes(record, new) if record else ()
        kept = Status.UNCHANGED if record == new else Status.UPDATED
        return Outcome(name, kept if record else Status.NEW, new, notes=(*notes, *changes))

    def _is_begun(self, repository: Repository, given: str, commit: Commit) -> bool:
        """Whether a report that the group has begun is in a commit."""
        read = partial(_contents, repository, commit.hash)
        try:
            found = find_report(repository.files(commit.hash), given, self.plan.forms, read, self.reader)
        except GitError as error:
            if not error.lasting:
                raise
            return False
        return self.reader.ask(is_begun, self.plan.forms, decode(found.data, found.report.path), True)

    def _rewritten(self, repository: Repository, old: Collected, head: Head) -> tuple[str, ...]:
        """The commits that were collected before and are gone from the history; another branch has another one."""
        if old.repository != repository.address.url or (self.entry.branch and old.branch != head.branch):
            return ()
        gone = repository.is_ancestor(old.commit, head.commit) is False
        return tuple(dict.fromkeys([*old.rewritten, *([old.commit] if gone else [])]))

    def _changes(self, old: Collected, new: Collected) -> Iterator[str]:
        """Tell what an instructor would want to know of a group that was collected before."""
        if old.repository != new.repository:
            yield f"another repository than before: {old.repository}"
        if old.branch != new.branch and old.repository == new.repository:
            yield f"another branch than before: {old.branch}"
        if old.path != new.path:
            yield f"the report was moved from {old.path}"


def _checked(address: Address, plan: Plan, git: Git) -> Address:
    """Return an address with the addresses of its host, once it is clear that these may be asked.

    A name that has no address now could have one of this machine when git looks it up. Only a proxy may know better.
    """
    parts = urlsplit(address.url)
    if parts.scheme == "file" or not parts.hostname:
        return address
    found = resolve(parts.hostname, parts.port or {"ssh": 22, "http": 80}.get(parts.scheme, 443))
    if why := refusal(parts.hostname, found, plan.trusted, plan.local):
        raise AddressError(why)
    if not found and parts.scheme != "ssh" and not git.uses_proxy(parts.hostname):
        raise GitError(f"the name of the host {parts.hostname} is not known here. Check the address in the roster")
    return replace(address, pins=found if parts.scheme != "ssh" else ())


def _names(files: Sequence[TreeFile]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = tuple(names_of(files))
    if sum(len(name.encode()) + 8 for name in names) > MAX_BYTES * 3 // 4:
        return (), (f"{len(names):,} files are too many for their names to be listed",)
    return names, ()


def _contents(repository: Repository, commit: str, files: Sequence[TreeFile], most: int) -> Mapping[str, bytes]:
    sizes = repository.sizes(commit, [file.oid for file in files])
    held = dict(repository.contents({oid: size for oid, size in sizes.items() if size <= most}))
    return {file.path: held[file.oid] for file in files if file.oid in held}


def _within(sizes: Mapping[str, int], images: Sequence[TreeFile]) -> tuple[dict[str, tuple[str, int]], tuple[str, ...]]:
    """The images that are not too large, with hash and size, by their paths in the repository, and the others."""
    taken: dict[str, tuple[str, int]] = {}
    notes = []
    room = MAX_TOTAL
    for image in images:
        size = sizes.get(image.oid)
        if size is None or size > MAX_FILE:
            notes.append(f"{image.path} is too large: {MAX_FILE >> 20} MiB are taken")
        elif size > room:
            notes.append(f"{image.path} is beyond {MAX_TOTAL >> 20} MiB of images, and not taken")
        else:
            taken[image.path] = (image.oid, size)
            room -= size
    return taken, tuple(notes)


def _written(
    repository: Repository, report: TreeFile, data: bytes, images: Mapping[str, tuple[str, int]]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a group's folder: the report first, images by their paths from the report's folder."""
    yield REPORT, data
    start = len(report.path) - len(report.path.rpartition("/")[2])
    paths: dict[str, list[str]] = {}
    for path, (oid, _) in images.items():
        paths.setdefault(oid, []).append(path[start:])
    for oid, content in repository.contents(dict(images.values())):
        for path in paths[oid]:
            yield path, content
