"""Whom to turn to on the screen, and what to have ready."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sferum_cli.core.knowledge import Contact, Fact, Remark, Role
from sferum_cli.render.blocks import Block, Command, Heading, Items, Pairs, Panel, Text
from sferum_cli.render.guide_view import remarks
from sferum_cli.render.trust_view import contact_line, mark
from sferum_cli.text import language, t

CONTACTS, READY = 3, 2  # of the short screen


def support_page(
    contacts: Sequence[Contact],
    prepare: Sequence[Remark],
    facts: Mapping[str, Fact],
    role: Role | None = None,
    *,
    every: bool = True,
    command: str = "",
) -> list[Block]:
    """Whom to turn to, in which order, and what to have ready.

    Unless ``every`` contact is wanted it is one screen: the first to try, the nearest others and
    the ``command`` that shows the rest.
    """
    lang = language()
    ready = [each.text.pick(lang) for each in prepare if each.when.fits(role)]
    rows = [contact_line(contact, lang) for contact in contacts]
    if every:
        return [
            Heading(t("support.title")),
            Text(t("support.order")),
            Pairs(tuple(rows), t("guide.contacts")),
            Items(remarks(prepare, role, facts), t("support.prepare")),
            Panel(t("support.never_title"), (t("support.never"),), "warn"),
        ]
    briefly = [mark(contact.value, contact.trust) for contact in contacts[1:CONTACTS]]
    more = len(contacts) - CONTACTS
    others = tuple((row[0], said) for row, said in zip(rows[1:CONTACTS], briefly, strict=True))
    return [
        Heading(t("support.title")),
        *([Pairs((rows[0],), t("support.first"))] if rows else []),
        *([Pairs(others, t("support.then"))] if others else []),
        Items(tuple(ready[:READY]), t("support.prepare")),
        Text(t("support.never"), "warn"),
        *([Command(command, "", t("support.more", n=more))] if command and more > 0 else []),
    ]
