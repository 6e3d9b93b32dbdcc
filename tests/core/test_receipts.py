"""When a letter whose receipt nobody proved is asked about, and when it is sent once more."""

from __future__ import annotations

from datetime import date

from misses import over

from core.test_next_action import after, day, first
from sferum_cli.core.receipts import days_to_chase, went_by_post


def chased(line: str, today: int, path: str = "school") -> tuple[date, date] | None:
    item = first(after(line, path), today)
    return days_to_chase(item.request, item.obligations, day(today))


@over(
    [
        ("sent/post", 0, (10, 20)),
        ("sent/email", 3, (10, 20)),
        ("sent/post copy/post+12", 12, (22, 32)),
        ("sent/in_person", 9, None),  # it has arrived; the proof of it can wait
        ("sent/in_person", 10, (10, 20)),
        ("sent/phone", 30, None),  # no term waits for it
        ("sent/post received+3", 30, None),
        ("sent/post info_requested+1 info_sent+2", 30, None),
        ("drafted", 30, None),
    ]
)
def test_the_last_copy_counts_and_a_proof_ends_it(
    line: str, today: int, expected: tuple[int, int] | None
) -> None:
    found = chased(line, today)
    assert found == (None if expected is None else (day(expected[0]), day(expected[1])))


def test_a_tracking_number_has_what_went_by_post() -> None:
    assert went_by_post(first(after("sent/in_person copy/post+1"), 2).request)
    assert not went_by_post(first(after("sent/email"), 2).request)
