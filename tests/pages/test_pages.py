"""What the pages of checklist, figures, findings and statistics show, counted by hand on small courses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mkdocs_report.config.settings import Settings, Waiver
from mkdocs_report.model.course import Course
from mkdocs_report.model.finding import Severity
from mkdocs_report.model.image import ImageFile, ImageState, is_placeholder
from mkdocs_report.model.limits import Bounds, Limit, Unit
from mkdocs_report.pages.by_question import course_questions
from mkdocs_report.pages.checklist import TickCount, checklist_page, has_checklist
from mkdocs_report.pages.findings import WHOLE_REPORT, FindingCounts, findings_page
from mkdocs_report.pages.images import has_images, images_page
from mkdocs_report.pages.statistics import FiveNumberSummary, five_number_summary, statistics
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
            ("a", "Group A", TickCount(2, 3)),
            ("b", "Group B", TickCount(0, 3)),
            ("c", "Group C", TickCount(1, 3)),
        ]
        assert [(part.title, part.ticks) for part in page.subsections] == [
            ("Before", TickCount(2, 6)),
            ("After", TickCount(1, 3)),
        ]
        rows = [(item.text, item.checked, item.ticks.percent) for part in page.subsections for item in part.items]
        assert rows == [
            ("Wash your hands", (True, False, True), 67),
            ("Read the `recipe` twice", (False, False, False), 0),
            ("Clean the table", (True, False, False), 33),
        ]
        assert page.ticks == TickCount(3, 9)

    def test_versions_are_laid_over_one_another(self) -> None:
        newer = ticked(filled(NEWER), "* [ ] Put on an apron", "* [ ] Knead")
        page = checklist_page(course((newer, NEWER), fill(), fill()))
        assert [(part.title, [item.text for item in part.items]) for part in page.subsections] == [
            ("Before", ["Put on an apron", "Wash your hands", "Weigh the flour", "Read the `recipe` twice"]),
            ("During", ["Knead"]),
            ("After", ["Clean the table"]),
        ]
        assert page.subsections[0].items[0].checked == (True, None, None)
        assert page.subsections[0].items[0].ticks == TickCount(1, 1)
        assert page.subsections[1].ticks == TickCount(1, 1)
        assert [group.ticks for group in page.groups] == [TickCount(2, 6), TickCount(0, 3), TickCount(0, 3)]

    def test_the_same_words_are_the_same_item(self) -> None:
        again = TEMPLATE.replace("Wash your hands", "**wash** your hands!")
        page = checklist_page(course(fill(), (ticked(filled(again), "* [ ] **wash** your hands!"), again)))
        assert [item.checked for item in page.subsections[0].items] == [(False, True), (False, False)]

    def test_an_item_that_stands_twice_is_two_items(self) -> None:
        twice = TEMPLATE.replace(CLEAN, WASH)
        page = checklist_page(course((filled(twice).replace(WASH, WASH.replace("[ ]", "[x]"), 1), twice)))
        assert [(part.title, part.items[0].checked) for part in page.subsections] == [
            ("Before", (True,)),
            ("After", (False,)),
        ]

    def test_what_a_report_does_not_have_is_empty(self) -> None:
        gone = fill().replace(f"{WASH}\n", "")
        page = checklist_page(course(fill(), gone, (filled(NO_CHECKLIST), NO_CHECKLIST)))
        assert page.subsections[0].items[0].checked == (False, None, None)
        assert [group.has_checklist for group in page.groups] == [True, True, False]
        assert page.groups[2].ticks == TickCount(0, 0)

    def test_a_course_without(self) -> None:
        none = course((filled(NO_CHECKLIST), NO_CHECKLIST))
        assert has_checklist(course(fill()))
        assert not has_checklist(none)
        assert not has_checklist(EMPTY)
        assert checklist_page(none).subsections == checklist_page(EMPTY).subsections == ()
        assert checklist_page(EMPTY).ticks.percent == 0

    @pytest.mark.parametrize(
        ("ticks", "percent"), [((0, 9), 0), ((1, 1000), 1), ((999, 1000), 99), ((9, 9), 100), ((1, 3), 33)]
    )
    def test_only_all_are_a_hundred_percent(self, ticks: tuple[int, int], percent: int) -> None:
        assert TickCount(*ticks).percent == percent


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
        view = images_page(found, course_questions(found))
        assert [(section.slug, section.heading, section.question) for section in view.sections] == [
            ("3", "Question 3", "question-3"),
            ("4", "Question 4", "question-4"),
        ]
        assert [
            (image.group, image.title, image.path, image.alt, image.anchor) for image in view.sections[0].images
        ] == [
            ("a", "Group A", "figures/loaf.png", "The loaf", "question-3"),
            ("c", "Group C", "figures/loaf.png", "The loaf", "question-3"),
        ]
        assert (view.shown_count, view.hidden_count, view.group_count) == (3, 0, 2)

    def test_each_image_once_in_an_answer(self) -> None:
        found = figured("![](f/x.png) ![later](./f/x.png) ![](f/y.png)", "![](f/x.png)")
        view = images_page(found, course_questions(found))
        assert [(image.group, image.path, image.alt) for image in view.sections[0].images] == [
            ("a", "f/x.png", "later"),
            ("a", "f/y.png", ""),
            ("b", "f/x.png", ""),
        ]

    def test_those_that_can_not_be_shown_are_counted(self) -> None:
        found = figured("![](https://a.org/x.png) ![](//a.org/y.png) ![](z.svg) ![](figures/<image>.<extension>)")
        view = images_page(found, course_questions(found))
        assert (view.shown_count, view.hidden_count) == (0, 3)
        assert [(each.number, each.rule) for each in view.hidden_images] == [(2, "image-remote"), (1, "image-type")]

    @pytest.mark.parametrize("state", [state for state in ImageState if state is not ImageState.OK])
    def test_every_state_has_a_reason(self, state: ImageState) -> None:
        found = figured("![](f/x.png)", state=state)
        view = images_page(found, course_questions(found))
        assert view.hidden_count == 1
        assert view.hidden_images[0].reason
        assert not has_images(found)

    def test_images_that_belong_to_no_question(self) -> None:
        found = course(fill() + "\n### Question 9\n\n![own](figures/own.png)\n")
        section = images_page(found, course_questions(found)).sections[-1]
        assert (section.question, section.slug, section.images[0].anchor) == (None, "", "mr-extra-1")

    def test_a_course_without(self) -> None:
        found = course(fill(q3="None."))
        assert images_page(found, course_questions(found)).sections == ()
        assert not has_images(found)
        assert not has_images(EMPTY)
        assert images_page(EMPTY, ()).shown_count == 0


BAD = fill(q2="Too short.", q4="--- question 4 fill here ---")


class TestFindings:
    def test_by_rule_the_most_frequent_first(self) -> None:
        found = course(BAD, fill(q2="Short."), fill())
        page = findings_page(found, course_questions(found))
        assert [(rule.name, rule.severity, rule.counts) for rule in page.rules] == [
            ("too-few-words", Severity.ERROR, FindingCounts(errors=2)),
            ("unanswered", Severity.ERROR, FindingCounts(errors=1)),
        ]
        rows = [(row.group, row.question, row.heading, row.status) for row in page.rules[0].rows]
        assert rows == [("a", "question-2", "Question 2", "error"), ("b", "question-2", "Question 2", "error")]
        assert page.rules[0].summary == "An answer has fewer words than required."
        assert page.counts == FindingCounts(3, 0, 0)
        assert page.groups == (("a", "Group A"), ("b", "Group B"))
        assert page.questions == (("question-2", "Question 2"), ("question-4", "Question 4"))

    def test_waived_and_warnings_of_the_whole_report(self) -> None:
        waivers = (Waiver("group", "too-few-words", "Ill.", "2", 1),)
        changed = fill(q2="Short.", q3="Round.\n\n![](figures/a.png)").replace(CLEAN, "* [ ] Clean nothing at all")
        found = course(changed, settings=Settings(waivers=waivers))
        page = findings_page(found, course_questions(found))
        splits = {rule.name: rule.counts for rule in page.rules}
        assert splits == {
            "checklist-changed": FindingCounts(warnings=1),
            "too-few-words": FindingCounts(warnings=1, waived=1),
        }
        assert page.rules[0].name == "too-few-words"
        assert [row.question for row in page.rules[1].rows] == [WHOLE_REPORT]
        assert page.questions[-1] == (WHOLE_REPORT, "The report as a whole")
        assert [filters for name, _, _, filters in page.filters if name == "severity"] == [
            (("warning", "warning"), ("waived", "waived"))
        ]

    def test_a_course_without(self) -> None:
        found = course(fill())
        assert findings_page(found, course_questions(found)).rules == ()
        assert findings_page(EMPTY, ()).counts.total == 0


class TestStatistics:
    @pytest.mark.parametrize(
        ("numbers", "expected"),
        [
            ([7], FiveNumberSummary(7, 7, 7, 7, 7)),
            ([1, 3], FiveNumberSummary(1, 1.5, 2, 2.5, 3)),
            ([5, 1, 4, 2, 3], FiveNumberSummary(1, 2, 3, 4, 5)),
            ([1, 2, 3, 4], FiveNumberSummary(1, 1.75, 2.5, 3.25, 4)),
            ([0, 0, 0, 100], FiveNumberSummary(0, 0, 0, 25, 100)),
        ],
    )
    def test_quartiles(self, numbers: list[int], expected: FiveNumberSummary) -> None:
        assert five_number_summary(numbers) == expected

    def test_no_numbers_have_no_spread(self) -> None:
        assert five_number_summary([]) is None

    def test_words_of_each_question(self) -> None:
        found = course(*(fill(q4="word " * number) for number in (2, 4, 9)), fill(q4="--- question 4 fill here ---"))
        (words,) = statistics(found, course_questions(found)).units
        assert [(row.heading, row.answers, row.groups) for row in words.rows] == [
            ("Question 1", 4, 4),
            ("Question 2", 4, 4),
            ("Question 3", 4, 4),
            ("Question 4", 3, 4),
        ]
        assert words.rows[3].summary == FiveNumberSummary(2, 3, 4, 6.5, 9)
        assert words.rows[3].limit is None
        assert words.rows[1].limit == Limit(Unit.WORDS, Bounds(10, 20))
        assert words.rows[2].limit == Limit(Unit.WORDS, Bounds(5, 30), advisory=True)
        assert words.axis.end == 30
        assert words.axis.ticks == (0, 10, 20, 30)
        assert words.axis.position(15) == 50

    def test_findings_by_rule_and_by_question_are_the_same_ones(self) -> None:
        found = course(BAD, fill(q2="Short.").replace(CLEAN, "* [ ] Clean nothing at all"))
        view = statistics(found, course_questions(found))
        assert [(row.id, row.counts) for row in view.rules] == [
            ("too-few-words", FindingCounts(errors=2)),
            ("checklist-changed", FindingCounts(warnings=1)),
            ("unanswered", FindingCounts(errors=1)),
        ]
        assert [(row.id, row.counts) for row in view.questions] == [
            ("question-1", FindingCounts()),
            ("question-2", FindingCounts(errors=2)),
            ("question-3", FindingCounts()),
            ("question-4", FindingCounts(errors=1)),
            (None, FindingCounts(warnings=1)),
        ]
        assert view.counts == FindingCounts(3, 1, 0)

    def test_groups_by_share_of_boxes(self) -> None:
        all_ticked = ticked(fill(), WASH, READ, CLEAN)
        found = course(all_ticked, ticked(fill(), WASH), fill(), (filled(NO_CHECKLIST), NO_CHECKLIST))
        completion = statistics(found, course_questions(found)).checklist
        assert completion is not None
        assert completion.histogram == (1, 0, 0, 1, 0, 0, 0, 0, 0, 1)
        assert completion.groups == 3
        assert completion.subsections == (("Before", TickCount(3, 6)), ("After", TickCount(1, 3)))

    def test_a_course_without(self) -> None:
        found = course((filled(NO_CHECKLIST), NO_CHECKLIST))
        view = statistics(found, course_questions(found))
        assert view.checklist is None
        assert view.rules == ()
        empty = statistics(EMPTY, ())
        assert (empty.units[0].rows, empty.questions, empty.checklist, empty.units[0].axis.end) == ((), (), None, 10)
