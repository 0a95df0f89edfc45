"""The way from a page of one cohort to the others."""

from __future__ import annotations

from functools import cached_property

from mkdocs.structure.files import File

from mkdocs_report.runtime.digest import digest
from mkdocs_report.site.links import Site

ALL = "All years"
"""What the page across cohorts is called."""


class Across:
    """Where in the site each cohort stands, and the page across them, if it is a page of ours.

    It is complete when every cohort was added, before any page is filled.
    """

    def __init__(self, page: File) -> None:
        self.page, self.sites = page, dict[str, Site]()

    def add(self, cohort: str, site: Site) -> None:
        """Take note of a cohort."""
        self.sites[cohort] = site

    def row(self, cohort: str, name: str, here: File) -> list[tuple[str, str, bool]]:
        """Return the links to all years and to each cohort: what it is called, its address, whether this is it.

        Args:
            cohort: the cohort of the page on which they stand; empty for the page across them.
            name: that page's name: another cohort's is the page of the same name, where it has one.
            here: the page.
        """
        others = [
            (each, self.home(each, "overview" if each == cohort else name).url_relative_to(here), each == cohort)
            for each in self.sites
        ]
        return [(ALL, self.page.url_relative_to(here), not cohort), *others]

    def home(self, cohort: str, name: str = "overview") -> File:
        """Return the page of a cohort that has this name, or the one that comes closest."""
        site = self.sites[cohort]
        for each in (name, "overview", *site.pages):
            if each in site.pages and site.pages[each].is_documentation_page():
                return site.pages[each]
        return next(iter(site.sources.values()))

    @cached_property
    def basis(self) -> str:
        """A digest of all that may stand in a row of these links."""
        pages = {
            cohort: (sorted((name, file.url) for name, file in site.pages.items()), self.home(cohort).url, site.slugs)
            for cohort, site in self.sites.items()
        }
        return digest(list(pages.items()), self.page.url)
