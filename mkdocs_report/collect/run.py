"""Collect all groups of a roster, several at a time. A group that fails does not stop the others."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import chain
from queue import SimpleQueue
from urllib.parse import urlsplit

from mkdocs_report.collect.address import Address, AddressError, read_address, read_branch, redact
from mkdocs_report.collect.attachments import Attachments, fetch, keep, repository_on_github
from mkdocs_report.collect.contents import folder_files, listed_names, read_contents, within_limits
from mkdocs_report.collect.copies import clean_cache
from mkdocs_report.collect.deadline import commit_before, date_warnings, read_moment
from mkdocs_report.collect.errors import DamagedError, GitError, StoppedError
from mkdocs_report.collect.git import Git, Timeout
from mkdocs_report.collect.git_config import user_settings
from mkdocs_report.collect.github import GitHub
from mkdocs_report.collect.hosts import refusal_reason, resolve
from mkdocs_report.collect.locate import IsolatedReader, find_report, is_begun, normalise_path
from mkdocs_report.collect.objects import GitCommit, Head
from mkdocs_report.collect.plan import CollectPlan, GroupOutcome, Status
from mkdocs_report.collect.repository import Repository
from mkdocs_report.collect.store import Store, StoreError
from mkdocs_report.collect.token import find_token
from mkdocs_report.config.roster import RosterEntry
from mkdocs_report.parsing.collect_record import Collected, State, digest_of
from mkdocs_report.parsing.source import decode
from mkdocs_report.runtime.pool import Workers

ProgressCallback = Callable[[str, GroupOutcome | None], None]
"""A function that is called for each group when the work on it begins, and again with its outcome."""


def check_entry(entry: RosterEntry, local: bool = False) -> None:
    """Check the address, branch, path and deadline of a group; an empty address is accepted.

    Raises:
        ValueError: one of them is invalid.
    """
    _read_entry(entry, local)


def _read_entry(entry: RosterEntry, local: bool) -> tuple[Address | None, str]:
    branch = read_branch(entry.branch)
    if entry.deadline:
        read_moment(entry.deadline)
    normalise_path(entry.path)
    return (read_address(entry.repository, local) if entry.repository else None), branch


def collect(
    entries: Sequence[RosterEntry], plan: CollectPlan, on_progress: ProgressCallback = lambda *_: None
) -> list[GroupOutcome]:
    """Collect the report of each group.

    Args:
        entries: the roster.
        plan: the settings of the run.
        on_progress: called for each group when the work on it begins and ends, always from this thread.

    Returns:
        The outcome of each group in the order of the roster, then of groups that are no longer on it.

    Raises:
        GitError: git cannot be used.
        StoreError: another run is using the folder.
        OSError: the folder cannot be written.
    """
    git, github = Git(user_settings(), plan.local, plan.seconds, plan.trusted), GitHub(plan.connect)
    store = Store(plan.into)
    with store.locked(), Workers(1) as workers:
        reader = IsolatedReader(workers)
        plan.cache.mkdir(parents=True, exist_ok=True)
        clean_cache(plan.cache)
        outcomes: dict[str, GroupOutcome] = {}
        events: SimpleQueue[tuple[str, GroupOutcome | BaseException | None]] = SimpleQueue()

        def work(entry: RosterEntry) -> None:
            events.put((entry.folder, None))
            try:
                events.put((entry.folder, _GroupCollection(entry, plan, git, github, store, reader).collect()))
            except BaseException as error:  # the waiting thread raises it
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
                on_progress(name, event)
        finally:
            git.stop()
            github.stop()
            pool.shutdown(cancel_futures=True)
        names = [entry.folder for entry in entries]
        left = [name for name in store.groups() if name not in names and not store.forget(name)]
        return [outcomes[name] for name in names] + [_left_outcome(store, name) for name in left]


def _left_outcome(store: Store, name: str) -> GroupOutcome:
    return GroupOutcome(name, Status.LEFT, store.record(name), notes=("no longer on the roster; its folder is kept",))


def status(store: Store) -> Iterator[GroupOutcome]:
    """Yield the outcome of the last run for each group, without asking any server."""
    for name in store.groups():
        state, record = store.state(name), store.record(name)
        error = state.error if state else None
        yield GroupOutcome(
            name, Status.FAILED if error else Status.UNCHANGED, record, error, state.notes if state else ()
        )


class _GroupCollection:
    """The work on one group."""

    def __init__(
        self, entry: RosterEntry, plan: CollectPlan, git: Git, github: GitHub, store: Store, reader: IsolatedReader
    ) -> None:
        self.entry, self.plan, self.git, self.store, self.reader = entry, plan, git, store, reader
        self.github, self.name, self._timeout = github, entry.folder, Timeout(plan.seconds)

    def collect(self) -> GroupOutcome:
        """Return the outcome; if anything fails, the group's folder stays as it was."""
        secrets: tuple[str, ...] = ()
        try:
            address, branch = _read_entry(self.entry, self.plan.local)
            if address is None:
                raise GitError("the roster names no repository for it", permanent=True)
            secrets = address.secrets
            self.store.check_unmodified(self.name)
            return self._collect_with_retries(address, branch)
        except StoppedError:
            raise
        except (GitError, StoreError, AddressError) as error:
            return self._record_failure(redact(str(error), secrets))
        except DamagedError:
            return self._record_failure("its copy in the cache is damaged. Delete the cache")
        except OSError as error:
            return self._record_failure(f"its folder cannot be written: {error.strerror}")
        except Exception as error:  # one group's report must not stop the others
            message = redact(f"internal error: {type(error).__name__}: {error}", secrets)
            return self._record_failure(message[:2_000])

    def _record_failure(self, error: str) -> GroupOutcome:
        old = self.store.state(self.name) or State(self.name)
        self.store.set_state(self.name, replace(old, group=self.name, error=error))
        return GroupOutcome(self.name, Status.FAILED, self.store.record(self.name), error, old.notes)

    def _collect_with_retries(self, address: Address, branch: str) -> GroupOutcome:
        repository = Repository(self.git, address, self.plan.cache, self._timeout)
        for number in range(1, self.plan.tries + 1):
            head = None
            try:
                checked = _with_pins(address, self.plan, self.git)
                repository = Repository(self.git, checked, self.plan.cache, self._timeout)
                head = repository.head(branch, address.branch)
                return self._collect_head(repository, head)
            except (GitError, DamagedError) as error:
                if (isinstance(error, GitError) and error.permanent) or number == self.plan.tries:
                    raise
                if isinstance(error, DamagedError) or (head and number == self.plan.tries - 1):
                    repository.forget()  # the copy may be the cause
                if isinstance(error, GitError):
                    self.git.stopped.wait(min(self.plan.pause * 4 ** (number - 1), self._timeout.left))
        raise AssertionError  # the last try returns or raises

    def _collect_head(self, repository: Repository, head: Head) -> GroupOutcome:
        plan, name, url = self.plan, self.name, repository.address.url
        path_hint, required = normalise_path(self.entry.path or plan.path), bool(self.entry.path.strip())
        before = read_moment(self.entry.deadline) if self.entry.deadline else plan.before
        settings_digest = plan.settings_digest(head.branch, path_hint, before, required)
        old, record = self.store.state(name), self.store.record(name)
        if old and record and self._is_current(old, record, repository.address, head, settings_digest):
            self.store.set_state(name, replace(old, error=None))
            return GroupOutcome(name, Status.UNCHANGED, record, notes=old.notes)
        repository.fetch(head.commit, old.tip if old else "")
        if before:
            history = repository.history(head.commit)
            begun = partial(self._is_begun, repository, path_hint)
            taken = commit_before(history, head.commit, head.branch, url, before, begun)
            commit, remarks = taken.commit, taken.remarks
            late = repository.count(commit.hash, head.commit) if commit.hash != head.commit else 0
        else:
            commit, late, remarks = repository.commit(head.commit), 0, ()
            history = repository.with_parents(commit)
        files = repository.files(commit.hash)
        read = partial(read_contents, repository, commit.hash)
        found = find_report(files, path_hint, plan.versions, read, self.reader, required)
        names, notes = listed_names(files)
        images, too_large = within_limits(repository.sizes(commit.hash, [f.oid for f in found.images]), found.images)
        pasted = self._pasted_images(repository.address, found.attachments, record)
        notes = (*([head.note] if head.note else ()), *found.notes, *notes, *too_large, *pasted.notes)
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
            attachments=pasted.paths,
        )
        files_of = chain(folder_files(repository, found.report, found.data, images), pasted.contents())
        new = self.store.put(name, new, files_of)
        state = State(name, url, head.commit, settings_digest, digest_of(new), None, notes, pasted.unfetched)
        self.store.set_state(name, state)
        changes = self._changes(record, new) if record else ()
        kept = Status.UNCHANGED if record == new else Status.UPDATED
        return GroupOutcome(name, kept if record else Status.NEW, new, notes=(*notes, *changes))

    def _is_current(self, old: State, record: Collected, address: Address, head: Head, settings_digest: str) -> bool:
        """Whether the group's folder is as this run would leave it; images that were not fetched are tried again."""
        same = (old.repository, old.tip, old.settings_digest) == (address.url, head.commit, settings_digest)
        intact = same and old.collected == digest_of(record) and self.store.is_complete(self.name)
        return intact and not (old.unfetched and self._token(address))

    def _pasted_images(self, address: Address, addresses: Sequence[str], record: Collected | None) -> Attachments:
        """Return the images that were pasted into GitHub: those that were fetched before, and those that can be now."""
        found = keep(addresses, self.store.into / self.name, record)
        if repository := repository_on_github(address.url, self.plan.github):
            token = self._token(address) if len(found.files) < len(addresses) else ""
            fetch(found, addresses, repository, token, self.github, self._timeout.left / 2)
        return found

    def _token(self, address: Address) -> str:
        """Return the token for a repository on GitHub; empty if there is none."""
        repository = repository_on_github(address.url, self.plan.github)
        return find_token(self.git, address, repository, self._timeout) if repository else ""

    def _is_begun(self, repository: Repository, path_hint: str, commit: GitCommit) -> bool:
        """Whether a commit contains a report that the group has begun."""
        read = partial(read_contents, repository, commit.hash)
        try:
            found = find_report(repository.files(commit.hash), path_hint, self.plan.versions, read, self.reader)
        except GitError as error:
            if not error.permanent:
                raise
            return False
        return self.reader.ask(is_begun, self.plan.versions, decode(found.data, found.report.path), True)

    def _rewritten(self, repository: Repository, old: Collected, head: Head) -> tuple[str, ...]:
        """Return collected commits that are no longer in the history; none after a change of repository or branch."""
        if old.repository != repository.address.url or (self.entry.branch and old.branch != head.branch):
            return ()
        gone = repository.is_ancestor(old.commit, head.commit) is False
        return tuple(dict.fromkeys([*old.rewritten, *([old.commit] if gone else [])]))

    def _changes(self, old: Collected, new: Collected) -> Iterator[str]:
        """Yield notes for the instructor about changes since the last run."""
        if old.repository != new.repository:
            yield f"the repository has changed; before, it was {old.repository}"
        if old.branch != new.branch and old.repository == new.repository:
            yield f"the branch has changed; before, it was {old.branch}"
        if old.path != new.path:
            yield f"the report was moved from {old.path}"


def _with_pins(address: Address, plan: CollectPlan, git: Git) -> Address:
    """Return an address with the IP addresses of its host, after checking that they may be asked.

    A host without an address is refused, since git could later resolve it to this machine; unless a proxy resolves it.
    """
    parts = urlsplit(address.url)
    if parts.scheme == "file" or not parts.hostname:
        return address
    found = resolve(parts.hostname, parts.port or {"ssh": 22, "http": 80}.get(parts.scheme, 443))
    if why := refusal_reason(parts.hostname, found, plan.trusted, plan.local):
        raise AddressError(why)
    if not found and parts.scheme != "ssh" and not git.uses_proxy(parts.hostname):
        raise GitError(f"the host {parts.hostname} was not found. Check the address in the roster")
    return replace(address, pins=found if parts.scheme != "ssh" else ())
