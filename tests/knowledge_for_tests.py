"""The shipped calendar and rules, and small ways to say a day and a rule."""

from __future__ import annotations

from datetime import date
from typing import Any

from sferum_cli.core.deadlines import Rule
from sferum_cli.core.knowledge import Bilingual
from sferum_cli.core.lint import Shelf
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.deadlines import all_rules, texts_of, work_calendar
from sferum_cli.shelf.letters import kind_ids
from sferum_cli.shelf.plan import plan_rows, questions

CALENDAR = work_calendar()
RULES = all_rules()
# Kinds that a step asks for and that are being written; a step names nothing else.
LETTERS_TO_COME = {"refusal", "answer-applicant"}


# What a person may add, a table each; {id} is free.
CONTACT = """
[[contact]]
id = "{id}"
kind = "email"
value = "office@example.org"
title.ru = "Канцелярия"
title.en = "The office"
source = "article-2025-06"
trust = "unconfirmed"
checked = 2026-11-20
"""
FACT = """
[[fact]]
id = "{id}"
text.ru = "Меню называется иначе."
text.en = "The menu has another name."
sources = ["article-2025-06"]
trust = "unconfirmed"
checked = 2026-11-20
"""
RULE = """
[[rule]]
id = "deletion-handled"
basis = "done"
amount = 7
unit = "calendar_day"
sources = ["article-2025-06"]
binding = false
title = { ru = "Срок", en = "Term" }
due = { ru = "должны удалить", en = "must have deleted" }
norm = { ru = "по опыту", en = "by experience" }
"""
YEAR = """
[[year]]
year = 2026
source = "calendar-2026"
confirmed = true
[[year.day]]
date = 2026-11-24
name = { ru = "праздник области", en = "a regional holiday" }
"""


def d(text: str) -> date:
    return date.fromisoformat(text)


def in_force(rule_id: str, day: date) -> Rule:
    """The text that a shipped rule had on that day: a worked date stays right when it changes."""
    texts = texts_of((rule_id,))
    return next(r for r in texts if (r.valid_from or day) <= day <= (r.valid_to or day))


def rule(**values: Any) -> Rule:
    """A rule of ten working days from receipt that rolls, changed by ``values``."""
    words = Bilingual("по-русски", "in English")
    base: dict[str, Any] = {
        "id": "made-up", "title": words, "duty": words, "due": words, "norm": words, "starts": ("received",),
        "amount": 10, "unit": "working_day", "roll": "next_working_day",
        "sources": (),
    }  # fmt: skip
    return Rule(**(base | values))


def shipped() -> Shelf:
    """All the knowledge that ships and refers to each other."""
    return Shelf(
        knowledge.sources(), knowledge.facts(), knowledge.contacts(), RULES,
        {path_id: knowledge.path(path_id) for path_id in knowledge.path_ids()},
        questions(), plan_rows(), {*kind_ids(), *LETTERS_TO_COME},
    )  # fmt: skip
