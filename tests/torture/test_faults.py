"""The answer agrees with the disk: each call that could change something fails once, in every writing command.

A code 0 means that all is there, an error says by ``written`` whether anything is, and what the next command finds is
the old or the new, never a third thing. ``make torture`` tries every call with every error; the suite some of them.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
from pathlib import Path

import pytest
from conftest import Bench
from faults import Disk, PowerCut, failing

from sferum_cli.errors import RUN
from sferum_cli.storage.leftovers import leftovers
from sferum_cli.text import t
from torture.commands import COMMANDS, asked_for, build, day_of, kept, line, settled

ALL = "SFERUM_TORTURE" in os.environ
ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES) if ALL else (errno.EIO,)
STRIDE = 1 if ALL else 7


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every command has something to do, and one with its inputs and outputs."""
    place = tmp_path_factory.mktemp("model")
    build(place)
    return place


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
        bench = Bench(self.place / "home", today=day_of(self.words))
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have had it ignored
        with failing(Disk(self.place, how, at)) as disk:
            try:
                outcome = bench.run(*line(self.words, self.place))
            except PowerCut:
                return -1, disk.calls, ""
        return outcome.code, disk.calls, outcome.err


@pytest.fixture(params=list(COMMANDS))
def trials(model: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Trials:
    return Trials(model, tmp_path / "trial", COMMANDS[request.param])


def places(trials: Trials, shift: int = 0) -> range:
    return range(1 + shift % STRIDE, trials.count + 1, STRIDE)


def test_an_answer_agrees_with_the_disk_whichever_call_fails(trials: Trials) -> None:
    for shift, error in enumerate(ERRORS):
        for at in places(trials, shift):
            code, calls, told = trials.run(error, at)
            is_written, found = RUN.written, settled(trials.place)
            seen = (errno.errorcode[error], at, calls[at - 1], code, told)
            assert code in (0, 2, 6), seen
            if code == 0:
                assert found == trials.after, seen
                continue
            assert (found == trials.before) is not is_written, seen
            assert (t("error.written") in told) is is_written or trials.words[1] == "wipe", seen
            assert not list((trials.place / "out").glob(".sferum-*")), seen
            copies = trials.place.glob("home/backups/before-import-*")
            assert is_written or not [*copies] or "unlink" in calls[at - 1], seen


def test_whoever_presses_ctrl_c_in_a_write_hears_whether_it_was_written(trials: Trials) -> None:
    for at in places(trials, 1):
        code, calls, told = trials.run(signal.SIGINT, at)
        is_written, found = RUN.written, settled(trials.place)
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
        files, asked = settled(trials.place)
        assert code == -1
        assert files in (trials.before[0], trials.after[0]), (at, calls[-1])
        assert asked in (trials.before[1], trials.after[1]), (at, calls[-1])
