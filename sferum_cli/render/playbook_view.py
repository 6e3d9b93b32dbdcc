"""A play of the playbook on the screen: what to bring, to say, to keep, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence

from sferum_cli.core.knowledge import Bilingual
from sferum_cli.core.playbook import Play, replies_for
from sferum_cli.core.requests import Request
from sferum_cli.render.blocks import Block, Items, Text
from sferum_cli.text import language, t


def play_page(play: Play, request: Request) -> list[Block]:
    """The whole play, for the person and the addressee of ``request``."""
    lang = language()
    blocks: list[Block] = [Text(play.first.pick(lang), "good")]
    for key, lines in (("bring", play.bring), ("say", play.say), ("proof", play.proof)):
        blocks += _lines(f"play.{key}", lines)
    told = replies_told(play, request)
    return [*blocks, Items(told, t("play.replies"))] if told else blocks


def replies_told(play: Play, request: Request) -> tuple[str, ...]:
    """The usual answers of the addressee of ``request``, each with what to say to it."""
    lang, place = language(), request.institution.kind
    replies = replies_for(
        play, role=request.role, institution=place, addressee=request.addressee,
        acting=request.case.acting_as,
    )  # fmt: skip
    return tuple(
        t("play.reply", they=each.they.pick(lang), you=each.you.pick(lang)) for each in replies
    )


def _lines(key: str, lines: Sequence[Bilingual]) -> list[Block]:
    said = tuple(line.pick(language()) for line in lines)
    return [Items(said, t(key))] if said else []
