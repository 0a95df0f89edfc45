"""Links from a page of one cohort to the pages of the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mkdocs.structure.files import File

from mkdocs_report.runtime.digest import digest
from mkdocs_report.site.links import CourseFiles


@dataclass(frozen=True)
class CohortLinks:
    """The addresses of each cohort's pages, and of the page across cohorts.

    Attributes:
        page: the page across cohorts.
        title: its title.
        sites: the files of each cohort that has pages.
    """

    page: File
    title: str
    sites: Mapping[str, CourseFiles]

    def row(self, cohort: str, name: str, here: File) -> list[tuple[str, str, bool]]:
        """Return the links to the page across cohorts and to each one: label, address, whether it is the current one.

        Args:
            cohort: the cohort of the current page; empty for the page across cohorts.
            name: the current page's name. A link leads to the page of the same name in the other cohort, if any.
            here: the current page.
        """
        others = [
            (each, self.home(each, "overview" if each == cohort else name).url_relative_to(here), each == cohort)
            for each in self.sites
        ]
        return [(self.title, self.page.url_relative_to(here), not cohort), *others]

    def home(self, cohort: str, name: str = "overview") -> File:
        """Return the page of a cohort with this name, or else its overview, or its first page."""
        site = self.sites[cohort]
        for each in (name, "overview", *site.pages):
            if each in site.pages and site.pages[each].is_documentation_page():
                return site.pages[each]
        return next(iter(site.sources.values()))

    @cached_property
    def links_digest(self) -> str:
        """A digest of everything that a row of links can contain."""
        pages = {
            cohort: (sorted((name, file.url) for name, file in site.pages.items()), self.home(cohort).url, site.slugs)
            for cohort, site in self.sites.items()
        }
        return digest(list(pages.items()), self.page.url, self.title)
