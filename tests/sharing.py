"""Which tests pytest-xdist keeps in one process, so that what is dear to set up is set up once and not in each."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "the demo": ("test_accessibility", "test_browser", "test_scripts", "test_search"),
    "sixty repositories": (
        "test_collect", "test_collect_cli", "test_collect_deadline", "test_collect_git", "test_collect_hosts",
        "test_collect_notes", "test_collect_store", "test_collected_site",
    ),
    **{name: (name,) for name in (
        "test_addresses", "test_contained_site", "test_corpus", "test_course_site", "test_data_pages", "test_docs",
        "test_html_browser", "test_long_pages", "test_marks", "test_publishing", "test_years", "test_years_browser",
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
