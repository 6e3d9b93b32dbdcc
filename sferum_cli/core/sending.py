"""How a letter goes out: the steps of each channel, and what e-mail is worth."""

from __future__ import annotations

from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import Bilingual


@frozen
class SendingStep:
    """One thing to do, with the facts it rests on."""

    text: Bilingual
    facts: tuple[str, ...] = ()


@frozen
class SendingChannel:
    """A way for a letter and its steps, in order."""

    id: str
    steps: tuple[SendingStep, ...]


@frozen
class Sending:
    """All the channels, and the warnings of e-mail.

    ``mail_zones`` are the ends of addresses to which a body answers (59-FZ, art. 7 p. 3),
    ``foreign_zone`` what is said of others. ``no_appeal`` is for a state body, ``weak`` for a
    company.
    """

    channels: tuple[SendingChannel, ...]
    mail_zones: tuple[str, ...]
    foreign_zone: Bilingual
    no_appeal: Bilingual
    weak: Bilingual
    zone_facts: tuple[str, ...] = ()
    mail_facts: tuple[str, ...] = ()

    def steps(self, channel: str) -> tuple[Bilingual, ...]:
        """What to do by ``channel``; nothing where it has no steps."""
        found = (each.steps for each in self.channels if each.id == channel)
        return tuple(step.text for step in next(found, ()))

    def answers_to(self, address: str) -> bool:
        """Whether a body answers to that e-mail address."""
        return address.lower().endswith(self.mail_zones)
