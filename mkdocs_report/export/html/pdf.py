"""Print an HTML file to PDF with headless Chromium, without network."""

from __future__ import annotations

from pathlib import Path

from mkdocs_report.errors import OutputError
from mkdocs_report.export.html.chromium import run_chromium
from mkdocs_report.export.html.work_folder import OUTPUT, PAGE, work_folder
from mkdocs_report.runtime.generated_files import PDF

TIMEOUT = 120.0
"""The maximum time for a file, in seconds. A usual file takes two seconds."""
_OPTIONS = ("--no-pdf-header-footer",)
_ADVICE = "to make a PDF. Print the HTML file from a browser."


def to_pdf(html: bytes, program: str, folder: Path, timeout: float = TIMEOUT) -> bytes:
    """Print an HTML file to PDF.

    Args:
        html: the content of the file.
        program: Chromium.
        folder: the parent of the work folder. Chromium from a snap cannot read the system's temporary folder, which is
            used only if this one is not writable. Work folders of killed processes are removed.
        timeout: the maximum time in seconds.

    Raises:
        OutputError: Chromium took too long, or made no PDF.
        OSError: a file cannot be written.
    """
    with work_folder(folder) as work:
        page, output = work / PAGE, work / OUTPUT
        page.write_bytes(html)
        log = run_chromium(program, [*_OPTIONS, f"--print-to-pdf={output}"], page, work, timeout, _ADVICE)
        if not output.is_file() or not (data := output.read_bytes()).startswith(b"%PDF-"):
            last = log.strip().rsplit("\n", 1)[-1][:300]
            raise OutputError(
                f"{program} made no PDF{f': {last}' if last else ''}. Try another Chromium with --chromium PATH."
            )
        return data + PDF
