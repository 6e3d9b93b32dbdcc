"""What goes wrong is told in words, whoever noticed it: the shell, the disk, or nobody before."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from conftest import Bench
from faults import Disk, failing

from sferum_cli.__main__ import main
from sferum_cli.cli.output import complain, tell_warnings
from sferum_cli.errors import Exit, Interrupted, SferumError
from sferum_cli.storage.changes import LOCK
from sferum_cli.text import en, ru
from sferum_cli.world import World

TABLES = {"ru": ru.TEXT, "en": en.TEXT}


def told(bench: Bench, key: str, *words: str) -> str:
    """What a command complains of; it must be the sentence under ``key``."""
    bench.lang = "en"
    outcome = bench.run(*words)
    sentence = en.TEXT[key]
    assert outcome.code != 0
    pieces = [piece.split("}")[-1].strip() for piece in sentence.split("{")]
    assert [piece for piece in pieces if piece not in outcome.err] == [], outcome.err
    if f"{key}.hint" in en.TEXT:
        assert en.TEXT[f"{key}.hint"].split("{")[0].strip() in outcome.err
    assert "Traceback" not in outcome.err
    return outcome.err


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("error.event_silence", ("log", "school-1", "silence")),
        ("error.event_text", ("log", "school-1", "note", "--note", "x" * 200_000)),
        ("error.file_name", ("guide", "gosuslugi", "-o", "a\0b.md")),
        ("error.file_name", ("guide", "gosuslugi", "-o", "x" * 5000 + ".md")),
        ("error.output_name", ("guide", "gosuslugi", "-o", "con.md")),
        ("error.parameter", ("people", "remove")),
        ("error.usage", ("-",)),
        ("error.letter_unknown", ("letter", "xyzzy")),
        ("error.option_value", ("letter", "--request")),
    ],
)
def test_a_slip_of_words_is_told(sent: Bench, key: str, words: tuple[str, ...]) -> None:
    told(sent, key, *words)


def test_a_folder_that_is_in_the_way_or_cannot_be_made_is_told(bench: Bench) -> None:
    (bench.folder / LOCK).mkdir(parents=True)
    told(bench, "error.lock", "unlink", "school", "--role", "parent", "--no-input")


def test_a_day_that_is_none_is_told_before_anything_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SFERUM_TODAY", "yesterday")
    assert main(["status"]) == Exit.USAGE
    said = capsys.readouterr().err
    assert said.split("\n")[0].removeprefix("sferum: ") in (
        table["error.today_unreadable"] for table in TABLES.values()
    )


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (RuntimeError("x"), "error.our_mistake"),
        (OSError(errno.EIO, "no", "state.toml"), "error.file"),
        (ImportError("x", name="segno"), "error.install"),
    ],
)
def test_what_nobody_foresaw_is_told_without_a_traceback(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, error: Exception, key: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    bench.ok("due")
    monkeypatch.setattr(sys.modules["sferum_cli.cli.due"], "due_flow", fails, raising=False)
    monkeypatch.setattr("sferum_cli.flows.due.due_items", fails)
    told(bench, key, "due")


@pytest.mark.parametrize(
    ("number", "cause"),
    [
        (errno.ENOSPC, "space"), (errno.EACCES, "rights"), (errno.EROFS, "read_only"),
        (errno.EIO, "broken"), (errno.ENOLCK, "no_lock"), (errno.EMFILE, "exhausted"),
        (errno.ESTALE, "away"), (errno.ENOTDIR, "in_the_way"), (errno.ENAMETOOLONG, "long_name"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", TABLES)
def test_what_the_disk_says_is_told_with_what_would_help(
    sent: Bench, number: int, cause: str, lang: str
) -> None:
    sent.lang = lang
    for call in range(1, 30):  # what is only a precaution may fail without being an error
        with failing(Disk(sent.folder, number, call)):
            outcome = sent.run("log", "school-1", "received")
        if outcome.code == 0:
            sent.ok("undo")
        elif outcome.code != Exit.DAMAGED:  # that one is of a file that cannot be read
            break
    assert outcome.code == Exit.USAGE
    assert TABLES[lang][f"cause.{cause}"] in outcome.err
    assert TABLES[lang][f"cause.{cause}.hint"].split("{")[0].strip() in outcome.err


@pytest.mark.parametrize("lang", TABLES)
@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EIO, errno.EXDEV])
def test_a_file_elsewhere_is_not_helped_by_another_folder_of_the_program(
    sent: Bench, tmp_path: Path, number: int, lang: str
) -> None:
    sent.lang = lang
    place = tmp_path / "elsewhere"
    place.mkdir()
    with failing(Disk(place, number, 1)):
        outcome = sent.run("calendar", "-o", str(place / "dates.ics"))
    assert outcome.code == Exit.USAGE
    assert TABLES[lang]["cause.elsewhere"] in outcome.err
    assert "SFERUM_HOME" not in outcome.err
    assert "data check" not in outcome.err


@pytest.mark.parametrize("lang", TABLES)
@pytest.mark.parametrize(("number", "cause"), [(errno.EMFILE, "exhausted"), (errno.ESTALE, "away"), (errno.EACCES, "rights")])  # fmt: skip
def test_a_file_that_cannot_be_read_now_is_told_with_what_would_help(
    sent: Bench, number: int, cause: str, lang: str
) -> None:
    sent.lang, table = lang, TABLES[lang]
    with failing(Disk(sent.folder / "state.toml", number, 1)):
        outcome = sent.run("status")
    assert outcome.code == Exit.DAMAGED
    assert table[f"cause.{cause}"] in outcome.err
    passing = cause != "rights"
    own = table["error.file_unreadable.hint"]
    assert (table[f"cause.{cause}.hint"] in outcome.err, own in outcome.err) == (
        passing,
        not passing,
    )


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (("log", "school-1", "received"), {"warning.unconfirmed", "warning.no_copy"}),
        (("people", "remove", "masha"), {"warning.unconfirmed", "warning.unfinished"}),
    ],
)
def test_what_is_written_but_not_sure_is_said_beside_the_answer(
    sent: Bench, words: tuple[str, ...], keys: set[str]
) -> None:
    """Each call of one change fails once: what then counts is told, and what is missing of it."""
    sent.ok("people", "add", "masha", "--acting-as", "parent", "--no-input")
    sent.lang = "en"
    kept = {file: file.read_bytes() for file in sent.folder.rglob("*") if file.is_file()}
    said = set()
    for number in range(1, 200):
        for file in sent.folder.rglob("*"):
            if file.is_file() and file not in kept:
                file.unlink()
        for file, content in kept.items():
            file.write_bytes(content)
        with failing(Disk(sent.folder, errno.EIO, number)) as disk:
            outcome = sent.run(*words)
        said |= {
            key
            for key in ("warning.unconfirmed", "warning.no_copy", "warning.unfinished")
            if en.TEXT[key].split("{")[0].strip() in outcome.err
        }
        if len(disk.calls) < number:
            break
    # Windows confirms no folder: there nothing can be left unconfirmed.
    assert keys - ({"warning.unconfirmed"} if os.name == "nt" else set()) <= said


def test_a_screen_that_takes_nothing_is_told(bench: Bench) -> None:
    bench.lang = "en"
    world = bench.world(typed=None, environ={"SFERUM_HOME": str(bench.folder)})

    def full(_: str) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    world.stdout.write = full  # type: ignore[method-assign]
    assert main(["status"], world) == Exit.USAGE
    said = world.stderr.getvalue()  # type: ignore[attr-defined]
    assert en.TEXT["error.screen"].split("{")[0] in said
    assert en.TEXT["cause.space.hint"] in said


@pytest.mark.parametrize("tell", [complain, lambda w, e, _: tell_warnings(w, [e])])
def test_a_narrow_terminal_breaks_an_error_between_words(
    monkeypatch: pytest.MonkeyPatch, tell: Callable[[World, SferumError, list[str]], object]
) -> None:
    monkeypatch.setattr(World, "width", 40)
    said = StringIO()
    tell(World(StringIO(), StringIO(), said, environ={}), Interrupted("error.interrupted"), [])
    lines = said.getvalue().splitlines()
    assert " ".join(lines) == f"sferum: {ru.TEXT['error.interrupted']}"
    assert len(lines) > 1
    assert max(map(len, lines)) <= 40


def test_a_command_to_copy_stays_in_one_line_on_a_narrow_terminal(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(World, "width", 40)
    words = "school --role parent --institution kindergarten --plain"
    told = bench.run("gudie", *words.split()).err.splitlines()
    (copied,) = [line for line in told if "sferum guide" in line]
    assert copied == f"sferum guide {words}"


def test_who_leaves_in_the_middle_is_told_one_way_to_go_on(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    alone = bench.run("log", "school-1", typed=[])
    assert alone.code == Exit.INTERRUPTED
    assert ru.TEXT["error.interrupted_nothing.hint"] in alone.err
    left = bench.run(typed=[ru.TEXT["home.do.log"]])
    assert left.code == Exit.INTERRUPTED
    assert left.err.splitlines() == [
        f"sferum: {ru.TEXT['error.interrupted_nothing']}",
        f"{ru.TEXT['error.resume']} sferum",
    ]


ASKING = ("start", "start --again", "people add petya", "people edit masha", "unlink school",
          "letter school-parent", "log school-1", "escalate school-1", "")  # fmt: skip


@pytest.mark.parametrize("words", ASKING)
def test_wherever_one_leaves_what_was_kept_goes_on_with_the_command_that_is_named(
    words: str, bench: Bench
) -> None:
    bench.ok("people", "add", "masha", "--acting-as", "parent", "--age", "under-14", "--no-input")
    bench.ok("unlink", "school", "--person", "masha", "--no-input")
    for answers in (1, 2, 4, 7):
        left = bench.run(*words.split(), "--plain", typed=["1"] * answers)
        if left.code != Exit.INTERRUPTED:
            assert left.code in (Exit.OK, Exit.USAGE), left.err
            break
        last = left.err.splitlines()[-1]
        named = last.removeprefix(f"{ru.TEXT['error.resume']} sferum")
        if named == last:
            assert last in {ru.TEXT[f"error.interrupted_{key}.hint"] for key in ("nothing", "last")}
            continue
        assert named.endswith(" --plain")
        assert bench.run(*named.split(), typed=[]).code in (Exit.OK, Exit.INTERRUPTED), named
