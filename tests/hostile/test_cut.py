"""A text is masked before it is cut, so that no half of a name is left: each text that is cut, each output."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.group_files import read_group_files
from mkdocs_report.images.prepare import ImageOptions
from mkdocs_report.masking.mask import Privacy
from mkdocs_report.model import caps
from mkdocs_report.model.evidence import Evidence
from mkdocs_report.model.origin import MAX_REASON
from mkdocs_report.parsing.collect_record import Collected, State, state_file, write_collected, write_state
from mkdocs_report.parsing.template.parser import OwnPrompts
from mkdocs_report.publish.context import PublishContext, ReportTask
from mkdocs_report.publish.publication import PublishedReport
from mkdocs_report.publish.report import judge_and_render
from mkdocs_report.runtime.cache import Cache
from tests.hostile.test_masking import FORMS, ROSTER, exports
from tests.support.reports import fill, judged, parse, parse_in

pytestmark = pytest.mark.slow

SECRETS = {
    "Ada Lovelace": r"\bada|love",
    "s880002": r"\bs ?8",
    "ovi.newton@quill.example.org": r"\bovi|newt|quill",
}
"""People as they are written, and a pattern of each part that may be left of one."""


def own(heading: str = "What did you bake?", section: str = "Ours") -> str:
    """A report that has no template."""
    return f"# R\n\n## {section}\n\n### {heading}\n\n> **Tell it**\n>\n> Answer:\n\nBread.\n"


def item(text: str) -> str:
    return fill().replace("Wash your hands", text)


def extra(text: str) -> str:
    return f"{fill()}\n### {text}\n\n> **Tell it**\n>\n> Answer:\n\nOurs.\n"


def prompt(text: str) -> str:
    return fill().replace("What would you tell somebody", text)


def dashed(text: str) -> str:
    return text.replace(" ", "-")


PLACES: dict[str, tuple[int, Callable[[str], str]]] = {
    "heading of a section that the template does not have": (caps.MAX_TITLE, extra),
    "its first characters": (80, extra),
    "item": (caps.MAX_ITEM, item),
    "first characters of an item": (60, item),
    "heading over items": (caps.MAX_TITLE, lambda t: fill().replace("### Before", f"### {t}")),
    "title": (caps.MAX_TITLE, lambda t: fill().replace("# Report on the kitchen", f"# {t}")),
    "alternative text": (caps.MAX_ALT, lambda t: fill(q4=f"![{t}](figures/gone.png)")),
    "missing image": (120 - len("figures/"), lambda t: fill(q4=f"![a](figures/{dashed(t)}.png)")),
    "image of another site": (120 - len("https://a.org/"), lambda t: fill(q4=f"![a](https://a.org/{dashed(t)}.png)")),
    "image out of the folder": (120 - len("../"), lambda t: fill(q4=f"![a](../{dashed(t)}.png)")),
    "heading in an answer": (60, lambda t: fill(q4=f"We\n\n#### {t}\n\nbaked.")),
    "words of a prompt": (12 * len("and "), prompt),
    "a word of a prompt": (40, lambda t: prompt("".join(map(str.capitalize, t.split(" "))))),
    "lines of a prompt": (caps.MAX_PROMPT * 4, lambda t: prompt(t.replace(" ", "\n> "))),
    "heading without a template": (caps.MAX_TITLE, own),
    "id without a template": (60, own),
    "section without a template": (caps.MAX_TITLE, lambda t: own(section=t)),
}  # fmt: skip
"""Each text that is cut somewhere: how many characters of it are shown, and a report that has it."""


def filler(length: int) -> str:
    return ("and " * length)[-length:]


def all_of(text: str, tmp_path: Path, template: bool = True, formats: bool = False) -> str:
    """All that is published of a report; with `formats`, all exports of it, too."""
    terms = PublishContext(
        FORMS if template else OwnPrompts(),
        Settings(),
        tmp_path,
        False,
        Privacy(),
        ImageOptions(),
        Cache(tmp_path),
        ROSTER,
    )
    report = parse_in(tmp_path, text) if template else parse(text, None)
    found = judge_and_render(
        terms, ReportTask(tmp_path / "README.md", "groups/one/README.md", "one"), report, {}, "key"
    )
    return "\n".join([repr(without_lines(found)), *(exports(found) if formats else ())]).replace("\\n", " ")


def without_lines(found: PublishedReport) -> PublishedReport:
    """What is published without what only finds something: the title as it was written, and lines of prompts."""
    answers = tuple(
        replace(each, prompt=(), question=replace(each.question, prompt=(), quote=()))
        for each in found.judged.report.answers
    )
    judged = replace(found.judged, report=replace(found.judged.report, answers=answers, template=None))
    return replace(found, judged=judged, title="", prompts=dict(enumerate(found.prompts.values())))  # type: ignore[arg-type]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("place", PLACES)
def test_no_half_of_a_name_is_left_where_a_text_is_cut(place: str, secret: str, tmp_path: Path) -> None:
    most, write = PLACES[place]
    left = []
    for before in (*range(most - len(secret) - 1, most, 4), most - 6, most - 1, most):
        text = write(f"{filler(before)}{secret} and so on, and so on")
        shown = all_of(text, tmp_path, "without" not in place, formats=before == most - 6)
        if re.search(SECRETS[secret], shown, re.IGNORECASE):
            left.append(before)
    assert left == []


@pytest.mark.parametrize("secret", SECRETS)
def test_no_half_of_a_name_is_left_at_the_end_of_what_is_kept_to_be_masked(secret: str, tmp_path: Path) -> None:
    """A masked text may be so much shorter that the end of what reading has kept would be shown."""
    kept = caps.MAX_TITLE + caps.SPARE
    long = f"Ada{chr(0x200B) * 150} Lovelace, " * 7
    for part in (3, len(secret) - 2):
        text = f"{long}{filler(kept - len(long) - part)}{secret} and so on"
        shown = all_of(extra(text), tmp_path)
        assert "Student" in shown
        assert not re.search(rf"heading='[^']*(?:{SECRETS[secret]})", shown, re.IGNORECASE)


@pytest.mark.parametrize("secret", SECRETS)
def test_no_half_of_a_name_is_left_in_an_item_that_has_evidence(secret: str, tmp_path: Path) -> None:
    terms = PublishContext(FORMS, Settings(), tmp_path, False, Privacy(), ImageOptions(), Cache(tmp_path), ROSTER)
    text = f"{filler(caps.MAX_ITEM - 5)}{secret} and so on"
    report = parse(item(text))
    report = replace(report, evidence=(Evidence(report.checklist[0].line, text, True, "soap", (), ("soap",)),))
    found = judge_and_render(
        terms, ReportTask(tmp_path / "README.md", "groups/one/README.md", "one"), report, {}, "key"
    )
    shown = found.judged.report.evidence[0].item
    assert len(shown) == caps.MAX_ITEM
    assert not re.search(SECRETS[secret], "\n".join([shown, *exports(found)]), re.IGNORECASE)


@pytest.mark.parametrize("secret", SECRETS)
def test_no_half_of_a_name_is_left_of_why_a_repository_could_not_be_reached(secret: str, tmp_path: Path) -> None:
    folder = tmp_path / "groups" / "one"
    folder.mkdir(parents=True)
    terms = PublishContext(FORMS, Settings(), tmp_path, False, Privacy(), ImageOptions(), Cache(tmp_path), ROSTER)
    for before in range(MAX_REASON - len(secret) - 1, MAX_REASON + 1):
        text = f"{filler(before)}{secret} is no branch"
        record = Collected("one", "https://a.org/a", "main", "0" * 40, "", "README.md", warnings=(text,))
        (folder / "collected.json").write_text(write_collected(record))
        state_file(folder).parent.mkdir(exist_ok=True)
        state_file(folder).write_text(write_state(State("one", error=text)))
        origin = read_group_files(folder, tmp_path, False).origin
        assert origin
        report = replace(parse(fill()), origin=origin)
        found = judge_and_render(
            terms, ReportTask(folder / "README.md", "groups/one/README.md", "one"), report, {}, "key"
        )
        shown = found.judged.report.origin
        assert shown
        assert shown.stale
        assert max(len(shown.stale), *map(len, shown.remarks)) <= MAX_REASON
        assert not re.search(SECRETS[secret], repr(shown), re.IGNORECASE)


def test_a_report_that_is_checked_is_cut_at_the_same_caps_and_not_masked() -> None:
    report = judged(extra(f"{filler(290)}Ada Lovelace and so on")).report
    assert report.extras[-1].heading == f"{filler(290)}Ada Lovel…"
