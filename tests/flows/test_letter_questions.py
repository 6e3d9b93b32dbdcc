"""Every kind of letter can be asked to its end, in any situation, and asks nothing beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from conftest import Bench
from letter_answers import ANSWERS, flat, handed_over, log, to_operator
from letter_answers import letter as written_letter

from sferum_cli.flows.kinds import all_kinds
from sferum_cli.flows.letter_choices import Settled
from sferum_cli.flows.letter_questions import picture_of
from sferum_cli.flows.letter_written import letter
from sferum_cli.flows.session import Session
from sferum_cli.render.blocks import Block
from sferum_cli.render.plain import paint_plain
from sferum_cli.shelf.fields import answer_fields

SAID = {
    **flat(ANSWERS),
    "applicant.email": "maria@example.ru", "applicant.birth_date": "06.05.2010",
    "applicant.class": "9 «А»", "applicant.position": "учитель", "applicant.last_day": "31.12.2026",
    "child.birth_date": "06.05.2014", "labour.region": "Рязанская область",
    "pressure.when": "20.11.2026", "pressure.words": "без MAX не пустим",
    "refusal.date": "20.11.2026", "refusal.number": "7", "refusal.argument": "так удобнее",
    "profile.phone": "+7 900 000-00-00", "complaint.text": "Это не первый раз.",
    "answer.date": "20.11.2026", "answer.act": "3", "answer.channel": "по телефону",
}  # fmt: skip


class Obliging:
    """Answers whatever is asked as the table says, else with the first choice or nothing."""

    def __init__(self, **said: str) -> None:
        self.said = {**SAID, **said}
        self.asked: list[str] = []

    def choose(
        self, name: str, question: str, choices: Sequence[tuple[str, str]], **more: Any
    ) -> str:
        self.asked.append(name)
        assert all(label for _, label in choices), name
        wanted = self.said.get(name, "")
        return wanted if wanted in [key for key, _ in choices] else choices[0][0]

    def ask(
        self, name: str, question: str, *, default: str = "",
        check: Callable[[str], str | None] | None = None,
    ) -> str:  # fmt: skip
        self.asked.append(name)
        answer = self.said.get(name, default)
        assert check is None or check(answer) is None, (name, answer)
        return answer


def session(folder: Path, prompter: Obliging, shown: list[str]) -> Session:
    def show(page: Sequence[Block]) -> None:
        shown.append(paint_plain(page, width=80))

    return Session(
        folder, lambda: datetime.combine(date(2026, 11, 23), time(12), tzinfo=UTC), prompter, show,
        lambda _: False, asks=True, file=lambda name: folder / name,
    )  # fmt: skip


CASES = [(kind.id, (kind.situations or ("",))[0]) for kind in all_kinds()]
CASES += [("complaint-authority", "refused"), ("complaint-roskomnadzor", "silent")]


@pytest.mark.parametrize(("kind", "situation"), CASES)
def test_every_kind_is_asked_to_its_end(tmp_path: Path, kind: str, situation: str) -> None:
    shown: list[str] = []
    person = Obliging(situation=situation, remember="no")
    if kind == "student-adult":
        person.said["applicant.birth_date"] = "06.05.2004"
    where = session(tmp_path, person, shown)
    answer = letter(
        where, kind, request_id=None, person=None, given=None, format_name="txt", channel=None,
        output=None, force=False, qr=False,
    )  # fmt: skip
    assert (tmp_path / f"{kind}.txt").exists()
    assert "look" in person.asked
    asked = [name for name in person.asked if name not in ("look", "remember")]
    assert len(asked) == len({*asked}), "nothing is asked twice"
    before = asked.index("applicant.surname")
    details = ("pressure", "refusal", "request.", "complaint", "answer", "profile")
    assert len([x for x in asked[:before] if not x.startswith(details)]) <= 4, asked[:before]
    page = next(page for page in shown if page.startswith("Проверьте"))
    assert "1. " in page
    kinds = {each.id: each for each in all_kinds()}
    fields = {*answer_fields()} & {*asked}
    assert fields <= {*kinds[kind].fields} | {
        "applicant.acting_as", "institution.kind", "institution.ownership", "situation",
    }  # fmt: skip
    assert answer.shape["kind"] == kind


def test_a_parent_is_not_asked_what_a_student_is(tmp_path: Path) -> None:
    where = session(tmp_path, Obliging(), [])
    for role, others in (
        ("parent", {"applicant.class", "applicant.birth_date", "applicant.position"}),
        ("teacher", {"applicant.class", "child.surname", "applicant.acting_as"}),
        ("student", {"child.surname", "applicant.acting_as", "applicant.position"}),
    ):
        seen = picture_of(where, Settled("", {"kind": "refusal"}), {"role": role})
        assert {each.name for each in seen.asked}.isdisjoint(others), role


def test_where_the_name_tells_whose_it_is_nobody_is_asked(tmp_path: Path) -> None:
    where = session(tmp_path, Obliging(), [])
    for name, asks in (("МБОУ СОШ № 5", False), ("Школа № 5", True)):
        said = {"school.name": name}
        seen = picture_of(where, Settled("", {"kind": "school-parent"}), said)
        assert ("institution.ownership" in [each.name for each in seen.asked]) == asks


def test_a_choice_that_fits_no_more_is_open_again(tmp_path: Path) -> None:
    where = session(tmp_path, Obliging(), [])
    said = {"role": "parent", "situation": "listed", "kind": "school-parent"}
    assert picture_of(where, Settled("", {}), said).kind is not None
    assert picture_of(where, Settled("", {}), {**said, "role": "teacher"}).kind is None


def asks(where: Session, kind: str, request: str | None = None, **said: str) -> set[str]:
    """What the interview for a letter asks of the earlier letter and of what came of it."""
    given = {"kind": kind, "role": "parent"} | ({"request": request} if request else {})
    seen = picture_of(where, Settled("", given), said)
    groups = ("request", "refusal", "pressure", "proof")
    return {each.name for each in seen.asked if each.name.partition(".")[0] in groups}


REFUSAL = {"refusal.date", "refusal.number", "refusal.argument"}
EARLIER = {"request.date", "request.number", "request.due"}
PRESSURE = {"pressure.who", "pressure.when", "pressure.words", "pressure.consequence"}


@pytest.mark.parametrize(
    "kind", ["complaint-authority", "complaint-roskomnadzor", "complaint-prosecutor"]
)
def test_a_complaint_about_silence_asks_nothing_of_a_refusal(tmp_path: Path, kind: str) -> None:
    where = session(tmp_path, Obliging(), [])
    assert asks(where, kind, situation="silent") == EARLIER
    assert asks(where, kind, situation="forced") == EARLIER | REFUSAL | PRESSURE
    assert asks(where, kind, situation="refused") == EARLIER | REFUSAL
    none = {"situation": "forced", "request.date": "", "refusal.date": ""}
    assert asks(where, kind, **none) == PRESSURE | {"request.date", "refusal.date"}


def test_whoever_complains_of_silence_says_since_when(tmp_path: Path) -> None:
    """Also of a letter that the program does not know: else the complaint would not say it."""
    where = session(tmp_path, Obliging(), [])
    for kind in (
        "complaint-authority",
        "complaint-roskomnadzor",
        "complaint-prosecutor",
        "reminder",
    ):
        said = {"situation": "silent", "request.date": "01.10.2026"}
        seen = picture_of(where, Settled("", {"kind": kind, "role": "parent"}), said)
        assert {"request.due"} == {
            q.name for q in seen.asked if q.name == "request.due" and q.needed
        }, kind


def test_what_the_record_knows_of_an_answer_is_not_asked(bench: Bench) -> None:
    handed_over(bench)
    bench.today = date(2026, 11, 20)
    bench.ok("escalate", "school-1", "--to", "authority", "--no-input")
    where = session(bench.folder, Obliging(), [])
    assert asks(where, "complaint-authority", "authority-1") == set(), "they were silent"
    log(bench, "2026-11-20", "school-1", "answered", "--result", "refused")
    assert asks(where, "complaint-authority", "authority-1") == {
        "refusal.number",
        "refusal.argument",
    }
    bench.ok("undo")
    log(bench, "2026-11-20", "school-1", "answered", "--result", "refused", "--number", "12-к")
    assert asks(where, "complaint-authority", "authority-1") == {"refusal.argument"}
    assert "(номер ответа 12-к)" in written_letter(bench, "complaint-authority", "authority-1")


def test_what_proves_a_posted_letter_is_asked_in_words(bench: Bench) -> None:
    to_operator(bench)
    bench.today = date(2026, 11, 20)
    bench.ok("escalate", "operator-1", "--to", "roskomnadzor", "--no-input")
    shown: list[str] = []
    person = Obliging(remember="no")
    letter(
        session(bench.folder, person, shown), "complaint-roskomnadzor",
        request_id="roskomnadzor-1", format_name="txt",
    )  # fmt: skip
    assert [name for name in person.asked if name.startswith("proof")] == [
        "proof.posting", "proof.delivery",
    ]  # fmt: skip
    (page,) = [page for page in shown if page.startswith("Проверьте")]
    assert "Подтверждения: квитанция есть, уведомление о вручении" in page


def test_no_line_of_the_check_page_says_what_is_not_its_matter(bench: Bench) -> None:
    """What they are to the child stands beside who they are; the institution is not where to."""
    handed_over(bench)
    bench.today = date(2026, 11, 20)
    bench.ok("escalate", "school-1", "--to", "roskomnadzor", "--no-input")
    shown: list[str] = []
    person = Obliging(remember="no", request="roskomnadzor-1")
    letter(session(bench.folder, person, shown), None, format_name="txt")
    (page,) = [page for page in shown if page.startswith("Проверьте")]
    assert "Что случилось: roskomnadzor-1" in page
    assert "От кого: Иванова Мария Сергеевна, родитель" in page
    assert "Организация: школа, МБОУ «Школа № 5»" in page
