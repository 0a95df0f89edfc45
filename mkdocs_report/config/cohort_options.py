"""The options of each cohort, for a course that has several."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mkdocs_report.config.options import COHORT_OPTIONS, COHORT_PUBLISH, Options, values_of
from mkdocs_report.errors import SettingsError


def each_cohort(options: Options) -> dict[str, Options]:
    """Return the options of each cohort by its name, as if it were a course by itself.

    An option that a cohort does not set is that of the course. The pages of a cohort are in its own `prefix`, or else
    in a folder of its name in that of the course. A course without cohorts counts as one cohort without a name.
    """
    return {name: _with_own(options, name, own) for name, own in options.cohorts.items()} or {"": options}


def _with_own(course: Options, name: str, own: Mapping[Any, Any]) -> Options:
    values = values_of(own, COHORT_OPTIONS)
    published = {each: values.pop(each) for each in COHORT_PUBLISH if each in values}
    for each, option in COHORT_OPTIONS.items():
        if option.share == "added" and each in values:
            values[each] = {**getattr(course, each), **values[each]}
    values["prefix"] = cohort_prefix(course.prefix, name, own)
    return replace(course, **values, cohorts={}, publish=replace(course.publish, **published))


def cohort_prefix(course_prefix: str, name: str, own: Mapping[Any, Any]) -> str:
    """Return the folder of a cohort's pages in the site, from its own options."""
    prefix = own.get("prefix")
    return posixpath.join(course_prefix, name) if prefix is None else str(prefix)


def in_cohort(error: SettingsError, name: str, own: Mapping[Any, Any]) -> SettingsError:
    """Return an error about one of a cohort's options, with the name of the cohort if it has set the option itself.

    Args:
        error: the error, as that of a course without cohorts.
        name: the cohort.
        own: what it sets itself.
    """
    at = error.at[1:] if error.at[:1] == ("publish",) and error.at[1:2] and error.at[1] in COHORT_PUBLISH else error.at
    if not name or not at or own.get(at[0]) is None:
        return error
    said = str(error).removeprefix("publish: ")
    return SettingsError(f"cohorts: {name}: {said}", ("cohorts", name, *at))
