"""Whatever comes in, an exit code of the contract goes out, and the state is whole.

A few hundred inputs are part of the suite; ``make torture`` tries more than 100,000. Each input is
made from its name and number alone, so the one that a failure names comes again.
"""

from __future__ import annotations

import io
import os
import random
import re
import shutil
import tomllib
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from pathlib import Path

import pytest
import tomli_w
from conftest import Bench, Outcome
from letter_answers import ANSWERS
from shelf.test_own import CONTACT, FACT, RULE, YEAR, shipped_path

from sferum_cli.__main__ import main
from sferum_cli.core.dates import EARLIEST, read_date
from sferum_cli.core.event_table import EVENTS
from sferum_cli.errors import BadUsage, Exit, SferumError
from sferum_cli.storage.answers import read_answers
from sferum_cli.storage.manifest import PEOPLE
from sferum_cli.storage.people import load_people
from sferum_cli.storage.plan import PLAN, load_plans
from sferum_cli.storage.state_file import STATE, load_state
from sferum_cli.text import date_words
from torture.hostile import spoilt, word

SHARE = int(os.environ.get("SFERUM_TORTURE", "0")) / 2000
CODES = {int(code) for code in Exit} - {Exit.OUR_MISTAKE}
DAY = date(2026, 11, 26)
# What a terminal could obey: all controls but the line break, and what reorders the line.
Spoil = Callable[[random.Random, str], Bench]
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
COMMANDS = (
    [], ["status"], ["status", "school-1"], ["status", "--json"], ["why", "school-1"], ["why", "gosuslugi-1", "--json"], ["due"],
    ["calendar", "-o", "-"], ["continue", "--no-input"], ["undo"], ["evidence", "school-1", "-o", "pack.zip", "--force"],
    ["log", "school-1", "note", "--note", "x"], ["escalate", "school-1"], ["status", "delete-1"], ["data", "check"], ["log", "gosuslugi-1", "verified", "--result", "yes"],
    ["letter", "reminder", "--request", "school-1", "-o", "r.txt", "--format", "txt", "--force"], ["start", "--json"], ["support"], ["people", "list"],
)  # fmt: skip


def tries(name: str, short: int, full: int) -> Iterator[tuple[int, random.Random]]:
    """Numbered sources of chance: ``short`` in the suite, ``full`` in the long run."""
    for number in range(max(short, int(full * SHARE))):
        yield number, random.Random(f"{name} {number}")


def fine(outcome: Outcome, *about: object) -> Outcome:
    """Insist on a code of the contract, and on words that nothing can obey."""
    assert outcome.code in CODES, (*about, outcome)
    assert "Traceback" not in outcome.err + outcome.out, about
    for page in (outcome.err, outcome.out.replace("\r\n", "\n")):
        assert not OBEYED.search(page), (*about, OBEYED.search(page), page)
    return outcome


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of somebody who has been at it for a while: real files to spoil."""
    bench = Bench(tmp_path_factory.mktemp("lived") / "home", today=DAY)
    bench.folder.mkdir()
    (bench.folder / "answers.toml").write_text(tomli_w.dumps(ANSWERS), encoding="utf-8")
    (bench.folder / "scan.png").write_bytes(b"x")
    for line in (
        "people add petya --acting-as parent --age under-14 --answers answers.toml",
        "unlink school --person petya --no-input",
        "unlink gosuslugi --role parent --no-input",
        "delete --role parent --confirm --no-input",
        "letter school-parent --request school-1 --answers answers.toml --format txt -o l.txt",
        "log school-1 sent --date 23.11.2026 --attach scan.png --channel post",
        "log school-1 received --date 24.11.2026 --number 123",
        "log school-1 extended --until 20.12.2026 --written yes --reason x",
        "log school-1 snoozed --until 28.11.2026",
        "log gosuslugi-1 done_by_user",
        "log gosuslugi-1 verified --result yes",
        "log gosuslugi-1 reappeared",
        "log delete-1 sent",
        "log delete-1 answered --result unclear",
        "undo",
        "start --role parent --entry vk --goal profile --no-input",
    ):
        bench.ok(*line.split())
    return bench.folder


@pytest.fixture
def spoil(lived: Path, tmp_path: Path) -> Spoil:
    """Give a folder whose one file of that name is spoilt, byte by byte or value by value."""
    bench = Bench(tmp_path / "home", today=DAY)
    bench.folder.mkdir()
    names = (STATE, PEOPLE)
    whole = {name: (lived / name).read_bytes() for name in names}
    tables = {name: tomllib.loads(whole[name].decode()) for name in names}
    (bench.folder / "a.toml").write_text(tomli_w.dumps(ANSWERS), encoding="utf-8")

    def one(rng: random.Random, name: str) -> Bench:
        for other in names:
            file = bench.folder / other
            content = spoilt(rng, whole[name], tables[name]) if other == name else whole[other]
            if not file.exists() or file.read_bytes() != content:
                file.write_bytes(content)
        return bench

    return one


def loads(read: Callable[[Path], object], place: Path) -> bool:
    """Whether the file can be read; any other end than an error of ours is a finding."""
    try:
        read(place)
    except SferumError:
        return False
    return True


def test_a_spoilt_state_is_read_or_refused_and_never_written_half(
    spoil: Spoil,
) -> None:
    for number, rng in tries("state", 120, 20_000):
        bench = spoil(rng, STATE)
        before = (bench.folder / STATE).read_bytes()
        whole = loads(load_state, bench.folder)
        if rng.random() < (0.8 if whole else 0.95):
            continue
        words = rng.choice(COMMANDS)
        outcome = fine(bench.run(*words), number, words)
        after = (bench.folder / STATE).read_bytes()
        if not whole:
            assert after == before, (number, words)
        elif after != before:
            assert outcome.code == 0, (number, words, outcome)
            load_state(bench.folder)


def test_a_spoilt_plan_of_before_is_read_or_refused(tmp_path: Path) -> None:
    whole = b'schema = 1\n[answers]\nrole = "parent"\n[person.petya]\ngoal = "school"\n'
    table = tomllib.loads(whole.decode())
    read = refused = 0
    for _, rng in tries(PLAN, 60, 8_000):
        (tmp_path / PLAN).write_bytes(spoilt(rng, whole, table))
        good = loads(load_plans, tmp_path)
        read, refused = read + good, refused + (not good)
    assert read
    assert refused


@pytest.mark.parametrize(("name", "full", "load"), [(PEOPLE, 10_000, load_people)])
def test_spoilt_people_are_read_or_refused(
    spoil: Spoil, name: str, full: int, load: Callable[[Path], object]
) -> None:
    words = [
        ["people", "list", "--json"], ["people", "edit", "petya", "--age", "14-17"], ["people", "remove", "petya"], ["start", "--json"], ["start", "--role", "student", "--no-input"],
        ["unlink", "school", "--person", "petya", "--no-input"], ["letter", "school-parent", "--person", "petya", "--answers", "a.toml", "-o", "l.txt", "--force"], ["start", "--person", "petya", "--no-input"], ["data", "check"], [],
    ]  # fmt: skip
    for number, rng in tries(name, 60, full):
        bench = spoil(rng, name)
        before = (bench.folder / name).read_bytes()
        whole = loads(load, bench.folder)
        if rng.random() < 0.9:
            continue
        line = rng.choice(words)
        fine(bench.run(*line), number, line)
        assert whole or (bench.folder / name).read_bytes() == before, (number, line)
        assert not whole or loads(load, bench.folder), (number, line)


@pytest.mark.parametrize("name", ["our.toml", "paths/our-vk.toml"])
def test_spoilt_own_knowledge_is_shown_or_refused(lived: Path, name: str) -> None:
    bench = Bench(lived, today=DAY)
    folder = lived / "knowledge"
    (folder / "paths").mkdir(parents=True, exist_ok=True)
    whole = {
        "our.toml": CONTACT.format(id="our-office") + FACT.format(id="our-menu") + RULE + YEAR,
        "paths/our-vk.toml": shipped_path().replace('id = "vk"', 'id = "our-vk"', 1),
    }
    table = tomllib.loads(whole[name])
    lines = [
        ["data", "check"], ["guide", "our-vk"], ["support"], ["sources"], ["guide", "--search", "меню"], ["unlink", "our-vk", "--no-input", "--role", "parent"], ["sources", "--json"],
        ["why", "school-1"], ["guide", "our-vk", "--json"], ["guide", "our-vk", "--format", "html", "-o", "g.html"], ["start", "--json"], ["status"], ["guide", "our-vk", "--format", "md"],
    ]  # fmt: skip
    for number, rng in tries(name, 25, 1_000):
        for file, text in whole.items():
            (folder / file).write_text(text, encoding="utf-8")
        (folder / name).write_bytes(spoilt(rng, whole[name].encode(), table))
        line = rng.choice(lines)
        fine(bench.run(*line), name, number, line)
    shutil.rmtree(folder)


def test_a_spoilt_answers_file_answers_or_is_refused(lived: Path, tmp_path: Path) -> None:
    walk = {
        "role": "parent", "start": "yes", "result": "later", "sent_on": "other", "sent_on.date": date(2026, 11, 22), "confirm": "удалить",
        "steps": {"login": "done", "settings": "done", "linked": "trouble", "entry": "done", "unlink": "done"}, "trouble": {"linked": "no-entry"}, "way": {"no-entry": "retry"},
    }  # fmt: skip
    lines = [
        ["unlink", "gosuslugi"], ["unlink", "school"], ["delete"], ["letter", "school-parent", "--request", "school-1", "-o", "l.txt", "--force"], ["people", "add", "anna", "--acting-as", "parent"],
        ["letter", "complaint-prosecutor", "-o", "l.eml", "--format", "eml", "--force"], ["letter", "access", "-o", "l.docx", "--format", "docx", "--force"], ["start"], ["log", "school-1"], ["continue", "delete-1"],
    ]  # fmt: skip
    file = tmp_path / "answers.toml"
    for number, rng in tries("answers", 60, 20_000):
        table = rng.choice((walk, ANSWERS, {**walk, **ANSWERS}))
        file.write_bytes(spoilt(rng, tomli_w.dumps(table).encode(), table))
        if loads(read_answers, file) or rng.random() < 0.1:
            if rng.random() < 0.8:
                continue
            bench = fresh(lived, tmp_path)
            line = [*rng.choice(lines), "--answers", str(file)]
            fine(bench.run(*line), number, line)
            load_state(bench.folder)
            load_people(bench.folder)


def fresh(lived: Path, tmp_path: Path) -> Bench:
    """A folder with the files of ``lived`` as they were."""
    bench = Bench(tmp_path / "home", today=DAY)
    bench.folder.mkdir(exist_ok=True)
    for name in (STATE, PEOPLE):
        (bench.folder / name).write_bytes((lived / name).read_bytes())
    return bench


def test_any_words_are_a_day_or_no_day() -> None:
    words = date_words()
    for number, rng in tries("day", 400, 50_000):
        given = word(rng) if rng.random() < 0.5 else almost_a_day(rng)
        try:
            found = read_date(given, DAY, words).day
        except BadUsage:
            continue
        assert found >= EARLIEST, (number, given)
        assert found <= date(2099, 12, 31), (number, given)


def almost_a_day(rng: random.Random) -> str:
    day = date(2018, 1, 1) + timedelta(days=rng.randrange(40_000))
    given = list(rng.choice((day.isoformat(), f"{day:%d.%m.%Y}", "вчера", "yesterday")))
    for _ in range(rng.randrange(3)):
        given[rng.randrange(len(given)) :][:1] = rng.choice("0139.-/ \x00вT")
    return "".join(given)


def test_log_takes_any_flags_or_says_no(lived: Path, tmp_path: Path) -> None:
    flags = [
        "--date", "--number", "--channel", "--note", "--until", "--reason", "--to", "--result", "--attach", "--answers", "--person", "--lang",
    ]  # fmt: skip
    for number, rng in tries("log", 80, 3_000):
        bench = fresh(lived, tmp_path)
        before = (bench.folder / STATE).read_bytes()
        event = rng.choice((*EVENTS, word(rng)))
        line = ["log", rng.choice(("school-1", "gosuslugi-1", "delete-1", word(rng))), event]
        for flag in rng.sample(flags, rng.randrange(4)):
            line += [flag, word(rng)]
        outcome = fine(bench.run(*line), number, line)
        after = (bench.folder / STATE).read_bytes()
        assert (after != before) <= (outcome.code == 0), (number, line)
        fine(bench.run("status", "school-1", *rng.choice(([], ["--json"]))), number, line)


def test_any_words_on_the_command_line_are_a_command_or_a_complaint(
    lived: Path, tmp_path: Path
) -> None:
    heads = [
        "start", "unlink", "delete", "continue", "guide", "support", "status", "log", "why", "escalate", "letter", "calendar", "evidence", "undo", "due", "sources",
        "people add", "people list", "people edit", "people remove", "data where", "data check", "data restore", "data export", "data import", "data wipe",
    ]  # fmt: skip
    flags = [
        "--role", "--person", "--lang", "--plain", "--no-input", "--json", "--confirm", "--answers", "--format", "-o", "--to", "--search", "--request", "--list", "--force", "--qr", "--school", "--age", "--acting-as", "--help", "--version", "--all",
    ]  # fmt: skip
    for number, rng in tries("words", 80, 3_000):
        bench = fresh(lived, tmp_path)
        line = rng.choice(heads).split() if rng.random() < 0.9 else [word(rng)]
        for _ in range(rng.randrange(5)):
            known = ("school-1", "school", "parent", "petya", "ru", "txt", "out.txt", "note")
            line.append(rng.choice((rng.choice(flags), rng.choice(known), word(rng))))
        # A person may have a file written anywhere; a test may not.
        line = [each for each in line if not re.search(r"[/\\~]|\.\.", each)]
        fine(bench.run(*line), number, line)
        load_state(bench.folder)
    assert {file.name for file in tmp_path.iterdir()} <= {"home"}


def test_whatever_is_typed_the_questions_go_on(lived: Path, tmp_path: Path) -> None:
    lines = [
        ["unlink"], ["delete"], ["continue"], ["log", "school-1"], ["start"], ["letter"], ["people", "add", "anna"], ["escalate", "school-1"], ["people", "edit", "petya"],
    ]  # fmt: skip
    for number, rng in tries("typed", 30, 1_500):
        bench = fresh(lived, tmp_path)
        usual = ("1", "2", "3", "", "удалить", "да", "вчера")
        typed = [
            rng.choice((rng.choice(usual), word(rng).replace("\n", " ")))
            for _ in range(rng.randrange(40))
        ]
        line = rng.choice(lines)
        fine(bench.run(*line, typed=typed), number, line, typed)
        load_state(bench.folder)


def test_no_environment_is_too_odd(
    lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [
        "SFERUM_LANG", "SFERUM_PLAIN", "SFERUM_TODAY", "NO_COLOR", "LC_ALL", "LANG", "TERM", "COLUMNS", "LINES", "SFERUM_HOME",
    ]  # fmt: skip
    bench = fresh(lived, tmp_path)
    monkeypatch.chdir(tmp_path)
    for number, rng in tries("environment", 40, 1_000):
        odd = {name: word(rng)[:2000] for name in rng.sample(names, rng.randrange(1, 4))}
        # What the system itself would never hand over is left out.
        odd = {key: given for key, given in odd.items() if "\0" not in given and encodes(given)}
        monkeypatch.setattr(os, "environ", {"SFERUM_HOME": str(bench.folder), **odd})
        with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
            code = main([rng.choice(("status", "due", "support", "guide"))])
        fine(Outcome(code, out.getvalue(), err.getvalue()), number, odd)


def encodes(given: str) -> bool:
    try:
        os.fsencode(given)
    except UnicodeEncodeError:
        return False
    return True
