"""Find the site's reports, and give each report and image that is published its path in the site.

The name that a group gave an image is not in the path: it may hold a student number, so a number and a digest take its
place.
"""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_report.course.docs_dir import by_cohort, named_in, reports_in
from mkdocs_report.course.strays import strays_among
from mkdocs_report.images.prepare import Prepared
from mkdocs_report.parsing.template.versions import Forms
from mkdocs_report.publish.publication import PublishedCourse
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.files import real, shown_path
from mkdocs_report.runtime.pool import Workers
from mkdocs_report.site.destinations import BUILD_FILES, MAX_NAME_BYTES, MAX_PATH_BYTES, Destinations, safe_path
from mkdocs_report.site.escaping import mark_source
from mkdocs_report.site.image_files import ImageCopy

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The suffixes of pages; MkDocs copies `README.MD` as it is."""


def reports_of(
    files: Files,
    globs: Mapping[str, Sequence[str]],
    forms: Mapping[str, Forms],
    templates: Sequence[Path],
    config: MkDocsConfig,
    workers: Workers,
) -> dict[str, dict[File, bytes | None]]:
    """Return the files of the site that are reports, by cohort, with the content of each that was read to find it.

    Args:
        files: the site's.
        globs: those of each cohort's reports; of one without a name where there are none.
        forms: the versions of each cohort's template.
        templates: the files of all templates, which are no reports.
        config: the site's settings.
        workers: the processes that read files.

    Raises:
        SettingsError: two cohorts take the same one.
    """
    if "" not in globs:
        of_cohorts = files_of_cohorts(files, globs, templates, config)
        return {name: dict.fromkeys(each) for name, each in of_cohorts.items()}
    found = report_files(files, globs[""], forms[""], config, workers)
    kept = {file: content for file, content in found.items() if real(Path(file.abs_src_path or "")) not in templates}
    return {"": kept}


def report_files(
    files: Files, globs: Sequence[str], forms: Forms, config: MkDocsConfig, workers: Workers
) -> dict[File, bytes | None]:
    """Return the files of the site that are reports, sorted by their place in `docs_dir`, with contents as above."""
    ours = _in_docs(files, config)
    taken = reports_in(Path(config.docs_dir), globs, forms, workers)
    return {ours[uri]: taken[uri] for uri in sorted(taken.keys() & ours.keys())}


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


def is_hidden(file: File, serving: bool) -> bool:
    """Whether `exclude_docs` keeps a report out of the site, or `draft_docs` does, which `mkdocs serve` shows."""
    return not (file.inclusion.is_in_serve() if serving else file.inclusion.is_included())


def stray_files(
    files: Files,
    reports: Iterable[File],
    forms: Forms,
    config: MkDocsConfig,
    workers: Workers,
    cache: Cache | None = None,
) -> tuple[list[File], list[File]]:
    """Return the files of the site that look like reports and are taken for none: the others, and those it names.

    The others are all that MkDocs would publish, behind a symbolic link or in a folder called `env`, too. What the
    site names itself, in `nav` as a rule, is published.
    """
    known, named = {file.src_uri for file in reports}, named_files(config)
    templates = {os.path.realpath(project_folder(config) / form.template.path) for form in forms.forms}
    ours = _in_docs(files, config)
    paths = {
        uri: Path(file.abs_src_path or "")
        for uri, file in ours.items()
        if uri.lower().endswith(_MARKDOWN) and uri not in known and file.inclusion.is_in_serve()
    }
    paths = {uri: path for uri, path in paths.items() if os.path.realpath(path) not in templates}
    found = strays_among(paths, known, forms, workers, named, cache)
    return [ours[uri] for uri in found if uri not in named], [ours[uri] for uri in found if uri in named]


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


def published_files(
    files: Files,
    publication: PublishedCourse,
    by_path: Mapping[str, File],
    config: MkDocsConfig,
    ours: Iterable[str] = (),
) -> tuple[dict[str, File], dict[tuple[str, str], tuple[ImageCopy, Prepared]], list[str]]:
    """Put what is published among the site's files.

    A report gets another address where its own would tell a student number, is not safe in every theme, is too long or
    is taken. Where it would tell a number, its page has no link to its source. An image gets a name that tells nothing.

    Args:
        files: the site's files.
        publication: what is published.
        by_path: the file of each report by its path as it was read.
        config: the site's settings.
        ours: where the course's own pages and files are written.

    Returns:
        Each report's file by its group, each image's by group and path, and what to tell about addresses.
    """
    of_reports = {file.src_uri for file in by_path.values()}
    written = (file.dest_uri for file in files if file.src_uri not in of_reports and not file.inclusion.is_excluded())
    made = (*BUILD_FILES, *config.theme.static_templates, *config.extra_templates)
    places = Destinations([*ours, *map(str, made), *written])
    renamed = {group: publication.rename(by_path[path].src_uri) for group, path in publication.sources.items()}
    order = sorted(renamed, key=lambda group: renamed[group] != by_path[publication.sources[group]].src_uri)
    placed = {
        group: _file_at_free_path(by_path[publication.sources[group]], renamed[group], places, config)
        for group in order
    }  # a folder that is called as another one is masked keeps its address
    reports = {group: placed[group] for group in publication.sources}
    messages: list[str] = []
    for group, path in publication.sources.items():
        messages += _address_warnings(publication.rename(path), renamed[group], reports[group].src_uri)
    kept = {id(file) for file in reports.values()}
    for file in by_path.values():
        if id(file) not in kept:
            files.remove(file)
    for file in reports.values():
        if file.generated_by is not None and files.get_file_from_path(file.src_uri) is not file:
            files.append(file)
    images: dict[tuple[str, str], tuple[ImageCopy, Prepared]] = {}
    folders: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for (group, path), prepared in publication.images.items():
        if group not in folders:
            folders[group] = places.folder(*_image_folder(reports[group]))
        numbers[group] += 1
        uri = f"{folders[group]}/{numbers[group]}-{prepared.file.stem[:8]}{prepared.suffix}"
        copy = ImageCopy(uri, None, config.site_dir, config.use_directory_urls)
        copy.generated_by, copy.abs_src_path = "report", str(prepared.file)
        copy.inclusion = reports[group].inclusion
        files.append(copy)
        images[group, path] = copy, prepared
    return reports, images, messages


def _file_at_free_path(file: File, uri: str, places: Destinations, config: MkDocsConfig) -> File:
    """A report's file at a free place, as close to `uri` as the rules allow."""
    masked, source = uri != file.src_uri, file.src_uri
    uri = places.place(uri, config.use_directory_urls)
    if uri != source:
        file = File.generated(config, uri, content="", inclusion=file.inclusion)
    if not masked:
        mark_source(file, source, config)
    return file


def _address_warnings(shown: str, uri: str, placed: str) -> Iterator[str]:
    """What is wrong with the path of a report that has another address for it."""
    if placed != safe_path(uri):
        yield f"{shown}: the address of its page is taken, so the page is {placed}. Rename the group's folder."
    elif max(len(name.encode()) for name in uri.split("/")) > MAX_NAME_BYTES or len(uri.encode()) > MAX_PATH_BYTES:
        yield (
            f"{shown}: the path is too long for an address, so the page is {placed}. Give the group's folder a name "
            f"of at most {MAX_NAME_BYTES} bytes."
        )


def _image_folder(report: File) -> tuple[str, str]:
    """The folder of a report's page, and what the folder of its images in it is called."""
    folder, name = posixpath.split(report.dest_uri)
    return folder, "images" if name == "index.html" else f"{posixpath.splitext(name)[0]}-images"


def copy_images(files: Files, images: Iterable[ImageCopy]) -> Iterator[str]:
    """Copy images to the site; yield a warning for each that cannot be written. A file that was replaced stays."""
    known = files.src_uris
    for image in images:
        if known.get(image.src_uri) is image:
            try:
                image.copy_now()
            except OSError as error:
                yield f"{image.src_uri}: the image can not be written: {error.strerror or error}."


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
