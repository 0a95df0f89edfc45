"""Read options from YAML into `Settings`; check each, and report every mistake with its line."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_report.config import options as kinds
from mkdocs_report.config.policy import read_limits, read_severity
from mkdocs_report.config.settings import CohortSettings, Settings
from mkdocs_report.errors import SettingsError, nearest
from mkdocs_report.rules.policy import Policy

if TYPE_CHECKING:
    from mkdocs_report.config.settings_file import SettingsFile


def read_settings(file: Path, path: str) -> Settings:
    """Read the plugin's options from a `mkdocs.yml`, or from a file with only these options.

    Paths in it are relative to the file's folder.

    Raises:
        SettingsError: the file cannot be read, or options cannot be used; the message names every one, with its line.
    """
    from mkdocs_report.config.settings_file import read_named  # noqa: PLC0415 - YAML takes long to load

    return settings_from_file(read_named(file, path), file.parent)


def settings_from_file(read: SettingsFile, folder: Path) -> Settings:
    """Return the settings that a file contains; its paths are relative to `folder`.

    Raises:
        SettingsError: as `read_settings`.
    """
    options = read.options or {}
    read.refuse_unread(kinds.JUDGING)
    wrong = [str(read.located(error)) for error in (*faults(options), *kinds.empty_roster(options))]
    if wrong:
        head = "" if len(wrong) == 1 else f"{read.path}: {len(wrong)} invalid options:\n  "
        raise SettingsError(head + "\n  ".join(wrong))
    named = posixpath.dirname(read.path.replace(os.sep, "/"))
    docs = read.docs_dir
    own = kinds.own_options(options)
    made = {}
    for name, each in {"": options, **(kinds.cohort_options(options) if own else {})}.items():
        try:
            settings = make_settings(each, folder, named)
        except SettingsError as error:
            raise read.located(kinds.in_cohort(error, name, own.get(name, {}))) from None
        made[name] = replace(settings, option_locations=option_locations(settings, read, name))
    cohorts = tuple(
        CohortSettings(name, kinds.listed(own[name]["reports"]), folder / str(docs), made[name]) for name in own
    )
    reports = kinds.listed(options.get("reports") or ())
    has_reports = not own and (read.is_site or reports)
    return replace(made[""], cohorts=cohorts, folder=folder / str(docs) if has_reports else None, reports=reports)


def option_locations(
    settings: Settings, read: SettingsFile, cohort: str = ""
) -> dict[tuple[str, ...], tuple[str, int]]:
    """Return file and line of the options that can be checked only with the files or the course."""
    limits = [("limits", question) for question in settings.policy.limits]
    return {keys: read.where_option(*keys, cohort=cohort) for keys in (*limits, ("title_question",), ("templates",))}


def faults(options: Mapping[Any, Any]) -> Iterator[SettingsError]:
    """Yield all mistakes in options from YAML, except in the files that they name."""
    misfits = list(kinds.faults(options))
    yield from misfits
    named = {error.at[0] for error in misfits}
    for option in ("severity", "limits"):
        yield from _entries(options, option) if option not in named else ()
    for cohort, own in kinds.own_options(options).items() if "cohorts" not in named else ():
        for option in ("severity", "limits"):
            yield from (kinds.in_cohort(error, cohort, own) for error in _entries(own, option))


def _entries(options: Mapping[Any, Any], option: str) -> Iterator[SettingsError]:
    """Yield mistakes in the entries of `severity` or `limits`."""
    read: Any = {"severity": read_severity, "limits": read_limits}[option]
    for name, value in (options.get(option) or {}).items():
        try:
            read({name: value})
        except SettingsError as error:
            yield error


def make_settings(options: Mapping[str, Any], folder: Path, named: str = "") -> Settings:
    """Check options from YAML.

    Args:
        options: all options; those that only a site uses are ignored.
        folder: the folder to which their paths and globs are relative.
        named: the path of that folder in messages.

    Raises:
        SettingsError: an option cannot be used, or a file that it names.
    """
    for error in faults(options):
        raise error
    templates = options.get("templates") or []
    waivers, evidence = (_named_file(options, name, folder) for name in ("waivers", "evidence"))
    if waivers:
        from mkdocs_report.config.waivers import read_waivers  # noqa: PLC0415 - YAML takes long to load
    if evidence:
        from mkdocs_report.config.evidence import read_evidence  # noqa: PLC0415 - few courses have any
    waivers_path, evidence_path = (posixpath.join(named, each) if each else None for each in (waivers, evidence))
    title = options.get("title_question")
    return Settings(
        templates=tuple(str(folder / each) for each in kinds.listed(templates)),
        policy=Policy(read_severity(options.get("severity") or {}), read_limits(options.get("limits") or {})),
        waivers=read_waivers(folder / waivers, waivers_path) if waivers and waivers_path else (),
        waivers_path=waivers_path,
        evidence=read_evidence(folder / evidence, evidence_path) if evidence and evidence_path else (),
        evidence_path=evidence_path,
        title_question=None if title is None else str(title),
    )


def _named_file(options: Mapping[str, Any], option: str, folder: Path) -> str | None:
    """Return the path in an option, if the file exists."""
    path: str | None = options.get(option) or None
    if path and not (folder / path).exists():
        beside = (folder / path).parent
        near = nearest(Path(path).name, [each.name for each in beside.iterdir()] if beside.is_dir() else ())
        raise SettingsError(f"{option}: file not found: {path}.{near}", (option,))
    return path
