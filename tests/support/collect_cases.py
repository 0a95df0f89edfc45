"""A course of sixty repositories: good ones in all their ways, and bad ones, each with what must come of it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.git_server import LINK, MODULE, PROGRAM, File, Made, git, make
from tests.support.reports import PNG, fill

LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 12345\n"
NOWHERE = "1" * 40
FIGURE = "reports/figures/loaf.png"
NOTHING = "# A project\n\nWe made bread.\n"


@dataclass(frozen=True)
class Group:
    """A group: how its repository came to be, and what its folder shall hold, or why there is none.

    `way` is where the server behaves in another manner; `error` and `notes` are pieces of what is said.
    """

    commits: list[Made]
    holds: dict[str, bytes] = field(default_factory=dict)
    path: str = "reports/README.md"
    error: str = ""
    notes: tuple[str, ...] = ()
    branch: str = "main"
    way: str = "all"
    config: str | None = None


def usual(number: int, **more: File) -> dict[str, File]:
    """Return the files of a usual repository."""
    return {
        "README.md": NOTHING,
        "src/bread.py": "print('bread')\n",
        "reports/README.md": fill(q1=str(number)),
        FIGURE: PNG,
        "reports/figures/never-shown.png": PNG + b"other",
        **{name.replace("__", "/"): what for name, what in more.items()},
    }


def held(number: int, **more: bytes) -> dict[str, bytes]:
    """Return what is collected of a usual repository."""
    return {"README.md": fill(q1=str(number)).encode(), "figures/loaf.png": PNG, **more}


def shows(*images: str) -> str:
    """Return a report that shows these images, and no others."""
    return fill(q3="The loaf.\n\n" + "\n\n".join(f"![Loaf]({image})" for image in images))


def one(files: dict[str, File]) -> list[Made]:
    return [Made(files)]


def good() -> dict[str, Group]:
    """Return the groups whose reports are collected."""
    groups = {f"{n:02}": Group([Made(usual(0)), Made(usual(n))], held(n)) for n in range(1, 24)}
    groups["at-root"] = Group(one({"README.md": fill(), "figures/loaf.png": PNG}), held(7), "README.md")
    groups["report"] = Group(
        one({"report/Readme.md": fill(), "report/figures/loaf.png": PNG}), held(7), "report/Readme.md"
    )
    groups["moved"] = Group(
        [
            Made(usual(1)),
            Made({"README.md": NOTHING, "docs/final/our-report.md": fill(), "docs/final/figures/loaf.png": PNG}),
        ],
        held(7),
        "docs/final/our-report.md",
    )
    groups["emptied"] = Group(
        one({"README.md": NOTHING, "reports/README.md": "Nothing.\n"}), {"README.md": b"Nothing.\n"}
    )
    groups["trunk"] = Group(one(usual(3)), held(3), branch="trunk/2026")
    groups["thousand"] = Group(
        [Made({**usual(5), "log.txt": str(n)}, f"{1767225600 + n} +0000") for n in range(1000)], held(5)
    )
    groups["merged"] = Group(
        [Made(usual(1)), Made(usual(2)), Made(usual(3), parents=[0]), Made(usual(4), parents=[1, 2])], held(4)
    )
    long = fill(q4="Take your time. " * 12_000)
    groups["long"] = Group(
        one({"reports/README.md": long, FIGURE: PNG}), {"README.md": long.encode(), "figures/loaf.png": PNG}
    )
    groups["crlf"] = Group(
        one({"reports/README.md": fill().replace("\n", "\r\n"), FIGURE: PNG}),
        {"README.md": fill().replace("\n", "\r\n").encode(), "figures/loaf.png": PNG},
    )
    utf16 = fill().encode("utf-16")
    groups["utf16"] = Group(
        one({"reports/README.md": utf16, FIGURE: PNG}), {"README.md": utf16, "figures/loaf.png": PNG}
    )
    groups["program"] = Group(
        [
            Made(
                {
                    "reports/README.md": (PROGRAM, fill()),
                    FIGURE: PNG,
                    "reports/.gitattributes": "* text eol=crlf filter=lfs\n",
                }
            )
        ],
        held(7),
    )
    images = [
        "figures/Brød%20med smør.png".replace(" ", "%20"),
        "/reports/a/b/c.jpg",
        "../reports/d.PNG",
        "./e.gif?raw=true",
    ]
    text = shows(*images) + '\n## More\n\n<img src="f.webp" width="3">\n\n![x][deep]\n\n[deep]: <g h.png>\n'
    groups["references"] = Group(
        one(
            {
                "reports/README.md": text,
                **{
                    f"reports/{name}": name
                    for name in ("figures/Brød med smør.png", "a/b/c.jpg", "d.PNG", "e.gif", "f.webp", "g h.png")
                },
                "reports/notes.txt": "no",
                "c.jpg": "another",
            }
        ),
        {
            "README.md": text.encode(),
            **{
                name: name.encode()
                for name in ("figures/Brød med smør.png", "a/b/c.jpg", "d.PNG", "e.gif", "f.webp", "g h.png")
            },
        },
    )
    case = shows("Figures/Loaf.PNG")
    groups["case"] = Group(
        one({"reports/README.md": case, FIGURE: PNG}), {"README.md": case.encode(), "figures/loaf.png": PNG}
    )
    groups["lfs-image"] = Group(one(usual(7, **{FIGURE: LFS})), {**held(7), "figures/loaf.png": LFS})
    groups["upload-pack"] = Group(
        one(usual(7, **{"--upload-pack=x": "x", "reports/-rf": "x", "reports/a\nb": "x"})), held(7)
    )
    rest = {"README.md": fill().encode()}
    groups["linked-image"] = Group(
        one(usual(7, **{FIGURE: (LINK, "/etc/passwd")})), rest, notes=(f"{FIGURE} is a symbolic link",)
    )
    groups["linked-folder"] = Group(one({"reports/README.md": fill(), "reports/figures": (LINK, "/etc")}), rest)
    groups["submodule"] = Group(one({"reports/README.md": fill(), "reports/figures": (MODULE, NOWHERE)}), rest)
    strange = shows("CON:x.png", "a%5Cb.png", "..hidden.png", "README.md/x.png", "loaf.png")
    groups["strange-names"] = Group(
        one(
            {
                "reports/r.md": strange,
                **{f"reports/{n}": "x" for n in ("CON:x.png", "a\\b.png", "README.md/x.png", "loaf.png")},
            }
        ),
        {"README.md": strange.encode(), "loaf.png": b"x"},
        "reports/r.md",
        notes=("a\\b.png was not collected: some systems", "README.md/x.png was not collected: some systems"),
    )
    escape = shows("../secret.png", "../../x.png", "/etc/passwd", "file:///etc/passwd", "https://example.org/x.png")
    groups["escape"] = Group(one({"reports/README.md": escape, "secret.png": PNG}), {"README.md": escape.encode()})
    bomb = shows("bomb.png", "figures/loaf.png")
    groups["bomb"] = Group(
        one({"reports/README.md": bomb, FIGURE: PNG, "reports/bomb.png": bytes(51 << 20)}),
        {"README.md": bomb.encode(), "figures/loaf.png": PNG},
        notes=("reports/bomb.png was not collected: it is larger than 50 MiB",),
    )
    groups["unshown-huge"] = Group(one(usual(7, **{"data.bin": random.Random(1).randbytes(8 << 20)})), held(7))
    plain = "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
    groups["no-filter"] = Group(one(usual(7)), held(7), config=plain)
    groups["old-server"] = Group(one(usual(7)), held(7), way="old")
    groups["detached"] = Group(one(usual(7)), held(7))
    groups["no-head"] = Group(one(usual(7)), held(7), notes=("its only branch “main” was used",))
    groups["drops-once"] = Group(one(usual(7)), held(7), way="drop-once")
    return groups


def bad() -> dict[str, Group]:
    """Return the groups that can not be collected."""
    return {
        "empty": Group([], error="is empty"),
        "no-report": Group(one({"README.md": NOTHING, "docs/a.md": "# A\n"}), error="no report was found"),
        "linked-report": Group(
            one({"reports/README.md": (LINK, "/etc/passwd")}), error="reports/README.md is a symbolic link"
        ),
        "module-report": Group(one({"README.md": NOTHING, "reports": (MODULE, NOWHERE)}), error="no report was found"),
        "lfs-report": Group(one({"reports/README.md": LFS}), error="stored in Git LFS"),
        "huge-report": Group(one({"reports/README.md": bytes(51 << 20)}), error="is larger than 50 MiB"),
        "missing": Group([], error="the repository does not exist"),
        "hangs": Group(one(usual(7)), error="more than", way="hang"),
        "slow": Group(one(usual(7)), error="more than", way="slow"),
        "drops": Group(one(usual(7)), error="", way="drop"),
    }


def make_all(root: Path) -> dict[str, Group]:
    """Make all repositories in a folder; return the groups."""
    groups = {**good(), **bad()}
    for name, group in groups.items():
        if name != "missing":
            folder = root / f"{name}.git"
            make(folder, group.commits, group.branch, **({"config": group.config} if group.config else {}))
    (root / "detached.git/HEAD").write_text(git(root / "detached.git", "rev-parse", "main") + "\n")
    (root / "no-head.git/HEAD").write_text("ref: refs/heads/gone\n")
    git(root / "01.git", "tag", "main", "main~1")  # a tag that is called like the branch
    return groups
