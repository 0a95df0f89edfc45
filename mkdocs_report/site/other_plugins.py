"""Other plugins and extensions of the site: what they expect of our files, and which of them go wrong beside us."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from mkdocs_report.config.plugin_names import EARLY, FREE_OF_MARKDOWN, NAMES
from mkdocs_report.runtime.atomic_write import write_whole
from mkdocs_report.site.log import plugin_error
from mkdocs_report.site.skeleton import OwnPage
from mkdocs_report.site.slots import lost_places

_EVENTS = ("page_markdown", "page_content")


def put_on_disk(files: Iterable[File], building: ExitStack) -> None:
    """Give each file that this plugin generated in memory a path on disk until the build ends: many plugins expect one.

    A page's file holds its skeleton. The path has the file's published name, never that of a report's own file.

    Raises:
        PluginError: a file can not be written.
    """
    folder = Path(building.enter_context(TemporaryDirectory(prefix="mkdocs-report-"))).resolve()
    try:
        _write(files, folder)
    except OSError as error:
        raise plugin_error(f"{folder}: no page can be written there ({error.strerror}).") from None


def _write(files: Iterable[File], folder: Path) -> None:
    for file in files:
        if file.generated_by == "report" and file.abs_src_path is None:
            path = folder / file.src_uri
            page = file.page
            write_whole(path, page.skeleton.encode() if isinstance(page, OwnPage) else file.content_bytes)
            file.abs_src_path = str(path)


def lost_answers(page: Page, config: MkDocsConfig) -> str | None:
    """Return the error for a rendered page that lacks a place for a part of it; None if all places are there."""
    lost = lost_places(page.skeleton, page.content or "") if isinstance(page, OwnPage) else []
    if not lost:
        return None
    suspects = ", ".join(dict.fromkeys(_suspects(config))) or "none"
    return (
        f"{page.file.src_uri}: the rendered page has no place for {', '.join(lost)}, so it would be published without "
        "them. A Markdown extension, plugin or hook removed the element that marks the place. Take it out of "
        f"mkdocs.yml. These change pages: {suspects}."
    )


def _suspects(config: MkDocsConfig) -> Iterator[str]:
    """The extensions, plugins and hooks that may change the HTML of a page before it is complete."""
    yield from (name for name in config.markdown_extensions if name not in FREE_OF_MARKDOWN)
    names = {id(plugin): name for name, plugin in config.plugins.items()}
    for event in _EVENTS:
        for method in config.plugins.events[event]:
            owner = getattr(method, "__self__", None)
            if isinstance(owner, BasePlugin):
                yield names.get(id(owner), type(owner).__name__)
            else:
                yield f"hook {getattr(method, '__module__', '')}"


def warnings(config: MkDocsConfig) -> Iterator[str]:
    """Yield a warning for each plugin that publishes people's names, or whose own output lacks the answers."""
    for name in config.plugins:
        short = name.split("/")[-1]
        for known in (NAMES, EARLY):
            if short in known:
                yield f"The plugin {name} {known[short]}"
