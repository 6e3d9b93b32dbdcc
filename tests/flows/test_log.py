"""What happened is written down, or refused with what can be."""

from __future__ import annotations

import json

import pytest
from conftest import Bench, error, handed_in, js


def test_an_event_out_of_turn_is_refused_with_what_can_be(bench: Bench) -> None:
    handed_in(bench)
    told = error(bench, "log", "school-1", "verified", "--result", "yes")
    assert told["code"] == 2
    assert "answered" in told["hint"]
    assert len(js(bench, "status")["requests"][0]["events"]) == 3


def test_an_answer_with_its_result_is_recorded_as_two_events_and_undone_as_one(
    bench: Bench,
) -> None:
    handed_in(bench)
    told = json.loads(bench.ok("log", "school-1", "answered", "--result", "refused", "--json"))[
        "request"
    ]
    assert [event["type"] for event in told["events"]][-2:] == ["answered", "classified"]
    assert (told["status"], told["outcome"]) == ("closed", "refused")
    bench.ok("undo")
    assert js(bench, "status")["requests"][0]["status"] == "accepted"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["sent", "--date", "2030-01-01"], 2),
        (["sent", "--date", "31.02.2026"], 2),
        (["sent", "--date", "завтра"], 2),
        (["received"], 2),
        (["sent", "--result", "done"], 2),
        (["note"], 4),
        (["danced"], 3),
        (["planned"], 3),
        (["undone"], 3),
        (["sent", "--attach", "nowhere.pdf"], 3),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)  # fmt: skip
def test_what_cannot_be_recorded_is_refused_and_nothing_is_lost(
    bench: Bench, words: list[str], code: int
) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    before = (bench.folder / "state.toml").read_bytes()
    assert bench.run("log", "school-1", *words).code == code
    assert (bench.folder / "state.toml").read_bytes() == before


def test_a_proof_is_kept_under_a_neutral_name_with_its_hash(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    (bench.folder / "Заявление Ивановой.PDF").write_bytes(b"scan")
    bench.ok("log", "school-1", "sent", "--attach", "Заявление Ивановой.PDF")
    event = js(bench, "status")["requests"][0]["events"][-1]
    assert (bench.folder / "attachments" / event["file"]).read_bytes() == b"scan"
    assert event["file"].endswith(".pdf")
    assert "Иванов" not in (bench.folder / "state.toml").read_text(encoding="utf-8")


def test_a_proof_of_an_event_without_a_place_for_it_is_attached_beside(bench: Bench) -> None:
    handed_in(bench)
    (bench.folder / "x.png").write_bytes(b"scan")
    bench.ok(
        "log",
        "school-1",
        "extended",
        "--until",
        "2026-12-18",
        "--written",
        "yes",
        "--attach",
        "x.png",
    )
    types = [event["type"] for event in js(bench, "status")["requests"][0]["events"]]
    assert types[-2:] == ["extended", "attached"]


def test_an_agreed_day_may_be_given_as_the_day_itself(sent: Bench) -> None:
    sent.ok("log", "school-1", "agreed", "--date", "20.12.2026")
    assert js(sent, "status")["requests"][0]["events"][-1]["until"] == "2026-12-20"


def test_a_day_of_another_century_is_refused(sent: Bench) -> None:
    assert sent.run("log", "school-1", "received", "--date", "26.11.1926").code == 2


def test_a_look_that_found_nothing_changed_cannot_close_what_is_closed(sent: Bench) -> None:
    sent.ok("log", "school-1", "answered", "--result", "done")
    sent.ok("log", "school-1", "verified", "--result", "yes")
    outcome = sent.run("log", "school-1", "verified", "--result", "no")
    assert (outcome.code, "reappeared" in outcome.err) == (2, True)
