"""What a checklist claims and a group's files show: globs, the evidence file, looking, judging."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_report.config.evidence import EvidenceEntry, Glob, find_evidence, read_evidence, unused_entries
from mkdocs_report.config.settings import Settings, Waiver
from mkdocs_report.course.group_files import read_group_files
from mkdocs_report.course.reader import make_course
from mkdocs_report.course.templates import load_templates
from mkdocs_report.errors import SettingsError
from mkdocs_report.model.caps import SPARE
from mkdocs_report.model.course import Course
from mkdocs_report.model.evidence import Proof
from mkdocs_report.model.finding import Severity
from mkdocs_report.model.origin import MAX_REASON, Origin, moment
from mkdocs_report.model.template import ChecklistItem
from mkdocs_report.pages.checklist import TickCount, checklist_page
from mkdocs_report.pages.overview import overview
from mkdocs_report.pages.report import report_page
from mkdocs_report.parsing.collect_record import Collected, State, state_file, write_collected, write_state
from mkdocs_report.rules.claims import claimed_not_found
from tests.course.test_git_history import GIT
from tests.support.reports import TEMPLATE, fill, write_group
from tests.support.settings import settings_from

RECORD = Collected(
    group="one",
    repository="https://git.example.org/a/one",
    branch="main",
    commit="0123456789abcdef0123456789abcdef01234567",
    date="2026-01-23T22:15:00+01:00",
    path="README.md",
    before="2026-01-23T23:59:00+01:00",
    late=2,
    names=("Dockerfile", "README.md", "photos/hands.jpg"),
)
EVIDENCE = (
    "- {item: wash your HANDS, any: 'photos/*.jpg'}\n- {item: recipe, all: [recipe.md, '**/*.csv'], what: a recipe}\n"
)
WASH, READ = "* [ ] Wash your hands", "* [ ] Read the `recipe` twice"


def tick(text: str, *items: str) -> str:
    for item in items:
        text = text.replace(item, item.replace("[ ]", "[x]"))
    return text


def collect(folder: Path, **changes: object) -> None:
    """Leave a record beside a report, as collecting does; what is no text is written as JSON can."""
    text = write_collected(replace(RECORD, **changes))  # type: ignore[arg-type]
    (folder / "collected.json").write_text(text, encoding="utf-8", errors="backslashreplace")


def course(root: Path, groups: dict[str, str], evidence: str = EVIDENCE, **settings: object) -> Course:
    """Judge groups, each of which was collected with the names of `RECORD`."""
    (root / "template.md").write_text(TEMPLATE)
    (root / "evidence.yml").write_text(evidence)
    files = [write_group(root / "groups" / name, text) for name, text in groups.items()]
    for file in files:
        collect(file.parent)
    return judge(root, files, **settings)


def judge(root: Path, files: list[Path], **settings: object) -> Course:
    read = replace(settings_from({"evidence": "evidence.yml"}, root), **settings)  # type: ignore[arg-type]
    return make_course(files, load_templates([root / "template.md"], root), read, root)


class TestGlob:
    @pytest.mark.parametrize(
        ("glob", "fits", "fits_not"),
        [
            ("Dockerfile", ["Dockerfile"], ["dockerfile", "a/Dockerfile", "Dockerfile.old"]),
            ("**/*[Dd]ockerfile*", ["Dockerfile", "a/b/dev.dockerfile"], ["dockerfile/x", "a/DOCKERFILE"]),
            ("src/**/*.py", ["src/a.py", "src/a/b/c.py"], ["a.py", "src.py", "src/a/b.pyc", "x/src/a.py"]),
            ("src/**", ["src/a", "src/a/b"], ["src", "srcs/a"]),
            ("**", ["a", "a/b", ".a"], []),
            ("**/tests/**/test_*.py", ["tests/test_a.py", "a/tests/b/c/test_a.py"], ["tests/a.py", "test_a.py"]),
            ("a/**/b/**/c", ["a/b/c", "a/x/b/y/z/c", "a/b/b/c"], ["a/c", "a/b", "a/b/c/d"]),
            ("**/a/b/**/a", ["a/b/a", "a/a/b/x/a"], ["a/b", "b/a"]),
            (".github/workflows/*.y*ml", [".github/workflows/ci.yaml"], [".github/workflows/a/ci.yml"]),
            ("*", [".dvc", "a"], ["a/b", "/"]),
            ("?[!a]", ["xb"], ["xa", "x"]),
            ("**/**/x", ["x", "a/x"], ["x/a"]),
            ("[", ["["], ["a"]),
            ("(a+)+$", ["(a+)+$"], ["aaa"]),
        ],
    )
    def test_whole_paths(self, glob: str, fits: list[str], fits_not: list[str]) -> None:
        assert [name for name in fits if not Glob(glob).fits(name.split("/"))] == []
        assert [name for name in fits_not if Glob(glob).fits(name.split("/"))] == []

    @pytest.mark.parametrize(
        ("glob", "name"),
        [
            ("*a*a*a*a*a*a*a*b", "a" * 200_000),
            ("**/a/**/a/**/a/**/b", "a/" * 100_000 + "c"),
            ("**/*a*/**/*a*/**/*b", "aaaa/" * 50_000),
        ],
    )
    def test_no_name_takes_long(self, glob: str, name: str) -> None:
        assert not Glob(glob).fits(name.split("/"))

    def test_a_hundred_thousand_names(self) -> None:
        names = tuple(f"data/part-{n % 100}/{n}.csv" for n in range(100_000))
        clue = "- {item: x, all: ['**/99999.csv', 'data/*/5.csv']}\n- {item: y, any: '**/*.parquet'}"
        items = [ChecklistItem(text, "x", line, "") for line, text in enumerate("xy", 1)]
        found, missing = find_evidence(items, _entries(clue), names)
        assert found.found == ("data/part-99/99999.csv", "data/part-5/5.csv")
        assert (found.proof, missing.proof) == (Proof.FOUND, Proof.MISSING)


def _entries(text: str) -> tuple[EvidenceEntry, ...]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "e.yml"
        file.write_text(text)
        return read_evidence(file, "e.yml")


class TestFile:
    def test_an_entry(self) -> None:
        first, second = _entries(EVIDENCE)
        assert (first.items, first.needs_all, first.what, first.line) == (
            ("wash your hands",),
            False,
            "photos/*.jpg",
            1,
        )
        assert (second.needs_all, second.what, [glob.text for glob in second.globs]) == (
            True,
            "a recipe",
            ["recipe.md", "**/*.csv"],
        )
        assert _entries("# nothing yet\n") == ()
        assert _entries("- {item: [a, b], any: [x, y]}")[0].what == "x or y"
        assert _entries("- {item: [a, b], all: [x, y]}")[0].what == "x and y"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("item: a", "e.yml:1: not a list. Write entries as “- item: …” and “any: …”."),
            ("- a", "e.yml:1: not an entry. Write “item: …” and “any: …”."),
            ("- item: a\n  anny: x", "e.yml:2: there is no “anny”. Did you mean “any”?"),
            ("- any: x", "e.yml:1: “item” is missing"),
            ("\n- item: a", "e.yml:2: write either “any” or “all”"),
            ("- {item: a, any: x, all: y}", "e.yml:1: write either “any” or “all”"),
            ("- item: a\n  any:\n    b: c", "e.yml:3: “any” is not a text."),
            ("- item: '**'\n  any: b", "e.yml:1: “item” needs a text with at least one word."),
            ("- item: a\n  any: []", "e.yml:1: “any” is empty."),
            ("- item: []\n  any: b", "e.yml:1: “item” is empty."),
            ("- item: a\n  any:\n  - b\n  - /etc/passwd", "e.yml:4: “/etc/passwd” is not a valid glob"),
            ("- item: a\n  any: ../b", "e.yml:2: “../b” is not a valid glob"),
            ("- item: a\n  any: src\\b", "e.yml:2: “src\\b” is not a valid glob"),
            ("- item: a\n  any: src/", "e.yml:2: “src/” is not a valid glob"),
            ("- item: 'a", "invalid YAML"),
            ("[" * 5_000, "is nested too deeply"),
        ],
    )
    def test_errors_name_file_and_line(self, text: str, message: str) -> None:
        with pytest.raises(SettingsError) as error:
            _entries(text)
        assert message in str(error.value)

    def test_the_setting(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match=r"evidence: write the path of a file"):
            settings_from({"evidence": ["e.yml"]}, tmp_path)
        with pytest.raises(SettingsError, match=r"evidence: file not found: e\.yml"):
            settings_from({"evidence": "e.yml"}, tmp_path)

    def test_an_entry_about_nothing_is_told_with_the_nearest_item(self) -> None:
        entries = _entries("- {item: wash the hands, any: x}\n- {item: [table, glue], any: y}\n- {item: clean, any: z}")
        items = ["Wash your **hands**", "Clean the table"]
        assert list(unused_entries(entries, items)) == [
            (1, "No item of the checklist contains “wash the hands”. Did you mean “Wash your **hands**”?"),
            (2, "No item of the checklist contains “glue”."),
            (3, "The entry is never used: the entry in line 2 matches the same items first."),
        ]


class TestJudging:
    def test_claims_and_files(self, tmp_path: Path) -> None:
        found = course(tmp_path, {"one": tick(fill(), WASH, READ), "two": fill(q1="8")})
        one, two = found.reports
        assert [(e.item, e.proof, e.found, e.missing) for e in one.report.evidence] == [
            ("Wash your hands", Proof.FOUND, ("photos/hands.jpg",), ()),
            ("Read the `recipe` twice", Proof.MISSING, (), ("recipe.md", "**/*.csv")),
        ]
        assert [e.proof for e in two.report.evidence] == [Proof.UNCLAIMED, Proof.OPEN]
        assert [(f.rule, f.severity, f.line, f.message, f.expected) for f in one.findings] == [
            (
                "claimed-not-found",
                Severity.WARNING,
                10,
                "“Read the `recipe` twice” is ticked, but no file was found for it: a recipe.",
                "a recipe",
            )
        ]
        assert two.findings == ()
        assert found.problems == ()

    def test_a_part_is_not_enough_for_all(self, tmp_path: Path) -> None:
        entries = "- {item: hands, all: [Dockerfile, '**/*.csv']}\n- {item: recipe, any: [x, Dockerfile]}"
        [one] = course(tmp_path, {"one": tick(fill(), WASH, READ)}, entries).reports
        assert [f.message for f in one.findings] == [
            "“Wash your hands” is ticked, but some of its files were not found: **/*.csv."
        ]

    def test_what_is_not_known_is_not_judged(self, tmp_path: Path) -> None:
        course(tmp_path, {"one": tick(fill(), WASH, READ), "two": fill(q1="8")})
        (tmp_path / "groups/one/collected.json").unlink()
        files = [tmp_path / f"groups/{name}/README.md" for name in ("one", "two")]
        found = judge(tmp_path, files)
        assert [e.proof for e in found.reports[0].report.evidence] == [Proof.UNKNOWN] * 2
        assert found.reports[0].findings == ()
        assert found.problems == ()
        collect(tmp_path / "groups/two", names=())
        assert [problem.message for problem in judge(tmp_path, files).problems] == [
            "No evidence can be looked up: the names of the groups' files are unknown. Collect the reports first."
        ]

    def test_an_entry_about_nothing_is_a_problem_of_the_course(self, tmp_path: Path) -> None:
        found = course(tmp_path, {"one": fill()}, EVIDENCE + "- {item: wash the cups, any: x}")
        assert [(p.path, p.line) for p in found.problems] == [("evidence.yml", 3)]

    def test_a_waiver_excuses_one_item(self, tmp_path: Path) -> None:
        text = tick(fill(), WASH, READ)
        entries = "- {item: [hands, recipe], any: nothing}"
        waiver = Waiver("one", "claimed-not-found", "On paper.", line=1, item="RECIPE")
        found = course(tmp_path, {"one": text}, entries, waivers=(waiver,), waivers_path="w.yml")
        assert [f.waived for f in found.reports[0].findings] == [None, "On paper."]
        assert found.problems == ()
        for item, excused in ((None, ["On paper."] * 2), ("cups", [None] * 2)):
            found = course(tmp_path, {"one": text}, entries, waivers=(replace(waiver, item=item),))
            assert [f.waived for f in found.reports[0].findings] == excused
        assert len(found.problems) == 1

    def test_a_report_without_evidence_has_none(self, tmp_path: Path) -> None:
        (tmp_path / "template.md").write_text(TEMPLATE)
        file = write_group(tmp_path / "one", tick(fill(), WASH))
        [one] = make_course([file], load_templates([tmp_path / "template.md"], tmp_path), Settings(), tmp_path).reports
        assert (one.report.evidence, one.report.origin) == ((), None)
        assert list(claimed_not_found(one.report)) == []


class TestOwnRepository:
    """A student's own repository, and what is not one."""

    @pytest.fixture
    def repository(self, tmp_path: Path) -> Path:
        root = tmp_path / "mine"
        write_group(root / "reports", tick(fill(), WASH))
        (root / "photos").mkdir()
        (root / "photos/a.jpg").write_text("x")
        (root / "photos/ørred.jpg").write_text("x")
        subprocess.run(["git", "init", "-q"], cwd=root, env=GIT, check=True)
        subprocess.run(["git", "add", "."], cwd=root, env=GIT, check=True)
        (root / "untracked").write_text("x")
        return root

    def test_git_knows_the_names(self, repository: Path) -> None:
        names = read_group_files(repository, repository, is_only_report=True).names
        assert names == ("photos/a.jpg", "photos/ørred.jpg", "reports/README.md", "reports/figures/loaf.png")
        assert read_group_files(repository, repository / "photos", is_only_report=True).names == names

    def test_it_is_looked_at_when_the_report_is_checked(self, repository: Path) -> None:
        (repository / "template.md").write_text(TEMPLATE)
        (repository / "evidence.yml").write_text("- {item: hands, any: 'photos/*'}")
        [one] = judge(repository, [repository / "reports/README.md"]).reports
        assert [e.found for e in one.report.evidence] == [("photos/a.jpg", "photos/ørred.jpg")]

    def test_no_other_repository_is_asked(self, repository: Path, tmp_path: Path) -> None:
        assert read_group_files(repository, repository, is_only_report=False).names is None
        assert (
            read_group_files(repository, tmp_path, is_only_report=True).names is None
        )  # a repository inside the project
        assert (
            read_group_files(repository / "reports", repository, is_only_report=True).names is None
        )  # a folder of a course's

    def test_a_course_is_nobodys_evidence(self, repository: Path) -> None:
        (repository / "template.md").write_text(TEMPLATE)
        (repository / "evidence.yml").write_text("- {item: hands, any: 'photos/*'}")
        files = [write_group(repository / "groups" / name, tick(fill(), WASH)) for name in ("one", "two")]
        for chosen in (files, files[:1]):
            assert {e.proof for j in judge(repository, chosen).reports for e in j.report.evidence} == {Proof.UNKNOWN}

    def test_without_git(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")
        assert read_group_files(repository, repository, is_only_report=True).names is None


class TestOrigin:
    def origin(self, tmp_path: Path, **changes: object) -> Origin | None:
        (tmp_path / "one").mkdir(exist_ok=True)
        collect(tmp_path / "one", **changes)
        return read_group_files(tmp_path / "one", tmp_path, is_only_report=False).origin

    def test_a_record(self, tmp_path: Path) -> None:
        found = self.origin(tmp_path)
        assert found
        assert (found.short, found.when, found.deadline) == (
            "0123456",
            "2026-01-23 22:15 +01:00",
            "2026-01-23 23:59 +01:00",
        )
        assert (found.late, found.stale) == (2, None)
        assert found.url == f"https://git.example.org/a/one/commit/{RECORD.commit}"
        assert found.changes_url is None

    @pytest.mark.parametrize(
        "repository",
        [
            "git@github.com:a/b.git",
            "javascript:alert(1)//https://a.b/c",
            "https://user:token@git.example.org/a/b",
            'https://a.b/c"onclick="x',
            "https://a.b/c\n/d",
            "/srv/git/one",
            "https://github.com/Student\u00a02/one",
            "",
        ],
    )
    def test_an_address_that_is_no_place_to_lead_to(self, tmp_path: Path, repository: str) -> None:
        found = self.origin(tmp_path, repository=repository)
        assert found
        assert (found.url, found.changes_url) == (None, None)

    def test_an_address_with_its_suffix(self, tmp_path: Path) -> None:
        found = self.origin(tmp_path, repository="https://github.com/a/b.c.git/")
        assert found
        assert found.url == f"https://github.com/a/b.c/commit/{RECORD.commit}"
        assert found.changes_url == f"https://github.com/a/b.c/compare/{RECORD.commit}...HEAD"

    @pytest.mark.parametrize(
        "changes",
        [
            {"commit": "<script>"},
            {"commit": "main"},
            {"commit": "0" * 9999},
            {"date": "yesterday"},
            {"date": "2026-01-23T22:15:00+01:00<b>"},
            {"before": "soon"},
        ],
    )
    def test_what_no_record_says_is_not_shown(self, tmp_path: Path, changes: dict[str, object]) -> None:
        assert self.origin(tmp_path, **changes) is None

    def test_numbers_below_nothing(self, tmp_path: Path) -> None:
        found = self.origin(tmp_path, late=-3, before=None)
        assert found
        assert (found.late, found.deadline) == (0, None)

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("2026-01-23T23:59:59Z", "2026-01-23 23:59 +00:00"),
            ("2026-01-23T23:59:00", "2026-01-23 23:59"),
            ("2026-01-23 23:59:00.123456-05:30", "2026-01-23 23:59 -05:30"),
        ],
    )
    def test_times(self, text: str, shown: str) -> None:
        assert moment(text) == shown

    def test_a_stale_copy_says_why_without_an_address(self, tmp_path: Path) -> None:
        file = state_file(tmp_path / "one")
        file.parent.mkdir()
        error = "fatal: https://tok@git.example.org/ada/x\nnot found; 'git@github.com:ada/x.git' neither. " + "x" * 9999
        file.write_text(write_state(State("one", error=error)))
        found = self.origin(tmp_path)
        assert found
        assert found.stale
        assert found.stale.startswith("fatal: … not found; '…' neither. xxx")
        assert len(found.stale) <= MAX_REASON + SPARE  # it is cut when people are masked
        file.write_text(write_state(State("one")))
        assert (found := self.origin(tmp_path))
        assert found.stale is None


HOSTILE = {
    "empty": b"",
    "no JSON": b"{'a': 1}",
    "no object": b"[1, 2]",
    "a number": b"7",
    "deep": b"[" * 200_000,
    "deep in a key": b'{"names": ' + b"[" * 200_000,
    "no UTF-8": b'{"group": "\xff"}',
    "other types": json.dumps(
        {"group": 1, "repository": [], "branch": None, "commit": {}, "date": 3, "path": 1}
    ).encode(),
    "names of other types": write_collected(RECORD).replace('"Dockerfile"', '{"a": [null]}').encode(),
    "names that are one": write_collected(RECORD).encode().replace(b"[", b'"', 1).replace(b"]", b'"', 1),
    "a number of a million digits": write_collected(RECORD).replace('"late": 2', '"late": ' + "9" * 1_000_000).encode(),
    "huge": write_collected(RECORD).encode() + b" " * 9_000_000,
    "not a number": write_collected(RECORD).replace('"late": 2', '"late": NaN').encode(),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_record_that_nobody_can_use_stops_nothing(tmp_path: Path, data: bytes) -> None:
    course(tmp_path, {"one": tick(fill(), WASH), "two": fill(q1="8")})
    for file in (tmp_path / "groups/one/collected.json", state_file(tmp_path / "groups/one")):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
    found = judge(tmp_path, [tmp_path / f"groups/{name}/README.md" for name in ("one", "two")])
    assert [f.rule for f in found.reports[0].findings] in ([], ["claimed-not-found"])
    assert found.reports[1].report.evidence[0].proof is Proof.UNCLAIMED


def test_names_that_no_system_has_are_passed_over(tmp_path: Path) -> None:
    course(tmp_path, {"one": tick(fill(), WASH), "two": fill(q1="8")})
    collect(tmp_path / "groups/one", names=("photos/" + "a" * 5_000_000 + ".jpg", "photos/b.jpg"))
    files = [tmp_path / f"groups/{name}/README.md" for name in ("one", "two")]
    assert judge(tmp_path, files).reports[0].report.evidence[0].found == ("photos/b.jpg",)


def test_links_and_pipes_are_not_read(tmp_path: Path) -> None:
    course(tmp_path, {"one": tick(fill(), WASH), "two": fill(q1="8")})
    record = tmp_path / "groups/one/collected.json"
    record.unlink()
    record.symlink_to(tmp_path / "groups/two/collected.json")
    files = [tmp_path / f"groups/{name}/README.md" for name in ("one", "two")]
    assert judge(tmp_path, files).reports[0].report.origin is None
    record.unlink()
    os.mkfifo(record)
    state_file(record.parent).parent.mkdir()
    assert judge(tmp_path, files).reports[0].report.origin is None


class TestViews:
    def test_the_checklists_page(self, tmp_path: Path) -> None:
        page = checklist_page(course(tmp_path, {"one": tick(fill(), WASH, READ), "two": fill(q1="8")}))
        wash, read, clean = (item for part in page.subsections for item in part.items)
        assert [(mark, e and e.proof) for mark, e in wash.cells] == [(True, Proof.FOUND), (False, Proof.UNCLAIMED)]
        assert [(mark, e and e.proof) for mark, e in read.cells] == [(True, Proof.MISSING), (False, Proof.OPEN)]
        assert clean.cells == ((False, None), (False, None))
        assert (wash.found_ticks, read.found_ticks, clean.found_ticks) == (
            TickCount(1, 1),
            TickCount(0, 1),
            TickCount(0, 0),
        )
        assert (page.subsections[0].found_ticks, page.found_ticks) == (TickCount(1, 2), TickCount(1, 2))
        assert page.proofs == (Proof.FOUND, Proof.MISSING, Proof.UNCLAIMED, Proof.OPEN)

    def test_a_groups_page(self, tmp_path: Path) -> None:
        [one] = course(tmp_path, {"one": tick(fill(), WASH, READ)}).reports
        page = report_page(one)
        assert [part.missing for part in page.checklist] == [1, 0]
        assert (page.origin and page.origin.late, page.commit, page.commit_url) == (2, None, None)
        assert report_page(one, link_commit=True).commit_url == f"https://git.example.org/a/one/commit/{RECORD.commit}"

    def test_the_overview(self, tmp_path: Path) -> None:
        found = course(tmp_path, {"one": fill(), "two": fill(q1="8")})
        collect(tmp_path / "groups/two", late=0)
        file = state_file(tmp_path / "groups/two")
        file.parent.mkdir()
        file.write_text(write_state(State("two", error="gone")))
        found = judge(tmp_path, [tmp_path / f"groups/{name}/README.md" for name in ("one", "two")])
        view = overview(found, ())
        assert [(row.late, row.stale) for row in view.groups] == [(2, None), (0, "gone")]
        assert (view.late, view.stale) == (1, 1)
