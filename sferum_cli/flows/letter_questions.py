"""What is asked for a letter, as data: every question in its order, from what is known so far."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import zip_longest

from sferum_cli.core.codes import FORMATS, one_of
from sferum_cli.core.fields import Field
from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import ROLES, Role
from sferum_cli.core.letter_kinds import LetterKind
from sferum_cli.core.requests import Request
from sferum_cli.errors import NeedsAnswer
from sferum_cli.flows.kinds import all_kinds
from sferum_cli.flows.letter import check_answer
from sferum_cli.flows.letter_children import (
    ANOTHER,
    another_questions,
    children_of,
    further_children,
    kept_children,
    with_children,
)
from sferum_cli.flows.letter_choices import (
    NEW,
    NONE,
    LetterQuestion,
    Settled,
    decided_kind,
    in_situation,
    possible_kinds,
    request_rows,
    role_among,
)
from sferum_cli.flows.letter_facts import (
    LetterFacts,
    addressed,
    known_for,
    letter_facts,
)
from sferum_cli.flows.letter_forms import is_blank, people_of
from sferum_cli.flows.letter_person import letter_answers
from sferum_cli.flows.session import Session
from sferum_cli.render.names import needs_sex
from sferum_cli.shelf.declension import name_overrides
from sferum_cli.shelf.fields import answer_fields, known_field
from sferum_cli.shelf.institutions import institutions
from sferum_cli.storage.archive import find_request
from sferum_cli.text import language, t

FORMAT = "format"  # only to be changed: a PDF is right for nearly everybody
# Answered like the rest, no letter prints them.
DECISIONS = ("request", "kind", "channel", FORMAT, *ANOTHER)
_OF_STUDENTS = {"applicant.birth_date", "applicant.class"}
_ALWAYS_CHOSEN = {
    "applicant.acting_as", "applicant.answer_by", "institution.kind", "institution.ownership",
    "proof.posting", "proof.delivery",
}  # fmt: skip
_GUARDIANS = ("parent", "guardian", "adoptive_parent")
_PAGES = ("case", "applicant", "parent", "child", "place", "body", "sending")
_PAGE_OF = {
    "applicant": "applicant", "parent": "parent", "child": "child", "school": "place",
    "institution": "place", "authority": "body", "prosecutor": "body", "labour": "body",
}  # fmt: skip


@frozen
class LetterPicture:
    """All that is known of a letter so far, and every question about it, answered or not.

    ``kind`` is None while it is not decided. ``asked`` are the questions that nothing answers
    beforehand; the others are there to be changed.
    """

    kind: LetterKind | None
    request: Request | None
    alias: str
    role: Role | None
    facts: LetterFacts
    values: Mapping[str, str]
    questions: tuple[LetterQuestion, ...]
    asked: tuple[LetterQuestion, ...]

    @property
    def decided(self) -> LetterKind:
        """The kind of the letter. Raises NeedsAnswer while nothing decides it."""
        if self.kind is None:
            raise NeedsAnswer("error.kind_needed", known=tuple(each.id for each in all_kinds()))
        return self.kind


def picture_of(session: Session, start: Settled, said: Mapping[str, str]) -> LetterPicture:
    """What ``start`` and the answers ``said`` make of the letter. Raises NotFound, DamagedFile."""
    told = {**start.given, **said}
    name = told.get("request", "")
    request = find_request(session.folder, name) if name not in ("", NEW, NONE) else None
    alias = start.alias or (request.person if request else "")
    facts = letter_facts(
        session.folder, request.id if request else None, alias, today=session.today
    )
    kinds = possible_kinds(session, start, request)
    first: list[LetterQuestion] = []
    if "request" not in start.given and (rows := request_rows(session, start, kinds)):
        first.append(LetterQuestion("request", "case", choices=rows))
    told_role = request.role if request else facts.case.role
    role = role_among(kinds, one_of(ROLES, start.given.get("role")) or told_role, first, said)
    kinds = tuple(each for each in kinds if not role or role in each.roles)
    kinds = in_situation(kinds, facts, start, said, first)
    kind = decided_kind(session, kinds, alias, said, first)
    if kind is None:
        return LetterPicture(None, request, alias, role, facts, told, tuple(first), tuple(first))
    kind = addressed(kind, facts)
    kept = letter_answers(session.folder, alias, kind)
    told_before = {*kept, *start.given}
    same_letter = kind.reminder or "child.surname" not in start.given
    takes = same_letter and "child2.surname" not in start.given and "child.surname" in kind.fields
    people = request.people if request and takes else ()
    same = children_of(session.folder, people, alias, start.given)
    told_before |= {*same}
    kept |= {**same, **kept_children(session.folder, {**same, **told})}
    known = {name: check_answer(name, value, session.today) for name, value in kept.items()}
    known |= start.given
    values = with_children({**known, **said} | ({"role": role} if role else {}))
    another = tuple(another_questions(session.folder, alias, values))
    questions = (*first, *sorted(_of_the_letter(kind, values, facts, another), key=_page))
    used = {each.name for each in questions} | {*DECISIONS, "role"}
    stale = [name for name in said if name not in used and not name.startswith("correct.")]
    values = {name: value for name, value in values.items() if name not in stale or name in known}
    settled = {*known, FORMAT, *(q.name for q in another if f"{q.page}.surname" in told_before)}
    lacking = {each.name for each in questions if each.needed and known.get(each.name) == ""}
    asked = tuple(each for each in questions if each.name not in settled - lacking)
    return LetterPicture(kind, request, alias, role, facts, values, questions, asked)


def is_answered(question: LetterQuestion, said: Mapping[str, str]) -> bool:
    """Whether ``said`` has an answer to it that still fits."""
    answer = said.get(question.name)
    fits = not question.choices or answer in [key for key, _ in question.choices]
    return answer is not None and (fits or (answer == "" and not question.needed))


def _page(question: LetterQuestion) -> int:
    return _PAGES.index(question.page.rstrip("23456789"))


def _of_the_letter(
    kind: LetterKind, values: Mapping[str, str], facts: LetterFacts,
    another: Sequence[LetterQuestion],
) -> Iterator[LetterQuestion]:  # fmt: skip
    """What a letter of ``kind`` can use, answered or not, in the order of fields.toml."""
    known, _ = known_for(kind, values, facts)
    useful, needed = {*kind.of_use(known)}, kind.needed(known)
    useful |= {name for name in _of_the_place(kind, values, facts) if "school.name" in useful}
    role = one_of(ROLES, values.get("role"))
    if role == "parent" and not kind.applies_itself:
        useful -= _OF_STUDENTS
        useful |= set() if facts.case.acting_as else {"applicant.acting_as"}
    elif role in ("student", "teacher"):
        useful = {name for name in useful if not name.startswith("child.")}
        useful -= _OF_STUDENTS if role == "teacher" else set()
    for field in answer_fields().values():
        if _asks(field, values, of_use=field.id in useful):
            page = _PAGE_OF.get(field.id.partition(".")[0], "case")
            page = "case" if field.id == "applicant.acting_as" else page
            yield LetterQuestion(field.id, page, _is_needed(field, needed), _choices(field))
    if "child.surname" in useful and values.get("child.surname"):
        yield from _of_further_children(values, another, useful)
    channels = tuple((name, t(f"value.channel.{name}")) for name in kind.channels)
    yield LetterQuestion("channel", "sending", choices=channels)
    yield LetterQuestion(
        FORMAT, "sending", choices=tuple((n, t(f"letter.format.{n}")) for n in FORMATS)
    )


def _asks(field: Field, values: Mapping[str, str], *, of_use: bool) -> bool:
    """Whether the answer is a matter of asking: a sex only where the name does not tell it."""
    if field.type == "sex":
        return _sex_untold(field, values) or field.id in values
    return of_use and not (field.after and values.get(field.after, "none") == "")


def _of_further_children(
    values: Mapping[str, str], another: Sequence[LetterQuestion], useful: Container[str]
) -> Iterator[LetterQuestion]:
    """Whether there is one more child, and what is asked of the first of each, up to the last."""
    for question, child in zip_longest(another, further_children(values)):
        if question:
            yield question
        for first in (each for each in answer_fields() if child and each.startswith("child.")):
            field = known_field(first.replace("child", child, 1))
            if _asks(field, values, of_use=first in useful):
                needed = field.type == "sex" or not field.after or first == "child.given"
                yield LetterQuestion(field.id, child, needed, _choices(field))


def _of_the_place(kind: LetterKind, values: Mapping[str, str], facts: LetterFacts) -> Iterator[str]:
    """What of the institution neither the case nor its official name tells."""
    if not facts.institution.stated:
        yield "institution.kind"
    known = facts.institution.ownership != "unknown" or values.get("school.kind")
    matters = any("is.public" in (*c.when.has, *c.when.lacks) for c in kind.clauses())
    name = values.get("school.name", "")
    if matters and not known and not institutions().ownership_of_name(name):
        yield "institution.ownership"


def _sex_untold(field: Field, values: Mapping[str, str]) -> bool:
    """Whether the names of that person are there and do not tell the sex."""
    who = "head" if field.group == "school.head" else field.group
    name = people_of({key: value for key, value in values.items() if key != field.id}).get(who)
    if name is None or is_blank(name) or f"{field.group}.patronymic" not in values:
        return False
    return needs_sex(name, name_overrides())


def _is_needed(field: Field, needed: Sequence[str]) -> bool:
    return field.id in needed or field.type == "sex" or field.id in _ALWAYS_CHOSEN


def _choices(field: Field) -> tuple[tuple[str, str], ...]:
    allowed = _GUARDIANS if field.id == "applicant.acting_as" else field.codes
    words = ((each.id, each.text.pick(language())) for each in field.choices)
    return tuple(row for row in words if row[0] in allowed)
