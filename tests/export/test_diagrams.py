"""Mermaid diagrams in a file are drawn by Chromium with a script of the course; no copy of Mermaid is here."""

from __future__ import annotations

import base64
import io
import os
from pathlib import Path

import pytest
from PIL import Image

from mkdocs_report.export.html.diagrams import DiagramDrawer
from tests.export.test_html import course, fake, run, tree
from tests.support.browser import FOUND, MARKS
from tests.support.github_server import fake_github
from tests.support.reports import fill, write_group

__all__ = ["course"]


def image(width: int, height: int) -> str:
    stream = io.BytesIO()
    Image.new("RGB", (width, height)).save(stream, "PNG")
    return base64.b64encode(stream.getvalue()).decode()


DRAWN = image(20, 11)
PART = (
    '<details class="mr-diagram" open><summary>Diagram</summary>\n<pre class="mr-mermaid"><code '
    'class="language-mermaid">{}</code></pre>\n</details>'
)
shell = pytest.mark.skipif(os.name == "nt", reason="a shell stands for Chromium")
STAND_IN = """
const kinds = {
  box: () => '<rect width="200" height="100" fill="red" onload="hacked = 1"/>',
  script: () => '<script>hacked = 1</script><image href="ADDRESS/a.png"/>' +
    '<foreignObject width="9" height="9"><img src="ADDRESS/b.png" onerror="hacked = 1"/></foreignObject>',
  huge: () => '<rect width="9" height="9"/>',
  clean: () => { if (window.hacked) throw Error(); return '<rect width="9" height="9"/>'; },
  fetch: () => fetch("ADDRESS/c").then(() => ""),
  file: () => fetch("file:///etc/passwd").then(() => ""),
  page: () => new Promise((ended, failed) => {
    const frame = document.createElement("iframe");
    frame.onload = () => (frame.contentDocument?.body.innerText ? ended("") : failed());
    frame.src = "mermaid.js";
    document.body.append(frame);
  }),
  code: () => eval("''"),
  load: () => new Promise((ended, failed) => {
    const script = document.createElement("script");
    document.body.append(Object.assign(script, { src: "draw.js", onload: ended, onerror: failed }));
  }),
};
globalThis.mermaid = {
  initialize({ securityLevel, startOnLoad }) { if (securityLevel !== "strict" || startOnLoad) kinds.box = null; },
  async render(id, text) {
    const size = text.startsWith("huge") ? "90000 50000" : "200 100";
    const inside = await kinds[text.trim().split(" ")[0]]();
    return { svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" onload="hacked = 1">${inside}</svg>` };
  },
};
"""


def shown(drawer: DiagramDrawer, *codes: str) -> list[str]:
    return list(drawer.show({code: PART.format(code) for code in codes}, "heron").values())


@shell
def test_only_whole_images_are_taken_from_what_chromium_prints(tmp_path: Path) -> None:
    lines = [f"0 {DRAWN}", f"1 {DRAWN[:-8]}", "2", "3 PHN2Zz4=", "4 ====", f"99 {DRAWN}", f"x {DRAWN}", ""]
    program = fake(tmp_path / "chromium", f"cat <<'END'\n<body><pre id=\"drawn\">{chr(10).join(lines)}</pre>\nEND")
    drawer = DiagramDrawer(b"", program, tmp_path)
    parts = shown(drawer, "a &amp; b", "c", "d", "e", "f")
    assert [f"base64,{DRAWN}" in part for part in parts] == [True, False, False, False, False]
    assert all("<code" in part for part in parts)
    assert 'width="10" height="6"' in parts[0]
    assert drawer.messages == ["heron: 4 Mermaid diagrams were not drawn. The code is shown."]
    assert [file.name for file in tmp_path.iterdir()] == ["chromium"]


@shell
@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("exec sleep 9", "took more than 0.3 seconds to draw the diagrams. Their code is shown."),
        ("exit 1", ""),
        ("printf '<pre id=\"drawn\">0 <script></pre>'", ""),
    ],
)
def test_the_code_is_shown_if_chromium_fails(tmp_path: Path, script: str, reason: str) -> None:
    drawer = DiagramDrawer(b"", fake(tmp_path / "chromium", script), tmp_path, 0.3)
    assert shown(drawer, "a") == [PART.format("a")]
    assert reason in drawer.messages[0]
    assert drawer.messages[-1] == "heron: 1 Mermaid diagram was not drawn. The code is shown."


@shell
def test_in_html_and_in_pdf(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_group(course / "groups/one", fill(q4="Our plan of s123456:\n\n```mermaid\ngraph TD; s123456 --> B\n```"))
    script = course / "mermaid.js"
    script.write_text("the script")
    program = fake(
        course / "chromium",
        f"""for a in "$@"; do case "$a" in
--print-to-pdf=*) printf "%%PDF-1.4" > "${{a#*=}}";;
file:*) f="${{a#file://}}"; case "$*" in *--dump-dom*) cat "$f" "${{f%/*}}/mermaid.js" >> asked; echo >> asked
echo '<pre id="drawn">0 {DRAWN}</pre>';; esac;;
esac; done""",
    )
    arguments = ["groups/one", "-o", "one.html", "--mermaid", "mermaid.js", "--chromium", program]
    code, _, err = run(capsys, *arguments, "--pdf")
    assert code == 0, err
    page = tree(Path("one.html"))
    (image,) = page.xpath("//p[@class='mr-drawn']/img")
    assert image.get("alt") == "Diagram, drawn from the code below"
    (code_below,) = page.xpath("//p[@class='mr-drawn']/following-sibling::details/pre/code")
    assert code_below.text == "graph TD; Student\N{NO-BREAK SPACE}1 --> B\n"
    asked = Path("asked").read_text()
    assert asked.count("the script") == 1  # both files have the same image
    assert r"Student\u00a01" in asked
    assert "s123456" not in asked
    assert run(capsys, *arguments[:3], "--force")[0] == 0
    assert not tree(Path("one.html")).xpath("//p[@class='mr-drawn']")
    code, _, err = run(capsys, *arguments[:3], "--mermaid", "no.js", "--chromium", program)
    assert (code, "--mermaid: no.js cannot be read: No such file or directory. Name the script" in err) == (2, True)
    code, _, err = run(capsys, "groups/one", "-o", "mermaid.js", *arguments[3:], "--force")
    assert (code, script.read_text()) == (2, "the script"), err


class TestInChromium:
    pytestmark = MARKS

    def test_hostile_diagrams_reach_nothing(self, tmp_path: Path) -> None:
        with fake_github() as server:
            script = STAND_IN.replace("ADDRESS", server.url).encode()
            drawer = DiagramDrawer(script, str(FOUND), tmp_path)
            codes = ["box", "script", "huge", "throw", "fetch", "file", "page", "code", "load"]
            escaping = "clean &lt;/script&gt;&lt;script&gt;hacked = 1&lt;/script&gt;&lt;!-- &lt;script&gt;"
            parts = shown(drawer, *codes, escaping)
            drawn = [code for code, part in zip([*codes, "clean"], parts, strict=True) if "data:image/png" in part]
            assert drawn == ["box", "script", "huge", "clean"]
            assert server.asked == []
        assert 'width="200" height="100"' in parts[0]
        assert 'width="1500" height="834"' in parts[2]
        assert list(tmp_path.iterdir()) == []
