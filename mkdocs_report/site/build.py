"""The state of one build: each build of `mkdocs serve` starts with a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from mkdocs_report.export.outputs import Output
from mkdocs_report.model.course import Course
from mkdocs_report.publish.course import PendingImages
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.digest import digest
from mkdocs_report.runtime.files import shown_path
from mkdocs_report.site.loaded_site import LoadedSite
from mkdocs_report.site.log import plugin_error
from mkdocs_report.site.mask_check import MaskCheck, text_of
from mkdocs_report.site.page_cache.reuse import PageCache
from mkdocs_report.site.page_content import PageContent
from mkdocs_report.site.site_pages import SitePages


@dataclass(slots=True)
class Build:
    """Everything that the plugin passes from one event of a build to the next.

    Attributes:
        course: all reports, judged.
        site: the pages of the course; None if the plugin is switched off or a setting cannot be used.
        making: the images that are being made.
        copies: the images that are being copied; its result is those that failed.
        page_cache: the pages that are reused from earlier builds.
        watched: files outside of `docs_dir` that `mkdocs serve` watches.
        patterns: globs of templates that `mkdocs serve` watches.
        unmasked: checks finished pages for people who should be masked.
        content: sets the answers into the pages.
        people: a digest of the people who are masked.
        rename: masks the people in a path.
        unwritten: messages about pages that could not be written.
        shell: the scripts that the theme writes into each page.
        taught: whether the theme's search reads the entries of the plugin.
        env: the environment of the fragments.
        nav: the navigation.
        cache: results of earlier builds.
        whole: whether no report is left out.
        outputs: the files of the option `export`.
        read: reports and settings, which no output overwrites.
    """

    course: Course = field(default_factory=lambda: Course(()))
    site: SitePages | None = None
    making: PendingImages | None = None
    copies: Future[list[Path]] | None = None
    page_cache: PageCache | None = None
    watched: list[Path] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)
    unmasked: MaskCheck | None = None
    content: PageContent | None = None
    people: str = ""
    rename: Callable[[str], str] = str
    unwritten: list[str] = field(default_factory=list)
    shell: frozenset[str] | None = None
    taught: bool = False
    env: Environment | None = None
    nav: Navigation | None = None
    cache: Cache | None = None
    whole: bool = True
    outputs: list[Output] = field(default_factory=list)
    read: list[Path] = field(default_factory=list)

    def take(self, loaded: LoadedSite, config: MkDocsConfig) -> None:
        """Take over what was loaded."""
        self.watched, self.making, self.rename = loaded.watched, loaded.making, loaded.rename
        self.whole, self.people = loaded.is_whole, digest(loaded.privacies)
        self.unmasked = MaskCheck(loaded.privacies, text_of(config.config_file_path))
        reports = (Path(file.abs_src_path or "") for file in loaded.sources)
        self.read = [*reports, *self.watched, *(loaded.settings.files if self.outputs else ())]

    def begin_page(self, page: Page | None, context: TemplateContext) -> None:
        """Begin a page, or a template without one, and give it all pages, those that are reused included."""
        if self.site is not None and self.page_cache is not None:
            self.page_cache.begin(page)
            context["pages"] = self.page_cache.pages(self.site.files, context["pages"])

    def wait_for_images(self, base: Path) -> Iterator[str]:
        """Wait until the images are in the site; yield a warning for each that could not be made.

        Args:
            base: the folder of the settings file, to which paths are relative.

        Raises:
            PluginError: images cannot be written.
        """
        if self.making is not None:
            self.making.use_all_workers()
        try:
            failed = self.copies.result() if self.copies is not None else []
        except OSError as error:
            raise plugin_error(f"images can not be written ({error.strerror}). Free disk space.") from None
        for file in failed:
            yield f"{self.rename(shown_path(file, base))}: it took too long to make a copy. Make the image smaller."
