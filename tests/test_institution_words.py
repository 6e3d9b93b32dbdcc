"""What was told once of the institution is on every screen: no word of another kind stands there."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from conftest import Bench
from misses import over

from sferum_cli.core.cases import Case, Institution
from sferum_cli.core.codes import INSTITUTIONS, OWNERSHIPS, InstitutionKind, Ownership
from sferum_cli.core.knowledge import ROLES, Role
from sferum_cli.core.ladder import rungs_for, ways_up
from sferum_cli.flows.overview import rules_for
from sferum_cli.flows.plans import plan_of
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.institutions import institutions
from sferum_cli.shelf.ladder import ladder

# Words of one kind that another kind has no business with, in both languages.
RU: dict[InstitutionKind, str] = {
    "school": r"школ|классн|\bкласс|директор|\bучени[кц]|дневник",
    "kindergarten": r"детск\w+ сад|заведующ|воспитател|воспитанник",
    "college": r"колледж|техникум|директор|студент|преподавател|дневник",
    "university": r"\bвуз|\bректор|университет|студент|преподавател",
}
EN: dict[InstitutionKind, str] = {
    "school": r"school|\bclass|pupil|diary",
    "kindergarten": r"kindergarten",
    "college": r"college|\bdirector|diary",
    "university": r"universit|\brector",
}
# Names that are the same everywhere, and what stands for all kinds at once.
ALLOWED = (
    r"<[^>]*>", r"«Мо[йяюе]\w* школ\w+»", r"Моя школа", r"Школьн\w+ портфолио", r"«учащийся»", r"Кубанск\w+ \S+",
    r"Kuban State University", r"sferum [^\n;,]*", r"\b[a-z-]+-\d+\b", r"CLASS:", r"\"[a-z_.-]+\"", r"(?m)^[a-z-]+: ",
)  # fmt: skip


def foreign(text: str, kind: InstitutionKind, lang: str) -> list[str]:
    """The words of other kinds in ``text``; what two kinds share is foreign to neither."""
    table = RU if lang == "ru" else EN
    own = set(table[kind].split("|"))
    words = {w for other in INSTITUTIONS if other != kind for w in table[other].split("|")} - own
    for allowed in ALLOWED:
        text = re.sub(allowed, " ", text)
    return [
        text[max(0, m.start() - 40) : m.end() + 20]
        for word in sorted(words)
        for m in re.finditer(word, text, re.IGNORECASE)
    ]


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("kind", INSTITUTIONS)
def test_no_screen_of_a_case_speaks_of_another_kind(
    bench: Bench, kind: InstitutionKind, lang: str
) -> None:
    bench.lang, bench.today = lang, date(2026, 11, 27)
    role = "parent" if kind in ("school", "kindergarten") else "student"
    bench.ok("start", "--role", role, "--institution", kind, "--ownership", "municipal", "--goal",
             "school", "--entry", "max")  # fmt: skip
    said = [bench.ok("unlink", "school", "--no-input")]
    said += [bench.ok("log", "school-1", event) for event in ("sent", "received")]
    said += [bench.ok("log", "school-1", "registered", "--number", "7")]
    bench.today = date(2026, 12, 15)
    said += [bench.ok("start"), bench.ok("start", "--json"), bench.ok(), bench.ok("status")]
    said += [bench.ok("status", "school-1"), bench.ok("why", "school-1"), bench.run("due").out]
    said += [bench.ok("escalate", "school-1"), bench.ok("continue", "authority-1")]
    said += [
        bench.ok("calendar", "-o", "-"),
        bench.ok("report", "-o", "-"),
        bench.ok("support"),
        bench.ok("support", "school"),
    ]
    said += [bench.ok("log", "authority-1", "sent", "--channel", "in_person")]
    said += [bench.ok("log", "authority-1", "answered", "--result", "refused")]
    said += [
        bench.ok("escalate", "authority-1", "--to", "prosecutor"),
        bench.ok("status", "--json"),
    ]
    said += [bench.ok("guide", "--search", "молчит" if lang == "ru" else "silent")]
    found = [each for page in said for each in foreign(page.replace("\r\n ", ""), kind, lang)]
    assert found == []


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("kind", INSTITUTIONS)
def test_no_path_of_such_an_institution_speaks_of_another_kind(
    bench: Bench, kind: InstitutionKind, lang: str
) -> None:
    bench.lang = lang
    found = json.loads(bench.ok("guide", "--institution", kind, "--json"))
    diary = [path["id"] for path in found["paths"] if path["id"] == "diary"]
    assert bool(diary) == institutions().kind(kind).diary
    read = bench.ok("guide", "--institution", kind, "--all")
    read += "".join(
        bench.ok("guide", "--institution", kind, "--role", role) for role in ("parent", "teacher")
    )
    assert foreign(re.sub(r"(?m)^.*(Дневник\.ру|Сетевой город).*$", "", read), kind, lang) == []


def test_a_word_of_another_kind_would_be_noticed() -> None:
    assert foreign("Школа должна ответить", "kindergarten", "ru")
    assert foreign("напишите заведующему", "university", "ru")
    assert foreign("the head of the school", "college", "en")
    assert not foreign("напишите директору", "college", "ru")
    assert not foreign("«Моя школа» и sferum continue school-1", "university", "ru")


@over(INSTITUTIONS, OWNERSHIPS)
def test_the_ladder_names_who_is_above_such_an_institution(
    kind: InstitutionKind, ownership: Ownership
) -> None:
    rung = next(r for r in ladder(institution=kind, ownership=ownership) if r.id == "authority")
    known = institutions()
    founder, above = known.founder(kind, ownership), known.supervisor(kind, ownership)
    expected = above if ownership == "private" else founder
    assert rung.who.ru == expected.name.pick("ru")
    assert expected.find.ru in rung.need[0].text.ru
    assert above.name.pick("ru") in rung.owners["private"].ru


@over(ROLES, INSTITUTIONS, OWNERSHIPS)
def test_the_plan_and_the_ladder_name_the_same_body_above(
    role: Role, kind: InstitutionKind, ownership: Ownership
) -> None:
    rungs = {r.id: r for r in rungs_for(ladder(institution=kind, ownership=ownership), role)}
    answers = {"role": role, "goal": "school", "institution": kind, "ownership": ownership}
    rows = {each.row.path: each.row for each in plan_of(answers, (), kind).items}
    above = {
        path for rung in ways_up(rungs["school"], tuple(rungs.values())) for path in rung.paths
    }
    assert {path for path, row in rows.items() if row.ladder} == above
    for lang in ("ru", "en"):
        who = rungs["authority"].who.pick(lang)
        assert rows["authority"].why.pick(lang).casefold().startswith(who.casefold())


def test_the_kind_is_told_once_and_known_after_a_restart(bench: Bench) -> None:
    bench.ok("start", "--role", "parent", "--institution", "kindergarten", "--goal", "school")
    bench.ok("start", "--ownership", "municipal", "--goal", "school")
    (case,) = json.loads(bench.ok("status", "--json"))["cases"]
    assert case["institution"] == {"kind": "kindergarten", "ownership": "municipal"}
    assert case["age"] == "under-14"
    assert "детского сада" in bench.ok("unlink", "school")
    assert "заведующего" in bench.ok("continue", "school-1")
    assert "appeal-answer" in bench.ok("log", "school-1", "sent", "--json")


def test_a_school_that_was_said_is_not_asked_for_again(bench: Bench) -> None:
    bench.ok("start", "--role", "parent", "--institution", "school", "--goal", "school")
    answers = json.loads(bench.ok("start", "--json"))["answers"]
    assert answers["institution"] == "school"
    assert json.loads(bench.ok("start", "--json", "--goal", "max"))["answers"]["institution"]


def test_the_old_question_school_is_still_answered_and_told(bench: Bench) -> None:
    page = json.loads(bench.ok("start", "--school", "state", "--goal", "school", "--json"))
    assert page["answers"]["ownership"] == "regional"
    assert page["answers"]["school"] == "state"
    case = Case(institution=Institution("university", "federal", stated=True))
    assert plan_of({"ownership": "federal"}, (), case.institution.kind).items
    assert rules_for is not None
    assert knowledge.path_head("school", institution="university").title.ru.endswith("вуза")
