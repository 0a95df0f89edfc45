"""The templates that a build loads, and those that it does not find."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import BaseLoader, DictLoader, Environment, TemplateNotFound

from mkdocs_report.runtime.digest import digest


class RecordingLoader(BaseLoader):
    """Loads templates with another loader, and records each that was requested.

    Attributes:
        sources: a digest of the source of each template, by its name; None for a missing one.
    """

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader
        self.sources: dict[str, str | None] = {}
        self._current: dict[str, str | None] = {}

    @staticmethod
    def of(environment: Environment) -> RecordingLoader:
        """Return the recording loader of an environment; install one if there is none."""
        loader = environment.loader
        if not isinstance(loader, RecordingLoader):
            loader = environment.loader = RecordingLoader(loader or DictLoader({}))
        return loader

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the source of a template."""
        try:
            found = self._loader.get_source(environment, template)
        except TemplateNotFound:
            self.sources[template] = None
            raise
        self.sources[template] = digest(found[0])
        return found

    def list_templates(self) -> list[str]:
        """Return the names of all templates."""
        return self._loader.list_templates()

    def current_digest(self, environment: Environment, name: str) -> str | None:
        """Return the digest of a template's source at its first request in this build; None if it is missing."""
        if name not in self._current:
            try:
                self._current[name] = digest(self._loader.get_source(environment, name)[0])
            except TemplateNotFound:
                self._current[name] = None
        return self._current[name]
