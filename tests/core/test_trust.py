"""Trust: what is confirmed, how long a check of each kind holds, what a path rests on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core import trust
from sferum_cli.core.frozen import replace
from sferum_cli.core.knowledge import ROLES, TRUSTS, About, Bilingual, Fact, Role, Trust
from sferum_cli.core.trust import FactInUse
from sferum_cli.shelf import knowledge

BOTH = Bilingual("да", "yes")
DAY = date(2026, 8, 31)
FACT = Fact("f", BOTH, ("s",), "press", DAY)
GRADES = st.sampled_from(TRUSTS)
DAYS = st.dates(date(2020, 1, 1), date(2100, 1, 1))


def test_the_grades_stand_in_the_order_of_the_contract() -> None:
    assert " ".join(TRUSTS) == (
        "law law_restated official vendor seen press article unconfirmed contradicted"
    )


def test_a_law_known_from_a_retelling_is_not_confirmed() -> None:
    confirmed = [grade for grade in TRUSTS if trust.is_confirmed(grade)]
    assert confirmed == ["law", "official", "vendor", "seen", "press"]
    doubtful = [grade for grade in TRUSTS if trust.is_doubtful(grade)]
    assert doubtful == ["article", "unconfirmed", "contradicted"]


@over(
    [
        ("press", None, date(2027, 8, 31)),
        ("press", "menu", date(2027, 2, 28)),
        ("vendor", None, date(2027, 2, 28)),
        ("seen", None, date(2027, 2, 28)),
        ("unconfirmed", None, date(2027, 8, 31)),
        ("law", None, None),
        ("law_restated", None, None),
        ("law", "statement", date(2027, 8, 31)),
    ]
)
def test_each_kind_of_fact_ages_at_its_own_pace(
    grade: Trust, about: About | None, last: date | None
) -> None:
    fact = replace(FACT, trust=grade, about=about)
    assert trust.expires(fact) == last
    if last:
        assert not trust.is_stale(fact, last)
        assert trust.is_stale(fact, last + timedelta(days=1))


def test_a_law_is_no_longer_good_after_its_last_day() -> None:
    amended = replace(FACT, trust="law", valid_to=date(2027, 3, 1))
    assert not trust.is_stale(amended, date(2027, 3, 1))
    assert trust.is_stale(amended, date(2027, 3, 2))
    shortened = replace(FACT, valid_to=date(2026, 9, 1))
    assert trust.expires(shortened) == date(2026, 9, 1)


@given(GRADES, st.sampled_from([None, *get_args(About)]), DAYS, DAYS, DAYS)
def test_what_was_stale_stays_stale(
    grade: Trust, about: About | None, checked: date, today: date, later: date
) -> None:
    fact = replace(FACT, trust=grade, about=about, checked=checked)
    today, later = sorted((today, later))
    assert trust.is_stale(fact, later) or not trust.is_stale(fact, today)
    assert not trust.is_stale(fact, checked + timedelta(days=trust.FRESH_FOR))


@given(st.lists(GRADES))
def test_the_worst_trust_is_the_last_in_the_order(grades: list[Trust]) -> None:
    facts = {str(n): replace(FACT, id=str(n), trust=grade) for n, grade in enumerate(grades)}
    worst = trust.worst_trust([*facts, "nothing"], facts)
    assert worst == (max(grades, key=TRUSTS.index) if grades else None)


def test_an_addition_of_the_persons_is_told_from_what_ships() -> None:
    facts = {"a": FACT, "b": replace(FACT, id="b", added=True)}
    assert trust.rests_on_added(["a", "b"], facts)
    assert not trust.rests_on_added(["a", "nothing"], facts)


def test_a_path_rests_on_the_facts_of_its_remarks_steps_and_troubles_each_once() -> None:
    for name in knowledge.path_ids():
        path, facts = knowledge.path(name), knowledge.facts()
        ids = trust.fact_ids_of(path)
        assert len(set(ids)) == len(ids)
        behind = {fact for step in path.steps for fact in step.facts}
        behind |= {fact for step in path.steps for each in step.troubles for fact in each.facts}
        behind |= {r.fact for r in (*path.needs, *path.consequences, *path.warnings) if r.fact}
        assert set(ids) == behind
        confirmed = [i for i in ids if trust.is_confirmed(facts[i].trust)]
        assert trust.count_confirmed(path, facts) == (len(confirmed), len(ids))
        press, know = trust.known_of(path, facts)
        assert press.of == len(path.steps) * any(step.facts for step in path.steps)
        assert know.of == len(ids) - len({fact for step in path.steps for fact in step.facts})


def test_no_step_in_sferum_itself_is_confirmed() -> None:
    press, know = trust.known_of(knowledge.path("gosuslugi"), knowledge.facts())
    assert (press.confirmed, press.of) == (0, 5)
    assert know.confirmed > 0


@over(knowledge.path_ids(), ROLES)
def test_as_many_steps_are_counted_as_the_role_walks(name: str, role: Role) -> None:
    """The head of the page names the same number."""
    steps = knowledge.path(name).steps_for(role)
    press, _ = trust.known_of(knowledge.path(name), knowledge.facts(), role)
    assert press.of == len(steps) * any(step.facts for step in steps)


@given(DAYS)
def test_a_claim_has_no_negative_age(today: date) -> None:
    claim = FactInUse(FACT, (), today)
    assert claim.age == max(0, (today - DAY).days)
    assert claim.stale == (today > date(2027, 8, 31))
