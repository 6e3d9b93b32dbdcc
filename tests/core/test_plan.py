"""The plan: every real problem leads to a path, gentle before irreversible, never a dead end."""

from __future__ import annotations

from datetime import date
from itertools import product

from misses import over

from sferum_cli.core.codes import INSTITUTIONS, InstitutionKind
from sferum_cli.core.events import Event
from sferum_cli.core.knowledge import ROLES, Bilingual, Role
from sferum_cli.core.plan import Plan, PlanRow, plan_for, progress
from sferum_cli.core.questions import questions_for
from sferum_cli.core.requests import Request
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.plan import plan_rows, questions

BOTH = Bilingual("да", "yes")

# What people really ask, the answers they would give, and the path they need.
PROBLEMS = [
    ("the school says it is obligatory", "parent", "max", "school", {}, "school"),
    ("the school refused", "parent", "max", "school", {"tried": "school"}, "authority"),
    ("refuse lawfully and quietly", "parent", "max", "school", {"age": "under-14"}, "consent"),
    ("the VK chats are dead", "parent", "vk", "chats", {}, "school"),
    ("the teacher leaves nothing but MAX", "parent", "max", "max", {}, "max-school"),
    ("Sferum without VK", "student", "vk", "profile", {}, "vk-access"),
    ("delete the study profile", "student", "vk", "profile", {}, "study-profile"),
    ("untie from Госуслуги", "parent", "sferum", "gosuslugi", {}, "gosuslugi"),
    ("untie from Госуслуги through VK", "student", "vk", "gosuslugi", {}, "vk"),
    ("a wrong class or another school", "parent", "max", "move", {}, "moving"),
    ("the child became its own parent", "parent", "vk", "move", {}, "moving"),
    ("the text message does not come", "student", "sferum", "profile", {}, "study-profile"),
    ("the school has no administrator", "parent", "max", "school", {}, "school"),
    ("keep the chats before leaving", "parent", "vk", "chats", {}, "save-first"),
    ("an old session stays valid", "student", "vk", "chats", {}, "save-first"),
    ("MAX was hijacked", "student", "max", "max", {}, "max"),
    ("the diary does not let in", "parent", "diary", "gosuslugi", {}, "diary"),
    ("a teacher leaves", "teacher", "max", "school", {}, "teacher-leaving"),
    ("nobody answers", "parent", "max", "all", {"tried": "operator"}, "prosecutor"),
    ("delete everything", "student", "sferum", "all", {"age": "adult"}, "delete"),
]


def paths_for(**answers: str) -> list[str]:
    return [row.path for row in plan_for(answers, plan_rows())]


@over([row[1:] for row in PROBLEMS])
def test_a_real_problem_leads_to_its_path(
    role: str, entry: str, goal: str, more: dict[str, str], path: str
) -> None:
    assert path in paths_for(role=role, entry=entry, goal=goal, **more)


def every_answer() -> list[dict[str, str]]:
    asked = ("role", "entry", "goal", "tried", "school")
    offered = [("", *q.ids) for q in questions() if q.id in asked]
    names = [q.id for q in questions() if q.id in asked]
    goals = next(q for q in questions() if q.id == "goal")
    every = (
        {name: answer for name, answer in zip(names, said, strict=True) if answer}
        for said in product(*offered)
    )
    return [
        answers
        for answers in every
        if answers.get("goal", "all") in {each.id for each in goals.offered(answers.get("role"))}
    ]


def test_whatever_is_answered_the_gentle_come_first_and_the_ladder_last() -> None:
    for answers in every_answer():
        found = plan_for(answers, plan_rows())
        assert found, answers
        kinds = [(d.ladder, d.irreversible, not d.gentle) for d in found]
        assert kinds == sorted(kinds)
        assert len({d.path for d in found}) == len(found)


def test_whoever_says_what_they_want_gets_more_than_saving_and_the_ladder() -> None:
    offered = {q.id: q.ids for q in questions()}
    for goal, entry in product(offered["goal"], offered["entry"]):
        found = plan_for({"goal": goal, "entry": entry, "tried": "nothing"}, plan_rows())
        paths = {row.path for row in found if not row.ladder} - {"save-first"}
        assert paths, (goal, entry)


def test_every_row_is_a_path_and_every_question_has_a_way_to_find_out() -> None:
    assert {row.path for row in plan_rows()} == set(knowledge.path_ids())
    names = "role institution age entry goal creator tried ownership"
    assert [q.id for q in questions()] == names.split()
    assert all(q.find.ru and len(q.options) > 1 for q in questions())


def test_what_deletes_for_good_says_so() -> None:
    deleting = {p for p in knowledge.path_ids() if knowledge.path(p).kind == "delete"}
    assert {row.path for row in plan_rows() if row.irreversible} == deleting


def test_nothing_known_fits_every_path() -> None:
    assert set(paths_for()) == {row.path for row in plan_rows()}


def test_of_two_rows_for_one_path_the_closest_to_the_answers_is_taken() -> None:
    general = PlanRow("x", 1, BOTH, BOTH, BOTH)
    young = PlanRow("x", 1, BOTH, BOTH, BOTH, when={"age": ("under-14",)})
    assert plan_for({"age": "under-14"}, [general, young]) == (young,)
    assert plan_for({"age": "adult"}, [general, young]) == (general,)
    assert plan_for({}, [general, young]) == (general,)


def test_every_school_has_an_authority_above_it_in_the_plan() -> None:
    assert "authority" in paths_for(ownership="private")
    assert "authority" in paths_for(ownership="municipal")


def test_a_kindergarten_has_no_diary_and_asks_no_age() -> None:
    asked = {q.id: q for q in questions(institution="kindergarten")}
    assert "diary" not in asked["entry"].ids
    known = {"institution": "kindergarten"}
    assert "age" not in [q.id for q in questions_for(tuple(asked.values()), known)]
    assert "diary" not in {row.path for row in plan_rows(institution="kindergarten")}


def request(name: str, status: str, outcome: str | None = None) -> Request:
    path = name.rpartition("-")[0]
    planned = Event(1, "x", "planned", name, date(2026, 11, 23), 1)
    return Request(name, path, status=status, outcome=outcome, events=(planned,))


def test_a_path_is_as_far_as_the_best_of_its_requests() -> None:
    requests = [
        request("vk-1", "closed", "verified_done"),
        request("vk-2", "closed", "abandoned"),
        request("gosuslugi-1", "closed", "abandoned"),
        request("gosuslugi-2", "planned"),
        request("diary-1", "closed", "refused"),
    ]
    answers = {"goal": "gosuslugi"}
    found = {s.row.path: s for s in progress(plan_for(answers, plan_rows()), requests)}
    assert (found["vk"].state, found["vk"].request) == ("done", "vk-1")
    assert (found["gosuslugi"].state, found["gosuslugi"].request) == ("running", "gosuslugi-2")
    assert found["diary"].state == "skipped"
    assert found["save-first"].state == "todo"


def test_a_claim_is_not_yet_done() -> None:
    (found,) = progress([PlanRow("vk", 1, BOTH, BOTH, BOTH)], [request("vk-1", "claimed_done")])
    assert found.state == "waiting"


def next_path(*requests: Request, **answers: str) -> str | None:
    found = Plan(answers, progress(plan_for(answers, plan_rows()), requests)).next
    return found.row.path if found else None


def test_what_was_seen_to_work_by_one_path_is_not_asked_for_again_by_another() -> None:
    asked = {"goal": "gosuslugi", "entry": "vk"}
    saved = request("save-first-1", "closed", "verified_done")
    assert next_path(saved, request("vk-1", "closed", "nothing_there"), **asked) == "gosuslugi"
    assert next_path(saved, request("vk-1", "closed", "verified_done"), **asked) is None
    known = {row.path: row.same for row in plan_rows()}
    assert {path: same for path, same in known.items() if same} == {
        path_id: knowledge.path(path_id).same
        for path_id in knowledge.path_ids()
        if knowledge.path(path_id).same
    }


def test_the_next_path_is_the_first_that_was_not_tried() -> None:
    asked = {"goal": "gosuslugi", "entry": "vk"}
    saved = request("save-first-1", "closed", "verified_done")
    assert next_path(**asked) == "save-first"
    assert next_path(saved, **asked) == "vk"


def test_nothing_is_next_once_what_was_wanted_is_reached() -> None:
    out = request("school-1", "closed", "verified_done")
    assert next_path(goal="school") == "save-first"
    assert next_path(request("school-1", "claimed_done"), goal="school") == "save-first"
    assert next_path(out, goal="school") is None
    assert next_path(out, goal="gosuslugi,school") == "max-school", "the other goal is open"
    found = Plan({"goal": "school"}, progress(plan_for({"goal": "school"}, plan_rows()), [out]))
    assert found.reached
    assert found.again is None


def test_nobody_is_told_to_save_the_chats_of_what_was_left() -> None:
    """Neither where nobody said what is wanted, nor where all that was wanted is done."""
    out, left = request("school-1", "closed", "verified_done"), request("save-first-1", "closed")
    vk = request("vk-1", "closed", "verified_done")
    for requests, answers in (
        ((out,), {}),
        ((out, left), {"goal": "school,chats"}),
        ((vk,), {"goal": "gosuslugi", "entry": "vk"}),
    ):
        found = Plan(answers, progress(plan_for(answers, plan_rows()), requests))
        assert "save-first" not in {each.row.path for each in found.items}
    assert next_path(vk, goal="gosuslugi,school", entry="vk") == "save-first", "still to leave"
    saved = request("save-first-1", "closed", "verified_done")
    kept = progress(plan_for({"goal": "school"}, plan_rows()), [out, saved])
    assert ("save-first", "done") in {(each.row.path, each.state) for each in kept}


def test_the_ladder_is_offered_after_a_refusal_only_and_not_while_an_answer_is_awaited() -> None:
    asked = {"goal": "gosuslugi", "entry": "diary"}
    saved = request("save-first-1", "closed", "verified_done")
    assert next_path(saved, request("diary-1", "claimed_done"), **asked) is None
    assert next_path(saved, request("diary-1", "closed", "verified_done"), **asked) is None
    assert next_path(saved, request("diary-1", "closed", "refused"), **asked) == "authority"
    refused = {**asked, "goal": "chats", "tried": "school"}
    assert next_path(saved, **refused) == "authority"
    assert next_path(saved, request("authority-1", "sent"), **refused) is None


@over(ROLES, INSTITUTIONS)
def test_a_plan_holds_only_paths_of_its_role(role: Role, kind: InstitutionKind) -> None:
    rows = plan_for({"role": role}, plan_rows(institution=kind))
    strange = [row.path for row in rows if role not in knowledge.path(row.path).roles]
    assert strange == []
