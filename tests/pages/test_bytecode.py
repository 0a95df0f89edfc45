"""Compiled templates are kept, are never trusted to be what they should, and change no page."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from mkdocs_report.model.finding import Severity
from mkdocs_report.pages.fragments import bytecode
from mkdocs_report.pages.fragments.bytecode import CompiledTemplates
from mkdocs_report.pages.fragments.environment import TEMPLATES, make_environment
from mkdocs_report.pages.words.catalogue import words_for
from mkdocs_report.pages.words.words import PageLanguage


def fill(compiled: CompiledTemplates) -> str:
    """Fill a fragment of ours."""
    env = make_environment(bytecode_cache=compiled)
    return env.get_template("report/extra.html").render(
        extra={"duplicate_of": "question-1"}, source="", body="About Group 1."
    )


def test_what_was_compiled_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fill(CompiledTemplates(tmp_path))
    assert "Group 1" in first
    kept = list(tmp_path.iterdir())
    assert len(kept) == 1
    monkeypatch.setattr(Environment, "_compile", lambda *_: pytest.fail("compiled again"))
    assert fill(CompiledTemplates(tmp_path)) == first


@pytest.mark.parametrize("cut", [0, 3, 40, 100, -1])
def test_what_is_cut_off_or_foreign_is_as_if_it_were_not_there(tmp_path: Path, cut: int) -> None:
    first = fill(CompiledTemplates(tmp_path))
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for junk in (whole[:cut], whole[:cut] + b"junk"):
        file.write_bytes(junk)
        assert fill(CompiledTemplates(tmp_path)) == first
    assert file.read_bytes() == whole


def test_a_template_that_changed_is_compiled_again() -> None:
    compiled, texts = CompiledTemplates(Path("unused")), {"a": "one"}
    for text in ("one", "two"):
        texts["a"] = text
        env = Environment(loader=DictLoader(texts), autoescape=True, bytecode_cache=compiled)
        assert env.get_template("a").render() == text


def test_what_was_compiled_has_the_words_of_any_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Jinja would fill in a filter of a constant when it compiles a template."""
    monkeypatch.setattr(bytecode, "_INSTALLED", (str(tmp_path),))
    (tmp_path / "own.html").write_text(
        '{{ "required" | word }} {{ "required" | word | capital }} {{ "passed" | verdict }}'
    )
    shown = [
        make_environment([str(tmp_path)], CompiledTemplates(tmp_path / "kept"), PageLanguage(words_for(language)))
        .get_template("own.html")
        .render()
        for language in ("en", "de", "da")
    ]
    assert [text.split()[0] for text in shown] == ["required", "erforderlich", "krævet"]
    assert len({text.split(">")[1] for text in shown}) == 3


def test_another_environment_compiles_for_itself(tmp_path: Path) -> None:
    compiled = CompiledTemplates(tmp_path)
    loader = DictLoader({"a": "{{ x }}"})
    for escapes, shown in ((True, "&lt;"), (False, "<")):
        env = Environment(loader=loader, autoescape=escapes, bytecode_cache=compiled)
        assert env.get_template("a").render(x="<") == shown


def test_a_courses_own_fragments_are_kept_in_memory_only(tmp_path: Path) -> None:
    own = tmp_path / "own" / "report"
    own.mkdir(parents=True)
    (own / "pager.html").write_text("mine")
    folder = tmp_path / "kept"
    env = make_environment([str(own.parent)], bytecode_cache=CompiledTemplates(folder))
    assert env.get_template("report/pager.html").render() == "mine"
    assert not folder.exists()


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert fill(CompiledTemplates(tmp_path / "file" / "folder"))
    assert (TEMPLATES / "report" / "pager.html").is_file()


@pytest.mark.parametrize("value", ["a & b", "plain", '"', "'", Markup("<b>&amp;</b>"), 5, 2.5, True, None, *Severity])
def test_fragments_escape_as_jinja_does(value: object) -> None:
    text = "{{ x }}{% set y %}{{ x }}{% endset %}{{ y }}{% macro m() %}{{ x }}{% endmacro %}{{ m() ~ x }}"
    shown = [env.from_string(text).render(x=value) for env in (make_environment(), Environment(autoescape=True))]
    assert shown[0] == shown[1]
