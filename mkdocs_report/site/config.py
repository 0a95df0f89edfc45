"""The plugin's options for MkDocs, derived from the table of options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as c

from mkdocs_report.config.check_options import empty_roster
from mkdocs_report.config.kinds import Kind
from mkdocs_report.config.options import Option, Options, PagesOptions, PublishOptions, options_in, read_options
from mkdocs_report.config.read_settings import faults
from mkdocs_report.config.settings_file import SettingsFile, read_settings_file
from mkdocs_report.errors import CourseError, SettingsError
from mkdocs_report.export.outputs import read_outputs
from mkdocs_report.runtime.text import visible, visible_lines

_MASKING = ("students", "numbers", "emails")


class _Value(base.BaseConfigOption[Any]):
    """An option of MkDocs whose value `refused` has checked."""

    def __init__(self, kind: Kind, default: object) -> None:
        super().__init__()
        self._kind, self.default = kind, default

    def run_validation(self, value: object) -> object:
        """Return the value of the option; the default if it was left empty."""
        return self.default if value is None else self._kind.make(value)


class _OfRecord(base.Config):
    """Options of MkDocs, one for each option that a record of `config.options` declares."""

    def __init_subclass__(cls, record: type[Any], groups: Mapping[str, type[base.Config]] | None = None) -> None:
        declared = options_in(record)
        for each in fields(record):
            option = _in_mkdocs(each, declared[each.name], groups or {})
            option.__set_name__(cls, each.name)
            setattr(cls, each.name, option)
        super().__init_subclass__()


def _in_mkdocs(
    field: Field[Any], option: Option, groups: Mapping[str, type[base.Config]]
) -> base.BaseConfigOption[Any]:
    if option.record:
        return c.SubConfig(groups[field.name])
    default = field.default if field.default_factory is MISSING else field.default_factory()
    return _Value(option.kind, default)


class PagesConfig(_OfRecord, record=PagesOptions):
    """The options in `pages`."""


class PublishConfig(_OfRecord, record=PublishOptions):
    """The options in `publish`."""


class ReportConfig(_OfRecord, record=Options, groups={"pages": PagesConfig, "publish": PublishConfig}):
    """The options of the plugin `report`.

    Attributes:
        masking: the options about masking that `mkdocs.yml` sets, even to the default.
    """

    masking: frozenset[str] = frozenset()

    def load_dict(self, patch: dict[str, Any]) -> None:
        """Load the options in `mkdocs.yml`; an empty one counts as missing."""
        super().load_dict({name: value for name, value in patch.items() if value is not None})
        publish = patch.get("publish") or {}
        self.masking = frozenset(name for name in _MASKING if publish.get(name) is not None)

    @property
    def options(self) -> Options:
        """The current options with their types; another plugin may have changed one."""
        return read_options(self)


def refused(options: dict[str, Any], file: str | None) -> base.ConfigErrors:
    """Check the plugin's options, and return the errors by option, for MkDocs to print."""
    found = [*faults(options), *empty_roster(options)]
    if not found:
        try:
            read_outputs(options.get("export") or {})
        except SettingsError as error:
            found.append(error)
    read = settings_file(file) if found else None
    return [(visible(error.at[0]), base.ValidationError(visible_lines(str(located(error, read))))) for error in found]


def located(error: CourseError, read: SettingsFile | None) -> CourseError:
    """Add the line in `mkdocs.yml` to an error about an option."""
    return read.located(error) if read and isinstance(error, SettingsError) else error


def settings_file(file: str | None) -> SettingsFile | None:
    """Read `mkdocs.yml` with the line of each option; None if only MkDocs can read it, so the lines are unknown."""
    try:
        return read_settings_file(Path(file), Path(file).name) if file else None
    except SettingsError:
        return None
