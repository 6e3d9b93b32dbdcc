"""What shows that it worked is what shows that the person is out, whatever was asked of whom."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

from conftest import Bench
from journal import START, happened, opened, outlooks
from misses import over

from sferum_cli.core.knowledge import Role
from sferum_cli.flows.checks import checks_for
from sferum_cli.shelf import knowledge


@over(knowledge.path_ids(), get_args(Role))
def test_the_checks_of_a_path_show_the_result_and_not_that_a_letter_was_handed_in(
    path: str, role: Role
) -> None:
    head = knowledge.path(path)
    if not any(ending.when.fits(role) for ending in head.endings):
        return
    ending = head.ending_for(role)
    alone = ending.event == "done_by_user"
    steps = ("done_by_user",) if alone else ("sent", "answered:done")
    state = happened(opened(path, role=role), *steps)
    (now,) = outlooks(state, today=START + timedelta(days=2))
    (later,) = outlooks(state, today=START + timedelta(days=80))
    shown = checks_for(later)
    assert shown
    assert (ending.check.ru in shown) == ending.verify
    if head.kind == "delete":
        assert checks_for(now) == ()  # to log in before its day may stop it
    elif not alone:
        assert checks_for(now) == shown
        assert shown[0].startswith(("Поиск", "Список"))


def test_nobody_is_told_to_log_in_while_a_deletion_runs(bench: Bench) -> None:
    bench.ok("delete", "--confirm", "--role", "parent", "--no-input")
    assert "попробуйте войти" not in bench.ok("log", "delete-1", "done_by_user")
    bench.today += timedelta(days=60)
    assert "попробуйте войти" in bench.ok("status", "delete-1")
