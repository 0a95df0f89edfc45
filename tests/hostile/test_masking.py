"""What a reader of a published report sees: every way to write a person, in every place, and nobody is left."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from lxml import html as parser

from mkdocs_report.config.settings import Settings
from mkdocs_report.export.badges import to_badges
from mkdocs_report.export.outputs import FOLDERS, FORMATS, render
from mkdocs_report.export.paths import Checkout
from mkdocs_report.images.prepare import ImageLookup, ImageOptions
from mkdocs_report.masking.mask import Mask, Privacy
from mkdocs_report.masking.matching import Member
from mkdocs_report.masking.number_patterns import number_pattern
from mkdocs_report.model.course import Course
from mkdocs_report.model.evidence import Evidence
from mkdocs_report.model.origin import Origin
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.publish.context import PublishContext, ReportTask
from mkdocs_report.publish.publication import PublishedReport
from mkdocs_report.publish.report import judge_and_render
from mkdocs_report.runtime.cache import Cache
from tests.support.reports import fill, judged, matcher, parse

FORMS = TemplateVersions((matcher(),))
OWN = (Member("José Ørsted Berg", "s770001", "jb@mail.example.org"), Member("Anne-Marie O'Neil"))
OTHER = (Member("Ada Lovelace", "s880002"), Member("Bo Strauß"), Member("İpek Işık"))
ROSTER = {"one": OWN, "two": OTHER}
SECRETS = {
    "Ada Lovelace": r"ada\W*lovelace|lovelace\W*ada",
    "Lovelace, Ada": r"ada\W*lovelace|lovelace\W*ada",
    "A. Lovelace": r"\ba\W*lovelace",
    "José Berg": r"jose\W*berg",
    "José Ø. Berg": r"berg",
    "Jose Orsted Berg": r"berg",
    "Bo Strauss": r"strauss",
    "İpek Işık": r"ipek",
    "Anne-Marie O'Neil": r"anne|neil",
    "Anne Marie O’Neil": r"anne|neil",
    "s770001": r"770\W*001",
    "S 770001": r"770\W*001",
    "s-770001": r"770\W*001",
    "s770 001": r"770\W*001",
    "s_770001": r"770\W*001",
    "s999999": r"999999",
    "bo@dtu.dk": r"bo@dtu",
}
"""Each secret as it is written, and what a reader must not find of it in the folded text of the page."""


def spread(sign: str) -> Callable[[str], str]:
    return lambda text: f"{text[:2]}{sign}{text[2:]}"


_SIGNS = (
    "\u0410\u0430\u0392\u0421\u0441\u0395\u0435\u0397\u0406\u0456\u0458\u039a"
    "\u041c\u039d\u041e\u03bf\u03a1\u0440\u0405\u0455\u03a4\u03a7"
)
ALIKE = dict(zip("AaBCcEeHIijKMNOoPpSsTX", _SIGNS, strict=True))
"""Latin letters, and Greek and Cyrillic ones that look like them."""

LATIN = {sign: letter for letter, sign in ALIKE.items()}


def in_a_word(text: str) -> str:
    """Write a text as a part of a longer word in CamelCase."""
    return f"Project{''.join(word[:1].upper() + word[1:] for word in re.split('[ ,]+', text))}Report"


WRITTEN: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "upper case": str.upper,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text),
    "zero width": spread("\u200b"),
    "soft hyphen": spread("\u00ad"),
    "bidi": spread("\u202e"),
    "joiner": spread("\u034f"),
    "no-break space": lambda text: text.replace(" ", "\u00a0"),
    "hyphen": lambda text: text.replace("-", "\u2011"),
    "look-alikes": lambda text: "".join(ALIKE.get(each, each) if at % 2 else each for at, each in enumerate(text)),
    "in a word": in_a_word,
}
MARKED: dict[str, Callable[[str], str]] = {
    "half bold": lambda text: f"<b>{text[:2]}</b>{text[2:]}",
    "sub": lambda text: f"{text[:3]}<sub>{text[3:]}</sub>",
    "wbr": spread("<wbr>"),
    "entities": lambda text: "<span>" + "".join(f"&#{ord(c)};" for c in text) + "</span>",
    "half a link": lambda text: f"{text[:2]}[{text[2:]}](https://example.org/)",
    "cells": lambda text: f"<table><tr><td>{text[:4]}</td><td>{text[4:]}</td></tr></table>",
    "line break": lambda text: text.replace(" ", "<br>"),
    "soft break": lambda text: text.replace(" ", "\n"),
    "code": lambda text: f"`{text}`",
    "code block": lambda text: f"```python\nx = 1  # {text}\n```",
    "title": lambda text: f'<span title="{text}">hover</span>',
    "alt": lambda text: f"![{text}](figures/gone.png)",
    "missing image": lambda text: f"![plot](figures/{quote(text)}.png)",
    "link": lambda text: f"[drive](https://example.org/my?id=%2Fpersonal%2F{quote(text, safe='')}%5Fstudent)",
    "encoded twice": lambda text: f"[drive](https://example.org/?url={quote(quote(text, safe=''), safe='')})",
    "mailto": lambda text: f"[write](mailto:{quote(text)})",
    "heading": lambda text: f"### {text}",
    "todo": lambda text: f"TODO ask {text}",
}


def publish(
    tmp_path: Path, roster: Mapping[str, tuple[Member, ...]] | None = None, q4: str = "We baked bread."
) -> PublishedReport:
    members = ROSTER if roster is None else roster
    terms = PublishContext(FORMS, Settings(), tmp_path, False, Privacy(), ImageOptions(), Cache(tmp_path), members)
    report = judged(fill(q4=q4)).report
    return judge_and_render(terms, ReportTask(tmp_path / "README.md", "groups/one/README.md", "one"), report, {}, "key")


def exports(found: PublishedReport) -> list[str]:
    """A report in every format of an export."""
    course = Course((found.judged,))
    files = to_badges(course)
    return [*files, *files.values(), *(render(name, course, Checkout()) for name in FORMATS if name not in FOLDERS)]


def seen(found: PublishedReport, *more: str) -> str:
    """All that a reader sees, and all that stands in attributes, without accents, signs in the text and case."""
    texts = [*more, json.dumps(json.loads(found.search), ensure_ascii=False), repr(found.judged.findings)]
    texts += [repr(answer.images) for answer in found.judged.report.answers]
    for body in found.bodies.values():
        if body.strip():
            tree = parser.fromstring(f"<div>{body.decode()}</div>")
            texts.append(tree.text_content())
            texts += [value for element in tree.iter() for value in element.attrib.values()]
    text = unescape(unquote(unquote(unquote("\n".join(texts)))))
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in {"Mn", "Cf"})
    text = "".join(LATIN.get(sign, sign) for sign in text)
    return text.casefold().replace("ø", "o").replace("ı", "i").replace("_", " ")


@pytest.mark.slow
@pytest.mark.parametrize("secret", SECRETS)
def test_nobody_is_seen(secret: str, tmp_path: Path) -> None:
    def is_seen(*texts: str) -> bool:
        found = publish(tmp_path, q4="\n\nvery much, and\n\n".join(["we thank", *texts, "very much"]))
        return re.search(SECRETS[secret], seen(found).replace("\n", " ")) is not None

    left = []
    for how, write in WRITTEN.items():
        places = {place: mark(write(secret)) for place, mark in MARKED.items()}
        if is_seen(*places.values()):  # in one report, since each costs; where it is seen, each alone
            left += [(how, place) for place, text in places.items() if is_seen(text)] or [(how, "beside others")]
    assert left == []


@pytest.mark.slow
@pytest.mark.parametrize("secret", SECRETS)
def test_nobody_is_seen_in_what_is_known_of_a_repository(secret: str, tmp_path: Path) -> None:
    terms = PublishContext(FORMS, Settings(), tmp_path, False, Privacy(), ImageOptions(), Cache(tmp_path), ROSTER)
    task = ReportTask(tmp_path / "README.md", "groups/one/README.md", "one")
    left = []
    for how, write in WRITTEN.items():
        text = write(secret)
        origin = Origin(
            f"https://github.com/{quote(text)}/{quote(text)}", "0" * 40, "2026-01-23T22:15:00+01:00",
            stale=f"no branch {text}", remarks=(f"committed by {text}", f"dated before {text}"),
        )  # fmt: skip
        evidence = (
            Evidence(3, f"Ask {text}", True, "an answer", (f"src/{text}/{quote(text)}.py", text)),
            Evidence(5, text, True, "a part", (text,), ("*.csv",)),
        )
        report = replace(parse(fill()), origin=origin, evidence=evidence)
        found = judge_and_render(terms, task, report, {}, "key")
        assert found.judged.report.evidence[0].found
        if re.search(SECRETS[secret], seen(found, repr(found.judged.report), *exports(found)).replace("\n", " ")):
            left.append(how)
    assert left == []


@pytest.mark.parametrize("length", range(30, 80, 3))
def test_a_name_that_a_message_quotes_is_whole_when_it_is_masked(length: int, tmp_path: Path) -> None:
    terms = PublishContext(FORMS, Settings(), tmp_path, False, Privacy(), ImageOptions(), Cache(tmp_path), ROSTER)
    item = f"{'and ' * 20}"[:length] + " s770001, Ada Lovelace"
    report = replace(parse(fill()), evidence=(Evidence(3, item, True, "an answer", (), ("*.csv",)),))
    found = judge_and_render(
        terms, ReportTask(tmp_path / "README.md", "groups/one/README.md", "one"), report, {}, "key"
    )
    [message] = [each.message for each in found.judged.findings if each.rule == "claimed-not-found"]
    assert "Student\u00a01, Student\u00a03” is ticked" in message


@pytest.mark.parametrize(
    "text",
    [
        "ada-lovelace.png", "ada_lovelace", "AdaLovelace", "adalovelace", "ada.lovelace", "Ada%20Lovelace",
        "ada+lovelace", "Ada Lovelace's", "Lovelace, A.", "Ada\u2003Lovelace", "&#65;da Lovelace", "projectAdaLovelace",
        "AdaLovelaceReport.ipynb", "final_ada_lovelace_v2.png", "2024AdaLovelace", "adalovelace2", "ADALovelace",
        "Project-Ada_LovelaceV2", "ALovelaceReport", "LovelaceAdaReport", "ada_lovelaceReport", "Ada LovelaceReport",
        "\u0391d\u0430 L\u03bfvel\u0430ce", "\u0410d\u0430Lovel\u0430c\u0435Report", "Project%41da%4Covelace2",
    ],
)  # fmt: skip
def test_names_of_files_and_addresses(text: str, tmp_path: Path) -> None:
    found = publish(tmp_path, q4=f"see {text} here")
    assert "lovelace" not in seen(found)


KEPT = (
    "y = x@self.weight and z = a@b.weights", "image@sha256:0123456789abcdef", "ckpt_s200000.pt", "`@app.get`",
    "You will see it in May, and mark an item.", "it's 200000 steps", "1990s 200000 people", "s1234567",
    "Li-ion code: a b c, em dash", "none, x, tbd, N/A", "market share", "Student 1", "4 students", "(.*)+ [a-z]",
)  # fmt: skip


@pytest.mark.parametrize("text", KEPT)
def test_nothing_else_is_masked(text: str, tmp_path: Path) -> None:
    names = ("Will", "May", "Mark", "An", "Li", "Em", "A", "Code", "Mark Et", "(.*)+", "", "-", "'", "x" * 10_000,
             "Adam", "W Adam", "Adam Wei", "Li Dar", "Oho", "Cccp", "Na Oc", "An Net", "Will Be")  # fmt: skip
    roster = {"one": tuple(map(Member, names)), "two": OTHER}
    text = f"**{text}** is what we had <em title='Will'>An</em> and `code`."
    masked, plain = publish(tmp_path, roster, q4=text), publish(tmp_path, {}, q4=text)
    assert masked.bodies == plain.bodies
    assert masked.search == plain.search


def test_a_person_has_one_number(tmp_path: Path) -> None:
    text = "Bo Strauß, José Berg, Berg José, s770001, S 770001, J. Berg, jb@mail.example.org, Jose thanks; yes Jose."
    body = publish(tmp_path, q4=text).bodies["question-4"].decode().replace("&nbsp;", " ")
    assert re.sub(r"<[^>]*>|\n", "", body) == (
        "Student 3, Student 1, Student 1, Student 1, Student 1, Student 1, Student 1, Student 1 thanks; yes Student 1."
    )


@pytest.mark.slow
def test_a_large_roster_is_fast(tmp_path: Path) -> None:
    roster = {str(n): (Member(f"Ada{n} Lovelace{n}"),) for n in range(5000)}
    publish(tmp_path, roster)
    start = time.process_time()
    publish(tmp_path, roster, q4="Ada1 " * 5000 + "Ada7 Lovelace7")
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "text",
    [
        "s12**34**56", "**s12**3456", "s123`456`", "s12~~34~~56", "s1<b>2</b>3456", r"s123\456", "s12[3456](https://x.org)",
        "s12*3\u200b4*56", "A**da** Love*lace*", "A[da](x) Lovelace", "&#115;12**34**56",
    ],
)  # fmt: skip
def test_markdown_in_a_text_is_masked_as_a_reader_sees_it(text: str) -> None:
    masked = Mask(Privacy(roster=ROSTER), "one").text(f"before {text}")
    assert re.sub(r"[*`~]|<[^>]*>|\]\(.*?\)", "", masked) == "before Student\u00a03"


@pytest.mark.parametrize("text", ["2 * s * 123456", "x*y*z", "a `b` **c**", "[a](b) \\* <b>", "a" * 9999 + "<" * 9999])
def test_markdown_without_people_is_kept(text: str) -> None:
    assert Mask(Privacy(roster=ROSTER), "one").text(text) == text


@pytest.mark.parametrize("unit", ["s<", "a*", "*", "a[", "a](", "a<b", "s](x)", "a*`", "s.", "<>", "s****"])
def test_markdown_takes_linear_time(unit: str) -> None:
    mask = Mask(Privacy(), "one")
    start = time.process_time()
    assert mask.text(f"a{unit * 30_000}") == f"a{unit * 30_000}"
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "number",
    [
        "(a|aa)+", r"x(?:\d|\d\d)*", "(a|b){2,}", r"(\d+)+", "(a(b|c))+$", r"(\w+)+x", r"((\d)*)*x", "(?:a?){30}a{30}",
        r"(?:(?:\d?)+)+x", r"\d+\d+\d+\d+x", r"(\d*|a)(\d*|a)(\d*|a)x", r"\d{0,99}\d{0,99}x", r"(?x) ( \d + ) + x # y",
        r"(?=(\d+)+x)\d", r"(?>(\d|\d\d){3,})x", "a{5000}", r"(?i)([a-z]\d?)+x", r"(\d+)(?#x)+y", "(?x)(1+) # y\n +y",
        r"[^]a]+[]a]+\[*\[*\[*x",
    ],
)  # fmt: skip
def test_numbers_that_could_take_long_are_refused(number: str) -> None:
    with pytest.raises(re.error, match="take too long"):
        number_pattern(number)


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (r"s\d{6}", "s123456"), (r"[a-z]+\d+", "abc123"), (r"\d+", "1" * 20), (r"(?:s|z)?\d{5,7}", "z123456"),
        (r"(?x) z \d {4}  # a number", "z1234"), (r"[A-Z]{2,3}[-/ ]?\d{4,8}", "AB-1234"), (r"z\d{2,}", "z123"),
        (r"(?P<a>\d)\d(?P=a)", "121"), (r"x\+\d*?[]+]", "x+12]"), (r"(?#a+)z\d", "z1"), (r"(?i:z)\d++", "Z12"),
        (r"z(?<=z)\d{,3}1", "z121"), (r"z{}\d", "z{}1"), (r"(\d)(?(1)x|y)", "1x"), (r"(?:\d\d-){1,3}\d", "12-34-5"),
    ],
)  # fmt: skip
def test_other_numbers_are_found(number: str, found: str) -> None:
    assert re.fullmatch(number, found, re.IGNORECASE)
    assert number_pattern(number).fullmatch(found)


@pytest.mark.parametrize(
    "number", [r"[\d ]{0,8}[\d ]{0,7}[\d ]{0,6}x", r"[a-z1 ]+\d*x", "(?:1| 1){1,8}x", r"(\d ?){1,8}x"]
)
@pytest.mark.parametrize("text", ["1 ", "1", "1 1111 ", "a1 "])
def test_accepted_numbers_take_linear_time(number: str, text: str) -> None:
    pattern = number_pattern(number)
    start = time.process_time()
    assert pattern.search(text * 20_000) is None
    assert time.process_time() - start < 2


@pytest.mark.parametrize("text", ["s²²²²²²", "ſ123456", "s１２３456", "x＠mail.example.org", "s&#49;23456"])
def test_characters_that_fold_to_a_number_are_not_passed_over(text: str) -> None:
    assert Mask(Privacy(), "one").text(text) != text


def test_images_with_the_same_masked_path_stay_two(tmp_path: Path) -> None:
    paths = ["figures/s111111.png", "figures/S111111.png"]
    terms = PublishContext(FORMS, Settings(), tmp_path, False, Privacy(), ImageOptions(), Cache(tmp_path), ROSTER)
    report = judged(fill(q3="\n\n".join(f"![loaf]({path})" for path in paths))).report
    task = ReportTask(tmp_path / "README.md", "groups/one/README.md", "one")
    found = judge_and_render(terms, task, report, {path: ImageLookup(path, None) for path in paths}, "key")
    shown = [image.file.path for answer in found.judged.report.answers for image in answer.images]
    assert len(set(shown)) == 2
    assert shown == list(found.images.values())
