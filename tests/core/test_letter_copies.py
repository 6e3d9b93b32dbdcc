"""What went out is the letter that was kept last before; a reminder is a letter of its own."""

from __future__ import annotations

from datetime import date

from sferum_cli.core.events import Event
from sferum_cli.core.letter_copies import (
    copy_sent,
    keeps_letter,
    kept_letters,
    reminder_to_send,
)
from sferum_cli.core.requests import Request

DAY = date(2026, 10, 1)


def event(number: int, kind: str, **data: str) -> Event:
    return Event(number, "", kind, "school-1", DAY, number, data)


def draft(number: int, letter: str) -> Event:
    kind = "drafted" if number == 1 else "attached"
    return event(number, kind, letter=letter, file=f"school-1-letter-{number}.pdf")


STORY = (
    draft(1, "access"), draft(2, "school-parent"), event(3, "sent", letter="school-parent"),
    draft(4, "school-parent"), draft(5, "reminder"), event(6, "reminded"),
)  # fmt: skip
REQUEST = Request("school-1", events=STORY)


def test_the_copy_kept_last_is_the_one_that_went_out() -> None:
    assert copy_sent(REQUEST, STORY[2]) == STORY[1]


def test_what_is_about_to_be_sent_is_the_newest_letter_that_reminds_of_nothing() -> None:
    assert copy_sent(REQUEST, event(0, "sent")) == STORY[3]


def test_a_reminder_goes_out_when_it_is_said() -> None:
    assert copy_sent(REQUEST, STORY[5]) == STORY[4]


def test_a_letter_that_was_named_is_that_one() -> None:
    assert copy_sent(REQUEST, event(7, "sent", letter="access")) == STORY[0]


def test_nothing_that_was_not_kept_went_out() -> None:
    assert copy_sent(Request("school-1", events=(event(1, "sent"),)), event(1, "sent")) is None


def test_a_proof_of_sending_is_no_letter() -> None:
    proof = event(3, "sent", letter="school-parent", file="receipt.png")
    assert not keeps_letter(proof)
    assert kept_letters(Request("school-1", events=(STORY[0], proof))) == (STORY[0],)


def test_a_reminder_is_to_be_sent_from_its_writing_until_it_went_out_or_a_new_round_began() -> None:
    assert reminder_to_send(Request("school-1", events=STORY[:4])) is None, "none is written"
    assert reminder_to_send(Request("school-1", events=STORY[:5])) == STORY[4]
    assert reminder_to_send(REQUEST) is None
    again = Request("school-1", events=(*STORY[:5], event(6, "sent")))
    assert reminder_to_send(again) is None, "it was about the letter before"
