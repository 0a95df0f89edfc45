"""The page across the cohorts of a course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mkdocs_report.config.options import Options
from mkdocs_report.model.course import Course
from mkdocs_report.pages.years import YearsPage, years
from mkdocs_report.site.cohort_files import CohortFiles
from mkdocs_report.site.cohort_links import CohortLinks
from mkdocs_report.site.course_pages import META, CoursePage, CourseRenderer, add_page, page_skeleton
from mkdocs_report.site.links import CourseFiles, PageLinks
from mkdocs_report.site.mkdocs_config import named_files, nav_titles
from mkdocs_report.site.report_pages import as_markdown
from mkdocs_report.site.skeleton import OwnPage
from mkdocs_report.site.slots import fill, head_title


def _years_page(title: str) -> CoursePage:
    return CoursePage("years", title, "years", partial(years, {}), "overview", title)


def add_years_page(files: Files, title: str, options: Options, config: MkDocsConfig) -> File:
    """Add the page across cohorts to the files of the site, unless the course has written it; return its file."""
    file = add_page(files, _years_page(title), options.prefix, named_files(config), config)
    if file.generated_by is not None:
        OwnPage(nav_titles(config).get(file.src_uri), file, config, {})
    return file


@dataclass(frozen=True)
class SiteYearsPage:
    """The page across cohorts.

    Attributes:
        env: the Jinja environment of our fragments.
        names: the names of all cohorts.
        cohorts: the files of each cohort that has pages.
        cohort_links: the addresses of the cohorts' pages.
        renderer: renders the links above the page.
    """

    env: Environment
    names: Sequence[str]
    cohorts: Mapping[str, CohortFiles]
    cohort_links: CohortLinks
    renderer: CourseRenderer

    @property
    def is_ours(self) -> bool:
        """Whether the plugin generates the page; the course may have written its own."""
        return self.cohort_links.page.generated_by is not None

    @cached_property
    def _view(self) -> YearsPage:
        pages = self.cohorts
        of_each = {name: (pages[name].site.course, pages[name].course_questions) for name in pages}
        return years({name: of_each.get(name, (Course(()), ())) for name in self.names})

    def skeleton(self, page: Page) -> str:
        """Return its Markdown, with slots."""
        return page_skeleton(_years_page(self.cohort_links.title))

    def meta(self, page: Page) -> dict[str, Any]:
        """Return its metadata."""
        return {"title": head_title(self.cohort_links.title), **META}

    def text(self, page: Page) -> str:
        """Return its text as Markdown."""
        return as_markdown(self.cohort_links.title)

    def fill(self, page: Page, content: str) -> str:
        """Fill the slots in its rendered skeleton."""
        here = page.file
        homes = {name: self.cohort_links.home(name).url_relative_to(here) for name in self.cohorts}
        text = self.env.get_template("report/years_page.html").render(
            view=self._view,
            link={name: PageLinks(each.site, here) for name, each in self.cohorts.items()},
            home={name: homes.get(name) for name in self.names},
        )
        head = self.renderer.head(PageLinks(self.renderer.site, here), "years", "years")
        return head + fill(content, {"years": text})


def build_years_page(
    files: Files,
    env: Environment,
    options: Options,
    cohort_links: CohortLinks,
    cohorts: Mapping[str, CohortFiles],
    names: Sequence[str],
) -> SiteYearsPage:
    """Return the page across cohorts.

    Args:
        files: the files of the site.
        env: the Jinja environment of our fragments.
        options: the settings of the plugin.
        cohort_links: the addresses of the cohorts' pages.
        cohorts: the files of each cohort that has pages.
        names: the names of all cohorts.
    """
    renderer = CourseRenderer(env, None, CourseFiles(files), (), options, (cohort_links, ""))
    return SiteYearsPage(env, names, cohorts, cohort_links, renderer)
