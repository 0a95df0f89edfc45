"""All cohorts of a course in the site, side by side, and the page across them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from mkdocs_report.course.cohorts import together, told_apart
from mkdocs_report.course.git_history import last_commits
from mkdocs_report.images.prepare import Prepared
from mkdocs_report.model.commit import Commit
from mkdocs_report.model.course import Course
from mkdocs_report.pages.fragments.environment import use_rendered_texts
from mkdocs_report.pages.years import YearsPage, years
from mkdocs_report.runtime.digest import digest
from mkdocs_report.site.cohort import Cohort
from mkdocs_report.site.cohort_links import ALL, Across
from mkdocs_report.site.cohort_pages import CourseSite, address
from mkdocs_report.site.config import ReportConfig
from mkdocs_report.site.course_pages import META, CoursePage, CourseRenderer, add_page, page_skeleton
from mkdocs_report.site.files import named_files, nav_titles, project_folder
from mkdocs_report.site.image_files import ImageCopy
from mkdocs_report.site.links import Links, Site
from mkdocs_report.site.loader import Reading
from mkdocs_report.site.search import Entry
from mkdocs_report.site.skeleton import OwnPage
from mkdocs_report.site.slots import fill, head_title


class Cohorts:
    """The pages of each cohort of a course, or of a course that has none, which is like one.

    Args:
        reading: what was read.
        files: the files of the site, to which those of the course are added.
        env: the Jinja environment of our fragments.
        options: the plugin's settings.
        config: the site's settings.
    """

    def __init__(
        self, reading: Reading, files: Files, env: Environment, options: ReportConfig, config: MkDocsConfig
    ) -> None:
        self.files = files
        texts = [cohort.publication for cohort in reading.cohorts.values()]
        use_rendered_texts(
            env,
            {text: html for each in texts for text, html in each.prompts.items()},
            {text: html for each in texts for text, html in each.lines.items()},
        )
        paths = [Path(file.abs_src_path or "") for file in reading.sources]
        commits: Mapping[Path, Commit] = last_commits(paths, project_folder(config)) if options.commits else {}
        self._years: _YearsPage | None = None
        if "" in reading.cohorts:
            self._sites = {"": CourseSite(reading.cohorts[""], commits, files, env, config)}
        else:
            self._years = _YearsPage(reading, files, env, options, config)
            across = self._years.across
            self._sites = {
                name: CourseSite(cohort, commits, files, env, config, (across, name))
                for name, cohort in reading.cohorts.items()
                if _has_pages(cohort)
            }
            self._years.complete(self._sites, options)
        self.course = together({name: site.course for name, site in self._sites.items()})

    def _of(self, page: Page) -> CourseSite | _YearsPage | None:
        """Whose page it is."""
        return self._owners.get(page.file.src_uri)

    @cached_property
    def _owners(self) -> Mapping[str, CourseSite | _YearsPage]:
        owners: dict[str, CourseSite | _YearsPage] = {}
        for site in self._sites.values():
            owners |= dict.fromkeys((*site.groups, *site.names), site)
        if self._years is not None and self._years.is_ours:
            owners[self._years.across.page.src_uri] = self._years
        return owners

    def has(self, page: Page) -> bool:
        """Whether a page is ours."""
        return self._of(page) is not None

    def fill(self, page: Page) -> str:
        """Return the content of a page of ours: its rendered skeleton with all that belongs into it."""
        owner = self._of(page)
        return owner.fill(page) if owner else page.content or ""

    def basis(self, page: Page) -> str:
        """Return a digest of all of the course that a page of ours shows; nothing else of the course changes it."""
        owner = self._of(page)
        return owner.basis(page) if owner else ""

    def entries(self) -> Iterator[Entry]:
        """Yield what search finds of our pages; those of two cohorts that are called the same name theirs."""
        every = [(name, entry) for name, site in self._sites.items() for entry in site.entries()]
        counts = Counter(entry.title for _, entry in every)
        if self._years is not None and self._years.is_ours:
            yield Entry(address(self._years.across.page), ALL)
        for name, entry in every:
            yield Entry(entry.url, told_apart(entry.title, name, counts), entry.parts)

    @property
    def urls(self) -> set[str]:
        """The addresses of our pages, as search knows them."""
        return {entry.url for entry in self.entries()}

    def complaints(self) -> Iterator[str]:
        """Yield what to tell about the addresses of reports."""
        for site in self._sites.values():
            yield from site.told

    @property
    def images(self) -> Iterator[tuple[ImageCopy, Prepared]]:
        """Each published image."""
        for site in self._sites.values():
            yield from site.site.images.values()


def _has_pages(cohort: Cohort) -> bool:
    """Whether a cohort has pages: with a roster it has them before the first group agrees, and after the last left."""
    awaited = cohort.options.publish.roster and any(cohort.options.pages.values())
    return bool(cohort.publication.sources or awaited)


class _YearsPage:
    """The page across cohorts."""

    def __init__(
        self, reading: Reading, files: Files, env: Environment, options: ReportConfig, config: MkDocsConfig
    ) -> None:
        self._env, self._reading = env, reading
        self._page = CoursePage("years", ALL, "years_page", partial(years, {}), "overview", ALL)
        self.across = Across(add_page(files, self._page, options.prefix, named_files(config), config))
        file = self.across.page
        self.is_ours = file.generated_by is not None
        self._site = Site(files, {}, {}, {}, Course(()), {})
        if self.is_ours:
            meta = {"title": head_title(ALL), **META}
            OwnPage(nav_titles(config).get(file.src_uri), file, config, meta, page_skeleton(self._page), {})

    def complete(self, sites: Mapping[str, CourseSite], options: ReportConfig) -> None:
        """Take note of what there is, when the pages of every cohort are known."""
        self._sites = sites
        self._renderer = CourseRenderer(self._env, None, self._site, (), dict(options), (self.across, ""))

    @cached_property
    def _view(self) -> YearsPage:
        empty: tuple[Course, tuple[()]] = (Course(()), ())
        return years(
            {
                name: (self._sites[name].course, self._sites[name].course_questions) if name in self._sites else empty
                for name in self._reading.cohorts
            }
        )

    def fill(self, page: Page) -> str:
        """Return its content."""
        here = page.file
        homes = {name: self.across.home(name).url_relative_to(here) for name in self._sites}
        text = self._env.get_template("report/years_page.html").render(
            view=self._view,
            link={name: Links(site.site, here) for name, site in self._sites.items()},
            home={name: homes.get(name) for name in self._reading.cohorts},
        )
        head = self._renderer.head(Links(self._site, here), "years", "years")
        return head + fill(page.content or "", {"years_page": text})

    def basis(self, page: Page) -> str:  # noqa: ARG002
        """Return a digest of all that it shows."""
        known = [(name, site.whole) for name, site in self._sites.items()]
        return digest("years", self.across.basis, list(self._reading.cohorts), known)
