"""Give each report and image that is published its path in the site.

The path of an image has a number and a digest instead of the name that the group gave it, which may contain a student
number.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_report.images.prepare import PreparedImage
from mkdocs_report.publish.publication import PublishedCourse
from mkdocs_report.runtime.files import shown_path
from mkdocs_report.site.destinations import BUILD_FILES, MAX_NAME_BYTES, MAX_PATH_BYTES, Destinations, safe_path
from mkdocs_report.site.escaping import mark_source
from mkdocs_report.site.image_files import ImageCopy
from mkdocs_report.site.mkdocs_config import project_folder


def remove_nameless(files: Files) -> list[str]:
    """Remove the files whose names are not valid UTF-8, since MkDocs would stop at them; return the paths of pages."""
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
    own_paths: Iterable[str] = (),
) -> tuple[dict[str, File], dict[tuple[str, str], tuple[ImageCopy, PreparedImage]], list[str]]:
    """Add the published reports and images to the site's files.

    A report gets another address if its own contains a student number, is not safe in every theme, is too long or is
    taken. If it contains a number, the page has no link to its source. The name of an image contains no personal data.

    Args:
        files: the site's files.
        publication: what is published.
        by_path: the file of each report by its path as it was read.
        config: the site's settings.
        own_paths: the paths of the course's own pages and files in the built site.

    Returns:
        Each report's file by its group, each image's by group and path, and warnings about addresses.
    """
    report_uris = {file.src_uri for file in by_path.values()}
    written = (file.dest_uri for file in files if file.src_uri not in report_uris and not file.inclusion.is_excluded())
    made = (*BUILD_FILES, *config.theme.static_templates, *config.extra_templates)
    places = Destinations([*own_paths, *map(str, made), *written])
    renamed = {group: publication.rename(by_path[path].src_uri) for group, path in publication.sources.items()}
    order = sorted(renamed, key=lambda group: renamed[group] != by_path[publication.sources[group]].src_uri)
    placed = {
        group: _file_at_free_path(by_path[publication.sources[group]], renamed[group], places, config)
        for group in order
    }  # a folder whose name equals the masked name of another one keeps its address
    reports = {group: placed[group] for group in publication.sources}
    messages: list[str] = []
    for group, path in publication.sources.items():
        messages += _address_warnings(publication.rename(path), renamed[group], reports[group].src_uri)
    listed = {id(file) for file in reports.values()}
    for file in by_path.values():
        if id(file) not in listed:
            files.remove(file)
    for file in reports.values():
        if file.generated_by is not None and files.get_file_from_path(file.src_uri) is not file:
            files.append(file)
    images: dict[tuple[str, str], tuple[ImageCopy, PreparedImage]] = {}
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
    """Return the file of a report at a free path, as close to `uri` as the rules allow."""
    masked, source = uri != file.src_uri, file.src_uri
    uri = places.place(uri, config.use_directory_urls)
    if uri != source:
        file = File.generated(config, uri, content="", inclusion=file.inclusion)
    if not masked:
        mark_source(file, source, config)
    return file


def _address_warnings(shown: str, uri: str, placed: str) -> Iterator[str]:
    """Yield a warning for a report whose path cannot be its address."""
    if placed != safe_path(uri):
        yield f"{shown}: The address of the page is taken, so the page is {placed}. Rename the group's folder."
    elif max(len(name.encode()) for name in uri.split("/")) > MAX_NAME_BYTES or len(uri.encode()) > MAX_PATH_BYTES:
        yield (
            f"{shown}: The path is too long for an address, so the page is {placed}. Shorten the name of the "
            f"group's folder to at most {MAX_NAME_BYTES} bytes."
        )


def _image_folder(report: File) -> tuple[str, str]:
    """Return the folder of a report's page, and the name of the folder for its images in it."""
    folder, name = posixpath.split(report.dest_uri)
    return folder, "images" if name == "index.html" else f"{posixpath.splitext(name)[0]}-images"


def copy_images(files: Files, images: Iterable[ImageCopy]) -> Iterator[str]:
    """Copy images to the site; yield a warning for each that cannot be written. Skip files that a plugin replaced."""
    current = files.src_uris
    for image in images:
        if current.get(image.src_uri) is image:
            try:
                image.copy_now()
            except OSError as error:
                yield f"{image.src_uri}: The image cannot be written: {error.strerror or error}."


def report_path(file: File, config: MkDocsConfig) -> str:
    """Return the report's path in messages: relative to the folder of `mkdocs.yml`."""
    return shown_path(Path(file.abs_src_path or ""), project_folder(config))
