"""The house rule of platforms: every call that one system lacks has a guard and a twin."""

from __future__ import annotations

import ast
import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import Bench
from misses import over
from packaging.requirements import Requirement
from source import nodes_of

from sferum_cli.errors import BadUsage
from sferum_cli.storage import files
from sferum_cli.storage.files import write_bytes
from sferum_cli.storage.output import check_place
from sferum_cli.text.legible import HANDLER

ROOT = Path(__file__).parent.parent
CODE = sorted((ROOT / "sferum_cli").rglob("*.py"))
# Modules and functions that Windows does not have, or has with another meaning.
MODULES = {"fcntl", "pty", "tty", "termios", "pwd", "grp", "resource", "curses", "readline", "syslog", "msvcrt", "winreg", "ctypes", "signal", "subprocess", "socket", "multiprocessing"}  # fmt: skip
FUNCTIONS = {
    "getuid", "geteuid", "getgid", "fork", "forkpty", "kill", "killpg", "setsid", "chown", "lchown", "mkfifo", "mknod", "symlink", "symlink_to", "link", "hardlink_to",
    "umask", "openpty", "ttyname", "statvfs", "fchmod", "uname", "getpgid", "nice", "sched_getaffinity", "tcgetattr", "system", "popen", "startfile",
}  # fmt: skip
# Where one may be called all the same, each behind os.name: file -> functions.
GUARDED = {"storage/files.py": {"getuid"}, "storage/output.py": {"kill"}, "computer.py": {"getuid"}}
# Where one may be imported: fcntl behind sys.platform, of signal only what each system has.
IMPORTED = {"storage/files.py": {"fcntl"}, "storage/lock.py": {"fcntl", "msvcrt"}, "storage/undisturbed.py": {"signal"}, "__main__.py": {"signal"}, "computer.py": {"ctypes", "subprocess"}, "console.py": {"ctypes", "msvcrt", "termios"}}  # fmt: skip


def called(file: Path) -> set[str]:
    return {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in nodes_of(file)
        if isinstance(node, ast.Call)
    }


@over(CODE)
def test_nothing_that_only_one_system_has_is_called_without_a_guard(file: Path) -> None:
    name = file.relative_to(ROOT / "sferum_cli").as_posix()
    imported = {
        alias.name.split(".")[0]
        for node in nodes_of(file)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert imported & MODULES == IMPORTED.get(name, set())
    assert called(file) & FUNCTIONS == GUARDED.get(name, set())


def test_the_guarded_calls_stand_behind_the_name_of_the_system() -> None:
    functions = [
        (function, names)
        for name, names in GUARDED.items()
        for function in ast.parse((ROOT / "sferum_cli" / name).read_text(encoding="utf-8")).body
        if isinstance(function, ast.FunctionDef)
    ]
    for function, names in functions:
        if names & {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}:
            assert any(
                isinstance(line, ast.If) and "os.name != 'posix'" in ast.unparse(line.test)
                for line in function.body
            ), function.name


@over(CODE)
def test_every_text_file_is_opened_with_its_encoding(file: Path) -> None:
    for node in nodes_of(file):
        words = ast.unparse(node) if isinstance(node, ast.Call) else ""
        if re.search(r"\.(read|write)_text\([^()]*\)$", words):
            assert re.search(r"encoding='utf-8(-sig)?'", words)


def test_no_day_is_written_by_the_system_in_its_own_way() -> None:
    for file in CODE:
        # Names of days and months depend on the system's language; %-d is unknown to Windows.
        if "strftime" in called(file):
            assert not re.search(r"%[-#aAbBcxXp]", file.read_text(encoding="utf-8")), file


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """What our own code sees on Windows; pathlib has made up its mind already and stays."""

    class Os:
        name = "nt"

        def __getattr__(self, name: str) -> object:
            if name in ("getuid", "fork", "fchmod"):
                raise AttributeError(name)
            return self.open if name == "open" else getattr(os, name)

        @staticmethod
        def open(file: Path, *args: int) -> int:
            if Path(file).is_dir():
                raise PermissionError("a folder cannot be opened")
            return os.open(file, *args)

    monkeypatch.setattr(files, "os", Os())


@pytest.mark.usefixtures("windows")
def test_without_modes_and_folders_to_flush_the_state_is_written_all_the_same(
    bench: Bench,
) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "note", "--note", "x")
    bench.ok("undo")
    assert {file.name for file in bench.folder.iterdir()} >= {"state.toml", "backups"}


class Held(PermissionError):
    """What Windows raises for a file that another program has open: its own number says so."""

    winerror = 32


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between tries; nobody waits."""
    taken: list[float] = []
    monkeypatch.setattr("sferum_cli.storage.files.time.sleep", taken.append)
    return taken


def holding(
    monkeypatch: pytest.MonkeyPatch, name: str, times: int, error: type[OSError], folder: Path
) -> None:
    """Hold every file in ``folder`` against ``Path.replace`` (or ``open``) for so many tries."""
    tries: dict[Path, int] = {}
    real = getattr(Path, name)

    def held(self: Path, *more: Any, **named: Any) -> Any:
        tries[self] = tries.get(self, 0) + (folder in self.parents)
        if 0 < tries[self] <= times:
            raise error(13, "The process cannot access the file", str(self))
        return real(self, *more, **named)

    monkeypatch.setattr(Path, name, held)


@pytest.mark.parametrize("number", files.HELD)
@pytest.mark.parametrize("times", [1, len(files.PAUSES)])
def test_a_file_held_for_a_moment_is_waited_for(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, pauses: list[float], times: int, number: int
) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    (bench.folder / "a.toml").write_text('role = "parent"', encoding="utf-8")
    monkeypatch.setattr(Held, "winerror", number)
    holding(monkeypatch, "replace", times, Held, bench.folder)
    holding(monkeypatch, "open", times, Held, bench.folder)
    bench.ok("log", "school-1", "note", "--note", "x")
    bench.ok("log", "school-1", "note", "--note", "x", "--attach", "a.toml")
    assert bench.run("unlink", "gosuslugi", "--answers", "a.toml", "--no-input").code == 4
    bench.ok("guide", "school", "--format", "md", "-o", str(bench.folder / "x.md"))
    assert len(pauses) >= 4 * times
    assert sum(files.PAUSES) < 2


@pytest.mark.parametrize(
    ("error", "waited", "hint"), [(Held, True, "Закройте программы"), (PermissionError, False, "Чьи это файлы")]
)  # fmt: skip
def test_a_file_held_open_by_somebody_else_is_said_and_left(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, pauses: list[float],
    error: type[OSError], waited: bool, hint: str,
) -> None:  # fmt: skip
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    before = (bench.folder / "state.toml").read_bytes()
    holding(monkeypatch, "replace", 1000, error, bench.folder)
    outcome = bench.run("log", "school-1", "note", "--note", "x")
    assert outcome.code == 2
    assert hint in outcome.err
    assert bool(pauses) == waited
    assert (bench.folder / "state.toml").read_bytes() == before
    assert not [file for file in bench.folder.iterdir() if file.name.startswith(".new-")]


RESERVED = ["CON", "nul", "aux.pdf", "Com1.txt", "LPT9", "prn.tar.zip", "con .txt", "name.", "name ", "a:b", "a<b.pdf", "a|b", 'a"b', "a?b", "a*b", "a\nb.pdf", "a\x1b.pdf", "a\u202efdp.exe"]  # fmt: skip


@pytest.mark.parametrize("name", RESERVED, ids=repr)
@pytest.mark.parametrize(
    "words",
    [["calendar"], ["evidence", "school-1"], ["guide", "school", "--format", "md"]],
    ids=" ".join,
)
def test_a_name_that_windows_keeps_for_itself_is_refused_everywhere(
    bench: Bench, words: list[str], name: str
) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent")
    outcome = bench.run(*words, "-o", name)
    assert outcome.code == 2, outcome
    # By its list: asked for "nul" itself, Windows says that it is there, in every folder.
    assert name not in {each.name for each in bench.folder.iterdir()}


@pytest.mark.parametrize("name", ["console.pdf", "null.txt", "письмо.pdf", "а б.pdf", ".x", "com.txt", "лист 1 (2).pdf"])  # fmt: skip
def test_other_names_are_taken(tmp_path: Path, name: str) -> None:
    check_place(tmp_path / name, overwrite=False)


@over(["cp866", "cp1251", "koi8-r", "ascii", "latin-1"])
def test_every_sentence_can_be_shown_in_every_encoding(encoding: str) -> None:
    from sferum_cli.text import en, ru

    for table in (ru.TEXT, en.TEXT):
        for key, sentence in table.items():
            shown = sentence.encode(encoding, errors=HANDLER).decode(encoding)
            assert shown.count("?") <= sentence.count("?") + 1, (key, shown)


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX")
def test_files_and_folders_with_wider_modes_are_narrowed(bench: Bench) -> None:
    bench.ok("people", "add", "petya", "--acting-as", "parent")
    bench.ok("unlink", "school", "--person", "petya", "--no-input")
    (bench.folder / "scan.png").write_bytes(b"x")
    bench.ok("log", "school-1", "sent", "--attach", "scan.png")
    bench.ok("start", "--role", "parent", "--no-input")
    for place in [bench.folder, *bench.folder.rglob("*")]:
        place.chmod(0o777 if place.is_dir() else 0o666)
    bench.ok("log", "school-1", "note", "--note", "x", "--attach", "scan.png")
    bench.ok("people", "edit", "petya", "--age", "14-17")
    bench.ok("start", "--role", "student", "--no-input")
    for place in [bench.folder, *bench.folder.rglob("*")]:
        # What lies deeper is as closed as its folder.
        ours = place.is_dir() or place.parent == bench.folder
        if ours and place.name not in ("scan.png", "state.lock"):
            assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0, place


@pytest.mark.skipif(
    not Path("/dev/zero").exists(), reason="a device without end is a matter of POSIX"
)
@pytest.mark.parametrize(
    "words",
    [
        ["log", "school-1", "note", "--note", "x", "--attach", "/dev/zero"], ["unlink", "school", "--answers", "/dev/zero"], ["data", "import", "/dev/zero"], ["people", "add", "a", "--answers", "/dev/zero"],
    ],
    ids=lambda words: words[0],
)  # fmt: skip
def test_a_device_without_end_is_refused(bench: Bench, words: list[str]) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    assert bench.run(*words).code in (2, 6)


@pytest.mark.skipif(os.name != "posix", reason="a pipe with a name is a matter of POSIX")
def test_nothing_but_a_plain_file_is_ever_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for overwrite in (False, True):
        with pytest.raises(BadUsage):
            check_place(tmp_path / "pipe", overwrite=overwrite)


def test_a_write_leaves_no_trace_in_the_folder_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "tmp"
    elsewhere.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    write_bytes(tmp_path / "home" / "file", b"x")
    assert list(elsewhere.iterdir()) == []


def test_what_is_tried_on_three_systems_is_what_is_promised() -> None:
    recipe = (ROOT / ".github/workflows/tests.yml").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    promised = [
        line.rsplit(" ", 1)[1]
        for line in project["classifiers"]
        if line.startswith("Programming Language :: Python :: 3.")
    ]
    tried = re.search(r"python: \[(.+)\]", recipe)
    assert tried
    assert re.findall(r'"(3\.\d+)"', tried.group(1)) == promised
    for system in ("ubuntu-latest", "macos-latest", "windows-latest"):
        assert system in recipe


@over(
    [
        ({"platform_system": "Linux", "platform_machine": "x86_64"}, True),
        ({"platform_system": "Linux", "platform_machine": "aarch64"}, True),
        ({"platform_system": "Linux", "platform_machine": "armv7l"}, True),
        ({"platform_system": "Linux", "platform_machine": "i686"}, False),
        ({"platform_system": "Darwin", "platform_machine": "arm64"}, True),
        ({"platform_system": "Windows", "platform_machine": "AMD64"}, True),
        ({"platform_system": "Windows", "platform_machine": "ARM64"}, False),
        ({"platform_system": "Windows", "platform_machine": "x86"}, False),
        ({"platform_system": "Android", "platform_machine": "aarch64"}, False),
        ({"platform_system": "Linux", "platform_machine": "aarch64", "platform_release": "5.10.157-android13-4"}, False),
    ]
)  # fmt: skip
def test_only_a_machine_that_has_wheels_of_it_is_asked_to_install_typst(
    machine: dict[str, str], has_wheel: bool
) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(row) for row in project["dependencies"]]
    marked = [each for each in wanted if each.marker]
    assert [each.name for each in marked] == ["typst"]
    here = {"platform_release": "6.1.0", **machine}
    assert marked[0].marker is not None
    assert marked[0].marker.evaluate(here) is has_wheel
    assert project["optional-dependencies"]["pdf"] == [f"typst{marked[0].specifier}"]
