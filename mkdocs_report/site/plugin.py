"""The MkDocs plugin `report`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mkdocs_report.commits import last_commits
from mkdocs_report.contained import Workers
from mkdocs_report.course import Course, Judged, make_course
from mkdocs_report.discovery import load_forms, shown_path, template_files
from mkdocs_report.export.log import log_lines
from mkdocs_report.export.outputs import Output, OutputError
from mkdocs_report.export.visible import visible
from mkdocs_report.form import Forms
from mkdocs_report.people import Privacy
from mkdocs_report.prepared import PictureOptions
from mkdocs_report.publishing import Publication, left_out, publish
from mkdocs_report.roster import Roster, members_of, read_roster
from mkdocs_report.settings import Settings, SettingsError, make_settings, nearest
from mkdocs_report.site.answers import Answers
from mkdocs_report.site.config import ReportConfig
from mkdocs_report.site.course_pages import CourseRenderer, add_group_list, add_pages, course_pages
from mkdocs_report.site.environment import ASSETS, SCRIPT, STYLES, environment, fill, head_title, show_texts
from mkdocs_report.site.exports import add_badges, export, wanted
from mkdocs_report.site.hosting import finish
from mkdocs_report.site.links import Links, Site, source_url
from mkdocs_report.site.page_head import complete_head, inline_scripts
from mkdocs_report.site.report_pages import ReportIslands, mark_contents, skeleton
from mkdocs_report.site.search import Entry, is_material, merge, page_entry, report_entry, teach
from mkdocs_report.site.sources import (
    project_folder,
    published_files,
    remove_nameless,
    report_files,
    report_path,
    withhold,
)
from mkdocs_report.template import TemplateError
from mkdocs_report.views.columns import columns
from mkdocs_report.views.report_page import ReportPage, report_page

log = get_plugin_logger(__name__)

_LAST = -100


class ReportPlugin(BasePlugin[ReportConfig]):
    """Judges the reports in `docs_dir`, and shows each as a page, and the course on pages of its own."""

    def __init__(self) -> None:
        self.serving = False
        self.workers = Workers()
        self._reset()

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002
        """Take note of `mkdocs serve`, whose script for live reload a page's policy would not let run."""
        self.serving = command == "serve"

    def on_shutdown(self) -> None:
        """End the processes that were kept from one build of `mkdocs serve` to the next."""
        self.workers.close()

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """End the processes when nothing more is built."""
        if not self.serving:
            self.workers.close()

    def _reset(self) -> None:
        self.course = Course(())
        self.views: dict[str, ReportPage] = {}
        self.names: dict[str, str] = {}  # of the course pages, by src_uri
        self.watched: list[Path] = []
        self.entries: list[Entry] = []  # for search
        self.urls: set[str] = set()  # of our pages
        self.shell: frozenset[str] | None = None  # the scripts that the theme writes into each page
        self.taught = False  # the theme's search, to read our entries
        self.env: Environment | None = None
        self.site: Site | None = None
        self.outputs: list[Output] = []
        self.read: list[Path] = []  # reports and settings, over which no output is written

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Start afresh, and switch on what our pages need: an extension, style sheets, a script, our fragments."""
        self._reset()
        if not self.config.enabled:
            return config
        if "attr_list" not in config.markdown_extensions:
            config.markdown_extensions.append("attr_list")
        config.theme.dirs.append(str(ASSETS))
        config.extra_css[:0] = [style for style in STYLES if style not in config.extra_css]
        script = ExtraScriptValue(SCRIPT)
        script.type = "module"
        config.extra_javascript.append(script)
        self.env = environment(config.theme.dirs)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read and judge every report, once; withhold what is not to be published; add the course's pages."""
        if not self.config.enabled:
            return files
        base = project_folder(config)
        for name in remove_nameless(files):  # before anything asks for their addresses
            log.warning(visible(f"{name}: the name is no UTF-8 text, so there can be no page of it. Rename it."))
        try:
            settings, templates, forms = self._settings(base)
            sources = report_files(files, self.config.reports, forms, config, self.workers)
            self.outputs = wanted(self.config.export, base, config)
        except (SettingsError, TemplateError) as error:
            raise PluginError(f"report: {error}") from None
        sources = [file for file in sources if Path(file.abs_src_path or "").resolve() not in templates]
        paths = {file.src_uri: Path(file.abs_src_path or "") for file in sources}
        self.read = [*paths.values(), *self.watched, *map(Path, filter(None, [config.config_file_path]))]
        course = make_course(list(paths.values()), forms, settings, base, self.workers)
        self._check_left_out(course)
        withhold(files, sources, self.config.reports, self.watched, config)
        try:
            publication = self._publication(course, forms, settings, paths, base)
        except SettingsError as error:
            raise PluginError(f"report: {error}") from None
        if not self.serving:
            self.workers.close()
        self._show(files, publication, sources, config)
        self.taught = teach(files, config)
        if not sources:
            log.warning(
                "No report was found in docs_dir. Set the option “reports”, or put them into groups/*/README.md."
            )
        return files

    def _settings(self, base: Path) -> tuple[Settings, list[Path], Forms]:
        options: dict[str, Any] = dict(self.config)
        templates = [file.resolve() for file in template_files(self.config.templates, base)]
        self.watched = [
            *templates,
            *(base / each for each in (self.config.waivers, self.config.evidence, self.config.publish.roster) if each),
        ]
        return make_settings(options, base), templates, load_forms(templates, base)

    def _publication(
        self, course: Course, forms: Forms, settings: Settings, paths: dict[str, Path], base: Path
    ) -> Publication:
        """Return what is published of a course by the settings under `publish`."""
        options = self.config.publish
        roster = read_roster(base / options.roster, options.roster, options.numbers) if options.roster else Roster()
        by_path = {shown_path(path, base): path for path in paths.values()}
        return publish(
            course,
            forms,
            settings,
            {judged.report.id: by_path[judged.report.path].parent for judged in course.reports},
            self._privacy(course, roster),
            PictureOptions(options.width, options.pictures == "webp"),
            base / ".cache" / "mkdocs-report" / "pictures",
            self.workers,
            left_out(course, roster, options.roster or "", options.without),
        )

    def _check_left_out(self, course: Course) -> None:
        """Stop where a group that shall be left out is misspelt: it would be published."""
        known = [judged.report.id for judged in course.reports]
        for name in self.config.publish.without:
            if name not in known:
                raise PluginError(
                    f"report: publish: without: there is no group “{name}”.{nearest(name, known)} "
                    "If its folder is gone, take it out of the list."
                )

    def _privacy(self, course: Course, roster: Roster) -> Privacy:
        options = self.config.publish
        reports = [judged.report for judged in course.reports]
        members = {report.id: members_of(roster.members, report.id, report.title) for report in reports}
        return Privacy(options.numbers if options.students == "mask" else None, options.emails == "mask", members)

    def _show(self, files: Files, publication: Publication, sources: list[File], config: MkDocsConfig) -> None:
        """Make the views of all reports, and the files of the pages across groups."""
        self.course = publication.course
        by_path = {report_path(file, config): file for file in sources}
        paths = {group: Path(by_path[path].abs_src_path or "") for group, path in publication.sources.items()}
        commits = last_commits(paths.values(), project_folder(config)) if self.config.commits else {}
        shown, pictures = published_files(files, publication, by_path, config)
        groups = [(judged, shown[judged.report.id]) for judged in self.course.reports]
        row: list[Judged | None] = [None, *self.course.reports, None]
        for (judged, file), before, after in zip(groups, row, row[2:], strict=False):
            commit = commits.get(paths[judged.report.id])
            self.views[file.src_uri] = report_page(judged, commit, before, after, self.config.publish.repository)
        asked = columns(self.course)
        pages = course_pages(self.course, asked, self.config.pages) if len(groups) > 1 else ()
        added = add_pages(files, pages, self.config.prefix, config)
        self.names = {file.src_uri: name for name, file in added.items() if file.generated_by is not None}
        slugs = {column.question.id: column.slug for column in asked}
        self.site = Site(files, shown, added, slugs, self.course, pictures)
        if pages:
            add_group_list(self.site, self.config.prefix, config)
        if self.config.publish.badges:
            add_badges(files, self.course, self.config.prefix, config)
        assert self.env is not None  # noqa: S101 - made in on_config
        rendered = publication.rendered
        show_texts(
            self.env,
            {text: html for each in rendered.values() for text, html in each.prompts.items()},
            {text: html for each in rendered.values() for text, html in each.lines.items()},
        )
        self.answers = Answers(self.env, self.site, rendered, self.config.publish.remote == "show")
        self.renderer = CourseRenderer(self.env, self.answers, self.site, pages, dict(self.config))

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002
        """Keep MkDocs from reading a report: its first lines are no metadata of our page."""
        return "" if page.file.src_uri in self.views else None

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put our skeleton in the place of a report's text."""
        name = self.names.get(page.file.src_uri)
        if name:
            page.meta["title"] = head_title(self.renderer.by_name[name].title)
        view = self.views.get(page.file.src_uri)
        if view is None:
            return markdown
        page.meta = {"title": head_title(view.title), "hide": ["navigation"], "search": {"exclude": True}}
        return skeleton(view)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Set the answers and all that is said about them into the skeleton."""
        if self.env is None or self.site is None:
            return html
        links = Links(self.site, page.file)
        view = self.views.get(page.file.src_uri)
        name = self.names.get(page.file.src_uri)
        if view:
            self.entries.append(report_entry(view, page.url, self.answers))
            mark_contents(self.env, view, page.toc)
            islands = ReportIslands(
                self.env, view, self.answers, links, lambda first, last: source_url(page.edit_url, first, last)
            ).render()
            head = self.renderer.head(links, "group", view.id)
        elif name:
            self.entries.append(page_entry(page.url, self.renderer.by_name[name].title))
            head, islands = self.renderer.render(name, page.file)
        else:
            return html
        self.urls.add(page.url)
        return head + fill(html, islands)

    @event_priority(_LAST)  # behind all that writes scripts into a page
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Close the page to scripts that are not the site's, and to search engines."""
        return self._with_head(output, config, self.shell if page.url in self.urls else None)

    @event_priority(_LAST)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Do the same for the pages that a theme has besides; 404.html, built first, tells its scripts."""
        if template_name == "404.html":
            self.shell = inline_scripts(output_content)
        return self._with_head(output_content, config) if template_name.endswith(".html") else output_content

    def _with_head(self, html: str, config: MkDocsConfig, known: frozenset[str] | None = None) -> str:
        if not self.config.enabled:
            return html
        options = self.config.publish
        csp = options.csp and not self.serving and config.theme.name == "material"
        return complete_head(html, config, csp, options.index, options.remote == "show", known)

    @event_priority(_LAST)  # every other plugin has written its part before a strict build is told to fail
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Complete the search index, and report every finding; MkDocs counts the warnings, and fails by them."""
        search = next((plugin for plugin in config.plugins.values() if hasattr(plugin, "search_index")), None)
        if search is not None:
            index = Path(config.site_dir, "search", "search_index.json")
            merge(index, self.entries, self.urls, is_material(search), self.taught)
        if self.config.enabled:
            for warning in finish(Path(config.site_dir)):
                log.warning(warning)
        for weighs, line in log_lines(self.course, self.config.fail_on):
            if weighs:
                log.warning(line)
            else:
                log.info(line)
        if self.config.enabled and not self.serving:
            try:
                export(self.outputs, self.course, project_folder(config), self.read, github=self.config.github)
            except OutputError as error:
                raise PluginError(f"report: export: {error}") from None

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG002
        """Watch templates, waivers and the like too, wherever they lie."""
        for path in self.watched:
            if path.exists():
                server.watch(str(path))
        return server
