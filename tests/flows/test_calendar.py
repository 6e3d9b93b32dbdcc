"""calendar as a person uses it: a file, again after a change, or straight into a pipe."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import vobject
from conftest import Bench, js

from sferum_cli.text import en, ru


@pytest.fixture
def waiting(bench: Bench) -> Bench:
    """A person who has handed in a letter and waits."""
    bench.folder.mkdir(mode=0o755)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent", "--date", "20.11.2026", "--channel", "in_person")
    bench.ok("log", "school-1", "received", "--date", "20.11.2026")
    return bench


def events(content: str) -> dict[str, Any]:
    return {e.uid.value: e for e in vobject.readOne(content).contents["vevent"]}


def test_the_days_are_written_where_the_person_stands(waiting: Bench) -> None:
    said = waiting.ok("calendar")
    file = waiting.folder / "sferum.ics"
    assert len(events(file.read_bytes().decode())) == 4
    assert str(file) in said
    assert "4 дня" in said
    assert "--force" in said


def test_only_the_owner_can_read_it_and_the_folder_stays_as_it_was(
    waiting: Bench, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    waiting.ok("calendar", "-o", str(shared / "days.ics"))
    assert (shared / "days.ics").stat().st_mode & 0o777 == 0o600
    assert shared.stat().st_mode & 0o777 == 0o755


def test_a_file_that_is_there_is_replaced_only_when_told(waiting: Bench) -> None:
    file = waiting.folder / "sferum.ics"
    file.write_text("mine")
    refused = waiting.run("calendar")
    assert refused.code == 2
    assert "--force" in refused.err
    assert file.read_text() == "mine"
    waiting.ok("calendar", "--force")
    assert events(file.read_bytes().decode())


def test_a_second_file_after_an_answer_strikes_the_days_out(waiting: Bench) -> None:
    before = events(waiting.ok("calendar", "-o", "-"))
    waiting.ok("log", "school-1", "answered", "--date", "23.11.2026", "--result", "refused")
    after = events(waiting.ok("calendar", "-o", "-"))
    assert set(after) == set(before)
    for uid, event in after.items():
        assert event.status.value == "CANCELLED"
        assert int(event.sequence.value) > int(before[uid].sequence.value)


def test_a_dash_gives_the_file_and_nothing_else(waiting: Bench) -> None:
    content = waiting.ok("calendar", "-o", "-")
    assert content.startswith("BEGIN:VCALENDAR\r\n")
    assert content.endswith("END:VCALENDAR\r\n")
    assert not (waiting.folder / "-").exists()


def test_json_lists_the_days_and_the_file(waiting: Bench) -> None:
    told = json.loads(waiting.ok("calendar", "--json"))
    assert told["file"] == str(waiting.folder / "sferum.ics")
    assert [day["date"] for day in told["dates"]] == [
        "2026-12-04",
        "2026-12-07",
        "2026-12-21",
        "2026-12-22",
    ]
    assert json.loads(waiting.ok("calendar", "--json", "-o", "-"))["file"] is None


def test_without_a_day_there_is_no_file_and_no_error(bench: Bench) -> None:
    assert "пока нет" in bench.ok("calendar")
    assert not (bench.folder / "sferum.ics").exists()
    piped = bench.run("calendar", "-o", "-")
    assert (piped.code, piped.out) == (0, "")
    assert "пока нет" in piped.err


def test_a_calendar_written_again_says_what_was_struck_out(sent: Bench) -> None:
    sent.ok("log", "school-1", "received")
    sent.ok("calendar", "-o", "days.ics")
    sent.ok("log", "school-1", "withdrawn")
    told = sent.ok("calendar", "-o", "days.ics", "--force")
    assert "days.ics" in told
    assert "если эти дни уже есть в вашем календаре" in told


def test_a_day_of_somebody_begins_with_their_alias(bench: Bench) -> None:
    bench.ok("people", "add", "masha", "--acting-as", "parent", "--no-input")
    bench.ok("unlink", "school", "--person", "masha", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent")
    assert "SUMMARY:masha: " in bench.ok("calendar", "-o", "-")
    told = bench.ok("calendar", "-o", "days.ics")
    assert "только короткие, как вы назвали людей здесь: masha." in told
    assert "Имён в нём нет" not in told
    assert "here: masha." in bench.ok("calendar", "-o", "days.ics", "--force", "--lang", "en")


def test_a_file_without_aliases_is_said_to_hold_no_names(waiting: Bench) -> None:
    assert "Имён в нём нет." in waiting.ok("calendar", "-o", "days.ics")
    assert "no names." in waiting.ok("calendar", "-o", "days.ics", "--force", "--lang", "en")


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_it_is_said_when_an_own_term_rings(bench: Bench, lang: str) -> None:
    bench.lang, table = lang, {"ru": ru.TEXT, "en": en.TEXT}[lang]
    told = table["calendar.how.own"].format(days="30, 14, 7, 3, 1")
    bench.ok("unlink", "authority", "--role", "parent", "--no-input")
    bench.ok("log", "authority-1", "sent", "--channel", "portal")
    assert told not in " ".join(bench.ok("calendar").split())
    bench.ok("log", "authority-1", "answered", "--result", "refused")
    assert told in " ".join(bench.ok("calendar", "--force").split())


class Phone:
    """A calendar that takes every file: of each day it keeps the entry of the higher number."""

    def __init__(self) -> None:
        self.days: dict[str, dict[str, Any]] = {}

    def takes(self, days: list[dict[str, Any]]) -> None:
        assert len({each["uid"] for each in days}) == len(days)
        for each in days:
            if each["sequence"] >= self.days.get(each["uid"], each)["sequence"]:
                self.days[each["uid"]] = each

    @property
    def shown(self) -> dict[str, str]:
        return {uid: each["date"] for uid, each in self.days.items() if not each["cancelled"]}


DEEDS = (
    ("log", "school-1", "sent", "--channel", "post"), ("log", "school-1", "received"),
    ("log", "school-1", "registered", "--number", "7"), ("log", "school-1", "answered"),
    ("log", "school-1", "classified", "--result", "refused"), ("escalate", "school-1"),
    ("log", "authority-1", "sent", "--channel", "in_person"), ("undo", "--again"),
    ("log", "school-1", "reminded"), ("unlink", "operator", "--role", "parent", "--no-input"),
    ("log", "operator-1", "sent", "--channel", "site"), ("log", "operator-1", "registered"),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_after_each_file_a_phone_shows_the_days_that_stand_whatever_was_restored(
    seed: int, bench: Bench
) -> None:
    random, phone, restored = Random(seed), Phone(), 0
    bench.ok("unlink", "school", "--role", "parent", "--ownership", "municipal", "--no-input")
    for _ in range(14):
        bench.today += timedelta(days=random.randrange(3))
        if random.random() < 0.25:
            copies = len(js(bench, "data", "restore")["backups"])
            number = str(random.randrange(1, copies + 1))
            restored += bench.run("data", "restore", number, "--yes").code == 0
        else:
            bench.run(*random.choice(DEEDS), "--no-input")
        days = js(bench, "calendar", "-o", "-")["dates"]
        phone.takes(days)
        assert phone.shown == {e["uid"]: e["date"] for e in days if not e["cancelled"]}
    assert restored
