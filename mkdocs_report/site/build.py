"""The state of one build: each build of `mkdocs serve` starts with a new one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from mkdocs_report.export.outputs import Output
from mkdocs_report.model.course import Course
from mkdocs_report.publish.course import Making
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.site.mask_check import Unmasked
from mkdocs_report.site.page_cache.reuse import Finished
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
        finished: the pages that are reused from earlier builds.
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
    making: Making | None = None
    copies: Future[list[Path]] | None = None
    finished: Finished | None = None
    watched: list[Path] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)
    unmasked: Unmasked | None = None
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

    def begin_page(self, page: Page | None, context: TemplateContext) -> None:
        """Begin a page, or a template without one, and give it all pages, those that are reused included."""
        if self.site is not None and self.finished is not None:
            self.finished.begin(page)
            context["pages"] = self.finished.pages(self.site.files, context["pages"])
