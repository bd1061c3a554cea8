"""What people have 1688 do once with an order, and what became of it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.purchasing.approval.second_word import WORD_LIFE, SecondWord
from bot.purchasing.errands import Errand
from bot.purchasing.events.orders import OrderEvent
from bot.purchasing.money import Fen
from bot.purchasing.notices.audience import Audience, Tell
from bot.purchasing.notices.purchases import RefundWordNotice, RefundWordOverNotice


class ErrandEvent(OrderEvent):
    """Something that happened to an errand."""

    errand: Errand

    @property
    def total(self) -> Fen | None:
        """What is asked back, fen."""
        return self.errand.ask.total if self.errand.ask is not None else None

    @property
    def length(self) -> int:
        """How many characters a note takes of what 1688 allows; its words stay out of the journal."""
        return len(self.errand.words)


class ErrandAsked(ErrandEvent, redraws=True, facts="accepts entries length refund total waybill"):
    """A person has it done: it is claimed, and sent next."""

    @property
    def entry_kind(self) -> str:
        return f"errand_{self.errand.kind}_asked"

    def entry_facts(self) -> dict[str, Any]:
        of = vars(self.errand) | {"refund": self.errand.refund_id, "total": self.total, "length": self.length}
        return {name: of[name] for name in self.registered_facts}


class ErrandEnded(ErrandAsked, facts="reason"):
    """1688 took it or refused it, its answer is not clear, or a person found that 1688 does not know of it."""

    @property
    def entry_kind(self) -> str:
        return f"errand_{self.errand.kind}_{self.errand.state}"


class RefundExplained(OrderEvent, redraws=True, kind="refund_explained", facts="refund what total"):
    """A buyer says what a refund of the site is for: pieces, the carriage, or a compensation; fen."""

    refund: str
    what: str
    total: Fen


class RefundLookedFor(OrderEvent, redraws=True, kind="refund_looked_for", facts="refund sure"):
    """A person looked on the site for what no call shows: it is not there, `sure` if that was the second word."""

    refund: str
    sure: bool


class SecondWordMoved(ErrandEvent, redraws=True, facts="errand_id how total"):
    """Something about the second `word` that a refund waits for: it is wanted, given, or `how` that ended.

    Who can give it, or who asked, is told in private, or else in a chat if none of them can be reached.
    """

    how: str
    by: str
    to: frozenset[int] | None
    word: SecondWord | None = None

    @property
    def entry_kind(self) -> str:
        return f"refund_word_{self.how if self.how in ('wanted', 'given') else 'over'}"

    @property
    def errand_id(self) -> int:
        return self.errand.id

    def tells(self, now: datetime) -> Iterator[Tell]:
        ask = self.errand.ask
        if self.to is None or ask is None:
            return
        dedupe = f"{self.entry_kind}:{self.errand.id}"
        if self.how != "wanted":
            notice = RefundWordOverNotice(about=self.about, how=self.how, by=self.by, asked=ask.total)
            yield Tell(notice, self.to or Audience.ASKED, dedupe)
            return
        wanted = RefundWordNotice(
            about=self.about,
            errand=self.errand.id,
            by=self.by,
            asked=ask.total,
            before=self.word.before if self.word is not None else Fen(0),
            by_person=self.word is not None and self.word.by_person,
            carriage=ask.carriage,
            reason=ask.reason.name if ask.reason is not None else "",
            until=now + WORD_LIFE,
        )
        yield Tell(wanted, self.to or Audience.GROUP, dedupe)
