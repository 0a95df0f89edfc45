"""Record what templates read while a page is built. A page is stored only if its digest covers all reads.

`SiteState` is what a digest covers: all settings with a plain form, the navigation, the page itself, and the contents
of the Jinja environment. `ReadTracker` records the reads of templates that the state does not cover. `reuse.py` uses
both to decide which pages are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from jinja2 import Environment
from jinja2.environment import create_cache
from jinja2.runtime import Context
from jinja2.utils import missing
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, PluginCollection
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.theme import Theme

from mkdocs_report.pages.fragments.pure_functions import identity
from mkdocs_report.site.page_cache.site_state import CONTENTS, FILE, PROPERTIES, TRACKED_SETTINGS, UNCOVERED, SiteState

_READING = frozenset({"get", "items", "keys", "values"})
_HARMLESS = ("builtins.", "collections.", "datetime.", "jinja2.", "markupsafe.", "babel.", "re.", "pathlib.")
_NO_VALUES = ("builtins.function", "builtins.method", "builtins.builtin_function", "builtins.module", "builtins.type")


class ReadTracker:
    """Records the reads of templates that the site's state does not cover.

    Attributes:
        uncovered: the reads since `begin` that the state does not cover, in words for the user.
        tracked: the names that were read and have a digest, see `SiteState.tracked_digest`.
        covered: the attributes that the state covers for every page: for each attribute the types of its objects, and
            the ids of single objects.
    """

    def __init__(self, state: SiteState) -> None:
        self.state = state
        self.page: Page | None = None
        self.settings = TrackedSettings(state.config, self)
        self.uncovered: set[str] = set()
        self.tracked: set[str] = set()
        self.covered: dict[str, set[object]] = {}
        self._held: dict[int, object] = {}  # keeps the objects alive, so that their ids stay unique
        self._functions: set[str] = set()
        self.hidden_names = {"pages"} | state.hidden_globals

    def begin(self, page: Page | None) -> None:
        """Start recording the reads for a page, or for a template without one."""
        self.page, self.uncovered, self.tracked = page, set(self._functions), set()

    def note(self, read: str, ever: bool = False) -> None:
        """Record an uncovered read; with `ever`, for all later pages, too: a macro's module is made once for all."""
        self.uncovered.add(read)
        if ever:
            self._functions.add(read)

    def record_read(self, value: object, attribute: str) -> None:
        """Record the read of an attribute or an item, if the state does not cover it."""
        kind = type(value)
        if kind not in _CHECK_BY_TYPE:
            _CHECK_BY_TYPE[kind] = _check_of(kind)
        check = _CHECK_BY_TYPE[kind]
        if check is not None and not check(self, value, attribute):
            self.note(f"{kind.__name__}.{attribute}")
        elif check in _OF_TYPES:
            self.covered.setdefault(attribute, set()).add(kind)
        elif check is _mapping or (check is ReadTracker.covers_item and self._is_lasting(value, attribute)):
            self.covered.setdefault(attribute, set()).add(id(value))
            self._held[id(value)] = value

    def _is_lasting(self, item: Any, attribute: str) -> bool:
        """Whether the state covers this attribute of an item for every page."""
        return attribute not in UNCOVERED and id(item) in self.state.items

    def covers_item(self, item: Any, attribute: str) -> bool:
        """Whether the state covers this attribute of a page, a section or a link."""
        if attribute == "content" or (item is not self.page and id(item) not in self.state.items):
            return item is self.page
        if attribute == "toc":
            self.tracked |= set() if item is self.page else {CONTENTS}
            return True
        if attribute.startswith("_") or attribute in UNCOVERED or (id(item), attribute) in self.state.hidden:
            return False
        return attribute in PROPERTIES or attribute in vars(item) or not hasattr(item, attribute)

    def covers_plugin(self, plugin: Any, attribute: str) -> bool:
        """Whether the state covers this attribute of a plugin: only its settings."""
        names = [name for name, each in self.state.config.plugins.items() if each is plugin]
        return attribute == "config" and bool(names) and self.state.hidden_plugins.isdisjoint(names)


Check = Callable[[ReadTracker, Any, str], bool]


def _file(_: ReadTracker, value: Any, attribute: str) -> bool:
    return attribute in FILE or not hasattr(value, attribute)


def _navigation(_: ReadTracker, value: Any, attribute: str) -> bool:
    return attribute in ("items", "pages", "homepage") or not hasattr(value, attribute)


def _mapping(_: ReadTracker, value: Any, attribute: str) -> bool:
    return attribute in value or attribute in _READING or not hasattr(value, attribute)


def _public(_: ReadTracker, _value: Any, attribute: str) -> bool:
    return not attribute.startswith("_")


def _nothing(_: ReadTracker, _value: Any, _attribute: str) -> bool:
    return False


_CHECKS: tuple[tuple[type | tuple[type, ...], Check], ...] = (
    (StructureItem, ReadTracker.covers_item),
    (File, _file),
    (Navigation, _navigation),
    ((TableOfContents, AnchorLink), _public),
    (BasePlugin, ReadTracker.covers_plugin),
    ((Config, PluginCollection, Theme), _mapping),
)


_CHECK_BY_TYPE: dict[type, Check | None] = {}
_OF_TYPES = (None, _public)
"""Checks that depend on the type and the attribute only."""
_NONE: frozenset[object] = frozenset()


def _check_of(kind: type) -> Check | None:
    """Return the check for the attributes of a type; None if all of them follow from the value itself."""
    for kinds, check in _CHECKS:
        if issubclass(kind, kinds):
            return check
    name = f"{kind.__module__}.{kind.__qualname__}"
    if kind is TrackedSettings:
        return _public
    return None if name.startswith(_HARMLESS) and not name.startswith(_NO_VALUES) else _nothing


class TrackedSettings(Mapping[str, Any]):
    """The site's settings for templates. Reads of settings without a plain form or with local paths are recorded."""

    def __init__(self, config: MkDocsConfig, tracker: ReadTracker) -> None:
        self.__config, self.__tracker = config, tracker
        self.__covered = tracker.state.settings.keys() - TRACKED_SETTINGS

    def __look(self, name: str) -> None:
        if name in TRACKED_SETTINGS:
            self.__tracker.tracked.add(name)
        elif name not in self.__tracker.state.settings and (name in self.__config or hasattr(self.__config, name)):
            self.__tracker.note(f"config.{name}")

    def __getattr__(self, name: str) -> Any:
        if name not in self.__covered:
            self.__look(name)
        return getattr(self.__config, name)

    def __getitem__(self, name: str) -> Any:
        if name not in self.__covered:
            self.__look(name)
        return self.__config[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.__config)

    def __len__(self) -> int:
        return len(self.__config)

    def __repr__(self) -> str:
        self.__tracker.note("config")
        return repr(self.__config)


class TrackedDate(datetime):
    """The time of the build for templates. Its use is recorded, since templates look up names that they do not use."""

    note: Callable[[], None]

    @classmethod
    def of(cls, date: datetime, tracker: ReadTracker) -> TrackedDate:
        """Return a date whose use is recorded."""
        new = cls.combine(date.date(), date.timetz())
        new.note = lambda: tracker.note("build_date_utc")
        return new


def _noted(name: str) -> Callable[..., Any]:
    def method(self: TrackedDate, *values: Any) -> Any:
        self.note()
        return getattr(datetime, name)(self, *values)

    return method


for _name in ("str", "repr", "format", "hash", "eq", "ne", "lt", "le", "gt", "ge", "add", "radd", "sub", "rsub"):
    setattr(TrackedDate, f"__{_name}__", _noted(f"__{_name}__"))


class TrackedFunctions(dict[str, Any]):
    """The filters or tests of an environment. The use of an unknown one is recorded."""

    def __init__(self, functions: Mapping[str, Any], tracker: ReadTracker) -> None:
        super().__init__(functions)
        self._tracker = tracker
        self._known = {name: each for name, each in functions.items() if identity(each) is not None}

    def __getitem__(self, name: str) -> Any:
        found = super().__getitem__(name)
        if self._known.get(name) is not found:
            self._tracker.note(f"the function {name}", ever=True)
        return found

    def get(self, name: str, default: Any = None) -> Any:
        """Return a filter or a test by its name."""
        return self[name] if name in self else default  # noqa: SIM401 - `__getitem__` records the use


class TrackedContext(Context):
    """A template context that records the names that are read."""

    def resolve_or_missing(self, key: str) -> Any:
        """Return a value by its name."""
        value = self.vars.get(key, missing)
        if value is missing:
            value = self.parent.get(key, missing)
        environment: TrackedEnvironment = self.environment  # type: ignore[assignment]
        if value is environment.config or key in environment.watched_names:
            return self._watched(key, value, environment.tracker)
        return value

    def _watched(self, key: str, value: Any, tracker: ReadTracker) -> Any:
        if key in tracker.hidden_names:
            tracker.note(key, ever=key in tracker.state.hidden_globals)
        if value is tracker.state.config:
            return tracker.settings
        if key == "build_date_utc" and type(value) is datetime and tracker.state.date is None:
            return TrackedDate.of(value, tracker)
        return value


class TrackedEnvironment(Environment):
    """An overlay of another environment that passes each read to a tracker."""

    context_class = TrackedContext
    tracker: ReadTracker
    config: MkDocsConfig
    covered: dict[str, set[object]]
    watched_names: frozenset[str]

    @classmethod
    def over(cls, env: Environment, tracker: ReadTracker) -> TrackedEnvironment:
        """Return an environment with recorded reads over another one."""
        new = object.__new__(cls)
        vars(new).update(vars(env))
        new.overlayed, new.linked_to, new.tracker, new.cache = True, env, tracker, create_cache(400)
        new.config, new.covered = tracker.state.config, tracker.covered
        new.watched_names = frozenset({"build_date_utc", *tracker.hidden_names})
        new.extensions = {name: extension.bind(new) for name, extension in env.extensions.items()}
        new.filters = env.filters = TrackedFunctions(env.filters, tracker)
        new.tests = env.tests = TrackedFunctions(env.tests, tracker)
        return new

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the value of `value.attribute` in a template. It is called a hundred thousand times in a build."""
        covered = self.covered.get(attribute, _NONE)
        if type(obj) not in covered and id(obj) not in covered:
            self.tracker.record_read(obj, attribute)
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return the value of `value[argument]` in a template."""
        if isinstance(argument, str) and type(obj) not in self.covered.get(argument, _NONE):
            self.tracker.record_read(obj, argument)
        return super().getitem(obj, argument)
