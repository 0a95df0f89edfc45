"""Read options from YAML into `Settings`; check each, and report every mistake with its line."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_report.config import check_options
from mkdocs_report.config.cohort_options import each_cohort, in_cohort
from mkdocs_report.config.kinds import own_options
from mkdocs_report.config.options import JUDGING, Options, read_options
from mkdocs_report.config.policy import read_limits, read_severity
from mkdocs_report.config.settings import CohortSettings, Settings
from mkdocs_report.errors import SettingsError, did_you_mean, nearest_file
from mkdocs_report.rules.policy import Policy

if TYPE_CHECKING:
    from mkdocs_report.config.settings_file import SettingsFile


def read_settings(file: Path, path: str) -> Settings:
    """Read the plugin's options from a `mkdocs.yml`, or from a file with only these options.

    Paths in it are relative to the file's folder.

    Raises:
        SettingsError: the file cannot be read, or options cannot be used; the message names every one, with its line.
    """
    from mkdocs_report.config.settings_file import read_named  # YAML takes long to load

    return settings_from_file(read_named(file, path), file.parent)


def settings_from_file(read: SettingsFile, folder: Path) -> Settings:
    """Return the settings that a file contains; its paths are relative to `folder`.

    Raises:
        SettingsError: as `read_settings`.
    """
    given = read.options or {}
    read.refuse_unread(JUDGING)
    wrong = [str(read.located(error)) for error in (*faults(given), *check_options.empty_roster(given))]
    if wrong:
        head = "" if len(wrong) == 1 else f"{read.path}: {len(wrong)} invalid options:\n  "
        raise SettingsError(head + "\n  ".join(wrong))
    named = posixpath.dirname(read.path.replace(os.sep, "/"))
    docs = read.docs_dir
    options = read_options(given)
    own = options.cohorts
    made = {}
    for name, each in {"": options, **each_cohort(options)}.items():
        try:
            settings = make_settings(each, folder, named)
        except SettingsError as error:
            raise read.located(in_cohort(error, name, own.get(name, {}))) from None
        made[name] = replace(settings, option_locations=option_locations(settings, read, name))
    cohorts = tuple(
        CohortSettings(name, each.reports, folder / str(docs), made[name])
        for name, each in each_cohort(options).items()
        if own
    )
    has_reports = not own and (read.is_site or options.reports)
    return replace(
        made[""], cohorts=cohorts, folder=folder / str(docs) if has_reports else None, reports=options.reports
    )


def option_locations(
    settings: Settings, read: SettingsFile, cohort: str = ""
) -> dict[tuple[str, ...], tuple[str, int]]:
    """Return file and line of the options that can be checked only with the files or the course."""
    entries = [("limits", question) for question in settings.policy.limits]
    entries += [("skip_headings", heading) for heading in settings.form.skip_headings]
    return {keys: read.where_option(*keys, cohort=cohort) for keys in (*entries, ("title_question",), ("templates",))}


def faults(options: Mapping[Any, Any]) -> Iterator[SettingsError]:
    """Yield all mistakes in options from YAML, except in the files that they name."""
    misfits = list(check_options.faults(options))
    yield from misfits
    named = {error.at[0] for error in misfits}
    for option in ("severity", "limits"):
        yield from _entries(options, option) if option not in named else ()
    for cohort, own in own_options(options.get("cohorts")).items() if "cohorts" not in named else ():
        for option in ("severity", "limits"):
            yield from (in_cohort(error, cohort, own) for error in _entries(own, option))


def _entries(options: Mapping[Any, Any], option: str) -> Iterator[SettingsError]:
    """Yield mistakes in the entries of `severity` or `limits`."""
    read: Any = {"severity": read_severity, "limits": read_limits}[option]
    for name, value in (options.get(option) or {}).items():
        try:
            read({name: value})
        except SettingsError as error:
            yield error


def make_settings(options: Options, folder: Path, named: str = "") -> Settings:
    """Read the files that options name, and return the settings.

    Args:
        options: all options; those that only a site uses are ignored.
        folder: the folder to which their paths and globs are relative.
        named: the path of that folder in messages.

    Raises:
        SettingsError: a file cannot be used.
    """
    waivers = _existing("waivers", options.waivers, folder)
    evidence = _existing("evidence", options.evidence, folder)
    if waivers:
        from mkdocs_report.config.waivers import read_waivers  # YAML takes long to load
    if evidence:
        from mkdocs_report.config.evidence import read_evidence  # few courses have any
    waivers_path, evidence_path = (posixpath.join(named, each) if each else None for each in (waivers, evidence))
    title = options.title_question
    return Settings(
        templates=tuple(str(folder / each) for each in options.templates),
        form=options.form,
        policy=Policy(read_severity(options.severity), read_limits(options.limits)),
        waivers=read_waivers(folder / waivers, waivers_path) if waivers and waivers_path else (),
        waivers_path=waivers_path,
        evidence=read_evidence(folder / evidence, evidence_path) if evidence and evidence_path else (),
        evidence_path=evidence_path,
        title_question=None if title is None else str(title),
    )


def _existing(option: str, path: str | None, folder: Path) -> str | None:
    """Return the path in an option, if the file exists."""
    if path and not (folder / path).exists():
        beside = (folder / path).parent
        files = [each.name for each in beside.iterdir() if each.is_file()] if beside.is_dir() else ()
        near = nearest_file(Path(path).name, files)
        raise SettingsError(f"{option}: file not found: {path}.{did_you_mean(near)}", (option,))
    return path
