"""Rosters: columns by their names, every wrong line named at once, one reader for who publishes and who collects."""

from __future__ import annotations

import csv
import json
import re
from functools import partial
from pathlib import Path

import pytest

from mkdocs_report.collect.address import read_address
from mkdocs_report.collect.run import check_entry
from mkdocs_report.config.roster import Roster, RosterEntry, candidate_members, folder_name
from mkdocs_report.config.roster_file import read_collectable, read_roster
from mkdocs_report.errors import SettingsError
from mkdocs_report.masking.matching import Member

URL = "https://github.com/example/bread"


def write(tmp_path: Path, text: str | bytes, name: str = "roster.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def check(entry: RosterEntry) -> None:
    if entry.repository:
        read_address(entry.repository)


class TestMembers:
    def read(self, tmp_path: Path, text: str | bytes, name: str = "roster.csv") -> dict[str, list[tuple[str, str]]]:
        found = read_roster(write(tmp_path, text, name), name, r"s\d{6}")
        return {group: [(m.name, m.number) for m in members] for group, members in found.members.items()}

    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_columns_by_name(self, tmp_path: Path, sign: str, end: str) -> None:
        text = "\ufeffrepo_url,student_1,Group_Number,student_2\nx,Ada Lovelace (s111111),1,s222222\n\ny,Bo,2,\n"
        assert self.read(tmp_path, text.replace(",", sign).replace("\n", end)) == {
            "1": [("Ada Lovelace", "s111111"), ("", "s222222")],
            "2": [("Bo", "")],
        }

    @pytest.mark.parametrize(
        ("cell", "members"),
        [
            ("Ada Lovelace <ada@dtu.dk>", [("Ada Lovelace", "")]),
            ("Ada Lovelace <s123456@dtu.dk>", [("Ada Lovelace", "s123456")]),
            ("s123456 - Ada Lovelace", [("Ada Lovelace", "s123456")]),
            ("Ada Lovelace / s123456", [("Ada Lovelace", "s123456")]),
            ("Ada Lovelace; Bo Berg", [("Ada Lovelace", ""), ("Bo Berg", "")]),
            ("Ada Lovelace, Bo Berg", [("Ada Lovelace", ""), ("Bo Berg", "")]),
            ("Lovelace, Ada", [("Ada Lovelace", "")]),
            ("van der Berg, Bo (s123456)", [("Bo van der Berg", "s123456")]),
            ("Ada Lovelace (she/her)", [("Ada Lovelace", "")]),
            *((cell, []) for cell in ("-", "N/A", "none", "x", "tbd", "?", "4")),
        ],
    )
    @pytest.mark.parametrize("name", ["roster.csv", "roster.yml"])
    def test_a_cell_as_people_write_it(
        self, tmp_path: Path, name: str, cell: str, members: list[tuple[str, str]]
    ) -> None:
        quoted = json.dumps(cell)
        text = f"- {{group: 1, members: {quoted}}}" if name.endswith("yml") else f"group,student_1\n1,{quoted}"
        assert self.read(tmp_path, text, name) == {"1": members}

    @pytest.mark.parametrize("cell", ["Ada, Bo, Cy", "Ada=Lovelace", "Ada @home", "x" * 300])
    def test_a_cell_that_can_not_be_read(self, tmp_path: Path, cell: str) -> None:
        with pytest.raises(SettingsError, match=r"roster\.csv:2: column 2: members: "):
            self.read(tmp_path, f'group,student_1\n1,"{cell}"\n')

    def test_a_name_beside_students_is_the_project(self, tmp_path: Path) -> None:
        text = "group,name,student_1\n1,Bread Classifier,Ada Berg\n"
        assert self.read(tmp_path, text) == {"1": [("Ada Berg", "")]}

    def test_a_group_over_several_lines(self, tmp_path: Path) -> None:
        assert self.read(tmp_path, "group,name\n1,Ada\n1,Bo\n") == {"1": [("Ada", ""), ("Bo", "")]}

    def test_yaml(self, tmp_path: Path) -> None:
        text = "groups:\n- group: 1\n  members: [Ada (s111111), Bo]\n- {id: two, student_1: Cy, student_2: }\n"
        assert self.read(tmp_path, text, "roster.yml") == {"1": [("Ada", "s111111"), ("Bo", "")], "two": [("Cy", "")]}

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "roster.csv:1: a column is missing"),
            ("groop,name\n1,Ada\n", "Did you mean “group”?"),
            ("group,repo_url\n1,x\n", "at least one “student_1”"),
            ("group,name\n,Ada\n", "roster.csv:2: the group is missing"),
            (
                "group,name\n,Ada\n1,Bo\n,Cy\n",
                "2 invalid lines:\n  roster.csv:2: the group is missing. Write its id.\n  roster.csv:4",
            ),
            (b"group,name\n1,\xff\n", "not UTF-8"),
            ('group,name\n1,"' + "x" * 200_000, "invalid CSV"),
        ],
    )
    def test_errors_name_file_and_line(self, tmp_path: Path, text: str | bytes, message: str) -> None:
        with pytest.raises(SettingsError, match=re.escape(message)):
            self.read(tmp_path, text)
        with pytest.raises(SettingsError, match="cannot be read"):
            read_roster(tmp_path / "gone.csv", "gone.csv", r"s\d{6}")

    def test_lines_are_those_of_the_file(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match=re.escape("roster.csv:5: the group is missing")):
            self.read(tmp_path, 'group,name\n1,"Ada\n\nLovelace"\n,Bo\n')

    def test_groups_are_found_by_id_title_or_number(self, tmp_path: Path) -> None:
        roster = read_roster(write(tmp_path, "group,name\n7,Ada\nothers,Bo\nTeam 9,Cy\n"), "roster.csv").members
        assert candidate_members(roster, "07-heron", "The Herons")[0].name == "Ada"
        assert candidate_members(roster, "x", "Group 7")[0].name == "Ada"
        assert candidate_members(roster, "others", "Group 9")[0].name == "Bo"
        assert candidate_members(roster, "Team-9", "x")[0].name == "Cy"
        assert candidate_members(roster, "x", "y") == ()


class TestCollectable:
    def read(self, tmp_path: Path, text: str, name: str = "roster.csv") -> Roster:
        return read_collectable(write(tmp_path, text, name), name, check)

    def test_the_usual_form(self, tmp_path: Path) -> None:
        head = "group_number,student_1,student_2,student_3,student_4,student_5,repo_url\n"
        entry = self.read(tmp_path, f"{head}7,Ada,Bo,,,,{URL}\n").entries[0]
        assert (entry.group, entry.folder, entry.repository, entry.line, entry.consent) == ("7", "7", URL, 2, True)
        assert [member.name for member in entry.members] == ["Ada", "Bo"]

    def test_everything_in_any_order(self, tmp_path: Path) -> None:
        text = f"Path;Branch;Consent;Repository;Group;Remark\nfinal/a.md;main;ja;{URL};The Herons;late\n"
        entry = self.read(tmp_path, text).entries[0]
        assert (entry.folder, entry.path, entry.branch, entry.consent) == ("The-Herons", "final/a.md", "main", True)

    def test_yaml(self, tmp_path: Path) -> None:
        text = f"- group: heron\n  repository: {URL}\n  branch: final\n  consent: yes\n- group: otter\n  repository:\n"
        roster = self.read(tmp_path, text, "roster.yaml")
        assert [(e.group, e.repository, e.branch, e.consent, e.line) for e in roster.entries] == [
            ("heron", URL, "final", True, 1),
            ("otter", "", "", False, 5),
        ]

    def test_every_wrong_line_is_named_at_once(self, tmp_path: Path) -> None:
        lines = (
            "group,repository,branch,consent",
            f"1,{URL},main,yes",
            f",{URL},,",
            "2,--upload-pack=x,,",
            f"3,{URL},main,maybe",
            f"../4,{URL},,",
            "5,ext::sh -c x,,",
            f"A,{URL},,",
            f"a,{URL},,",
            f"1,{URL}-other,main,",
            f"CON,{URL},,",
            f"6,{URL},-x,",
        )
        with pytest.raises(SettingsError) as caught:
            self.read(tmp_path, "\n".join(lines))
        message = str(caught.value)
        assert [int(n) for n in re.findall(r"roster.csv:(\d+):", message)] == [3, 4, 5, 6, 7, 9, 10, 11]
        assert "9: the group and the group in line 8 would share a folder" in message
        assert "10: the group has another repository in line 2" in message

    def test_repositories_are_needed(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match="at least one “repo_url”"):
            self.read(tmp_path, "group,name\n1,Ada\n")

    @pytest.mark.parametrize("text", ["- x\n", "group: 1\n", "- {group: 1, repository: {a: b}}\n", "- [", "- " * 5000])
    def test_yaml_that_is_no_roster(self, text: str, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match=r"roster\.yml"):
            self.read(tmp_path, text, "roster.yml")


NAME = "Bo Quux"
UNREADABLE = (
    "NAME", "NAME, a, b", "NAME=x", "NAME @x", "NAME" * 20, "../NAME", "-NAME", "NAME://x", "NAME::x", "https://NAME/x",
    "https://x y/NAME", "ssh://NAME:x@y/z", "git@NAME:-x", "https://x.org:NAME/y", "a..NAME", "NAME.lock", "con.NAME",
    "NAME\x00", "*NAME", "&NAME x", "!NAME x", "{NAME: x}", "[NAME, [x]]", "'NAME", '"\\NAME"', "2026-01-23 NAME",
)  # fmt: skip
"""Texts with a name that hardly a column takes."""
COLUMNS = ("group", "student_1", "repository", "branch", "path", "deadline", "consent", "NAME")


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("ending", ["csv", "yml"])
def test_no_message_about_a_roster_shows_what_stands_in_it(column: str, ending: str, tmp_path: Path) -> None:
    told = []
    for text in UNREADABLE:
        cells = {"group": "1", "repository": URL, "student_1": NAME, column: text}
        cells = {head.replace("NAME", NAME): cell.replace("NAME", NAME) for head, cell in cells.items()}
        lines = "\n  ".join(f"{head}: {cell}" for head, cell in cells.items())
        file = write(tmp_path, f"- {lines}\n", f"r.{ending}")
        if ending == "csv":
            with file.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows([cells.keys(), cells.values()])
        for read in (partial(read_roster, file, file.name), partial(read_collectable, file, file.name, check_entry)):
            try:
                told += [unused.message for unused in read().unused]
            except SettingsError as error:
                told.append(str(error).removeprefix(f"roster: r.{ending}:"))
    assert [message for message in told if message.startswith("roster")] == []
    assert [message for message in told if "quux" in message.casefold()] == []
    assert told


@pytest.mark.parametrize(
    ("ending", "text", "place"),
    [
        ("csv", "group,student_1,student_2\n1,Bo,Ada=x\n", "2: column 3: members: "),
        ("csv", "group,consent,student_2\n1,perhaps,Ada\n", "2: column 2: consent: "),
        ("yml", "- group: 1\n  members:\n  - Bo\n  - Ada=x\n", "4: members: "),
        ("yml", "- group: 1\n  members: [Bo\n- [", "3: column 3: invalid YAML"),
    ],
)
def test_a_message_names_line_and_column(ending: str, text: str, place: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=f"^roster: r.{ending}:{place}"):
        read_roster(write(tmp_path, text, f"r.{ending}"), f"r.{ending}")


@pytest.mark.parametrize("said", ["yes", "Yes", "TRUE", "1", "x", "X", "y", "ok", "✓", " yes. "])
def test_consent_is_given(said: str, tmp_path: Path) -> None:
    assert read_roster(write(tmp_path, f"group,name,consent\n1,Ada,{said}\n"), "r").entries[0].consent


@pytest.mark.parametrize("said", ["no", "No", "false", "0", "withdrawn", "", " ", "n"])
def test_consent_is_not_given(said: str, tmp_path: Path) -> None:
    roster = read_roster(write(tmp_path, f"group,name,consent\n1,Ada,{said}\n1,Bo,yes\n"), "r")
    assert roster.asks_consent
    assert not roster.entries[0].consent


def test_a_line_that_ends_before_the_column_gives_no_consent(tmp_path: Path) -> None:
    assert not read_roster(write(tmp_path, "group,name,consent\n1,Ada\n"), "r").entries[0].consent


SLIPS = sorted(
    {
        *(f"{'consent'[:i]}{'consent'[i + 1 :]}" for i in range(7)),
        *(f"{'consent'[:i]}{'consent'[i + 1]}{'consent'[i]}{'consent'[i + 2 :]}" for i in range(6)),
        *(f"{'consent'[:i]}w{'consent'[i:]}" for i in range(1, 7)),
        *(f"{'consent'[:i]}w{'consent'[i + 1 :]}" for i in range(7)),
        *("concent", "consend", "konsent", "CONSNET", "Consnet given?", "con sent", "c_o_n_sent", "student consnet"),
    }
)
SYNONYMS = """agreed|agrees?|Agreement|has_agreed|permission|permitted|Allowed|approved|approval|authorised|accepted|
publish|may publish|public|Publishing OK|opt-in|opt out|OptIn|GDPR|DSGVO|ok|Einwilligung|Einverstanden|Zustimmung|
zugestimmt|Erlaubnis|Veröffentlichung|Freigabe|samtykke|Samtycke|tilladelse|tillatelse|godkendt|godkänd|accord|
autorisation|autorización|permiso|acuerdo|consenso|autorizzazione|acordo|toestemming|akkoord|zgoda|souhlas|suostumus|
hozzájárulás|onay|согласие|同意|동의""".replace("\n", "").split("|")


@pytest.mark.parametrize("name", [*SLIPS, *SYNONYMS])
@pytest.mark.parametrize("kind", ["csv", "yml"])
def test_a_column_that_may_be_about_consent_publishes_nobody(name: str, kind: str, tmp_path: Path) -> None:
    text = f"group,name,{name}\n1,Ada,no\n" if kind == "csv" else f'- group: 1\n  name: Ada\n  "{name}": no\n'
    line = 1 if kind == "csv" else 3
    with pytest.raises(
        SettingsError, match=rf"^roster: r\.{kind}:{line}: column 3 is unknown, and may be about consent"
    ):
        read_roster(write(tmp_path, text, f"r.{kind}"), f"r.{kind}")


def test_a_column_that_may_be_about_consent_is_no_matter_of_collecting(tmp_path: Path) -> None:
    file = write(tmp_path, "group,repository,consnet\n1,x,no\n")
    [column] = read_collectable(file, "r", lambda _entry: None).unused
    assert column.message == "the column “consnet” is not used. Did you mean “consent”?"


@pytest.mark.parametrize("name", ["Consent given?", "CONSENT", "written consent", "Consentement"])
def test_a_column_with_consent_in_its_name_is_understood(name: str, tmp_path: Path) -> None:
    assert not read_roster(write(tmp_path, f"group,name,{name}\n1,Ada,no\n"), "r").entries[0].consent


@pytest.mark.parametrize(
    "name",
    """comment|comments|content|contact|e-mail|project|project title|grade|points|attended|supervisor|room|country|
cohort|consultant|section|campus|study line|date|mayor|token|looks|notes|language|status|done|passed|score|seat|
institute|current|count|cost|content type""".replace("\n", "").split("|"),
)
def test_other_columns_stop_nothing(name: str, tmp_path: Path) -> None:
    roster = read_roster(write(tmp_path, f"group,student_1,{name}\n1,Ada,no\n"), "r")
    assert [(column.name, column.line) for column in roster.unused] == [(name, 1)]


def test_columns_that_are_not_used_have_their_own_line_in_yaml(tmp_path: Path) -> None:
    text = "groups:\n- group: 1\n  name: Ada\n  Seat: x\n- group: 2\n  name: Bo\n  seat: x\n  Room: y\n"
    roster = read_roster(write(tmp_path, text, "r.yml"), "r.yml")
    assert [(column.name, column.line) for column in roster.unused] == [("seat", 4), ("room", 8)]


def test_which_entries_are_about_a_report() -> None:
    roster = Roster((RosterEntry("7", 2), RosterEntry("The Herons", 3), RosterEntry("otter", 4)))
    assert [e.line for e in roster.entries_for("The-Herons", "Group 7")] == [2, 3]  # its title is another group's
    assert [e.line for e in roster.entries_for("07-x", "otter")] == [2, 4]
    assert roster.entries_for("x", "y") == ()


@pytest.mark.parametrize(
    ("name", "title", "meant"),
    [
        ("07-heron", "Group 8", ["7", "8"]),
        ("8", "Group 7", ["7", "8"]),
        ("2024-07", "x", ["7"]),
        ("2024-12", "x", ["2024-12"]),
        ("OTTER", "x", ["otter"]),
        ("x", "Otter", ["otter"]),
        ("team_9", "x", ["Team 9"]),
        ("x", "Group 9", ["Team 9"]),
        ("A\u030ale", "x", ["Åle"]),
        ("7", "Group 7", ["7"]),
        ("x", "y", []),
    ],
)
def test_everybody_who_may_be_meant_is_masked_and_must_agree(name: str, title: str, meant: list[str]) -> None:
    groups = ("7", "8", "otter", "Team 9", "Åle", "2024-12")
    for withheld in groups:
        entries = tuple(RosterEntry(g, n, (Member(g),), consent=g != withheld) for n, g in enumerate(groups))
        roster = Roster(entries, asks_consent=True)
        assert [entry.group for entry in roster.entries_for(name, title)] == meant
        assert [member.name for member in candidate_members(roster.members, name, title)] == meant
        assert roster.withholds(name, title) == (withheld in meant)


@pytest.mark.parametrize(
    ("group", "folder"),
    [
        ("7", "7"),
        ("Group 7", "Group-7"),
        ("a.b-c_d", "a.b-c_d"),
        ("Ærø", "Ærø"),
        *(
            (group, "")
            for group in ("", ".", "..", ".git", "-x", "a/b", "a\\b", "a:b", "nul", "COM1.x", "a.", "a\0b", "x" * 65)
        ),
    ],
)
def test_ids_become_folders(group: str, folder: str) -> None:
    assert folder_name(group) == folder


SECRET = "Ada Lovelace (s123456)"


class TestNothingPersonalInMessages:
    """An error names file, line and column, and repeats nothing that may be about a person."""

    @pytest.mark.parametrize("cell", [SECRET, "perhaps", "yes, but not Ada", "2026-01-23", "ask ada@example.org"])
    @pytest.mark.parametrize(
        ("head", "place"),
        [
            ("group,student_1,consent", ":2: column 3"),
            ("consent,group,student_1", ":2: column 1"),
            ("group,student_1,consent photos,consent report", ":2: column 4"),
        ],
    )
    def test_neither_yes_nor_no(self, tmp_path: Path, cell: str, head: str, place: str) -> None:
        cells = {"group": "one", "student_1": "Bo", "consent photos": "yes"}
        row = ",".join(f'"{cells.get(name, cell)}"' for name in head.split(","))
        error = self.error(tmp_path / "roster.csv", f"{head}\n{row}\n")
        assert error.startswith(f"roster: roster.csv{place}: consent: the cell is neither yes nor no.")
        assert cell not in error

    @pytest.mark.parametrize(
        "name",
        ["studnet_2", "student2 name", "memebr", "studentid", "surname", "First name", "last_name", "Nachname",
         "Prénom", "Fornavn", "full name", "participnats", "team mates"],
    )  # fmt: skip
    def test_a_column_that_may_hold_people(self, tmp_path: Path, name: str) -> None:
        error = self.error(tmp_path / "roster.csv", f"group,student_1,{name}\none,Bo,{SECRET}\n")
        assert error.startswith("roster: roster.csv:1: column 3 is unknown, and may contain people, ")
        assert name not in error
        error = self.error(tmp_path / "roster.yml", f"- {{group: one, student_1: Bo}}\n- group: two\n  {name}: x\n")
        assert error.startswith("roster: roster.yml:3: column 3 is unknown, and may contain people, ")

    @pytest.mark.parametrize(
        "name",
        ["seat", "grade", "number of students", "group size", "project", "comments", "e-mail", "repo name", "week"],
    )
    def test_other_columns_are_passed_over(self, tmp_path: Path, name: str) -> None:
        file = tmp_path / "roster.csv"
        file.write_text(f"group,student_1,{name}\none,Bo,x\n")
        assert [member.name for member in read_roster(file, file.name).entries[0].members] == ["Bo"]

    @pytest.mark.parametrize("name", ["Ada Lovelace", "s123456", "ada@example.org", "Ada Lovelace (s123456)"])
    def test_a_name_for_a_column(self, tmp_path: Path, name: str) -> None:
        file = tmp_path / "roster.csv"
        file.write_text(f"group,student_1,{name}\none,Bo,x\n")
        (column,) = read_roster(file, file.name).unused
        assert column.message == "column 3 is not used."
        error = self.error(tmp_path / "roster.yml", f"- group: one\n  student_1: Bo\n  {name}: {{a: b}}\n")
        assert error == "roster: roster.yml:3: not a text. Write a text, or a list of texts."

    def error(self, file: Path, text: str) -> str:
        file.write_text(text)
        with pytest.raises(SettingsError) as error:
            read_roster(file, file.name)
        return str(error.value)


NAMES = ("heron", "07-heron", "7", "Group 8", "8", "ape", "The Herons", "x", "")


@pytest.mark.parametrize("recorded", NAMES)
def test_a_recorded_group_only_adds_groups(recorded: str) -> None:
    """No name of a report takes away a group that another one means, so a renamed folder gets round nothing."""
    groups = ("heron", "8", "7", "The Herons", "ape")
    roster = Roster(tuple(RosterEntry(group, line, (Member(group),)) for line, group in enumerate(groups, 2)))
    for name in filter(None, NAMES):
        for title in NAMES:
            meant = {entry.group for entry in roster.entries_for(name, title, recorded)}
            assert meant >= {entry.group for entry in roster.entries_for(name, title)}
            assert meant >= ({recorded} & set(groups))
            assert {m.name for m in candidate_members(roster.members, name, title, recorded)} == meant
