"""Earlier copies on the screen and as JSON: the list, and what one of them would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sferum_cli.render.blocks import Block, Command, Heading, Items, Pairs, Text
from sferum_cli.render.ledger_shapes import SCHEMA
from sferum_cli.text import day, t

Row = Mapping[str, Any]
"""A copy: n, name, of, time (aware, the person's own), foreign, same (as now), damage (words, or
empty), and the counts requests, open, events, walks, people."""


def copies_page(rows: Sequence[Row]) -> list[Block]:
    """The list, and how to look at one of them."""
    if not rows:
        return [Text(t("restore.none"))]
    fit = [row for row in rows if not row["damage"] and not row["same"]]
    best = next((row for row in fit if row["of"] == "state"), next(iter(fit), rows[0]))
    told = tuple(f"{when(row['time'])}. {_what(row)}" for row in rows)
    return [
        Heading(t("restore.title")),
        Items(told, numbered=True),
        Command(f"sferum data restore {best['n']}", t("restore.how"), t("home.next")),
    ]


def copies_shape(rows: Sequence[Row]) -> dict[str, Any]:
    """The JSON of ``data restore``."""
    return {"schema": SCHEMA, "backups": [copy_shape(row) for row in rows]}


def copy_shape(row: Row) -> dict[str, Any]:
    """The JSON of one copy."""
    damage = row["damage"]
    return {
        **row, "time": row["time"].isoformat(), "damage": damage or None, "sound": not damage,
    }  # fmt: skip


def preview_page(
    row: Row, now: Row, differs: Mapping[str, Sequence[str]], *, newer: bool
) -> list[Block]:
    """What a copy holds and what would differ; ``newer``: a newer program wrote the present."""
    title = t("restore.preview", n=row["n"], when=when(row["time"]))
    pairs = [(t("restore.copy"), _what(row)), (t("restore.now"), _what(now))]
    blocks: list[Block] = [Heading(title), Pairs(tuple(pairs))]
    if newer:
        return [*blocks, Text(t("restore.newer"), "warn")]
    if now["damage"]:
        return [*blocks, Text(t("restore.keeps_damaged"))]
    lines = [
        t(f"restore.{kind}", ids=", ".join(ids)) for kind, ids in differs.items() if ids
    ]  # fmt: skip
    if lines:
        blocks.append(Items(tuple(lines), t("restore.differs")))
    else:
        blocks.append(Text(t("restore.no_difference")))
    return [*blocks, Text(t("restore.keeps_present"), "quiet")]


def restored_page(row: Row, kept: str) -> list[Block]:
    """It is done, and where what was there before has gone."""
    blocks: list[Block] = [Text(t("restore.done", when=when(row["time"])), "good")]
    if kept:
        blocks.append(Text(t("restore.kept", file=kept)))
    command = "sferum status" if row["of"] == "state" else "sferum people list"
    return [*blocks, Command(command, label=t("home.next"))]


def doubles_page(rows: Sequence[Row], unfinished: Sequence[str]) -> list[Block]:
    """Copies that lie beside the files that count (rows with ``newer``), and a cut-off import."""
    blocks: list[Block] = []
    if rows:
        bare = {"foreign": False, "same": False}
        ours = {row["of"]: {**row, **row["now"], **bare} for row in rows}
        lines = [t("double.ours", name=f"{of}.toml", what=_what(now)) for of, now in ours.items()]
        lines += [_double(row) for row in rows]
        best = next((row for row in rows if not row["damage"]), rows[0])
        blocks += [Items(tuple(lines), t("double.title"), tone="warn"), Text(t("double.how"))]
        blocks.append(Command(f"sferum data restore {best['n']}", t("double.look")))
    if unfinished:
        blocks.append(Text(t("double.unfinished", names=", ".join(unfinished)), "warn"))
    return blocks


def _double(row: Row) -> str:
    return t(
        "double.line",
        name=row["name"],
        age=t("double.newer" if row["newer"] else "double.older"),
        when=when(row["time"]),
        what=_what({**row, "foreign": False}),
    )


def when(moment: datetime) -> str:
    """A day and a time of day."""
    return t("restore.when", day=day(moment), time=f"{moment.hour:02}:{moment.minute:02}")


def _what(row: Row) -> str:
    of = t(f"restore.of.{row['of']}")
    if row["damage"]:
        told = t("restore.damaged", why=row["damage"])
    elif row["of"] == "people":
        told = t("restore.people", people=row["people"])
    else:
        counts = ("requests", "open", "events", "walks")
        told = t("restore.state", **{name: row[name] for name in counts})
    notes = [t(f"restore.{note}") for note in ("same", "foreign") if row[note]]
    return f"{of}: {told}{''.join(f' ({note})' for note in notes)}"
