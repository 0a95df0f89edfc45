"""Read the rows of a roster from CSV or YAML, with each cell by the kind of its column."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import yaml

from mkdocs_report.config.yaml import compose
from mkdocs_report.errors import SettingsError
from mkdocs_report.runtime.files import read_head

_COLUMNS = {
    "group": re.compile(r"group|group[ _-]?(?:number|id|name)|id|team"),
    "members": re.compile(r"(?:student|member|name|person)s?[ _-]?\d*"),
    "repository": re.compile(r"repository|repo|git|(?:repository|repo|git|github)?[ _-]?(?:url|link|address)"),
    "branch": re.compile(r"branch"),
    "path": re.compile(r"path|report|report[ _-]?path"),
    "deadline": re.compile(r"deadline|before|due"),
    "consent": re.compile(r".*consent.*"),  # never ignore a column about consent
}
_LIKE_CONSENT = re.compile(
    r"accept|accord|agree|akkoord|allow|approv|authori[sz]|autori[sz]|acuerdo|permi[st]|publi[cks]|veroffentlich|freigabe|"
    r"einwillig|einverstand|zustimm|zugestimmt|erlaub|samtyk|samtyc|tilla[dt]|godk[ae]n|godkjen|toestemm|"
    r"consens|acord|zgod|souhlas|suostum|hozzajarul|соглас|同意|동의|"
    r"(?<![^\W_])(?:opt[\W_]*(?:in|out)|gdpr|rgpd|dsgvo|okay|ok|onay|share|shared|sharing)(?![^\W_])"
)
"""Other words for consent, in the languages of courses, without accents."""
_OTHER_WORDS = frozenset({"comment", "comments", "content", "contents"})
"""Words that look like “consent” and have another meaning."""
_MEMBERS = ("student", "students", "member", "members", "person", "persons", "participant", "participants")
"""Words that are recognised with one wrong letter."""
_PEOPLE = frozenset(
    """
    people author authors teammate teammates surname lastname firstname forename fullname givenname familyname
    middlename nachname vorname studierende studierender mitglied mitglieder teilnehmer navn fornavn efternavn etternavn
    deltager deltagere deltaker studerende medlem medlemmer namn fornamn efternamn nom noms prenom etudiant etudiante
    etudiants nombre apellido apellidos estudiante alumno alumna alumnos nome cognome studente studenti naam voornaam
    achternaam deelnemer etunimi sukunimi imie nazwisko jmeno prijmeni
    """.split()
)
"""Words for people and their names, in the languages of courses, without accents."""
_COUNTS = re.compile(r"(?<![a-z])(?:count|size|total|number of|no of|how many|antal|antall|anzahl|nombre d)(?![a-z])")
"""Words in the name of a column that counts people."""
_LONGEST = 200
"""The most characters of a column's name that are read."""
_MISSPELT = 2
"""The most letters of a misspelt “consent” that may be wrong, missing, added or swapped with the next one."""
MAX_BYTES = 1024 * 1024
"""The largest roster that is read."""


@dataclass(frozen=True, slots=True)
class RosterCell:
    """The text of a cell, and its place in the file: the line, and the number of the column if there is one.

    Messages show only the place. The text names people, and the log of a CI system may be public.
    """

    text: str
    place: str


Row = Mapping[str, Sequence[RosterCell]]
"""The cells of a line, by the kind of column."""
Names = dict[str, dict[str, tuple[int, int]]]
"""The names of columns by their kind, each with its first place: the line, and the column of the file.

The column is counted in cells for CSV, and in characters for YAML.
"""


def read_text(file: Path, shown: str) -> str:
    """Return the text of a roster's file."""
    try:
        data = read_head(file, MAX_BYTES + 1)
    except OSError as error:
        raise SettingsError(f"roster: {shown} cannot be read: {error.strerror}.") from None
    if len(data) > MAX_BYTES:
        raise SettingsError(f"roster: {shown} is larger than {MAX_BYTES >> 20} MiB. Split it, or remove columns.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"roster: {shown} is not UTF-8 text. Save it as “CSV UTF-8”.") from None


def csv_rows(text: str, shown: str) -> tuple[list[tuple[int, Row]], Names]:
    """Return the rows of a CSV roster with their lines, and the names of its columns by kind."""
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    rows: list[tuple[int, Row]] = []
    kinds: list[str] = []
    names: Names = {}
    start = 1
    try:
        for cells in reader:
            if start == 1:
                kinds = kinds_of(cells)
                for place, (kind, cell) in enumerate(zip(kinds, cells, strict=True), 1):
                    names.setdefault(kind, {}).setdefault(cell.strip().casefold(), (1, place))
            elif any(cell.strip() for cell in cells):
                row: dict[str, list[RosterCell]] = {}
                for number, (kind, cell) in enumerate(zip(kinds, cells, strict=False), 1):
                    row.setdefault(kind, []).append(RosterCell(cell.strip(), f"{start}: column {number}"))
                rows.append((start, row))
            start = reader.line_num + 1
    except csv.Error as error:
        raise SettingsError(f"roster: {shown}:{start}: invalid CSV: {error}. Check the quotation marks.") from None
    return rows, names


def yaml_rows(text: str, shown: str) -> tuple[list[tuple[int, Row]], Names]:
    """Return the same for a YAML roster, whose keys are the names of the columns."""
    node = compose(text, f"roster: {shown}", private=True)
    if isinstance(node, yaml.MappingNode) and len(node.value) == 1 and node.value[0][0].value == "groups":
        node = node.value[0][1]
    if not isinstance(node, yaml.SequenceNode):
        raise SettingsError(f"roster: {shown}:1: not a list. Write entries as “- group: …”, “repository: …”.")
    rows: list[tuple[int, Row]] = []
    names: Names = {}
    for entry in node.value:
        line = entry.start_mark.line + 1
        if not isinstance(entry, yaml.MappingNode):
            raise SettingsError(f"roster: {shown}:{line}: not an entry. Write “group: …” and “repository: …”.")
        row: dict[str, list[RosterCell]] = {}
        kinds = kinds_of([str(key.value) for key, _ in entry.value])
        for kind, (key, value) in zip(kinds, entry.value, strict=True):
            where = key.start_mark.line + 1, key.start_mark.column + 1
            names.setdefault(kind, {}).setdefault(str(key.value).strip().casefold(), where)
            row.setdefault(kind, []).extend(_scalars(value, shown))
        rows.append((line, row))
    return rows, names


def _scalars(node: yaml.Node, shown: str) -> Iterator[RosterCell]:
    for each in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        line = each.start_mark.line + 1
        if not isinstance(each, yaml.ScalarNode):
            raise SettingsError(f"roster: {shown}:{line}: not a text. Write a text, or a list of texts.")
        yield RosterCell("" if each.tag == "tag:yaml.org,2002:null" else each.value.strip(), str(line))


def kinds_of(names: Sequence[str]) -> list[str]:
    """Return the kinds of columns. If other columns hold students, `name` is the name of the project."""
    kinds = [_kind(name) for name in names]
    plain = [name.strip().casefold() in {"name", "names"} for name in names]
    others = any(kind == "members" and not is_plain for kind, is_plain in zip(kinds, plain, strict=True))
    return ["" if others and is_plain else kind for kind, is_plain in zip(kinds, plain, strict=True)]


def _kind(name: str) -> str:
    """Return the kind of the column with a name; empty if the name is unknown."""
    name = name.strip().casefold()
    return next((kind for kind, pattern in _COLUMNS.items() if pattern.fullmatch(name)), "")


def may_name_people(name: str) -> bool:
    """Whether an unknown column may hold people, who would not be masked: `studnet_2`, `surname`."""
    plain = _plain(name)
    words = re.findall(r"[^\W\d_]+", plain)
    if _COUNTS.search(plain):
        return False
    joined = {"".join(pair) for pair in pairwise(words)}
    return bool(_PEOPLE & joined) or any(
        word in _PEOPLE or word.startswith("student") or any(_distance(word, wanted) <= 1 for wanted in _MEMBERS)
        for word in words
    )


def _plain(name: str) -> str:
    """Return the name of a column without accents, in lower case."""
    letters = unicodedata.normalize("NFKD", name[:_LONGEST].casefold())
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if not unicodedata.combining(letter)))


def may_mean_consent(name: str) -> bool:
    """Whether the name of an unknown column may be a misspelt “consent”, or another word for it."""
    plain = _plain(name)
    words = re.findall(r"[^\W\d_]+", plain)
    near = (word for word in (*words, "".join(words)) if word not in _OTHER_WORDS)
    return _LIKE_CONSENT.search(plain) is not None or any(_distance(word) <= _MISSPELT for word in near)


def _distance(word: str, wanted: str = "consent") -> int:
    """Return the number of letters of a word that are wrong, missing, extra, or exchanged with their neighbour."""
    if abs(len(word) - len(wanted)) > _MISSPELT:
        return _MISSPELT + 1
    before: list[int] = []
    last = list(range(len(wanted) + 1))
    for i, letter in enumerate(word, 1):
        row = [i]
        for j, other in enumerate(wanted, 1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == wanted[j - 2] and word[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
