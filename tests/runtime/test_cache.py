"""The cache believes no entry that was not made with the user's key, and leads out of its folder nowhere."""

from __future__ import annotations

import hashlib
import os
import stat
import threading
from pathlib import Path

import pytest
from jinja2 import Environment, FunctionLoader, StrictUndefined, nodes
from jinja2.ext import Extension
from markupsafe import escape

from mkdocs_report.images.prepare import ImageJob, ImageOptions, PreparedImage, probe_image
from mkdocs_report.pages.fragments.bytecode import CompiledTemplates
from mkdocs_report.pages.fragments.environment import TEMPLATES, make_environment
from mkdocs_report.runtime import cache, cache_key
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.cache_key import VARIABLE, CacheKeyError
from mkdocs_report.runtime.files import files_in
from tests.support.builds import build, project
from tests.support.reports import PNG

KEY = "a" * 64
posix = pytest.mark.skipif(os.name != "posix", reason="the system has no such files")


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the key, in a state folder that is made for a test."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr(cache_key, "state_folder", lambda: tmp_path / "state")
    return tmp_path / "state/mkdocs-report/cache.key"


def test_an_entry_of_another_key_is_missing(tmp_path: Path) -> None:
    Cache(tmp_path, b"theirs").put("page", KEY, b"<script>")
    assert Cache(tmp_path, b"ours").get("page", KEY) is None
    forged = hashlib.sha256(b"page %s\0<script>" % KEY.encode()).digest() + b"<script>"
    (tmp_path / "page" / KEY).write_bytes(forged)
    assert Cache(tmp_path, b"ours").get("page", KEY) is None
    assert Cache(tmp_path).get("page", KEY) is None


@pytest.mark.parametrize(("kind", "key"), [("page", "b" * 64), ("report", KEY)])
def test_an_entry_in_the_place_of_another_is_missing(tmp_path: Path, kind: str, key: str) -> None:
    kept = Cache(tmp_path, b"ours")
    kept.put("page", KEY, b"<p>")
    (tmp_path / kind).mkdir(exist_ok=True)
    (tmp_path / "page" / KEY).rename(tmp_path / kind / key)
    assert kept.get(kind, key) is None


@posix
def test_a_link_a_pipe_or_a_huge_file_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Cache(tmp_path / "cache")
    kept.put("page", KEY, b"one")
    entry = tmp_path / "cache/page" / KEY
    monkeypatch.setattr(cache, "MAX_BYTES", 34)
    assert kept.get("page", KEY) is None
    monkeypatch.undo()
    assert kept.get("page", KEY) == b"one"
    entry.rename(tmp_path / "elsewhere")
    entry.symlink_to(tmp_path / "elsewhere")
    assert kept.get("page", KEY) is None
    entry.unlink()
    os.mkfifo(entry)
    assert kept.get("page", KEY) is None


@pytest.mark.parametrize("key", ["../a", "a/b", "..", "", "a\0", "C:a", "é"])
def test_a_key_leads_out_of_no_folder(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="not the name of a cache entry"):
        Cache(tmp_path).put(key, "", b"")


@posix
def test_writing_follows_no_link_that_was_laid_in_its_way(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    trap = tmp_path / f"entry.{os.getpid()}-{threading.get_ident()}"
    trap.symlink_to(tmp_path / "mine")
    cache.write(tmp_path / "entry", b"new")
    assert (tmp_path / "mine").read_bytes() == b"mine"
    assert (tmp_path / "entry").read_bytes() == b"new"


def test_a_folder_in_the_place_of_an_entry_does_not_block_it(tmp_path: Path) -> None:
    (tmp_path / "page" / KEY / "full").mkdir(parents=True)
    Cache(tmp_path).put("page", KEY, b"one")
    assert Cache(tmp_path).get("page", KEY) == b"one"


def test_an_image_that_lies_where_one_is_to_be_made_is_not_believed(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (900, 600)).save(tmp_path / "loaf.png")
    job = ImageJob(tmp_path / "loaf.png", KEY, ImageOptions(), Cache(tmp_path / "cache"))
    (tmp_path / "cache/images").mkdir(parents=True)
    (tmp_path / f"cache/images/{KEY}.webp").write_bytes(b"theirs")
    looked = probe_image(None, job)
    assert isinstance(looked, PreparedImage)
    assert not looked.made


def test_a_full_disk_is_not_remembered_as_a_broken_image(tmp_path: Path) -> None:
    (tmp_path / "loaf.png").write_bytes(PNG)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache/images").write_text("no folder")
    job = ImageJob(tmp_path / "loaf.png", KEY, ImageOptions(), Cache(tmp_path / "cache"))
    assert isinstance(probe_image(None, job), PreparedImage)
    assert not (tmp_path / "cache/image").exists()


def test_the_key_is_made_once_for_the_user_alone(state: Path, tmp_path: Path) -> None:
    key = cache_key.cache_key(tmp_path / "project")
    assert len(key) == 32
    assert cache_key.cache_key(tmp_path / "another") == key
    assert [path.name for path in state.parent.iterdir()] == ["cache.key"]
    if os.name == "posix":
        assert stat.S_IMODE(state.stat().st_mode) == 0o600
    cache_key._create(state)  # another build, at the same time
    assert cache_key.cache_key(tmp_path / "project") == key


def test_a_key_that_others_may_know_is_refused(state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CacheKeyError, match="is in the project"):
        cache_key.cache_key(tmp_path)
    state.parent.mkdir(parents=True)
    state.write_bytes(b"short")
    with pytest.raises(CacheKeyError, match="not a key of 32 bytes"):
        cache_key.cache_key(tmp_path / "project")
    if os.name == "posix":
        state.write_bytes(bytes(32))
        state.chmod(0o644)
        with pytest.raises(CacheKeyError, match="by other users"):
            cache_key.cache_key(tmp_path / "project")
        state.chmod(0o600)
        owner = os.getuid()
        monkeypatch.setattr(os, "getuid", lambda: owner + 1)
        with pytest.raises(CacheKeyError, match="by other users"):
            cache_key.cache_key(tmp_path / "project")
    monkeypatch.setenv(VARIABLE, "short")
    with pytest.raises(CacheKeyError, match="too short"):
        cache_key.cache_key(tmp_path / "project")


@pytest.mark.usefixtures("state")
def test_where_no_key_can_be_kept_the_message_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    with pytest.raises(CacheKeyError, match=f"cannot be stored: .*Set {VARIABLE}"):
        cache_key.cache_key(tmp_path / "project")


@pytest.mark.slow
@posix
@pytest.mark.parametrize("place", [".cache", ".cache/mkdocs-report", ".cache/mkdocs-report/build/page"])
def test_a_cache_that_is_a_link_is_not_used(tmp_path: Path, place: str) -> None:
    root = project(tmp_path, report={"fail_on": "never"})
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / place).symlink_to(outside)
    built = build(root)
    assert built.code == 0, built.log
    assert f"{place} is a symbolic link" in built.log
    assert list(files_in(outside)) == []


def installed(text: str) -> FunctionLoader:
    return FunctionLoader(lambda _: (text, str(TEMPLATES / "report/pager.html"), None))


@posix
@pytest.mark.parametrize("loose", ["file", "folder"])
def test_compiled_templates_that_others_can_write_are_not_run(tmp_path: Path, loose: str) -> None:
    def compiled() -> str:
        env = Environment(loader=installed("one"), autoescape=True, bytecode_cache=CompiledTemplates(tmp_path / "kept"))
        return env.get_template("a").render()

    assert compiled() == "one"
    (file,) = (tmp_path / "kept").iterdir()
    (file if loose == "file" else file.parent).chmod(0o777)
    before = file.stat().st_mtime_ns
    assert compiled() == "one"
    assert file.stat().st_mtime_ns != before  # it was compiled again


@pytest.mark.parametrize(
    "option",
    [
        *("lstrip_blocks", "keep_trailing_newline", "block_start_string", "line_statement_prefix", "newline_sequence"),
        *("finalize", "undefined", "autoescape", "extensions"),
    ],
)
def test_an_environment_of_another_option_compiles_for_itself(option: str) -> None:
    compiled = CompiledTemplates(Path("unused"))
    values = {"block_start_string": "<%", "line_statement_prefix": "#", "newline_sequence": "\r\n"}
    values |= {"finalize": escape, "undefined": StrictUndefined, "extensions": ["jinja2.ext.do"]}  # type: ignore[dict-item]
    keys = {
        compiled.get_bucket(Environment(**options), "a", str(TEMPLATES / "report/pager.html"), "").key  # type: ignore[arg-type]
        for options in ({}, {option: values.get(option, True)})
    }
    assert len(keys) == 2
    assert all(keys)


@pytest.mark.parametrize("option", ["finalize", "undefined", "autoescape", "filters", "policies", "extensions"])
def test_what_an_unknown_function_has_a_say_in_is_not_kept(option: str) -> None:
    unknown = type("Own", (StrictUndefined,), {}) if option == "undefined" else lambda _: True
    env = Environment(**{option: unknown} if option in ("finalize", "undefined", "autoescape") else {})  # type: ignore[arg-type]
    if option == "filters":
        env.filters["plus"] = unknown
    elif option == "policies":
        env.policies["json.dumps_function"] = unknown
    elif option == "extensions":
        env.add_extension(type("Own", (Extension,), {}))
    compiled = CompiledTemplates(Path("unused"))
    for source, kept in (("{{ 'a' | plus }}", False), ("{{ 'a' | upper }}", option == "filters")):
        bucket = compiled.get_bucket(env, "a", str(TEMPLATES / "report/pager.html"), source)
        assert bool(bucket.key) == kept


def test_compiled_templates_of_other_software_are_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled, env = CompiledTemplates(Path("unused")), Environment()
    before = compiled.get_bucket(env, "a", None, "x").checksum
    monkeypatch.setattr("mkdocs_report.pages.fragments.bytecode.software", lambda: "newer")
    assert compiled.get_bucket(env, "a", None, "x").checksum != before


def test_our_fragments_give_no_constant_to_a_filter_of_ours() -> None:
    """It would be called when they are compiled, and what it returns be kept for all courses."""
    env = make_environment()
    theirs = Environment().filters
    for file in sorted(TEMPLATES.rglob("*.html")):
        for found in env.parse(file.read_text(encoding="utf-8")).find_all(nodes.Filter):
            if found.name not in theirs:
                with pytest.raises(nodes.Impossible):
                    found.as_const(nodes.EvalContext(env, file.name))


def test_deeply_nested_notes_are_missing() -> None:
    from mkdocs_report.publish.incremental import _read_hints

    assert _read_hints(b"[" * 200_000) is None
