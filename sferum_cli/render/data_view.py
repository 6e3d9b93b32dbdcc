"""The person's files on the screen and as JSON, and what a check of everything found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sferum_cli.core.health import Ill
from sferum_cli.core.lint import Finding
from sferum_cli.render.blocks import Block, Command, Heading, Items, Pairs, Text
from sferum_cli.text import day, t

MOST = 40  # files named on the screen; --json names them all


def where_page(
    places: Sequence[tuple[str, Path, bool]], files: Sequence[tuple[str, str]]
) -> list[Block]:
    """Each place with what it holds, then each file.

    ``places`` are (name, path, whether it exists), ``files`` (name, kind).
    """
    rows = tuple(
        (t(f"data.{name}"), f"{path}" if exists else f"{path} ({t('data.absent')})")
        for name, path, exists in places
    )
    blocks: list[Block] = [Heading(t("data.title")), Pairs(rows)]
    if files:
        blocks.append(Items(tuple(file_lines(files)), t("data.files")))
    return [*blocks, Text(t("data.private"), "quiet")]


def file_lines(files: Sequence[tuple[str, str]]) -> list[str]:
    """Files (name, kind) with what they hold, and how many more there are."""
    lines = [f"{name}: {t(f'data.kind.{kind}')}" for name, kind in files[:MOST]]
    return lines if len(files) <= MOST else [*lines, t("data.more", n=len(files) - MOST)]


def where_shape(places: Mapping[str, Path], files: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The JSON of ``data where``: absolute paths by name, and every file with its kind."""
    paths = {name: str(path) for name, path in places.items()}
    return {**paths, "files": [{"name": n, "kind": k} for n, k in files]}


def check_page(
    damaged: Sequence[str],
    findings: Sequence[Finding],
    hints: Sequence[str],
    others: Sequence[Block],
    *,
    ills: Sequence[Ill] = (),
    mended: Sequence[Ill] = (),
) -> list[Block]:
    """What was ``mended``; what is unreadable (in sentences, with what to do), what the lint found,
    ``others`` and what else is wrong with the folder (``ills``), or that all is well.
    """
    blocks: list[Block] = []
    if mended:
        blocks.append(Items(tuple(map(ill_line, mended)), t("data.mended"), tone="good"))
    if not (damaged or findings or others or ills):
        return [*blocks, Text(t("data.sound"), "good")]
    if damaged:
        blocks.append(Items(tuple(damaged), t("data.damaged"), tone="danger"))
        blocks += [Text(hint) for hint in dict.fromkeys(hints)]
    blocks += others
    if ills:
        more = (t("data.more_ills", n=len(ills) - MOST),) if len(ills) > MOST else ()
        lines = (*map(ill_line, ills[:MOST]), *more)
        blocks.append(Items(lines, t("data.ills"), tone="warn"))
    if findings:
        blocks.append(Items(tuple(_line(each) for each in findings), t("data.findings")))
    if any(ill.mendable for ill in ills):
        return [*blocks, Command("sferum data check --fix", t("data.fix_why"), t("home.next"))]
    return [*blocks, Command("sferum data where", t("data.where_why"), t("home.next"))]


def ill_line(ill: Ill) -> str:
    """One thing that is wrong with the folder, in words."""
    values = dict(ill.values)
    if (cause := values.get("cause", "other")) != "other":
        values["problem"] = t(f"cause.{cause}")
    days = {name: day(value) for name, value in values.items() if isinstance(value, date)}
    return t(f"ill.{ill.kind}", file=ill.file or t("ill.folder"), **{**values, **days})


def ill_shape(ill: Ill) -> dict[str, Any]:
    """The JSON of one thing that is wrong with the folder."""
    told = {"kind": ill.kind, "file": ill.file, "mendable": ill.mendable, "note": ill.note}
    return {**told, "message": ill_line(ill)}


def check_shape(damaged: Sequence[tuple[str, str]], findings: Sequence[Finding]) -> dict[str, Any]:
    """The JSON of ``data check``; ``damaged`` are (key, sentence)."""
    return {
        "sound": not damaged and not findings,
        "damaged": [{"key": key, "message": message} for key, message in damaged],
        "findings": [
            {"code": each.code, "where": each.where, "value": each.value, "message": _line(each)}
            for each in findings
        ],
    }


def _line(finding: Finding) -> str:
    value = f" ({finding.value})" if finding.value else ""
    return f"{finding.where}: {t(f'lint.{finding.code}')}{value}"
