"""What the pages of checklist, figures, findings and statistics show, counted by hand on small courses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mkdocs_report.config.settings import Settings, Waiver
from mkdocs_report.model.course import Course
from mkdocs_report.model.finding import Severity
from mkdocs_report.model.image import ImageFile, ImageState, is_placeholder
from mkdocs_report.model.limits import Bounds
from mkdocs_report.pages.by_question import columns
from mkdocs_report.pages.checklist import Ticks, checklist_page, has_checklist
from mkdocs_report.pages.figures import figures, has_figures
from mkdocs_report.pages.findings import FILE, Split, findings_page
from mkdocs_report.pages.statistics import Spread, spread, statistics
from mkdocs_report.parsing.report.parser import parse_report
from mkdocs_report.parsing.source import decode
from tests.support.reports import TEMPLATE, fill, judged, matcher

WASH, READ, CLEAN = "* [ ] Wash your hands", "* [ ] Read the `recipe` twice", "* [ ] Clean the table"
NO_CHECKLIST = TEMPLATE.replace(
    TEMPLATE[TEMPLATE.index("## Checklist") : TEMPLATE.index("## The group")],
    "",
)
"""A version of the template without a checklist."""
NEWER = TEMPLATE.replace(WASH, f"* [ ] Put on an apron\n{WASH}\n* [ ] Weigh the flour").replace(
    "### After", "### During\n\n* [ ] Knead\n\n### After"
)
"""A version that asks for more: in a subsection, before its first item, and in a subsection of its own."""


def ticked(text: str, *items: str) -> str:
    """Tick some boxes."""
    for item in items:
        text = text.replace(item, item.replace("[ ]", "[x]"))
    return text


def course(*groups: str | tuple[str, str], settings: Settings | None = None) -> Course:
    """Judge reports, each a text or a text with its template; the groups are called a, b, c, ..."""
    reports = []
    for name, group in zip("abcdefgh", groups, strict=False):
        text, template = (group, TEMPLATE) if isinstance(group, str) else group
        each = judged(text, template, settings)
        reports.append(replace(each, report=replace(each.report, id=name, title=f"Group {name.upper()}")))
    return Course(tuple(reports))


def filled(template: str) -> str:
    """Fill in another version of the template."""
    return fill().replace(TEMPLATE[: TEMPLATE.index("## The group")], template[: template.index("## The group")])


EMPTY = Course(())


class TestChecklist:
    def test_items_by_groups(self) -> None:
        page = checklist_page(course(ticked(fill(), WASH, CLEAN), fill(), ticked(fill(), WASH)))
        assert [(group.id, group.title, group.ticks) for group in page.groups] == [
            ("a", "Group A", Ticks(2, 3)),
            ("b", "Group B", Ticks(0, 3)),
            ("c", "Group C", Ticks(1, 3)),
        ]
        assert [(part.title, part.ticks) for part in page.parts] == [("Before", Ticks(2, 6)), ("After", Ticks(1, 3))]
        rows = [(item.text, item.marks, item.ticks.percent) for part in page.parts for item in part.items]
        assert rows == [
            ("Wash your hands", (True, False, True), 67),
            ("Read the `recipe` twice", (False, False, False), 0),
            ("Clean the table", (True, False, False), 33),
        ]
        assert page.ticks == Ticks(3, 9)

    def test_versions_are_laid_over_one_another(self) -> None:
        newer = ticked(filled(NEWER), "* [ ] Put on an apron", "* [ ] Knead")
        page = checklist_page(course((newer, NEWER), fill(), fill()))
        assert [(part.title, [item.text for item in part.items]) for part in page.parts] == [
            ("Before", ["Put on an apron", "Wash your hands", "Weigh the flour", "Read the `recipe` twice"]),
            ("During", ["Knead"]),
            ("After", ["Clean the table"]),
        ]
        assert page.parts[0].items[0].marks == (True, None, None)
        assert page.parts[0].items[0].ticks == Ticks(1, 1)
        assert page.parts[1].ticks == Ticks(1, 1)
        assert [group.ticks for group in page.groups] == [Ticks(2, 6), Ticks(0, 3), Ticks(0, 3)]

    def test_the_same_words_are_the_same_item(self) -> None:
        again = TEMPLATE.replace("Wash your hands", "**wash** your hands!")
        page = checklist_page(course(fill(), (ticked(filled(again), "* [ ] **wash** your hands!"), again)))
        assert [item.marks for item in page.parts[0].items] == [(False, True), (False, False)]

    def test_an_item_that_stands_twice_is_two_items(self) -> None:
        twice = TEMPLATE.replace(CLEAN, WASH)
        page = checklist_page(course((filled(twice).replace(WASH, WASH.replace("[ ]", "[x]"), 1), twice)))
        assert [(part.title, part.items[0].marks) for part in page.parts] == [("Before", (True,)), ("After", (False,))]

    def test_what_a_report_does_not_have_is_empty(self) -> None:
        gone = fill().replace(f"{WASH}\n", "")
        page = checklist_page(course(fill(), gone, (filled(NO_CHECKLIST), NO_CHECKLIST)))
        assert page.parts[0].items[0].marks == (False, None, None)
        assert [group.has_checklist for group in page.groups] == [True, True, False]
        assert page.groups[2].ticks == Ticks(0, 0)

    def test_a_course_without(self) -> None:
        none = course((filled(NO_CHECKLIST), NO_CHECKLIST))
        assert has_checklist(course(fill()))
        assert not has_checklist(none)
        assert not has_checklist(EMPTY)
        assert checklist_page(none).parts == checklist_page(EMPTY).parts == ()
        assert checklist_page(EMPTY).ticks.percent == 0

    @pytest.mark.parametrize(
        ("ticks", "percent"), [((0, 9), 0), ((1, 1000), 1), ((999, 1000), 99), ((9, 9), 100), ((1, 3), 33)]
    )
    def test_only_all_are_a_hundred_percent(self, ticks: tuple[int, int], percent: int) -> None:
        assert Ticks(*ticks).percent == percent


def figured(*answers: str, state: ImageState = ImageState.OK) -> Course:
    """A course whose images in the third answers all lead to files in the given state."""

    def resolve(src: str) -> ImageFile:
        if "//" in src:
            return ImageFile(ImageState.REMOTE)
        if is_placeholder(src):
            return ImageFile(ImageState.MISSING)
        return ImageFile(state, src.removeprefix("./"), "SVG" if src.endswith(".svg") else "PNG")

    found = course(*(fill(q3=answer) for answer in answers))
    reports = []
    for answer, each in zip(answers, found.reports, strict=True):
        read = parse_report(decode(fill(q3=answer).encode(), "README.md"), matcher(), resolve, each.report.id)
        reports.append(replace(each, report=replace(read, title=each.report.title)))
    return Course(tuple(reports))


class TestFigures:
    def test_by_question_and_group(self) -> None:
        found = course(fill(), fill(q3="None yet."), fill(q4="![an oven](figures/o.png)"))
        view = figures(found, columns(found))
        assert [(wall.slug, wall.heading, wall.question) for wall in view.walls] == [
            ("3", "Question 3", "question-3"),
            ("4", "Question 4", "question-4"),
        ]
        assert [(shot.group, shot.title, shot.path, shot.alt, shot.anchor) for shot in view.walls[0].shots] == [
            ("a", "Group A", "figures/loaf.png", "The loaf", "question-3"),
            ("c", "Group C", "figures/loaf.png", "The loaf", "question-3"),
        ]
        assert (view.shown, view.hidden, view.groups) == (3, 0, 2)

    def test_each_image_once_in_an_answer(self) -> None:
        found = figured("![](f/x.png) ![later](./f/x.png) ![](f/y.png)", "![](f/x.png)")
        view = figures(found, columns(found))
        assert [(shot.group, shot.path, shot.alt) for shot in view.walls[0].shots] == [
            ("a", "f/x.png", "later"),
            ("a", "f/y.png", ""),
            ("b", "f/x.png", ""),
        ]

    def test_those_that_can_not_be_shown_are_counted(self) -> None:
        found = figured("![](https://a.org/x.png) ![](//a.org/y.png) ![](z.svg) ![](figures/<image>.<extension>)")
        view = figures(found, columns(found))
        assert (view.shown, view.hidden) == (0, 3)
        assert [(each.number, each.rule) for each in view.unseen] == [(2, "image-remote"), (1, "image-type")]

    @pytest.mark.parametrize("state", [state for state in ImageState if state is not ImageState.OK])
    def test_every_state_has_a_reason(self, state: ImageState) -> None:
        found = figured("![](f/x.png)", state=state)
        view = figures(found, columns(found))
        assert view.hidden == 1
        assert view.unseen[0].reason
        assert not has_figures(found)

    def test_images_that_belong_to_no_question(self) -> None:
        found = course(fill() + "\n### Question 9\n\n![own](figures/own.png)\n")
        wall = figures(found, columns(found)).walls[-1]
        assert (wall.question, wall.slug, wall.shots[0].anchor) == (None, "", "mr-extra-1")

    def test_a_course_without(self) -> None:
        found = course(fill(q3="None."))
        assert figures(found, columns(found)).walls == ()
        assert not has_figures(found)
        assert not has_figures(EMPTY)
        assert figures(EMPTY, ()).shown == 0


BAD = fill(q2="Too short.", q4="--- question 4 fill here ---")


class TestFindings:
    def test_by_rule_the_most_frequent_first(self) -> None:
        found = course(BAD, fill(q2="Short."), fill())
        page = findings_page(found, columns(found))
        assert [(rule.name, rule.severity, rule.split) for rule in page.rules] == [
            ("too-few-words", Severity.ERROR, Split(errors=2)),
            ("unanswered", Severity.ERROR, Split(errors=1)),
        ]
        rows = [(row.group, row.question, row.heading, row.status) for row in page.rules[0].rows]
        assert rows == [("a", "question-2", "Question 2", "error"), ("b", "question-2", "Question 2", "error")]
        assert page.rules[0].summary == "An answer has fewer words than required."
        assert page.split == Split(3, 0, 0)
        assert page.groups == (("a", "Group A"), ("b", "Group B"))
        assert page.questions == (("question-2", "Question 2"), ("question-4", "Question 4"))

    def test_waived_and_warnings_of_the_whole_report(self) -> None:
        waivers = (Waiver("group", "too-few-words", "Ill.", "2", 1),)
        changed = fill(q2="Short.", q3="Round.\n\n![](figures/a.png)").replace(CLEAN, "* [ ] Clean nothing at all")
        found = course(changed, settings=Settings(waivers=waivers))
        page = findings_page(found, columns(found))
        splits = {rule.name: rule.split for rule in page.rules}
        assert splits == {
            "checklist-changed": Split(warnings=1),
            "too-few-words": Split(warnings=1, waived=1),
        }
        assert page.rules[0].name == "too-few-words"
        assert [row.question for row in page.rules[1].rows] == [FILE]
        assert page.questions[-1] == (FILE, "The report as a whole")
        assert [options for name, _, options in page.options if name == "severity"] == [
            (("warning", "warning"), ("waived", "waived"))
        ]

    def test_a_course_without(self) -> None:
        found = course(fill())
        assert findings_page(found, columns(found)).rules == ()
        assert findings_page(EMPTY, ()).split.total == 0


class TestStatistics:
    @pytest.mark.parametrize(
        ("numbers", "expected"),
        [
            ([7], Spread(7, 7, 7, 7, 7)),
            ([1, 3], Spread(1, 1.5, 2, 2.5, 3)),
            ([5, 1, 4, 2, 3], Spread(1, 2, 3, 4, 5)),
            ([1, 2, 3, 4], Spread(1, 1.75, 2.5, 3.25, 4)),
            ([0, 0, 0, 100], Spread(0, 0, 0, 25, 100)),
        ],
    )
    def test_quartiles(self, numbers: list[int], expected: Spread) -> None:
        assert spread(numbers) == expected

    def test_no_numbers_have_no_spread(self) -> None:
        assert spread([]) is None

    def test_words_of_each_question(self) -> None:
        found = course(*(fill(q4="word " * number) for number in (2, 4, 9)), fill(q4="--- question 4 fill here ---"))
        view = statistics(found, columns(found))
        assert [(row.heading, row.answers, row.groups) for row in view.words] == [
            ("Question 1", 4, 4),
            ("Question 2", 4, 4),
            ("Question 3", 4, 4),
            ("Question 4", 3, 4),
        ]
        assert view.words[3].spread == Spread(2, 3, 4, 6.5, 9)
        assert view.words[3].limit is None
        assert (view.words[1].limit, view.words[1].advisory) == (Bounds(10, 20), False)
        assert (view.words[2].limit, view.words[2].advisory) == (Bounds(5, 30), True)
        assert view.axis.end == 30
        assert view.axis.ticks == (0, 10, 20, 30)
        assert view.axis.place(15) == 50

    def test_findings_by_rule_and_by_question_are_the_same_ones(self) -> None:
        found = course(BAD, fill(q2="Short.").replace(CLEAN, "* [ ] Clean nothing at all"))
        view = statistics(found, columns(found))
        assert [(row.id, row.split) for row in view.rules] == [
            ("too-few-words", Split(errors=2)),
            ("checklist-changed", Split(warnings=1)),
            ("unanswered", Split(errors=1)),
        ]
        assert [(row.id, row.split) for row in view.questions] == [
            ("question-1", Split()),
            ("question-2", Split(errors=2)),
            ("question-3", Split()),
            ("question-4", Split(errors=1)),
            (None, Split(warnings=1)),
        ]
        assert view.split == Split(3, 1, 0)

    def test_groups_by_share_of_boxes(self) -> None:
        all_ticked = ticked(fill(), WASH, READ, CLEAN)
        found = course(all_ticked, ticked(fill(), WASH), fill(), (filled(NO_CHECKLIST), NO_CHECKLIST))
        completion = statistics(found, columns(found)).completion
        assert completion is not None
        assert completion.histogram == (1, 0, 0, 1, 0, 0, 0, 0, 0, 1)
        assert completion.groups == 3
        assert completion.parts == (("Before", Ticks(3, 6)), ("After", Ticks(1, 3)))

    def test_a_course_without(self) -> None:
        found = course((filled(NO_CHECKLIST), NO_CHECKLIST))
        view = statistics(found, columns(found))
        assert view.completion is None
        assert view.rules == ()
        empty = statistics(EMPTY, ())
        assert (empty.words, empty.questions, empty.completion, empty.axis.end) == ((), (), None, 10)
