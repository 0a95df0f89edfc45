"""Fixtures that several files of tests share."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page

from mkdocs_report.runtime import pool
from mkdocs_report.runtime.process import usual_method
from scripts.screenshots import chromium
from tests.support import processes
from tests.support.browser import build_copy_of_demo, build_courses, quiet_page, serve_quickly
from tests.support.builds import CI_VARIABLES
from tests.support.collect_cases import Group, make_all
from tests.support.git_server import Server, serving
from tests.support.once import made_once


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Spread tests by what they share, unless `--dist` names another way."""
    if config.getoption("dist") != "load":
        return None
    from tests.support.xdist_groups import Sharing

    return Sharing(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Start one process for each core, and one more if slow tests run: they wait for browsers and for time limits."""
    return (os.cpu_count() or 1) + ("not slow" not in config.getoption("markexpr"))


def pytest_configure() -> None:
    """Let examples of property tests take any time, since machines are busy; before a test module is imported."""
    settings.register_profile("any machine", deadline=None)
    settings.load_profile("any machine")


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Keep the bytecode of test modules in pytest's cache where Python writes none: each process needs seconds for it.

    Most of that time pytest rewrites assertions.
    """
    cache = getattr(session.config, "cache", None)
    if not sys.dont_write_bytecode or cache is None:
        return (yield)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "dont_write_bytecode", False)
        patch.setattr(sys, "pycache_prefix", str(cache.mkdir("bytecode")))
        return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs Chromium is slow."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def _outside_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests behave in a workflow as they do at home, and write nothing into its summary."""
    for name in CI_VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session", autouse=True)
def _prepared() -> Iterator[None]:
    """Fork where `pool` would spawn, since pytest-xdist's workers have threads: from a server that has none."""
    processes.serve()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "usual_method", lambda: processes.method(usual_method()))
        yield
    processes.clean_up()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as a site, which no test changes. It is built in a copy of its sources, which is beside it."""
    return made_once(tmp_path_factory, "demo", build_copy_of_demo) / "site"


@pytest.fixture(scope="session")
def address(demo: Path) -> Iterator[str]:
    with serve_quickly(demo) as url:
        yield url


@pytest.fixture(scope="session")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo's two courses without the manual: pages open faster there than those of the demo."""
    with serve_quickly(made_once(tmp_path_factory, "courses", build_courses) / "site") as url:
        yield url


@pytest.fixture(scope="session")
def repositories(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Group]]:
    """The sixty repositories of tests/support/collect_cases.py, which no test changes."""
    root = tmp_path_factory.mktemp("repositories")
    return root, make_all(root)


@pytest.fixture(scope="session")
def server(repositories: tuple[Path, dict[str, Group]]) -> Iterator[Server]:
    with serving(repositories[0]) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium of a process: Playwright runs but once in each."""
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with quiet_page(browser, address) as opened:
        yield opened
