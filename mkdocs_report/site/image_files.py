"""Files of published images, copied to the site as soon as they are made. `site/files.py` names them."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.structure.files import File


class ImageCopy(File):
    """An image that may still be in the making when other files are copied: it is copied when it is there."""

    def copy_file(self, dirty: bool = False) -> None:
        """Leave it for later."""

    def copy_now(self) -> None:
        """Put it in its place in the site.

        Where the system can, by another name for the file that is kept, which is found again by what it holds: nobody
        who writes over the image in the site changes what the next build takes.
        """
        source, target = str(self.abs_src_path), Path(self.abs_dest_path)
        if _linked(source, target):  # whatever is in the way is looked at only then: there are thousands of images
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
