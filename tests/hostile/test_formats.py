"""The hostile course in the formats for other programs: nothing is forged, nothing runs, nothing leads anywhere."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cmarkgfm
import jsonschema
import pytest
from cmarkgfm.cmark import Options
from lxml import etree
from lxml import html as lxml_html

from mkdocs_report.cli.main import main
from mkdocs_report.export.csv import COLUMNS
from tests.hostile.case import Case, Place
from tests.hostile.cases import CASES, folder, write_course
from tests.hostile.test_text import orders, run, steering

pytestmark = pytest.mark.slow

SCHEMAS = Path(__file__).parent.parent / "schemas"
FILES = {"csv": "c.csv", "sarif": "r.sarif", "junit": "j.xml", "gitlab": "g.json", "summary": "s.md",
         "annotations": "a.txt", "text": "t.txt", "badges": "badges"}  # fmt: skip
FORMATS = [f"--format={name}={file}" for name, file in FILES.items()]
ADDRESS = "https://git.example/a/b/blob/c/"
GITHUB = {"GITHUB_SERVER_URL": "https://git.example", "GITHUB_REPOSITORY": "a/b", "GITHUB_SHA": "c"}
_COMMAND = re.compile(
    r"::(error|warning) (?:file=([^,:]+),line=\d+,endLine=\d+,title=[^,:]+|title=mkdocs-report)::[^\r\n]*"
)
_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"
_TAGS = {"main", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "b", "ul", "li", "a",
         "strong", "em", "code"}  # fmt: skip


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which every format was written in one run, under GitHub."""
    docs = write_course(tmp_path_factory.mktemp("course"), CASES) / "docs"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in GITHUB.items():
            patch.setenv(name, value)
        patch.setattr("mkdocs_report.export.github.MAX_ANNOTATIONS", 1_000_000)  # all are looked at
        patch.chdir(docs)
        assert main(["check", "groups", "--settings", "../mkdocs.yml", *FORMATS]) == 1
    return docs


def text(written: Path, name: str) -> str:
    return (written / FILES[name]).read_bytes().decode("utf-8-sig")


@pytest.mark.parametrize("name", ["csv", "junit", "summary", "annotations", "text"])
def test_no_character_steers_a_terminal_or_a_line(written: Path, name: str) -> None:
    assert steering(text(written, name)) == set()


@pytest.mark.parametrize("name", ["csv", "sarif", "junit", "gitlab", "summary", "text"])
def test_no_line_is_an_order_to_a_build(written: Path, name: str) -> None:
    assert orders(text(written, name)) == []


class TestCsv:
    def test_no_cell_is_a_formula(self, written: Path) -> None:
        rows = list(csv.reader(io.StringIO(text(written, "csv"))))
        assert {len(row) for row in rows} == {len(COLUMNS)}
        assert [cell for row in rows for cell in row if starts_a_formula(cell)] == []

    @pytest.mark.parametrize("separator", [";", "|", "\t"])
    def test_nor_is_one_where_another_sign_parts_cells(self, written: Path, separator: str) -> None:
        for line in text(written, "csv").splitlines():
            cells = [*next(csv.reader([line], delimiter=separator)), *line.split(separator)]
            assert [cell for cell in cells if starts_a_formula(cell)] == []

    def test_formulas_are_found(self) -> None:
        assert all(starts_a_formula(cell) for cell in ("=1", " =1", "\uff1d1", '"=1', "\u200b@x"))
        assert not starts_a_formula("'=1")


def starts_a_formula(cell: str) -> bool:
    return cell.lstrip(' \t\r\n"\u00a0\u3000\u200b\ufeff')[:1] in tuple(_SIGNS)


class TestXml:
    def test_it_is_well_formed_and_whole(self, written: Path) -> None:
        root = etree.fromstring((written / FILES["junit"]).read_bytes(), etree.XMLParser(resolve_entities=False))
        assert len(root) == len(CASES) + 1
        assert {e.tag for e in root.iter()} == {
            "testsuites",
            "testsuite",
            "testcase",
            "failure",
            "skipped",
            "system-out",
        }
        assert Counter(len(suite) for suite in root)[5] >= len(CASES) - 3


class TestSarif:
    def test_the_schema(self, written: Path) -> None:
        log = json.loads(text(written, "sarif"))
        jsonschema.Draft202012Validator(json.loads((SCHEMAS / "sarif.json").read_text())).validate(log)
        results = log["runs"][0]["results"]
        assert len({r["partialFingerprints"]["mkdocsReport/v1"] for r in results}) == len(results)
        for result in results:
            message = result["message"]["text"]
            assert steering(message) == set()
            assert re.search(r"(?<!\\)(?:\\\\)*[\[\]]", message) is None  # none without a backslash
            assert re.search(r"(?<!\{)(?:\{\{)*\{(?!\{)", message) is None


def test_gitlab(written: Path) -> None:
    found = json.loads(text(written, "gitlab"))
    jsonschema.Draft202012Validator(json.loads((SCHEMAS / "gitlab.json").read_text())).validate(found)
    assert steering("".join(each["description"] + each["location"]["path"] for each in found)) == set()


def test_annotations_are_ours_alone(written: Path) -> None:
    lines = text(written, "annotations").removesuffix("\n").split("\n")
    found = [_COMMAND.fullmatch(line) for line in lines]
    assert all(found), lines
    weighing = json.loads(text(written, "gitlab"))
    assert len(lines) >= len(weighing) > 100


class TestSummary:
    def tree(self, written: Path) -> Any:
        html = cmarkgfm.github_flavored_markdown_to_html(text(written, "summary"), Options.CMARK_OPT_UNSAFE)
        return lxml_html.fromstring(f"<main>{html}</main>")

    def test_nothing_but_our_elements(self, written: Path) -> None:
        tree = self.tree(written)
        assert {element.tag for element in tree.iter()} <= _TAGS
        assert {name for element in tree.iter() for name in element.attrib} <= {"href", "align", "open"}
        assert [href for href in tree.xpath("//@href") if not href.startswith(ADDRESS)] == []
        assert len(tree.xpath("//tbody/tr")) == len(CASES) + 1
        assert {len(row) for row in tree.xpath("//tr")} == {8}
        assert all(fold.getparent() is tree for fold in tree.xpath("//details"))

    def test_nobody_is_called(self, written: Path) -> None:
        tree = self.tree(written)
        for code in tree.xpath("//code"):
            code.text = ""  # GitHub looks for nobody in there
        assert re.findall(r"[@#]\w+", tree.text_content()) == []


def test_badges_hold_nothing_of_a_group(written: Path) -> None:
    badges = list((written / FILES["badges"]).iterdir())
    assert len(badges) == len(CASES) + 1
    pattern = (
        r'\{"schemaVersion": 1, "label": "report", "message": "(passed|\d+ (error|warning)s?)", "color": "\w+"\}\n'
    )
    assert [badge for badge in badges if not re.fullmatch(pattern, badge.read_text())] == []


@pytest.mark.parametrize(
    "case", [c for c in CASES if c.place in {Place.FOLDER, Place.TITLE}], ids=lambda case: case.name
)
def test_alone(
    capfdbinary: pytest.CaptureFixture[bytes], written: Path, monkeypatch: pytest.MonkeyPatch, case: Case
) -> None:
    """In the group's own folder, so that its name begins each path; what is printed is all that GitHub reads."""
    monkeypatch.chdir(written / "groups")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    file = f"{folder(case).decode('utf-8', 'surrogateescape')}/README.md"
    code, out = run(capfdbinary, ["check", f"./{file}", "--template", "../../template.md"])
    assert code in {0, 1}
    assert steering(out) == set()
    commands: Sequence[str] = orders(out)
    assert [line for line in commands if not _COMMAND.fullmatch(line)] == []
