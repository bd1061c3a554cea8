"""What people say that purchases cost beside 1688."""

from typing import Any

from bot.purchasing.events.base import RequestEvent, own
from bot.purchasing.money import Fen
from bot.purchasing.orders.line_cost import OtherCost


class CostAdded(
    RequestEvent, kind="cost_added", facts="cost share total amount currency rate basis", personal=own("words")
):
    """Somebody added another cost, which this request bears a share of."""

    of: OtherCost
    share: Fen

    def entry_facts(self) -> dict[str, Any]:
        of = vars(self.of) | {"cost": self.of.id, "share": self.share, "amount": str(self.of.amount)}
        of["rate"] = None if self.of.rate is None else str(self.of.rate)
        return {name: of[name] for name in self.registered_facts}


class CostReversed(CostAdded, kind="cost_reversed", facts="reverses"):
    """Somebody took one back, which `reverses` names: this request bears its share no more."""
