"""The closed codes: each said once, each with a row or words of its own."""

from __future__ import annotations

import re
from typing import get_args

from misses import over

from sferum_cli.core import codes
from sferum_cli.core.deadlines import Timing
from sferum_cli.core.event_table import EVENTS

CLOSED = {name: get_args(value) for name, value in vars(codes).items() if get_args(value)}


@over(CLOSED)
def test_a_code_is_one_plain_english_word_and_said_once(name: str) -> None:
    assert len(set(CLOSED[name])) == len(CLOSED[name])
    assert [code for code in CLOSED[name] if not re.fullmatch("[a-z0-9_-]+", code)] == []


def test_every_type_of_event_has_its_row_and_every_row_its_type() -> None:
    assert set(codes.EVENT_TYPES) == set(EVENTS)


def test_an_institution_of_the_public_hand_is_never_private_or_unknown() -> None:
    assert set(codes.OWNERSHIPS) - set(codes.PUBLIC) == {"private", "unknown"}


def test_the_age_and_the_timing_stand_in_the_order_in_which_they_come() -> None:
    assert codes.AGES == ("under-14", "14-17", "adult")
    late = get_args(Timing)
    assert late.index("running") < late.index("due_soon") < late.index("due_today")
    assert late.index("due_today") < late.index("overdue") < late.index("long_overdue")
