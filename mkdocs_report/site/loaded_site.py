"""The loaded reports of a site, and warnings about files that only look like reports."""

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
from mkdocs_report.course.strays import NO_GLOB
from mkdocs_report.errors import SettingsError
from mkdocs_report.masking.mask import Privacy
from mkdocs_report.publish.pending_images import PendingImages
from mkdocs_report.runtime.files import shown_path
from mkdocs_report.site.published_cohort import PublishedCohort


@dataclass(frozen=True)
class SettingsLines:
    """The settings file with the lines of its settings. It is read when a line is needed.

    Attributes:
        path: the settings file; None if the settings are not in a file.
    """

    path: str | None

    @cached_property
    def lines(self) -> SettingsFile | None:
        """The lines; None for a file that only MkDocs can read, so messages have no line numbers."""
        try:
            return read_settings_file(Path(self.path), Path(self.path).name) if self.path else None
        except SettingsError:
            return None

    @property
    def files(self) -> list[Path]:
        """The settings file, and the known files that it inherits from."""
        settings_file = [Path(self.path)] if self.path else []
        return list(dict.fromkeys([*settings_file, *(self.lines.files if self.lines else ())]))


@dataclass(frozen=True)
class LoadedSite:
    """The reports of a site, judged and published.

    Attributes:
        cohorts: each cohort by its name, including cohorts without a report; without cohorts, one with an empty name.
        sources: the file of each report.
        watched: templates, waivers, evidence and rosters, also outside of `docs_dir`.
        strays: the files that look like reports but match no glob; they are not published.
        named: such files that `nav` names; they are published unchanged.
        links: the symbolic links that are not followed, as paths in `docs_dir`.
        pending_images: the images that are being made.
        privacies: what is masked in each cohort, with all members of its roster.
        is_complete: whether no report was left out.
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
        """Mask the people of all cohorts in a path."""
        for cohort in self.cohorts.values():
            path = cohort.publication.rename(path)
        return path

    def warnings(self) -> Iterator[str]:
        """Yield warnings about reports that were not found, files that look like reports, and groups in the roster."""
        idle = list(self._idle_globs())
        yield from idle
        if not self.sources and "" in self.cohorts and not idle:
            yield "No report found in docs_dir. Set the option “reports”, or move the reports to groups/*/README.md."
        for cohort in self.cohorts.values():
            yield from cohort.publication.warnings
        for link in self.links:
            folder = shown_path(self.docs / posixpath.dirname(link), self.base)
            path = self.rename(posixpath.join(folder, posixpath.basename(link)))
            yield (
                f"{path}: Symbolic link in or beside the groups' folders. It is not followed, so nothing in it is "
                "published. Replace it by the folder itself. If the course made the link, add its name to “reports”."
            )
        for file in self.strays:
            path = self.rename(shown_path(Path(file.abs_src_path or ""), self.base))
            reason = NO_GLOB if "" in self.cohorts else "it belongs to no cohort"
            yield (
                f"{path}: The file looks like a report, but {reason}. It is not published"
                f"{', and neither are the files beside it' if is_readme(file.src_uri) else ''}. If it is a report, "
                f"add it to “reports”{'' if '' in self.cohorts else ' of a cohort'}. If not, add it to “nav”."
            )

    def unjudged(self) -> Iterator[tuple[str, bool]]:
        """Yield a message for each file that looks like a report and is published unchanged because `nav` names it.

        The second value is whether the file is in a group's folder, or beside one. Such a file is probably a report.
        """
        folders = {group_folder_of(file.src_uri) for file in self.sources}
        beside = {posixpath.dirname(folder) for folder in folders} - {""}
        for file in self.named:
            folder = group_folder_of(file.src_uri)
            path = self.rename(shown_path(Path(file.abs_src_path or ""), self.base))
            line = (
                f"{path}: The file looks like a report, but {NO_GLOB}. It is in “nav”, so it is "
                "published unchanged: it is not judged, and names in it are not masked. If it is a report, add it to "
                "“reports”."
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
                    advice = "Fix the glob or remove it. Paths are relative to docs_dir."
                    yield f"{place}{option}: no file matches “{glob}”. {advice}"
