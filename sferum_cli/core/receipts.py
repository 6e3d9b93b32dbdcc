"""A letter whose receipt nobody proved: when to find out about it, when to send it once more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sferum_cli.core.obligations import Obligation
from sferum_cli.core.requests import Request
from sferum_cli.core.rounds import ON_ITS_WAY

TRACK_DAYS, COPY_DAYS = 10, 20  # after sending: find out whether it arrived; another copy


def days_to_chase(
    request: Request, obligations: Iterable[Obligation], today: date
) -> tuple[date, date] | None:
    """The day to find out whether the letter arrived, and that to send another copy.

    None where its receipt is proved, or no term waits for it. What was handed in or sent through a
    page has arrived: of that the proof is asked for only when the first of these days has come.
    """
    round_ = request.round
    copies = round_.written if request.status == "sent" else ()
    if not copies or round_.received or round_.last("info_sent"):
        return None
    last = max(each.date for each in copies)
    track, again = last + timedelta(days=TRACK_DAYS), last + timedelta(days=COPY_DAYS)
    if all(each.channel in ON_ITS_WAY for each in copies):
        return track, again
    waits = any(o.lacks == "received" and o.live for o in obligations)
    return (track, again) if waits and today >= track else None


def went_by_post(request: Request) -> bool:
    """Whether a copy that did not come back has a tracking number to look up."""
    return any(each.channel == "post" for each in request.round.copies)
