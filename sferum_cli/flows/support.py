"""Whom to turn to when the standard way fails."""

from __future__ import annotations

from sferum_cli.core.codes import InstitutionKind
from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import Contact, Fact, Remark
from sferum_cli.core.trust import is_doubtful
from sferum_cli.flows.cases import kind_here
from sferum_cli.flows.inputs import read_role
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.knowledge_shapes import contact_shape
from sferum_cli.render.support_view import support_page
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.institutions import USUAL
from sferum_cli.text import language

_AUTHORITIES = 3  # the rung from which on neither the institution nor the operator is asked


def support(
    session: Session,
    path_id: str | None,
    institution: str | None,
    *,
    role: str | None = None,
    every: bool = False,
) -> Answer:
    """Whom to turn to on one screen, or ``every`` contact of the path or of all.

    With ``role`` only what somebody of it has to prepare is named. Raises NotFound, BadUsage.
    """
    who = read_role(role)
    book = open_support(path_id, kind_here(session.folder, institution))
    lang = language()
    shape = {
        "contacts": [contact_shape(contact, lang) for contact in book.contacts],
        "prepare": [each.text.pick(lang) for each in book.prepare if each.when.fits(who)],
    }
    flag = f"--role {who}" if who else None
    command = " ".join(filter(None, ("sferum support", path_id, flag, "--all")))
    page = support_page(book.contacts, book.prepare, book.facts, who, every=every, command=command)
    return Answer(page, shape)


@frozen
class SupportBook:
    """Whom to turn to, first tried first, and what to have ready."""

    contacts: tuple[Contact, ...]
    prepare: tuple[Remark, ...]
    facts: dict[str, Fact]


def open_support(path_id: str | None, kind: InstitutionKind = USUAL) -> SupportBook:
    """The contacts of one path, or of all, the well-known first. Raises NotFound.

    Who turns to the authorities or a lawyer needs other papers than who writes to a support.
    """
    prepare, order = knowledge.support_advice(institution=kind)
    contacts = knowledge.contacts(institution=kind)
    path = knowledge.path(path_id, institution=kind) if path_id else None
    wanted = path.contacts if path else order
    if path and path.rung >= _AUTHORITIES:
        prepare = path.needs
    ids = [contact for contact in order if contact in wanted]
    ids += [contact for contact in wanted if contact not in ids]
    ids.sort(key=lambda name: is_doubtful(contacts[name].trust) and not contacts[name].added)
    return SupportBook(tuple(contacts[i] for i in ids), prepare, knowledge.facts())
