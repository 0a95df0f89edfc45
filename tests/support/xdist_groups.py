"""Which tests pytest-xdist keeps in one process, so that what is dear to set up is set up once and not in each."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "sixty repositories": (
        "collect/test_run", "cli/test_collect", "collect/test_deadline", "collect/test_git", "collect/test_hosts",
        "collect/test_notes", "collect/test_store", "site/test_collected",
    ),
    "our code": ("test_architecture", "test_facts", "test_docstrings", "docs/test_contributing"),
    **{name: (name,) for name in (
        "site/test_addresses", "site/test_slow_reports", "course/test_corpus", "site/test_course_pages",
        "site/test_data_pages",
        "browser/test_accessibility", "browser/test_demo", "browser/test_search",
        "browser/test_html", "browser/test_long_pages", "browser/test_marks",
        "browser/test_as_on_github", "browser/test_matrix", "browser/test_scripts", "publish/test_publishing",
        "course/test_cohorts", "browser/test_cohorts",
        "hostile/test_formats", "hostile/test_pathological", "hostile/test_planted", "hostile/test_site",
        "hostile/test_standalone", "hostile/test_text",
    )},
}  # fmt: skip
"""What tests share, and their modules. A module that is not here shares nothing dear: its functions are spread."""
_GROUP = {module: name for name, modules in TOGETHER.items() for module in modules}


class Sharing(LoadScopeScheduling):  # type: ignore[misc]  # it ships no types
    """Give each process whole groups of tests that share something; else functions, with all of their cases."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0].removeprefix("tests/").removesuffix(".py")
        return _GROUP.get(module) or nodeid.partition("[")[0]
