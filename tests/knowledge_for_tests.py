"""The shipped calendar and rules, and small ways to say a day and a rule."""

from __future__ import annotations

from datetime import date
from typing import Any

from sferum_cli.core.deadlines import Rule
from sferum_cli.core.knowledge import Bilingual
from sferum_cli.shelf.deadlines import all_rules, work_calendar

CALENDAR = work_calendar()
RULES = all_rules()


def d(text: str) -> date:
    return date.fromisoformat(text)


def rule(**values: Any) -> Rule:
    """A rule of ten working days from receipt that rolls, changed by ``values``."""
    words = Bilingual("по-русски", "in English")
    base: dict[str, Any] = {
        "id": "made-up", "title": words, "duty": words, "due": words, "norm": words, "starts": ("received",),
        "amount": 10, "unit": "working_day", "roll": "next_working_day",
        "sources": (),
    }  # fmt: skip
    return Rule(**(base | values))
