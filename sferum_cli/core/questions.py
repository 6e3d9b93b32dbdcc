"""The questions of ``start``: which matter after which answers, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sferum_cli.core.cases import Case, ownership_of
from sferum_cli.core.codes import AGES, INSTITUTIONS, InstitutionKind, one_of
from sferum_cli.core.frozen import NOTHING, frozen, replace
from sferum_cli.core.knowledge import ROLES, Bilingual, Role

Answers = Mapping[str, str]

UNKNOWN = "unknown"
IN_CASE = ("role", "age", "institution", "ownership")  # the questions that a case itself answers


@frozen
class Option:
    """One answer that a question offers, to ``roles`` only where there are any.

    ``institutions`` are the kinds at which there is such an answer, all of them where it is empty.
    """

    id: str
    text: Bilingual
    roles: tuple[Role, ...] = ()
    institutions: tuple[InstitutionKind, ...] = ()


@frozen
class Question:
    """What is asked before a plan is made, of ``roles`` only where there are any.

    ``find`` tells who does not know how to find out. ``when`` lists for each earlier question the
    answers after which this one matters.
    """

    id: str
    text: Bilingual
    find: Bilingual
    options: tuple[Option, ...]
    roles: tuple[Role, ...] = ()
    when: Mapping[str, tuple[str, ...]] = NOTHING

    @property
    def ids(self) -> tuple[str, ...]:
        """The answers there are."""
        return tuple(dict.fromkeys(option.id for option in self.options))

    def offered(self, role: Role | None) -> tuple[Option, ...]:
        """The answers that ``role`` may want; all of them when it is not known.

        One that is worded otherwise for others stands there once, in its first words that fit.
        """
        found: dict[str, Option] = {}
        for each in self.options:
            if role is None or not each.roles or role in each.roles:
                found.setdefault(each.id, each)
        return tuple(found.values())


def answers_to(answers: Answers, question: str) -> set[str]:
    """What was answered to ``question``: several goals stand in one answer, between commas."""
    return {each for each in answers.get(question, "").split(",") if each}


def questions_for(questions: Sequence[Question], answers: Answers) -> tuple[Question, ...]:
    """The questions that matter after ``answers``; what is not known rules none out."""
    known = {name: answer for name, answer in answers.items() if answer != UNKNOWN}
    role = known.get("role")
    return tuple(
        q
        for q in questions
        if (role is None or not q.roles or role in q.roles) and holds(q.when, known)
    )


def holds(when: Mapping[str, tuple[str, ...]], answers: Answers) -> bool:
    """Whether each question of ``when`` has one of its answers; what is not known fits."""
    return all(q not in answers or answers_to(answers, q) & {*wanted} for q, wanted in when.items())


def known_answers(questions: Sequence[Question], given: Answers) -> dict[str, str]:
    """``given`` without "I don't know" and without what does not concern the role."""
    said = {name: answer for name, answer in given.items() if answer != UNKNOWN}
    asked = questions_for(questions, said)
    return {q.id: said[q.id] for q in asked if q.id in said}


def role_in(answers: Answers) -> Role | None:
    """The role among the answers."""
    return one_of(ROLES, answers.get("role"))


def answers_of_case(case: Case) -> dict[str, str]:
    """What a case says in answer to the questions of ``start``."""
    found = dict(case.answers)
    found |= {"role": case.role or "", "age": case.age or "", "goal": ",".join(case.goals)}
    place = case.institution
    found |= {
        "institution": place.kind if place.stated else "",
        "ownership": place.ownership if place.ownership != UNKNOWN else "",
    }
    return {question: answer for question, answer in found.items() if answer}


def case_with(case: Case, known: Answers) -> Case:
    """``case`` with what the answers say of who it is; what they leave open stays."""
    kind = one_of(INSTITUTIONS, known.get("institution"))
    age = one_of(AGES, known.get("age")) or case.age
    if age is None and kind == "kindergarten":
        age = "under-14"
    return replace(
        case,
        role=role_in(known) or case.role,
        age=age,
        institution=case.institution.updated(kind, ownership_of(known.get("ownership"))),
    )


def answers_beside(known: Answers) -> dict[str, tuple[str, ...]]:
    """The answers beside those a case holds, one or more each: what is wanted, how things are."""
    return {
        name: () if answer == UNKNOWN else tuple(answer.split(","))
        for name, answer in known.items()
        if name not in IN_CASE
    }
