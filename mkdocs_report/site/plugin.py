"""The MkDocs plugin `report`."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from logging import INFO, WARNING
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.templates import TemplateContext

from mkdocs_report.errors import CourseError
from mkdocs_report.export.log import log_lines
from mkdocs_report.export.outputs import Output
from mkdocs_report.model.course import Course
from mkdocs_report.pages.fragments.bytecode import Compiled
from mkdocs_report.pages.fragments.environment import environment
from mkdocs_report.publish.course import Making
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.digest import digest
from mkdocs_report.runtime.files import shown_path
from mkdocs_report.runtime.garbage import collector_seldom
from mkdocs_report.runtime.pool import Workers
from mkdocs_report.site.clean import empty_site
from mkdocs_report.site.cohorts import Cohorts
from mkdocs_report.site.config import ReportConfig, refused, unfolded
from mkdocs_report.site.disabled import is_protected, withhold_reports
from mkdocs_report.site.escaping import encode_edit_links, escape_made_titles
from mkdocs_report.site.files import copy_images, project_folder, remove_nameless
from mkdocs_report.site.github_pages import finish
from mkdocs_report.site.head import complete_head, inline_scripts
from mkdocs_report.site.loader import Reading, named_in
from mkdocs_report.site.log import plugin_error, plugin_logger
from mkdocs_report.site.mask_check import Unmasked, text_of
from mkdocs_report.site.other_plugins import lost_answers, put_on_disk, warnings
from mkdocs_report.site.outputs import export, wanted
from mkdocs_report.site.page_cache.folder import open_cache
from mkdocs_report.site.page_cache.reuse import Finished, finished_pages, refusal
from mkdocs_report.site.page_cache.template_sources import Recorded
from mkdocs_report.site.report_templates import Templates
from mkdocs_report.site.search import complete_index, teach
from mkdocs_report.site.serve import Watcher, hurry
from mkdocs_report.site.settings_errors import refuse
from mkdocs_report.site.theme_files import add_assets, list_visible_files
from mkdocs_report.site.withheld import withhold_late

log = plugin_logger(__name__)

_FIRST, _LAST = 100, -100
_BEHIND_ALL = -1000
"""Others are last at -100, too, and then in the order of `mkdocs.yml`, with hooks behind all plugins."""


class ReportPlugin(BasePlugin[ReportConfig]):
    """Judges the reports in `docs_dir`, and shows each as a page, and the course on pages of its own."""

    def __init__(self) -> None:
        self.serving = self.dirty = False
        self.workers = Workers()
        self.templates = Templates()
        self.compiled = Compiled()
        self.building = ExitStack()
        self.watcher: Watcher | None = None
        self._reset()

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Refuse what can not be used, a misspelt option too: `publsih` would publish what shall be masked."""
        wrong = refused(options, config_file_path)
        return (wrong, []) if wrong else super().load_config(unfolded(options), config_file_path)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Take note of `mkdocs serve`, whose script for live reload a page's policy would not let run; of --dirty."""
        self.serving, self.dirty = command == "serve", dirty

    def on_shutdown(self) -> None:
        """End the processes that were kept from one build of `mkdocs serve` to the next."""
        self.workers.close()

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """End the processes when nothing more is built; under `mkdocs serve`, only what they are doing."""
        self.building.close()
        if self.making is not None:
            with suppress(Exception):  # the error that ended the build is the one to be told
                self.making.finish()
        if not self.serving:
            self.workers.close()

    def _reset(self) -> None:
        self.building.close()
        self.course = Course(())
        self.site: Cohorts | None = None
        self.making: Making | None = None
        self.copies: Future[list[Path]] | None = None  # of pictures
        self.finished: Finished | None = None
        self.watched: list[Path] = []
        self.patterns: list[str] = []  # of templates
        self.unmasked: Unmasked | None = None
        self.unfilled: tuple[str | None, TableOfContents] = None, TableOfContents([])  # of the page that is built
        self.people = ""  # a digest of those that are masked
        self.rename: Callable[[str], str] = str  # takes people out of a path
        self.unwritten: list[str] = []  # images and pages, each with the reason
        self.shell: frozenset[str] | None = None  # the scripts that the theme writes into each page
        self.taught = False  # the theme's search, to read our entries
        self.env: Environment | None = None
        self.nav: Navigation | None = None
        self.cache: Cache | None = None
        self.whole = True  # no report is left out
        self.outputs: list[Output] = []
        self.read: list[Path] = []  # reports and settings, over which no output is written

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Start afresh, and switch on what our pages need: an extension, style sheets, a script, our fragments."""
        self._reset()
        if self.dirty and (self.config.enabled or is_protected(self.config)):  # a group that left since would stay
            empty_site(Path(config.site_dir))
        if not self.config.enabled:
            return config
        self.building.enter_context(collector_seldom())
        if "attr_list" not in config.markdown_extensions:
            config.markdown_extensions.append("attr_list")
        add_assets(config)
        list_visible_files(config.theme)
        self.env = environment(config.theme.dirs, self.compiled)
        Recorded.of(self.env)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read and judge every report, once; withhold what is not to be published; add the course's pages."""
        base = project_folder(config)
        try:
            if not self.config.enabled or self.env is None:
                self.watched = withhold_reports(self.config, files, config, self.workers, self.templates)
                self._watch()
                return files
            nameless = remove_nameless(files)  # before anything asks for their addresses
            self.cache, lines = open_cache(base, self.building)
            for line in lines:
                log.warning(line)
            self.watched, self.patterns = named_in(self.config, base)
            self._watch()
            self.outputs = wanted(self.config.export, base, config)
            reading = Reading(self.config, files, config, self.cache, self.workers, self.templates, self.serving)
        except CourseError as error:
            return refuse(error, self.config, files, config, ends=not self.serving or self.watcher is not None)
        for name in map(reading.rename, nameless):
            log.warning(f"{name}: the name is no UTF-8 text, so there can be no page of it. Rename it.")
        self.watched, self.making, self.rename = reading.watched, reading.making, reading.rename
        self.whole = reading.is_whole
        self._watch()
        self.people = digest(reading.privacies)
        self.unmasked = Unmasked(reading.privacies, text_of(config.config_file_path))
        reports = (Path(file.abs_src_path or "") for file in reading.sources)
        self.read = [*reports, *self.watched, *(reading.settings_files() if self.outputs else ())]
        self.site = Cohorts(reading, files, self.env, self.config, config)
        self.course = self.site.course
        self.taught = teach(files, config)
        put_on_disk(files, self.building)
        for line in (*warnings(config), *reading.complaints(), *self.site.complaints()):
            log.warning(line)
        for line, of_a_group in reading.raw():
            log.log(WARNING if of_a_group else INFO, line)
        for line in dict.fromkeys(note for each in reading.cohorts.values() for note in each.publication.notes):
            log.info(line)
        return files

    def _watch(self) -> None:
        if self.watcher is not None:
            self.watcher.watch(self.watched, self.patterns)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Take note of the navigation, which stands on each page."""
        self.nav = nav

    @event_priority(_BEHIND_ALL)  # what another writes into a page is then in the digest of it
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Take the pages out of the build that an earlier one finished, now that all titles are known."""
        withhold_late(files, self.watched, config)
        if self.site is None or self.cache is None or self.nav is None or self.env is None:
            return env
        encode_edit_links(files)
        escape_made_titles(self.nav, files, config)
        if env.bytecode_cache is None:
            env.bytecode_cache = self.compiled
        aside = self.building.enter_context(ThreadPoolExecutor(2))
        self.copies = aside.submit(self._copy_pictures, self.site)
        surroundings = ("serve" if self.serving else "build", self.people)
        self.finished = finished_pages(self, config, self.nav, (env, self.env), surroundings, self.cache, aside)
        if self.finished is None:
            return env
        ours = [file.page for file in files.documentation_pages() if file.page and self.site.has(file.page)]
        taken, every = self.finished.take_out((page, self.site.basis(page)) for page in ours)
        log.info(f"{taken} of {every} pages of the course are as they were in an earlier build")
        return self.finished.environment

    def _copy_pictures(self, site: Cohorts) -> list[Path]:
        """Copy pictures to the site as soon as they are made; return those of which there is no real copy."""
        failed = self.making.finish() if self.making is not None else []
        if not self.serving:
            self.workers.close()  # there is no more work for them, and they hold as much as a thousand pages
        self.unwritten += copy_images(site.files, (picture for picture, _ in site.pictures))
        return failed

    def on_template_context(
        self,
        context: TemplateContext,
        *,
        template_name: str,  # noqa: ARG002
        config: MkDocsConfig,  # noqa: ARG002
    ) -> TemplateContext:
        """Put finished pages back among those that the sitemap names."""
        if self.site is not None and self.finished is not None:
            self.finished.begin(None)
            context["pages"] = self.finished.pages(self.site.files, context["pages"])
        return context

    @event_priority(_LAST)  # behind search, which would index every answer once more
    def on_page_context(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:  # noqa: ARG002
        """Set the answers and all that is said about them into the skeleton."""
        if self.site is not None and self.finished is not None:
            self.finished.begin(page)
            context["pages"] = self.finished.pages(self.site.files, context["pages"])
        if self.site is not None and self.site.has(page):
            lost = lost_answers(page, config)
            if lost:
                raise plugin_error(lost)
            self.unfilled = page.content, page.toc
            page.content = self.site.fill(page)

    @event_priority(_LAST)  # behind all that writes scripts into a page
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Close the page to scripts that are not the site's, and to search engines."""
        ours = self.site is not None and self.site.has(page)
        html = self._with_head(output, config, self.shell if ours else None, (page.content or "") if ours else "")
        if ours:
            shown = self.unmasked is not None and self.unmasked.check(page.file.src_uri, html, page.content or "")
            page.content, page.toc = self.unfilled  # a thousand that are filled are more than the rest of the build
            lost = refusal(page.file.src_uri, page.file.abs_dest_path)
            if lost:
                self.unwritten.append(lost)
                return ""  # MkDocs writes no empty page
            if self.finished is not None and not shown:
                self.finished.keep(page, html)
        return html

    @event_priority(_LAST)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Do the same for the pages that a theme has besides; 404.html, built first, tells its scripts."""
        if self.finished is not None:
            self.finished.hide()
        if template_name == "404.html":
            self.shell = inline_scripts(output_content)
            if self.finished is not None:
                self.finished.keep_shell()
        return self._with_head(output_content, config) if template_name.endswith(".html") else output_content

    def _with_head(
        self, html: str, config: MkDocsConfig, known: frozenset[str] | None = None, content: str = ""
    ) -> str:
        if not self.config.enabled:
            return html
        options = self.config.publish
        csp = options.csp and not self.serving and config.theme.name == "material"
        return complete_head(html, config, csp, options.index, options.remote == "show", known, content)

    @event_priority(_FIRST)  # others find the site complete
    def _on_post_build_complete(self, *, config: MkDocsConfig) -> None:
        """Put finished pages back among the site's files, and wait for the pictures."""
        if self.finished is not None:
            self.finished.put_back()
            self.unwritten += self.finished.unwritten
            for line in self.finished.reasons():
                log.info(line)
        if self.making is not None:
            self.making.hurry()
        try:
            failed = self.copies.result() if self.copies is not None else []
        except OSError as error:
            raise plugin_error(f"images can not be written ({error.strerror}). Free disk space.") from None
        for file in failed:
            where = self.rename(shown_path(file, project_folder(config)))
            log.warning(f"{where}: it took too long to make a copy. Make the picture smaller.")
        for line in self.unwritten:
            log.warning(line)
        if not self.serving:
            self.workers.close()

    @event_priority(_LAST)  # every other plugin has written its part before a strict build is told to fail
    def _on_post_build_report(self, *, config: MkDocsConfig) -> None:
        """Complete the search index, and report every finding; MkDocs counts the warnings, and fails by them."""
        if self.site is not None:
            complete_index(config, self.site.entries, self.site.urls, self.taught)
        if self.config.enabled:
            for warning in finish(Path(config.site_dir)):
                log.warning(warning)
        for line in self.unmasked.warning(config) if self.unmasked is not None else ():
            log.warning(line)
        for weighs, line in log_lines(self.course, self.config.fail_on):
            log.log(WARNING if weighs else INFO, line)
        self.building.close()
        if self.cache is not None and not self.serving:
            self.cache.prune(unused=not self.whole)
        if self.config.enabled and not self.serving:
            base = project_folder(config)
            export(self.outputs, self.course, base, self.read, self.rename, github=self.config.github)

    on_post_build = CombinedEvent(_on_post_build_complete, _on_post_build_report)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG002
        """Watch templates, waivers and the like too, wherever they lie; and see changes soon."""
        self.watcher = Watcher(server, project_folder(config))
        self._watch()
        if self.site is not None:
            hurry(server, len(self.site.files))
        return server
