"""The reports of a site as a build has loaded them, and the warnings about files that are no reports."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mkdocs.structure.files import File

from mkdocs_report.config.settings_file import SettingsFile, read_settings_file
from mkdocs_report.course.docs_dir import matches_any
from mkdocs_report.course.group_folders import group_folder_of, is_readme
from mkdocs_report.errors import SettingsError
from mkdocs_report.masking.mask import Privacy
from mkdocs_report.publish.course import PendingImages
from mkdocs_report.runtime.files import shown_path
from mkdocs_report.site.published_cohort import PublishedCohort


@dataclass(frozen=True)
class SettingsLines:
    """The settings file with the lines of its settings, which is read when one of them is asked for.

    Attributes:
        path: the settings file; None if the settings come from elsewhere.
    """

    path: str | None

    @cached_property
    def lines(self) -> SettingsFile | None:
        """The lines; None for a file that MkDocs can read and we can not: nothing but lines is lost."""
        try:
            return read_settings_file(Path(self.path), Path(self.path).name) if self.path else None
        except SettingsError:
            return None

    @property
    def files(self) -> list[Path]:
        """The settings file, and those that it inherits from as far as they are known."""
        own = [Path(self.path)] if self.path else []
        return list(dict.fromkeys([*own, *(self.lines.files if self.lines else ())]))


@dataclass(frozen=True)
class LoadedSite:
    """The reports of a site, judged, and as they are published.

    Attributes:
        cohorts: each cohort by its name, those without a report included; one without a name where there are none.
        sources: the file of each report.
        watched: templates, waivers and the like, wherever they lie.
        strays: the files that look like reports, and that no glob takes for one; they are not published.
        named: such files that `nav` names; they are published as they are.
        links: the symbolic links that are not followed, as paths in `docs_dir`.
        making: the images that are being made.
        privacies: what is masked in each cohort, with all members of its roster.
        is_whole: whether no report was left out.
        settings: the settings file.
        docs: `docs_dir`.
        base: the folder of the settings file.
    """

    cohorts: Mapping[str, PublishedCohort]
    sources: Sequence[File]
    watched: list[Path]
    strays: Sequence[File]
    named: Sequence[File]
    links: Sequence[str]
    pending_images: PendingImages
    privacies: Sequence[Privacy]
    is_complete: bool
    settings: SettingsLines
    docs: Path
    base: Path

    def rename(self, path: str) -> str:
        """Return a path without the people of any cohort in it."""
        for cohort in self.cohorts.values():
            path = cohort.publication.rename(path)
        return path

    def warnings(self) -> Iterator[str]:
        """Yield what is wrong with the globs of reports: one that finds nothing, or leaves out what looks like one."""
        idle = list(self._idle_globs())
        yield from idle
        if not self.sources and "" in self.cohorts and not idle:
            yield "No report was found in docs_dir. Set the option “reports”, or put them into groups/*/README.md."
        for cohort in self.cohorts.values():
            yield from cohort.publication.warnings
        for link in self.links:
            folder = shown_path(self.docs / posixpath.dirname(link), self.base)
            path = self.rename(posixpath.join(folder, posixpath.basename(link)))
            yield (
                f"{path}: it is a symbolic link in or beside the groups' folders. It is not followed, and nothing of "
                "it is published. Put the folder itself there, or write its name into “reports” if the course has "
                "linked it."
            )
        for file in self.strays:
            path = self.rename(shown_path(Path(file.abs_src_path or ""), self.base))
            reason = "no glob in “reports” matches it" if "" in self.cohorts else "it belongs to no cohort"
            yield (
                f"{path}: it looks like a report, but {reason}, so it is not published"
                f"{', nor are the files beside it' if is_readme(file.src_uri) else ''}. Let “reports” "
                f"{'' if '' in self.cohorts else 'of one '}match it; if it is none, name it in “nav”."
            )

    def unjudged(self) -> Iterator[tuple[str, bool]]:
        """Yield a sentence for each file that looks like a report, is none, and is published since `nav` names it.

        With it comes whether the file is in the folder of a group, or beside those: then `nav` is no sufficient reason.
        """
        folders = {group_folder_of(file.src_uri) for file in self.sources}
        beside = {posixpath.dirname(folder) for folder in folders} - {""}
        for file in self.named:
            folder = group_folder_of(file.src_uri)
            path = self.rename(shown_path(Path(file.abs_src_path or ""), self.base))
            line = (
                f"{path}: it looks like a report, but no glob in “reports” matches it. “nav” names it, so it is "
                "published as it is: nothing is judged, and nobody's name is masked. Let “reports” match it if it is "
                "a report."
            )
            yield line, folder in folders or posixpath.dirname(folder) in beside

    def _idle_globs(self) -> Iterator[str]:
        for name, cohort in self.cohorts.items():
            for glob in cohort.options.reports:
                if not matches_any(glob, self.docs):
                    lines = self.settings.lines
                    where = lines.where_option("reports", glob, cohort=name) if lines else None
                    place = f"{where[0]}:{where[1]}: " if where else ""
                    option = f"cohorts: {name}: reports" if name else "reports"
                    advice = "Fix the glob or remove it; paths start at docs_dir."
                    yield f"{place}{option}: no file matches “{glob}”. {advice}"
