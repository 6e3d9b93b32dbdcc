"""How a letter goes out: the steps of each channel, and what e-mail is worth."""

from __future__ import annotations

from sferum_cli.core.codes import Channel
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.knowledge import Bilingual, Step


@frozen
class SendingStep:
    """One thing to do, with the facts it rests on."""

    text: Bilingual
    facts: tuple[str, ...] = ()


@frozen
class SendingChannel:
    """A channel of letters and its steps, in order.

    ``title`` is what it comes to in a walk; without one a step of a walk says it in its own words.
    """

    id: Channel
    steps: tuple[SendingStep, ...]
    title: Bilingual | None = None


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

    def steps(self, channel: Channel) -> tuple[Bilingual, ...]:
        """What to do by ``channel``; nothing where it has no steps."""
        found = (each.steps for each in self.channels if each.id == channel)
        return tuple(step.text for step in next(found, ()))

    def step(self, step: Step, channel: Channel | None) -> Step:
        """``step`` of a walk, which sends a letter, in the words for that ``channel``."""
        found = next((each for each in self.channels if each.id == channel), None)
        if found is None or found.title is None:
            return step
        told = [each.text for each in found.steps]
        detail = Bilingual(" ".join(x.ru for x in told), " ".join(x.en for x in told))
        return replace(step, title=found.title, detail=detail, more=None, facts=())

    def answers_to(self, address: str) -> bool:
        """Whether a body answers to that e-mail address."""
        return address.lower().endswith(self.mail_zones)
