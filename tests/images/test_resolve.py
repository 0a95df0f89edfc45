"""An image's address leads to a file of the report's folder, or to nothing."""

import json
import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.reader import make_course
from mkdocs_report.images.resolve import ReportFolder, image_size
from mkdocs_report.model.finding import Finding
from mkdocs_report.model.image import ImageState
from mkdocs_report.parsing.template.versions import TemplateVersions
from tests.support.reports import PNG, fill, matcher, write_group


@pytest.fixture
def folder(tmp_path: Path) -> ReportFolder:
    root = tmp_path / "2026-01"
    (root / "figures" / "deep").mkdir(parents=True)
    for name in ("a.png", "b c.png", "å.png", "deep/d.png"):
        (root / "figures" / name).write_bytes(PNG)
    (tmp_path / "secret.png").write_bytes(PNG)
    (root / "figures" / "link.png").symlink_to(tmp_path / "secret.png")
    (root / "out").symlink_to(tmp_path)
    return ReportFolder(root)


@pytest.mark.parametrize(
    ("src", "path"),
    [
        ("figures/a.png", "figures/a.png"),
        ("./figures/a.png", "figures/a.png"),
        ("figures/deep/../a.png", "figures/a.png"),
        ("figures/a.png?raw=true", "figures/a.png"),
        ("figures/a.png#x", "figures/a.png"),
        ("figures/b%20c.png", "figures/b c.png"),
        ("figures/%C3%A5.png", "figures/å.png"),
        ("/reports/figures/a.png", "figures/a.png"),
        ("/2026-01/figures/a.png", "figures/a.png"),
        ("/figures/a.png", "figures/a.png"),
        ("../reports/figures/a.png", "figures/a.png"),
        ("../2026-01/figures/deep/d.png", "figures/deep/d.png"),
    ],
)
def test_found(folder: ReportFolder, src: str, path: str) -> None:
    image = folder.resolve(src)
    assert (image.state, image.path, image.format) == (ImageState.OK, path, "PNG")
    assert image_size(folder.root / path) == (1, 1)


@pytest.mark.parametrize(
    ("src", "state"),
    [
        ("https://example.org/a.png", ImageState.REMOTE),
        ("HTTP://example.org/a.png", ImageState.REMOTE),
        ("//example.org/a.png", ImageState.REMOTE),
        ("data:image/png;base64,AAAA", ImageState.MISSING),
        ("file:///etc/passwd", ImageState.OUTSIDE),
        ("figures/none.png", ImageState.MISSING),
        ("", ImageState.MISSING),
        ("figures", ImageState.MISSING),
        ("figures/a.png\0", ImageState.MISSING),
        ("figures/A.png", ImageState.WRONG_CASE),
        ("../secret.png", ImageState.OUTSIDE),
        ("figures/../../secret.png", ImageState.OUTSIDE),
        ("%2e%2e/secret.png", ImageState.OUTSIDE),
        ("/etc/passwd", ImageState.OUTSIDE),
        ("..", ImageState.OUTSIDE),
        ("figures/link.png", ImageState.OUTSIDE),
        ("out/secret.png", ImageState.OUTSIDE),
    ],
)
def test_not_found(folder: ReportFolder, src: str, state: ImageState) -> None:
    assert folder.resolve(src).state is state


def test_the_file_that_was_meant(folder: ReportFolder) -> None:
    assert folder.resolve("figs/a.png").meant == "figures/a.png"
    assert folder.resolve("figures\\a.png").meant == "figures/a.png"
    assert folder.resolve("figures/aa.png").meant == "figures/a.png"
    assert folder.resolve("quite-another-thing.gif").meant is None


class TestFromTheRoot:
    """A path from `/` starts at the root of the repository in which GitHub shows the report."""

    PLACES = ("", "reports", "docs/groups/one")

    @pytest.fixture(params=PLACES)
    def place(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    @pytest.fixture(params=["folder", "file", "collected"])
    def root(self, request: pytest.FixtureRequest, place: str, tmp_path: Path) -> Path:
        """A report's folder in a repository, in a work tree of one, and collected from one into another."""
        root = tmp_path / "course" / "kept" / "one" if request.param == "collected" else tmp_path / "course" / place
        (root / "figures").mkdir(parents=True)
        (root / "figures" / "a.png").write_bytes(PNG)
        if request.param == "file":
            (tmp_path / "course" / ".git").write_text("gitdir: elsewhere")
        else:
            (tmp_path / "course" / ".git").mkdir()
        if request.param == "collected":
            record = dict.fromkeys(("group", "repository", "branch", "commit", "date"), "x")
            path = f"{place}/README.md".removeprefix("/")
            (root / "collected.json").write_text(json.dumps({**record, "path": path}))
        return root

    @pytest.mark.parametrize("other", PLACES)
    def test_only_the_path_that_is_alive_on_github_is_found(self, root: Path, place: str, other: str) -> None:
        src = f"/{other}/figures/a.png".replace("//", "/")
        found = ReportFolder(root).resolve(src)
        if other == place:
            assert (found.state, found.path) == (ImageState.OK, "figures/a.png")
        else:
            assert found.state is (ImageState.OUTSIDE if place else ImageState.MISSING)
            assert found.meant == "figures/a.png"

    def test_relative_paths_are_as_ever(self, root: Path) -> None:
        assert ReportFolder(root).resolve("figures/a.png").state is ImageState.OK


def findings(folder: Path, *addresses: str) -> list[Finding]:
    """Return what a check finds in a report that shows these images."""
    file = write_group(folder, fill(q4="We kneaded.\n\n" + "\n\n".join(f"![Loaf]({src})" for src in addresses)))
    course = make_course([file], TemplateVersions([matcher()]), Settings(), folder)
    hard = ("image-missing", "path-escape", "image-too-large")
    return [finding for finding in course.reports[0].findings if finding.rule in hard]


class TestReasons:
    """A finding gives the true reason why an image is not seen, and what to do."""

    HEIC = b"\0\0\0\x24ftypheic\0\0\0\0mif1heic" + bytes(400)

    @pytest.mark.parametrize(
        ("name", "data", "reason", "fix"),
        [
            ("photo.heic", HEIC, "GitHub does not show HEIC images", "Convert it to PNG or JPEG."),
            ("photo.HEIC", HEIC.replace(b"heic", b"mif1", 1), "GitHub does not show HEIC images", "Convert it"),
            ("photo.png", HEIC, "GitHub does not show HEIC images", "Convert it to PNG or JPEG."),
            (".assets/p.png", PNG, "starts with a dot", "Move the file to figures/"),
            ("figures/.p.png", PNG, "starts with a dot", "Move the file to figures/"),
            ("plot.jfif", b"\xff\xd8\xff\xe0" + bytes(99), "is a JPEG, but its name", "ends in .png or .jpg"),
            ("plot", PNG, "is a PNG, but its name", "ends in .png or .jpg"),
            ("cut.png", PNG[:45], "damaged or incomplete", "Save the image again"),
            ("text.png", b"text", "the file is not an image", "Save the image again"),
            ("page.html", b"text", "the file is not an image", "Save the image again"),
        ],
        ids=lambda value: "" if isinstance(value, bytes) else None,
    )
    def test_reason_and_what_to_do(self, tmp_path: Path, name: str, data: bytes, reason: str, fix: str) -> None:
        file = write_group(tmp_path, fill()).parent / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
        [found] = findings(tmp_path, name)
        assert reason in found.message
        assert fix in found.help

    def test_a_hidden_file_that_is_not_there_is_missing(self, tmp_path: Path) -> None:
        [found] = findings(tmp_path, ".assets/p.png")
        assert "image not found" in found.message

    @pytest.mark.parametrize("composed", [True, False], ids=["composed-in-report", "composed-on-disk"])
    @pytest.mark.parametrize("name", ["café.png", "Å.png", "figures/tærte-ü.png"])
    def test_accents_are_no_capital_letters(self, tmp_path: Path, name: str, composed: bool) -> None:
        written, lying = unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)
        if not composed:
            written, lying = lying, written
        folder = write_group(tmp_path, fill()).parent
        Image.new("RGB", (9, 9)).save(folder / lying)
        if (folder / written).exists():
            pytest.skip("this file system takes both for one name")
        [found] = findings(tmp_path, written)
        assert "decomposed Unicode" in found.message
        assert ("the file's name has" in found.message) == composed
        assert "ename the file" in found.help
        assert "capital" not in found.message

    def test_a_dead_path_from_the_root_names_the_live_one(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        [found] = findings(tmp_path / "reports", "/figures/loaf.png")
        assert found.rule == "path-escape"
        assert "Did you mean “figures/loaf.png”?" in found.help
