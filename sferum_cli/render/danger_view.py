"""The stop screen: what to do now and the one contact, on the screen and as JSON."""

from __future__ import annotations

from typing import Any

from sferum_cli.core.codes import Language
from sferum_cli.core.danger import Stop
from sferum_cli.core.knowledge import Contact
from sferum_cli.render.blocks import Block, Command, Heading, Items, Text
from sferum_cli.render.knowledge_shapes import contact_shape
from sferum_cli.render.trust_view import mark, mark_added
from sferum_cli.text import t


def stop_page(stop: Stop, lang: Language) -> list[Block]:
    """One screen: the danger, what to do now, whom to turn to."""
    danger = stop.danger
    page: list[Block] = [
        Heading(danger.title.pick(lang)),
        Items(tuple(danger.text.pick(lang).splitlines()), numbered=True),
        Text(_turn_to(stop.contact, lang), "danger"),
    ]
    if danger.path:
        page.append(Command(f"sferum guide {danger.path}", t("danger.how")))
    return page


def stop_shape(stop: Stop, lang: Language) -> dict[str, Any]:
    """The same for programs; ``text`` is the whole screen but its title."""
    danger = stop.danger
    steps = danger.text.pick(lang).splitlines()
    lines = [f"{n}. {step}" for n, step in enumerate(steps, start=1)]
    return {
        "id": danger.id,
        "title": danger.title.pick(lang),
        "text": "\n".join([*lines, _turn_to(stop.contact, lang)]),
        "contact": contact_shape(stop.contact, lang),
    }


def _turn_to(contact: Contact, lang: Language) -> str:
    title = contact.title.pick(lang)
    if contact.kind == "phone":
        number = mark_added(mark(contact.value, contact.trust), added=contact.added)
        return t("danger.call", title=title, number=number)
    return t("danger.write", title=mark_added(mark(title, contact.trust), added=contact.added))
