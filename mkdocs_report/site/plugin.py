"""The MkDocs plugin `report`."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from mkdocs_report.course import Course, make_course
from mkdocs_report.discovery import load_forms, template_files
from mkdocs_report.export.log import log_lines
from mkdocs_report.form import Forms
from mkdocs_report.settings import Settings, SettingsError, make_settings
from mkdocs_report.site import pages
from mkdocs_report.site.config import ReportConfig
from mkdocs_report.site.sources import project_folder, report_files, report_path, withhold
from mkdocs_report.template import TemplateError
from mkdocs_report.views.overview import overview
from mkdocs_report.views.report_page import ReportPage, report_page

log = get_plugin_logger(__name__)

OVERVIEW = "course/index.md"
"""The list of all groups; a course that has such a page of its own keeps it."""
_LAST = -100


class ReportPlugin(BasePlugin[ReportConfig]):
    """Judges the reports in `docs_dir`, and shows each as a page."""

    def __init__(self) -> None:
        self._reset()

    def _reset(self) -> None:
        self.course = Course(())
        self.views: dict[str, ReportPage] = {}
        self.sources: dict[str, File] = {}
        self.watched: list[Path] = []
        self.files = Files([])
        self.env: Environment | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Start afresh, and switch on what our pages need: an extension, a style sheet, our fragments."""
        self._reset()
        if not self.config.enabled:
            return config
        if "attr_list" not in config.markdown_extensions:
            config.markdown_extensions.append("attr_list")
        config.theme.dirs.append(str(pages.ASSETS))
        if pages.STYLESHEET not in config.extra_css:
            config.extra_css.insert(0, pages.STYLESHEET)
        self.env = pages.environment(config.theme.dirs)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read and judge every report, once; withhold what is not to be published."""
        if not self.config.enabled:
            return files
        base = project_folder(config)
        try:
            settings, templates, forms = self._settings(base)
            sources = report_files(files, self.config.reports, forms, config)
        except (SettingsError, TemplateError) as error:
            raise PluginError(f"report: {error}") from None
        sources = [file for file in sources if Path(file.abs_src_path or "").resolve() not in templates]
        self.course = make_course([Path(file.abs_src_path or "") for file in sources], forms, settings, base)
        by_path = {judged.report.path: judged for judged in self.course.reports}
        judged = {file.src_uri: by_path[report_path(file, config)] for file in sources}
        self.views = {uri: report_page(each) for uri, each in judged.items()}
        withhold(files, sources, self.watched, self.course, config)
        self.sources = {each.report.id: files.src_uris[uri] for uri, each in judged.items()}
        self.files = files
        if len(sources) > 1 and files.get_file_from_path(OVERVIEW) is None:
            content = f"---\nhide: [toc]\n---\n\n# Groups\n\n{pages.slot('overview')}\n"
            files.append(File.generated(config, OVERVIEW, content=content, inclusion=InclusionLevel.INCLUDED))
        if not sources:
            log.warning(
                "No report was found in docs_dir. Set the option “reports”, or put them into groups/*/README.md."
            )
        return files

    def _settings(self, base: Path) -> tuple[Settings, list[Path], Forms]:
        options: dict[str, Any] = dict(self.config)
        templates = [file.resolve() for file in template_files(self.config.templates, base)]
        self.watched = [*templates, *([base / self.config.waivers] if self.config.waivers else [])]
        return make_settings(options, base), templates, load_forms(templates, base)

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002
        """Keep MkDocs from reading a report: its first lines are no metadata of our page."""
        return "" if page.file.src_uri in self.views else None

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put our skeleton in the place of a report's text."""
        view = self.views.get(page.file.src_uri)
        return pages.skeleton(view) if view else markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Set the answers and all that is said about them into the skeleton."""
        if self.env is None:
            return html
        view = self.views.get(page.file.src_uri)
        if view:
            islands = pages.Islands(
                self.env,
                view,
                Path(page.file.abs_src_path or "").parent,
                lambda path: self._picture_url(page, path),
                lambda first, last: source_url(page.edit_url, first, last),
            )
            return pages.fill(html, islands.render())
        if page.file.src_uri == OVERVIEW and page.file.generated_by is not None:
            text = pages.overview_page(
                self.env, overview(self.course), lambda name: self.sources[name].url_relative_to(page.file)
            )
            return pages.fill(html, {"overview": text})
        return html

    def _picture_url(self, page: Page, path: str) -> str | None:
        file = self.files.get_file_from_path(posixpath.join(posixpath.dirname(page.file.src_uri), path))
        return file.url_relative_to(page.file) if file and file.is_media_file() else None

    @event_priority(_LAST)  # every other plugin has written its part before a strict build is told to fail
    def on_post_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Report every finding of every group; MkDocs counts the warnings, and fails a strict build by them."""
        for weighs, line in log_lines(self.course, self.config.fail_on):
            if weighs:
                log.warning(line)
            else:
                log.info(line)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG002
        """Watch templates and waivers too, wherever they lie."""
        for path in self.watched:
            if path.exists():
                server.watch(str(path))
        return server


def source_url(edit_url: str | None, first: int, last: int) -> str | None:
    """Return the address of some lines of a page's source, from the address where it is edited."""
    if not edit_url:
        return None
    view = edit_url.replace("/edit/", "/blob/", 1)
    lines = f"#L{first}" if last <= first else f"#L{first}-L{last}"
    return f"{view}?plain=1{lines}" if view != edit_url else f"{edit_url}{lines}"
