"""Reads the account's delivery addresses and keeps them some seconds, since several steps ask for them in turn."""

from datetime import UTC, datetime, timedelta

from bot.clock import Clock
from bot.market.port import Market
from bot.purchasing.offer import Address

REMEMBERED = timedelta(seconds=10)
"""Seconds an answer is kept; nobody adds an address on 1688 and comes back to its card in less."""


class Addresses:
    """The account's addresses; what 1688 told in the last seconds is not asked again."""

    def __init__(self, market: Market, clock: Clock) -> None:
        self._market, self._clock = market, clock
        self._told: tuple[Address, ...] = ()
        self._told_at = datetime.min.replace(tzinfo=UTC)

    async def all(self) -> tuple[Address, ...]:
        """Every address of the account. MarketError if 1688 gives no answer."""
        now = self._clock.now()
        if abs(now - self._told_at) >= REMEMBERED:
            self._told = await self._market.addresses()
            self._told_at = now
        return self._told

    async def label(self, address_id: str | None) -> str:
        """The chosen address's name; empty if none was chosen. MarketError if 1688 gives no answer."""
        if address_id is None:
            return ""
        return next((_label(each) for each in await self.all() if each.address_id == address_id), "")


def _label(address: Address) -> str:
    return f"{address.city} ({address.name})" if address.name else address.city
