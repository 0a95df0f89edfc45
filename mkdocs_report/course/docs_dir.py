"""Find the files in a site's `docs_dir` that are reports, and other files of groups, which never become pages."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from mkdocs_report.config.globs import GlobError, matching, report_parts
from mkdocs_report.config.settings import Settings
from mkdocs_report.course.discovery import read_reports
from mkdocs_report.course.group_folders import USUAL, fixed_folder, is_linked, link_above
from mkdocs_report.course.report_ids import make_unique, report_ids
from mkdocs_report.course.template_files import chosen_templates
from mkdocs_report.errors import SettingsError
from mkdocs_report.parsing.source import read_source
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime.files import LinkResolver, real
from mkdocs_report.runtime.pool import Workers


def reports_in(
    docs: Path, globs: Sequence[str], versions: TemplateVersions, workers: Workers, known_reports: Collection[Path] = ()
) -> dict[str, bytes | None]:
    """Return the reports of a site by their paths in `docs_dir`, with the content of each that was read to find it.

    `known_reports` are files that are reports.

    Raises:
        SettingsError: a glob is invalid.
    """
    if globs:
        return dict.fromkeys(path for pattern in globs for path in matching_reports(pattern, docs))
    matched = {path for pattern in USUAL for path in matching_reports(pattern, docs, any_case=True)}
    found = read_reports(docs, versions, (), workers, known_reports)
    reports = {path.relative_to(docs).as_posix(): content for path, content in found.items()}
    return {
        path: reports.get(path) for path in _one_of_a_name(matched) if path in reports or _is_unreadable(docs / path)
    }


def matching_reports(pattern: str, docs: Path, any_case: bool = False) -> set[str]:
    """Return the paths in `docs_dir` that match a glob; with its last part in any case, if asked for.

    Raises:
        SettingsError: it is none.
    """
    found = matching(docs, _parts(pattern), any_case)
    return {path for path in found if not link_above(docs, path, pattern)}


def refused_links(docs: Path, globs: Sequence[str], uris: Iterable[str] = ()) -> list[str]:
    """Return the paths in `docs_dir` of linked folders with reports for the globs; they are not followed.

    `uris` are the paths that MkDocs found, which follows links where `**` does not.

    Raises:
        SettingsError: a glob is invalid.
    """
    links = set()
    for pattern in globs or USUAL:
        parts = _parts(pattern)
        found = list(matching(docs, parts, not globs))
        if "**" in parts:
            above = f"{fixed_folder(pattern)}/".lstrip("/")
            found += [uri for uri in uris if uri.startswith(above) and fnmatchcase(posixpath.basename(uri), parts[-1])]
        links |= {link for path in found if (link := link_above(docs, path, pattern))}
    return sorted(links)


def _parts(pattern: str) -> tuple[str, ...]:
    try:
        return report_parts(pattern)
    except GlobError as error:
        raise error.in_option("reports", pattern) from None


def _one_of_a_name(paths: Iterable[str]) -> set[str]:
    """Return one of the paths that differ only in case: that with the most capital letters."""
    return set({path.casefold(): path for path in sorted(paths, reverse=True)}.values())


def site_ids(
    settings: Settings, base: Path, versions: TemplateVersions, workers: Workers, known_reports: Iterable[Path] = ()
) -> dict[str, str]:
    """Return the id of each of a site's reports, by its path in `docs_dir`; empty if no site is set up.

    An id depends on all reports: of `a/x` and `b/x` it is `a-x`, of the only one `x`. Who is left out, waived or agreed
    is named by it.

    Args:
        settings: the site's, without cohorts.
        base: the folder to which paths are relative.
        versions: the templates of the site; see `site_versions`.
        workers: the processes that look into the files.
        known_reports: files that are reports already.

    Raises:
        SettingsError: a setting cannot be used.
    """
    docs = settings.folder
    if docs is None or not docs.is_dir():
        return {}
    templates = chosen_templates((), settings, base)
    places = {*places_in(docs, known_reports)}
    paths = reports_in(docs, settings.reports, versions, workers, {docs / place for place in places if place})
    folders = LinkResolver()
    kept = frozenset(map(folders.real, templates))
    return ids_in(docs, (path for path in paths if folders.real(f"{docs}/{path}") not in kept))


def ids_in(docs: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return the id of each report of a course, by its path in `docs_dir`."""
    files = {path: docs / path for path in sorted(paths)}
    files = {path: file for path, file in files.items() if not os.path.isdir(file)}
    return dict(zip(files, report_ids(list(files.values())), strict=True))


def names_of(files: Sequence[Path], docs: Path | None, ids: Mapping[str, str]) -> list[str]:
    """Return the id of each file: the one in its course, or one by its own path if it is in none.

    Args:
        files: the reports to name.
        docs: `docs_dir`, None where there is no site.
        ids: those of the course; see `site_ids`.
    """
    known = [ids.get(place or "") for place in places_in(docs, files)] if docs else [None for _ in files]
    taken = list(dict.fromkeys(name for name in known if name is not None))
    rest = report_ids([file for file, name in zip(files, known, strict=True) if name is None])
    others = iter(make_unique([*taken, *rest])[len(taken) :])
    return [next(others) if name is None else name for name in known]


def matches_any(pattern: str, docs: Path) -> bool:
    """Whether any valid glob matches something in `docs_dir`."""
    return any(True for _ in matching(docs, _parts(pattern)))


def by_cohort(docs: Path, globs: Mapping[str, Sequence[str]], passed_over: Collection[Path] = ()) -> dict[str, str]:
    """Return the cohort of each report, by its path in `docs_dir`.

    Args:
        docs: `docs_dir`.
        globs: those of each cohort, by its name.
        passed_over: files that are never reports, such as templates; their paths without links.

    Raises:
        SettingsError: a glob is invalid; or two cohorts take the same report.
    """
    found: dict[str, str] = {}
    for name, patterns in globs.items():
        for pattern in patterns:
            try:
                matched = sorted(matching_reports(pattern, docs))
            except SettingsError as error:
                raise SettingsError(f"cohorts: {name}: {error}", ("cohorts", name, *error.at)) from None
            for path in matched:
                if found.setdefault(path, name) == name or real(docs / path) in passed_over:
                    continue
                raise SettingsError(
                    f"cohorts: “{found[path]}” and “{name}” both take {path}. A report belongs to one: correct the "
                    "globs in their “reports”.",
                    ("cohorts", name, "reports", pattern),
                )
    return {path: name for path, name in found.items() if real(docs / path) not in passed_over}


def settings_of_report(file: Path, settings: Settings, base: Path) -> Settings:
    """Return the settings by which a report is judged: those of its cohort, if there are cohorts.

    Raises:
        SettingsError: it belongs to no cohort; or the settings cannot be used.
    """
    if not settings.cohorts or not file.exists():
        return settings
    docs = settings.cohorts[0].folder
    templates = [real(each) for cohort in settings.cohorts for each in chosen_templates((), cohort.settings, base)]
    taken = by_cohort(docs, {cohort.name: cohort.reports for cohort in settings.cohorts}, frozenset(templates))
    name = taken.get(place_in(docs, file) or "")
    for cohort in settings.cohorts:
        if cohort.name == name:
            return cohort.settings
    names = globs_of(cohort.name for cohort in settings.cohorts)
    raise SettingsError(f"{file}: this report belongs to no cohort: let {names} match it.")


def globs_of(cohorts: Iterable[str]) -> str:
    """Return the options of which one should match a report that belongs to no cohort."""
    return f"“reports” of {' or '.join(f'“{name}”' for name in cohorts)}"


def place_in(docs: Path, path: Path) -> str | None:
    """Return the path of a file or folder in `docs_dir`: empty for a folder around it, None for one elsewhere."""
    return next(places_in(docs, [path]))


def places_in(docs: Path, paths: Iterable[Path]) -> Iterator[str | None]:
    """Yield the path in `docs_dir` of each of several paths, as `place_in` does."""
    folders = LinkResolver()
    top = folders.real(docs)
    for path in paths:
        above, name = os.path.split(path)
        whole = folders.real(path) if os.path.isdir(path) else os.path.join(folders.real(above), name)
        if whole == top or top.startswith(f"{whole.rstrip(os.sep)}{os.sep}"):
            yield ""
        elif whole.startswith(f"{top.rstrip(os.sep)}{os.sep}"):
            yield whole[len(top.rstrip(os.sep)) + 1 :].replace(os.sep, "/")
        else:
            yield None


def is_in(path: str, folder: str) -> bool:
    """Whether a path in `docs_dir` is in a folder, given as by `place_in`."""
    return not folder or path.startswith(f"{folder}/")


def _is_unreadable(path: Path) -> bool:
    """Whether MkDocs must not make a page of a file: it is not text, or a link to an unknown place.

    The plugin makes a page for such a report, which states the reason.
    """
    if is_linked(path):
        return True
    try:
        return bool(read_source(path, path.name).faults)
    except OSError:
        return False
