"""What is mended in place, and what is left alone because somebody has to think of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_report.images.resolve import ReportFolder
from mkdocs_report.model.image import ImageFile, ImageState
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.parser import OwnPrompts
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.repair.files import apply_edits
from mkdocs_report.repair.fix import Fix, find_fixes
from mkdocs_report.rules.policy import Policy
from tests.support.reports import TEMPLATE, any_image, fill, matcher, rules, write_group


def fixes(text: str, policy: Policy | None = None) -> tuple[Fix, ...]:
    return find_fixes(decode(text.encode(), "README.md"), TemplateVersions([matcher()]), any_image, policy or Policy())


def mended(text: str) -> str:
    return apply_edits(text.encode(), {each.line: each.new for each in fixes(text)}).decode()


@pytest.mark.parametrize("mark", ["✓", "*", " x ", "✅", "v"])
def test_boxes_are_ticked_as_github_shows_it(mark: str) -> None:
    text = fill().replace("[ ] Wash", f"[{mark}] Wash")
    assert mended(text) == fill().replace("[ ] Wash", "[x] Wash")
    assert fixes(text) == (Fix(9, "* [x] Wash your hands", "checklist-mark", f"[{mark}] → [x]"),)


def test_a_box_without_a_blank_gets_one() -> None:
    assert "* [x] Wash your hands\n" in mended(fill().replace("[ ] Wash", "[✓]Wash"))


@pytest.mark.parametrize(
    "text",
    [
        fill(),
        fill().replace("[ ] Wash", "[-] Wash"),
        fill().replace("## Checklist\n", "```\n* [✓] Wash\n```\n\n## Checklist\n"),
        fill().replace("## Checklist\n", "Text.\n\n    * [✓] Wash your feet\n\n## Checklist\n"),
    ],
)
def test_other_boxes_are_left_alone(text: str) -> None:
    assert mended(text) == text


def test_a_link_to_an_image_is_shown_where_images_are_asked_for() -> None:
    text = fill(q3="The loaf is brown, and round. [The loaf](figures/loaf.png)")
    assert "too-few-images" in rules(text)
    assert mended(text) == text.replace("[The loaf]", "![The loaf]")
    two = fill(q3="The loaf is brown, and round. ![a](figures/a.png) See [b](figures/b.png).")
    assert "image-as-link" in rules(two)
    assert mended(two) == two.replace("[b]", "![b]")


@pytest.mark.parametrize(
    "answer",
    [
        "The loaf is brown, and it is round: `[a](figures/a.png)`",
        "The loaf is brown, and it is round.\n\n```\n[a](figures/a.png)\n```",
        "The loaf is brown, and it is round.\n\n    [a](figures/a.png)",
        "The loaf is brown, and it is round. [a](notes.md)",
        "The loaf is brown, and it is round. [a](https://example.org/a.png)",
        "The loaf is brown, and it is round. \\[a](figures/a.png)",
        "The brown loaf: [The loaf](figures/a.png)",  # as an image it has too few words
    ],
)
def test_other_links_are_left_alone(answer: str) -> None:
    assert mended(fill(q3=answer)) == fill(q3=answer)


def test_no_more_images_are_shown_than_asked_for() -> None:
    links = " ".join(f"[{name}](figures/{name}.png)" for name in "abcd")
    text = mended(fill(q3=f"The loaf is brown, and it is round, as you see. {links}"))
    assert text.count("![") == 2
    assert "too-many-images" not in rules(text)


def test_only_the_link_that_is_none_of_code_is_shown() -> None:
    text = fill(q3="The loaf is brown and round. `[a](figures/a.png)` is [a](figures/a.png)")
    assert mended(text) == text.replace("is [a]", "is ![a]")


def test_links_stay_where_no_image_is_asked_for() -> None:
    text = fill(q4="Take your time. [a](figures/a.png)")
    assert mended(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("--- question 4 fill here ---\n\nTake your time.", "\nTake your time."),
        ("Take your time.\n--- question 4 fill here ---", "Take your time."),
        ("Take your\n--- question 4 fill here ---\ntime.", "Take your\n\ntime."),
        ("— question 4 fill here — Take your time.", "Take your time."),
        ("Take your time. --- question 4 fill here ---", "Take your time."),
    ],
)
def test_markers_beside_an_answer_go(before: str, after: str) -> None:
    text = fill(q4=before)
    assert "marker-left" in rules(text)
    assert mended(text).replace("\n\n\n", "\n\n") == fill(q4=after).replace("\n\n\n", "\n\n")


@pytest.mark.parametrize(
    "answer",
    [
        "--- question 4 fill here ---",
        "Take your time.\n\n```\n--- question 4 fill here ---\n```",
        "`--- question 4 fill here ---` Ha",
    ],
)
def test_other_markers_stay(answer: str) -> None:
    assert mended(fill(q4=answer)) == fill(q4=answer)


def test_the_case_of_an_images_name(tmp_path: Path) -> None:
    text = fill(
        q3="The loaf is brown, `figures/Loaf.png`, and round. "
        '![The loaf](figures/Loaf.PNG) <img src="./Figures/loaf.png">'
    )
    report = write_group(tmp_path / "group", text)
    found = find_fixes(
        decode(text.encode(), ""), TemplateVersions([matcher()]), ReportFolder(report.parent).resolve, Policy()
    )
    new = apply_edits(text.encode(), {each.line: each.new for each in found}).decode()
    assert new == text.replace("figures/Loaf.PNG", "figures/loaf.png").replace("./Figures", "./figures")
    assert [each.rule for each in found] == ["image-missing", "image-missing"]
    assert len({each.new for each in found}) == 1


def test_blanks_in_a_name_stay_written_as_they_were() -> None:
    def find(src: str) -> ImageFile:
        if src == "figures/a%20b.png":
            return ImageFile(ImageState.OK, "figures/a b.png", "PNG")
        return ImageFile(ImageState.WRONG_CASE, "figures/A b.png", meant="figures/a b.png")

    text = fill(q3="The loaf is brown, and it is round. ![The loaf](figures/A%20b.png)")
    found = find_fixes(decode(text.encode(), ""), TemplateVersions([matcher()]), find, Policy())
    assert [each.new for each in found] == ["The loaf is brown, and it is round. ![The loaf](figures/a%20b.png)"]


def test_a_missing_image_is_nobody_s_guess(tmp_path: Path) -> None:
    text = fill(q3="The loaf is brown, and it is round. ![The loaf](figures/laof.png)")
    report = write_group(tmp_path / "group", text)
    assert (
        find_fixes(
            decode(text.encode(), ""), TemplateVersions([matcher()]), ReportFolder(report.parent).resolve, Policy()
        )
        == ()
    )


def test_what_a_course_does_not_look_for_is_not_mended() -> None:
    text = fill(q4="Take your time.\n--- question 4 fill here ---").replace("[ ] Wash", "[✓] Wash")
    policy = Policy({"marker-left": None})
    assert [each.rule for each in fixes(text, policy)] == ["checklist-mark"]


def test_without_a_template_the_prompts_judge() -> None:
    text = fill(q3="The loaf is brown, and round. [The loaf](figures/loaf.png)").replace("[ ] Wash", "[✓] Wash")
    found = find_fixes(decode(text.encode(), ""), OwnPrompts(), any_image, Policy())
    assert [each.rule for each in found] == ["checklist-mark", "image-as-link"]


def test_what_is_no_utf8_is_left_alone() -> None:
    data = fill().replace("[ ] Wash", "[✓] Wash").encode() + b"\xe6"
    assert find_fixes(decode(data, ""), TemplateVersions([matcher(TEMPLATE)]), any_image, Policy()) == ()
