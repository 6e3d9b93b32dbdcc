"""Who owes what is a sentence whoever it is: each addressee and each kind of institution."""

from __future__ import annotations

from typing import get_args

from core.test_next_action import after, day
from knowledge_for_tests import CALENDAR, rule
from misses import over

from sferum_cli import text
from sferum_cli.core.cases import Case, Institution
from sferum_cli.core.codes import INSTITUTIONS, Addressee
from sferum_cli.core.frozen import replace
from sferum_cli.core.ledger import ledger
from sferum_cli.core.requests import Request
from sferum_cli.core.state import requests_of
from sferum_cli.render.obligations import doubted_once, obligation_words, whom
from sferum_cli.text import en, ru

(ASKED,) = requests_of(after("sent/in_person received+1"))
WHOM = [
    *(replace(ASKED, addressee=each) for each in get_args(Addressee)),
    *(replace(ASKED, case=Case(institution=Institution(kind))) for kind in INSTITUTIONS),
]


@over(WHOM, [("ru", ru.TEXT), ("en", en.TEXT)])
def test_the_one_who_owes_is_the_subject(
    request_: Request, lang: str, table: dict[str, str]
) -> None:
    text.use(lang)
    for today, form in ((5, "must"), (40, "was")):
        (o,) = ledger(request_, [rule()], CALENDAR, today=day(today))
        said = obligation_words(o, request_, day(today))
        assert "{" not in said
        assert table[f"{whom(request_)}.{form}"] in said


@over(["ru", "en"], ["received", "registered", "classified", "calendar"])
def test_what_is_not_recorded_is_said_by_the_first_row_alone(lang: str, name: str) -> None:
    text.use(lang)
    lacks = text.t(f"term.lacks.{name}")
    rows = [f"A: {lacks}", f"B: {lacks}; C", f"D, {lacks}", "E"]
    assert doubted_once(rows) == (rows[0], "B; C", "D", "E")
    assert doubted_once(rows, lacks.capitalize()) == ("A", "B; C", "D", "E")
