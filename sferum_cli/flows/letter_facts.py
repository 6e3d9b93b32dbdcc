"""What a letter knows before anybody is asked: the record, the situation, the institution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sferum_cli.core.cases import OLD_OWNERSHIP, one_of
from sferum_cli.core.codes import (
    INSTITUTIONS,
    PUBLIC,
    SITUATIONS,
    Addressee,
    InstitutionKind,
)
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.letter_kinds import BLANK, Body, LetterKind
from sferum_cli.core.letter_record import (
    Known,
    Record,
    Standing,
    accused_in,
    record_of,
    with_answers,
)
from sferum_cli.core.requests import Request
from sferum_cli.flows.status import look
from sferum_cli.shelf.institutions import words_of
from sferum_cli.shelf.letters import form
from sferum_cli.storage.archive import find_request

_BODIES: Mapping[str, Body] = {
    "institution": "school", "operator": "company", "authority": "state",
}  # fmt: skip
_DIARIES = ("school", "college")  # kindergartens and universities keep no electronic diary
_TO: Mapping[str, Addressee] = {"company": "operator", "school": "institution"}


@frozen
class Facts:
    """The requests of a letter, the first application first; none where it stands alone."""

    request: Request | None = None
    chain: tuple[Standing, ...] = ()


NOTHING_KNOWN = Facts()


def facts_of(folder: Path, request_id: str | None, *, today: date) -> Facts:
    """The request with its obligations and those it grew out of. Raises NotFound."""
    if request_id is None:
        return Facts()
    request = find_request(folder, request_id)
    chain: list[Standing] = []
    seen: set[str] = set()
    step: Request | None = request
    while step is not None and step.id not in seen:
        seen.add(step.id)
        chain.insert(0, (step, look(step, today=today).obligations))
        parent = find_request(folder, step.parent) if step.parent else None
        step = parent if parent is not None and parent.person == request.person else None
    return Facts(request, tuple(chain))


def record_for(kind: LetterKind, facts: Facts, answers: Mapping[str, str]) -> dict[str, Known]:
    """The record that a letter of ``kind`` may speak of: a complaint is no proof of itself."""
    chain: Sequence[Standing] = facts.chain
    if kind.reminder:
        chain = chain[-1:]
    elif chain and chain[-1][0].addressee not in ("institution", "operator"):
        chain = chain[:-1]
    return with_answers(record_of(chain), answers)


def situation_values(
    kind: LetterKind, facts: Facts, answers: Mapping[str, str], record: Record
) -> dict[str, str]:
    """``answers`` and ``record`` as values, with what follows from them (``is.*``, ``cites.*``)."""
    request = facts.request
    values = dict(answers) | {name: known.text for name, known in record.items()}
    told = answers.get("situation") or (request.why_asked if request else None)
    values["situation"] = told if told in SITUATIONS else _usual(kind)
    role = answers.get("role") or (request.role if request else None)
    role = role or (kind.roles[0] if len(kind.roles) == 1 else "")
    acting = answers.get("applicant.acting_as") or (request.case.acting_as if request else "") or ""
    ownership = answers.get("institution.ownership") or answers.get("school.kind", "")
    ownership = OLD_OWNERSHIP.get(ownership, ownership)
    if not ownership and request:
        ownership = request.institution.ownership
    place = _kind_of_place(facts, answers)
    accused = accused_in(facts.chain)
    to = _TO.get(kind.body, "authority")
    if kind.reminder and request:
        to = request.addressee
    may_ward = "parent" in kind.roles and not kind.applies_itself and role in ("", "parent")
    signs = {
        "ward": may_ward and bool(values.get("child.surname")),
        "employee": role == "teacher",
        "employee_stays": kind.id == "teacher-stays" and values["situation"] == "not_in",
        "guardian": acting == "guardian",
        "adoptive": acting == "adoptive_parent",
        "public": ownership in PUBLIC,
        "diary": place in _DIARIES,
        "feminine": words_of(place).feminine,
        "posted": values.get("main.way") == "posted",
        "argument_code": answers.get("refusal.argument", "") in form().cites,
        f"to_{to}": True,
        f"accused_{accused}": True,
        values["situation"]: True,
    }
    values |= {f"is.{name}": "yes" for name, sign in signs.items() if sign}
    own_words = record.get("main.sent", Known("", "answer:")).basis.startswith("answer:")
    unsettled = {
        "is.ward": may_ward,
        "is.employee": role == "" and "teacher" in kind.roles,
        "main.sent": own_words,
        "main.refused": own_words,
    }
    values |= {f"maybe.{name}": "yes" for name, sign in unsettled.items() if sign}
    argument = values.get("refusal.argument", "").casefold()
    for code, words in form().cites.items():
        if argument == code or any(word.casefold() in argument for word in words):
            values[f"cites.{code}"] = "yes"
    if "applicant.id_document" in kind.fields:
        values.setdefault("applicant.id_document", BLANK)
    values["institution.kind"] = place
    return values


def known_for(
    kind: LetterKind, answers: Mapping[str, str], facts: Facts
) -> tuple[dict[str, str], dict[str, Known]]:
    """All that a letter of ``kind`` knows, as values, and what the record's part rests on."""
    record = record_for(kind, facts, answers)
    return situation_values(kind, facts, answers, record), record


def addressed(kind: LetterKind, facts: Facts) -> LetterKind:
    """``kind`` for the addressee of the request: a reminder goes where the letter went."""
    if not kind.reminder or facts.request is None:
        return kind
    return replace(kind, body=_BODIES.get(facts.request.addressee, kind.body))


def _usual(kind: LetterKind) -> str:
    """The situation where nobody told it."""
    return "listed" if not kind.situations or "listed" in kind.situations else ""


def _kind_of_place(facts: Facts, answers: Mapping[str, str]) -> InstitutionKind:
    told = one_of(INSTITUTIONS, answers.get("institution.kind"))
    return told or (facts.request.institution.kind if facts.request else "school")
