"""Published images that are made while the pages are built."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from mkdocs_report.images.prepare import ImageJob, PreparedImage, encode_image, write_blank
from mkdocs_report.runtime.background import Background
from mkdocs_report.runtime.pool import JobStoppedError, Workers


class PendingImages:
    """Published images that are being made in the background.

    Args:
        pending_images: each image with its job, by key.
        workers: the processes that make them.
        pages: the number of pages that are built meanwhile.
    """

    def __init__(
        self, pending_images: Mapping[str, tuple[ImageJob, PreparedImage]], workers: Workers, pages: int = 0
    ) -> None:
        self._pending = tuple(pending_images.values())
        jobs = [job for job, _ in self._pending]
        self._background: Background[JobStoppedError | None] = workers.begin(encode_image, None, jobs, pages)

    def use_all_workers(self) -> None:
        """Use all workers for images, now that no pages are built."""
        self._background.use_all_workers()

    def wait(self) -> list[Path]:
        """Wait until all images are made; return the files of those that took too long and are left empty.

        Raises:
            OSError: an image cannot be written.
        """
        failed = []
        for (job, prepared), made in zip(self._pending, self._background.results(), strict=True):
            if isinstance(made, JobStoppedError):
                if made.errno:
                    raise OSError(made.errno, os.strerror(made.errno))
                write_blank(job, prepared)
                failed.append(job.file)
        return failed
