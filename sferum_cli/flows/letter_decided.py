"""Everything that is to be decided about a letter: by the command, by answers, by the person."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from sferum_cli.core.codes import CHANNELS, FORMATS, Channel, LetterFormat, one_of
from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import ROLES
from sferum_cli.core.letter_guards import (
    insist_on_age,
    insist_on_late,
    insist_on_person,
    insist_on_request,
    insist_on_situation,
)
from sferum_cli.core.letter_kinds import LetterKind
from sferum_cli.core.letters import Letter
from sferum_cli.flows.cases import known_case, whose
from sferum_cli.flows.inputs import read_code
from sferum_cli.flows.kinds import all_kinds
from sferum_cli.flows.known_people import known_person
from sferum_cli.flows.letter import check_answers, insist_on_answers
from sferum_cli.flows.letter_check import composed
from sferum_cli.flows.letter_choices import NEW, NONE, Settled, kinds_now
from sferum_cli.flows.letter_draft import Drafting
from sferum_cli.flows.letter_facts import situation_of
from sferum_cli.flows.letter_forms import DeclinedName
from sferum_cli.flows.letter_interview import interview
from sferum_cli.flows.letter_lines import doubted, letter_values
from sferum_cli.flows.letter_person import band_of
from sferum_cli.flows.letter_questions import LetterPicture, picture_of
from sferum_cli.flows.overview import outlook_of
from sferum_cli.flows.session import Session
from sferum_cli.render.blocks import Text
from sferum_cli.render.letter_view import mail_warning
from sferum_cli.shelf.letters import letter_kind
from sferum_cli.storage.archive import find_request
from sferum_cli.text import language


@frozen
class Decided:
    """A letter ready to be written, from what was known (``seen``) and what was ``said``."""

    kind: LetterKind
    letter: Letter
    format_name: LetterFormat
    channel: Channel
    doubts: tuple[DeclinedName, ...]
    seen: LetterPicture
    said: Mapping[str, str]

    @property
    def request_id(self) -> str | None:
        """The request that it belongs to, where that is open already."""
        return self.seen.request.id if self.seen.request else None

    @property
    def opens_one(self) -> bool:
        """Whether a request is to be opened: not for a reminder, nor where none is wanted."""
        wanted = self.seen.values.get("request", NEW) != NONE
        return self.seen.request is None and wanted and not self.kind.reminder


def settled_by(
    session: Session, kind: str | None, *, request: str | None, person: str | None,
    given: Mapping[str, str], format_name: str | None, channel: str | None,
) -> Settled:  # fmt: skip
    """What the command settles, checked before anybody is asked.

    Raises NotFound, and BadUsage for an unknown answer, one that does not fit, a kind that is not
    for the request, a reminder where nothing is late.
    """
    settled = {"kind": kind, "request": request, "format": format_name, "channel": channel}
    answers = check_answers(given, letter_kind(kind) if kind else None, session.today)
    answers |= {name: value for name, value in settled.items() if value is not None}
    read_code("--format", answers.get("format"), FORMATS)
    there = find_request(session.folder, request) if request else None
    alias = known_person(session.folder, person).alias if person else ""
    alias = alias or (there.person if there else "")
    if kind and (there or alias):
        wanted, band = letter_kind(kind), band_of(session, there, alias)
        told = there.role if there else known_case(session.folder, alias, session.today).role
        role = one_of(ROLES, answers.get("role")) or told
        others = partial(kinds_now, session, there, band)
        if there:
            insist_on_request(wanted, there, others)
            insist_on_late(wanted, there, outlook_of(there, today=session.today).obligations)
        insist_on_person(wanted, role, others)
        insist_on_age(wanted, answers, role, band, session.today, all_kinds)
    channels = letter_kind(kind).channels if kind else CHANNELS
    read_code("--channel", answers.get("channel") or None, channels)
    return Settled(alias, answers)


def decide(session: Session, start: Settled, drafting: Drafting) -> Decided | None:
    """The letter that ``start`` and the person's answers make; None where they leave it for later.

    Raises BadUsage, Interrupted, NotFound.
    """
    told = interview(session, start, drafting)
    if not told.now:
        drafting.keep_now(told.seen, told.said)
        return None
    return _decided(session, told.seen, told.said)


def decide_alone(session: Session, start: Settled) -> Decided:
    """The letter that ``start`` makes where nobody can be asked.

    Raises BadUsage, NotFound, and NeedsAnswer that names what is missing, or for whom it may be.
    """
    start = Settled(start.alias, {"request": NEW, **start.given})
    seen = picture_of(session, start, {})
    kind = seen.decided
    values = letter_values(seen)
    insist_on_situation(kind, situation_of(seen.facts, values), seen.role, all_kinds)
    _insist_on_age(session, seen)
    if not seen.alias and seen.request is None:
        whose(session, None)
    insist_on_answers(kind, values, seen.facts)
    decided = _decided(session, seen, {})
    email = values.get("applicant.email", "")
    if kind.body != "company" and email and not kind.sending.answers_to(email):
        session.show([Text(kind.sending.foreign_zone.pick(language()), "warn")])
    if decided.format_name == "eml":
        session.show(mail_warning(kind))
    return decided


def _decided(session: Session, seen: LetterPicture, said: Mapping[str, str]) -> Decided:
    kind = seen.decided
    _insist_on_age(session, seen)
    channel = one_of(kind.channels, seen.values.get("channel")) or kind.channels[0]
    form = one_of(FORMATS, seen.values.get("format")) or FORMATS[0]
    return Decided(
        kind, composed(session, seen), form, channel,
        tuple(each for each in doubted(seen) if each.doubt), seen, said,
    )  # fmt: skip


def _insist_on_age(session: Session, seen: LetterPicture) -> None:
    band = band_of(session, seen.request, seen.alias)
    insist_on_age(seen.decided, letter_values(seen), seen.role, band, session.today, all_kinds)
