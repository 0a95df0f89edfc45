"""What of a course goes on its site: masked, without those left out, images as copies that tell nothing."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from mkdocs_report.course.docs_dir import reports_in
from mkdocs_report.course.strays import strays_among
from mkdocs_report.images.faults import ImageFault
from mkdocs_report.images.pixels import to_screen_rgb
from mkdocs_report.images.prepare import (
    ImageJob,
    ImageOptions,
    PreparedImage,
    PreparedOrFault,
    encode_image,
    look_up_image,
    probe_image,
    validate_result,
)
from mkdocs_report.parsing.template.parser import OwnPrompts
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.pool import JobStoppedError, Workers
from mkdocs_report.site.head import policy
from tests.support.builds import Built, build, numbered, project
from tests.support.crawl import dead_links
from tests.support.reports import PNG, fill, matcher, write_group

pytestmark = pytest.mark.slow

SECRETS = re.compile(rb"s\d{6}|Ada Lovelace|ada@example\.org|Fjordgade", re.IGNORECASE)


def photograph(place: str = "Fjordgade 7", size: tuple[int, int] = (2400, 1200)) -> bytes:
    """Return a JPEG that tells who took it, and where."""
    image = Image.effect_noise(size, 40).convert("RGB")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, 99), fill="red")
    exif = Image.Exif()
    exif[0x013B] = "Ada Lovelace"
    exif[0x010E] = place
    exif[0x0112] = 6  # turned by a quarter
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"s123456")
    return out.getvalue()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A course in which people stand wherever somebody could write them."""
    names = "s123456, S654321 (Ada Lovelace), s123456@student.example.org and ada@example.org"
    image = "![s123456 at Fjordgade](figures/s123456.jpg)\n\n[the image](figures/s123456.jpg)"
    own = f"{names}\n\n{image}\n\nsee [us](https://github.com/s123456/bread), TODO ask s654321\n\n- [ ] s1&#50;3456"
    root = project(
        tmp_path_factory.mktemp("people"),
        {"one": fill(q1=names, q4=own), "s123456-two": fill(q1="8", q4="## s123456\n\nWe."), "three": fill(q1="9")},
        report={"publish": {"roster": "roster.csv"}, "title_question": 1, "fail_on": "never"},
        repo_url="https://github.com/example/bread",
        edit_uri="edit/main/docs/",
    )
    (root / "roster.csv").write_text("group;student_1;student_2\none;Ada Lovelace s654321;\nthree;;\n8;;\n")
    (root / "docs/groups/one/figures/s123456.jpg").write_bytes(photograph())
    (root / "docs/groups/one/README.md").write_text(
        (root / "docs/groups/one/README.md").read_text().replace("Fjordgade", "the door")
    )
    return build(root, "--strict")


def test_without_a_template_questions_are_masked_too(tmp_path: Path) -> None:
    asked = "# Report of s123456\n\n### Question 1: s123456\n\n> **s123456, who are you?**\n>\n"
    asked += "> Answer length: 5-9 words.\n>\n> Answer:\n\nWe.\n\n"
    asked += "### s654321\n\n> Answer length: 10-20 words.\n>\n> Answer:\n\nToo short, s654321.\n"
    root = project(tmp_path, {"one": asked, "two": asked}, report={"templates": [], "fail_on": "never"})
    found = build(root, "--strict")
    assert found.code == 0, found.log
    page = (found.site / "groups/one/index.html").read_text()
    assert "too-few-words" in page
    for name in found.files():
        assert not SECRETS.search(name.encode() + (found.site / name).read_bytes()), name
    assert not SECRETS.search(found.log.encode())
    assert dead_links(found.site, "https://example.org/") == []


def test_nobody_is_in_any_byte_of_the_site(built: Built) -> None:
    assert built.code == 0, built.log
    for name in built.files():
        assert not SECRETS.search(name.encode()), name
        assert not SECRETS.search((built.site / name).read_bytes()), name
    assert not SECRETS.search(built.log.encode())
    assert dead_links(built.site, "https://example.org/") == []


def test_a_person_is_the_same_throughout_a_group(built: Built) -> None:
    tree = built.page("groups/one/index.html")
    first = " ".join(tree.xpath("string(//*[@data-question='question-1'])").split())
    assert first == "Student 2, Student 1 (Student 1), Student 2 and Address 1"
    answer = tree.xpath("//*[@data-question='question-4']")[0]
    image = answer.xpath(".//img")[0]
    assert image.get("alt").replace("\u00a0", " ") == "Student 2 at the door"
    assert numbered(image.get("src")) == "images/2.webp"
    links = {a.text_content(): a.get("href") for a in answer.xpath(".//a")}
    assert links.pop("the image") == image.get("src")
    assert set(links.values()) == {None}
    assert "groups/Student-1-two/index.html" in built.files()


def test_images_are_copies_that_tell_nothing(built: Built) -> None:
    (file,) = (built.site / "groups/one/images").glob("2-*.webp")
    with Image.open(file) as image:
        assert image.format == "WEBP"
        assert image.size == (1200, 2400)  # upright
        assert not image.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(image.info)


def swapped_profile() -> bytes:
    """A profile of a screen whose red is green: that of screens, with two of its colours under each other's name."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = data.replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ")
    return data.replace("sRGB".encode("utf-16-be"), "Mine".encode("utf-16-be"))


@pytest.mark.parametrize("mode", ["RGB", "P", "RGBA"])
def test_colours_are_those_that_the_profile_means(mode: str) -> None:
    red = Image.new("RGB", (40, 20), (250, 10, 10))
    red.paste((10, 10, 250), (20, 0, 40, 20))
    out = io.BytesIO()
    (red.quantize(4) if mode == "P" else red.convert(mode)).save(out, "PNG", icc_profile=swapped_profile())
    with Image.open(io.BytesIO(out.getvalue())) as image:
        assert image.mode == mode
        shown = to_screen_rgb(image, 1600)
    green, blue = (shown.getpixel((x, 9))[:3] for x in (9, 30))
    assert max(green) == green[1]
    assert min(green) < 60
    assert max(blue) == blue[2]


def test_keeping_is_a_choice(tmp_path: Path) -> None:
    keep = {"students": "keep", "emails": "keep", "index": True, "csp": False, "images": "original", "width": 800}
    root = project(tmp_path, {"one": fill(q4="s123456 a@example.org"), "two": fill()}, report={"publish": keep})
    (root / "docs/groups/one/figures/loaf.png").write_bytes(_png((1000, 500)))
    built = build(root)
    page = (built.site / "groups/one/index.html").read_text()
    assert "s123456 " in page
    assert "a@example.org" in page
    assert "noindex" not in page
    assert "Content-Security-Policy" not in page
    (file,) = (built.site / "groups/one/images").glob("1-*.png")
    with Image.open(file) as image:
        assert (image.format, image.size) == ("PNG", (800, 400))


def test_a_group_is_left_out_without_a_trace(tmp_path: Path) -> None:
    text = fill(q1="77", q4="We were the Pumpernickels.\n\n![P](figures/loaf.png)")
    groups = {"one": fill(), "pumpernickels": text, "three": fill(q1="9")}
    out = {"publish": {"without": ["pumpernickels"]}, "waivers": "waivers.yml"}
    root = project(tmp_path, groups, report=out)
    (root / "waivers.yml").write_text(
        "- {group: pumpernickels, rule: unanswered, reason: They left.}\n"
        "- {group: pumpernickels, rule: too-few-words, reason: They left.}\n"
    )
    built = build(root, "--strict")
    assert built.code == 0, built.log
    trace = re.compile(rb"pumpernickel|Group 77|They left", re.IGNORECASE)
    for name in built.files():
        assert not trace.search(name.encode() + (built.site / name).read_bytes()), name
    assert not trace.search(built.log.encode())
    assert len(built.page("course/index.html").xpath("//table[contains(@class, 'mr-groups')]/tbody/tr")) == 2


def test_a_group_that_is_not_there_can_not_be_left_out(tmp_path: Path) -> None:
    built = build(project(tmp_path, report={"publish": {"without": ["ones"]}}))
    assert built.code == 1
    assert "publish: without: there is no group “ones”. Did you mean “one”?" in built.log


def test_search_engines_and_scripts_of_others_are_kept_out(built: Built) -> None:
    for name in ("index.html", "groups/one/index.html", "course/index.html", "404.html"):
        tree = built.page(name)
        assert "noindex" in tree.xpath("string(//meta[@name='robots']/@content)")
        policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
        assert rules["default-src"] == "'self'"
        assert {rules[f"{name}-src"] for name in ("child", "frame", "media", "object")} == {"'none'"}
        assert "unsafe" not in rules["script-src"]
        assert tree.xpath("//head/*[1]/@charset") == ["utf-8"]
    assert (built.site / ".nojekyll").is_file()


@pytest.mark.parametrize(
    ("file", "suffix"), [("/etc/hostname", ".png"), ("images/../secret.png", ".png"), ("images/key.html", ".html")]
)
def test_a_process_cannot_have_another_file_published(tmp_path: Path, file: str, suffix: str) -> None:
    cache = Cache(tmp_path)
    honest = PreparedImage(tmp_path / "images" / "key.webp", ".webp", 1, 1)
    assert validate_result(honest, "key", cache) is honest
    assert validate_result(PreparedImage(tmp_path / file, suffix, 1, 1), "key", cache) is ImageFault.BROKEN
    assert validate_result(honest, "../key", cache) is ImageFault.BROKEN


def test_a_script_of_another_site_allows_no_other_script_there() -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "A", "theme": {"name": "material", "font": False}})
    config.load_dict({"extra_javascript": ["https://cdn.example/a/b.js?v=1", "js/own.js"]})
    config.load_dict({"extra_css": ["//cdn.example/it's; x.css"]})
    config.validate()
    rules = dict(part.split(" ", 1) for part in policy("<head></head>", config).split("; "))
    assert rules["script-src"] == "'self' https://cdn.example/a/b.js"
    assert rules["style-src"] == "'self' 'unsafe-inline' https://cdn.example/it%27s%3B%20x.css"
    assert rules["img-src"] == "'self' data: https://cdn.example"


def _png(size: tuple[int, int], **text: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    for name, value in text.items():
        info.add_text(name, value)
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, "PNG", pnginfo=info)
    return out.getvalue()


def prepare(file: Path, options: ImageOptions, folder: Path) -> PreparedOrFault:
    """Take an image through every step, as a build does."""
    seen = look_up_image(file, options, Cache(folder))
    if isinstance(seen, ImageFault):
        return seen
    if seen.outcome is not None:
        return seen.outcome
    job = ImageJob(file, seen.key, options, Cache(folder))
    looked = probe_image(None, job)
    if isinstance(looked, PreparedImage):
        encode_image(None, job)
        again = look_up_image(file, options, Cache(folder))
        assert not isinstance(again, ImageFault)
        assert again.outcome == replace(looked, made=True)
        return again.outcome
    return looked


class TestPrepared:
    def test_smaller_and_bare(self, tmp_path: Path) -> None:
        file = tmp_path / "a.png"
        file.write_bytes(_png((3000, 1000), Author="Ada Lovelace"))
        found = prepare(file, ImageOptions(), tmp_path / "cache")
        assert isinstance(found, PreparedImage)
        assert (found.width, found.height, found.suffix) == (1600, 533, ".webp")
        assert b"Ada" not in found.file.read_bytes()

    def test_the_cache_is_by_content_and_mends_itself(self, tmp_path: Path) -> None:
        a, b = tmp_path / "a.png", tmp_path / "b.png"
        a.write_bytes(PNG)
        b.write_bytes(PNG)
        first = prepare(a, ImageOptions(), tmp_path / "cache")
        assert isinstance(first, PreparedImage)
        seen = look_up_image(b, ImageOptions(), Cache(tmp_path / "cache"))
        assert not isinstance(seen, ImageFault)
        assert seen.outcome == first
        whole = first.file.read_bytes()
        for junk in (b"", whole[:20], b"<html>"):
            first.file.write_bytes(junk)
            assert prepare(a, ImageOptions(), tmp_path / "cache") == first
            assert first.file.read_bytes() == whole
        other = prepare(a, ImageOptions(webp=False), tmp_path / "cache")
        assert isinstance(other, PreparedImage)
        assert other.suffix == ".png"

    @pytest.mark.parametrize("data", [b"", b"not an image", PNG[:40], b"\x89PNG\r\n\x1a\n" + b"\0" * 99, b"GIF89a;"])
    def test_broken(self, tmp_path: Path, data: bytes) -> None:
        file = tmp_path / "a.png"
        file.write_bytes(data)
        assert prepare(file, ImageOptions(), tmp_path / "cache") is ImageFault.BROKEN
        assert prepare(tmp_path / "gone.png", ImageOptions(), tmp_path / "cache") is ImageFault.UNREADABLE

    def test_a_bomb_is_not_unfolded(self, tmp_path: Path) -> None:
        file = tmp_path / "a.png"
        out = io.BytesIO()
        Image.new("1", (20_000, 20_000)).save(out, "PNG")
        file.write_bytes(out.getvalue())
        assert len(out.getvalue()) < 100_000
        assert prepare(file, ImageOptions(), tmp_path / "cache") is ImageFault.TOO_LARGE

    def test_what_moves_still_moves(self, tmp_path: Path) -> None:
        frames = [Image.new("RGB", (40, 20), color) for color in ("red", "green", "blue")]
        file = tmp_path / "a.gif"
        frames[0].save(file, save_all=True, append_images=frames[1:], duration=90)
        found = prepare(file, ImageOptions(), tmp_path / "cache")
        assert isinstance(found, PreparedImage)
        with Image.open(found.file) as image:
            assert getattr(image, "n_frames", 1) == 3

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "F"])
    def test_every_kind_of_pixel(self, tmp_path: Path, mode: str) -> None:
        file = tmp_path / ("a.tiff" if mode in {"CMYK", "F"} else "a.png")
        Image.new(mode, (30, 20)).save(file)
        found = prepare(file, ImageOptions(), tmp_path / "cache")
        assert isinstance(found, PreparedImage)
        assert (found.width, found.height) == (30, 20)


def test_a_broken_image_is_a_finding_and_the_site_is_built(tmp_path: Path) -> None:
    root = project(tmp_path, {"one": fill(), "two": fill(q1="8")})
    (root / "docs/groups/one/figures/loaf.png").write_bytes(PNG[:45])
    (root / "docs/groups/two/figures/loaf.png").write_bytes(_bomb())
    built = build(root)
    assert built.code == 0
    assert "[image-missing]" in built.log
    assert "[image-too-large]" in built.log
    assert not [name for name in built.files() if name.startswith("groups/") and not name.endswith(".html")]
    assert built.page("groups/one/index.html").xpath("//span[@class='mr-image-placeholder']")


def _bomb() -> bytes:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


def test_a_group_that_is_a_link_shows_nothing(tmp_path: Path) -> None:
    root = project(tmp_path / "a", {"one": fill(), "two": fill()})
    secret = write_group(tmp_path / "elsewhere", fill(q4="The secret recipe."))
    (root / "docs/groups/two/README.md").unlink()
    (root / "docs/groups/two/README.md").symlink_to(secret)
    built = build(root)
    assert built.code == 0
    assert "not-a-report" in built.log
    assert not any("secret recipe" in (built.site / n).read_bytes().decode(errors="replace") for n in built.files())


def test_a_linked_folder_beside_those_of_groups_publishes_nothing(tmp_path: Path) -> None:
    root = project(tmp_path / "a", {})
    for name in ("one", "two"):
        write_group(root / "docs" / name)
    (tmp_path / "elsewhere").mkdir()
    for name in ("notes.txt", "page.md"):
        (tmp_path / "elsewhere" / name).write_text("of somebody else")
    (root / "docs/linked").symlink_to(tmp_path / "elsewhere")
    built = build(root)
    assert "one/index.html" in built.files()
    assert [name for name in built.files() if "notes" in name or name.startswith("linked")] == []
    assert [line for line in built.warnings() if "docs/linked: Symbolic link" in line]


def test_a_folder_without_a_report_publishes_nothing(tmp_path: Path) -> None:
    root = project(tmp_path, {"one": fill(), "two": fill(q1="8")})
    late = root / "docs/groups/late/notes"
    late.mkdir(parents=True)
    (late / "index.md").write_text("# Notes\n")
    (late.parent / "extra.js").write_text("alert(1)")
    (root / "docs/groups/index.md").write_text("# About the groups\n")
    built = build(root)
    assert not [name for name in built.files() if "late" in name]
    assert "groups/index.html" in built.files()


@pytest.mark.parametrize("globs", [["groups/one/README.md", "gruops/*/README.md"], []], ids=["globs", "usual"])
def test_a_report_that_no_glob_takes_is_not_published(tmp_path: Path, globs: list[str]) -> None:
    secret = fill(q2="By s123456. <script>alert(1)</script>")
    nav = ["index.md", "guide.md", "example.md", "groups/four/README.md"]
    root = project(tmp_path, {"one": fill()}, report={"reports": globs, "fail_on": "never"}, nav=nav)
    docs = root / "docs"
    for folder in ("years/2026/two", "env/three"):
        write_group(docs / folder, secret)
    (docs / "years/loose.markdown").write_text(secret)
    (docs / "years/large.MD").write_text(secret)
    for name in (*(["five/readme.md"] if globs else []), "six/README.markdown", "seven/index.md"):  # shown by a host
        (docs / "groups" / name).parent.mkdir()
        (docs / "groups" / name).write_text(secret)
    write_group(docs / "groups/four", fill(q2="What nav names is published."))
    (docs / "linked.md").symlink_to(docs / "env/three/README.md")
    (docs / "example.md").write_text(fill(q2="An example that nav names."))
    (docs / "guide.md").write_text("# Guide\n\n### Question 2\n\n> **Explain how you made the dough**\n")
    (docs / "years/about.md").write_text("# The years\n")
    found = build(root)
    assert found.code == 0, found.log
    ordinary = {"index.html", "guide/index.html", "example/index.html", "years/about/index.html"}
    assert {*ordinary, "groups/one/index.html"} <= found.files()
    for name in found.files():
        assert not re.match(r"env|linked|years/(?!about)|groups/(five|six|seven)", name), name
        assert not re.search(rb"s123456|alert\(1\)", (found.site / name).read_bytes()), name
    told = [line for line in found.warnings() if "looks like a report, but no glob" in line]
    assert len(told) == (9 if globs else 7), found.log
    assert any("groups/four/README.md" in line and "It is in “nav”" in line for line in told) is bool(globs)
    assert "docs/example.md: The file looks like a report" in found.log
    idle = [line for line in found.warnings() if "no file matches" in line]
    assert len(idle) == len(globs[1:])
    assert all(re.search(r"mkdocs\.yml:\d+: reports: no file matches “gruops/\*/README\.md”", line) for line in idle)


def test_a_readme_at_a_usual_place_is_a_report_in_any_case_of_letters(tmp_path: Path) -> None:
    class Here(Workers):
        def map(self, work: Any, shared: Any, jobs: Any) -> Any:
            return [work(shared, job) for job in jobs]

    names = ("a/README.md", "b/readme.md", "c/Readme.md", "c/readme.md", "d/README.markdown", "e/index.md", "f/a.md")
    for name in names:
        (tmp_path / "groups" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "groups" / name).write_text(fill())
    versions = TemplateVersions([matcher()])
    usual = {"groups/a/README.md", "groups/b/readme.md", "groups/c/Readme.md"}
    found = reports_in(tmp_path, (), versions, Here())
    assert found == {name: (tmp_path / name).read_bytes() for name in usual}
    assert reports_in(tmp_path, ["groups/*/README.md"], versions, Here()) == {"groups/a/README.md": None}
    paths = {f"groups/{name}": tmp_path / "groups" / name for name in names}
    told = strays_among(paths, usual, versions, Here())
    assert told == ["groups/d/README.markdown", "groups/e/index.md", "groups/f/a.md"]
    assert strays_among(paths, usual, OwnPrompts(), Here()) == told


def test_a_file_that_takes_too_long_to_look_into_may_be_a_report(tmp_path: Path) -> None:
    class Slow(Workers):
        def map(self, work: Any, shared: Any, jobs: Any) -> Any:  # none is done
            return [JobStoppedError("It took too long.") for _ in jobs]

    paths = {"a.md": tmp_path / "a.md", "groups/one/old.md": tmp_path / "groups/one/old.md"}
    assert strays_among(paths, ["groups/one/README.md"], TemplateVersions([matcher()]), Slow()) == ["a.md"]


def test_a_report_publishes_so_many_images(tmp_path: Path) -> None:
    own = "".join(f"![p](figures/{n}.png)\n" for n in range(220))
    root = project(tmp_path, {"one": fill(q4=own), "two": fill(q1="8")})
    for n in range(220):
        (root / f"docs/groups/one/figures/{n}.png").write_bytes(PNG)
    built = build(root)
    assert built.code == 0
    images = [name for name in built.files() if name.startswith("groups/one/images/")]
    assert len(images) == 200  # the loaf of question 3 comes first
    assert "21 images beyond the first 200 of the report" in built.log


def test_what_is_too_deep_is_shown_as_it_was_typed(tmp_path: Path) -> None:
    deep = "> " * 300 + "the *bottom*"
    built = build(project(tmp_path, {"one": fill(q4=deep), "two": fill(q1="8", q4="<div>" * 300 + "bottom")}))
    for name, last in (("one", "the *bottom*"), ("two", "bottom")):
        answer = built.page(f"groups/{name}/index.html").xpath("//*[@data-question='question-4']")[0]
        assert answer.xpath("string(.//pre)").strip().endswith(last)
    assert built.log.count("[answer-too-large]") == 2


def test_no_script_but_the_themes_may_run_on_pages_of_reports(tmp_path: Path) -> None:
    root = project(tmp_path, {"one": fill(), "two": fill(q1="8")}, theme={"name": "material", "custom_dir": "own"})
    (root / "own/report").mkdir(parents=True)
    (root / "own/report/extra.html").write_text("")
    (root / "own/report/pager.html").write_text("<script>sneaked()</script>")
    (root / "docs/index.md").write_text("# Home\n\n<script>ours()</script>\n")
    built = build(root)
    digests = {text: base64.b64encode(hashlib.sha256(text).digest()).decode() for text in (b"sneaked()", b"ours()")}
    page = (built.site / "groups/one/index.html").read_text()
    assert "<script>sneaked()</script>" in page
    assert digests[b"sneaked()"] not in page
    assert digests[b"ours()"] in (built.site / "index.html").read_text()


class TestConsent:
    """A roster with a column about consent."""

    def build(self, tmp_path: Path, roster: str, *arguments: str, **publish: object) -> Built:
        root = project(
            tmp_path / "project",
            {
                "one": fill(q1="1", q4="Knead long."),
                "two": fill(q1="2", q4="The secret recipe."),
                "03-three": fill(q1="3"),
            },
            report={"publish": {"roster": "roster.csv", **publish}, "fail_on": "never"},
        )
        (root / "roster.csv").write_text(roster)
        return build(root, *arguments)

    def test_a_group_without_it_leaves_no_trace(self, tmp_path: Path) -> None:
        rows = "one,Ada,yes\ntwo,Bo,yes\ntwo,Cy,\n3,Di,YES\n"
        built = self.build(tmp_path, f"group,name,Consent given?,seat\n{rows}", "--strict")
        assert built.code == 0, built.log
        assert "roster.csv:1: the column “seat” is not used." in built.log
        assert "groups/one/index.html" in built.files()
        assert "groups/03-three/index.html" in built.files()
        for name in built.files():
            assert "two" not in name
            data = (built.site / name).read_bytes()
            data = gzip.decompress(data) if name.endswith(".gz") else data
            assert b"secret recipe" not in data, name
            assert b"groups/two" not in data, name
        assert "two" not in built.log

    @pytest.mark.parametrize(("two", "groups"), [("yes", 1), ("no", 0)])
    def test_the_pages_of_a_course_stay_whoever_agreed(self, tmp_path: Path, two: str, groups: int) -> None:
        root = project(
            tmp_path / "project",
            report={"publish": {"roster": "roster.csv"}, "fail_on": "never"},
            nav=[{"Home": "index.md"}, {"Groups": "course/index.md"}, {"All answers": "course/matrix.md"}],
        )
        (root / "roster.csv").write_text(f"group,name,consent\none,Ada,no\ntwo,Bo,{two}\n")
        built = build(root, "--strict")
        assert built.code == 0, built.log
        pages = {f"course/{name}index.html" for name in ("", "matrix/", "questions/", "findings/", "statistics/")}
        assert pages <= built.files()
        assert len(json.loads((built.site / "course/groups.json").read_text())) == groups
        assert not [name for name in built.files() if "one" in name.split("/")]
        assert dead_links(built.site, "https://example.org/") == []

    def test_without_the_column_everybody_is_published(self, tmp_path: Path) -> None:
        built = self.build(tmp_path, "group,name\none,Ada\n")
        assert {"groups/one/index.html", "groups/two/index.html"} <= built.files()

    def test_a_group_of_which_nothing_is_known_stops_the_build(self, tmp_path: Path) -> None:
        built = self.build(tmp_path, "group,name,consent\none,Ada,yes\n3,Di,yes\n")
        assert built.code != 0
        assert "no line for the group “two”" in built.log
        assert built.files() == set()

    def test_a_title_of_another_group_gets_round_nothing(self, tmp_path: Path) -> None:
        rows = "one,Ada,yes\ntwo,Bo,yes\n2,Cy,no\n3,Di,yes\n1,Ed,yes\n"
        built = self.build(tmp_path, f"group,name,consent\n{rows}")
        assert built.code == 0, built.log
        assert not [name for name in built.files() if "two" in name]
        assert "two" not in built.log
        doubt = "docs/groups/one/README.md: The group matches lines 2 and 6 of roster.csv: "
        assert doubt in built.log

    def test_a_report_without_a_line_is_told(self, tmp_path: Path) -> None:
        built = self.build(tmp_path, "group,name\none,Ada\n3,Di\n", "--strict")
        assert built.code == 1
        assert "docs/groups/two/README.md: roster.csv has no line for the group “two”" in built.log

    @pytest.mark.parametrize(
        ("withheld", "left"),
        [("zebra", ("ape",)), ("bee", ("ape", "zebra")), ("ape", ("bee", "zebra"))],
    )
    def test_the_site_is_that_of_a_course_without_the_group(
        self, tmp_path: Path, withheld: str, left: tuple[str, ...]
    ) -> None:
        def course(root: Path, groups: tuple[str, ...]) -> Path:
            texts = {name: fill(q1=name, q4=f"The recipe of {name}.") for name in groups}
            options = {"publish": {"roster": "roster.csv", "badges": True}, "waivers": "waivers.yml"}
            project(root, texts, report={**options, "fail_on": "never", "export": {"badges": "out"}})
            (root / "roster.csv").write_text("group,name,consent\n" + "".join(f"{g},Ada,yes\n" for g in groups))
            (root / "waivers.yml").write_text("[]\n")
            return root

        root, other = course(tmp_path / "a", (withheld, *left)), course(tmp_path / "b", left)
        first, expected = build(root), build(other)
        assert withheld in str(first.files())
        rows = "".join(f"{group},Ada,yes\n" for group in left) + f"{withheld},Bo,no\nwasp,Cy,no\n"
        (root / "roster.csv").write_text(f"group,name,consent\n{rows}")
        waivers = (f"- {{group: {group}, rule: unanswered, reason: Ill.}}\n" for group in (withheld, "wasp"))
        (root / "waivers.yml").write_text("".join(waivers))
        built = build(root, "--dirty")
        assert built.code == 0, built.log
        assert built.files() == expected.files()
        for name in built.files() - {"sitemap.xml.gz"}:  # which holds the time
            assert (built.site / name).read_bytes() == (expected.site / name).read_bytes(), name
        assert {file.name for file in (root / "out").iterdir()} == {f"{group}.json" for group in left}
        assert withheld not in built.log
        assert "wasp" not in built.log

    def test_a_waiver_of_a_group_that_its_title_withholds_is_told_nowhere(self, tmp_path: Path) -> None:
        options = {"publish": {"roster": "roster.csv"}, "waivers": "waivers.yml", "fail_on": "never"}
        root = project(tmp_path, {"zebra": fill(q1="2"), "ape": fill(q1="3")}, report=options)
        (root / "roster.csv").write_text("group,name,consent\n2,Bo,no\n3,Di,yes\n")
        (root / "waivers.yml").write_text("- {group: zebra, rule: unanswered, reason: Ill.}\n")
        built = build(root)
        assert built.code == 0, built.log
        assert "zebra" not in built.log
        assert not [name for name in built.files() if b"zebra" in (built.site / name).read_bytes()]

    def test_one_that_is_left_out_by_name_needs_no_line(self, tmp_path: Path) -> None:
        built = self.build(tmp_path, "group,name,consent\none,Ada,yes\n3,Di,1\n", without=["two"])
        assert built.code == 0, built.log
        assert not [name for name in built.files() if "two" in name]

    def test_a_misspelt_column_stops_the_build(self, tmp_path: Path) -> None:
        built = self.build(tmp_path, "group,name,consnet\none,Ada,yes\ntwo,Bo,no\n3,Di,yes\n")
        assert built.code != 0
        assert "roster.csv:1: column 3 is unknown, and may be about consent." in built.log
        assert not built.site.exists() or not built.files()

    def test_neither_yes_nor_no_stops_the_build(self, tmp_path: Path) -> None:
        built = self.build(tmp_path, "group,name,consent\none,Ada,perhaps\ntwo,Bo,2026-01-23\n3,Di,yes\n")
        assert built.code != 0
        assert "roster.csv:2: column 3: consent: the cell is neither yes nor no" in built.log
        assert "roster.csv:3: column 3: consent: " in built.log
        assert "perhaps" not in built.log
