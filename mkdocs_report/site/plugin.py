"""The MkDocs plugin `report`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
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
from mkdocs.utils.templates import TemplateContext

from mkdocs_report.config.options import Options
from mkdocs_report.errors import CourseError
from mkdocs_report.export.log import log_lines
from mkdocs_report.pages.fragments.bytecode import CompiledTemplates
from mkdocs_report.pages.fragments.environment import make_environment, words_of
from mkdocs_report.runtime.garbage import infrequent_gc
from mkdocs_report.runtime.pool import Workers
from mkdocs_report.runtime.text import plural
from mkdocs_report.site.build import Build
from mkdocs_report.site.clean import empty_site
from mkdocs_report.site.config import ReportConfig, refused
from mkdocs_report.site.disabled import is_protected, withhold_reports
from mkdocs_report.site.escaping import encode_edit_links, escape_made_titles
from mkdocs_report.site.files import copy_images, remove_nameless
from mkdocs_report.site.github_pages import prepare_for_github_pages
from mkdocs_report.site.head import inline_scripts
from mkdocs_report.site.loader import files_and_globs, load_site
from mkdocs_report.site.log import plugin_logger
from mkdocs_report.site.messages import messages
from mkdocs_report.site.mkdocs_config import project_folder
from mkdocs_report.site.other_plugins import SEARCH, has_listener, put_on_disk
from mkdocs_report.site.outputs import configured_outputs, export
from mkdocs_report.site.page_cache.folder import open_cache
from mkdocs_report.site.page_cache.reuse import build_page_cache
from mkdocs_report.site.page_cache.template_sources import RecordingLoader
from mkdocs_report.site.page_content import PageContent
from mkdocs_report.site.report_templates import TemplateCache
from mkdocs_report.site.search import complete_index, extend_worker, offer_entries
from mkdocs_report.site.serve import Watcher, poll_faster
from mkdocs_report.site.settings_errors import refuse
from mkdocs_report.site.site_pages import SitePages, build_pages
from mkdocs_report.site.theme_files import add_assets, complete_scripts, list_visible_files
from mkdocs_report.site.withheld import withhold_late
from mkdocs_report.site.words import site_language, theme_language

log = plugin_logger(__name__)

_FIRST, _LAST = 100, -100
_BEFORE_ALL, _AFTER_ALL = 1000, -1000
"""Other plugins use 100 and -100, too. Equal priorities run in the order of `mkdocs.yml`, and hooks run last."""


class ReportPlugin(BasePlugin[ReportConfig]):
    """Judges the reports in `docs_dir`, and adds a page for each of them and pages for the course."""

    def __init__(self) -> None:
        self.serving = self.dirty = False
        self.workers = Workers()
        self.templates = TemplateCache()
        self.compiled = CompiledTemplates()
        self.building = ExitStack()
        self.watcher: Watcher | None = None
        self.build = Build()
        self.options = Options()

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Refuse unusable and misspelt options: a misspelt `publish` would turn masking off."""
        wrong = refused(options, config_file_path)
        return (wrong, []) if wrong else super().load_config(options, config_file_path)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Record whether this is `mkdocs serve`, whose reload script a page's policy would block, and `--dirty`."""
        self.serving, self.dirty = command == "serve", dirty

    def on_shutdown(self) -> None:
        """End the worker processes that were kept between builds of `mkdocs serve`."""
        self.workers.close()

    def on_build_error(self, *, error: Exception) -> None:
        """End the worker processes; under `mkdocs serve`, only their work."""
        self.building.close()
        if self.build.pending_images is not None:
            with suppress(Exception):  # the error that ended the build is reported
                self.build.pending_images.wait()
        if not self.serving:
            self.workers.close()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reset the state, and add what our pages need: an extension, style sheets, a script and our fragments."""
        self.building.close()
        self.build, self.options = Build(self.serving), self.config.options
        if self.dirty and (self.options.enabled or is_protected(self.options, self.config.masking)):
            empty_site(Path(config.site_dir))  # pages of withheld groups would stay
        if not self.options.enabled:
            return config
        self.building.enter_context(infrequent_gc())
        if "attr_list" not in config.markdown_extensions:
            config.markdown_extensions.append("attr_list")
        language = site_language(config, self.options)
        self.build.version = add_assets(config, language.words)
        list_visible_files(config.theme)
        self.build.env = make_environment(config.theme.dirs, self.compiled, language)
        RecordingLoader.of(self.build.env)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read and judge each report once, withhold files that must not be published, and add the course's pages."""
        build, self.options = self.build, self.config.options  # another plugin may have changed them
        base = project_folder(config)
        try:
            if not self.options.enabled or build.env is None:
                build.watched = withhold_reports(
                    self.options, self.config.masking, files, config, self.workers, self.templates
                )
                self._watch()
                return files
            nameless = remove_nameless(files)  # before their addresses are computed
            build.cache, lines = open_cache(base, self.building)
            for line in lines:
                log.warning(line)
            build.watched, build.watched_globs = files_and_globs(self.options, base)
            self._watch()
            build.outputs = configured_outputs(self.options.export, base, config)
            loaded = load_site(self.options, files, config, build.cache, self.workers, self.templates, self.serving)
        except CourseError as error:
            return refuse(error, self.options, files, config, ends=not self.serving or self.watcher is not None)
        for name in map(loaded.rename, nameless):
            log.warning(f"{name}: The file name is not valid UTF-8, so it has no page. Rename the file.")
        build.add_loaded(loaded, config)
        self._watch()
        build.site = build_pages(loaded, files, build.env, self.options, config)
        build.content = PageContent(build.site, self, config)
        build.course = build.site.course
        build.worker = extend_worker(files, config)
        complete_scripts(files, build.version, words_of(build.env), config)
        put_on_disk(files, build.site.skeleton, self.building)
        for level, line in messages(config, loaded, build.site):
            log.log(level, line)
        return files

    def _watch(self) -> None:
        if self.watcher is not None:
            self.watcher.watch(self.build.watched, self.build.watched_globs)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Store the navigation, which is on each page."""
        self.build.nav = nav

    @event_priority(_BEFORE_ALL)  # so that others can extend the Markdown and read the title
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Return the Markdown of a page of the course: a skeleton of headings, with a slot for each answer."""
        return self.build.content.skeleton(page) if self.build.content is not None else None

    @event_priority(_BEFORE_ALL)  # so that others get the answers
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Insert the answers into the rendered skeleton, if another plugin uses the content."""
        return self.build.content.rendered(page, html) if self.build.content is not None else None

    @event_priority(_BEFORE_ALL)
    def _on_env_defer(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Defer inserting the answers into all other pages until their content is read."""
        if self.build.content is not None:
            self.build.content.defer(files, after_env=False)

    @event_priority(_AFTER_ALL)  # so that digests cover changes by other plugins
    def _on_env_reuse(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Reuse pages of an earlier build, now that all titles are known."""
        build = self.build
        withhold_late(files, build.watched, config)
        if build.content is not None:
            build.content.defer(files, after_env=True)
        if build.site is None or build.cache is None or build.nav is None or build.env is None:
            return env
        encode_edit_links(files)
        escape_made_titles(build.nav, files, config)
        if env.bytecode_cache is None:
            env.bytecode_cache = self.compiled
        executor = self.building.enter_context(ThreadPoolExecutor(2))
        build.image_copies = executor.submit(self._copy_images, build.site)
        language = (words_of(build.env).digest, theme_language(config), self.options.language)
        site_key = ("serve" if self.serving else "build", build.privacy_digest, language, *(build.worker or ()))
        build.page_cache = build_page_cache(self, config, build.nav, (env, build.env), site_key, build.cache, executor)
        if build.page_cache is None:
            return env
        pages = [file.page for file in files.documentation_pages() if file.page and build.site.has(file.page)]
        reused, total = build.page_cache.restore((page, build.site.key(page)) for page in pages)
        log.info(f"Reused {reused:,} of {plural(total, 'page')} from the cache.")
        return build.page_cache.environment

    on_env = CombinedEvent(_on_env_defer, _on_env_reuse)

    def _copy_images(self, site: SitePages) -> list[Path]:
        """Copy images to the site as soon as they are made; return those that took too long."""
        failed = self.build.pending_images.wait() if self.build.pending_images is not None else []
        if not self.serving:
            self.workers.close()  # they have no more work, and take the memory of a thousand pages
        self.build.write_errors += copy_images(site.files, (image for image, _ in site.images))
        return failed

    def on_template_context(self, context: TemplateContext, **_: Any) -> TemplateContext:
        """Include reused pages in the sitemap."""
        self.build.begin_page(None, context)
        return context

    @event_priority(_BEFORE_ALL)
    def _on_page_context_begin(self, /, context: TemplateContext, *, page: Page, **_: Any) -> None:
        """Begin a page of the course."""
        if self.build.content is not None:
            self.build.content.begin(page)

    @event_priority(_LAST)  # after search
    def _on_page_context_complete(self, /, context: TemplateContext, *, page: Page, **_: Any) -> None:
        """Insert the answers, if they are still missing."""
        self.build.begin_page(page, context)
        if self.build.content is not None:
            self.build.content.complete(page)

    on_page_context = CombinedEvent(_on_page_context_begin, _on_page_context_complete)

    @event_priority(_LAST)  # after all plugins that write scripts into a page
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Block other scripts than the site's own, and search engines; store the page."""
        is_ours = self.build.site is not None and self.build.site.has(page)
        scripts, content = (self.build.theme_scripts, page.content or "") if is_ours else (None, "")
        html = self._with_head(output, config, scripts, content)
        return self.build.finish_page(page, html) if is_ours else html

    @event_priority(_LAST)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Do the same for the theme's other pages. 404.html is built first, and gives the theme's scripts."""
        if self.build.page_cache is not None:
            self.build.page_cache.exclude()
        if template_name == "404.html":
            self.build.theme_scripts = inline_scripts(output_content)
            if self.build.page_cache is not None:
                self.build.page_cache.store_theme_reads()
        return self._with_head(output_content, config) if template_name.endswith(".html") else output_content

    def _with_head(self, html: str, config: MkDocsConfig, scripts: frozenset[str] | None = None, own: str = "") -> str:
        if not self.options.enabled:
            return html
        return self.build.complete_head(html, config, self.options.publish, scripts, own)

    @event_priority(_FIRST)  # so that other plugins find a complete site
    def _on_post_build_complete(self, *, config: MkDocsConfig) -> None:
        """Include the reused pages, pass the answers to search, and wait for the images."""
        build = self.build
        if build.page_cache is not None:
            build.page_cache.include_all()
            build.write_errors += build.page_cache.write_errors
            for line in build.page_cache.reasons():
                log.info(line)
        if build.site is not None and has_listener(config, self, "post_build", ignored=SEARCH):
            offer_entries(config, build.site.entries, build.site.urls)
        for line in (*build.wait_for_images(project_folder(config)), *build.write_errors):
            log.warning(line)
        if not self.serving:
            self.workers.close()

    @event_priority(_LAST)  # a strict build fails after all plugins have written
    def _on_post_build_report(self, *, config: MkDocsConfig) -> None:
        """Complete the search index, and log every finding; warnings fail a strict build."""
        build = self.build
        if build.site is not None:
            complete_index(config, build.site.entries, build.site.urls, build.worker is not None)
        for line in prepare_for_github_pages(Path(config.site_dir)) if self.options.enabled else ():
            log.warning(line)
        for line in build.mask_check.warning(config) if build.mask_check is not None else ():
            log.warning(line)
        for is_warning, line in log_lines(build.course, self.options.fail_on):
            log.log(WARNING if is_warning else INFO, line)
        self.building.close()
        if build.cache is not None and not self.serving:
            build.cache.prune(unused=not build.is_complete)
        if self.options.enabled and not self.serving:
            place, github = project_folder(config), self.options.github
            export(build.outputs, build.course, place, build.input_files, build.rename, github=github)

    on_post_build = CombinedEvent(_on_post_build_complete, _on_post_build_report)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch templates, waivers, evidence and rosters, also outside of `docs_dir`, and poll more often."""
        self.watcher = Watcher(server, project_folder(config))
        self._watch()
        if self.build.site is not None:
            poll_faster(server, len(self.build.site.files))
        return server
