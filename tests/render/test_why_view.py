"""The calculation of a date: each thing that moved it has a row of its own."""

from __future__ import annotations

from collections.abc import Mapping

from core.test_next_action import HANDED_IN, NUMBERED, after, day
from knowledge_for_tests import CALENDAR, rule
from misses import over

from sferum_cli import text
from sferum_cli.core.deadlines import Extension, Rule, Term
from sferum_cli.core.events import Value
from sferum_cli.core.ledger import ledger
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.state import State, requests_of
from sferum_cli.flows.overview import rules_for
from sferum_cli.render.plain import paint_plain
from sferum_cli.render.why_view import calculation
from sferum_cli.text import en, ru

WRITTEN: Mapping[str, Value] = {"written": "yes", "reason": "x"}


def page(state: State, today: int, rules: list[Rule] | None = None, name: str = "") -> str:
    """The calculation of one obligation, in the language that is on, as one line."""
    (request,) = requests_of(state)
    found = ledger(request, rules or rules_for(request), CALENDAR, today=day(today))
    (o, *_) = [each for each in found if each.rule.id == name or not name]
    return shown(o, state, today)


def shown(o: Obligation, state: State, today: int) -> str:
    (request,) = requests_of(state)
    return " ".join(paint_plain(calculation(o, request, CALENDAR, day(today)), width=None).split())


STOP = "operator-stop-processing"
CASES: list[tuple[str, State, int, list[Rule] | None, str]] = [
    ("why.extended", after(f"{HANDED_IN} extended~20+5", **WRITTEN), 9, None, STOP),
    ("why.too_long", after(f"{HANDED_IN} extended~60+5", **WRITTEN), 9, None, STOP),
    (
        "why.no_extension",
        after(f"{HANDED_IN} extended~60+5", rule="consent-withdrawal", **WRITTEN),
        9, None, "consent-withdrawal",
    ),
    ("why.posted", after("sent/post"), 9, None, STOP),
    ("why.not_before", after("sent/post"), 9, None, STOP),
    ("why.missed", after(NUMBERED, "authority"), 50, None, "court-term"),
    ("why.no_calendar", after("sent/in_person received+400"), 401, None, STOP),
    ("why.paused_now", after(f"{HANDED_IN} info_requested+5"), 9, [rule(pause_on_needs_input=True)], ""),
    ("why.paused", after(f"{HANDED_IN} info_requested+5 info_sent+7"), 9, [rule(pause_on_needs_input=True)], ""),
    ("term.paused", after(f"{HANDED_IN} info_requested+5"), 9, [rule(pause_on_needs_input=True)], ""),
    ("term.met_late", after(f"{HANDED_IN} answered+40"), 45, [rule(met_by=("answered",))], ""),
    ("why.row.answered", after(f"{HANDED_IN} answered+4"), 45, [rule(met_by=("answered",))], ""),
    ("why.row.met", after(f"{HANDED_IN} registered+4"), 45, [rule(met_by=("registered",))], ""),
    ("why.row.ended", after(f"{HANDED_IN} withdrawn+4"), 5, None, STOP),
    ("term.me.today", after(f"{NUMBERED} answered+10 classified:refused+10", "authority"), 100, None, "court-term"),
]  # fmt: skip


@over(CASES, ["ru", "en"])
def test_what_moved_a_date_is_told(
    key: str, state: State, today: int, rules: list[Rule] | None, name: str, lang: str
) -> None:
    text.use(lang)
    sentence = {"ru": ru.TEXT, "en": en.TEXT}[lang][key]
    told = page(state, today, rules, name)
    pieces = [piece.strip(" :,.;") for piece in text_between(sentence)]
    assert [piece for piece in pieces if piece.lower() not in told.lower()] == []


def text_between(sentence: str) -> list[str]:
    """What stands in a sentence between the places to fill."""
    return [piece.split("}")[-1] for piece in sentence.split("{") if piece.split("}")[-1].strip()]


def test_a_term_in_months_says_months() -> None:
    months = rule(
        amount=2, unit="month", extension=Extension(1, "month"), long_overdue_after=Term(1, "month")
    )
    told = page(after(HANDED_IN), 9, [months])
    assert "2 месяца" in told
    assert "1 месяц" in told


def test_a_year_whose_days_off_are_not_settled_is_said() -> None:
    year = min(CALENDAR.unconfirmed)
    start = (day(0).replace(year=year, month=12, day=1) - day(0)).days
    told = page(after(f"sent/in_person received+{start}"), start, None, STOP)
    assert str(year) in told
