"""The dates of one request as a drawing for a page: months, what happened, today, a bar a term.

Places are in percent of the width, so that words keep their size on a phone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sferum_cli.core.calendar import still_counts
from sferum_cli.core.events import Event
from sferum_cli.core.frozen import frozen
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.outlook import Outlook
from sferum_cli.render.html import safe
from sferum_cli.render.obligations import doubted_once, term_words
from sferum_cli.render.timeline import is_drawn, month_starts
from sferum_cli.text import capital, day, day_month, month_name, t

EDGE = 2.0  # percent of the width left free on each side
MONTH_APART = 16.0  # percent between the names of two months, at least


@frozen
class _Span:
    """Days laid over a width of a hundred percent."""

    first: date
    last: date

    def place(self, when: date) -> float:
        days = (self.last - self.first).days or 1
        return round(EDGE + (when - self.first).days * (100 - 2 * EDGE) / days, 2)


def drawing(item: Outlook, today: date) -> str:
    """What happened up to ``today`` and the terms of ``item`` that still run, as a figure.

    An empty text where nothing happened at all.
    """
    terms = [o for o in item.obligations if still_counts(o)]
    events = [event for event in item.request.events if is_drawn(event)]
    events = events or [*item.request.events[:1]]
    if not terms and not events:
        return ""
    days = [today, *(e.date for e in events)]
    days += [when for o in terms for when in (o.deadline.start, o.due)]
    span = _Span(min(days), max(days))
    words = doubted_once([capital(term_words(o, item.request, today)) for o in terms])
    rows = "".join(_term(span, o, said, today) for o, said in zip(terms, words, strict=True))
    listed = f"<ul>{rows}</ul>" if rows else ""
    return f"<figure>{_axis(span, events, today)}{listed}</figure>"


def _axis(span: _Span, events: Sequence[Event], today: date) -> str:
    said = t("report.page.axis", first=day(span.first), last=day(span.last), today=day(today))
    parts = [
        *(f'<text x="{at}%" y="13">{safe(name)}</text>' for at, name in _months(span, today)),
        f'<line class="axis" x1="{EDGE}%" x2="{100 - EDGE}%" y1="28" y2="28"/>',
        *(f'<circle class="event" cx="{span.place(e.date)}%" cy="28" r="5"/>' for e in events),
        _today(span, today, 18, 44),
        _today_words(span, today),
    ]
    return f'<svg role="img" aria-label="{safe(said)}" height="62">{"".join(parts)}</svg>'


def _months(span: _Span, today: date) -> Iterator[tuple[float, str]]:
    """The name of each month where it begins, as far as there is room; the year if another."""
    starts = list(month_starts(span.first, span.last))
    end = 100.0
    named = []
    for start in reversed(starts):  # the first, of which only the last days show, gives way
        at = span.place(start)
        if end - at >= MONTH_APART:
            year = "" if start.year == today.year else f" {start.year}"
            named.append((at, f"{month_name(start)}{year}"))
            end = at
    yield from reversed(named)


def _today(span: _Span, today: date, top: int, bottom: int) -> str:
    at = span.place(today)
    return f'<line class="today" x1="{at}%" x2="{at}%" y1="{top}" y2="{bottom}"/>'


def _today_words(span: _Span, today: date) -> str:
    """The word for today under its line, on the side where there is room."""
    at = span.place(today)
    side = "start" if at < 50 else "end"
    words = safe(t("timeline.today", date=day_month(today)))
    return f'<text class="label" x="{at}%" y="59" text-anchor="{side}">{words}</text>'


def _term(span: _Span, o: Obligation, said: str, today: date) -> str:
    """One term: its sentence, and under it a bar of what has passed and what is left."""
    told = safe(said)
    late = ' class="late"' if o.state == "breached" else ""
    start, end, now = (span.place(when) for when in (o.deadline.start, o.due, today))
    passed = min(max(now, start), end)
    parts = [_bar("passed", start, passed), _bar("left", passed, end)]
    if now > end:
        parts.append(f'<line class="over" x1="{end}%" x2="{now}%" y1="9" y2="9"/>')
    bars = "".join([*parts, _today(span, today, 0, 18)])
    return f'<li><span{late}>{told}</span><svg aria-hidden="true" height="18">{bars}</svg></li>'


def _bar(kind: str, start: float, end: float) -> str:
    if end <= start:
        return ""
    width = round(end - start, 2)
    return f'<rect class="{kind}" x="{start}%" y="4" width="{width}%" height="10" rx="3"/>'
