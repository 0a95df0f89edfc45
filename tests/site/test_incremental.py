"""A build that finds things kept from earlier ones makes the same site, to the byte, as one that finds nothing."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from PIL import Image

from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.cache_key import cache_key
from mkdocs_report.runtime.files import files_in
from mkdocs_report.site.image_files import ImageCopy
from tests.support import forked_builds
from tests.support.builds import ENVIRONMENT, Built, build, project
from tests.support.random_sites import DRAWN, Change, begin, environment_of
from tests.support.reports import fill, write_group
from tests.support.two_years import course_of_years

pytestmark = pytest.mark.slow

STANDING = re.compile(r"Reused (\d+) of (\d+) pages? from the cache")
ANSWERS = (
    "We mixed flour, water, salt and a spoon of honey, and kneaded it all for ten minutes by hand.",
    "We did not.",
)


def groups(root: Path) -> list[Path]:
    return sorted(path for path in (root / "docs/groups").iterdir() if path.is_dir())


def a_group(root: Path, chance: random.Random) -> Path:
    return chance.choice(groups(root))


def setting(root: Path, **values: object) -> None:
    """Change options of the plugin; those with a dot are of `publish`."""
    config = yaml.safe_load((root / "mkdocs.yml").read_text())
    options = config["plugins"][1]["report"]
    for name, value in values.items():
        if name.startswith("publish_"):
            options.setdefault("publish", {})[name.removeprefix("publish_")] = value
        else:
            options[name] = value
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config))


def agree(root: Path, name: str) -> None:
    """Add a group to the roster, if there is one: of whom it knows nothing stops a build."""
    file = root / "roster.csv"
    if file.exists():
        file.write_text(f"{file.read_text()}{name},Ada Lovelace,yes\n")


def report_changes(root: Path, chance: random.Random) -> None:
    file = a_group(root, chance) / "README.md"
    file.write_text(
        file.read_text().replace(chance.choice(ANSWERS), f"{chance.choice(ANSWERS)} Then {chance.random()}.")
    )
    file.write_text(f"{file.read_text()}\nword{chance.randrange(9)} for s12345{chance.randrange(10)}\n")


def group_gets_another_title(root: Path, chance: random.Random) -> None:
    file = a_group(root, chance) / "README.md"
    number = str(chance.randrange(1, 60))
    file.write_text(re.sub(r"(?m)(^> Answer:\n\n)\S+$", rf"\g<1>{number}", file.read_text(), count=1))


def group_comes(root: Path, chance: random.Random) -> None:
    name = f"new-{chance.randrange(1000)}"
    write_group(root / "docs/groups" / name, fill(q1=str(chance.randrange(60)), q2=ANSWERS[0]))
    agree(root, name)


def group_goes(root: Path, chance: random.Random) -> None:
    if len(groups(root)) > 3:
        shutil.rmtree(a_group(root, chance))


def group_is_renamed(root: Path, chance: random.Random) -> None:
    folder = a_group(root, chance)
    name = f"other-{chance.randrange(1000)}"
    folder.rename(folder.with_name(name))
    agree(root, name)


def image_changes(root: Path, chance: random.Random) -> None:
    file = a_group(root, chance) / "figures" / "loaf.png"
    file.parent.mkdir(exist_ok=True)
    size = chance.choice([(40, 20), (900, 600), (2000, 300)])
    Image.new("RGB", size, (chance.randrange(256), 9, 9)).save(file)


def image_goes_or_comes_back(root: Path, chance: random.Random) -> None:
    file = a_group(root, chance) / "figures" / "loaf.png"
    hidden = file.with_name("Loaf.png")
    if file.exists():
        file.rename(hidden) if chance.random() < 0.5 else file.unlink()
    elif hidden.exists():
        hidden.rename(file)


def image_breaks(root: Path, chance: random.Random) -> None:
    file = a_group(root, chance) / "figures" / "loaf.png"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(chance.randrange(256) for _ in range(60)))


def template_changes(root: Path, chance: random.Random) -> None:
    file = root / "template.md"
    number = chance.randrange(12, 40)
    file.write_text(re.sub(r"10-\d+ words", f"10-{number} words", file.read_text()))


def settings_change(root: Path, chance: random.Random) -> None:
    what: list[dict[str, object]] = [
        {"severity": {"too-few-words": chance.choice(["error", "warning", "off"])}},
        {"pages": {"matrix": chance.random() < 0.5}},
        {"publish_width": chance.choice([300, 1600])},
        {"publish_images": chance.choice(["webp", "original"])},
        {"publish_students": chance.choice(["mask", "keep"])},
        {"marks": chance.random() < 0.5},
        {"language": chance.choice(["da", "pt-BR"])},
        {"prefix": chance.choice(["course", "all"])},
        {"limits": {"2": {"words": [chance.randrange(5), 30]}}},
        {"skip_headings": chance.choice([[], ["Question 4"], ["Question 1", "No such heading"]])},
        {"questions": chance.choice([[], "quoted", ["quoted", "headings"]])},
    ]
    setting(root, **chance.choice(what))


def roster_changes(root: Path, chance: random.Random) -> None:
    lines = ["group,student_1,consent"]
    for folder in groups(root):
        name = chance.choice(["Ada Lovelace s123450", "Grace Hopper", "mixed flour"])
        lines.append(f"{folder.name},{name},{'no' if chance.random() < 0.1 else 'yes'}")
    (root / "roster.csv").write_text("\n".join(lines) + "\n")
    setting(root, publish_roster="roster.csv")


def waivers_change(root: Path, chance: random.Random) -> None:
    name = a_group(root, chance).name
    rule = chance.choice(["too-few-words", "image-missing", "unanswered"])
    waiver = {"group": name, "rule": rule, "reason": f"as agreed, {chance.randrange(9)}"}
    (root / "waivers.yml").write_text(yaml.safe_dump([waiver]))
    setting(root, waivers="waivers.yml")


def years_change(root: Path, chance: random.Random) -> None:
    """Divide the groups into two years, anew; now and then, into none."""
    names = [folder.name for folder in groups(root)]
    chance.shuffle(names)
    cut = chance.randrange(1, len(names))
    years = {"2025": names[:cut], "2026": names[cut:]} if chance.random() < 0.8 else {}
    own = {year: {"reports": [f"groups/{name}/README.md" for name in each]} for year, each in years.items()}
    setting(root, cohorts=own)


def site_changes(root: Path, chance: random.Random) -> None:
    (root / "docs/index.md").write_text(f"# Home {chance.randrange(5)}\n\n[a group](groups/)\n")


def theme_changes(root: Path, chance: random.Random) -> None:
    folder = root / "overrides"
    folder.mkdir(exist_ok=True)
    foot = f"{{% block footer %}}<p>foot {chance.randrange(5)}</p>{{% endblock %}}"
    (folder / "main.html").write_text(f'{{% extends "base.html" %}}\n{foot}\n')
    config = yaml.safe_load((root / "mkdocs.yml").read_text())
    config["theme"]["custom_dir"] = "overrides"
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config))


def language_changes(root: Path, chance: random.Random) -> None:
    """Choose another language for the pages, and now and then other words in it."""
    config = yaml.safe_load((root / "mkdocs.yml").read_text())
    config["theme"]["language"] = chance.choice(["en", "de", "nl"])
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config))
    if chance.random() < 0.5:
        head = 'msgid ""\nmsgstr "Language: nl\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
        (root / "nl.po").write_text(f'{head}\nmsgid "Groups"\nmsgstr "Groepen {chance.randrange(9)}"\n')
        setting(root, words="nl.po")


CHANGES: tuple[Change, ...] = (
    *(report_changes, report_changes, group_gets_another_title, group_comes, group_goes, group_is_renamed),
    *(image_changes, image_goes_or_comes_back, image_breaks, template_changes, settings_change),
    *(roster_changes, waivers_change, years_change, site_changes, theme_changes, language_changes),
)


def every_byte(built: Built) -> dict[str, bytes]:
    """Return what a site holds, and what the build said of the reports."""
    found = {name: (built.site / name).read_bytes() for name in built.files()}
    return {**found, "the log": "\n".join(sorted(built.warnings())).encode()}


def cold(root: Path, build: Callable[..., Built] = build, **environment: str) -> Built:
    """Build a project as if for the first time."""
    (root / ".cache").rename(root / "cache-aside")
    try:
        return build(root, **environment)
    finally:
        shutil.rmtree(root / ".cache", ignore_errors=True)
        (root / "cache-aside").rename(root / ".cache")


def different(found: dict[str, bytes], expected: dict[str, bytes]) -> list[str]:
    return sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))


def take_back(root: Path, before: Path) -> None:
    """Put the files of a project back that no build accepts; the cache stays."""
    for path in root.iterdir():
        if path.name not in (".cache", "site"):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    shutil.copytree(before, root, symlinks=True, dirs_exist_ok=True)


SEEDS = os.environ.get("WARM_SEEDS", "2")
"""How many seeds are tried; or which, as in `100-120`."""


def seeds() -> range:
    first, _, last = SEEDS.partition("-")
    return range(int(first), int(last)) if last else range(int(first))


@pytest.mark.parametrize("seed", seeds())
def test_warm_is_cold_whatever_changed(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    names = {f"g{number}": fill(q1=str(number), q2=ANSWERS[number % 2]) for number in range(4)}
    root, before = tmp_path, tmp_path / "before"
    for attempt in range(20):  # until what was drawn is a site
        root = project(tmp_path / f"site-{attempt}", names, report={"fail_on": "never"})
        begin(root, chance)
        if forked_builds.build(root, **environment_of(root)).code == 0:
            break
    drawn = chance.sample([*DRAWN, *CHANGES], 6)
    for number, change in enumerate(drawn):
        shutil.copytree(root, before, symlinks=True, ignore=shutil.ignore_patterns(".cache", "site"))
        change(root, chance)
        environment = environment_of(root)
        warm = forked_builds.build(root, **environment)
        found = every_byte(warm)
        once = cold(root, forked_builds.build, **environment)
        assert warm.code == once.code, (number, change.__name__, warm.log, once.log)
        differ = different(found, every_byte(once))
        if warm.code:
            take_back(root, before)
        elif differ:  # a site that no two builds make alike proves nothing
            again = every_byte(cold(root, forked_builds.build, **environment))
            assert different(again, every_byte(once)), (number, change.__name__, differ)
        shutil.rmtree(before)


def test_warm_is_cold_in_another_language(tmp_path: Path) -> None:
    root = project(tmp_path, {f"g{number}": fill(q1=str(number)) for number in range(2)}, report={"fail_on": "never"})
    head = 'msgid ""\nmsgstr "Language: nl\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\nmsgid "Groups"\n'
    forked_builds.build(root)
    settings = (root / "mkdocs.yml").read_text()
    shown = set()
    for language, own in (("de", ""), ("nl", ""), ("nl", "Groepen"), ("nl", "Teams")):
        config = yaml.safe_load(settings)
        config["theme"]["language"] = language
        if own:
            config["plugins"][1]["report"]["words"] = "nl.po"
            (root / "nl.po").write_text(f'{head}msgstr "{own}"\n')
        (root / "mkdocs.yml").write_text(yaml.safe_dump(config))
        warm = forked_builds.build(root)
        found = every_byte(warm)
        assert standing(warm)[0] == 0
        assert different(found, every_byte(cold(root, forked_builds.build))) == []
        shown.add(warm.page("course/index.html").xpath("string(//h2[@id='groups'])"))
    assert shown == {"Gruppen", "Groups", "Groepen", "Teams"}


def standing(built: Built) -> tuple[int, int]:
    """Return how many pages were taken as they were, of how many."""
    match = STANDING.search(built.log)
    assert match, built.log
    return int(match[1]), int(match[2])


def test_pages_and_templates_beside_reused_pages_see_those_as_they_are(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        report={"fail_on": "never"},
        theme={"name": "mkdocs", "custom_dir": "overrides"},
        extra_templates=["all.txt"],
    )
    (root / "overrides").mkdir()
    (root / "overrides/home.html").write_text("{{ page.next_page.file }}{% for f in pages %}{{ f }}\n{% endfor %}")
    (root / "docs/index.md").write_text("---\ntemplate: home.html\n---\n# Home\n")
    (root / "docs/all.txt").write_text("{% for file in pages %}{{ file }}\n{% endfor %}")
    build(root)
    warm = build(root)
    assert standing(warm)[0] > 0
    assert (warm.site / "index.html").read_text().count("INCLUDED") > 0
    found = every_byte(warm)
    assert different(found, every_byte(cold(root))) == []


def test_only_what_shows_a_change_is_built_again(tmp_path: Path) -> None:
    names = {f"g{number}": fill(q1=str(number), q2=ANSWERS[0]) for number in range(6)}
    root = project(tmp_path, names, report={"fail_on": "never"})
    first = build(root)
    assert standing(first)[0] == 0
    every = standing(first)[1]
    assert standing(build(root)) == (every, every)
    file = root / "docs/groups/g2/README.md"
    file.write_text(file.read_text().replace("ten minutes", "eleven minutes"))
    again = build(root)
    across = 4  # overview, matrix, questions, statistics; checklist, figures and findings show no words of answers
    assert standing(again) == (every - across - 1 - 1, every)  # the group's page, and that of the question
    file.write_text(re.sub(r"(?m)(^> Answer:\n\n)2$", r"\g<1>77", file.read_text(), count=1))
    title = build(root)
    assert standing(title)[0] < every - across - 1 - 2  # its two neighbours name it, too


def test_a_group_without_a_report_that_changes_is_seen_on_the_overview(tmp_path: Path) -> None:
    root = project(tmp_path, report={"fail_on": "never", "publish": {"roster": "roster.csv"}})
    for name in ("heron", "crane"):
        (root / "roster.csv").write_text(f"group,student_1\none,Ada Lovelace\n8,Bo Diddley\n{name},Carl Gauss\n")
        rows = build(root).page("course/index.html").xpath("//tr[@data-verdict='no-report']/th")
        assert [row.text_content() for row in rows] == [name]
    write_group(root / "docs/groups/crane", fill(q1="3"))
    assert not build(root).page("course/index.html").xpath("//tr[@data-verdict='no-report']")


def test_a_change_in_one_year_leaves_the_pages_of_the_others(tmp_path: Path) -> None:
    root = course_of_years(tmp_path)
    every = standing(build(root))[1]
    assert standing(build(root)) == (every, every)
    file = root / "docs/groups/2026/2/README.md"
    file.write_text(file.read_text().replace("waited long", "waited for long"))
    again = build(root)
    of_a_year = 7 + 4  # pages across groups, and those of questions
    assert every == 2 * (of_a_year + 3) + 1
    changed = 1 + 1 + 5 + 1  # the page across years; of the year the group's, those that tell words, the question's
    assert standing(again) == (every - changed, every)
    found = every_byte(again)
    assert found == every_byte(cold(root))


def test_entries_that_are_cut_off_or_foreign_are_as_if_they_were_not_there(tmp_path: Path) -> None:
    root = project(tmp_path, report={"fail_on": "never"})
    expected = every_byte(build(root))
    chance = random.Random(7)
    paths = [Path(path) for _, _, path in files_in(root / ".cache")]
    assert len(paths) > 10
    for number, path in enumerate(sorted(paths)):
        data = path.read_bytes()
        junk = [b"", data[: len(data) // 2], data + b"x", bytes(chance.randrange(256) for _ in range(99))]
        path.write_bytes(junk[number % len(junk)])
    again = build(root)
    assert again.code == 0
    assert every_byte(again) == expected
    assert standing(again)[0] == 0


def test_entries_that_are_whole_and_hold_something_else(tmp_path: Path) -> None:
    root = project(tmp_path, report={"fail_on": "never"})
    Image.new("RGB", (40, 20), "red").save(root / "docs/groups/two/figures/loaf.png")
    expected = every_byte(build(root))
    cache = Cache(root / ".cache/mkdocs-report/build", cache_key(root))
    junk = (b"", b"{}", b'{"title": 1}', b"[]", b"\x80\x04N.", b"m\x80")
    for first in range(0, len(junk), 2):  # with two entries of a kind or more, each kind gets all of it
        for kind in ("read", "report", "image"):
            entries = sorted(path for _, _, path in files_in(cache.folder / kind))
            assert len(entries) >= 2
            for number, path in enumerate(entries):
                cache.put(kind, Path(path).name, junk[(first + number) % len(junk)])
        shutil.rmtree(cache.folder / "page")
        assert every_byte(build(root)) == expected, junk[first : first + 2]


def tampered(path: Path, others: list[Path], chance: random.Random) -> None:
    """Do to an entry what somebody may do who writes into the cache and does not know its key."""
    data, other = path.read_bytes(), chance.choice(others)
    at = chance.randrange(len(data) + 1)
    match chance.randrange(6):
        case 0:
            path.write_bytes(data[:at])
        case 1:
            path.write_bytes(data[:at] + bytes([chance.randrange(256)]) + data[at:])
        case 2:
            path.write_bytes(other.read_bytes())
        case 3:
            theirs = Cache(path.parent.parent, b"another key")
            theirs.put(path.parent.name, path.stem, b"<script>alert(1)</script>")
            path.with_suffix("").replace(path)
        case 4:
            path.unlink()
            path.mkdir()
        case _:
            path.unlink()
            path.symlink_to(other.resolve())


@pytest.mark.skipif(os.name != "posix", reason="makes symbolic links")
def test_who_writes_into_the_cache_changes_no_site(tmp_path: Path) -> None:
    root = project(tmp_path, report={"fail_on": "never"})
    expected = every_byte(build(root))
    chance = random.Random(int(os.environ.get("WARM_SEEDS", "4")))
    cache = Cache(root / ".cache/mkdocs-report/build")
    for _ in range(3):
        folders = [cache.folder / kind for kind in ("read", "report", "image", "page", "images")]
        entries = sorted(path for folder in folders for path in folder.iterdir() if path.is_file())
        assert len(entries) > 10
        for path in entries:
            tampered(path, [each for each in entries if each != path and each.is_file()], chance)
        again = build(root)
        assert again.code == 0, again.log
        assert every_byte(again) == expected


def test_a_cache_of_another_key_is_built_over(tmp_path: Path) -> None:
    root = project(tmp_path, report={"fail_on": "never"})
    expected = every_byte(build(root, MKDOCS_REPORT_CACHE_KEY="the key of somebody else"))
    again = build(root)
    assert standing(again)[0] == 0
    assert every_byte(again) == expected
    assert standing(build(root))[0] > 0


def test_an_entry_under_another_key_is_not_taken(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("page", "a" * 64, b"one")
    cache.put("page", "b" * 64, b"two")
    first, second = (tmp_path / "page" / key for key in ("a" * 64, "b" * 64))
    shutil.copy(first, second)
    assert cache.get("page", "a" * 64) == b"one"
    assert cache.get("page", "b" * 64) is None
    assert cache.get("report", "a" * 64) is None


def test_who_writes_over_an_image_of_the_site_changes_no_other_build(tmp_path: Path) -> None:
    root = project(tmp_path, report={"fail_on": "never"})
    expected = every_byte(build(root))
    for name in ("one", "two"):
        (image,) = (root / f"site/groups/{name}/images").iterdir()
        with image.open("r+b") as file:
            file.write(b"junk")
    assert every_byte(build(root)) == expected


def test_an_image_is_copied_where_it_can_not_have_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("another device")

    kept = tmp_path / "kept.webp"
    kept.write_bytes(b"image")
    image = ImageCopy("groups/one/figures/loaf.webp", None, str(tmp_path / "site"), use_directory_urls=True)
    image.abs_src_path = str(kept)
    target = tmp_path / "site/groups/one/figures/loaf.webp"
    image.copy_now()
    assert target.samefile(kept)
    monkeypatch.setattr(os, "link", refuse)
    image.copy_now()
    assert target.read_bytes() == b"image"
    assert not target.samefile(kept)


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(9):
        cache.put("page", f"{number:064}", b"x" * 968)  # 1,000 bytes with the seal
        os.utime(tmp_path / "page" / f"{number:064}", (number, number))
    assert cache.get("page", f"{0:064}")  # and so it was used
    cache.prune(3000)
    left = {path.name for path in (tmp_path / "page").iterdir()}
    assert left == {f"{number:064}" for number in (0, 8, 7)}


def test_two_builds_at_once_make_the_same_site(tmp_path: Path) -> None:
    root = project(tmp_path, {f"g{number}": fill(q1=str(number)) for number in range(8)}, report={"fail_on": "never"})
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d"]
    running = [subprocess.Popen([*command, str(tmp_path / name)], cwd=root, env=ENVIRONMENT) for name in ("a", "b")]
    assert [each.wait(120) for each in running] == [0, 0]
    sites = [Built(0, "", tmp_path / name) for name in ("a", "b")]
    assert every_byte(sites[0]) == every_byte(sites[1])
    warm = build(root)
    assert standing(warm)[0] == standing(warm)[1]
    assert {**every_byte(warm), "the log": b""} == every_byte(sites[0])


def test_a_folder_in_which_nothing_can_be_written_keeps_no_site_from_being_built(tmp_path: Path) -> None:
    root = project(tmp_path, report={"fail_on": "never"})
    (root / ".cache").write_text("a file, where a folder should be")
    built = build(root)
    assert built.code == 0, built.log
    assert len(list((built.site / "groups/one/images").iterdir())) == 1
    assert "cannot be written" in built.log


def test_a_plugin_that_watches_pages_sees_each_of_them(tmp_path: Path) -> None:
    root = project(tmp_path, report={"fail_on": "never"}, hooks=["hook.py"])
    (root / "hook.py").write_text(
        "seen = []\ndef on_post_page(output, page, config):\n    seen.append(page.url)\n    return output\n"
        "def on_post_build(config):\n    print('saw', len(seen))\n"
    )
    first, second = build(root), build(root)
    saw = re.findall(r"saw (\d+)", first.log + second.log)
    assert len(saw) == 2
    assert saw[0] == saw[1] != "0"


def test_what_another_writes_into_pages_last_of_all_is_seen(tmp_path: Path) -> None:
    root = project(tmp_path, report={"fail_on": "never"}, hooks=["hook.py"])
    (root / "hook.py").write_text(
        "from pathlib import Path\nfrom mkdocs.plugins import event_priority\n"
        "@event_priority(-100)\ndef on_env(env, config, files):\n"
        "    for file in files.documentation_pages():\n"
        "        file.page.content += Path('said.txt').read_text()\n"
    )
    (root / "said.txt").write_text("<p>Wednesday</p>")
    first, again = build(root), build(root)
    assert standing(again) == (standing(first)[1],) * 2
    (root / "said.txt").write_text("<p>Thursday</p>")
    last = build(root)
    assert standing(last)[0] == 0
    assert "Thursday" in (last.site / "groups/one/index.html").read_text()
    assert every_byte(last) == every_byte(cold(root))


def test_the_demo_is_warm_as_it_is_cold_and_none_of_its_plugins_keeps_pages_from_standing_in(
    demo: Path, tmp_path: Path
) -> None:
    """The demo that all tests share was built cold and strictly, in a copy of its sources; this builds it elsewhere."""
    ended = build(demo.parent, "--strict", "-d", str(tmp_path))
    warm = Built(ended.code, ended.log, tmp_path)
    assert warm.code == 0, warm.log
    assert standing(warm)[0] == standing(warm)[1] > 40
    assert warm.warnings() == []
    assert different(every_byte(warm), every_byte(Built(0, "", demo))) == []
