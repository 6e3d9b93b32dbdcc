"""What is read in part is what reading the whole would give."""

from __future__ import annotations

from misses import over

from sferum_cli.core.frozen import fields_of
from sferum_cli.shelf import deadlines, knowledge


@over(knowledge.path_ids())
def test_the_head_of_a_path_is_what_its_whole_file_says(path_id: str) -> None:
    head, whole = knowledge.path_head(path_id), knowledge.path(path_id)
    assert fields_of(head) == {name: getattr(whole, name) for name in fields_of(head)}


def test_every_fact_and_contact_can_be_read_without_the_others() -> None:
    facts, contacts = knowledge.facts(), knowledge.contacts()
    assert knowledge.facts_of(facts) == facts
    assert knowledge.contacts_of(tuple(contacts)) == tuple(contacts.values())
    some = list(facts)[3::40]
    assert knowledge.facts_of(some) == {name: facts[name] for name in some}


def test_every_rule_can_be_read_without_the_others() -> None:
    known = deadlines.all_rules()
    assert deadlines.rules_of(tuple(known)) == tuple(known.values())
    assert [deadlines.rules_of((name,)) for name in known] == [(rule,) for rule in known.values()]
    assert deadlines.rules_of(("nothing",)) == ()


def test_a_fact_that_is_not_there_is_left_out() -> None:
    assert knowledge.facts_of(["nothing"]) == {}
