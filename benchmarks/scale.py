"""What many requests cost: 1,000 open ones, and 10,000 that are closed for good.

Each command runs in turn in a home with 10 open requests and in the two large ones, and the CPU
time there is divided by that with 10: what else the machine does then touches all three.
``python benchmarks/scale.py [ROUNDS]`` prints the table of benchmarks/README.md. Then the work is
doubled, requests, events of one request, cases, kept files and requests put away in turn: where
that makes a command cost more than two and a half times as much, or `calendar` takes a second (as a
ratio to that of ten) in each of three turns, it fails. Three rounds are this second part alone.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from sferum_cli.core.events import Event, Value
from sferum_cli.core.frozen import replace
from sferum_cli.core.state import State
from sferum_cli.shelf.knowledge import path_ids
from sferum_cli.storage.changes import save_state

TODAY = date(2027, 3, 1)
LONG_AGO = TODAY - timedelta(400)
CLOSED, MANY, FEW = 10_000, 1_000, 10
TOO_FAST = 2.5  # times the cost of half the work
TOO_LITTLE = 0.05  # seconds: growth below it is lost in what else the machine does
LONGEST = 6.5  # times what a calendar of ten takes: a second, where nothing else runs
HOMES = {"10 open": (FEW, 0), "10 open, 10,000 archived": (FEW, CLOSED), "1,000 open": (MANY, 0)}
COMMANDS = (
    ("status",),
    ("due",),
    ("log", "school-1", "note", "--note", "called the office"),
)


def history(
    name: str, path: str, first: date, *, closed: bool
) -> list[tuple[str, date, dict[str, Value]]]:
    """What happens to one request: type, day and fields, as a family would record it."""
    told = [
        ("planned", 0, {"path": path, "role": "parent", "person": "petya", "school": "state"}),
        (
            "drafted",
            0,
            {"letter": "school-parent", "file": f"{name}-letter-1.pdf", "sha256": "0" * 64},
        ),
        ("sent", 1, {"channel": "in_person"}),
        ("received", 2, {"number": "123"}),
        ("note", 5, {"note": "the secretary said that the director is away until Friday"}),
    ]
    if closed:
        told += [
            ("answered", 9, {"number": "77"}),
            ("classified", 9, {"result": "done"}),
            *(("verified", day, {"result": "yes"}) for day in (10, 17, 40, 100)),
        ]
    return [(kind, first + timedelta(days), data) for kind, days, data in told]


def journal(closed: int, opened: int) -> State:
    """A journal of ``closed`` requests that ended long ago and ``opened`` ones of these weeks."""
    paths = path_ids()
    events: list[Event] = []
    numbers: dict[str, int] = {}
    for n in range(closed + opened):
        path = "school" if n % 3 == 0 else paths[n % len(paths)]
        numbers[path] = numbers.get(path, 0) + 1
        name = f"{path}-{numbers[path]}"
        old = n >= opened
        first = LONG_AGO if old else TODAY - timedelta(3 + n % 50)
        for kind, day, data in history(name, path, first, closed=old):
            number = len(events) + 1
            events.append(
                Event(
                    number,
                    f"{min(day, TODAY)}T12:00:00+03:00",
                    kind,
                    name,
                    min(day, TODAY),
                    number,
                    data,
                )
            )
    return State(tuple(events), len(events) + 1)


def cpu(home: Path, *words: str) -> float:
    """The CPU time (user and system) of one command in seconds."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "SFERUM"))}
    environ |= {"SFERUM_HOME": str(home), "SFERUM_TODAY": TODAY.isoformat(), "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "sferum_cli", *words], env=environ, stdout=subprocess.DEVNULL,
        cwd=home.parent,
    ) as process:  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 10):
        raise SystemExit(f"sferum {' '.join(words)} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime


def main(rounds: int) -> None:
    """Make the homes, measure in turn, print the table."""
    with tempfile.TemporaryDirectory() as place:
        homes = {title: Path(place) / title.replace(" ", "-") for title in HOMES}
        for title, (opened, closed) in HOMES.items():
            save_state(homes[title], journal(closed, opened))
            first = cpu(homes[title], *COMMANDS[-1])
            if closed:
                there = sum(1 for _ in (homes[title] / "archive").iterdir())
                print(f"The one change that put {there:,} requests away: {first:.1f} s of CPU.\n")
        print("| command | 10 open (ms) | 10 open, 10,000 archived (ms) | 1,000 open (ms) ", end="")
        print("| ratio, 10,000 archived | ratio, 1,000 open |")
        print("| --- | ---: | ---: | ---: | --- | --- |")
        for words in COMMANDS:
            rows = [[cpu(home, *words) for home in homes.values()] for _ in range(rounds)]
            print(line(words[0], rows))
        print(line("status --all", [[cpu(home, "status", "--all") for home in homes.values()]]))


def one_long(count: int) -> State:
    """One request with ``count`` events."""
    start = history("school-1", "school", LONG_AGO, closed=False)
    more: list[tuple[str, date, dict[str, Value]]] = [
        ("note", LONG_AGO + timedelta(5 + n % 300), {"note": f"call {n}"}) for n in range(count)
    ]
    return of_one(start + more)


def of_one(told: Sequence[tuple[str, date, dict[str, Value]]]) -> State:
    """The journal of a request of which all that is told happened."""
    events = tuple(
        Event(n, f"{day}T12:00:00+03:00", kind, "school-1", day, n, data)
        for n, (kind, day, data) in enumerate(told, start=1)
    )
    return State(events, len(events) + 1)


def many_cases(count: int) -> State:
    """``count`` people, each with a case of one request."""
    told: list[Event] = []
    number: dict[str, int] = {}
    for event in journal(0, count).events:
        if event.type == "planned":
            number[event.request] = len(number) + 1
        who = number[event.request]
        case, person = f"case{who:04}", f"child-{who}"
        if event.type == "planned":
            about: dict[str, Value] = {"case": case, "alias": person, "role": "parent"}
            told.append(replace(event, type="case", request="", data=about))
            event = replace(event, data={**event.data, "case": case, "person": person})
        told.append(event)
    events = tuple(replace(event, id=n, action=n) for n, event in enumerate(told, start=1))
    return State(events, len(events) + 1)


def many_files(count: int) -> State:
    """One request to which ``count`` papers belong, each kept; the letter is not ours."""
    begun = history("school-1", "school", LONG_AGO, closed=False)
    start = [row for row in begun if row[0] != "drafted"]
    kept: list[tuple[str, date, dict[str, Value]]] = [
        ("attached", LONG_AGO + timedelta(5 + n % 300), {"file": name, "sha256": whole})
        for n in range(count)
        for name, whole in (paper(n)[:2],)
    ]
    return of_one(start + kept)


def paper(number: int) -> tuple[str, str, bytes]:
    """A kept file: its neutral name, the hash of its content, the content."""
    content = f"paper {number} ".encode() * 1000
    whole = hashlib.sha256(content).hexdigest()
    return f"{whole[:16]}.pdf", whole, content


def settle(home: Path, state: State) -> None:
    """Make a home with ``state`` and the papers that it speaks of."""
    save_state(home, state)
    kept = [event for event in state.events if event.type == "attached"]
    for number, event in enumerate(kept):
        file = home / "attachments" / event.text("file")
        file.parent.mkdir(mode=0o700, exist_ok=True)
        file.write_bytes(paper(number)[2])
        file.chmod(0o600)


class Growth(NamedTuple):
    """What grows: how a home of so much is made, how much is compared, by which commands.

    The last amount is twice the one before, and the first so small that it shows what a command
    costs in any case. ``once`` says that a command finds something to do but once in a home: each
    turn has new ones.
    """

    what: str
    state: Callable[[int], State]
    amounts: tuple[int, ...]
    commands: tuple[tuple[str, ...], ...]
    once: bool = False


CALENDAR = ("calendar", "-o", "-")
READING = (("status",), ("due",), CALENDAR)
NOTED = COMMANDS[-1]
HOME: tuple[str, ...] = ()  # the first screen
REPORT = ("report", "-o", "report.html", "--force")
CHECKED, EXPORTED = ("data", "check"), ("data", "export", "-o", "all.zip", "--force")
GROWTH = (
    Growth("requests", lambda count: journal(0, count), (10, 100, 500, MANY), (*READING, NOTED)),
    Growth("events in one request", one_long, (10, 500, 1000, 2000), (*READING, NOTED)),
    Growth("cases", many_cases, (10, 50, 500, 1000), (HOME, *READING, REPORT)),
    Growth(
        "kept files", many_files, (10, 100, 500, 1000),
        (("status",), CHECKED, EXPORTED, ("evidence", "school-1", "-o", "e.zip", "--force")),
    ),
    Growth("requests put away", lambda n: journal(n, FEW), (10, 1000, 2000), (NOTED,), True),
)  # fmt: skip


def growth(place: Path, rounds: int) -> list[str]:
    """Print what each amount costs, the least of ``rounds``; gives what grows too fast in each."""
    faults = []
    for each in GROWTH:
        states = [each.state(amount) for amount in each.amounts]
        homes = _homes(place, each, states, turn=0)
        for words in each.commands:
            turns = []
            for turn in range(rounds):
                if each.once and turn:
                    homes = _homes(place, each, states, turn=turn)
                turns.append([cpu(home, *words) for home in homes])
            least = [min(seconds) for seconds in zip(*turns, strict=True)]
            pairs = zip(each.amounts, least, strict=True)
            told = ", ".join(f"{n:,}: {seconds:.2f} s" for n, seconds in pairs)
            print(f"sferum {' '.join(words[:2])}, {each.what}: {told}", flush=True)
            if all(map(grows_too_fast, turns)):
                faults.append(f"sferum {' '.join(words[:2])} grows too fast with {each.what}")
            if words == CALENDAR and all(turn[-1] > LONGEST * turn[0] for turn in turns):
                faults.append(f"calendar takes {least[-1]:.2f} s with {each.what}")
        shutil.rmtree(place)
        place.mkdir()
    return faults


def _homes(place: Path, each: Growth, states: Sequence[State], *, turn: int) -> list[Path]:
    """A home for each of ``states``, made anew for each ``turn``."""
    homes = [place / f"{each.what}-{amount}-{turn}" for amount in each.amounts]
    for home, state in zip(homes, states, strict=True):
        settle(home, state)
    return homes


def grows_too_fast(seconds: Sequence[float]) -> bool:
    """Whether the last amount, twice the one before, costs more than two and a half times that.

    The first of ``seconds`` is what a command takes in any case, and is not counted.
    """
    start, half, whole = seconds[0], seconds[-2], seconds[-1]
    return whole - start > TOO_FAST * max(half - start, TOO_LITTLE)


def line(name: str, rows: list[list[float]]) -> str:
    """One row of the table: medians in milliseconds, and the ratios to the first home."""
    columns = list(zip(*rows, strict=True))
    times = " | ".join(f"{statistics.median(column) * 1000:.0f}" for column in columns)
    ratios = []
    for column in columns[1:]:
        each = sorted(big / small for small, big in zip(columns[0], column, strict=True))
        low, high = each[len(each) // 4], each[-1 - len(each) // 4]
        ratios.append(f"{statistics.median(each):.2f} ({low:.2f} to {high:.2f})")
    return f"| `{name}` | {times} | {' | '.join(ratios)} |"


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    if rounds > 3:
        main(rounds)
    with tempfile.TemporaryDirectory() as place:
        faults = growth(Path(place), min(rounds, 3))
    raise SystemExit("\n".join(faults) or None)
