"""The words of the pages in other languages: the catalogues are complete, and a course's own is read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from mkdocs_report.errors import SettingsError
from mkdocs_report.pages.fragments.environment import make_environment
from mkdocs_report.pages.fragments.translate import translated_answer
from mkdocs_report.pages.words.catalogue import FOLDER, empty_catalogue, faults, languages, words_for
from mkdocs_report.pages.words.scripts import with_words
from mkdocs_report.pages.words.words import ENGLISH, PageLanguage
from scripts.words import catalogues, extracted

HEAD = (
    'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {};\\n"\n\n'
)
ONE_FORM = "nplurals=2; plural=(n != 1)"


def own(folder: Path, text: str, language: str = "nl", plurals: str = ONE_FORM) -> Path:
    """Write a catalogue of a course."""
    file = folder / "words.po"
    file.write_text(HEAD.format(language, plurals) + text, encoding="utf-8")
    return file


def test_the_catalogues_are_those_of_the_code() -> None:
    assert [file.name for file, text in catalogues().items() if file.read_text(encoding="utf-8") != text] == []
    assert languages() == ("da", "de", "es", "fr")


@pytest.mark.parametrize("language", ["da", "de", "es", "fr"])
def test_a_catalogue_is_complete(language: str) -> None:
    with (FOLDER / f"{language}.po").open("rb") as stream:
        catalogue = read_po(stream)
    found = {(each.id, each.context): each for each in catalogue if each.id}
    assert found.keys() == {(each.id, each.context) for each in extracted() if each.id}
    for message in found.values():
        translated = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        assert all(translated), message.id
        assert not message.fuzzy
        assert list(faults(message.id, translated, catalogue.num_plurals)) == []
        for text in translated:
            assert text == text.strip()
            assert " " not in message.id or (text[-1] in ".:…?") == (message.id[-1] in ".:…?"), text


@pytest.mark.parametrize("language", ["da", "de", "es", "fr"])
def test_a_term_is_translated_in_one_way(language: str) -> None:
    words = words_for(language)
    assert words.count(2, "finding").split(None, 1)[1].capitalize() == words.gettext("Findings")
    assert words.count(2, "answer").split(None, 1)[1].capitalize() == words.gettext("Answers")
    assert words.count(2, "group").split(None, 1)[1].capitalize() == words.gettext("Groups")
    assert words.count(2, "error").split(None, 1)[1].capitalize() == words.gettext("Errors")


def test_numbers_and_plural_forms() -> None:
    assert words_for("de").count(12_345, "word") == "12.345 Wörter"
    assert words_for("de").number(2.5, ",.10g") == "2,5"
    assert [words_for("fr").count(number, "group") for number in (0, 1, 2)] == ["0 groupe", "1 groupe", "2 groupes"]
    assert [words_for("da").count(number, "group") for number in (0, 1, 2)] == ["0 grupper", "1 gruppe", "2 grupper"]
    assert ENGLISH.count(2_000, "word") == "2,000 words"


def test_a_language_falls_back() -> None:
    assert words_for("de-CH").gettext("Close") == words_for("de").gettext("Close") == "Schließen"
    assert words_for("pt_BR") is words_for("nn") is words_for("") is ENGLISH
    assert words_for("../da") is ENGLISH


def test_a_course_adds_a_language_and_replaces_words(tmp_path: Path) -> None:
    added = words_for("nl", own(tmp_path, 'msgid "Close"\nmsgstr "Sluiten"\n'))
    assert (added.language, added.gettext("Close"), added.gettext("Groups")) == ("nl", "Sluiten", "Groups")
    changed = words_for("da", own(tmp_path, 'msgid "Prompt"\nmsgstr "Opgave"\n', "da"))
    assert (changed.gettext("Prompt"), changed.gettext("Groups")) == ("Opgave", "Grupper")
    english = words_for("en", own(tmp_path, 'msgid "Groups"\nmsgstr "Teams"\n', "en"))
    assert (english.language, english.gettext("Groups"), english.gettext("Close")) == ("en", "Teams", "Close")
    assert len({added.digest, changed.digest, english.digest, words_for("da").digest, ENGLISH.digest}) == 5
    (tmp_path / "words.po").rename(tmp_path / "pt-BR.po")
    assert words_for("pt_BR", tmp_path).gettext("Groups") == "Teams"
    assert words_for("it", tmp_path) is ENGLISH


def test_a_language_with_three_plural_forms(tmp_path: Path) -> None:
    rule = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"
    groups = 'msgid "%(num)s group"\nmsgid_plural "%(num)s groups"\n'
    forms = 'msgstr[0] "%(num)s grupa"\nmsgstr[1] "%(num)s grupy"\nmsgstr[2] "%(num)s grup"\n'
    words = words_for("pl", own(tmp_path, groups + forms, "pl", rule))
    counts = [words.count(number, "group") for number in (1, 3, 5, 12, 22, 1_002)]
    assert [each.split()[-1] for each in counts] == ["grupa", "grupy", "grup", "grup", "grupy", "grupy"]
    code = with_words("const CATALOGUE = null;", words, '"%(num)s group"')
    assert code.startswith('const CATALOGUE = {"language": "pl", "messages": {"%(num)s group": [')
    plurals = code.rpartition('"plurals": "')[2]
    assert [plurals[number if number < 200 else 100 + number % 100] for number in (1, 3, 5, 112, 322)] == list("01221")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('mesgid "Close"\nmsgstr "x"\n', 7, "Fix the line"),
        ('msgid "Close"\nmsgstr "x"\n\nmsgid "Closing"\nmsgstr "x"\n', 10, "the pages have no text “Closing”"),
        ('msgid "Image by %(group)s"\nmsgstr "Door %(grup)s"\n', 7, "%(grup)s. Use the same ones"),
        ('msgid "Image by %(group)s"\nmsgstr "Door ons"\n', 7, "%(group)s. Use the same ones"),
        ('msgid "Close"\nmsgstr "<b>Sluiten</b>"\n', 7, "</b>, <b>"),
        ('msgid "Close"\nmsgstr "100 %"\n', 7, "other placeholders"),
        ('msgid "%(num)s group"\nmsgid_plural "%(num)s groups"\nmsgstr[0] "%(num)s groep"\n', 7, "plural form"),
    ],
)
def test_a_mistake_in_a_catalogue_has_a_line(text: str, line: int, says: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        words_for("nl", own(tmp_path, text), "words/nl.po")
    assert str(error.value).startswith(f"words/nl.po:{line}: ")
    assert says in str(error.value)


def test_a_catalogue_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"the catalogue words\.po is missing\. Add the file or fix the path\."):
        words_for("nl", tmp_path / "words.po", "words.po")
    own(tmp_path, "").write_bytes(b'msgid "\xff"\nmsgstr ""\n')
    with pytest.raises(SettingsError, match=r"^words\.po"):
        words_for("nl", tmp_path / "words.po", "words.po")


def test_a_new_catalogue_has_every_text_once(tmp_path: Path) -> None:
    text, number = empty_catalogue("pl")
    assert number == len([each for each in extracted() if each.id])
    assert "nplurals=3" in text
    (tmp_path / "pl.po").write_text(text, encoding="utf-8")
    assert words_for("pl", tmp_path).gettext("Close") == "Close"
    assert text.count('\nmsgid "Close"\n') == 1
    with pytest.raises(SettingsError, match="“klingon9x” is no code of a language"):
        empty_catalogue("klingon9x")


def test_values_and_translations_are_escaped(tmp_path: Path) -> None:
    words = words_for("nl", own(tmp_path, 'msgid "Image by %(group)s"\nmsgstr "\\"Door\\" & %(group)s"\n'))
    env = make_environment(language=PageLanguage(words))
    shown = env.from_string('{{ _("Image by %(group)s", group=name) }}').render(name='<b>"1"\u202e')
    assert shown == "&quot;Door&quot; &amp; &lt;b&gt;&#34;1&#34;\u202e\u202c"


def test_our_words_in_an_answer() -> None:
    html = (
        '<p class="mr-alert-title">Warning</p><a href="#x" aria-label="Back to reference 2-3">↩</a>'
        '<details class="mr-diagram" open><summary>Diagram (Mermaid): GitHub draws this code</summary><p>Warning</p>'
    )
    assert translated_answer(ENGLISH, html) == html
    shown = translated_answer(words_for("da"), html)
    assert ">Advarsel<" in shown
    assert 'aria-label="Tilbage til henvisning 2-3"' in shown
    assert ">Diagram (Mermaid): GitHub tegner denne kode<" in shown
    assert "<p>Warning</p>" in shown


def test_languages_of_the_parts_of_a_page() -> None:
    def marks(language: PageLanguage) -> list[str]:
        names = ("our_language", "words_language", "report_language", "in_english")
        return [str(make_environment(language=language).globals[name]) for name in names]

    assert marks(PageLanguage()) == ["", "", "", ""]
    assert marks(PageLanguage(words_for("de"), "de-CH", "")) == ["", "", "", ' lang="en"']
    assert marks(PageLanguage(words_for("de"), "de", "da")) == ["", ' lang="de"', ' lang="da"', ' lang="en"']
    assert marks(PageLanguage(ENGLISH, "nl", "")) == [' lang="en"', ' lang="en"', ' lang="nl"', ""]
