"""What a volunteer would say now: the play that fits a request and what has just happened."""

from __future__ import annotations

from sferum_cli.core.events import Event
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.playbook import Play, moments_of, plays_for
from sferum_cli.shelf.playbook import plays


def play_for(item: Outlook, event: Event | None = None) -> Play | None:
    """The most telling play for ``item``, after ``event`` where one was just written down."""
    request = item.request
    if not request.open and event is None:
        return None
    sent = request.round.last("sent")
    kind = event.type if event else ""
    if event and kind == "received" and event.text("number"):
        kind = "registered"  # who has the number need not ask for it
    moments = moments_of(
        event=kind,
        result=event.text("result") or event.text("reason") if event else "",
        status=request.status,
        timing=item.timing or "",
        channel=sent.text("channel") if sent else "",
        situation=request.why_asked or "",
    )
    place = request.institution.kind
    found = plays_for(plays(institution=place), moments, role=request.role, institution=place)
    return found[0] if found else None
