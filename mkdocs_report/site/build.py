"""The state of one build. Each build of `mkdocs serve` starts with a new one."""

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

from mkdocs_report.config.options import PublishOptions
from mkdocs_report.export.outputs import Output
from mkdocs_report.model.course import Course
from mkdocs_report.publish.pending_images import PendingImages
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.digest import digest
from mkdocs_report.runtime.files import shown_path
from mkdocs_report.site.head import complete_head, has_policy, prepare_page
from mkdocs_report.site.loaded_site import LoadedSite
from mkdocs_report.site.log import plugin_error
from mkdocs_report.site.mask_check import MaskCheck, read_settings_text
from mkdocs_report.site.page_cache.reuse import PageCache, write_refusal
from mkdocs_report.site.page_content import PageContent
from mkdocs_report.site.search import use_worker
from mkdocs_report.site.site_pages import SitePages


@dataclass(slots=True)
class Build:
    """Everything that the plugin passes from one event of a build to the next.

    Attributes:
        serving: whether this is `mkdocs serve`, whose reload script a page's policy would block.
        course: all reports, judged.
        site: the pages of the course; None if the plugin is switched off or a setting cannot be used.
        pending_images: the images that are being made.
        image_copies: the images that are being copied; its result is the files of those that took too long.
        page_cache: the pages that are reused from earlier builds.
        watched: files outside of `docs_dir` that `mkdocs serve` watches.
        watched_globs: globs of templates that `mkdocs serve` watches.
        mask_check: checks finished pages for people who should be masked.
        content: inserts the answers into the pages.
        privacy_digest: a digest of the people who are masked.
        rename: masks the people in a path.
        write_errors: messages about pages that could not be written.
        theme_scripts: the scripts that the theme writes into each page.
        version: the version of our style sheets and scripts.
        worker: the theme's search worker, in its pages, and our extended one; None if there is none.
        env: the Jinja environment of our fragments.
        nav: the navigation.
        cache: results of earlier builds.
        is_complete: whether no report is left out.
        outputs: the files of the option `export`.
        input_files: reports and settings, which no output overwrites.
    """

    serving: bool = False
    course: Course = field(default_factory=lambda: Course(()))
    site: SitePages | None = None
    pending_images: PendingImages | None = None
    image_copies: Future[list[Path]] | None = None
    page_cache: PageCache | None = None
    watched: list[Path] = field(default_factory=list)
    watched_globs: list[str] = field(default_factory=list)
    mask_check: MaskCheck | None = None
    content: PageContent | None = None
    privacy_digest: str = ""
    rename: Callable[[str], str] = str
    write_errors: list[str] = field(default_factory=list)
    theme_scripts: frozenset[str] | None = None
    version: str = ""
    worker: tuple[str, str] | None = None
    env: Environment | None = None
    nav: Navigation | None = None
    cache: Cache | None = None
    is_complete: bool = True
    outputs: list[Output] = field(default_factory=list)
    input_files: list[Path] = field(default_factory=list)

    def add_loaded(self, loaded: LoadedSite, config: MkDocsConfig) -> None:
        """Add the loaded reports to the state."""
        self.watched, self.pending_images, self.rename = loaded.watched, loaded.pending_images, loaded.rename
        self.is_complete, self.privacy_digest = loaded.is_complete, digest(loaded.privacies)
        self.mask_check = MaskCheck(loaded.privacies, read_settings_text(config.config_file_path))
        reports = (Path(file.abs_src_path or "") for file in loaded.sources)
        self.input_files = [*reports, *self.watched, *(loaded.settings.files if self.outputs else ())]

    def begin_page(self, page: Page | None, context: TemplateContext) -> None:
        """Begin a page, or a template without one, and pass it all pages, including the reused ones."""
        if self.site is not None and self.page_cache is not None:
            self.page_cache.begin(page)
            context["pages"] = self.page_cache.pages(self.site.files, context["pages"])

    def complete_head(
        self,
        html: str,
        config: MkDocsConfig,
        publish: PublishOptions,
        scripts: frozenset[str] | None = None,
        content: str = "",
    ) -> str:
        """Complete the head of a page, and have it use our search worker. The parameters are those of `head`."""
        csp = has_policy(config, publish.csp) and not self.serving
        html = prepare_page(use_worker(html, self.worker), content, self.serving)
        return complete_head(html, config, csp, publish.index, publish.remote == "show", scripts, content)

    def finish_page(self, page: Page, html: str) -> str:
        """Check and store a finished page of the course, and free its content.

        Returns:
            The page as MkDocs writes it; empty if its file cannot be written.
        """
        is_masked = self.mask_check is None or not self.mask_check.check(page.file.src_uri, html, page.content or "")
        if self.content is not None:
            self.content.release(page)
        warning = write_refusal(page.file.src_uri, page.file.abs_dest_path)
        if warning:
            self.write_errors.append(warning)
            return ""  # MkDocs does not write an empty page
        if self.page_cache is not None and is_masked:
            self.page_cache.store(page, html)
        return html

    def wait_for_images(self, base: Path) -> Iterator[str]:
        """Wait until the images are in the site; yield a warning for each that could not be made.

        Args:
            base: the folder of the settings file, to which paths are relative.

        Raises:
            PluginError: images cannot be written.
        """
        if self.pending_images is not None:
            self.pending_images.use_all_workers()
        try:
            failed = self.image_copies.result() if self.image_copies is not None else []
        except OSError as error:
            raise plugin_error(f"Images cannot be written: {error.strerror}. Free disk space.") from None
        for file in failed:
            path = self.rename(shown_path(file, base))
            yield f"{path}: Making the published copy took too long. Make the image smaller."
