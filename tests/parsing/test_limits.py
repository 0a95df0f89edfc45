"""Limits are read from whatever words a prompt uses."""

import re
from pathlib import Path

import pytest

from mkdocs_report.model.limits import Bounds
from mkdocs_report.parsing.limits.parser import ContradictionError, read_limits

GUIDE = Path(__file__).parent.parent.parent / "docs" / "guide" / "template.md"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Answer length: 100-200 words.", (100, 200)),
        ("Answer length: 100-200 words (code not counted)", (100, 200)),
        ("Answer length: 100 - 200 words", (100, 200)),
        ("Answer length: 100–200 words", (100, 200)),
        ("Answer length: 100 to 200 words", (100, 200)),
        ("Write between 100 and 200 words.", (100, 200)),
        ("Answer length: at least 50 words", (50, None)),
        ("A minimum of 50 words is expected.", (50, None)),
        ("Answer length: 50 words or more", (50, None)),
        ("Answer length: at most 300 words.", (None, 300)),
        ("Answer length: max 300 words.", (None, 300)),
        ("Answer length: max. 300 words.", (None, 300)),
        ("Answer in up to 300 words.", (None, 300)),
        ("Answer length: 300 words max", (None, 300)),
        ("Answer length: min. 50, max. 100 words", (50, 100)),
        ("Answer length: minimum 50 words, maximum 100 words", (50, 100)),
        ("Answer length: approximately 200 words", (160, 240)),
        ("Answer length: ca. 200 words", (160, 240)),
        ("Answer length: 200 words", (160, 240)),
        ("Answer length: exactly 200 words", (200, 200)),
        ("*Answer length:* **100-200** words", (100, 200)),
        ("Answer length: 1,000-1,500 words", (1000, 1500)),
        ("Answer length: 1.500 words at most", (None, 1500)),
        ("No more than 1,000 words", (None, 1000)),
        ("Maximum length: 300 words", (None, 300)),
        ("Answer length: <200 words", (None, 200)),
        ("Answer in fewer than 200 words.", (None, 200)),
        ("Answer length: under 200 words", (None, 200)),
        ("Answer length: ≥ 100 words", (100, None)),
        ("Write more than 100 words.", (100, None)),
        ("Answer length: 200±50 words", (150, 250)),
        ("Answer length: two hundred words", (160, 240)),
        ("Answer length: 100/200 words", (100, 200)),
        ("Word limit: 250", (None, 250)),
        ("Word count: 250-300", (250, 300)),
        ("Word limit: 250.", (None, 250)),
        ("Do not write more than 200 words.", (None, 200)),
        ("Your answer must not be more than 200 words.", (None, 200)),
        ("It shouldn't go over 200 words.", (None, 200)),
        ("It should not be longer than 200 words.", (None, 200)),
        ("Answer length: no longer than 200 words", (None, 200)),
        ("Do not write fewer than 50 words.", (50, None)),
        ("Do not forget to write at least 50 words.", (50, None)),
        ("Answer length: longer than 50 words", (50, None)),
        ("Write no fewer than 50 and no more than 100 words.", (50, 100)),
        ("Words: 100-200", (100, 200)),
        ("Answer length: 100-200 words. Example: 300 words of prose", (100, 200)),
        ("How many words of Danish did you learn?", None),
        ("Answer length: one to two pages", None),
    ],
)
def test_words(text: str, words: tuple[int | None, int | None] | None) -> None:
    assert read_limits([text]).words == (Bounds(*words) if words else None)


@pytest.mark.parametrize(
    ("text", "images"),
    [
        ("Answer length: 100-200 words + 1 to 3 screenshots.", (1, 3)),
        ("Answer length: 100-200 words and 2 figures", (2, 2)),
        ("Answer length: 100-200 words, 1-3 images", (1, 3)),
        ("Insert 1-2 images of your shelf, such that we see it", (1, 2)),
        ("Upload one image of the images that you like", (1, 1)),
        ("Include a figure that describes the whole", (1, 1)),
        ("Draw an architecture diagram", (1, 1)),
        ("2 figures", (2, 2)),
        ("At least one photo is required.", (1, None)),
        ("No more than 3 images", (None, 3)),
        ("Add between 2 and 4 plots.", (2, 4)),
        ("You may include a figure.", (0, 1)),
        ("Do not include a figure.", None),
        ("If possible, include a figure.", (0, 1)),
        ("Use max 2 figures.", (None, 2)),
        ("Optionally, insert 1-2 images.", (0, 2)),
        ("Include a figure that shows all that you can see.", (1, 1)),
        ("You may take inspiration from [this figure](figures/x.png).", None),
        ("Include a link to one of your drawings", None),
        ("In 50 to 100 words, describe the 2 plots of figure 1.", None),
        ("This may include graphs, logged images and tables.", None),
        ("Explain what the plot shows.", None),
        ("Do not upload more than 3 images.", (None, 3)),
        ("Include a few screenshots.", None),
    ],
)
def test_images(text: str, images: tuple[int | None, int | None] | None) -> None:
    assert read_limits([text]).images == (Bounds(*images) if images else None)


def test_a_recommendation_binds_nobody_but_the_task_does() -> None:
    limits = read_limits(["**Include a figure.**", "", "Recommended answer length: 100-200 words"])
    assert limits.advisory
    assert not limits.images_advisory
    both = read_limits(["Recommended answer length: 100-200 words + 1 to 3 pictures"])
    assert both.advisory
    assert both.images_advisory


def test_the_example_states_no_limits() -> None:
    limits = read_limits(["Answer length: 10-20 words", "", "Example:", "*We took 3 pictures and wrote 500 words.*"])
    assert limits.words == Bounds(10, 20)
    assert limits.images is None


def test_a_limit_may_go_over_a_line_end() -> None:
    assert read_limits(["**Upload 1 to", "3 pictures of it.**"]).images == Bounds(1, 3)


@pytest.mark.parametrize(
    "lines",
    [
        ["Answer length: 200-100 words"],
        ["Answer length: 100-200 words", "", "Write at most 50 words."],
        ["Answer length: at least 100 words.", "", "Write at most 50 words."],
        ["Upload 2 images.", "", "Answer length: 5-9 words + 1 to 3 pictures"],
    ],
)
def test_a_prompt_that_contradicts_itself(lines: list[str]) -> None:
    with pytest.raises(ContradictionError):
        read_limits(lines)


def test_each_contradiction_has_its_line() -> None:
    with pytest.raises(ContradictionError) as error:
        read_limits(
            ["Tell us.", "", "Answer length: 80-30 words", "", "Use 5-2 plots.", "", "Use up to", "", "1 plot."]
        )
    assert error.value.contradictions == (
        (3, "“80-30 words” ends before it begins"),
        (5, "“5-2 plots” ends before it begins"),
    )
    with pytest.raises(ContradictionError) as error:
        read_limits(["Upload 2 images.", "Write 9-5 words.", "", "You may include 3-1 pictures.", "Add 2-1 plots."])
    assert [line for line, _ in error.value.contradictions] == [2, 4, 5]
    with pytest.raises(ContradictionError, match="two different numbers of words") as error:
        read_limits(["Write 5-9 words.", "", "Answer length: 5-9 words.", "", "Write at most 8 words."])
    assert [line for line, _ in error.value.contradictions] == [5]


@pytest.mark.parametrize(
    ("text", "words", "images"),
    [
        ("Answer length: 50 words per picture.", None, None),
        ("Answer length: 50-100 words (per picture).", None, None),
        ("Answer length: 50 words max. per picture", None, None),
        ("Answer length: 50 words or more per picture", None, None),
        ("Answer in 50 words each and include one image.", None, (1, 1)),
        ("Answer in 50 words apiece.", None, None),
        ("Write 50-60 words for each picture and 2 pictures", None, (2, 2)),
        ("Write 50-60 words about every picture.", None, None),
        ("Insert 1-2 images per experiment.", None, None),
        ("Insert one image for every run.", None, None),
        ("Insert one image of each sensor.", None, None),
        ("For each experiment, insert 1-2 images.", None, None),
        ("For each experiment, insert 1-2 images and write 50-60 words in all.", (50, 60), None),
        ("Answer length per sensor: 50-60 words.", None, None),
        ("Answer length (for each sensor): 50-60 words.", None, None),
        ("Word count: 50-60 per picture", None, None),
        ("Answer length: 50-60 words per group member.", None, None),
        ("Answer length: 50-60 words per answer.", (50, 60), None),
        ("Answer length: 50-60 words for each question.", (50, 60), None),
        ("Answer length per group: 50-60 words.", (50, 60), None),
        ("Answer length: 50-60 words per the guide.", (50, 60), None),
        ("Insert 3 images each showing a wheel.", None, (3, 3)),
        ("Insert 1-3 images, each with a caption.", None, (1, 3)),
    ],
)
def test_what_each_part_has_is_no_limit_of_the_answer(
    text: str, words: tuple[int, int] | None, images: tuple[int, int] | None
) -> None:
    limits = read_limits([text])
    assert (limits.words, limits.images) == (words and Bounds(*words), images and Bounds(*images))
    assert len(limits.clauses) == (words is not None) + (images is not None)


def says(answer: str) -> tuple[Bounds | None, list[Bounds]]:
    """Return the words and pictures that a row of the guide promises; the first number is of the table's own unit."""
    if answer.startswith("no limit"):
        return None, []
    found = [
        Bounds(int(match[1]), None)
        if match[2] == "more"
        else Bounds(None, int(match[1]))
        if match[2] == "fewer"
        else Bounds(int(match[1]), int(match[3] or match[1]))
        for match in re.finditer(r"\b(\d+)(?: or (more|fewer)| (?:to|or) (\d+))?", answer)
    ]
    return found[0], found[1:]


def rows(heading: str) -> list[tuple[str, str]]:
    section = GUIDE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `([^`]+)` \| (.+) \|$", section, re.M)


@pytest.mark.parametrize(("asked", "answer"), [*rows("Lengths"), *rows("Languages"), *rows("Limits per part")])
def test_the_guides_lengths(asked: str, answer: str) -> None:
    first, _ = says(answer.partition(";")[0])
    limits = read_limits([asked])
    assert (limits.images if "images" in answer else limits.words) == first
    if first is None:
        assert limits.images is None


@pytest.mark.parametrize(("asked", "answer"), rows("Images"))
def test_the_guides_pictures(asked: str, answer: str) -> None:
    first, words = says(answer)
    limits = read_limits([asked])
    assert (limits.images, [limits.words] if limits.words else []) == (first, words)


TABLES = ("Lengths", "Images", "Limits per part", "Other units", "Languages")


@pytest.mark.parametrize(("asked", "answer"), rows("Other units"))
def test_the_guides_other_units(asked: str, answer: str) -> None:
    (limit,) = read_limits([asked]).limits
    unit = limit.unit.replace("_", " ").removesuffix("s")
    assert unit in answer.partition(";")[0]
    assert limit.bounds == says(answer.partition(";")[0].partition(":")[0])[0]


def test_the_guide_has_rows() -> None:
    assert [len(rows(name)) for name in TABLES] == [34, 8, 8, 6, 10]


def test_the_same_said_twice_is_no_contradiction() -> None:
    limits = read_limits(
        ["**Upload 1 to 3 screenshots of it.**", "", "Answer length: 20-30 words + 1 to 3 screenshots."]
    )
    assert limits.images == Bounds(1, 3)


@pytest.mark.parametrize(
    ("prompt", "clauses"),
    [
        (["**Why?**", "", "Word count: 20-30."], [("words", "Word count: 20-30", 3, 3)]),
        (["**Upload 1 to", "3 pictures of it.**"], [("images", "1 to 3 pictures", 1, 2)]),
        (["See [the", "guide](x.md) first. Use *at", "most 2* plots"], [("images", "at most 2 plots", 2, 3)]),
        (["", "![two", "lines](x.png)", "Insert one", "image"], [("images", "one image", 4, 5)]),
        (
            ["Recommended", "answer length: 5-9 words + 1", "to", "2 `figures`", "", "Example:", "100 words"],
            [("words", "5-9 words", 2, 2), ("images", "1 to 2 figures", 2, 4)],
        ),
        (["Do not write", "more than 20 words."], [("words", "Do not write more than 20 words", 1, 2)]),
    ],
)
def test_a_limit_knows_the_words_and_the_lines_that_it_was_read_from(
    prompt: list[str], clauses: list[tuple[str, str, int, int]]
) -> None:
    found = read_limits(prompt).clauses
    assert [(clause.limit, clause.quote, clause.span.first, clause.span.last) for clause in found] == clauses
