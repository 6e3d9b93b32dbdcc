"""The shapes of what the program knows: sources, facts, contacts and guided paths."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from sferum_cli.core.codes import Addressee, Channel, InstitutionKind, Language
from sferum_cli.core.frozen import frozen

# The best known first.
Trust = Literal[
    "law", "law_restated", "official", "vendor", "seen",
    "press", "article", "unconfirmed", "contradicted",
]  # fmt: skip
About = Literal["law", "menu", "statement"]
Grade = Literal["A", "B", "C", "D"]
ContactKind = Literal["email", "phone", "chat", "form", "site", "post"]
PathKind = Literal["unlink", "delete", "appeal"]
WayKind = Literal["retry", "step", "path", "guide", "support", "ladder", "end"]
EndEvent = Literal["done_by_user", "sent"]
SchoolKind = Literal["state", "municipal", "private"]
Role = Literal["student", "parent", "teacher"]
WebPage = str  # the address of a web page that may be shown as a link (core.links)

ROLES: tuple[Role, ...] = ("student", "parent", "teacher")
TRUSTS: tuple[Trust, ...] = get_args(Trust)


@frozen
class Bilingual:
    """One sentence in both languages."""

    ru: str
    en: str

    def pick(self, language: Language) -> str:
        """The sentence in ``language`` ("ru" or "en")."""
        return self.en if language == "en" else self.ru


@frozen
class Source:
    """Where facts come from. ``grade`` is A (law, federal body) to D (content farm)."""

    id: str
    title: Bilingual
    grade: Grade
    url: WebPage | None = None
    date: str | None = None


@frozen
class Fact:
    """One claim that can be wrong, with its first source, its trust and the day it was checked.

    ``against`` names sources that say otherwise. ``about`` tells how fast the check ages; None
    where the trust says it. ``valid_from`` and ``valid_to`` are the first and the last day on
    which the claim holds, where such a day is known.
    """

    id: str
    text: Bilingual
    sources: tuple[str, ...]
    trust: Trust
    checked: date
    against: tuple[str, ...] = ()
    about: About | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    added: bool = False


@frozen
class Contact:
    """A way to reach somebody. ``papers`` tells whether documents may be sent there at all."""

    id: str
    kind: ContactKind
    value: str
    title: Bilingual
    source: str
    trust: Trust
    checked: date
    note: Bilingual | None = None
    papers: bool = False
    added: bool = False


@frozen
class Condition:
    """A condition as data: empty means always, otherwise the role must be among ``roles``.

    ``institutions`` narrows a path before anybody sees it (``core.institutions``); ``channels``
    those of a letter at which a trouble can come up.
    """

    roles: tuple[Role, ...] = ()
    institutions: tuple[InstitutionKind, ...] = ()
    channels: tuple[Channel, ...] = ()

    def fits(self, role: Role | None, channel: Channel | None = None) -> bool:
        """Whether this holds for ``role`` and ``channel``; what is not known fits."""
        return (not self.roles or role is None or role in self.roles) and (
            not self.channels or channel is None or channel in self.channels
        )


@frozen
class Target:
    """Where a way leads. ``retry`` is the same step again; ``step``, ``path`` and ``guide`` have
    an ``id``, and ``end`` the outcome with which the walk ends.
    """

    kind: WayKind
    id: str = ""

    @property
    def word(self) -> str:
        """As it is written and answered: ``path:school``."""
        return f"{self.kind}:{self.id}" if self.id else self.kind


@frozen
class Way:
    """A way on from a trouble."""

    to: Target
    text: Bilingual
    when: Condition = Condition()


@frozen
class Trouble:
    """What can go wrong at a step, why, and the ways on."""

    id: str
    title: Bilingual
    advice: Bilingual
    ways: tuple[Way, ...]
    facts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    when: Condition = Condition()


@frozen
class Step:
    """One thing the person does; ``more`` is what they read who want to know more of it.

    ``action`` does it inside the walk: ``letter:KIND`` (``letter``: the kind that fits the case),
    ``log:EVENT``, ``escalate``, ``evidence``, ``path:ID``.
    """

    id: str
    title: Bilingual
    detail: Bilingual | None = None
    more: Bilingual | None = None
    url: WebPage | None = None
    facts: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    when: Condition = Condition()
    action: str = ""


@frozen
class Remark:
    """A consequence, a warning or a thing to have at hand, with the fact behind it."""

    text: Bilingual
    fact: str | None = None
    when: Condition = Condition()


@frozen
class Ending:
    """What the walk asks at its end and which event each answer records.

    ``event`` is ``done_by_user`` or ``sent``. ``verify`` tells whether a "yes" can already be
    the person's own check of the result; where it cannot (a deletion takes days), it is a claim.
    ``then`` is what is to be known afterwards; the days to look at something are told anyway.
    """

    question: Bilingual
    yes: Bilingual
    later: Bilingual
    no: Bilingual
    event: EndEvent
    verify: bool
    check: Bilingual
    then: Bilingual | None = None
    when: Condition = Condition()


@frozen
class PathHead:
    """What a list of requests or of paths needs of a guided path: the first lines of its file."""

    id: str
    kind: PathKind
    title: Bilingual
    minutes: int
    deadlines: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ROLES
    check_after: str = ""
    checked: date | None = None
    order: int = 100
    added: bool = False
    also_unlink: bool = False
    institutions: tuple[InstitutionKind, ...] = ()


@frozen
class GuidedPath:
    """A guided way to one goal. ``also_unlink``: `unlink` offers it though it deletes something.

    ``institutions`` are the kinds at which there is such a thing, all of them where it is empty.
    ``addressee`` is who is written to where the ``rung`` alone does not tell it. ``better`` are
    paths to walk rather, ``same`` those that reach the same: where one works, this is done too.
    """

    id: str
    kind: PathKind
    title: Bilingual
    summary: Bilingual
    known: Bilingual
    minutes: int
    steps: tuple[Step, ...]
    endings: tuple[Ending, ...]
    needs: tuple[Remark, ...] = ()
    consequences: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
    contacts: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    better: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ROLES
    by_role: bool = False
    rung: int = 0
    addressee: Addressee | None = None
    check_after: str = ""
    checked: date | None = None
    order: int = 100
    added: bool = False
    also_unlink: bool = False
    institutions: tuple[InstitutionKind, ...] = ()

    def steps_for(self, role: Role | None) -> tuple[Step, ...]:
        """The steps that ``role`` walks, in order; all of them when the role is not known."""
        return tuple(step for step in self.steps if step.when.fits(role))

    def ending_for(self, role: Role | None) -> Ending:
        """The ending for ``role``: the first that fits."""
        return next(ending for ending in self.endings if ending.when.fits(role))


def is_at(path: PathHead | GuidedPath, kind: InstitutionKind) -> bool:
    """Whether there is such a thing as ``path`` is about at such an institution."""
    return not path.institutions or kind in path.institutions
