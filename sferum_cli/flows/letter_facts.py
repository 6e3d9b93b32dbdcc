"""What a letter knows before anybody is asked: the record, the situation, the institution."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sferum_cli.core.cases import OLD_OWNERSHIP, Case, Institution
from sferum_cli.core.codes import (
    ACTING,
    INSTITUTIONS,
    PUBLIC,
    SITUATIONS,
    SPOKEN,
    Addressee,
    InstitutionKind,
    Situation,
    one_of,
)
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.letter_kinds import BLANK, AddresseeKind, LetterKind
from sferum_cli.core.letter_record import (
    TOLD,
    Grounded,
    LetterRequest,
    Record,
    accused_in,
    record_of,
    with_answers,
)
from sferum_cli.core.requests import Request
from sferum_cli.flows.cases import known_case
from sferum_cli.flows.overview import outlook_of
from sferum_cli.shelf.institutions import USUAL, institution_words, institutions
from sferum_cli.shelf.letters import form
from sferum_cli.storage.archive import find_request

_BODIES: Mapping[str, AddresseeKind] = {
    "institution": "school", "operator": "company", "authority": "state",
}  # fmt: skip
_TO: Mapping[str, Addressee] = {"company": "operator", "school": "institution"}


@frozen
class LetterFacts:
    """The case of a letter, and its requests, the first application first, if it has any."""

    case: Case = Case()
    request: Request | None = None
    chain: tuple[LetterRequest, ...] = ()

    @property
    def institution(self) -> Institution:
        """What the request says, else the case."""
        return self.request.institution if self.request else self.case.institution


NOTHING_KNOWN = LetterFacts()


def letter_facts(folder: Path, request_id: str | None, alias: str, *, today: date) -> LetterFacts:
    """The request with its obligations and those it grew out of, or the case of ``alias`` alone.

    Raises NotFound.
    """
    if request_id is None:
        return LetterFacts(known_case(folder, alias, today))
    request = find_request(folder, request_id)
    chain: list[LetterRequest] = []
    seen: set[str] = set()
    step: Request | None = request
    while step is not None and step.id not in seen:
        seen.add(step.id)
        chain.insert(0, (step, outlook_of(step, today=today).obligations))
        parent = find_request(folder, step.parent) if step.parent else None
        step = parent if parent is not None and parent.person == request.person else None
    return LetterFacts(request.case, request, tuple(chain))


def record_for(
    kind: LetterKind, facts: LetterFacts, answers: Mapping[str, str]
) -> dict[str, Grounded]:
    """The record that a letter of ``kind`` may speak of: a complaint is no proof of itself."""
    chain: Sequence[LetterRequest] = facts.chain
    if kind.reminder:
        chain = chain[-1:]
    elif chain and chain[-1][0].addressee not in ("institution", "operator"):
        chain = chain[:-1]
    return with_answers(record_of(chain), answers)


def situation_values(
    kind: LetterKind, facts: LetterFacts, answers: Mapping[str, str], record: Record
) -> dict[str, str]:
    """``answers`` and ``record`` as values, with what follows from them (``is.*``, ``cites.*``)."""
    request = facts.request
    values = dict(answers) | {name: known.text for name, known in record.items()}
    if number := values.get("main.refused.number"):
        values["refusal.number"] = number
    values["situation"] = situation_of(facts, answers) or _usual(kind)
    told = request.role if request else facts.case.role
    role = one_of(kind.roles, answers.get("role") or told)
    role = kind.roles[0] if len(kind.roles) == 1 else role
    acting = one_of(ACTING, answers.get("applicant.acting_as")) or facts.case.acting_as
    ownership = answers.get("institution.ownership") or answers.get("school.kind", "")
    ownership = OLD_OWNERSHIP.get(ownership, ownership)
    if not ownership:
        told_by_name = institutions().ownership_of_name(answers.get("school.name", ""))
        ownership = facts.institution.ownership
        ownership = told_by_name or "" if ownership == "unknown" else ownership
    place = _kind_of_place(facts, answers)
    accused = accused_in(facts.chain)
    to = _TO.get(kind.body, "authority")
    if kind.reminder and request:
        to = request.addressee
    own_words = record.get("main.sent", Grounded("", "answer:")).basis.startswith("answer:")
    may_ward = "parent" in kind.roles and not kind.applies_itself and role in (None, "parent")
    signs = {
        "ward": may_ward and bool(values.get("child.surname")),
        "employee": role == "teacher",
        "employee_stays": kind.id == "teacher-stays" and values["situation"] == "not_in",
        "guardian": acting == "guardian",
        "adoptive": acting == "adoptive_parent",
        "public": ownership in PUBLIC,
        "registered": ownership in PUBLIC and any(c.id == "register" for c in kind.clauses()),
        "diary": institution_words(place).diary,
        "feminine": institution_words(place).feminine,
        "contested": values["situation"] == "refused" or kind.body == "state",
        "own_words": own_words,  # an earlier application is known by the answers alone
        "back": values["situation"] == "re_added" or {"main.back", "earlier.back"} & {*record},
        "posted": values.get("main.way") == "posted",
        "on_its_way": values.get("main.way") in ("posted", "mailed"),
        "spoken": values.get("main.way") in SPOKEN,
        "argument_code": answers.get("refusal.argument", "") in form().cites,
        f"to_{to}": True,
        f"accused_{accused}": True,
        values["situation"]: True,
    }
    values |= {f"is.{name}": "yes" for name, sign in signs.items() if sign}
    values |= {"applicant.acting_as": acting} if acting else {}  # told once, for the case
    unsettled = {
        "is.ward": may_ward,
        "is.employee": role is None and "teacher" in kind.roles,
        **dict.fromkeys((*TOLD, "main.breach"), own_words),
        "main.refused": own_words and values["situation"] != "silent",
    }
    values |= {f"maybe.{name}": "yes" for name, sign in unsettled.items() if sign}
    argument = values.get("refusal.argument", "").casefold()
    for code, words in form().cites.items():
        if argument == code or any(word.casefold() in argument for word in words):
            values[f"cites.{code}"] = "yes"
    if "applicant.id_document" in kind.fields:
        values.setdefault("applicant.id_document", BLANK)
    values["institution.kind"] = place
    for name in ("child.class", "applicant.class"):
        if given := values.get(name):
            values[name] = _without_its_word(given, place)
    return values


def _without_its_word(given: str, place: InstitutionKind) -> str:
    """A class or group without that word at either end: the letter says it itself."""
    word = institution_words(place).word("group", "nom", "ru") or ""
    return re.sub(rf"^{word}\s+|\s+{word}$", "", given, flags=re.IGNORECASE) if word else given


def situation_of(facts: LetterFacts, answers: Mapping[str, str]) -> Situation | None:
    """The situation as it was told, for this letter, the request or the case."""
    request = facts.request
    if told := answers.get("situation"):
        return one_of(SITUATIONS, told)
    return request.why_asked if request else facts.case.situation


def known_for(
    kind: LetterKind, answers: Mapping[str, str], facts: LetterFacts
) -> tuple[dict[str, str], dict[str, Grounded]]:
    """All that a letter of ``kind`` knows, as values, and what the record's part rests on."""
    record = record_for(kind, facts, answers)
    return situation_values(kind, facts, answers, record), record


def addressed(kind: LetterKind, facts: LetterFacts) -> LetterKind:
    """``kind`` for the addressee of the request: a reminder goes where the letter went."""
    if not kind.reminder or facts.request is None:
        return kind
    return replace(kind, body=_BODIES.get(facts.request.addressee, kind.body))


def _usual(kind: LetterKind) -> str:
    """The situation where nobody told it."""
    return "listed" if not kind.situations or "listed" in kind.situations else ""


def _kind_of_place(facts: LetterFacts, answers: Mapping[str, str]) -> InstitutionKind:
    """As told; else as its official name has it, since a case begins as one of a school."""
    if told := one_of(INSTITUTIONS, answers.get("institution.kind")):
        return told
    known = facts.institution.kind
    if known != USUAL:
        return known
    return institutions().kind_of_name(answers.get("school.name", "")) or known
