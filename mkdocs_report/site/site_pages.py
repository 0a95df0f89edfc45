"""All pages of a course in the site: those of each cohort, and the page across cohorts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from mkdocs_report.config.options import Options
from mkdocs_report.course.cohorts import merge_cohorts, title_with_cohort
from mkdocs_report.course.git_history import last_commits
from mkdocs_report.images.prepare import PreparedImage
from mkdocs_report.model.commit import Commit
from mkdocs_report.model.course import Course
from mkdocs_report.pages.fragments.environment import overrides_fragments, use_rendered_texts, words_of
from mkdocs_report.pages.years import title_for
from mkdocs_report.runtime.digest import digest
from mkdocs_report.site.cohort_files import add_cohort_files
from mkdocs_report.site.cohort_links import CohortLinks
from mkdocs_report.site.cohort_pages import CohortPages, address, build_cohort_pages
from mkdocs_report.site.image_files import ImageCopy
from mkdocs_report.site.loaded_site import LoadedSite
from mkdocs_report.site.mkdocs_config import project_folder
from mkdocs_report.site.page_keys import PageKeys
from mkdocs_report.site.published_cohort import PublishedCohort
from mkdocs_report.site.search import SearchEntry
from mkdocs_report.site.years_page import SiteYearsPage, add_years_page, build_years_page


@dataclass(frozen=True)
class SitePages:
    """The pages of a course. A course without cohorts has one with an empty name.

    Attributes:
        files: all files of the site.
        cohorts: the pages of each cohort that has pages, by its name.
        years: the page across cohorts; None for a course without cohorts.
        course: all reports, judged.
    """

    files: Files
    cohorts: Mapping[str, CohortPages]
    years: SiteYearsPage | None
    course: Course

    @cached_property
    def _owners(self) -> Mapping[str, CohortPages | SiteYearsPage]:
        owners: dict[str, CohortPages | SiteYearsPage] = {}
        for pages in self.cohorts.values():
            owners |= dict.fromkeys((*pages.groups, *pages.names), pages)
        if self.years is not None and self.years.is_ours:
            owners[self.years.cohort_links.page.src_uri] = self.years
        return owners

    @cached_property
    def _keys(self) -> Mapping[str, PageKeys]:
        return {name: _keys_of(pages) for name, pages in self.cohorts.items()}

    def _of(self, page: Page) -> CohortPages | SiteYearsPage | None:
        """Return the cohort that a page belongs to, or the page across cohorts."""
        return self._owners.get(page.file.src_uri)

    def has(self, page: Page) -> bool:
        """Whether a page belongs to the course."""
        return self._of(page) is not None

    def skeleton(self, page: Page) -> str | None:
        """Return the Markdown of a page of ours, with slots for the answers; None for another page."""
        owner = self._of(page)
        return owner.skeleton(page) if owner else None

    def meta(self, page: Page) -> dict[str, Any]:
        """Return the metadata of a page of ours."""
        owner = self._of(page)
        return owner.meta(page) if owner else {}

    def text(self, page: Page) -> str:
        """Return the text of a page of ours as Markdown, for plugins that read `page.markdown`."""
        owner = self._of(page)
        return owner.text(page) if owner else ""

    def fill(self, page: Page, content: str) -> str:
        """Fill the slots in the rendered skeleton of a page of ours."""
        owner = self._of(page)
        return owner.fill(page, content) if owner else content

    def mark_verdicts(self, page: Page) -> None:
        """Add the verdict of each question to the table of contents of a report's page."""
        owner = self._of(page)
        if isinstance(owner, CohortPages):
            owner.mark_verdicts(page)

    def key(self, page: Page) -> str:
        """Return a digest of the part of the course that a page of ours shows."""
        owner = self._of(page)
        if isinstance(owner, SiteYearsPage):
            course_digests = [(name, keys.course_digest) for name, keys in self._keys.items()]
            return digest("years", owner.cohort_links.links_digest, list(owner.names), course_digests)
        return self._keys[owner.name].key(page) if owner else ""

    def entries(self) -> Iterator[SearchEntry]:
        """Yield the search entries of our pages; equal titles in two cohorts get the cohort's name."""
        named_entries = [(name, entry) for name, pages in self.cohorts.items() for entry in pages.entries()]
        counts = Counter(entry.title for _, entry in named_entries)
        if self.years is not None and self.years.is_ours:
            yield SearchEntry(address(self.years.cohort_links.page), self.years.cohort_links.title)
        for name, entry in named_entries:
            yield SearchEntry(entry.url, title_with_cohort(entry.title, name, counts), entry.parts)

    @property
    def urls(self) -> set[str]:
        """The addresses of our pages, as search knows them."""
        return {entry.url for entry in self.entries()}

    def warnings(self) -> Iterator[str]:
        """Yield warnings about the addresses of reports."""
        for pages in self.cohorts.values():
            yield from pages.added.messages

    @property
    def images(self) -> Iterator[tuple[ImageCopy, PreparedImage]]:
        """Each published image, with its file."""
        for pages in self.cohorts.values():
            yield from pages.site.images.values()


def _keys_of(pages: CohortPages) -> PageKeys:
    return PageKeys(
        site=pages.site,
        course_questions=pages.course_questions,
        renderer=pages.renderer,
        groups=pages.groups,
        names=pages.names,
        judged=pages.judged,
        neighbours=pages.neighbours,
        shown=pages.shown,
        commits=pages.commits,
        is_brief=pages.is_brief,
        cohort_links=pages.cohort_links.links_digest if pages.cohort_links else None,
        overrides_fragments=overrides_fragments(pages.env),
    )


def build_pages(
    loaded: LoadedSite, files: Files, env: Environment, options: Options, config: MkDocsConfig
) -> SitePages:
    """Add the pages of a course, its images and its data to the files of the site.

    Args:
        loaded: the reports of the site.
        files: the files of the site.
        env: the Jinja environment of our fragments.
        options: the settings of the plugin.
        config: the site's settings.
    """
    words = words_of(env)
    texts = [cohort.publication for cohort in loaded.cohorts.values()]
    use_rendered_texts(
        env,
        {text: html for each in texts for text, html in each.prompts.items()},
        {text: html for each in texts for text, html in each.lines.items()},
    )
    paths = [Path(file.abs_src_path or "") for file in loaded.sources]
    commits: Mapping[Path, Commit] = last_commits(paths, project_folder(config)) if options.commits else {}
    if "" in loaded.cohorts:
        cohort = loaded.cohorts[""]
        only_files = add_cohort_files(cohort, files, config, False, words)
        only_pages = build_cohort_pages(cohort, only_files, commits, env, config)
        return SitePages(files, {"": only_pages}, None, merge_cohorts({"": only_pages.course}))
    title = title_for(loaded.cohorts, words)
    page = add_years_page(files, title, options, config)
    shown = {name: cohort for name, cohort in loaded.cohorts.items() if _has_pages(cohort)}
    added = {name: add_cohort_files(cohort, files, config, True, words) for name, cohort in shown.items()}
    cohort_links = CohortLinks(page, title, {name: each.site for name, each in added.items()})
    pages = {
        name: build_cohort_pages(cohort, added[name], commits, env, config, (cohort_links, name))
        for name, cohort in shown.items()
    }
    years = build_years_page(files, env, options, cohort_links, added, list(loaded.cohorts))
    return SitePages(files, pages, years, merge_cohorts({name: each.course for name, each in pages.items()}))


def _has_pages(cohort: PublishedCohort) -> bool:
    """Whether a cohort has pages. With a roster it has them even if no group agrees."""
    has_empty_pages = cohort.options.publish.roster and any(astuple(cohort.options.pages))
    return bool(cohort.publication.sources or has_empty_pages)
