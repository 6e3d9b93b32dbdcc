"""Whatever a person writes is looked at for danger before anything else is done with it."""

from __future__ import annotations

from functools import cache
from typing import Any

from sferum_cli.core.danger import Danger, Stop, find_danger
from sferum_cli.flows.session import Session
from sferum_cli.render.danger_view import stop_page, stop_shape
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.danger import danger_rules
from sferum_cli.text import language
from sferum_cli.text.keyboard import other_layout


def danger_heard(said: str) -> Stop | None:
    """The danger in the person's words, typed in either layout; None where there is none.

    Raises DamagedFile.
    """
    danger = _danger_in(said)
    if danger is None:
        return None
    (contact,) = knowledge.contacts_of((danger.contact,))
    return Stop(danger, contact)


@cache  # what is written down is looked at before and after
def _danger_in(said: str) -> Danger | None:
    rules = danger_rules()
    danger = find_danger(said, rules)
    if danger is None and said.isascii():
        danger = find_danger(other_layout(said.lower()), rules)
    return danger


def answer_danger(session: Session, said: str) -> Stop | None:
    """Show the stop screen where ``said`` tells of a danger; gives what was heard."""
    stop = danger_heard(said)
    if stop:
        session.show(stop_page(stop, language()))
    return stop


def danger_told(*said: str) -> dict[str, Any] | None:
    """The first danger in what was said, for programs; None where there is none."""
    stops = (danger_heard(each) for each in said if each)
    stop = next((stop for stop in stops if stop), None)
    return stop_shape(stop, language()) if stop else None
