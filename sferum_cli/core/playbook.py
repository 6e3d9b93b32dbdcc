"""The playbook: what somebody who has done it before would say at a moment of a request."""

from __future__ import annotations

from collections.abc import Iterable

from sferum_cli.core.codes import (
    ActingAs,
    Addressee,
    Channel,
    EventType,
    InstitutionKind,
    Situation,
    Status,
    Timing,
)
from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import Bilingual, Condition, Role
from sferum_cli.core.outlook import Reason


@frozen
class Reply:
    """A usual answer of theirs and what to say to it.

    ``to`` are those who give it, ``acting`` as what those act who hear it; empty for anybody.
    """

    they: Bilingual
    you: Bilingual
    facts: tuple[str, ...] = ()
    when: Condition = Condition()
    to: tuple[Addressee, ...] = ()
    acting: tuple[ActingAs, ...] = ()


@frozen
class Play:
    """What to do at one moment.

    ``at`` are the moments, in the words of ``moments_of``. ``first`` is the line that may stand
    alone. ``bring`` is what to have at hand, ``say`` are at most three sentences for the phone,
    ``proof`` is what to keep, ``replies`` are their usual answers and yours. ``to`` are those with
    whom it is played; empty for anybody.
    """

    id: str
    at: tuple[str, ...]
    title: Bilingual
    first: Bilingual
    bring: tuple[Bilingual, ...]
    say: tuple[Bilingual, ...]
    proof: tuple[Bilingual, ...]
    replies: tuple[Reply, ...] = ()
    facts: tuple[str, ...] = ()
    when: Condition = Condition()
    to: tuple[Addressee, ...] = ()


def moments_of(
    *,
    event: EventType | None = None,
    result: str = "",
    status: Status | None = None,
    timing: Timing | None = None,
    channel: Channel | None = None,
    situation: Situation | None = None,
    following: Reason | None = None,
    fixed: bool = False,
) -> tuple[str, ...]:
    """The moments that these codes name, the most telling first.

    ``result`` is the result or reason of the event (a reason may be any words), ``channel`` the
    one it went by; ``following`` is why the next thing to do is the next; ``fixed`` that none
    of the terms that are over may be extended.
    """
    found = [f"{event}:{each}" for each in (result, channel) if event and each]
    found += [event] if event else []
    for moment in filter(None, (following and f"next:{following}", timing and f"timing:{timing}")):
        found += [f"{moment}:fixed", moment] if fixed else [moment]
    found += [f"status:{status}:{channel}"] if status and channel else []
    found += [f"status:{status}"] if status else []
    return (*found, *([f"situation:{situation}"] if situation else []))


def plays_for(
    plays: Iterable[Play],
    moments: tuple[str, ...],
    *,
    role: Role | None = None,
    institution: InstitutionKind | None = None,
    addressee: Addressee | None = None,
) -> tuple[Play, ...]:
    """The plays that fit one of the ``moments`` (see ``moments_of``), the most telling first.

    What is not known fits every condition; replies for others are left out by ``replies_for``.
    """
    ranked = [
        (min(moments.index(each) for each in play.at if each in moments), n, play)
        for n, play in enumerate(plays)
        if set(play.at) & set(moments) and _fits(play, role, institution, addressee)
    ]
    return tuple(play for _, _, play in sorted(ranked, key=lambda row: row[:2]))


def replies_for(
    play: Play,
    *,
    role: Role | None = None,
    institution: InstitutionKind | None = None,
    addressee: Addressee | None = None,
    acting: ActingAs | None = None,
) -> tuple[Reply, ...]:
    """The usual answers of ``addressee`` to such a person of such an institution, with yours.

    Who did not say what they are to the child is taken for a parent.
    """
    return tuple(
        each for each in play.replies
        if _fits(each, role, institution, addressee)
        and (not each.acting or (acting or "parent") in each.acting)
    )  # fmt: skip


def _fits(
    told: Play | Reply,
    role: Role | None,
    institution: InstitutionKind | None,
    addressee: Addressee | None,
) -> bool:
    kinds = told.when.institutions
    return (
        told.when.fits(role)
        and (not kinds or institution is None or institution in kinds)
        and (not told.to or addressee is None or addressee in told.to)
    )
