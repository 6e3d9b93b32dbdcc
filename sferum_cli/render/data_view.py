"""The person's files on the screen and as JSON, and what a check of everything found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sferum_cli.core.lint import Finding
from sferum_cli.render.blocks import Block, Command, Heading, Items, Pairs, Text
from sferum_cli.render.shapes import SCHEMA
from sferum_cli.text import t


def where_page(places: Sequence[tuple[str, Path, bool]]) -> list[Block]:
    """Each place with what it holds; places are (name, path, whether it exists)."""
    rows = tuple(
        (t(f"data.{name}"), f"{path}" if exists else f"{path} ({t('data.absent')})")
        for name, path, exists in places
    )
    return [Heading(t("data.title")), Pairs(rows), Text(t("data.private"), "quiet")]


def where_shape(places: Mapping[str, Path]) -> dict[str, Any]:
    """The JSON of ``data where``: absolute paths by name."""
    return {"schema": SCHEMA, **{name: str(path) for name, path in places.items()}}


def check_page(damaged: Sequence[str], findings: Sequence[Finding]) -> list[Block]:
    """What is unreadable (in sentences) and what the lint found, or that all is well."""
    if not damaged and not findings:
        return [Text(t("data.sound"), "good")]
    blocks: list[Block] = []
    if damaged:
        blocks.append(Items(tuple(damaged), t("data.damaged"), tone="danger"))
    if findings:
        blocks.append(Items(tuple(_line(each) for each in findings), t("data.findings")))
    where = "sferum data where"
    return [*blocks, Command(where, t("data.where_why"), t("home.next"))]


def check_shape(damaged: Sequence[tuple[str, str]], findings: Sequence[Finding]) -> dict[str, Any]:
    """The JSON of ``data check``; ``damaged`` are (key, sentence)."""
    return {
        "schema": SCHEMA,
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
