"""The drawing of one request: every mark where its day is, at any width of the terminal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journal import happened, opened, outlooks

from sferum_cli.core.calendar import still_counts
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.state import New, State, record
from sferum_cli.render.blocks import Drawing
from sferum_cli.render.timeline import AXIS, EVENT, LEFT, PASSED, TODAY, timeline

TODAY_IS = date(2026, 12, 12)
RECEIVED = happened(opened(), "sent", "received")


def drawn(state: State, today: date = TODAY_IS, width: int = 78) -> Drawing:
    drawing = timeline(outlooks(state, today=today)[0], today, width)
    assert drawing is not None
    return drawing


def axis(drawing: Drawing) -> str:
    return next(line for line in drawing.lines if AXIS in line)


def bars(drawing: Drawing) -> list[str]:
    return [line for line in drawing.lines if PASSED in line or LEFT in line]


def test_the_whole_drawing_of_a_letter_that_was_received() -> None:
    assert drawn(RECEIVED, width=60).lines == (
        "ноябрь   декабрь",
        "●─●───────────────────────────┃─────────────────────────────",
        "                              └ сегодня, 12 декабря",
        "● отправлено 26 ноября, получено другой стороной 27 ноября",
        "  ███████████████████████████ ┃",
        "Школа должна была прекратить обработку персональных данных",
        "  до 11 декабря 2026: прошёл 1 день",
        "  █████████████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░",
        "Школа должна прекратить обработку и уничтожить ненужные",
        "  данные до 28 декабря 2026: ещё 16 дней",
    )


def test_forty_columns_hold_it_too() -> None:
    drawing = drawn(RECEIVED, width=40)
    assert max(map(len, drawing.lines)) == 40
    assert len(bars(drawing)) == 2
    assert "11 декабря" in "\n".join(drawing.lines)


def test_sentences_say_the_terms_and_leave_what_happened_to_the_history() -> None:
    assert drawn(RECEIVED).sentences == (
        "Сегодня 12 декабря 2026.",
        "Школа должна была прекратить обработку персональных данных до 11 декабря 2026: прошёл 1 день.",
        "Школа должна прекратить обработку и уничтожить ненужные данные до 28 декабря 2026: ещё 16 дней.",
    )


def test_a_second_copy_is_called_one() -> None:
    state = happened(opened(), "sent")
    state = record(state, [New("sent", "school-1", TODAY_IS, {"copy": True})], at="")[0]
    drawing = drawn(state)
    assert "отправлен ещё один экземпляр 12 декабря" in " ".join(drawing.lines)


def test_before_the_last_day_something_is_left_and_on_it_nothing() -> None:
    assert LEFT in bars(drawn(RECEIVED, date(2026, 12, 10)))[0]
    assert LEFT not in bars(drawn(RECEIVED, date(2026, 12, 11)))[0]


def test_a_date_that_is_an_estimate_says_so() -> None:
    drawing = drawn(happened(opened(), "sent"), date(2026, 11, 27))
    assert any("примерно до 10 декабря" in line for line in drawing.lines)
    assert any("примерно до 10 декабря 2026" in line for line in drawing.sentences)


def test_a_day_of_another_year_is_told_with_its_year() -> None:
    drawing = drawn(RECEIVED, date(2027, 1, 11))
    assert any("11 декабря 2026" in line for line in drawing.lines)


@pytest.mark.parametrize(
    "steps", [(), ("drafted",), ("sent", "answered:refused"), ("sent", "withdrawn")]
)
def test_where_no_term_runs_there_is_nothing_to_draw(steps: tuple[str, ...]) -> None:
    item = outlooks(happened(opened(), *steps))[0]
    assert timeline(item, TODAY_IS, 78) is None


def test_after_a_verified_result_the_term_of_the_data_is_still_drawn() -> None:
    state = happened(opened("gosuslugi"), "done_by_user", "verified:yes")
    assert len(bars(drawn(state, date(2026, 12, 1)))) == 1


days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
spans = st.integers(0, 900)


@st.composite
def items(draw: st.DrawFn) -> tuple[Outlook, date]:
    """A request sent, received, perhaps extended, looked at on any day after it was sent."""
    path = draw(st.sampled_from(["school", "operator", "gosuslugi", "delete", "roskomnadzor"]))
    sent = draw(days)
    received = sent + timedelta(days=draw(st.integers(0, 60)))
    until = received + timedelta(days=draw(spans))
    state, name = opened(path), f"{path}-1"
    if path in ("gosuslugi", "delete"):
        told = [New("done_by_user", name, sent)]
    else:
        told = [
            New("sent", name, sent),
            New("received", name, received),
            New("extended", name, received, {"until": until, "written": "yes"}),
        ]
    state = record(state, told[: draw(st.integers(1, 3))], at="")[0]
    today = sent + timedelta(days=draw(spans))
    return outlooks(state, today=today)[0], today


@given(items(), st.integers(30, 80))
def test_no_line_is_wider_than_the_terminal(made: tuple[Outlook, date], width: int) -> None:
    item, today = made
    drawing = timeline(item, today, width)
    assert drawing is not None
    assert max(map(len, drawing.lines)) <= width
    assert all(line == line.rstrip() and line.strip() for line in drawing.lines)


@given(items(), st.integers(30, 80))
def test_today_is_marked_once_and_its_word_stands_by_it(
    made: tuple[Outlook, date], width: int
) -> None:
    item, today = made
    drawing = timeline(item, today, width)
    assert drawing is not None
    line = axis(drawing)
    assert len(line) == width
    assert line.count(TODAY) == 1
    under = next(words for words in drawing.lines if "└" in words or "┘" in words)
    assert under[line.index(TODAY)] in "└┘"
    assert "сегодня" in under


@given(items(), st.integers(30, 80))
def test_each_term_has_one_bar_that_ends_where_its_day_is(
    made: tuple[Outlook, date], width: int
) -> None:
    item, today = made
    drawing = timeline(item, today, width)
    assert drawing is not None
    found = bars(drawing)
    clocks = [o.deadline for o in item.obligations if still_counts(o)]
    assert len(found) == len(clocks)
    for bar, deadline in zip(found, clocks, strict=True):
        assert (LEFT in bar) <= (today < deadline.due)
        assert (bar[-1] == TODAY) <= (today > deadline.due)
    # Columns keep the order of the days: a later last day never ends further left.
    ends = [len(bar.rstrip(TODAY + " ")) for bar in found]
    assert ends == sorted(ends)
    assert EVENT in "".join(drawing.lines)
