"""Modules planted in a folder of reports: no command imports one, however it is started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from mkdocs_report.cli.main import main
from tests.support.builds import ENVIRONMENT
from tests.support.reports import TEMPLATE, fill, write_group

pytestmark = pytest.mark.slow

BIN = Path(sys.executable).parent
ROOT = Path(__file__).parent.parent.parent
_NOTE = "open({mark!r}, 'a').write(__name__ + '\\n')\nraise ImportError('planted')\n"
_PLAIN = 'import sys\nprint(*{name.partition(".")[0] for name in sys.modules})\n'
COMMANDS = (
    ("check", "reports", "--template", "template.md"),
    ("check", "reports", "--settings", "mkdocs.yml", "--fix", "--format", "json"),
    ("html", "reports/README.md", "--template", "template.md", "-o", "report.html"),
    ("repair", "reports/README.md", "--template", "template.md", "--dry-run"),
    ("template", "check", "template.md"),
    ("doctor",),
)


@pytest.fixture(scope="module")
def imported_by_python_itself(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return what `python -m` imports before it comes to the package, which no package can keep it from."""
    folder = tmp_path_factory.mktemp("plain")
    (folder / "plain").mkdir()
    (folder / "plain/__init__.py").write_text(_PLAIN)
    (folder / "plain/__main__.py").write_text("")
    command = [sys.executable, "-m", "plain"]
    return set(subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.split())


def plant(folder: Path, besides: set[str] = frozenset()) -> Path:  # type: ignore[assignment]
    """Write a module for each name of the standard library and of what is loaded; return where each leaves its mark."""
    loaded = {name.partition(".")[0] for name in sys.modules}
    mark = folder.parent / f"{folder.name}.imported"
    for name in (sys.stdlib_module_names | loaded | {"pip", "sitecustomize", "usercustomize"}) - besides:
        if name.isidentifier():
            (folder / f"{name}.py").write_text(_NOTE.format(mark=str(mark)))
    return mark


def repository(folder: Path) -> Path:
    """Write a report, and a `mkdocs.yml` whose hook, tags and theme would run what is beside it."""
    folder.mkdir()
    (folder / "template.md").write_text(TEMPLATE)
    write_group(folder / "reports", fill(q2="Too short."))
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: reports\nhooks: [logging.py]\n"
        "theme: {name: null, custom_dir: .}\n"
        "markdown_extensions: [{toc: {slugify: !!python/name:antigravity.fly }}, html]\n"
        "plugins: [json, {report: {templates: [template.md]}}]\n"
    )
    return folder


# `python -m` is the start that puts the working folder first: each command; of the others one that starts processes
@pytest.mark.parametrize(
    ("start", "command"),
    [*(("-m", command) for command in COMMANDS), ("script", COMMANDS[1]), ("-I -m", COMMANDS[1])],
    ids=lambda given: " ".join(given[:2]) if isinstance(given, tuple) else given,
)
def test_a_command_imports_nothing_from_the_working_folder(
    tmp_path: Path, imported_by_python_itself: set[str], start: str, command: tuple[str, ...]
) -> None:
    folder = repository(tmp_path / "course")
    # a package of our own name in the working folder is what `python -m` is asked for
    mark = plant(folder, {"mkdocs_report"} | imported_by_python_itself if start == "-m" else set())
    how = [str(BIN / "mkdocs-report")] if start == "script" else [sys.executable, *start.split(), "mkdocs_report"]
    result = subprocess.run([*how, *command], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert not mark.exists(), mark.read_text()
    assert result.returncode in {0, 1}, result.stderr
    assert "Traceback" not in result.stderr


def test_a_spawned_process_imports_nothing_from_the_working_folder(tmp_path: Path) -> None:
    mark = plant(repository(tmp_path / "course"))
    program = (
        "import sys; from mkdocs_report.runtime.pool import Workers\n"
        "from mkdocs_report.parsing.report.detect import report_content\n"
        "from mkdocs_report.parsing.template.parser import OwnPrompts\nfrom pathlib import Path\n"
        "with Workers(1, method='spawn') as workers:\n"
        "    (content,) = workers.map(report_content, OwnPrompts(), [Path('reports/README.md')])\n"
        "    print(type(content).__name__, len(workers._workers))\n"
    )
    script = tmp_path / "script.py"
    script.write_text(program)
    result = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path / "course", env=ENVIRONMENT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert not mark.exists(), mark.read_text()
    assert result.stdout == "bytes 1\n", result.stderr


def test_the_action_imports_nothing_from_the_checkout(tmp_path: Path) -> None:
    """Its own steps, with an install that only asks pip for its version, since there is no network."""
    folder = repository(tmp_path / "checkout")
    mark = plant(folder)
    (tmp_path / "temp").mkdir()
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    install, check = (step["run"] for step in steps if "run" in step)
    environment = {**ENVIRONMENT, "PYTHONPATH": f".{os.pathsep}{folder}", "PATHS": "reports",
                   "RUNNER_TEMP": str(tmp_path / "temp"), "GITHUB_ACTION_PATH": "--version",
                   "GITHUB_OUTPUT": str(tmp_path / "output"), "TEMPLATES": "",
                   "SETTINGS": "", "FORMATS": "", "PYTHON": sys.executable}  # fmt: skip
    for script, code in ((install.replace(" install ", " ") + "\npwd > where", 0), (check, 1)):
        result = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=folder, env=environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert not mark.exists(), mark.read_text()
        assert result.returncode == code, result.stderr + result.stdout
    assert (tmp_path / "output").read_text().startswith(f"python={tmp_path}/temp/")
    assert (tmp_path / "temp/where").is_file()  # pip's settings may name paths, which start at the working folder


@pytest.mark.parametrize("starter", ["report", "course"])
def test_the_workflows_of_the_starters_import_nothing_from_the_checkout(tmp_path: Path, starter: str) -> None:
    """Each step that is run, with a pip that is only asked for its version, since there is no network."""
    folder = tmp_path / "checkout"
    write_group(folder / "reports", fill())
    assert main(["init", starter, str(folder), "--yes", "--action", f"x/mkdocs-report@{'0' * 40}"]) == 0
    jobs = [job for file in sorted((folder / ".github/workflows").iterdir())
            for job in yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"].values()]  # fmt: skip
    scripts = list(dict.fromkeys(step["run"] for job in jobs for step in job["steps"] if "run" in step))
    # that of a report has only the action, which is tested above
    assert len(scripts) == {"report": 0, "course": 4}[starter]
    mark = plant(folder)
    environment = {**ENVIRONMENT, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    installing = [script for script in scripts if script.startswith("python ")]
    assert all(" install " in script for script in installing)
    for script in scripts:
        run = f"{script.partition(' install ')[0]} --version" if script in installing else script
        result = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", run], cwd=folder, env=environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert not mark.exists(), mark.read_text()
        assert result.returncode in {0, 1}, result.stderr
        assert "Traceback" not in result.stderr


LINKED = {
    "report": (".github", ".github/workflows", ".github/workflows/report.yml", ".gitignore", ".pre-commit-config.yaml",
               "mkdocs.yml", "template.md", "reports"),
    "course": (".github", ".gitignore", "docs", "docs/groups/01-swallow", "mkdocs.yml", "requirements.txt",
               "roster.csv", "templates"),
}  # fmt: skip


@pytest.mark.parametrize(("starter", "link"), [(starter, link) for starter in LINKED for link in LINKED[starter]])
@pytest.mark.parametrize("option", ["--yes", "--force"])
def test_init_writes_through_no_link_and_copies_nothing_from_behind_one(
    tmp_path: Path, starter: str, link: str, option: str
) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "repository"
    (folder / link).parent.mkdir(parents=True)
    template = tmp_path / "elsewhere.md"
    template.write_text(TEMPLATE)
    is_file = bool(Path(link).suffix) or link == ".gitignore"
    if is_file:
        outside.write_text("secret: 1\n")
    else:
        outside.mkdir()
    (folder / link).symlink_to(outside)
    given = ["--template", str(template)] if starter == "report" else []
    assert main(["init", starter, str(folder), option, *given]) in {0, 2}
    assert outside.read_text() == "secret: 1\n" if is_file else not list(outside.iterdir())
    files = [file for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    assert not any(b"secret" in file.read_bytes() for file in files)


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")
@pytest.mark.parametrize("pipe", ["", "mkdocs.yml", "template.md", "reports/README.md"])
def test_completion_neither_imports_nor_hangs(tmp_path: Path, pipe: str) -> None:
    folder = repository(tmp_path / "course")
    mark = plant(folder)
    if pipe:
        (folder / pipe).unlink()
        os.mkfifo(folder / pipe)
    line = "mkdocs-report check reports/README.md --explain-words "
    environment = {**ENVIRONMENT, "_MKDOCS_REPORT_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": "4"}
    result = subprocess.run(
        [str(BIN / "mkdocs-report")], cwd=folder, env=environment, capture_output=True, text=True, check=False,
        timeout=20,
    )  # fmt: skip
    assert not mark.exists(), mark.read_text()
    assert result.stderr == ""
    assert pipe or "plain,2" in result.stdout
