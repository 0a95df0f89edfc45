"""Other plugins and extensions of the site: files that they need, and warnings about conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from mkdocs_report.config.plugin_names import EARLY, FREE_OF_MARKDOWN, NAMES
from mkdocs_report.runtime.atomic_write import write_whole
from mkdocs_report.site.log import plugin_error
from mkdocs_report.site.slots import missing_slots

SEARCH = ("mkdocs.contrib.search.", "properdocs.contrib.search.", "material.plugins.search.")
HARMLESS = (*SEARCH, "material.plugins.offline.", "mkdocs_minify_plugin.")
"""Modules of plugins that use the finished pages only."""


def has_listener(
    config: MkDocsConfig, plugin: BasePlugin[Any], *events: str, ignored: tuple[str, ...] = HARMLESS
) -> bool:
    """Whether another plugin or a hook has a method for one of these events.

    Args:
        config: the site's settings.
        plugin: this plugin.
        events: the names of events, without `on_`.
        ignored: the modules of plugins that do not count.
    """
    owners = [owner_of(method) for event in events for method in config.plugins.events[event]]
    return any(owner is not plugin and not is_from(owner, ignored) for owner in owners)


def owner_of(method: object) -> object:
    """Return the plugin that a method for an event belongs to; None for a function in a hook."""
    return getattr(method, "__self__", None)


def is_from(plugin: object, modules: tuple[str, ...]) -> bool:
    """Whether a plugin is defined in one of these modules, each written with a dot at its end."""
    return f"{type(plugin).__module__}.".startswith(modules)


def put_on_disk(files: Iterable[File], markdown: Callable[[Page], str | None], building: ExitStack) -> None:
    """Write each file that this plugin generated to disk until the build ends, since many plugins expect a path.

    The path contains the file's published name, never the name of the report's source.

    Args:
        files: the files of the site.
        markdown: returns the Markdown of a page of the course.
        building: removes the folder when the build ends.

    Raises:
        PluginError: a file cannot be written.
    """
    folder = Path(building.enter_context(TemporaryDirectory(prefix="mkdocs-report-"))).resolve()
    try:
        _write(files, markdown, folder)
    except OSError as error:
        raise plugin_error(
            f"Pages cannot be written to {folder}: {error.strerror}. Free disk space, or set TMPDIR."
        ) from None


def _write(files: Iterable[File], markdown: Callable[[Page], str | None], folder: Path) -> None:
    for file in files:
        if file.generated_by == "report" and file.abs_src_path is None:
            path = folder / file.src_uri
            text = markdown(file.page) if file.page is not None else None
            write_whole(path, file.content_bytes if text is None else text.encode())
            file.abs_src_path = str(path)


def missing_slots_error(uri: str, skeleton: str, content: str, config: MkDocsConfig) -> str | None:
    """Return the error for a rendered page that lacks a slot of its skeleton; None if all slots are there."""
    missing = missing_slots(skeleton, content)
    if not missing:
        return None
    suspects = ", ".join(dict.fromkeys(_suspects(config))) or "none"
    return (
        f"{uri}: The rendered page has no slot for {', '.join(missing)}, so it would be published without them. A "
        "Markdown extension, plugin or hook removed the element that marks the slot. Remove it from mkdocs.yml. "
        f"These change pages: {suspects}."
    )


def _suspects(config: MkDocsConfig) -> Iterator[str]:
    """Yield the extensions, plugins and hooks that may change the Markdown of a page, or its rendering."""
    yield from (name for name in config.markdown_extensions if name not in FREE_OF_MARKDOWN)
    names = {id(plugin): name for name, plugin in config.plugins.items()}
    for method in config.plugins.events["page_markdown"]:
        owner = owner_of(method)
        if not isinstance(owner, BasePlugin):
            yield f"hook {getattr(method, '__module__', '')}"
        elif not is_from(owner, (f"{__package__}.",)):
            yield names.get(id(owner), type(owner).__name__)


def warnings(config: MkDocsConfig) -> Iterator[str]:
    """Yield a warning for each plugin that publishes people's names, or whose output lacks the answers."""
    for name in config.plugins:
        short = name.split("/")[-1]
        for messages in (NAMES, EARLY):
            if short in messages:
                yield f"The plugin {name} {messages[short]}"
