"""Reads the account's delivery addresses and keeps them for a day, since each purchase needs them."""

from collections.abc import Iterable

from bot.clock import Clock
from bot.market.port import Market
from bot.purchasing.offers.offer import Address

REMEMBERED, _JUST_TOLD = 86_400.0, 10.0
"""Seconds; nobody adds an address on 1688 and comes back to its card in less than the second."""


class Addresses:
    """The account's addresses; what 1688 told in the last day is not asked again, but that there is none."""

    def __init__(self, market: Market, clock: Clock) -> None:
        self._market, self._clock = market, clock
        self._told: tuple[Address, ...] = ()
        self._told_at = float("-inf")

    async def all(self) -> tuple[Address, ...]:
        """Every address of the account. MarketError if 1688 gives no answer."""
        now = self._clock.steady()
        if now - self._told_at >= (REMEMBERED if self._told else _JUST_TOLD):
            self._told = await self._market.addresses()
            self._told_at = now
        return self._told

    def forget(self) -> None:
        """Ask again at the next step, unless 1688 has just told."""
        if self._clock.steady() - self._told_at >= _JUST_TOLD:
            self._told = ()

    async def label(self, address_id: str | None) -> str:
        """The chosen address's name; empty if none was chosen. MarketError if 1688 gives no answer."""
        if address_id is None:
            return ""
        label = _label_of(address_id, await self.all())
        if not label:  # it may be newer than what we remember
            self.forget()
            label = _label_of(address_id, await self.all())
        return label


def _label_of(address_id: str, known: Iterable[Address]) -> str:
    return next((_label(each) for each in known if each.address_id == address_id), "")


def _label(address: Address) -> str:
    """The city, which is all that a group is shown; in brackets the name and the street."""
    private = ", ".join(filter(None, (address.name, address.street)))
    return f"{address.city} ({private})" if private else address.city
