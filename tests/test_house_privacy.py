"""The house rule of privacy: no network ever, no file outside the person's folder, nothing obeyed."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Bench
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sferum_cli.render.blocks import Block, Command, Drawing, Heading, Items, Pairs, Panel, Text
from sferum_cli.render.clean import clean
from sferum_cli.render.plain import paint_plain
from sferum_cli.render.rich_screen import paint_rich

WATCH = """
import os, sys
allowed = os.environ["ALLOWED"].split(os.pathsep)
def watch(event, args):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        os.write(2, f"NETWORK {event}\\n".encode())
        os._exit(99)
    if event == "open" and isinstance(args[0], (str, bytes)) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        path = os.fsdecode(args[0])
        if not any(os.path.abspath(path).startswith(place) for place in allowed) and path != os.devnull:
            os.write(2, f"WRITES {path}\\n".encode())
            os._exit(98)
sys.addaudithook(watch)
import json
from sferum_cli.__main__ import main
for words in json.loads(sys.argv[1]):
    code = main(words)
    sys.stderr.write(f"\\nRAN {' '.join(words)}\\n")
    if code not in (0, 2, 4, 10):
        sys.exit(1)
"""
COMMANDS = [
    ["--version"], [], ["status"], ["unlink", "gosuslugi", "--no-input"], ["delete", "--confirm", "--no-input"],
    ["log", "gosuslugi-1", "done_by_user"], ["why", "gosuslugi-1"], ["due"], ["undo"], ["guide"], ["support"],
    ["guide", "--search", "смс"], ["sources"], ["letter", "--list"], ["calendar", "-o", "-"], ["report", "-o", "{home}/r.html"], ["people", "list"],
    ["guide", "gosuslugi", "--format", "pdf", "-o", "{home}/g.pdf"], ["evidence", "gosuslugi-1", "-o", "{home}/e.zip"],
    ["letter", "school-parent"], ["escalate", "gosuslugi-1"], ["data", "where"], ["data", "check"], ["data", "restore"],
    ["data", "export", "-o", "{home}/x.zip"], ["data", "wipe", "--confirm"],
]  # fmt: skip


def test_no_command_opens_a_connection_or_writes_elsewhere(tmp_path: Path) -> None:
    home = tmp_path / "home"
    bench = Bench(home)
    bench.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    environ = {
        **os.environ, "SFERUM_HOME": str(home), "ALLOWED": str(home), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(tmp_path / "tmp"),
    }  # fmt: skip
    lines = [[word.format(home=home) for word in words] for words in COMMANDS]
    done = subprocess.run(
        [sys.executable, "-c", WATCH, json.dumps(lines)],
        env=environ, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert [line for line in done.stderr.splitlines() if line.startswith("RAN ")] == [
        f"RAN {' '.join(words)}" for words in lines
    ]


def test_the_watch_itself_sees_a_connection(tmp_path: Path) -> None:
    script = WATCH.replace(
        "from sferum_cli.__main__ import main\n", "import socket\nsocket.socket()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "ALLOWED": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 99


hostile = st.text(max_size=40) | st.sampled_from(
    [
        "\x1b[2J\x1b[1;1H",
        "\x1b]0;title\x07",
        "[bold red]x[/]",
        "a\u202eb",
        "\x00",
        "\ud800",
        "a\r\nb",
        "=1+1",
        "\u200b",
        "x" * 5000,
    ]
)


@given(hostile)
def test_no_text_can_command_a_terminal(words: str) -> None:
    blocks: list[Block] = [
        Heading(words), Text(words), Items((words,), words), Pairs(((words, words),), words),
        Panel(words, (words,)), Command(words, words, words), Drawing((words,), (words,)),
        Drawing((words,), (words,), paper=True), Heading(words, (1, 2)),
    ]  # fmt: skip
    paper = io.StringIO()
    paint_rich(blocks, paper, width=80, colour=True)
    own_colours = re.sub(r"\x1b\[[0-9;]*m", "", paper.getvalue())
    for page in (paint_plain(blocks, width=80), own_colours):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    assert clean(clean(words)) == clean(words)


@given(hostile)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_a_note_comes_back_as_it_was_written_and_harmless_on_the_screen(
    tmp_path_factory: pytest.TempPathFactory, words: str
) -> None:
    bench = Bench(tmp_path_factory.mktemp("home"))
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    outcome = bench.run("log", "school-1", "note", "--note", words)
    assert outcome.code in (0, 2, 4)
    assert "Traceback" not in outcome.err
    page = bench.ok("status", "school-1")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", page)
    if outcome.code == 0:
        events = json.loads(bench.ok("status", "--json"))["requests"][0]["events"]
        assert events[-1]["note"] == words


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX")
def test_everything_in_the_folder_is_the_owners_only(bench: Bench) -> None:
    from letter_answers import ANSWERS, LETTER, written

    written(bench, ANSWERS)
    bench.ok("people", "add", "petya", "--acting-as", "parent", "--answers", "answers.toml")
    bench.ok("unlink", "school", "--person", "petya", "--no-input")
    (bench.folder / "scan.png").write_bytes(b"x")
    bench.ok(*LETTER, "--format", "txt", "-o", "out.txt")
    bench.ok("log", "school-1", "sent", "--attach", "scan.png")
    for file in bench.folder.rglob("*"):
        if file.name in ("answers.toml", "scan.png"):
            continue  # the test's own files
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file


def test_names_stay_out_of_the_state_and_of_file_names(bench: Bench) -> None:
    from letter_answers import ANSWERS, LETTER, written

    written(bench, ANSWERS)
    bench.ok("people", "add", "petya", "--acting-as", "parent", "--answers", "answers.toml")
    bench.ok("unlink", "school", "--person", "petya", "--no-input")
    bench.ok(*LETTER, "--format", "txt", "-o", "out.txt")
    bench.ok("calendar", "-o", "dates.ics") if bench.run(
        "log", "school-1", "sent"
    ).code == 0 else None
    backups = list((bench.folder / "backups").glob("state-*.toml"))
    assert backups
    for file in (bench.folder / "state.toml", bench.folder / "dates.ics", *backups):
        assert "Иванов" not in file.read_text(encoding="utf-8"), file
    assert not [file for file in bench.folder.rglob("*") if "Иванов" in file.name]
    assert "паспорт" not in (bench.folder / "people.toml").read_text(encoding="utf-8")


def test_our_own_mistake_shows_no_values(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        secret = "Иванов Пётр"
        raise RuntimeError(secret)

    monkeypatch.setattr("sferum_cli.flows.status.overview", broken)
    outcome = bench.run("status")
    assert outcome.code == 1
    assert "Иванов" not in outcome.err
    assert "Traceback" not in outcome.err
