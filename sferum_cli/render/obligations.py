"""Who owes what by when, as a sentence with a subject."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from sferum_cli.core.events import Event
from sferum_cli.core.notices import without_effect
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.requests import Request
from sferum_cli.text import day, has, language, plural, t

_LACKS = ("received", "registered", "classified", "calendar", "arrival")


def whom(request: Request) -> str:
    """The other side of ``request`` as the key of its words: ``who.school`` and the like."""
    if request.addressee == "institution":
        return f"who.{request.institution.kind}"
    return f"who.{request.addressee}"


def obligation_words(o: Obligation, request: Request, today: date) -> str:
    """The obligation as one sentence: who has to do what by when, and how that stands."""
    lang = language()
    days = abs((o.due - today).days)
    values: dict[str, object] = {
        "who": t(whom(request)),
        "must": t(f"{whom(request)}.must"),
        "was": t(f"{whom(request)}.was"),
        "duty": o.rule.duty.pick(lang),
        "due": o.rule.due.pick(lang),
        "date": day(o.due),
        "days": plural(days, "count.day"),
        "gone": plural(days, "gone.day"),
        "late": plural(o.days_late, "count.day"),
        "met": day(o.met.date) if o.met else "",
        "how": t(how_met(o, request)),
        "lacks": t(f"term.lacks.{'arrival' if is_earliest(o) else o.lacks or 'calendar'}"),
    }
    return t(_key(o, today), **values)


def how_met(o: Obligation, request: Request) -> str:
    """The key of how it was met: an answer, a refusal too, does nothing but answer.

    What they say they did is done once the person has seen it.
    """
    if o.met and o.met.type == "forwarded" and "forwarded" not in o.rule.met_by:
        return "term.how.forwarded"
    if o.met is None or o.met.type != "answered":
        return "term.how.done"
    if "answered" in o.rule.met_by:
        return "term.how.answered"
    seen = request.success or request.outcome == "verified_done"
    return "term.how.done" if seen else "term.how.claimed"


def is_earliest(o: Obligation) -> bool:
    """Whether the day of ``o`` is only the earliest there can be."""
    return o.certainty == "not_before" and o.state in ("open", "breached")


def earliest_words(o: Obligation, request: Request) -> str:
    """Such an obligation in a list whose head says that its days are the earliest."""
    must, duty = t(f"{whom(request)}.must"), o.rule.duty.pick(language())
    return t("term.them.earliest", must=must, duty=duty, date=day(o.due))


def _key(o: Obligation, today: date) -> str:
    if o.deadline.paused_now and o.state == "open":
        return "term.paused"
    match o.state:
        case "met":
            return "term.met_about" if o.lacks else "term.met"
        case "met_late":
            return "term.met_late"
        case "void":
            return "term.void_about" if o.lacks else "term.void"
        case "open" | "breached":
            when = "past" if today > o.due else "today" if today == o.due else "ahead"
            if is_earliest(o):
                return "term.them.not_before"
            if o.lacks and when == "past" and o.owed_by == "them":
                return "term.them.past_unknown"
            key = f"term.{o.owed_by}.{when}"
            about = f"{key}_about"
            return about if o.certainty == "estimate" and has(about) else key
        case _:
            assert_never(o.state)


def term_words(o: Obligation, request: Request, today: date) -> str:
    """The same, and behind it what was agreed beside the term."""
    words = obligation_words(o, request, today)
    agreed = t("term.agreed", date=day(o.agreed)) if o.agreed and o.live else ""
    return f"{words}; {agreed}" if agreed else words


def idle_lines(item: Outlook, told: Sequence[Event] | None = None) -> tuple[str, ...]:
    """Each notice of an extension (of those ``told``) without effect, or on a term, and why."""
    return tuple(
        t(
            f"idle.{'term' if idle.of else 'all'}",
            date=day(until) if (until := idle.notice.day("until")) else "",
            why=t(f"idle.{idle.fault}"),
            duty=idle.of.rule.duty.pick(language()) if idle.of else "",
        )
        for idle in without_effect(item.request, item.obligations)
        if told is None or idle.notice in told
    )


def doubted_once(rows: Sequence[str], said: str = "") -> tuple[str, ...]:
    """``rows`` of terms with what is not recorded told in the first of them only.

    Where ``said`` tells it, none of them does.
    """
    found = []
    for row in rows:
        words = row
        for lacks in (t(f"term.lacks.{name}") for name in _LACKS):
            if lacks.casefold() in said.casefold():
                for aside in (f": {lacks}", f", {lacks}", f" ({lacks})"):
                    words = words.replace(aside, "")
        found.append(words)
        said = f"{said}\n{row}"
    return tuple(found)
