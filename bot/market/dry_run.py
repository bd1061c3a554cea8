"""A dry run's market: 1688 as it is, of which only reads get through; what would be ordered is said instead."""

from dataclasses import replace
from typing import Any, cast

from bot.market.errors import NotInADryRun
from bot.market.port import Market

READS = frozenset({
    "offer", "search", "addresses", "preview", "body", "prepare", "find", "orders_created", "orders_changed",
    "orders_to_pay", "look", "pay_deadline", "parcels", "trace", "refunds", "chat_link", "account", "missed_pushes",
    "refund", "refund_steps", "refund_reasons", "refund_limits", "carriers", "upload_picture", "median_price",
})  # fmt: skip
"""What a dry run may ask of a market. Everything else changes something at 1688, or leads to paying."""


class _ReadsOnly:
    """The one place at which writes stop; a verb that `READS` does not name is refused, also one that is new."""

    def __init__(self, market: Market) -> None:
        self._market = market
        # Nothing was ever sent, so there is no order of ours to look for.
        self.abilities = replace(market.abilities, reference=False, orders=False)

    def __getattr__(self, name: str) -> Any:
        if name in READS:
            return getattr(self._market, name)

        async def refuse(*_: object, **__: object) -> None:
            raise NotInADryRun(name, "this is a dry run: nothing is changed at 1688")

        return refuse


def reads_only(market: Market) -> Market:
    """The same market for a dry run: reads pass, and the rest raises NotInADryRun."""
    return cast(Market, _ReadsOnly(market))
