"""What people have 1688 do once with an order, and what became of it."""

from bot.purchasing.errands import Errand
from bot.purchasing.events.orders import OrderEvent
from bot.purchasing.money import Fen


class ErrandAsked(OrderEvent, redraws=True, facts="accepts entries refund total waybill"):
    """A person has it done: it is claimed, and sent next."""

    errand: Errand

    @property
    def entry_kind(self) -> str:
        return f"errand_{self.errand.kind}_asked"

    @property
    def entries(self) -> tuple[str, ...]:
        return self.errand.entries

    @property
    def accepts(self) -> bool:
        return self.errand.accepts

    @property
    def refund(self) -> str:
        return self.errand.refund_id

    @property
    def total(self) -> Fen | None:
        """What is asked back, fen."""
        return self.errand.ask.total if self.errand.ask is not None else None

    @property
    def waybill(self) -> str:
        return self.errand.waybill


class ErrandEnded(ErrandAsked, facts="reason"):
    """1688 took it or refused it, its answer is not clear, or a person found that 1688 does not know of it."""

    @property
    def entry_kind(self) -> str:
        return f"errand_{self.errand.kind}_{self.errand.state}"

    @property
    def reason(self) -> str:
        return self.errand.reason
