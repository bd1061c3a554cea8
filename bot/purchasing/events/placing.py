"""What happens to an attempt: it is sent, answered, refused, in doubt, held back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from bot.purchasing.events.base import AttemptEvent, RequestEvent
from bot.purchasing.lifecycle import AttemptState
from bot.purchasing.notices import approvals, operations, purchases
from bot.purchasing.notices.audience import Audience, Tell
from bot.purchasing.notices.base import Called
from bot.purchasing.person import Place
from bot.purchasing.requests.attempt import Attempt


class Claimed(AttemptEvent, kind="submitting", facts="epoch"):
    """An attempt was claimed: it is sent now."""

    epoch: int


class OrdersNamed(AttemptEvent, kind="placed", facts="orders"):
    """1688 named orders; the card waits for the look that brings their pay link."""

    orders: tuple[str, ...]
    missing: tuple[purchases.ToldFailure, ...] = ()
    """What 1688 left out."""

    def tells(self, now: datetime) -> Iterator[Tell]:
        if self.missing:
            notice = purchases.PartFailedNotice(about=self.about, lines=self.missing, orders=self.orders)
            yield Tell(notice, Audience.ASKED, f"part_failed:{self.attempt.id}")


class OrdersFound(AttemptEvent, kind="found", facts="orders", redraws=True):
    """The orders of an attempt were found after all, or a person attached them."""

    orders: tuple[str, ...]
    ordered_by: str = ""
    """Who ordered it on the site."""

    def tells(self, now: datetime) -> Iterator[Tell]:
        again = f":{self.attempt.version}" if self.attempt.state is AttemptState.CONFLICT else ""
        notice = purchases.FoundNotice(
            about=self.about, orders=self.orders, ordered_by=self.ordered_by,
            outside=self.attempt.placed_outside and self.attempt.by_hand is None,
        )  # fmt: skip
        yield Tell(notice, Audience.ASKED, f"found:{self.attempt.id}{again}")


class AttemptRefused(AttemptEvent, kind="refused", facts="code reason", redraws=True):
    """1688 refused, and no order exists."""

    code: str
    reason: str

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = purchases.RefusedNotice(about=self.about, reason=self.reason)
        yield Tell(notice, Audience.ASKED, f"refused:{self.attempt.id}")


class WouldBeOrdered(AttemptEvent, kind="dry_run", facts="gateway body_sha256", redraws=True):
    """A dry run: it would have been ordered now. The `admins` of the settings are shown the body of the call."""

    admins: frozenset[int]

    @property
    def gateway(self) -> str:
        return self.attempt.gateway

    @property
    def body_sha256(self) -> str:
        return sha256(self.attempt.body.encode()).hexdigest()

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice, asked_in = purchases.WouldBeOrderedNotice(about=self.about, gateway=self.gateway), self.request.place
        whole = replace(notice, body=self.attempt.body)
        yield Tell(whole if asked_in.chat_id in self.admins else notice, Audience.ASKED, f"dry_run:{self.attempt.id}")
        yield Tell(whole, self.admins - {asked_in.chat_id}, f"dry_run:{self.attempt.id}:body")


class FellInDoubt(AttemptEvent, kind="in_doubt", facts="reason", redraws=True):
    """Whether the order exists is not known; it is looked for from now on."""

    reason: str
    notice: purchases.InDoubtNotice | None = None

    def tells(self, now: datetime) -> Iterator[Tell]:
        if self.notice is not None:
            yield Tell(self.notice, Audience.ASKED, f"in_doubt:{self.attempt.id}:{self.attempt.epoch}")


class NotSent(AttemptEvent, kind="not_sent", facts="reason", redraws=True):
    """Surely nothing was ordered: 1688 does not answer, or does not take it from a program."""

    notice: purchases.NotSentNotice

    @property
    def reason(self) -> str:
        return self.notice.reason

    def tells(self, now: datetime) -> Iterator[Tell]:
        return not_sent_tells(self.notice, self.attempt)


class Rested(AttemptEvent, kind="rests", facts="orders", redraws=True):
    """An order that may be it is there: the attempt rests until people said whose it is."""

    orders: tuple[str, ...]

    def tells(self, now: datetime) -> Iterator[Tell]:
        for to in (Audience.ASKED, Audience.REQUESTER):
            yield Tell(approvals.RestsNotice(about=self.about), to, f"rests:{self.attempt.id}")


class Drifted(RequestEvent, kind="drifted", facts="fields"):
    """A price moved within the tolerance."""

    fields: dict[str, list[object]]


class Retried(AttemptEvent, kind="retried"):
    """A person had an attempt tried again that the program had given up."""


class TakenBack(AttemptEvent, kind="withdrawn", redraws=True):
    """What was approved and not sent yet was taken back, by the person of this name."""

    name: str
    group: Place | None
    """Where it was decided, if a team decided it."""

    def tells(self, now: datetime) -> Iterator[Tell]:
        if self.request.team_id is None:
            return
        places = {self.group.chat_id: self.group} if self.group is not None else {}
        if self.actor != self.request.requester.id:
            places[self.request.place.chat_id] = self.request.place
        notice = approvals.WithdrawnNotice(about=self.about, by=self.name)
        for place in places.values():
            yield Tell(notice, place, f"withdrawn:{self.request.id}:{place.chat_id}")


class Conflicted(AttemptEvent, kind="conflict", facts="orders reason", redraws=True):
    """What 1688 shows differs from what was sent: a person says which order it is."""

    orders: tuple[str, ...]
    reason: str
    who: tuple[Called, ...]
    """Those who decide on it."""
    people: frozenset[int]
    """Who hears it in private: they, and the admins, since buying stops."""

    def tells(self, now: datetime) -> Iterator[Tell]:
        attempt = self.attempt
        notice = purchases.ConflictNotice(
            about=self.about, orders=self.orders, attempt_id=attempt.id, reason=self.reason, who=self.who
        )
        again = f":{attempt.version}" if attempt.state is AttemptState.PLACED and attempt.doubted_at else ""
        dedupe = f"conflict:{attempt.id}{again}"
        yield Tell(notice, Audience.ASKED, dedupe)
        yield Tell(notice, self.people - {self.request.place.chat_id}, dedupe)


class AnswerUnrecorded(AttemptEvent, kind="unrecorded", facts="reason orders"):
    """An answer of 1688 that the database did not take, and what became of it."""

    reason: str
    orders: tuple[str, ...]

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = operations.UnrecordedNotice(about=self.about, reason=self.reason, orders=self.orders)
        yield Tell(notice, Audience.ADMINS, f"unrecorded:{self.attempt.id}:{self.attempt.epoch}")


def not_sent_tells(notice: purchases.NotSentNotice, attempt: Attempt) -> Iterator[Tell]:
    """Who hears that an attempt was not sent: whoever asked each time, the others if they can do something.

    The buyers can order it on the site: they hear once of that, and once that it is not tried again by itself, which
    its requester can have tried again. If the app has no right to order, the admins of the settings can ask for it.
    """
    key = f"not_sent:{attempt.id}"
    yield Tell(notice, Audience.ASKED, f"{key}:{attempt.epoch}")
    if notice.denied or not notice.again:
        yield Tell(notice, Audience.PAYERS, f"{key}:{'denied' if notice.again else 'waits'}")
    if not notice.again:
        yield Tell(notice, Audience.REQUESTER, f"{key}:waits")
    if notice.denied:
        yield Tell(notice, Audience.OWNERS_BESIDE, f"{key}:{attempt.epoch}")
