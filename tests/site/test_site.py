"""The plugin: whole builds, looked at page by page."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_report.images.resolve import image_size
from mkdocs_report.site.links import source_url
from tests.support.builds import Built, build, numbered, project, visible_words
from tests.support.reports import PNG, TEMPLATE, fill, write_group

pytestmark = pytest.mark.slow

BAD = fill(q2="Too short.", q4="--- question 4 fill here ---")


def answers(built: Built, page: str) -> dict[str, tuple[str, str]]:
    found = built.page(page).xpath("//*[@data-question]")
    return {e.get("data-question"): (e.get("data-verdict"), e.get("data-words")) for e in found}


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
@pytest.mark.parametrize("directories", [True, False])
def test_pages_are_complete_in_every_theme(tmp_path: Path, theme: str, directories: bool) -> None:
    built = build(project(tmp_path, theme={"name": theme}, use_directory_urls=directories), "--strict")
    assert built.code == 0, built.log
    page = "groups/one/index.html"
    assert answers(built, page) == {
        "question-1": ("passed", "1"),
        "question-2": ("passed", "15"),
        "question-3": ("passed", "8"),
        "question-4": ("passed", "3"),
    }
    tree = built.page(page)
    assert [h.get("id") for h in tree.xpath("//h3[@id]")] == [f"question-{n}" for n in (1, 2, 3, 4)]
    assert "Group 7" in tree.xpath("string(//h1)")
    assert tree.xpath("string(//title)").startswith("Group 7")
    image = tree.xpath("//*[@data-question='question-3']//img")[0]
    target = (built.site / page).parent / image.get("src")
    assert image_size(target) == (1, 1)
    assert image.get("alt") == "The loaf"
    assert tree.xpath("//progress")
    assert tree.xpath("//details[contains(@class, 'mr-prompt')]")
    assert any("report.css" in (href or "") for href in tree.xpath("//link/@href"))
    groups = built.page("course/index.html")
    links = groups.xpath("//table//a/@href")
    assert len(links) == 2 * (1 + 4)  # each group, and each of its answers
    for link in links:
        target = built.site / "course" / link.partition("#")[0]
        assert (target / "index.html" if directories else target).is_file()


def test_a_strict_build_fails_last_and_says_everything(tmp_path: Path) -> None:
    root = project(tmp_path, {"one": BAD, "two": BAD, "three": fill()})
    strict = build(root, "--strict")
    assert strict.code == 1
    assert len(strict.warnings()) == 4
    assert all("docs/groups/" in line for line in strict.warnings())
    assert "Aborted with 4 warnings in strict mode!" in strict.log
    assert (strict.site / "groups/three/index.html").is_file()
    assert (strict.site / "search/search_index.json").is_file()
    assert build(root).code == 0


@pytest.mark.parametrize(
    ("fail_on", "text", "code"),
    [("error", "A TODO.", 0), ("warning", "A TODO.", 1), ("never", "--- question 4 fill here ---", 0)],
)
def test_fail_on(tmp_path: Path, fail_on: str, text: str, code: int) -> None:
    built = build(project(tmp_path, {"one": fill(q4=text)}, report={"fail_on": fail_on}), "--strict")
    assert built.code == code
    assert "[unanswered]" in built.log or "[placeholder-left]" in built.log


def test_nothing_else_of_a_folder_is_published(tmp_path: Path) -> None:
    root = project(tmp_path)
    folder = root / "docs/groups/one"
    (folder / "notes.md").write_text("# Notes\n")
    (folder / "report.py").write_text("print()\n")
    (folder / "figures/unused.png").write_bytes(PNG)
    (folder / "figures/.secret").write_text("x")
    (folder / "data").mkdir()
    (folder / "data/members.csv").write_text("s000000\n")
    (root / "docs/other.png").write_bytes(PNG)
    built = build(root, "--strict")
    assert built.code == 0, built.log
    of_group = {numbered(file) for file in built.files() if file.startswith("groups/one/")}
    assert of_group == {"groups/one/index.html", "groups/one/images/1.webp"}
    assert "other.png" in built.files()


def test_a_groups_repository_is_not_published_with_its_report(tmp_path: Path) -> None:
    root = project(tmp_path, {})
    for name in ("a", "b"):
        write_group(root / f"docs/{name}/reports", fill(q1=name))
        (root / f"docs/{name}/main.py").write_text("print()\n")
        (root / f"docs/{name}/README.md").write_text("# Code\n")
    built = build(root, "--strict")
    assert {numbered(file) for file in built.files() if file.startswith("a/")} == {
        "a/reports/index.html",
        "a/reports/images/1.webp",
    }


def test_a_students_own_report_is_the_home_page(tmp_path: Path) -> None:
    root = project(tmp_path, {}, docs_dir="reports", report={"templates": []})
    write_group(root / "reports", fill(q2="Too short."))
    (root / "reports/report.py").write_text("print()\n")
    built = build(root)
    assert built.code == 0
    assert answers(built, "index.html")["question-2"] == ("error", "2")
    assert "report.py" not in built.files()
    assert "images/1.webp" in {numbered(file) for file in built.files()}
    assert "course/index.html" not in built.files()


def test_templates_and_waivers_are_no_pages(tmp_path: Path) -> None:
    root = project(tmp_path, {"one": BAD, "two": fill()}, report={"templates": ["docs/t.md"], "waivers": "docs/w.yml"})
    (root / "docs/t.md").write_text((root / "template.md").read_text())
    (root / "docs/w.yml").write_text("- {group: one, rule: too-few-words, reason: Was ill.}\n")
    built = build(root)
    assert not {"t/index.html", "w.yml"} & built.files()
    page = built.page("groups/one/index.html")
    assert "Waived: Was ill." in page.xpath("string(//li[contains(@class, 'mr-finding--waived')])")
    assert answers(built, "groups/one/index.html")["question-2"][0] == "passed"


def test_front_matter_and_first_lines_are_no_metadata(tmp_path: Path) -> None:
    groups = {
        "one": "---\ntitle: Hacked\ntemplate: 404.html\nsearch: {exclude: true}\n---\n" + fill(),
        "two": "Answer: x\ntitle: Hacked\n\n" + fill(q1="8"),
    }
    built = build(project(tmp_path, groups), "--strict")
    assert built.code == 0
    for name, title in (("one", "Group 7"), ("two", "Group 8")):
        assert built.page(f"groups/{name}/index.html").xpath("string(//title)").startswith(title)


def test_one_answer_is_one_island(tmp_path: Path) -> None:
    own = (
        "<div><details>\n\n<script>alert(1)</script>\n\n{: .x }\n--8<-- 'mkdocs.yml'\n\n{{ config }}\n\n"
        "[toc]\n\n*[HTML]: x\n\n<img src=x onerror=alert(1)>[a](javascript:alert(1))\n\n## Own heading\n\n```\nopen"
    )
    built = build(
        project(tmp_path, {"one": fill(q2=own), "two": fill()}, markdown_extensions=["attr_list", "abbr", "toc"])
    )
    tree = built.page("groups/one/index.html")
    assert [e.get("data-words") for e in tree.xpath("//*[@data-question]")][2:] == ["8", "3"]
    island = tree.xpath("//*[@data-question='question-2']")[0]
    assert not island.xpath(".//script | .//*[@onerror] | .//*[@id]")
    assert not [href for href in island.xpath(".//a/@href") if "javascript" in href]
    assert "{{ config }}" in " ".join(island.itertext())
    assert "--8<-- 'mkdocs.yml'" in " ".join(island.itertext())
    assert island.xpath("string(.//h5)") == "Own heading"
    assert "question-3" not in [e.get("data-question") for e in island.iterdescendants()]


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "{{ x }} _a_ *b* `c` [d](e) &amp; #", "a | b {: #x }"])
def test_a_hostile_title_is_only_text(tmp_path: Path, title: str) -> None:
    report = {"title_question": 4}
    built = build(project(tmp_path, {"one": fill(q4=f"`{title}`"), "two": fill()}, report=report), "--strict")
    assert built.code == 0
    tree = built.page("groups/one/index.html")
    shown = " ".join(tree.xpath("//h1")[0].itertext()).replace("¶", "").strip()
    assert shown.replace(" ", "").startswith(title.replace("`", "").replace(" ", "")[:20])
    assert not tree.xpath("//h1//script | //title/script")
    assert "<script>alert" not in (built.site / "course/index.html").read_text()


def test_links_and_images_lead_somewhere_or_nowhere(tmp_path: Path) -> None:
    own = (
        "[site](https://example.org) [mail](mailto:a@example.org) [pic](figures/loaf.png) [code](../../x.py) [in](#x)\n"
        "\n![far](https://example.org/x.png) ![gone](figures/gone.png) ![out](../two/figures/loaf.png)\n"
        "![ok](./figures/loaf.png)"
    )
    keep = {"publish": {"emails": "keep"}}
    built = build(project(tmp_path, {"one": fill(q4=own), "two": fill()}, report=keep))
    island = built.page("groups/one/index.html").xpath("//*[@data-question='question-4']")[0]
    links = {a.text_content().split(":")[0]: a.get("href") for a in island.xpath(".//a")}
    assert links["site"] == "https://example.org"
    assert links["mail"] == "mailto:a@example.org"
    assert numbered(links["pic"]) == "images/1.webp"
    assert links["code"] is None
    assert links["in"] is None
    assert links["Image on another site"] == "https://example.org/x.png"
    assert [numbered(img.get("src")) for img in island.xpath(".//img")] == ["images/1.webp"]
    assert len(island.xpath(".//*[contains(@class, 'mr-image-placeholder')]")) == 3


def test_images_with_attributes_in_any_order(tmp_path: Path) -> None:
    own = "<img width='300' alt='a > \"b\"' src='figures/loaf.png'>\n\n<p title='<img src=\"mkdocs-report-0\">'>x</p>"
    item = "* [ ] <a title='x><script>alert(1)</script>'>Wash</a> your **hands**"
    text = fill(q4=own).replace("* [ ] Wash your hands", item)
    built = build(project(tmp_path, {"one": text, "two": fill()}))
    tree = built.page("groups/one/index.html")
    images = tree.xpath("//*[@data-question='question-4']//img")
    assert [(numbered(i.get("src")), i.get("alt")) for i in images] == [("images/1.webp", 'a > "b"')]
    items = tree.xpath("//ul[contains(@class, 'mr-checklist-items')]")[0]
    assert not items.xpath(".//script | .//a")
    assert items.xpath("string(.//strong)") == "hands"


def test_text_that_belongs_to_no_question_is_shown(tmp_path: Path) -> None:
    text = fill() + "\n### Question 9\n\nOf our own making.\n\n### Question 4\n\nAnd once more.\n"
    built = build(project(tmp_path, {"one": text, "two": fill()}))
    shown = visible_words(built.page("groups/one/index.html"))
    for words in ("Of our own making.", "And once more."):
        assert " ".join(words.split()) in " ".join(shown)


def test_source_lines_are_linked_where_the_site_has_a_repository(tmp_path: Path) -> None:
    built = build(
        project(tmp_path, {"one": BAD, "two": fill()}, repo_url="https://github.com/a/b", edit_uri="edit/main/docs/")
    )
    tree = built.page("groups/one/index.html")
    link = tree.xpath("//a[contains(@class, 'mr-source')]/@href")[1]
    lines = BAD.split("\n")
    assert (
        link == f"https://github.com/a/b/blob/main/docs/groups/one/README.md?plain=1#L{lines.index('Too short.') + 1}"
    )


@pytest.mark.parametrize(
    ("edit", "url"),
    [
        (None, None),
        ("https://x.org/g/-/edit/main/a.md", "https://x.org/g/-/blob/main/a.md?plain=1#L3-L5"),
        ("https://x.org/raw/a.md", "https://x.org/raw/a.md#L3-L5"),
    ],
)
def test_source_url(edit: str | None, url: str | None) -> None:
    assert source_url(edit, 3, 5) == url


def test_a_course_overrides_fragments(tmp_path: Path) -> None:
    root = project(tmp_path, theme={"name": "material", "custom_dir": "own"})
    (root / "own/report").mkdir(parents=True)
    (root / "own/report/image.html").write_text(
        "<b class='own'>{{ image.alt }}</b>{% include 'mkdocs_report/image.html' %}"
    )
    built = build(root)
    assert built.page("groups/one/index.html").xpath("string(//b[@class='own'])") == "The loaf"
    assert built.page("groups/one/index.html").xpath("//b[@class='own']/following-sibling::img/@src")


@pytest.mark.parametrize(
    ("report", "message"),
    [
        ({"templates": ["none.md"]}, "templates: no file matches “none.md”."),
        ({"templates": ["mkdocs.yml"]}, "mkdocs.yml:1: The template has no question."),
        ({"severity": {"x": "error"}}, "severity: there is no rule “x”."),
        ({"waivers": "none.yml"}, "waivers: file not found: none.yml"),
        ({"fail_on": "always"}, "fail_on"),
    ],
)
def test_settings_that_can_not_be_used(tmp_path: Path, report: dict[str, object], message: str) -> None:
    built = build(project(tmp_path, report=report))
    assert built.code == 1
    assert message in built.log
    assert "Traceback" not in built.log


def test_a_site_without_reports_says_so(tmp_path: Path) -> None:
    built = build(project(tmp_path, {}))
    assert "No report found in docs_dir" in built.log


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = (build(project(tmp_path / name)) for name in ("a", "b"))
    skip = {"sitemap.xml", "sitemap.xml.gz"}
    assert one.files() == two.files()
    for file in one.files() - skip:
        assert (one.site / file).read_bytes() == (two.site / file).read_bytes(), file


def test_prompts_stay_out_of_the_search_index(tmp_path: Path) -> None:
    built = build(project(tmp_path))
    index = (built.site / "search/search_index.json").read_text()
    assert "let it stand over night" in index
    assert "what you would do in another way" not in index
    assert "Wash your hands" not in index


def test_nothing_is_written_into_the_docs(tmp_path: Path) -> None:
    root = project(tmp_path)
    before = {file: file.read_bytes() for file in (root / "docs").rglob("*") if file.is_file()}
    build(root)
    assert {file: file.read_bytes() for file in (root / "docs").rglob("*") if file.is_file()} == before


def test_a_prompt_is_shown_as_it_was_written(tmp_path: Path) -> None:
    changed = fill().replace("how you made the dough", "how one makes a dough")
    built = build(project(tmp_path, {"one": fill(), "two": changed}))
    rest = [
        "Answer length: 10-20 words.",
        "Example: We used ... flour and ... water, and kneaded for ... minutes.",
    ]
    own = "Explain how one makes a dough, and what you would do in another way next time."
    for name, paragraphs in (("one", rest), ("two", [own, *rest])):
        page = built.page(f"groups/{name}/index.html")
        (prompt,) = page.xpath("//details[@class='mr-prompt'][starts-with(summary, 'Explain how you made')]")
        assert [" ".join(p.text_content().split()) for p in prompt.xpath("./p")] == paragraphs


@pytest.mark.parametrize("name", ["evil.md", "evil.html", "evil.svg"])
def test_a_file_that_calls_itself_an_image_is_not_published(tmp_path: Path, name: str) -> None:
    root = project(tmp_path, {"one": fill(q4=f"![x](figures/{name}) and [y](figures/{name})"), "two": fill()})
    evil = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    (root / "docs/groups/one/figures" / name).write_text(evil)
    built = build(root)
    assert {numbered(file) for file in built.files() if file.startswith("groups/one/")} == {
        "groups/one/index.html",
        "groups/one/images/1.webp",
    }
    assert not built.page("groups/one/index.html").xpath("//*[@data-question='question-4']//a[@href]")


def test_a_project_behind_a_link(tmp_path: Path) -> None:
    project(tmp_path / "real")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    built = build(tmp_path / "link", "--strict")
    assert built.code == 0, built.log


def test_questions_may_have_the_names_of_our_own_parts(tmp_path: Path) -> None:
    names = {1: "Summary", 2: "Checklist", 3: "Also", 4: "Section 1"}
    template, text = TEMPLATE, fill()
    for number, name in names.items():
        template, text = (t.replace(f"### Question {number}", f"### {name}") for t in (template, text))
    root = project(tmp_path, {"one": text, "two": text})
    (root / "template.md").write_text(template)
    tree = build(root, "--strict").page("groups/one/index.html")
    assert len(tree.xpath("//section[contains(@class, 'mr-summary')]")) == 1
    ids = tree.xpath("//*[@id]/@id")
    assert len(ids) == len(set(ids))
    assert [e.get("data-words") for e in tree.xpath("//*[@data-question]")] == ["1", "15", "8", "3"]


def test_the_same_image_twice_keeps_both_texts(tmp_path: Path) -> None:
    own = "![first](figures/loaf.png)\n\n![second](figures/loaf.png)"
    tree = build(project(tmp_path, {"one": fill(q4=own), "two": fill()})).page("groups/one/index.html")
    assert tree.xpath("//*[@data-question='question-4']//img/@alt") == ["first", "second"]
