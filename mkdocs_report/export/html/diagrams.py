"""Draw the Mermaid diagrams of a report as images, with Chromium and the course's own script.

The page that draws them has a policy: it runs the two scripts in the work folder, and loads nothing. Only pixels leave
it. What a diagram may have done to the page stays there.
"""

from __future__ import annotations

import base64
import html
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from mkdocs_report.errors import OutputError, SettingsError
from mkdocs_report.export.html.chromium import MAX_PRINTED, run_chromium
from mkdocs_report.export.html.work_folder import DRAW, MERMAID, PAGE, PRINTED, work_folder
from mkdocs_report.images.structure import plain_png_size
from mkdocs_report.runtime.files import read_head, read_regular

MAX_DIAGRAMS = 50
"""The most diagrams of one report that are drawn."""
MAX_SIZE = 20_000_000
"""The most bytes of all drawn diagrams of one report."""
MAX_SCRIPT = 50_000_000
"""The size of the largest script, in bytes."""
TIMEOUT = 60.0
"""The maximum time for the diagrams of one report, in seconds. Ten usual ones take three seconds."""
_DENSITY = 2
"""The pixels of an image for each pixel of the page; `draw.js` uses fewer for large diagrams."""
_CODE = re.compile(
    r'<details class="mr-diagram" open><summary>[^<]*</summary>(\s*'
    r'<pre class="mr-mermaid"[^>]*><code class="language-mermaid">([^<]*)</code></pre>\s*</details>)'
)
_FOLDED = '<details class="mr-diagram"><summary>Mermaid code of the diagram</summary>'
_OPTIONS = (
    "--dump-dom",
    "--virtual-time-budget=30000",
    "--js-flags=--jitless",  # text of strangers drives the script: nothing that it does becomes machine code
    "--disable-remote-fonts",
    "--incognito",
)
_PAGE = """<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-{nonce}'; \
style-src 'unsafe-inline'; img-src data:">
<body>
<script type="application/json" id="texts">{texts}</script>
<script nonce="{nonce}" src="{mermaid}"></script>
<script nonce="{nonce}" src="{draw}"></script>
"""
_DRAWN = re.compile(rb'<pre id="drawn">([0-9A-Za-z+/= \n]*)</pre>')
_ADVICE = "to draw the diagrams. Their code is shown."


def read_drawer(script: Path, program: str, folder: Path) -> DiagramDrawer:
    """Return what draws diagrams with a script; the other arguments are those of `DiagramDrawer`.

    Raises:
        SettingsError: the script cannot be read.
    """
    try:
        content = read_head(script, MAX_SCRIPT + 1)
    except OSError as error:
        raise SettingsError(
            f"--mermaid: {script} cannot be read: {error.strerror or error}. Name the script of Mermaid."
        ) from None
    if len(content) > MAX_SCRIPT:
        raise SettingsError(f"--mermaid: {script} is larger than {MAX_SCRIPT // 1_000_000} MB. Name another script.")
    return DiagramDrawer(content, program, folder)


class DiagramDrawer:
    """Draws the Mermaid diagrams of reports.

    Args:
        script: the content of the course's Mermaid script.
        program: Chromium.
        folder: the parent of the work folder.
        timeout: the maximum time for the diagrams of one report, in seconds.
    """

    def __init__(self, script: bytes, program: str, folder: Path, timeout: float = TIMEOUT) -> None:
        self._script, self._program, self._folder, self._timeout = script, program, folder, timeout
        self._images: dict[str, str] = {}
        self._asked: tuple[str, ...] = ()
        self.messages: list[str] = []
        """Sentences about diagrams that were not drawn."""

    def show(self, parts: Mapping[str, str], name: str) -> dict[str, str]:
        """Return the HTML of a report's parts, in which an image is above the code of each diagram that can be drawn.

        Args:
            parts: the HTML of each part, sanitised and masked.
            name: the name of the report's file, for messages.
        """
        codes = (html.unescape(code[2]) for part in parts.values() for code in _CODE.finditer(part))
        texts = tuple(dict.fromkeys(codes))
        if texts != self._asked:  # a report is rendered twice, for HTML and for PDF
            self._asked, self._images = texts, self._draw(texts[:MAX_DIAGRAMS], name)
            failed = len(texts) - len(self._images)
            if failed:
                diagrams = "1 Mermaid diagram was" if failed == 1 else f"{failed} Mermaid diagrams were"
                self.messages.append(f"{name}: {diagrams} not drawn. The code is shown.")
        return {slot: _CODE.sub(self._with_image, part) for slot, part in parts.items()}

    def _with_image(self, code: re.Match[str]) -> str:
        image = self._images.get(html.unescape(code[2]))
        return f"{image}{_FOLDED}{code[1]}" if image else code[0]

    def _draw(self, texts: Sequence[str], name: str) -> dict[str, str]:
        """Return the HTML of the image of each diagram that was drawn."""
        if not texts:
            return {}
        try:
            printed = self._print(texts)
        except (OutputError, OSError) as error:
            self.messages.append(f"{name}: {error}")
            return {}
        match = _DRAWN.search(printed)
        images: dict[str, str] = {}
        room = MAX_SIZE
        for line in match[1].split(b"\n") if match else ():
            number, _, data = line.partition(b" ")
            image = _image(data) if number.isdigit() and int(number) < len(texts) and len(data) <= room else ""
            if image:
                images[texts[int(number)]] = image
                room -= len(data)
        return images

    def _print(self, texts: Sequence[str]) -> bytes:
        with work_folder(self._folder) as work:
            page, data = work / PAGE, json.dumps(texts).replace("<", r"\u003c")
            (work / MERMAID).write_bytes(self._script)
            (work / DRAW).write_bytes(read_regular(Path(__file__).with_name(DRAW)))
            text = _PAGE.format(nonce=secrets.token_hex(16), texts=data, mermaid=MERMAID, draw=DRAW)
            page.write_text(text, encoding="utf-8")
            run_chromium(self._program, _OPTIONS, page, work, self._timeout, _ADVICE)
            return read_head(work / PRINTED, MAX_PRINTED)


def _image(data: bytes) -> str:
    """Return the HTML of an image in base64; empty if it is not a complete PNG."""
    try:
        size = plain_png_size(base64.b64decode(data, validate=True))
    except ValueError:
        return ""
    if size is None:
        return ""
    width, height = (-(-each // _DENSITY) for each in size)
    return (
        f'<p class="mr-drawn"><img src="data:image/png;base64,{data.decode()}" alt="Diagram, drawn from the code below"'
        f' width="{width}" height="{height}"></p>\n'
    )
