"""The report as an answer: where its page lies and how to send it on, and its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sferum_cli.core.report import CaseReport
from sferum_cli.render.blocks import Block, Command, Text
from sferum_cli.render.ledger_shapes import json_value
from sferum_cli.text import t


def report_written(file: str, *, names: bool, person: str | None = None) -> list[Block]:
    """That the page (of ``person``, when given) is there, and how to send it on."""
    if not names:
        return [Text(t("report.page.written", file=file), "good"), Text(t("report.page.nameless"))]
    command = f"sferum report --person {person}" if person else "sferum report"
    return [
        Text(t("report.page.written", file=file), "good"),
        Command(
            f"{command} --no-names -o no-names.html",
            t("report.page.names"),
            t("report.page.send"),
        ),
    ]


def nothing_to_tell() -> list[Block]:
    """There is no case yet."""
    return [Text(t("report.page.nothing")), Command("sferum start", "", t("home.next"))]


def report_shape(cases: Sequence[CaseReport], file: str | None, *, names: bool) -> dict[str, Any]:
    """The JSON of ``report``: the file, and each case in short."""
    return {
        "file": file,
        "names": names,
        "cases": [
            {
                "id": each.plan.case.id,
                "person": (each.plan.case.alias or None) if names else None,
                "turn": each.turn,
                "due": json_value(each.first.due.date) if each.first and each.first.due else None,
                "done": each.plan.plan.done,
                "of": len([s for s in each.plan.plan.counted if each.plan.wanted or s.request]),
                "requests": [item.request.id for item in each.items],
            }
            for each in cases
        ],
    }
