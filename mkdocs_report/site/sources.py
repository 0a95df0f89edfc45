"""Which of the site's files are reports, which are theirs, and which of those are published."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_report.collected import NAME, STATES
from mkdocs_report.contained import Workers
from mkdocs_report.discovery import shown_path
from mkdocs_report.form import Forms
from mkdocs_report.prepared import Prepared
from mkdocs_report.publishing import Publication
from mkdocs_report.taken import Held, by_cohort, named_in, reports_in, strays_among

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""How the names of pages end; MkDocs copies `README.MD` as it is."""


class PictureFile(File):
    """A picture that may still be in the making when other files are copied: it is copied when it is there."""

    def copy_file(self, dirty: bool = False) -> None:
        """Leave it for later."""

    def copy_now(self) -> None:
        """Put it in its place in the site.

        Where the system can, by another name for the file that is kept, which is found again by what it holds: nobody
        who writes over the picture in the site changes what the next build takes.
        """
        source, target = str(self.abs_src_path), Path(self.abs_dest_path)
        if _linked(source, target):  # whatever is in the way is looked at only then: there are thousands of pictures
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        if not _linked(source, target):
            super().copy_file()


def _linked(source: str, target: Path) -> bool:
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def report_files(
    files: Files, globs: Sequence[str], forms: Forms, config: MkDocsConfig, workers: Workers
) -> list[File]:
    """Return the files of the site that are reports, sorted by their place in `docs_dir`."""
    ours = _in_docs(files, config)
    taken = reports_in(Path(config.docs_dir), globs, forms, workers)
    return [ours[uri] for uri in sorted(taken & ours.keys())]


def files_of_cohorts(
    files: Files, globs: Mapping[str, Sequence[str]], templates: Sequence[Path], config: MkDocsConfig
) -> dict[str, list[File]]:
    """Return the files of the site that are each cohort's reports, sorted by their place in `docs_dir`.

    Raises:
        SettingsError: two cohorts take the same one.
    """
    ours = _in_docs(files, config)
    taken = by_cohort(Path(config.docs_dir), globs, frozenset(templates))
    found: dict[str, list[File]] = {name: [] for name in globs}
    for uri in sorted(taken.keys() & ours.keys()):
        found[taken[uri]].append(ours[uri])
    return found


def stray_files(
    files: Files, reports: Iterable[File], forms: Forms, config: MkDocsConfig, workers: Workers
) -> list[File]:
    """Return the files of the site that look like reports, and are taken for none; not those that it names itself.

    These are all that MkDocs would publish, behind a symbolic link or in a folder called `env`, too.
    """
    if not forms.forms:
        return []
    known, named = {file.src_uri for file in reports}, named_files(config)
    templates = {(project_folder(config) / form.template.path).resolve() for form in forms.forms}
    ours = _in_docs(files, config)
    paths = {
        uri: Path(file.abs_src_path or "")
        for uri, file in ours.items()
        if uri.lower().endswith(_MARKDOWN) and uri not in known | named and file.inclusion.is_included()
    }
    paths = {uri: path for uri, path in paths.items() if path.resolve() not in templates}
    return [ours[uri] for uri in strays_among(paths, known, forms, workers)]


def _in_docs(files: Files, config: MkDocsConfig) -> dict[str, File]:
    return {file.src_uri: file for file in files if file.src_dir == config.docs_dir and file.abs_src_path}


def remove_nameless(files: Files) -> list[str]:
    """Take out the files whose names are no UTF-8 text, at which MkDocs would stop; return those of pages."""
    found = [file for file in files if not file.src_uri.isprintable() and not _is_text(file.src_uri)]
    for file in found:
        files.remove(file)
    return [file.src_uri for file in found if file.is_documentation_page()]


def _is_text(name: str) -> bool:
    try:
        return bool(name.encode())
    except UnicodeEncodeError:
        return False


def withhold(
    files: Files,
    reports: Sequence[File],
    strays: Sequence[File],
    globs: Sequence[str],
    private: Iterable[Path],
    config: MkDocsConfig,
) -> None:
    """Take out of the site what a group's folder holds besides its report: pictures are published as copies.

    A folder beside the others that has no report (yet) is a group's, too, and so is that of a README.md which looks
    like a report and is taken for none (`strays`, of which none is a page). Templates, waivers and rosters (`private`)
    are no pages either, unless the site's own navigation names them; what collecting leaves behind never is.
    """
    named = named_files(config)
    private_paths = {str(path.resolve()) for path in private}
    for file in strays:
        files.remove(file)
    groups = (file.src_uri for file in strays if file.name == "index" and posixpath.dirname(file.src_uri))
    held = Held.by((*(file.src_uri for file in reports), *groups), globs)
    kept = {file.src_uri for file in reports} | named | {"CNAME"}  # the site's own domain, on GitHub Pages
    for file in list(files):
        if _is_record(file.src_uri):
            files.remove(file)
            continue
        if file.src_dir != config.docs_dir or file.src_uri in kept:
            continue
        if file.src_uri in held or str(Path(file.abs_src_path or "").resolve()) in private_paths:
            files.remove(file)
    if len(reports) > 1:
        for file in reports:
            if file.src_uri not in named:
                file.inclusion = InclusionLevel.NOT_IN_NAV  # the navigation stands in every page; a list leads to them


def _is_record(uri: str) -> bool:
    """Whether a file is what collecting wrote down of a group: addresses, user names, names of all its files."""
    parts = PurePosixPath(uri).parts
    return parts[-1] == NAME or STATES in parts[:-1]


def published_files(
    files: Files, publication: Publication, by_path: Mapping[str, File], config: MkDocsConfig
) -> tuple[dict[str, File], dict[tuple[str, str], tuple[PictureFile, Prepared]]]:
    """Put what is published among the site's files; return each report's file, and each picture's, by group.

    A report whose address would tell a student number gets another, and is left without a link to its source.
    """
    reports = {}
    for group, path in publication.sources.items():
        file = by_path[path]
        uri = publication.rename(file.src_uri)
        if uri != file.src_uri:
            files.remove(file)
            file = File.generated(config, uri, content="", inclusion=file.inclusion)
            files.append(file)
        reports[group] = file
    pictures: dict[tuple[str, str], tuple[PictureFile, Prepared]] = {}
    for (group, path), prepared in publication.pictures.items():
        folder = posixpath.dirname(reports[group].src_uri)
        uri = posixpath.join(folder, posixpath.splitext(path)[0].replace("\u00a0", "-") + prepared.suffix)
        if files.get_file_from_path(uri):
            uri = posixpath.join(folder, path.replace("\u00a0", "-") + prepared.suffix)
        copy = PictureFile(uri, None, config.site_dir, config.use_directory_urls)
        copy.generated_by, copy.abs_src_path = "report", str(prepared.file)
        files.append(copy)
        pictures[group, path] = copy, prepared
    for path, file in by_path.items():
        if path not in publication.sources.values():
            files.remove(file)
    return reports, pictures


def report_path(file: File, config: MkDocsConfig) -> str:
    """Return the report's path as it is shown: relative to the folder of `mkdocs.yml`."""
    return shown_path(Path(file.abs_src_path or ""), project_folder(config))


def project_folder(config: MkDocsConfig) -> Path:
    """Return the folder of `mkdocs.yml`, against which paths in the settings are read and shown."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def named_files(config: MkDocsConfig) -> set[str]:
    """Files that `mkdocs.yml` names itself: navigation, style sheets, scripts, logo."""
    named = {str(item) for item in (*config.extra_css, *config.extra_javascript)} | named_in(config.nav)
    for option in ("logo", "favicon"):
        if option in config.theme and isinstance(config.theme[option], str):
            named.add(config.theme[option])
    return named


def nav_titles(config: MkDocsConfig) -> dict[str, str]:
    """Return the titles that the navigation in `mkdocs.yml` gives to files."""
    titles: dict[str, str] = {}
    todo: list[object] = [config.nav or []]
    while todo:
        item = todo.pop()
        if isinstance(item, list):
            todo += item
        elif isinstance(item, dict):
            titles |= {path: str(title) for title, path in item.items() if isinstance(path, str)}
            todo += item.values()
    return titles
