"""The terms of a request as lists of sentences, each day and each doubt said once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sferum_cli.core.calendar import still_counts
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.outlook import Outlook
from sferum_cli.render.blocks import Items
from sferum_cli.render.obligations import (
    doubted_once,
    earliest_words,
    is_earliest,
    obligation_words,
)
from sferum_cli.text import capital, t


def term_lists(
    item: Outlook, today: date, said: str, title: str, *, live: bool = False,
    first: Sequence[str] = (), drawn: bool = False,
) -> list[Items]:  # fmt: skip
    """The terms of the newest round under ``title``, with ``live`` those that still wait.

    ``first`` stands above them; what is ``said`` or ``drawn`` already is left out. Where several
    days are only the earliest there can be, one head says so for all of them.
    """
    rows = [
        (o, row)
        for o in _terms(item, today, live=live)
        if not (drawn and still_counts(o))
        if (row := term_row(o, item, today)).casefold() not in said.casefold()
    ]
    early = [o for o, _ in rows if is_earliest(o)]
    shared = len(early) > 1
    single = [row for o, row in rows if not (shared and is_earliest(o))]
    listed = (*first, *doubted_once(single, said))
    found = [Items(listed, title)] if listed else []
    if shared:
        words = tuple(capital(earliest_words(o, item.request)) for o in early)
        (head,) = doubted_once([t("status.dates.earliest", lacks=t("term.lacks.arrival"))], said)
        found.append(Items(words, head))
    return found


def term_row(o: Obligation, item: Outlook, today: date) -> str:
    """An obligation as a sentence."""
    return capital(obligation_words(o, item.request, today))


def _terms(item: Outlook, today: date, *, live: bool) -> list[Obligation]:
    """A day by which nobody had to do anything is not spoken of once it is over."""
    newest = item.request.round.number
    return [
        o for o in item.obligations
        if (o.round == newest or o.live) and (o.live or not live)
        if not (o.owed_by == "nobody" and o.due < today)
    ]  # fmt: skip
