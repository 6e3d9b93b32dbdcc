"""What was recorded wins over what is said of it."""

from __future__ import annotations

from sferum_cli.core.letter_record import TOLD, Grounded, record_of, with_answers

SAID = {"request.date": "01.10.2026", "request.number": "77", "refusal.date": "09.10.2026"}


def test_what_the_record_knows_is_not_told_anew() -> None:
    record = {"main.sent": Grounded("05.10.2026", "event:2")}
    assert with_answers(record, SAID) == record


def test_an_application_sent_without_the_program_is_told_with_its_answers() -> None:
    found = with_answers({}, SAID)
    for name, answer in TOLD.items():
        if answer in SAID:
            assert found[name] == Grounded(SAID[answer], f"answer:{answer}")
    assert (found["main.way"].text, found["main.asked"].text) == ("handed", "stop")


def test_a_missed_day_is_a_breach_only_where_it_was_told() -> None:
    assert "main.breach" not in with_answers({}, SAID)
    late = with_answers({}, {**SAID, "request.due": "11.10.2026"})["main.breach"]
    assert late == Grounded("11.10.2026", "answer:request.due")


def test_a_refusal_with_a_number_is_on_paper() -> None:
    assert with_answers({}, SAID).keys().isdisjoint({"main.paper"})
    told = with_answers({}, {**SAID, "refusal.number": "12"})
    assert told["main.paper"] == Grounded("09.10.2026", "answer:refusal.number")


def test_nothing_is_known_of_nothing() -> None:
    assert record_of(()) == {}
    assert with_answers({}, {}) == {}
