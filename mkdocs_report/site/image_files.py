"""Files of published images, which are copied to the site as soon as they are made. `site/files.py` names them."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.structure.files import File


class ImageCopy(File):
    """An image that may not be made yet when MkDocs copies the other files. It is copied later."""

    def copy_file(self, dirty: bool = False) -> None:
        """Do nothing: `copy_now` copies the image."""

    def copy_now(self) -> None:
        """Copy the image to the site, as a hard link to the cached file if the system can.

        The cache checks the content of its files, so changing the image in the site cannot change the next build.
        """
        source, target = str(self.abs_src_path), Path(self.abs_dest_path)
        if _linked(source, target):  # an existing file is removed only if this fails: there are thousands of images
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        if not _linked(source, target):
            super().copy_file()


def _linked(source: str, target: Path) -> bool:
    try:
        os.link(source, target)
    except OSError:
        return False
    return True
