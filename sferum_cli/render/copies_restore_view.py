"""Earlier copies on the screen and as JSON: the list, and what one of them would change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sferum_cli.core.copies import Copy, Difference, Double, FileSummary
from sferum_cli.errors import DamagedFile
from sferum_cli.render.blocks import Block, Command, Heading, Items, Pairs, Text
from sferum_cli.render.error_view import reason
from sferum_cli.text import day, t


def copies_page(copies: Sequence[Copy]) -> list[Block]:
    """The list, and how to look at one of them."""
    if not copies:
        return [Text(t("restore.none"))]
    fit = [copy for copy in copies if not copy.damage and not copy.same]
    best = next((copy for copy in fit if copy.of == "state"), next(iter(fit), copies[0]))
    lines = tuple(f"{when(copy.time)}. {_copy(copy)}" for copy in copies)
    return [
        Heading(t("restore.title")),
        Items(lines, numbered=True),
        Command(f"sferum data restore {best.number}", t("restore.how"), t("home.next")),
    ]


def copies_shape(copies: Sequence[Copy]) -> dict[str, Any]:
    """The list for programs."""
    return {"backups": [copy_shape(copy) for copy in copies]}


def copy_shape(copy: Copy) -> dict[str, Any]:
    """One copy for programs."""
    return {
        "n": copy.number,
        "name": copy.name,
        "of": copy.of,
        "time": copy.time.isoformat(),
        "foreign": copy.foreign,
        "same": copy.same,
        **_counts(copy.summary, copy.damage),
        "sound": copy.damage is None,
    }


def double_shape(double: Double) -> dict[str, Any]:
    """A copy that lies beside, with what the file that counts holds now."""
    now = _counts(double.differs.now, double.differs.damage)
    return {**copy_shape(double.copy), "newer": double.newer, "now": now}


def differs_shape(differs: Difference) -> dict[str, Any]:
    """What would become other, for programs."""
    return {"returns": differs.returns, "goes": differs.goes, "changes": differs.changes}


def _counts(summary: FileSummary | None, damage: DamagedFile | None) -> dict[str, Any]:
    if summary is None:
        return {"damage": reason(damage) if damage else None}
    return {
        "requests": summary.requests,
        "open": summary.open,
        "events": summary.events,
        "walks": summary.walks,
        "people": summary.people,
        "damage": None,
    }


def restore_preview_page(copy: Copy, differs: Difference, *, newer: bool) -> list[Block]:
    """What a copy holds and what would differ; ``newer``: a newer program wrote the present."""
    title = t("restore.preview", n=copy.number, when=when(copy.time))
    now = _holds(copy.of, differs.now, differs.damage)
    pairs = ((t("restore.copy"), _copy(copy)), (t("restore.now"), now))
    blocks: list[Block] = [Heading(title), Pairs(pairs)]
    if newer:
        return [*blocks, Text(t("restore.newer"), "warn")]
    if differs.damage:
        return [*blocks, Text(t("restore.keeps_damaged"))]
    lines = [
        t(f"restore.{kind}", ids=", ".join(ids))
        for kind, ids in differs_shape(differs).items()
        if ids
    ]
    if lines:
        blocks.append(Items(tuple(lines), t("restore.differs")))
    else:
        blocks.append(Text(t("restore.no_difference")))
    return [*blocks, Text(t("restore.keeps_present"), "quiet")]


def restored_page(copy: Copy, kept: str) -> list[Block]:
    """It is done, and where what was there before has gone."""
    blocks: list[Block] = [Text(t("restore.done", when=when(copy.time)), "good")]
    if kept:
        blocks.append(Text(t("restore.kept", file=kept)))
    command = "sferum status" if copy.of == "state" else "sferum people list"
    if copy.of == "state":
        blocks.append(Command("sferum calendar --force", label=t("restore.calendar")))
    return [*blocks, Command(command, label=t("home.next"))]


def doubles_page(doubles: Sequence[Double]) -> list[Block]:
    """Copies that lie beside the files that count."""
    blocks: list[Block] = []
    if doubles:
        ours = {double.copy.of: double.differs for double in doubles}
        lines = [
            t("double.ours", name=f"{of}.toml", what=_holds(of, differs.now, differs.damage))
            for of, differs in ours.items()
        ]
        lines += [_double(double.copy, newer=double.newer) for double in doubles]
        fit = (double.copy for double in doubles if not double.copy.damage)
        best = next(fit, doubles[0].copy)
        blocks += [Items(tuple(lines), t("double.title"), tone="warn"), Text(t("double.how"))]
        blocks.append(Command(f"sferum data restore {best.number}", t("double.look")))
    return blocks


def _double(copy: Copy, *, newer: bool) -> str:
    same = f" ({t('restore.same')})" if copy.same else ""
    return t(
        "double.line",
        name=copy.name,
        age=t("double.newer" if newer else "double.older"),
        when=when(copy.time),
        what=_holds(copy.of, copy.summary, copy.damage) + same,
    )


def when(moment: datetime) -> str:
    """A day and a time of day."""
    return t("restore.when", day=day(moment), time=f"{moment.hour:02}:{moment.minute:02}")


def _copy(copy: Copy) -> str:
    notes = [t(f"restore.{note}") for note in ("same", "foreign") if getattr(copy, note)]
    what = _holds(copy.of, copy.summary, copy.damage)
    return f"{what}{''.join(f' ({note})' for note in notes)}"


def _holds(of: str, summary: FileSummary | None, damage: DamagedFile | None) -> str:
    """What a file holds in a line, or why that cannot be said."""
    if summary is None:
        inside = t("restore.damaged", why=reason(damage) if damage else "")
    elif of == "people":
        inside = t("restore.people", people=summary.people)
    else:
        inside = t(
            "restore.state", requests=summary.requests, open=summary.open, events=summary.events,
            walks=summary.walks,
        )  # fmt: skip
    return f"{t(f'restore.of.{of}')}: {inside}"
