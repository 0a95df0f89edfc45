"""Check each finished page for student numbers, addresses and names outside of the masked report."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_report.config.plugin_names import NAMES
from mkdocs_report.masking.mask import Mask, Privacy
from mkdocs_report.runtime.files import read_regular
from mkdocs_report.runtime.text import plural


class MaskCheck:
    """Collects the pages on which a plugin or a template shows a person that should be masked.

    Args:
        privacies: what is masked, with the members of each group.
        settings_text: the text of `mkdocs.yml`; the people in it may be shown.
    """

    def __init__(self, privacies: Iterable[Privacy], settings_text: str) -> None:
        self.pages: list[str] = []
        self._masks = [Mask(each, "") for each in privacies]
        self._named = {found.key for mask in self._masks for found in mask.find(settings_text)}
        self._clean: set[str] = set()

    def check(self, path: str, page: str, content: str) -> bool:
        """Return whether a page shows a person outside of its masked content; if so, record its path."""
        before, _, after = page.partition(content) if content else (page, "", "")
        new = {*before.split("\n"), *after.split("\n")} - self._clean  # most lines are the same on each page
        shown = any(map(self._shows, new))
        if shown:
            self.pages.append(path)
        else:
            self._clean |= new
        return shown

    def _shows(self, line: str) -> bool:
        text = html.unescape(line)
        return any(found.key not in self._named for mask in self._masks for found in mask.find(text))

    def warning(self, config: MkDocsConfig) -> Iterator[str]:
        """Yield one warning for all recorded pages, without the people."""
        if not self.pages:
            return
        more = len(self.pages) - 1
        where = self.pages[0] + (f" and {plural(more, 'more page')}" if more else "")
        names = [name for name in config.plugins if name.split("/")[-1] in NAMES]
        suspects = names or [name for name in config.plugins if name.split("/")[-1] not in ("report", "search")]
        if config.theme.custom_dir:
            suspects.append("the templates in custom_dir")
        yield (
            f"{where}: The page shows a student number, an e-mail address or a name of the roster outside of the "
            "masked report. A plugin, a hook or a template added it. Remove it before you publish. Check: "
            f"{', '.join(suspects) or 'the hooks'}."
        )


def read_settings_text(file: str | None) -> str:
    """Return the text of the settings file; empty if it cannot be read."""
    try:
        return read_regular(file).decode("utf-8", "replace") if file else ""
    except OSError:
        return ""
