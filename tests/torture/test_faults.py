"""The answer agrees with the disk: each call that could change something fails once, in every writing command.

A code 0 means that all is there, an error says by ``written`` whether anything is, and what the next command finds is
the old or the new, never a third thing. ``make torture`` tries every call with every error; the suite some of them.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from conftest import Bench
from faults import Disk, PowerCut, failing
from letter_answers import ANSWERS, LETTER, written

from sferum_cli.errors import RUN
from sferum_cli.flows.folder import look_at
from sferum_cli.storage import output
from sferum_cli.storage.inventory import PRECIOUS, inventory, kind_of
from sferum_cli.storage.leftovers import leftovers
from sferum_cli.text import t

ALL = "SFERUM_TORTURE" in os.environ
ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES) if ALL else (errno.EIO,)
STRIDE = 1 if ALL else 7
INPUTS = ("answers.toml", "scan.png", "all.zip")
NOTE = ("log", "school-1", "note", "--note", "new")
COMMANDS = {
    "log": NOTE,
    "attach": (*NOTE, "--attach", "{out}/scan.png"),
    "archive": ("log", "school-1", "note", "--note", "late", "--date", "2027-06-01"),
    "undo": ("undo",),
    "unlink": ("unlink", "gosuslugi", "--role", "parent", "--no-input"),
    "escalate": ("escalate", "school-1", "--to", "operator"),
    "letter": (*LETTER[:-1], "{out}/answers.toml", "--format", "txt"),
    "letter -o": (*LETTER[:-1], "{out}/answers.toml", "--format", "txt", "-o", "{out}/new.txt"),
    "people add": ("people", "add", "vova", "--acting-as", "parent"),
    "people edit": ("people", "edit", "petya", "--age", "14-17"),
    "people remove": ("people", "remove", "petya"),
    "start": ("start", "--role", "parent", "--no-input"),
    "restore": ("data", "restore", "2", "--yes"),
    "import": ("data", "import", "{out}/all.zip", "--replace"),
    "wipe": ("data", "wipe", "--confirm"),
    "export": ("data", "export", "-o", "{out}/new.zip"),
    "calendar": ("calendar", "-o", "{out}/new.ics"),
    "evidence": ("evidence", "school-1", "-o", "{out}/new"),
    "evidence zip": ("evidence", "school-1", "-o", "{out}/new.zip"),
    "guide": ("guide", "school", "--role", "parent", "--format", "md", "-o", "{out}/new.md"),
    "sources": ("sources", "report", "menu-linked-services", "-o", "{out}/new.txt"),
}  # fmt: skip


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every command has something to do, and one with its inputs and outputs."""
    place = tmp_path_factory.mktemp("model")
    bench = Bench(place / "home")
    bench.ok("people", "add", "petya", "--acting-as", "parent")
    bench.ok("people", "edit", "petya", "--age", "under-14")
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("unlink", "vk", "--role", "parent", "--no-input")
    bench.ok("log", "vk-1", "abandoned")
    bench.ok("log", "school-1", "sent")
    bench.ok("log", "school-1", "received")
    other = Bench(place / "out")
    written(other, ANSWERS)
    (place / "out" / "scan.png").write_bytes(b"\x89PNG")
    elsewhere = Bench(place / "elsewhere")
    elsewhere.ok("people", "add", "anna", "--acting-as", "parent")
    elsewhere.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    elsewhere.ok("data", "export", "-o", str(place / "out" / "all.zip"))
    return place


def kept(place: Path) -> dict[str, object]:
    """The person's own files by their names; journals as the events they hold together."""
    home = place / "home"
    names = [each.name for each in inventory(home) if each.kind in PRECIOUS]
    files: dict[str, object] = {name: (home / name).read_bytes() for name in names}
    journals = [name for name in names if kind_of(name) in ("state", "archive")]
    rows = [row for name in journals for row in tomllib.loads(_text(files.pop(name)))["event"]]
    return {**files, "events": {row["id"]: row for row in rows}}


def _text(content: object) -> str:
    assert isinstance(content, bytes)
    return content.decode()


def asked_for(place: Path) -> dict[str, bytes]:
    """What was written where the person asked for it."""
    there = (place / "out").rglob("*")
    files = [file for file in there if file.is_file() and file.name not in INPUTS]
    return {str(file.relative_to(place)): file.read_bytes() for file in files}


class Trials:
    """One command tried again and again in a copy of the model."""

    def __init__(self, model: Path, place: Path, words: tuple[str, ...]) -> None:
        self.model, self.place, self.words = model, place, words
        self.before = (kept(model), asked_for(model))
        code, calls, told = self.run(None, 0)
        assert code == 0, told
        self.count = len(calls)
        self.after = (kept(place), asked_for(place))
        assert self.after != self.before, "the command writes something"

    def run(self, how: object, at: int) -> tuple[int, list[str], str]:
        """The exit code, the calls and the complaint of a run on a disk that fails at call ``at``."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.model, self.place)
        late = any("2027" in word for word in self.words)
        bench = Bench(self.place / "home", today=date(2027, 6, 1) if late else date(2026, 11, 23))
        words = [word.format(out=self.place / "out") for word in self.words]
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have had it ignored
        with failing(Disk(self.place, how, at)) as disk:
            try:
                outcome = bench.run(*words)
            except PowerCut:
                return -1, disk.calls, ""
        return outcome.code, disk.calls, outcome.err

    def settle(self) -> tuple[dict[str, object], dict[str, bytes]]:
        """What is there once the next command has come."""
        home = self.place / "home"
        look_at(home, datetime(2027, 6, 1, 12, tzinfo=UTC))
        with pytest.MonkeyPatch.context() as patch:  # the process that was cut off is gone
            patch.setattr(output, "_is_alive", lambda process: False)
            output.sweep_beside(self.place / "out")
        assert not (home / ".pending").exists()
        return kept(self.place), asked_for(self.place)


@pytest.fixture(params=list(COMMANDS))
def trials(model: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Trials:
    return Trials(model, tmp_path / "trial", COMMANDS[request.param])


def places(trials: Trials, shift: int = 0) -> range:
    return range(1 + shift % STRIDE, trials.count + 1, STRIDE)


def test_an_answer_agrees_with_the_disk_whichever_call_fails(trials: Trials) -> None:
    for shift, error in enumerate(ERRORS):
        for at in places(trials, shift):
            code, calls, told = trials.run(error, at)
            is_written, found = RUN.written, trials.settle()
            seen = (errno.errorcode[error], at, calls[at - 1], code, told)
            assert code in (0, 2, 6), seen
            if code == 0:
                assert found == trials.after, seen
                continue
            assert (found == trials.before) is not is_written, seen
            assert (t("error.written") in told) is is_written or trials.words[1] == "wipe", seen
            assert not list((trials.place / "out").glob(".sferum-*")), seen


def test_whoever_presses_ctrl_c_in_a_write_hears_whether_it_was_written(trials: Trials) -> None:
    for at in places(trials, 1):
        code, calls, told = trials.run(signal.SIGINT, at)
        is_written, found = RUN.written, trials.settle()
        seen = (at, calls[at - 1], code, told)
        assert code == 130, seen
        assert (found == trials.before) is not is_written, seen
        assert found[0] in (trials.before[0], trials.after[0]), seen
        assert (t("error.interrupted_nothing") in told) is not is_written, seen
        assert leftovers(trials.place / "home") == [], seen
        assert not list((trials.place / "out").glob(".sferum-*")), seen


def test_after_a_power_cut_the_old_or_the_new_is_there_and_nothing_else(trials: Trials) -> None:
    for at in places(trials, 2):
        code, calls, _ = trials.run(PowerCut, at)
        files, asked = trials.settle()
        assert code == -1
        assert files in (trials.before[0], trials.after[0]), (at, calls[-1])
        assert asked in (trials.before[1], trials.after[1]), (at, calls[-1])
