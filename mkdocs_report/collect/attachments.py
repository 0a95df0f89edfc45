"""Fetch the images of a report that were pasted into GitHub, and keep those that were fetched before."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_report.collect.github import AT_ONCE, COMMIT, WEB, AttachmentError, GitHub
from mkdocs_report.images.attachments import image_suffix, repository_of, stored_attachments, stored_path
from mkdocs_report.model.caps import MAX_ATTACHMENT, MAX_ATTACHMENT_TOTAL, MAX_ATTACHMENTS
from mkdocs_report.parsing.collect_record import Collected
from mkdocs_report.runtime.files import read_head

_SHOWN = 3
"""The number of addresses that a note names."""
_NO_CREDENTIALS = (
    "git has no token for github.com. Give it one that may read the repository, or ask the group to commit the image"
)


@dataclass(slots=True)
class Attachments:
    """The images of a report that were pasted into GitHub.

    - `files`: their bytes, by address
    - `failed`: the addresses of the others, by the reason
    """

    files: dict[str, bytes] = field(default_factory=dict)
    failed: dict[str, list[str]] = field(default_factory=dict)

    @property
    def paths(self) -> tuple[tuple[str, str], ...]:
        """Return the address of each image, and its path in the group's folder."""
        return tuple(
            (address, stored_path(address, image_suffix(data))) for address, data in sorted(self.files.items())
        )

    @property
    def unfetched(self) -> tuple[str, ...]:
        """Return the addresses of images that were not fetched."""
        return tuple(address for some in self.failed.values() for address in some)

    @property
    def notes(self) -> tuple[str, ...]:
        """Return a sentence for each reason why images were not fetched."""
        return tuple(_note(reason, some) for reason, some in self.failed.items())

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path of each image in the group's folder, and its bytes."""
        return ((path, self.files[address]) for address, path in self.paths)

    def fail(self, reason: str, addresses: Sequence[str]) -> None:
        """Note why images were not fetched."""
        if addresses:
            self.failed.setdefault(reason, []).extend(addresses)


def _note(reason: str, addresses: Sequence[str]) -> str:
    rest = f" and {len(addresses) - _SHOWN} more" if len(addresses) > _SHOWN else ""
    which = "image" if len(addresses) == 1 else f"{len(addresses)} images"
    return f"{which} pasted into GitHub not fetched: {reason} ({', '.join(addresses[:_SHOWN])}{rest})"


def repository_on_github(url: str, host: str = WEB) -> str:
    """Return owner and name of a repository on GitHub as `OWNER/NAME`; empty for any other repository."""
    match = re.fullmatch(
        rf"(?:https?|ssh)://(?:[\w.-]+@)?{re.escape(host)}/([A-Za-z0-9-]+/[\w.-]+?)(?:\.git)?/*", url, re.ASCII
    )
    return match[1] if match else ""


def keep(addresses: Sequence[str], folder: Path, record: Collected | None) -> Attachments:
    """Return the images that were fetched before: they are never fetched twice, and kept if GitHub loses them.

    Args:
        addresses: the lasting addresses in the report, each once.
        folder: the group's folder, whose files were checked against the record.
        record: the record in the folder.
    """
    stored = stored_attachments(record.attachments) if record else {}
    kept = Attachments()
    for address in addresses:
        try:
            data = read_head(folder / stored[address], MAX_ATTACHMENT)
        except (KeyError, OSError):
            continue
        if image_suffix(data):
            kept.files[address] = data
    return kept


def fetch(
    found: Attachments, addresses: Sequence[str], repository: str, token: str, github: GitHub, seconds: float
) -> None:
    """Fetch the images that are missing, one after the other, and add them or the reasons to `found`.

    Args:
        found: the images that were kept.
        addresses: the lasting addresses in the report, each once.
        repository: the group's repository, as `OWNER/NAME`.
        token: the token that may read it; empty to fetch nothing.
        github: sends the requests.
        seconds: the time limit.
    """
    missing = [address for address in addresses if address not in found.files]
    if not token:
        found.fail(_NO_CREDENTIALS, missing)
        return
    places = max(0, MAX_ATTACHMENTS - len(found.files))
    found.fail(f"a report may have {MAX_ATTACHMENTS} of them. Ask the group to commit the others", missing[places:])
    end = time.monotonic() + seconds
    for start in range(0, len(missing[:places]), AT_ONCE):
        some = missing[:places][start : start + AT_ONCE]
        own = [each for each in some if repository_of(each).casefold() in {"", repository.casefold()}]
        signed = github.signed(repository, own, token, end) if own else {}
        for address in some:
            try:
                # another repository's address gets no token: the token may read what the group may not
                _add(found, address, github.image(signed.get(address, address), token if address in own else "", end))
            except AttachmentError as error:
                found.fail(str(error), [address])


def _add(found: Attachments, address: str, data: bytes) -> None:
    """Add an image, unless all together are then too large."""
    if sum(map(len, found.files.values())) + len(data) > MAX_ATTACHMENT_TOTAL:
        raise AttachmentError(f"together they are larger than {MAX_ATTACHMENT_TOTAL >> 20} MiB. {COMMIT}")
    found.files[address] = data
