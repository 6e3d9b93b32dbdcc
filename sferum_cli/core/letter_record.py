"""What the record says for a letter: the application, its answer, its missed terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from sferum_cli.core.codes import SPOKEN, Addressee, Channel
from sferum_cli.core.events import Event, by_day
from sferum_cli.core.frozen import frozen
from sferum_cli.core.letter_copies import copy_sent
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.requests import Request
from sferum_cli.core.rounds import ON_ITS_WAY
from sferum_cli.core.rule_words import answers_in

Demand = Literal["withdraw", "stop", "access", "refusal", "other"]
_Way = Literal["posted", "mailed", "handed", "filed", "phone", "chat"]
# A way that nobody wrote down counts as by hand.
_WAYS: Mapping[Channel | None, _Way] = {
    None: "handed", "in_person": "handed", "post": "posted", "email": "mailed",
    "phone": "phone", "chat": "chat",
}  # fmt: skip
# What a kept letter asked for; a letter that was not kept is only known to be about the data.
_ASKED: Mapping[str, Demand] = {
    "school-parent": "withdraw",
    "student-14-17": "withdraw",
    "student-adult": "withdraw",
    "teacher-leaves": "withdraw",
    "teacher-stays": "withdraw",
    "operator": "withdraw",
    "access": "access",
    "operator-access": "access",
    "refusal": "refusal",
}
# The answers of a person that stand in for a record: an application sent without this program.
TOLD: Mapping[str, str] = {
    "main.sent": "request.date",
    "main.number": "request.number",
    "main.refused": "refusal.date",
    "earlier.sent": "request.date",
    "earlier.number": "request.number",
    "main.breach.operator-stop-processing": "request.due",
}


@frozen
class Grounded:
    """What a letter may say, and what it rests on: ``event:3``, ``answer:request.date``."""

    text: str
    basis: str


_EARLIER = ("earlier.sent", "earlier.number", "earlier.back")
Record = Mapping[str, Grounded]
LetterRequest = tuple[Request, Sequence[Obligation]]
"""A request with its obligations on the day of the letter."""


def record_of(chain: Sequence[LetterRequest]) -> dict[str, Grounded]:
    """What the requests of ``chain`` (the first application first) say, by name.

    ``main.*`` is the application itself, the last one that went to a school or an operator;
    ``rung.authority.*``, ``rung.roskomnadzor.*`` and so on are the complaints about it. Only a
    letter that was sent is spoken of; ``earlier.*`` is the application before that one. Days are
    DD.MM.YYYY.
    """
    found: dict[str, Grounded] = {}
    applications = [each for each in chain if each[0].addressee in ("institution", "operator")]
    for request, obligations in applications[:-1]:
        said = _said("earlier", (request, obligations))
        found |= {key: said[key] for key in _EARLIER if key in said}
    for pair in chain:
        request = pair[0]
        main = pair is applications[-1] if applications else pair is chain[0]
        if main or request.addressee not in ("institution", "operator"):
            found |= _said("main" if main else f"rung.{request.addressee}", pair)
    return found


def accused_in(chain: Sequence[LetterRequest]) -> Addressee:
    """Whom the letters of ``chain`` are about: the addressee of its last application."""
    found = [r.addressee for r, _ in chain if r.addressee in ("institution", "operator")]
    return found[-1] if found else "institution"


def with_answers(record: Record, answers: Mapping[str, str]) -> dict[str, Grounded]:
    """``record`` with what the person says of an application that the record does not know.

    What was recorded wins over what is said: two tales of one day make a false sentence.
    """
    found = dict(record)
    if "main.sent" in record:
        return found
    for key, name in TOLD.items():
        if answers.get(name):
            found.setdefault(key, Grounded(answers[name], f"answer:{name}"))
    if "main.sent" in found:
        found.setdefault("main.way", Grounded("handed", found["main.sent"].basis))
        found.setdefault("main.asked", Grounded("stop", found["main.sent"].basis))
    if "main.refused" in found and answers.get("refusal.number"):  # what has one is on paper
        found["main.paper"] = Grounded(found["main.refused"].text, "answer:refusal.number")
    if late := found.get("main.breach.operator-stop-processing"):
        found["main.breach"] = late
    return found


def _said(name: str, pair: LetterRequest) -> dict[str, Grounded]:
    request, obligations = pair
    copies = _copies(request)
    if not copies:
        return {}
    sent = copies[0]
    found = {
        "sent": _day(sent),
        "asked": Grounded(_asked(request, sent), f"event:{sent.id}"),
        "way": Grounded(_WAYS.get(sent.channel, "filed"), f"event:{sent.id}"),
    }
    if (copy := copy_sent(request, sent)) and (pages := copy.number("pages")):
        found["sheets"] = Grounded(str(pages), f"event:{copy.id}")
    found |= _ways_on(request, copies)
    if request.number and (numbered := request.round.registered):
        found["number"] = Grounded(request.number, f"event:{numbered.id}")
    if reminded := request.round.last("reminded"):
        found["reminded"] = _day(reminded)
    if back := request.last("reappeared"):
        found["back"] = _day(back)
    if forwarded := request.round.last("forwarded"):
        found["forwarded"] = _day(forwarded)
    for answer, result in answers_in(request.round):
        found["answered"] = _day(answer)
        if answer.channel != "phone":
            found["paper"] = _day(answer)
        if result in ("refused", "partly", "not_us"):
            found[result] = _day(answer)
        if result == "refused" and (number := answer.text("number")):
            found["refused.number"] = Grounded(number, f"event:{answer.id}")
    found |= _breaches(obligations)
    return {f"{name}.{key}": value for key, value in found.items()}


def _copies(request: Request) -> tuple[Event, ...]:
    """What was sent in the newest round, by day: letters, or what was said where none was."""
    sent = sorted(request.round.all("sent"), key=by_day)
    return tuple(e for e in sent if e.channel not in SPOKEN) or tuple(sent)


def _ways_on(request: Request, copies: Sequence[Event]) -> dict[str, Grounded]:
    """What became of ``copies`` before an answer, each thing that has a day of its own.

    That it was received on the day it was handed over goes without saying; of what was on its way
    nothing does.
    """
    here, sent = request.round, copies[0]
    found = {
        "desk": _first(here.all("refused_at_desk")),
        "again": _first(e for e in copies if e.date != sent.date),
        "returned": _first(here.all("returned")),
    }
    said = [] if sent.channel in ON_ITS_WAY else [sent.date]
    marks = (("received", _first(here.all("received"))), ("registered", here.registered))
    for key, mark in marks:
        if mark and mark.date not in said:
            found[key] = mark
            said.append(mark.date)
    return {key: _day(event) for key, event in found.items() if event}


def _first(events: Iterable[Event]) -> Event | None:
    return min(events, key=by_day, default=None)


def _breaches(obligations: Sequence[Obligation]) -> dict[str, Grounded]:
    """The missed terms of the other side in the newest round, by rule."""
    found: dict[str, Grounded] = {}
    newest = max((o.round for o in obligations), default=1)
    for each in obligations:
        late = each.state in ("breached", "met_late")
        if each.owed_by != "them" or not late or each.round != newest:
            continue
        basis = f"obligation:{each.request}/{each.rule.id}:{each.state}"
        key = "breach" if each.state == "breached" else "late"
        found.setdefault(f"{key}.{each.rule.id}", Grounded(_text(each.due), basis))
        found.setdefault(f"{key}.{each.rule.id}.days", Grounded(str(each.days_late), basis))
        if each.state == "breached":
            found.setdefault("breach", Grounded(_text(each.due), basis))
    return found


def _asked(request: Request, sent: Event) -> Demand:
    copy = copy_sent(request, sent)
    name = sent.text("letter") or (copy.text("letter") if copy else "")
    if _ASKED.get(name) == "withdraw" and request.why_asked in ("never_consented", "not_in"):
        return "stop"
    return _ASKED.get(name, "stop")


def _day(event: Event) -> Grounded:
    return Grounded(_text(event.date), f"event:{event.id}")


def _text(when: date) -> str:
    return f"{when:%d.%m.%Y}"
