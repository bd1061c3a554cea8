"""What happens to money that is asked back only with a second word."""

from collections.abc import Iterator
from datetime import datetime

from bot.purchasing.approval.second_word import WORD_LIFE
from bot.purchasing.errands import Errand
from bot.purchasing.events.base import Audience, Tell
from bot.purchasing.events.orders import OrderEvent
from bot.purchasing.money import Fen
from bot.purchasing.notices.second_words import NOTHING, RefundWordNotice, RefundWordOverNotice


class RefundWordWanted(OrderEvent, kind="refund_word_wanted", redraws=True, facts="errand_id total"):
    """Money is asked back, and waits for a second word of `others`; in the group if none of them can be reached."""

    errand: Errand
    by: str
    others: frozenset[int]

    @property
    def errand_id(self) -> int:
        return self.errand.id

    @property
    def total(self) -> Fen:
        return self.errand.ask.total if self.errand.ask is not None else NOTHING

    def tells(self, now: datetime) -> Iterator[Tell]:
        ask = self.errand.ask
        notice = RefundWordNotice(
            about=self.about, errand=self.errand.id, by=self.by, asked=self.total,
            carriage=ask.carriage if ask is not None else NOTHING,
            reason=ask.reason.name if ask is not None and ask.reason is not None else "", until=now + WORD_LIFE,
        )  # fmt: skip
        yield Tell(notice, self.others or Audience.GROUP, f"refund_word:{self.errand.id}")


class RefundWordGiven(RefundWordWanted, kind="refund_word_given"):
    """Somebody agreed, and others must as well."""

    def tells(self, now: datetime) -> Iterator[Tell]:
        return iter(())


class RefundWordOver(RefundWordWanted, kind="refund_word_over", facts="how"):
    """It waits no more, and who asked is told `how` that ended: they are the only one of `others`."""

    how: str

    def tells(self, now: datetime) -> Iterator[Tell]:
        if self.actor == self.errand.person_id:
            return  # they took it back
        notice = RefundWordOverNotice(about=self.about, how=self.how, by=self.by, asked=self.total)
        yield Tell(notice, self.others or Audience.ASKED, f"refund_word_over:{self.errand.id}")
