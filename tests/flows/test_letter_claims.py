"""No letter contradicts the record: any path, history, kind, role, institution and situation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import get_args

from hypothesis import event as seen
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_answers import ANSWERS, flat, pieces
from misses import over

from sferum_cli.core.codes import CHANNELS, INSTITUTIONS, OWNERSHIPS, SITUATIONS, Result
from sferum_cli.core.event_checks import check_event
from sferum_cli.core.event_days import check_days
from sferum_cli.core.events import Event, Value
from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import ROLES
from sferum_cli.core.letter_clauses import Clause
from sferum_cli.core.letter_guards import fitting_kinds, insist_on_late
from sferum_cli.core.letter_kinds import LetterKind
from sferum_cli.core.letters import Claim, Letter
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.requests import Request, allowed
from sferum_cli.core.rule_words import answers_in
from sferum_cli.core.state import New, State, record, request_of
from sferum_cli.errors import BadUsage, NeedsAnswer
from sferum_cli.flows.kinds import all_kinds
from sferum_cli.flows.letter import check_answers, lacking, write_letter
from sferum_cli.flows.letter_facts import LetterFacts, addressed
from sferum_cli.flows.overview import outlook_of
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.letters import clauses

FIRST = date(2026, 9, 1)
PATHS = {"school": 1, "max-school": 1, "operator": 2}
UP = {"authority": 3, "roskomnadzor": 4, "prosecutor": 5}
LETTERS = {
    "school": ["school-parent", "access", "student-adult", "refusal"],
    "operator": ["operator", "operator-access"],
}
DAY = re.compile(r"\b\d\d\.\d\d\.\d{4}\b")
NORM = re.compile(r"стать[яиею]|\bст\.|№ \d+-(?:ФЗ|р)|постановлени|Кодекс|кодекс")
SCHOOL = "МБОУ «Школа № 5»"
MAX = "ООО «МАХ»"
WAYS = {
    "post": "отправлено почтой", "email": "отправлено по электронной почте",
    "phone": "по телефону передана", "chat": "в чате передана",
}  # fmt: skip


@frozen
class Story:
    """Requests, each with its obligations, the first application first, on one day."""

    chain: tuple[tuple[Request, tuple[Obligation, ...]], ...]
    today: date

    @property
    def request(self) -> Request:
        return self.chain[-1][0]

    @property
    def told(self) -> tuple[tuple[Request, tuple[Obligation, ...]], ...]:
        """The requests that a complaint may speak of: not itself."""
        return self.chain[:-1] or self.chain

    def event(self, number: int) -> Event:
        return next(e for r, _ in self.chain for e in r.events if e.id == number)


def filled(draw: st.DrawFn, name: str, request: Request) -> dict[str, Value]:
    if name in ("sent", "reminded"):
        letter = draw(st.sampled_from(["", *LETTERS.get(request.path, [])]))
        way: dict[str, Value] = {"channel": draw(st.sampled_from(CHANNELS))}
        return way | ({"letter": letter} if letter and name == "sent" else {})
    if name in ("received", "registered"):
        return {"number": str(draw(st.integers(100, 999)))} if name == "registered" else {}
    if name == "classified":
        return {"result": draw(st.sampled_from(get_args(Result)))}
    if name == "forwarded":
        return {"to": "Управление образования"}
    if name == "returned":
        return {"reason": "expired"}
    if name == "extended":
        until = FIRST + timedelta(draw(st.integers(1, 120)))
        return {"until": until, "written": "yes", "reason": "болезнь"}
    return {}


HAPPENINGS = (
    "sent",
    "received",
    "registered",
    "answered",
    "classified",
    "extended",
    "forwarded",
    "reminded",
    "returned",
)


def happens(draw: st.DrawFn, state: State, request_id: str, when: date, today: date) -> State:
    """``state`` after one more thing that may happen to the request, if that may be so."""
    request = request_of(state, request_id)
    names = [name for name in HAPPENINGS if allowed(request, name)]
    if not names:
        return state
    name = draw(st.sampled_from(names))
    data = filled(draw, name, request)
    first = Event(0, "", name, request_id, when, 0, data)
    try:
        check_event(request, first)
        check_days(request, first, today)
        return record(state, [New(name, request_id, when, data)], at="")[0]
    except (BadUsage, NeedsAnswer):
        return state


@st.composite
def stories(draw: st.DrawFn) -> Story:
    today = FIRST + timedelta(draw(st.integers(5, 200)))
    role = draw(st.sampled_from(ROLES))
    case: dict[str, Value] = {
        "case": "abcdefgh", "role": role,
        "institution": draw(st.sampled_from(INSTITUTIONS)),
        "ownership": draw(st.sampled_from(OWNERSHIPS)),
        "situation": draw(st.sampled_from(SITUATIONS)),
    }  # fmt: skip
    state = record(State(), [New("case", "", FIRST, case)], at="")[0]
    names = [draw(st.sampled_from(sorted(PATHS)))]
    names += draw(st.lists(st.sampled_from(sorted(UP)), max_size=2, unique=True))
    when, parent = FIRST, ""
    for name in names:
        data: dict[str, Value] = {
            "path": name,
            "rung": {**PATHS, **UP}[name],
            "case": "abcdefgh",
            "role": role,
        }
        data |= {"parent": parent} if parent else {}
        request_id = f"{name}-1"
        state = record(state, [New("planned", request_id, when, data)], at="")[0]
        for _ in range(draw(st.integers(1, 6))):
            when = min(today, when + timedelta(draw(st.integers(0, 25))))
            state = happens(draw, state, request_id, when, today)
        parent = request_id
    requests = [request_of(state, f"{name}-1") for name in names]
    return Story(tuple((r, outlook_of(r, today=today).obligations) for r in requests), today)


def answered(request: Request, extra: dict[str, str]) -> dict[str, str]:
    found = flat(ANSWERS) | extra
    for name in ("school.kind", "request.date", "request.number", "request.due", "pressure.who"):
        del found[name]
    if request.why_asked == "forced":
        found |= {"pressure.who": "директор", "pressure.when": "05.09.2026"}
    return found


def written(story: Story) -> Iterator[tuple[LetterKind, Letter, dict[str, str]]]:
    """Every letter that may be written for the newest request."""
    request = story.request
    facts = LetterFacts(request.case, request, story.chain)
    for kind in fitting_kinds(request, all_kinds()):
        try:
            insist_on_late(kind, request, story.chain[-1][1])
        except BadUsage:
            continue
        kind = addressed(kind, facts)
        values = check_answers(answered(request, {}), kind, story.today)
        if not lacking(kind, values, facts):
            yield kind, write_letter(kind, values, story.today, facts), values


def untrue(story: Story, claim: Claim, answers: dict[str, str], day: str) -> str:
    """Why ``claim`` is not what the record says, empty where it is."""
    what, _, name = claim.basis.partition(":")
    text = claim.text.replace("\u00a0", " ")
    days = {each for each in DAY.findall(text) if each not in STANDING}
    if what == "event":
        event = story.event(int(name))
        return "" if days <= days_of(story, event) and event.date <= story.today else "day of event"
    if what == "obligation":
        request_id, _, rest = name.partition("/")
        rule, _, state = rest.partition(":")
        mine = [
            o for r, held in story.chain if r.id == request_id for o in held if o.rule.id == rule
        ]
        due = [o for o in mine if o.state == state and f"{o.due:%d.%m.%Y}" in days]
        if "истёк" in text and not (due and state == "breached" and due[0].due < story.today):
            return "not breached"
        return "" if mine and state == "breached" else "no such breach"
    if what == "answer":
        if name == "situation":
            return ""
        return "" if answers.get(name) and days <= set(answers.values()) else f"no answer {name}"
    if what == "norm":
        return unfounded(name.split(","), text)
    return "" if claim.basis == "demand" and not days - {day} else f"a day in {claim.basis}"


def days_of(story: Story, event: Event) -> set[str]:
    """The days that a sentence about ``event`` may hold: those of its own request."""
    request = next(r for r, _ in story.chain if any(e.id == event.id for e in r.events))
    return {f"{e.date:%d.%m.%Y}" for e in request.events if e.type != "planned"}


def unfounded(names: Sequence[str], text: str) -> str:
    """Why a norm may not be cited so: only a law is cited as one."""
    for name in names:
        trust = knowledge.facts()[name].trust
        retold = "По сообщениям печати" in text or "прошу" in text.lower()
        if trust != "law" and not retold:
            return f"{name} is {trust}"
    return ""


STANDING = {found for clause in clauses().values() for found in DAY.findall(clause.text)}


@settings(max_examples=100, deadline=None)
@given(stories())
def test_no_letter_says_what_the_record_does_not(story: Story) -> None:
    for kind, letter, answers in written(story):
        seen(kind.id)
        wrong = [
            (c.text, c.basis, why)
            for c in letter.claims
            if (why := untrue(story, c, answers, letter.date))
        ]
        assert wrong == [], kind.id
        text = "\n".join(pieces(letter)).replace("\u00a0", " ")
        for claim in letter.claims:
            if re.search("мной (подано|отправлено|по телефону|в чате)", claim.text):
                sent_is_right(story, claim)
            if claim.text.startswith("Получено"):
                received_is_right(story, claim)
        if "ответил" in text and "отказом" in text:
            refused_is_right(story, text)
        main = [r for r, _ in story.told if r.path in PATHS][-1:]
        if any(result == "refused" for r in main for _, result in answers_in(r.round)):
            assert "бездействие" not in text
        if story.request.role == "teacher":
            assert not re.search(r"учеников|задания|ребёнк", text)


def sent_is_right(story: Story, claim: Claim) -> None:
    """An application went to whom it was sent, on that day, under that number."""
    number = int(claim.basis.removeprefix("event:"))
    request = next(r for r, _ in story.chain if any(e.id == number for e in r.events))
    event = story.event(number)
    assert event.type == "sent"
    assert f"{event.date:%d.%m.%Y}" in claim.text
    assert WAYS.get(event.channel, "подано") in claim.text
    to_operator = request.addressee == "operator"
    assert (MAX in claim.text) is to_operator
    assert (SCHOOL in claim.text) is not to_operator
    if told := re.search(r"номер (\d+)\)", claim.text):
        assert told[1] == request.number
    if event.text("letter") in ("access", "operator-access"):
        assert "о предоставлении сведений" in claim.text


def received_is_right(story: Story, claim: Claim) -> None:
    """It names the earliest receipt of what went last."""
    number = int(claim.basis.removeprefix("event:"))
    request = next(r for r, _ in story.chain if any(e.id == number for e in r.events))
    days = [e.date for e in request.round.all("received")]
    assert DAY.findall(claim.text)[0] == f"{min(days):%d.%m.%Y}"


def refused_is_right(story: Story, text: str) -> None:
    refusals = {
        f"{e.date:%d.%m.%Y}"
        for r, _ in story.chain
        for e, result in answers_in(r.round)
        if result == "refused"
    }
    said = re.findall(r"(\d\d\.\d\d\.\d{4}) [^.]*? ответил[аи]? отказом", text)
    assert said
    assert set(said) <= refusals


@over(clauses().values())
def test_every_norm_is_tied_to_facts(one: Clause) -> None:
    """A clause that names a norm cites facts, or asks for the norm."""
    assert set(one.facts) <= knowledge.facts().keys()
    asks = re.search(r"прошу|Прошу|проверить|назвать|установить|Отказ ссылается", one.text)
    if NORM.search(one.text) and not asks:
        assert one.facts, one.text


@over(clauses().values())
def test_what_is_no_law_is_not_worded_as_one(one: Clause) -> None:
    assert unfounded(one.facts, one.text) == "" or one.basis.startswith("record:")
